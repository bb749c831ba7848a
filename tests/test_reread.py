"""Reading again after the reader changed: what moves, and what becomes of decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.book import Book
from tollbook.record import Lexicon, Reading, Report
from tollbook.record.ids import record_id
from tollbook.settings import Settings


class OtherReader(FakeReader):
    """Reads as the small reader does, but gives other ids and can widen or lose words."""

    def __init__(self, version: str, *, widen: int = 0, loses: str = "") -> None:
        super().__init__(version)
        self.widen, self.loses = widen, loses

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        reading = super().read(report, lexicon)
        claims = []
        for claim in reading.claims:
            words = claim.evidence
            if self.loses and self.loses in words.quote:
                continue
            wider = report.span(words.start, words.end + self.widen)
            new = record_id("clm", claim.id, self.version)
            claims.append(replace(claim, id=new, evidence=wider))
        return replace(reading, claims=tuple(claims))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(page("At dawn 3 people were killed in Nasiriyah, they said."))
    (tmp_path / "b.html").write_text(
        page("Later 5 people were killed in Amara, on the river.", title="Shots", day="2019-10-09")
    )
    read_with(tmp_path, FakeReader(), tmp_path / "a.html", tmp_path / "b.html")
    return tmp_path / "book"


def read_with(tmp_path: Path, reader: FakeReader, *paths: Path) -> None:
    pipeline.run(paths, tmp_path / "book", Settings(), reader=reader, atlas=FakeAtlas())


def best(book: Book) -> list[int | None]:
    return sorted(toll.best or 0 for i in book.incidents() for toll in i.tolls)


def test_a_decision_follows_its_words_to_the_new_claim(folder: Path, tmp_path: Path) -> None:
    with Book.open(folder) as book:
        first = book.claims()[0]
        decision, _ = book.decide("reject", first.id, decided_by="A", reason="a rumour")
        assert best(book) == [5]
    read_with(tmp_path, OtherReader("2", widen=5))
    with Book.open(folder) as book:
        assert first.id not in {claim.id for claim in book.claims()}
        assert best(book) == [5]
        (carried,) = book.view().carried
        assert carried.how == "anchor"
        assert book.claim(str(carried.subject)).evidence.quote.startswith("3 people were killed")
        assert book.view().decisions_on(str(carried.subject)) == [decision]
        assert book.decisions() == [decision]  # the log is as it was
        assert book.view().orphans == ()


def test_a_decision_whose_words_are_no_claim_now_waits_for_a_person(
    folder: Path, tmp_path: Path
) -> None:
    with Book.open(folder) as book:
        decision, _ = book.decide("reject", book.claims()[0].id, decided_by="A", reason="rumour")
    read_with(tmp_path, OtherReader("2", loses="Nasiriyah"))
    with Book.open(folder) as book:
        (orphan,) = book.view().orphans
        assert (orphan.decision, orphan.how) == (decision, "orphan")
        assert best(book) == [5]
    read_with(tmp_path, OtherReader("3"))  # a reader that finds the claim again
    with Book.open(folder) as book:
        assert book.view().orphans == ()
        assert best(book) == [5]
