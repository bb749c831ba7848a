"""After a decision the figures it touches are changed alone, and are those of the whole tally."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tollbook
from tollbook import amending, dated, pipeline, tally
from tollbook.book import Book
from tollbook.errors import TollbookError
from tollbook.evals.world import Knobs, as_claims, make_world
from tollbook.followed import up_to_date
from tollbook.ledger import Ledger
from tollbook.record import Count, Decision, Reading
from tollbook.record.decided import (
    ActorSet,
    Corrected,
    Dated,
    Pair,
    Payload,
    Placed,
    SourceDeclared,
    TollSet,
    TransitionSet,
)
from tollbook.record.vocabulary import Verb
from tollbook.resolve.gazetteer import Gazetteer

KNOBS = Knobs(
    days=28, towns=6, rate=0.06, copied=0.3, no_day=0.05, enemy=0.3, denied=0.2, misprints=0.3,
    retracted=0.8, totals_every=9, provinces_counted=2,
)  # fmt: skip
WHEN = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
WHO, WHY = "A. Recorder", "the hospital's list"


def made(folder: Path, seed: int) -> None:
    """A book of a made-up world, tallied."""
    world = as_claims(make_world(Gazetteer.open(), KNOBS, seed))
    with Ledger.open(folder, create=True) as ledger:
        for report in world.reports:
            data = f"{report.id} {report.text}".encode()
            sha = hashlib.sha256(data).hexdigest()
            ledger.take(sha, data, media_type="text/plain", origin="", record=None, taken_at=WHEN)
            own = {claim.id for claim in world.claims if claim.report == report.id}
            ledger.put_report(replace(report, capture=sha), extractor="world 1")
            ledger.put_reading(
                Reading(
                    report.id,
                    "world 1",
                    tuple(claim for claim in world.claims if claim.id in own),
                    tuple(s for s in world.statements if s.report == report.id),
                ),
                lexicon_version="1",
            )
        report_of = {claim.id: claim.report for claim in world.claims}
        dates = dated.effective_dates(ledger.reports(), pipeline.copies_in(ledger))
        for own, published in dates.items():
            found = [r for r in world.resolutions if report_of[r.subject] == own]
            ledger.put_resolutions(own, found, atlas_version="1", published=published)
        pipeline.settle(ledger, tally.load_policy("default"))


@pytest.fixture(scope="module")
def worlds() -> Iterator[list[Path]]:
    with tempfile.TemporaryDirectory() as folder:
        found = [Path(folder) / str(seed) for seed in (1, 2)]
        for seed, book in enumerate(found, start=1):
            made(book, seed)
        yield found


@pytest.fixture
def book(worlds: list[Path], tmp_path: Path) -> Iterator[Book]:
    shutil.copytree(worlds[0], tmp_path / "book")
    with tollbook.open(tmp_path / "book") as opened:
        yield opened


def is_whole(ledger: Ledger) -> bool:
    """Whether the figures are those of a tally of the whole book, digests of rows among them."""
    digest, register = ledger.derived_digest(), ledger.issued()
    faults = ledger.rows_changed()
    followed = ledger.followed()
    pipeline.settle(ledger, tally.load_policy("default"))
    now = (ledger.derived_digest(), ledger.issued(), ledger.rows_changed(), ledger.followed())
    return (digest, register, faults, followed) == now and faults == []


STEPS: tuple[tuple[Verb, str], ...] = (
    *((verb, "claim") for verb in ("accept", "unsure", "reopen", "reject", "note")),
    *((verb, "incident") for verb in ("toll", "transition", "actor", "date", "place", "note")),
    ("correct", "claim"), ("same", "claim"), ("unsure", "claim"), ("accept", "claim"),
    ("toll", "incident"), ("undo", ""), ("undo", ""),
)  # fmt: skip


def value_of(verb: Verb, ledger: Ledger, chance: Random) -> Payload | None:
    match verb:
        case "toll":
            low = chance.randrange(9)
            return TollSet(chance.choice(("killed", "injured")), low, low, low + 3, False)
        case "transition":
            return TransitionSet("injured", "killed", chance.randrange(1, 3), None)
        case "actor":
            return ActorSet("the militia of the north", "accused")
        case "date":
            return Dated(date(2019, 3, 2), date(2019, 3, 2))
        case "place":
            return Placed("the old market", 9.05, 7.5, "landmark")
        case "correct":
            return Corrected("count", Count.exact(chance.randrange(1, 9)))
        case "same":
            return Pair(chance.choice(ledger.claims()).id)
        case _:
            return None


def decide(book: Book, chance: Random, taken: list[str]) -> None:
    """One decision at random, as far as it may be taken."""
    ledger = book.ledger
    verb, kind = chance.choice(STEPS)
    if verb == "undo" and not taken:
        return
    if kind == "claim":
        subject = chance.choice(ledger.claims()).id
    elif kind == "incident":
        subject = chance.choice(ledger.incidents()).id
    else:
        subject = chance.choice(taken)
    try:
        decision, _ = book.decide(
            verb, subject, value=value_of(verb, ledger, chance), decided_by=WHO, reason=WHY
        )
    except TollbookError:  # it cannot be said of this record, or is undone already
        return
    assert isinstance(decision, Decision)
    taken.append(decision.id)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 1), st.integers(0, 10_000))
def test_figures_changed_in_part_are_those_of_the_whole_book(
    worlds: list[Path], which: int, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311  # a choice in a test
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(worlds[which], Path(folder) / "book")
        with tollbook.open(Path(folder) / "book") as book:
            taken: list[str] = []
            for _ in range(7):
                decide(book, chance, taken)
                assert is_whole(book.ledger)


def whole_tallies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the tallies of the whole book from now on."""
    counted: list[int] = []
    settle = pipeline.settle

    def count(*given: object, **more: object) -> tally.Tallied:
        counted.append(1)
        return settle(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "settle", count)
    return counted


@pytest.mark.parametrize(
    ("verb", "value"),
    [
        ("accept", None),
        ("unsure", None),
        ("note", None),
        ("toll", TollSet("killed", 2, 3, 7, False)),
        ("actor", ActorSet("the militia of the north", "accused")),
    ],
)
def test_a_decision_that_changes_no_words_tallies_no_whole_book(
    book: Book, monkeypatch: pytest.MonkeyPatch, verb: Verb, value: Payload | None
) -> None:
    ledger = book.ledger
    account = next(a for a in ledger.accounts() if a.inside)
    incident = ledger.fetching.incidents(account.inside[:1])[account.inside[0]]
    before = ledger.derived_digest()
    counted = whole_tallies(monkeypatch)
    subject = incident.id if value else incident.claims[0]
    decision, changed = book.decide(verb, subject, value=value, decided_by=WHO, reason=WHY)
    assert changed is not None
    if verb == "toll":
        assert {change.incident for change in changed} == {incident.id}
        assert ledger.fetching.accounts([account.id])[account.id] != account
    book.decide("undo", decision.id, decided_by=WHO, reason=WHY)
    assert counted == []
    assert ledger.derived_digest() == before
    assert is_whole(ledger)


@pytest.mark.parametrize("verb", ["reject", "correct", "same", "different"])
def test_a_decision_on_words_or_groups_tallies_no_whole_book(
    book: Book, monkeypatch: pytest.MonkeyPatch, verb: Verb
) -> None:
    ledger = book.ledger
    incident = max(ledger.incidents(), key=lambda each: len(each.claims))
    other = next(each for each in ledger.incidents() if each.id != incident.id)
    before = ledger.derived_digest()
    counted = whole_tallies(monkeypatch)
    values: dict[Verb, Payload] = {
        "correct": Corrected("count", Count.exact(40)),
        "same": Pair(other.claims[0]),
        "different": Pair(incident.claims[-1]),
    }
    decision, changed = book.decide(
        verb, incident.claims[0], value=values.get(verb), decided_by=WHO, reason=WHY
    )
    assert counted == []
    assert changed is not None
    book.decide("undo", decision.id, decided_by=WHO, reason=WHY)
    assert counted == []
    assert verb == "same" or ledger.derived_digest() == before
    assert is_whole(ledger)


def test_a_source_declared_tallies_the_whole_book(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = whole_tallies(monkeypatch)
    value = SourceDeclared("the ministry", "office")
    book.decide("source", "book", value=value, decided_by=WHO, reason=WHY)
    assert counted == [1]


def test_figures_that_do_not_follow_from_the_book_are_not_changed_in_part(book: Book) -> None:
    ledger, policy = book.ledger, tally.load_policy("default")
    assert amending.amend(ledger, policy) is not None
    assert amending.amend(ledger, tally.load_policy("ucdp-like")) is None
    (book.folder / "hand").mkdir(exist_ok=True)
    charter = book.folder / "hand" / "charter.toml"
    charter.write_text('[territory]\ncountries = ["NG"]\n')
    assert amending.amend(ledger, policy) is None
    charter.unlink()
    report = ledger.reports()[0]
    claims = [c for c in ledger.claims() if c.report == report.id]
    ledger.put_reading(Reading(report.id, "world 2", tuple(claims)), lexicon_version="1")
    assert ledger.followed() is None
    assert amending.amend(ledger, policy) is None


def test_what_was_decided_while_figures_were_kept_back_is_made_up_for(book: Book) -> None:
    ledger = book.ledger
    first, second = (incident.claims[0] for incident in ledger.incidents()[:2])
    for claim in (first, second):
        ledger.decide("unsure", claim, decided_by=WHO, reason=WHY, decided_at=WHEN)
    amended = amending.amend(ledger, tally.load_policy("default"))
    assert amended is not None
    assert len(amended.after) == 2
    assert is_whole(ledger)


def test_figures_are_up_to_date_until_anything_changes(book: Book) -> None:
    ledger, policy = book.ledger, tally.load_policy("default")
    assert up_to_date(ledger, policy)
    ledger.decide("accept", ledger.claims()[0].id, decided_by=WHO, reason=WHY, decided_at=WHEN)
    assert not up_to_date(ledger, policy)
    pipeline.settle(ledger, policy)
    assert up_to_date(ledger, policy)
    assert not up_to_date(ledger, tally.load_policy("ibc-like"))
    ledger.drop_derived()
    assert not up_to_date(ledger, policy)
