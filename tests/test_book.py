"""A book, opened: what can be looked up, and what a decision does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import tollbook
from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.book import Book
from tollbook.changes import changes
from tollbook.errors import BookError, NotFound, UsageError
from tollbook.ledger import Ledger
from tollbook.record import Claim, Incident, Report, Toll
from tollbook.settings import Settings

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
WORDS = {
    "a.html": page("At dawn 3 people were killed in Nasiriyah."),
    "b.html": page(
        "Later 5 people were killed in Amara, on the river.",
        title="Shots on the river bank",
        day="2019-10-09",
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages and a book of them, made once; copied by those who use it."""
    folder = tmp_path_factory.mktemp("made-once")
    for name, words in WORDS.items():
        (folder / name).write_text(words)
    paths = [folder / name for name in WORDS]
    pipeline.run(paths, folder / "book", Settings(), reader=FakeReader(), atlas=FakeAtlas())
    return folder


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Iterator[Book]:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    with tollbook.open(tmp_path / "book") as opened:
        yield opened


def test_no_book_no_opening(tmp_path: Path) -> None:
    with pytest.raises(BookError):
        tollbook.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_records_by_id(book: Book) -> None:
    claim = book.claims()[0]
    assert book.claim(claim.id) == claim
    assert book.report(claim.report).id == claim.report
    incident = book.incidents()[0]
    assert book.incident(incident.id) == incident
    for look_up in (book.claim, book.report, book.incident, book.account):
        with pytest.raises(NotFound) as caught:
            look_up("rep_nothing")
        assert caught.value.next


@pytest.mark.parametrize(
    ("kind", "group"), [(Report, "reports"), (Claim, "claims"), (Incident, "incidents")]
)
def test_find_by_the_beginning(book: Book, kind: type, group: str) -> None:
    record = getattr(book, group)()[0]
    assert isinstance(book.find(record.id[:14]), kind)
    assert book.find(record.id[:14]) == record
    assert book.find(record.id[4:14]) == record


@pytest.mark.parametrize("id", ["", "clm_", "x"])
def test_find_nothing_or_several(book: Book, id: str) -> None:
    with pytest.raises(NotFound):
        book.find(id)


def test_a_merged_incident_leads_on(book: Book) -> None:
    first, second = (incident.id for incident in book.incidents())
    book.ledger.issue([], [("inc_gone", "inc_between"), ("inc_between", second)])
    assert book.incident("inc_gone").id == second
    assert book.find("inc_gone").id == second
    assert book.incident(first).id == first


@pytest.mark.parametrize("onward", [[], [("inc_between", "inc_gone")]])
def test_a_merged_incident_may_lead_nowhere(book: Book, onward: list[tuple[str, str]]) -> None:
    book.ledger.issue([], [("inc_gone", "inc_between"), *onward])
    claim = book.claims()[0]
    assert book.find(claim.id) == claim
    for look_up in (book.incident, book.find):
        with pytest.raises(NotFound) as caught:
            look_up("inc_gone")
        assert caught.value.value == "inc_gone"


def test_a_view_is_of_one_moment(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = book.claims()[0]
    read_claims = book.ledger.claims

    def decided_meanwhile() -> list[Claim]:
        with Ledger.open(book.folder) as other:
            other.decide("accept", claim.id, decided_by="B", reason=None, decided_at=NOON)
        return read_claims()

    monkeypatch.setattr(book.ledger, "claims", decided_meanwhile)
    assert book.view().decisions == ()
    assert len(book.decisions()) == 1


def test_a_view_has_the_relations(book: Book) -> None:
    view = book.view()
    claim = view.claims[0]
    incident = view.incident_of_claim[claim.id]
    assert [r.id for r in view.reports_of(incident)] == [claim.report]
    ((same, toll, figure),) = view.figures_of(claim.id)
    assert (same, toll.best, figure.claim) == (incident, 3, claim.id)
    assert view.places(claim)[0].place.name == "Nasiriyah"
    assert view.time(claim).when.start.isoformat() == "2019-10-05"
    assert view.figures_of("clm_nothing") == []


def test_a_decision_changes_the_figures_and_says_how(book: Book) -> None:
    claim = book.claims()[0]
    decision, changed = book.decide(
        "reject", claim.id[:12], decided_by="A", reason="a rumour", clock=lambda: NOON
    )
    assert (decision.subject, decision.decided_at) == (claim.id, NOON)
    assert decision.anchor is not None
    assert decision.anchor.quote == claim.evidence.quote
    assert [c.before.best for c in changed] == [3]
    assert all(c.after is None or c.after.best is None for c in changed)
    assert book.view().decisions_on(claim.id) == [decision]
    _, back = book.decide("undo", decision.id, decided_by="A", reason="it was none")
    assert [c.after.best for c in back] == [3]
    assert book.view().decisions_on(claim.id) == []


def test_a_decision_while_another_run_writes_is_kept(book: Book) -> None:
    claim = book.claims()[0]
    with Ledger.open(book.folder, write=True):
        decision, changed = book.decide("reject", claim.id, decided_by="A", reason="a rumour")
    assert changed is None
    assert [d.id for d in book.decisions()] == [decision.id]


def test_a_refused_decision_leaves_no_trace(book: Book) -> None:
    with pytest.raises(UsageError):
        book.decide("reject", book.claims()[0].id, decided_by="A")
    assert book.decisions() == []


def test_changes_compare_what_is_printed() -> None:
    def incident(best: int, lineages: int = 1) -> Incident:
        toll = Toll("killed", best, best, best, False, lineages, 1, "default", ())
        return Incident("inc_1", (), None, (), (), False, "weak", (toll,))

    assert changes([incident(3)], [incident(3)]) == ()
    assert [c.after.best for c in changes([incident(3)], [incident(4)])] == [4]
    assert len(changes([incident(3)], [incident(3, lineages=2)])) == 1
    (gone,) = changes([incident(3)], [])
    assert gone.after is None
    (come,) = changes([], [incident(3)])
    assert come.before is None


def test_settings_are_the_books_own(book: Book) -> None:
    assert book.settings == Settings()
    (book.folder / "tollbook.toml").write_text("policy = 'ucdp-like'\n")
    assert book.settings.policy == "ucdp-like"
    assert book.view().policy == "default"  # that of the figures, until the next run
