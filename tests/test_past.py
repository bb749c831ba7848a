"""The book as it stood: after a decision, or at the end of a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline, resolve
from tollbook.book import Book
from tollbook.errors import BookError, UsageError
from tollbook.past import open_at
from tollbook.settings import Settings

FIRST, SECOND, THIRD = (datetime(2019, 10, d, 18, 0, tzinfo=UTC) for d in (10, 12, 14))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages arrive on the 10th, one is rejected on the 12th, another page on the 14th."""
    texts = {
        "a": page("At dawn 3 people were killed in Nasiriyah."),
        "b": page("Later 5 people were killed in Amara.", title="River bank", day="2019-10-09"),
        "c": page("At night 7 people were killed in Amara.", title="Third day", day="2019-10-13"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.html").write_text(text)
    book = tmp_path / "book"
    monkeypatch.setattr(resolve.Atlas, "open", lambda **_: FakeAtlas())

    def run(*names: str, at: datetime) -> None:
        paths = [tmp_path / f"{name}.html" for name in names]
        pipeline.run(
            paths, book, Settings(), reader=FakeReader(), atlas=FakeAtlas(), clock=lambda: at
        )

    run("a", "b", at=FIRST)
    with Book.open(book) as opened:
        rejected, _ = opened.decide(
            "reject", opened.claims()[0].id, decided_by="A", reason="no", clock=lambda: SECOND
        )
    run("c", at=THIRD)
    with Book.open(book) as opened:
        opened.decide("undo", rejected.id, decided_by="A", reason="yes", clock=lambda: THIRD)
    return book


def best(book: Book) -> list[int]:
    return sorted(toll.best or 0 for i in book.incidents() for toll in i.tolls)


@pytest.mark.parametrize(
    ("moment", "tolls", "reports", "decisions"),
    [
        (0, [3, 5, 7], 3, 0),
        (1, [5, 7], 3, 1),
        (2, [3, 5, 7], 3, 2),
        (date(2019, 10, 9), [], 0, 0),
        (date(2019, 10, 10), [3, 5], 2, 0),
        (date(2019, 10, 11), [3, 5], 2, 0),
        (date(2019, 10, 12), [5], 2, 1),
        (date(2019, 10, 13), [5], 2, 1),
        (date(2019, 10, 14), [3, 5, 7], 3, 2),
        (date(2030, 1, 1), [3, 5, 7], 3, 2),
    ],
)
def test_what_had_arrived_and_been_decided(
    folder: Path, moment: int | date, tolls: list[int], reports: int, decisions: int
) -> None:
    with open_at(folder, moment) as then:
        view = then.view()
        assert best(then) == tolls
        assert len(view.reports) == len(then.captures()) == reports
        assert len(view.decisions) == decisions
        assert len(view.claims) == reports
        known = {claim.id for claim in view.claims} | {m.id for m in view.mentions}
        assert {r.subject for r in view.resolutions} <= known
        for claim in view.claims:
            assert then.find(claim.id, view) == claim


def test_looking_back_changes_nothing(folder: Path) -> None:
    with Book.open(folder) as book:
        before, ids = book.ledger.derived_digest(), [i.id for i in book.incidents()]
    with open_at(folder, date(2019, 10, 12)) as then:
        (incident,) = then.incidents()
        assert incident.id in ids  # the id that the book has given it
        with pytest.raises(BookError, match="as it stood"):
            then.decide("accept", then.claims()[0].id, decided_by="A")
    with Book.open(folder) as book:
        assert book.ledger.derived_digest() == before
        assert len(book.decisions()) == 2


def test_the_present_is_the_book(folder: Path) -> None:
    with Book.open(folder) as book, open_at(folder, 2) as then:
        assert list(then.incidents()) == list(book.incidents())
        assert list(then.accounts()) == list(book.accounts())
        assert then.ledger.copies() == book.ledger.copies()


def test_a_copy_counts_its_days_from_itself_before_its_original_had_arrived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas = FakeAtlas()
    monkeypatch.setattr(resolve.Atlas, "open", lambda **_: atlas)
    story = (
        "At dawn 3 people were killed in Nasiriyah. Shops in the old market stayed shut and the "
        "bridge over the river was closed to cars until the evening, and the council of the town "
        "said that it would meet again on the next day to hear those who live in the quarter."
    )
    (tmp_path / "late.html").write_text(page(story, day="2019-10-09"))
    (tmp_path / "early.html").write_text(page(story, day="2019-10-05"))
    for name, at in (("late", FIRST), ("early", THIRD)):
        paths = [tmp_path / f"{name}.html"]
        pipeline.run(
            paths,
            tmp_path / "book",
            Settings(),
            reader=FakeReader(),
            atlas=atlas,
            clock=lambda at=at: at,
        )
    with Book.open(tmp_path / "book") as book:
        assert len(book.ledger.copies()) == 1
        (now,) = book.incidents()
        assert str(now.when.start) == "2019-10-05"
    with open_at(tmp_path / "book", date(2019, 10, 10)) as then:
        (incident,) = then.incidents()
        assert str(incident.when.start) == "2019-10-09"
        assert then.ledger.copies() == {}


@pytest.mark.parametrize("moment", [3, -1])
def test_a_decision_that_there_is_not(folder: Path, moment: int) -> None:
    with pytest.raises(UsageError, match="no decision with this number"):
        open_at(folder, moment)
