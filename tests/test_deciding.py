"""What each verb does to the figures, and that an undo leaves no trace of it in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tollbook
from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.book import Book
from tollbook.choices import lying_in
from tollbook.errors import NotFound, UsageError
from tollbook.hand.added import whole_of
from tollbook.hand.whereabouts import place_of, placed
from tollbook.publish.explain import explain
from tollbook.record import Claim, Count, Incident, Place, Span
from tollbook.record.decided import (
    ActorSet,
    AddedClaim,
    Corrected,
    Dated,
    Merged,
    Pair,
    Payload,
    Placed,
    ScopeSet,
    SourceDeclared,
    Split,
    StanceSet,
    TollSet,
    TransitionSet,
    decode,
    encode,
)
from tollbook.settings import Settings

PAGES = {
    "a.html": page("At dawn 3 people were killed in Nasiriyah."),
    "b.html": page(
        "On the bridge 4 people were killed in Nasiriyah, a paper wrote.",
        title="Shots on the bridge",
        day="2019-10-05",
    ),
    "c.html": page(
        "Later 5 people were killed in Amara, on the river.",
        title="Shots on the river bank",
        day="2019-10-09",
    ),
}
MARKET = Placed("the old market", 31.05, 46.25, "landmark")
WHY = {"decided_by": "A. Recorder", "reason": "the hospital's list"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("deciding")
    for name, words in PAGES.items():
        (made / name).write_text(words)
    paths = [made / name for name in PAGES]
    pipeline.run(paths, made / "book", Settings(), reader=FakeReader(), atlas=FakeAtlas())
    return made / "book"


@pytest.fixture
def book(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    shutil.copytree(folder, tmp_path / "book")
    monkeypatch.setattr("tollbook.resolve.Atlas.open", lambda **_: FakeAtlas())
    with tollbook.open(tmp_path / "book") as opened:
        yield opened


def claim_of(book: Book, n: int) -> Claim:
    """The claim that the reader read as ``n`` killed."""
    return next(c for c in book.ledger.claims() if c.count.low == n)


def incident_of(book: Book, n: int) -> Incident:
    own = claim_of(book, n).id
    return next(i for i in book.incidents() if own in i.claims)


def killed(book: Book) -> list[tuple[object, ...]]:
    """Least, best and most of every incident, the smallest first."""
    tolls = [i.toll("killed") for i in book.incidents()]
    return sorted(((t.min, t.best, t.max) for t in tolls if t is not None), key=str)


def subject_of(book: Book, subject: str) -> str:
    """ "3" is the claim of three killed, "inc 3" its incident, "rep 3" its report."""
    kind, _, number = subject.rpartition(" ")
    if not number.isdecimal():
        return subject
    claim = claim_of(book, int(number))
    return {"": claim.id, "inc": incident_of(book, int(number)).id, "rep": claim.report}[kind]


def with_ids(book: Book, value: Payload | None) -> Payload | None:
    match value:
        case Pair(other=other):
            return Pair(subject_of(book, other))
        case Split(claims=claims):
            return Split(tuple(subject_of(book, c) for c in claims))
        case Merged(incidents=incidents):
            return Merged(tuple(subject_of(book, i) for i in incidents))
        case _:
            return value


AS_READ = [(3, 3, 4), (5, 5, 5)]
DECIDED = [
    ("correct", "3", Corrected("count", Count.exact(6)), [(4, 4, 6), (5, 5, 5)]),
    ("correct", "5", Corrected("harm", "injured"), [(3, 3, 4)]),
    ("correct", "5", Corrected("cause", "illness"), [(3, 3, 4)]),
    ("correct", "5", Corrected("modality", "hypothetical"), [(3, 3, 4)]),
    ("correct", "rep 5", Corrected("published", "2019-10-05"), AS_READ),
    ("reject", "5", None, [(3, 3, 4)]),
    ("unsure", "5", None, [(3, 3, 4), (None, None, 5)]),
    ("stance", "5", StanceSet("denies"), [(3, 3, 4)]),
    ("scope", "5", ScopeSet("generic"), [(3, 3, 4)]),
    ("scope", "5", ScopeSet("cumulative"), [(3, 3, 4)]),
    ("same", "4", Pair("5"), [(5, 5, 5)]),
    ("same", "inc 4", Pair("inc 5"), [(5, 5, 5)]),
    ("merge", "inc 4", Merged(("inc 5",)), [(5, 5, 5)]),
    ("different", "3", Pair("4"), [(3, 3, 3), (4, 4, 4), (5, 5, 5)]),
    ("split", "inc 4", Split(("3",)), [(3, 3, 3), (4, 4, 4), (5, 5, 5)]),
    ("toll", "inc 5", TollSet("killed", 6, None, 8), [(3, 3, 4), (6, None, 8)]),
    ("toll", "inc 5", TollSet("injured", 2, 2, 2), AS_READ),
    ("transition", "inc 5", TransitionSet("injured", "killed", 2), [(3, 3, 4), (7, 7, 7)]),
    ("place", "5", MARKET, AS_READ),
    ("place", "inc 5", MARKET, AS_READ),
    ("date", "5", Dated(date(2019, 10, 1), date(2019, 10, 2)), AS_READ),
    ("date", "inc 5", Dated(date(2019, 10, 1), None), AS_READ),
    ("actor", "5", ActorSet("River Band", "accused"), AS_READ),
    ("actor", "inc 5", ActorSet("River Band"), AS_READ),
    (
        "add",
        "inc 5",
        AddedClaim("killed", Count.exact(7), note="Seven, by name.", source="a nurse"),
        [(3, 3, 4), (5, 5, 7)],
    ),
    (
        "add",
        "book",
        AddedClaim("killed", Count.exact(2), note="Two at the gate.", source="a nurse"),
        [(2, 2, 2), *AS_READ],
    ),
    ("source", "book", SourceDeclared("Example Wire", "party", "the Front"), None),
    ("note", "5", None, AS_READ),
]


@pytest.mark.parametrize(
    ("verb", "subject", "value", "then"),
    DECIDED,
    ids=[f"{verb} {subject}" for verb, subject, _, _ in DECIDED],
)
def test_a_verb_moves_the_figures_and_its_undo_restores_them_to_the_byte(
    book: Book, verb: str, subject: str, value: Payload | None, then: object
) -> None:
    assert killed(book) == AS_READ
    before, records = book.ledger.derived_digest(), book.view()
    decision, _ = book.decide(verb, subject_of(book, subject), value=with_ids(book, value), **WHY)
    if then is not None:
        assert sorted(killed(book), key=str) == sorted(then, key=str)
    if verb not in ("note", "source"):
        assert book.ledger.derived_digest() != before
    book.decide("undo", decision.id, **WHY)
    assert book.ledger.derived_digest() == before
    now = book.view()
    for group in ("reports", "claims", "resolutions", "incidents", "accounts", "set_asides"):
        assert getattr(now, group) == getattr(records, group), group


def test_the_later_decision_on_a_field_holds_and_its_undo_brings_back_the_earlier(
    book: Book,
) -> None:
    own = claim_of(book, 5).id
    book.decide("correct", own, value=Corrected("count", Count.exact(6)), **WHY)
    last, _ = book.decide("correct", own, value=Corrected("count", Count.at_least(9)), **WHY)
    assert book.claim(own).count == Count.at_least(9)
    assert '"best":6' in (last.before or "")
    book.decide("undo", last.id, **WHY)
    assert book.claim(own).count == Count.exact(6)
    assert book.view().as_read[own].count.best == 5


def test_a_batch_is_undone_as_one(book: Book) -> None:
    ids = [claim_of(book, n).id for n in (3, 5)]
    before = book.ledger.derived_digest()
    decisions, _ = book.decide_all("reject", [(own, None) for own in ids], **WHY)
    assert len({d.batch for d in decisions}) == 1
    assert killed(book) == [(4, 4, 4)]
    book.decide("undo", decisions[0].batch or "", **WHY)
    assert book.ledger.derived_digest() == before


def test_what_was_tied_and_then_parted_is_parted(book: Book) -> None:
    a, b = claim_of(book, 4).id, claim_of(book, 5).id
    book.decide("same", a, value=Pair(b), **WHY)
    book.decide("different", b, value=Pair(a), **WHY)
    assert killed(book) == AS_READ


def test_ties_that_contradict_each_other_are_listed(book: Book) -> None:
    a, b, c = (claim_of(book, n).id for n in (3, 4, 5))
    first, _ = book.decide("same", a, value=Pair(c), **WHY)
    book.decide("different", a, value=Pair(b), **WHY)
    book.decide("same", b, value=Pair(c), **WHY)
    (aside,) = [s for s in book.view().set_asides if s.what == "decision that others contradict"]
    assert first.id in aside.next
    assert len(book.incidents()) == 2


def test_a_decided_toll_keeps_the_policys_beside_it(book: Book) -> None:
    own = incident_of(book, 5).id
    decision, _ = book.decide("toll", own, value=TollSet("killed", 6, 7, 8, True), **WHY)
    toll = book.incident(own).toll("killed")
    assert (toll.in_words(), toll.decided) == ("6 to 8 or more", (decision.id,))
    assert (toll.overruled.min, toll.overruled.max) == (5, 5)
    view = book.view()
    words = str(explain(view, view.incident_now(own)))
    assert "A. Recorder" in words
    assert "the hospital's list" in words
    assert "the policy gives 5" in words


def test_a_decided_claim_says_who_and_what_the_reader_had(book: Book) -> None:
    own = claim_of(book, 5).id
    book.decide("correct", own, value=Corrected("count", Count.exact(6)), **WHY)
    view = book.view()
    words = str(explain(view, view.claim_by_id[own]))
    assert "correct count: 6 (before: 5) by A. Recorder" in words
    assert "as read: killed: 5" in words


def test_a_claim_added_on_words_of_a_report_can_be_decided_on(book: Book) -> None:
    report = claim_of(book, 5).report
    value = AddedClaim("injured", Count.exact(9), note="-", source="-")
    decisions, _ = book.decide_all(
        "add", [(report, value)], quote="shops in the   centre of the town", **WHY
    )
    (added,) = [c for c in book.claims() if c.rule == "added"]
    assert added.evidence.quote == "shops in the centre of the town"
    assert added.reader == "by hand, A. Recorder"
    assert decisions[0].anchor.quote == added.evidence.quote
    book.decide("same", added.id, value=Pair(claim_of(book, 5).id), **WHY)
    assert incident_of(book, 5).toll("injured").best == 9
    book.decide("reject", added.id, **WHY)
    assert incident_of(book, 5).toll("injured") is None
    book.decide("undo", decisions[0].id, **WHY)
    assert killed(book) == AS_READ


@pytest.mark.parametrize(
    ("words", "n", "part"),
    [
        ("Two of the dead were students", 2, True),
        ("Among the dead were two students", 2, True),
        ("Two of them were students", 2, True),
        ("Two students were killed", 2, False),
        ("Nine of the dead were students", 9, False),
    ],
)
def test_a_part_that_a_person_adds_is_no_rival_of_its_whole(
    book: Book, words: str, n: int, part: bool
) -> None:
    whole = claim_of(book, 5)
    span = Span(whole.evidence.end + 1, whole.evidence.end + 1 + len(words), words)
    made = replace(whole, id="clm_x", count=Count.exact(n), evidence=span)
    elsewhere = replace(whole, id="clm_y", harm="injured")
    assert whole_of(made, [elsewhere, made, whole]) == (whole if part else None)


@pytest.mark.parametrize("quote", ["words that stand nowhere", "people"])
def test_words_that_do_not_stand_there_once_are_refused(book: Book, quote: str) -> None:
    value = AddedClaim("injured", Count.exact(9), note="-", source="-")
    with pytest.raises((NotFound, UsageError)) as caught:
        book.decide_all("add", [(claim_of(book, 5).report, value)], quote=quote, **WHY)
    assert caught.value.value == quote
    assert book.decisions() == []


def test_a_split_takes_the_incidents_own_claims_and_leaves_one(book: Book) -> None:
    own = incident_of(book, 4)
    for claims in ((claim_of(book, 5).id,), own.claims):
        with pytest.raises(UsageError) as caught:
            book.decide("split", own.id, value=Split(claims), **WHY)
        assert own.claims[0] in caught.value.next


def test_a_party_speaks_with_its_stake(book: Book) -> None:
    own = claim_of(book, 5).id
    book.decide("actor", own, value=ActorSet("the Front"), **WHY)
    book.decide("source", "book", value=SourceDeclared("Example Wire", "party", "the Front"), **WHY)
    speaker = book.claim(own).said_by[-1]
    assert (speaker.speaker, speaker.kind, speaker.stake) == ("Example Wire", "party", "own_doing")


def test_outlets_of_one_parent_are_one_source(book: Book) -> None:
    book.decide(
        "source", "book", value=SourceDeclared("Example Wire", "outlet", parent="Big House"), **WHY
    )
    figures = incident_of(book, 4).toll("killed").figures
    assert {f.lineage for f in figures if f.lineage} == {"Big House"}


def test_what_the_words_of_a_place_mean_holds_for_the_claims_on_them(book: Book) -> None:
    mention = next(m for m in book.mentions() if m.span.quote == "Amara")
    book.decide("place", mention.id, value=MARKET, **WHY)
    assert [p.name for p in incident_of(book, 5).places] == ["the old market"]


SQUARE = Place(
    "tb:gate", "Gate Square", 31.05, 46.25, "IQ", "IQ.09", "landmark", 3.0, 0, ("gn:1", "gn:2")
)
TOWN = Placed("Amara", 31.05, 46.25, "town", 5.0, "gn:1", "IQ", "IQ.09", ("gn:2",))


def test_a_place_of_the_gazetteer_keeps_what_contains_it() -> None:
    """Without it the claims of one event part: a square would lie in no town."""
    put = placed(SQUARE)
    assert decode("place", encode(put)) == put
    assert place_of(put) == SQUARE
    assert (
        place_of(decode("place", '{"name":"x","lat":1.0,"lon":2.0,"level":"exact"}')).parents == ()
    )


@pytest.mark.parametrize(
    ("point", "parents"),
    [
        (Placed("the gate", 31.06, 46.26, "exact"), ("gn:1", "gn:2")),
        (Placed("the gate", 31.5, 46.25, "exact"), ()),
        (Placed("the town", 31.05, 46.25, "city"), ()),
        (Placed("somewhere", None, None, "exact"), ()),
        (Placed("known", 31.06, 46.26, "exact", id="tb:x"), ()),
    ],
)
def test_a_point_within_the_place_that_it_replaces_lies_in_it(
    point: Placed, parents: tuple[str, ...]
) -> None:
    found = lying_in(point, TOWN)
    assert isinstance(found, Placed)
    assert found.parents == parents
    assert lying_in(point, None) == point
