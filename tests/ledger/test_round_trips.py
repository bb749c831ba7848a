"""What goes into the book comes out the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import any_record
import book_records as make
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.errors import BookError, NotFound
from tollbook.ledger import Ledger
from tollbook.record import Incident, Published, Reading, SetAside, Span

_AGAIN = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@_AGAIN
@given(data=st.data())
def test_any_reading_comes_back(book: Ledger, data: st.DataObject) -> None:
    capture = make.take(book, b"any")
    report = replace(data.draw(any_record.any_report), id="rep_any", capture=capture.sha256)
    book.put_report(report, extractor="x")
    claims = tuple(
        replace(c, id=f"clm_{n}", report=report.id)
        for n, c in enumerate(data.draw(st.lists(any_record.any_claim, max_size=3)))
    )
    statement = replace(data.draw(any_record.any_statement), report=report.id)
    mention = replace(data.draw(any_record.any_mention), report=report.id)
    aside = data.draw(any_record.any_set_aside)
    book.put_reading(
        Reading(report.id, "r", claims, (statement,), (mention,), (aside,)), lexicon_version="l"
    )
    resolutions = data.draw(st.lists(any_record.any_resolution, max_size=3))
    published = data.draw(st.none() | st.from_type(Published))
    book.put_resolutions(report.id, resolutions, atlas_version="a", published=published)

    assert book.reports() == [report]
    assert book.report("rep_any") == report
    assert tuple(book.claims()) == claims
    assert [book.claim(c.id) for c in claims] == list(claims)
    assert book.statements() == [statement]
    assert book.mentions() == [mention]
    assert book.set_asides() == [aside]
    assert book.resolutions() == resolutions
    assert book.resolved_with().get(report.id) == ("a", published)


@_AGAIN
@given(data=st.data())
def test_any_tally_comes_back_by_day(book: Ledger, data: st.DataObject) -> None:
    _, claim = make.fill(book)
    incidents = [
        replace(i, id=f"inc_{9 - n}", claims=(claim.id,))
        for n, i in enumerate(data.draw(st.lists(any_record.any_incident, max_size=3)))
    ]
    account = replace(data.draw(any_record.any_account), claim=claim.id)
    aside = data.draw(any_record.any_set_aside)
    book.put_tally(incidents, [account], [aside], {}, policy="p")
    assert book.incidents() == sorted(incidents, key=_by_day)
    assert book.accounts() == [account]
    assert book.set_asides()[-1] == aside
    assert book.tallied_with() == "p"


def _by_day(incident: Incident) -> tuple[str, str]:
    first = incident.when.start or incident.when.end if incident.when else None
    return (first.isoformat() if first else "9999", incident.id)


def test_a_capture_is_kept_and_numbered_once(book: Ledger, folder: Path) -> None:
    first = make.take(book, b"one", "a.html")
    second = make.take(book, b"two", "lines.jsonl:7", 7)
    again = make.take(book, b"one", "copy/a.html")
    make.take(book, b"one", "copy/a.html")
    assert (first.sequence, second.sequence, again) == (1, 2, first)
    assert book.captures() == [first, second]
    assert book.capture(second.sha256) == second
    assert book.capture("f" * 64) is None
    assert book.capture_bytes(first.sha256) == b"one"
    assert book.origins(first.sha256) == ["a.html", "copy/a.html"]
    path = folder / "captures" / first.sha256[:2] / first.sha256[2:]
    assert path.read_bytes() == b"one"


def test_a_file_name_that_is_no_text_is_written_as_escapes(book: Ledger) -> None:
    assert make.take(book, b"one", "p\udce9ge.html").origin == "p\\udce9ge.html"


def test_bytes_that_are_not_what_their_digest_says_are_refused(book: Ledger) -> None:
    with pytest.raises(BookError, match="not those their digest says"):
        book.take(
            make.sha(b"one"),
            b"two",
            media_type="text/plain",
            origin="x",
            record=None,
            taken_at=make.NOON,
        )
    assert book.captures() == []


def test_unknown_ids(book: Ledger) -> None:
    assert book.report("rep_none") is None
    assert book.claim("clm_none") is None
    assert book.extractors().get("rep_none") is None
    assert book.readers().get("rep_none") is None
    assert book.resolved_with().get("rep_none") is None
    assert book.tallied_with() is None
    with pytest.raises(NotFound):
        book.capture_bytes("0" * 64)


def test_order_is_that_of_arrival_not_of_storing(book: Ledger) -> None:
    captures = [make.take(book, data) for data in (b"one", b"two", b"three")]
    for capture in reversed(captures):
        report = make.make_report(capture)
        book.put_report(report, extractor="x")
        claims = (
            make.make_claim(report, "miners died"),
            make.make_claim(report, "Three miners died"),
        )
        book.put_reading(make.make_reading(report, *claims), lexicon_version="l")
    assert [r.sequence for r in book.reports()] == [1, 2, 3]
    assert [c.evidence.quote for c in book.claims()] == ["miners died", "Three miners died"] * 3
    assert [c.report for c in book.claims()][::2] == [r.id for r in book.reports()]


def test_a_new_reading_replaces_the_old_and_drops_its_resolutions(book: Ledger) -> None:
    report, claim = make.fill(book)
    assert book.readers().get(report.id) == ("rules 1", "lex 1")
    better = make.make_claim(report, "miners died", reader="rules 2")
    book.put_reading(make.make_reading(report, better, reader="rules 2"), lexicon_version="lex 2")
    assert book.claims() == [better]
    assert book.claim(claim.id) is None
    assert book.readers().get(report.id) == ("rules 2", "lex 2")
    assert (book.resolutions(), book.resolved_with().get(report.id)) == ([], None)
    assert len(book.set_asides()) == 1


def test_another_text_drops_the_reading_and_the_same_text_keeps_it(book: Ledger) -> None:
    report, claim = make.fill(book)
    book.put_report(report, extractor="plain 2")
    assert book.extractors().get(report.id) == "plain 2"
    assert book.claims() == [claim]
    book.put_report(replace(report, text="Nothing happened."), extractor="plain 3")
    assert book.claims() == []
    assert book.readers().get(report.id) is None


@pytest.mark.parametrize("kept", [True, False])
def test_figures_go_with_the_words_they_rest_on(book: Ledger, kept: bool) -> None:
    report, claim = make.fill(book)
    make.tally(book, claim)
    new = claim if kept else make.make_claim(report, "miners died")
    book.put_reading(make.make_reading(report, new, reader="rules 2"), lexicon_version="l")
    assert bool(book.incidents()) is kept
    assert bool(book.accounts()) is kept
    assert (book.tallied_with() == "default") is kept


def test_claims_can_be_filtered(book: Ledger) -> None:
    report = make.make_report(make.take(book, b"one"))
    other = make.make_report(make.take(book, b"two"), source="Another")
    dead = make.make_claim(report)
    hurt = make.make_claim(report, "miners died", harm="injured", scope="generic")
    third = make.make_claim(other)
    for r, cs in ((report, (dead, hurt)), (other, (third,))):
        book.put_report(r, extractor="x")
        book.put_reading(make.make_reading(r, *cs), lexicon_version="l")
    assert book.claims(harm="killed") == [dead, third]
    assert book.claims(scope="generic") == [hurt]
    assert book.claims(source="Another") == [third]
    assert book.claims(limit=1) == [dead]
    assert book.claims(harm="missing") == []


def test_tally_and_copies_are_replaced_whole(book: Ledger) -> None:
    report, claim = make.fill(book)
    copy = make.make_report(make.take(book, b"two"))
    book.put_report(copy, extractor="x")
    make.tally(book, claim)
    aside = SetAside("x", "y", "z", "w")
    book.put_tally([], [], [aside], {copy.id: report.id}, policy="other")
    assert (book.incidents(), book.accounts()) == ([], [])
    assert book.copies() == {copy.id: report.id}
    assert book.set_asides()[1:] == [aside]
    assert book.tallied_with() == "other"


def test_a_tally_that_fails_leaves_the_old_one(book: Ledger) -> None:
    _, claim = make.fill(book)
    make.tally(book, claim)
    stranger = replace(claim, id="clm_stranger")
    with pytest.raises(BookError, match="does not fit"):
        make.tally(book, stranger)
    assert [i.claims for i in book.incidents()] == [(claim.id,)]


def test_the_id_register_keeps_what_it_gave(book: Ledger) -> None:
    book.issue([("clm_b", "inc_1"), ("clm_a", "inc_2")], [("inc_2", "inc_1")])
    book.issue([("clm_a", "inc_2"), ("clm_c", "inc_3")], [("inc_2", "inc_1")])
    assert list(book.issued().items()) == [
        ("clm_b", "inc_1"),
        ("clm_a", "inc_2"),
        ("clm_c", "inc_3"),
    ]
    assert book.redirects() == {"inc_2": "inc_1"}
    book.issue([], [("inc_2", "inc_3")])
    assert book.redirects() == {"inc_2": "inc_3"}
    with pytest.raises(BookError, match="another incident id"):
        book.issue([("clm_a", "inc_9")], [])
    assert len(book.issued()) == 3


def test_a_reading_of_no_report_and_a_report_of_no_capture(book: Ledger) -> None:
    report = make.make_report(make.take(book, b"one"))
    with pytest.raises(NotFound, match="needs its report"):
        book.put_reading(make.make_reading(report), lexicon_version="l")
    with pytest.raises(NotFound, match="needs its reading"):
        book.put_resolutions(report.id, [], atlas_version="a", published=None)
    with pytest.raises(BookError, match="does not fit"):
        book.put_report(replace(report, capture="0" * 64), extractor="x")


def test_a_reading_that_names_a_claim_twice_is_refused_whole(book: Ledger) -> None:
    report, claim = make.fill(book)
    with pytest.raises(BookError, match="twice"):
        book.put_reading(make.make_reading(report, claim, claim), lexicon_version="l")
    assert book.claims() == [claim]


@pytest.mark.parametrize(
    ("text", "number"), [("half \ud83d a face", 3), ("whole", 2**63)], ids=["text", "number"]
)
def test_what_cannot_be_stored_is_named(book: Ledger, text: str, number: int) -> None:
    report = make.make_report(make.take(book, b"one"), text)
    with pytest.raises(BookError, match="cannot be stored"):
        book.put_report(replace(report, sequence=number), extractor="x")
    assert book.reports() == []


def test_a_reopened_book_is_the_same(folder: Path, kind: str) -> None:
    with Ledger.open(folder) as book:
        _, claim = make.fill(book)
        make.tally(book, claim)
        before = book.derived_digest()
    if kind == "sqlite":
        assert sorted(p.name for p in folder.glob("book.db*")) == ["book.db"]
    with Ledger.open(folder) as book:
        assert book.derived_digest() == before
        assert book.claims() == [claim]


def test_the_digest_sees_content_and_not_the_order_it_came_in(tmp_path: Path, folder: Path) -> None:
    texts = {b"one": make.TEXT, b"two": make.TEXT + " Later."}
    digests = []
    for n, order in enumerate(((b"one", b"two"), (b"two", b"one"))):
        with Ledger.open(tmp_path / str(n), create=True) as book:
            for data in texts:  # arrival is part of the content; storing is not
                make.take(book, data)
            for data in order:
                make.fill(book, data, texts[data])
            digests.append(book.derived_digest())
    assert digests[0] == digests[1]
    with Ledger.open(folder) as book:
        report, _ = make.fill(book)
        seen = {book.derived_digest()}
        book.put_report(replace(report, published=None), extractor="plain 1")
        seen.add(book.derived_digest())
        book.put_report(report, extractor="plain 1")
        book.put_reading(make.make_reading(report), lexicon_version="lex 1")
        seen.add(book.derived_digest())
        book.put_resolutions(report.id, [], atlas_version="a", published=None)
        seen.add(book.derived_digest())
        day = Published(date(2024, 1, 1), date(2024, 1, 1), "url")
        book.put_resolutions(report.id, [], atlas_version="a", published=day)
        seen.add(book.derived_digest())
    assert len(seen) == 5


def test_dropping_derived_rows_and_storing_again_gives_the_same_digest(book: Ledger) -> None:
    _, claim = make.fill(book)
    make.tally(book, claim)
    book.decide("accept", claim.id, decided_by="Ada", reason=None, decided_at=make.NOON)
    before, captures, issued = book.derived_digest(), book.captures(), book.issued()
    book.drop_derived()
    assert (book.reports(), book.claims(), book.incidents(), book.set_asides()) == ([], [], [], [])
    assert (book.captures(), book.issued(), len(book.decisions())) == (captures, issued, 1)
    make.fill(book)
    make.tally(book, claim)
    assert book.derived_digest() == before


def test_a_span_survives_letters_outside_the_first_plane(book: Ledger) -> None:
    report = make.make_report(make.take(book, b"one"), "😀 Three miners died, naïvely ﷽")
    book.put_report(report, extractor="x")
    claim = make.make_claim(report)
    book.put_reading(make.make_reading(report, claim), lexicon_version="l")
    back = book.report(report.id)
    assert back is not None
    assert book.claims()[0].evidence == Span(2, 19, "Three miners died")
    assert book.claims()[0].evidence.holds_in(back.text)
