"""The book worked out again: what moves with another reader, and that nothing else does."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import intake, pipeline, rework
from tollbook.book import Book
from tollbook.changes import changes
from tollbook.errors import TollbookError
from tollbook.ledger.verify import verify
from tollbook.record import Count, Lexicon, Reading, Report, SetAside
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import Verb
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


# reading everything again


def read_again(folder: Path, reader: FakeReader, **more) -> rework.Moved:
    return rework.read_again(folder, Settings(), reader=reader, atlas=FakeAtlas(), **more)


def test_read_again_tells_what_moved(folder: Path) -> None:
    with Book.open(folder) as book:
        southern, river = book.claims()
        kept, _ = book.decide("accept", southern.id, decided_by="A")
        lost, _ = book.decide("reject", river.id, decided_by="A", reason="a rumour")
    moved = read_again(folder, OtherReader("2", widen=4, loses="Amara"))
    assert moved.read == 2
    assert [claim.id for claim in moved.gone] == [southern.id, river.id]
    (new,) = moved.new
    assert new.evidence.quote.startswith(southern.evidence.quote)
    assert moved.changed == ()
    assert [(c.decision.id, c.how, c.subject) for c in moved.carried] == [
        (kept.id, "anchor", new.id),
        (lost.id, "orphan", None),
    ]


def test_read_again_tells_of_a_claim_that_says_something_else(folder: Path) -> None:
    class Doubling(FakeReader):
        def read(self, report: Report, lexicon: Lexicon) -> Reading:
            reading = super().read(report, lexicon)
            claims = [replace(c, count=Count.exact(6, c.count.raw)) for c in reading.claims]
            return replace(reading, claims=tuple(claims))

    moved = read_again(folder, Doubling("2"))
    assert [(was.count.best, now.count.best) for was, now in moved.changed] == [(3, 6), (5, 6)]
    assert (moved.new, moved.gone) == ((), ())
    tolls = changes(moved.before, moved.after)
    assert [(c.before.best, c.after.best) for c in tolls if c.before and c.after] == [
        (3, 6),
        (5, 6),
    ]


def test_read_again_reads_only_what_is_due_unless_told(folder: Path) -> None:
    same = FakeReader()
    assert read_again(folder, same, all_of_it=False).read == 0
    assert read_again(folder, same).read == 2
    moved = read_again(folder, FakeReader("2"))
    assert (moved.new, moved.gone, moved.changed) == ((), (), ())  # the version is no difference


def test_a_page_that_gives_no_report_any_more_loses_the_one_it_gave(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Book.open(folder) as book:
        gone, stays = book.reports()
        decision, _ = book.decide("note", gone.id, decided_by="A", reason="kept")
    extract_all = intake.extract_all

    def refuse_one(item: intake.Item, *, sequence: int = 0) -> intake.Extraction:
        made = extract_all(item, sequence=sequence)
        aside = SetAside("page", "no text", item.origin, "look at it")
        return replace(made, report=None, set_aside=(aside,)) if sequence == 1 else made

    monkeypatch.setattr(intake, "extract_all", refuse_one)
    moved = read_again(folder, FakeReader())
    assert [claim.report for claim in moved.gone] == [gone.id]
    assert [(c.decision, c.how) for c in moved.carried] == [(decision, "orphan")]
    with Book.open(folder) as book:
        assert [report.id for report in book.reports()] == [stays.id]
        assert best(book) == [5]
        assert "no text" in {aside.why for aside in book.set_asides()}


# working everything out again


def rebuild(folder: Path, reader: FakeReader | None = None) -> rework.Rebuilt:
    made = rework.rebuild(folder, Settings(), reader=reader or FakeReader(), atlas=FakeAtlas())
    with Book.open(folder) as book:
        assert verify(book.ledger) == []
    return made


def test_a_rebuilt_book_is_the_same(folder: Path) -> None:
    with Book.open(folder) as book:
        captures, claims, incidents = book.captures(), book.claims(), book.incidents()
    done = rebuild(folder)
    assert done.same
    assert (done.reports, done.claims) == (2, 2)
    with Book.open(folder) as book:
        assert (book.captures(), book.claims(), book.incidents()) == (captures, claims, incidents)


def test_after_decisions_and_undoing_them_too(folder: Path) -> None:
    with Book.open(folder) as book:
        first, second = book.claims()
        untouched = book.ledger.derived_digest()
        rejected, _ = book.decide("reject", first.id, decided_by="A", reason="a rumour")
        book.decide("note", second.id, decided_by="A", reason="seen")
        decided = book.ledger.derived_digest()
        assert decided != untouched
    done = rebuild(folder)
    assert done.same
    assert done.after == decided
    with Book.open(folder) as book:
        undo, _ = book.decide("undo", rejected.id, decided_by="A", reason="it was none")
        assert book.ledger.derived_digest() == untouched
    assert rebuild(folder).after == untouched
    with Book.open(folder) as book:
        book.decide("undo", undo.id, decided_by="A", reason="it was one after all")
        assert book.ledger.derived_digest() == decided
    assert rebuild(folder).after == decided


@hypothesis.settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],
)
@hypothesis.given(
    steps=st.lists(
        st.tuples(st.sampled_from(["accept", "reject", "note", "undo"]), st.integers(0, 3)),
        max_size=5,
    )
)
def test_whatever_was_decided_undoing_it_restores_the_digest(
    folder: Path, steps: list[tuple[Verb, int]]
) -> None:
    with Book.open(folder) as book:
        for carried in book.view().carried:  # what the example before left
            book.decide("undo", carried.decision.id, decided_by="A", reason="back")
        untouched = book.ledger.derived_digest()
        claims = [claim.id for claim in book.claims()]
        for verb, which in steps:
            standing = [carried.decision.id for carried in book.view().carried]
            among = standing if verb == "undo" else claims
            if among:
                book.decide(verb, among[which % len(among)], decided_by="A", reason="so")
        decided = book.ledger.derived_digest()
    assert rebuild(folder).after == decided
    with Book.open(folder) as book:
        for carried in book.view().carried:
            book.decide("undo", carried.decision.id, decided_by="A", reason="back")
        assert book.ledger.derived_digest() == untouched


def test_a_record_changed_by_hand_is_put_right_and_noticed(folder: Path) -> None:
    raw = sqlite3.connect(folder / "book.db")
    raw.execute("UPDATE incidents SET body = replace(body, '\"best\":3', '\"best\":30')")
    raw.commit()
    raw.close()
    done = rebuild(folder)
    assert not done.same
    assert not done.explained
    with Book.open(folder) as book:
        assert best(book) == [3, 5]


def test_another_readers_book_is_told_apart_from_a_changed_one(folder: Path) -> None:
    done = rebuild(folder, FakeReader("2"))
    assert not done.same
    assert done.explained
    assert (done.made_before.readers, done.made_now.readers) == ({"fake 1": 2}, {"fake 2": 2})


def test_nothing_is_dropped_where_the_reader_is_missing(folder: Path) -> None:
    with pytest.raises(TollbookError):
        rework.rebuild(folder, Settings(reader="nobody's"), atlas=FakeAtlas())
    with Book.open(folder) as book:
        assert len(book.claims()) == 2


class Guesser(FakeReader):
    """Reads as the small reader does, but says another number each time it is asked."""

    repeatable = False

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        reading = super().read(report, lexicon)
        n = len(self.asked)
        claims = [replace(c, count=Count.exact(n, c.count.raw)) for c in reading.claims]
        return replace(reading, claims=tuple(claims))


def test_readings_that_cannot_be_repeated_are_kept_by_a_rebuild(
    folder: Path, tmp_path: Path
) -> None:
    guesser = Guesser("of numbers")
    read_with(tmp_path, guesser)
    with Book.open(folder) as book:
        assert best(book) == [1, 2]
    done = rebuild(folder, guesser)
    assert done.same
    assert len(guesser.asked) == 2
    moved = read_again(folder, guesser)  # said again only where it is asked for
    assert [now.count.best for _, now in moved.changed] == [3, 4]
    assert rebuild(folder, guesser).same
