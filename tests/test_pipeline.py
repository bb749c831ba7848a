"""From files to a book: what is read, what is not read twice, what a bad file may not stop."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import tollbook
from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import dated, pipeline, tally
from tollbook.errors import NewerBook, NothingToRead, UsageError
from tollbook.ledger import Ledger
from tollbook.record import Published, Reading, Report, Statement
from tollbook.settings import Settings

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(page("At dawn 3 people were killed in Nasiriyah."))
    (folder / "b.html").write_text(
        page(
            "Later 5 people were killed in Amara, on the river.",
            title="Shots on the river bank",
            day="2019-10-09",
        )
    )
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book"


def run(paths: Path | list[Path], book: Path, **more) -> pipeline.RunReport:
    given = {
        "reader": FakeReader(),
        "atlas": FakeAtlas(),
        "clock": lambda: NOON,
        "settings": Settings(),
        **more,
    }
    settings = given.pop("settings")
    listed = paths if isinstance(paths, list) else [paths]
    return pipeline.run(listed, book, settings, **given)


def digest(book: Path) -> str:
    with Ledger.open(book) as ledger:
        return ledger.derived_digest()


def test_pages_become_incidents(pages: Path, book: Path) -> None:
    done = run(pages, book)
    assert (done.found, done.new, done.already, done.read) == (2, 2, 0, 2)
    assert done.set_asides == ()
    assert not done.interrupted
    with tollbook.open(book) as opened:
        incidents = opened.incidents()
        assert sorted(i.toll("killed").best for i in incidents) == [3, 5]
        assert {p.name for i in incidents for p in i.places} == {"Nasiriyah", "Amara"}
        assert {c.taken_at for c in opened.captures()} == {NOON}


def test_a_second_run_reads_nothing_and_changes_nothing(
    pages: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(pages, book)
    before = digest(book)
    monkeypatch.delattr(pipeline, "settle")  # nothing is tallied either
    reader, atlas = FakeReader(), FakeAtlas()
    done = run(pages, book, reader=reader, atlas=atlas)
    assert (done.found, done.new, done.already, done.read) == (2, 0, 2, 0)
    assert reader.asked == []
    assert atlas.asked == []
    assert digest(book) == before


def test_a_run_hears_what_was_decided_since(pages: Path, book: Path) -> None:
    run(pages, book)
    with Ledger.open(book) as ledger:
        claim = next(c for c in ledger.claims() if c.count.low == 3)
        ledger.decide("reject", claim.id, decided_by="A", reason="no such day", decided_at=NOON)
    run(pages, book)
    with tollbook.open(book) as opened:
        assert [i.toll("killed").best for i in opened.incidents()] == [5]


def test_of_one_more_page_only_that_is_read(pages: Path, book: Path) -> None:
    run(pages, book)
    (pages / "c.html").write_text(
        page(
            "At night 2 people were killed in Nasiriyah.",
            title="Three shot after nightfall",
            day="2019-11-02",
        )
    )
    reader, atlas = FakeReader(), FakeAtlas()
    done = run(pages, book, reader=reader, atlas=atlas)
    assert (done.new, done.already, done.read) == (1, 2, 1)
    assert len(reader.asked) == len(atlas.asked) == 1


def test_a_newer_reader_reads_again_and_newer_places_resolve_again(pages: Path, book: Path) -> None:
    run(pages, book)
    newer = FakeReader("2")
    assert run(pages, book, reader=newer).read == 2
    assert len(newer.asked) == 2
    reader, atlas = FakeReader("2"), FakeAtlas("fake places 2")
    run(pages, book, reader=reader, atlas=atlas)
    assert len(reader.asked) == 2  # its lexicon comes from the atlas
    assert len(atlas.asked) == 2


def test_without_paths_the_book_is_brought_up_to_date(pages: Path, book: Path) -> None:
    run(pages, book)
    reader = FakeReader("2")
    done = run([], book, reader=reader)
    assert (done.found, done.read) == (0, 2)


def test_order_of_arrival_is_kept(pages: Path, book: Path) -> None:
    run([pages / "b.html", pages / "a.html"], book)
    with tollbook.open(book) as opened:
        assert [r.title for r in opened.reports()] == [
            "Shots on the river bank",
            "Unrest goes on in the south",
        ]
        assert [r.sequence for r in opened.reports()] == [1, 2]


def test_a_copy_counts_its_days_from_the_original(tmp_path: Path, book: Path) -> None:
    words = "At dawn 3 people were killed in Nasiriyah, near the bridge over the river."
    (tmp_path / "copy.html").write_text(page(words, day="2019-10-08"))
    (tmp_path / "first.html").write_text(page(words, day="2019-10-05"))
    atlas = FakeAtlas()
    done = run([tmp_path / "copy.html", tmp_path / "first.html"], book, atlas=atlas)
    assert done.copies == 1
    assert {day for _, day in atlas.asked} == {date(2019, 10, 5)}
    with tollbook.open(book) as opened:
        (incident,) = opened.incidents()
        toll = incident.toll("killed")
        assert (toll.lineages, toll.articles) == (1, 2)


def test_an_original_that_arrives_late_moves_the_day_of_its_copy(
    tmp_path: Path, book: Path
) -> None:
    words = "At dawn 3 people were killed in Nasiriyah, near the bridge over the river."
    (tmp_path / "copy.html").write_text(page(words, day="2019-10-08"))
    (tmp_path / "first.html").write_text(page(words, day="2019-10-05"))
    run(tmp_path / "copy.html", book)
    reader, atlas = FakeReader(), FakeAtlas()
    run(tmp_path / "first.html", book, reader=reader, atlas=atlas)
    assert len(reader.asked) == 1
    assert [day for _, day in atlas.asked] == [date(2019, 10, 5)] * 2


def test_dates_of_copies() -> None:
    def report(name: str, published: Published | None) -> Report:
        return Report(name, name, None, "x", "en", None, None, published)

    early = Published(date(2019, 1, 1), date(2019, 1, 1), "meta")
    late = Published(date(2019, 2, 1), date(2019, 2, 1), "meta")
    reports = [report("a", early), report("b", late), report("c", None), report("d", late)]
    reports += [report("e", late), report("f", early)]  # the fuller text came later
    dates = dated.effective_dates(reports, {"b": "a", "d": "c", "f": "e"})
    by_late = Published(date.min, late.end, "none")  # it is not newer than its copy
    assert dates == {"a": early, "b": early, "c": by_late, "d": late, "e": early, "f": early}


def test_of_copies_of_one_day_the_earliest_moment_counts() -> None:
    def report(name: str, hour: int | None) -> Report:
        day = date(2019, 1, 1)
        at = datetime(2019, 1, 1, hour, tzinfo=UTC) if hour is not None else None
        return Report(name, name, None, "x", "en", None, None, Published(day, day, "meta", at))

    reports = [report("a", None), report("b", 9), report("c", 7)]
    dates = dated.effective_dates(reports, {"b": "a", "c": "a"})
    assert {d.at.hour if d and d.at else None for d in dates.values()} == {7}


# What a bad file may do: be set aside, with a reason. Nothing else.


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.html", b"", "empty"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), ""),
        ("large.html", b"<p>" + b"words and more words " * 5000, ""),
        ("lines.jsonl", b"this is no JSON\n", "JSON"),
    ],
)
def test_a_bad_file_is_set_aside_and_the_rest_is_read(
    pages: Path, book: Path, name: str, content: bytes, why: str
) -> None:
    (pages / name).write_bytes(content)
    done = run(pages, book, settings=Settings(max_bytes=50_000))
    assert done.read == 2
    (aside,) = done.set_asides
    assert name in aside.where
    assert why in aside.why
    assert aside.next


def test_a_missing_path_beside_good_ones(pages: Path, book: Path) -> None:
    done = run([pages, pages / "nowhere.html"], book)
    assert done.read == 2
    (aside,) = done.set_asides
    assert "nowhere.html" in aside.where


def test_no_readable_path_makes_no_book(tmp_path: Path, book: Path) -> None:
    with pytest.raises(NothingToRead):
        run(tmp_path / "nowhere", book)
    assert not book.exists()


def test_an_unknown_policy_stops_before_a_book_is_made(pages: Path, book: Path) -> None:
    with pytest.raises(UsageError):
        run(pages, book, settings=Settings(policy="guesswork"))
    assert not book.exists()


def test_one_bad_line_of_many(tmp_path: Path, book: Path) -> None:
    good = {"text": "On Monday 4 people were killed in Amara.", "published": "2019-10-07"}
    other = {"text": "On Tuesday 6 people were killed in Nasiriyah.", "published": "2019-10-08"}
    lines = [json.dumps(good), "{broken", json.dumps(other)]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    done = run(tmp_path / "wire.jsonl", book)
    assert done.read == 2
    (aside,) = done.set_asides
    assert aside.where.endswith("wire.jsonl:2")


def test_broken_letters_are_told_and_kept_in_the_book(pages: Path, book: Path) -> None:
    text = page(
        "At noon 7 people were killed in Amara, in the market of al-Ḥabbūbī — the “old” one.",
        title="Shops close early in the south",
    )
    (pages / "c.html").write_bytes(text.encode().replace(b"market", b"m\xff\xferket"))
    done = run(pages, book)
    assert done.read == 3
    assert any("could not be read as" in aside.why for aside in done.set_asides)
    with tollbook.open(book) as opened:
        assert any("could not be read as" in aside.why for aside in opened.set_asides())


ARABIC = (
    "قال مسؤولون إن ثلاثة متظاهرين قتلوا في مدينة الناصرية جنوبي العراق يوم الجمعة خلال "
    "احتجاجات واسعة، وأضافوا أن عشرات آخرين أصيبوا بجروح نقلوا على إثرها إلى المستشفى."
)


def test_a_page_in_arabic_is_kept_and_set_aside_by_name(pages: Path, book: Path) -> None:
    (pages / "c.html").write_text(
        page(ARABIC, title="ثلاثة قتلى في احتجاجات الناصرية").replace('lang="en"', 'lang="ar"')
    )
    reader = FakeReader()
    done = run(pages, book, reader=reader)
    assert (done.found, done.read) == (3, 2)
    (aside,) = done.set_asides
    assert aside.why == "no reader for Arabic yet"
    with tollbook.open(book) as opened:
        assert [r.language for r in opened.reports()].count("ar") == 1
        assert aside in opened.set_asides()
    again = run(pages, book)
    assert again.set_asides == (aside,)
    assert len(reader.asked) == 2


@pytest.mark.parametrize(("code", "name"), [("ar", "Arabic"), ("fa", "Persian"), ("qqq", "'qqq'")])
def test_languages_have_names(code: str, name: str) -> None:
    from tollbook.batch import language_name  # noqa: PLC0415 - beside its only use

    assert name in language_name(code)


def failing_on(title: str, fault: BaseException) -> Callable[[Report], None]:
    def fail(report: Report) -> None:
        if report.title == title:
            raise fault

    return fail


def test_a_reader_that_fails_on_one_report(pages: Path, book: Path) -> None:
    broken = FakeReader(
        on_read=failing_on("Unrest goes on in the south", RuntimeError("out of words"))
    )
    done = run(pages, book, reader=broken)
    assert (done.read, done.left) == (1, 1)
    (aside,) = done.set_asides
    assert "RuntimeError: out of words" in aside.why
    assert aside.next
    with tollbook.open(book) as opened:
        assert len(opened.incidents()) == 1
        assert "not read yet" in {a.why for a in opened.set_asides()}
    mended = run(pages, book)
    assert (mended.read, mended.left, mended.set_asides) == (1, 0, ())


def test_a_reader_that_misquotes_is_not_believed(pages: Path, book: Path) -> None:
    class Misquoting(FakeReader):
        def read(self, report: Report, lexicon) -> Reading:
            true = super().read(report, lexicon)
            claim = true.claims[0]
            words = replace(claim.evidence, quote="9" + claim.evidence.quote[1:])
            return replace(true, claims=(replace(claim, evidence=words),))

    done = run(pages, book, reader=Misquoting())
    assert done.read == 0
    assert all("do not stand at" in aside.why for aside in done.set_asides)


@pytest.mark.parametrize("fault", ["another report", "one id"])
def test_a_reading_that_does_not_fit_its_report(pages: Path, book: Path, fault: str) -> None:
    class Confused(FakeReader):
        def read(self, report: Report, lexicon) -> Reading:
            span = report.span(0, 4)
            owner = "rep_0" if fault == "another report" else report.id
            statement = Statement("stm_1", owner, "evidence", span, (), None, ())
            return Reading(
                report.id, "fake 1", statements=(statement, statement)[: 1 + (fault == "one id")]
            )

    done = run(pages, book, reader=Confused())
    assert [fault in aside.why for aside in done.set_asides] == [True, True]


def test_interrupted_what_is_done_is_kept_and_tallied(pages: Path, book: Path) -> None:
    stopping = FakeReader(on_read=failing_on("Shots on the river bank", KeyboardInterrupt()))
    done = run(pages, book, reader=stopping)
    assert done.interrupted
    assert (done.found, done.read, done.left) == (2, 1, 1)
    with tollbook.open(book) as opened:
        assert [i.toll("killed").best for i in opened.incidents()] == [3]
    whole = run(pages, book)
    assert (whole.read, whole.left, whole.interrupted) == (1, 0, False)
    with tollbook.open(book) as opened:
        assert len(opened.incidents()) == 2


def test_interrupted_and_gone_on_gives_the_same_book(pages: Path, book: Path) -> None:
    run(
        pages,
        book,
        reader=FakeReader(on_read=failing_on("Shots on the river bank", KeyboardInterrupt())),
    )
    run(pages, book)
    straight = book.parent / "straight"
    run(pages, straight)
    assert digest(book) == digest(straight)


def test_derived_rows_can_be_dropped_and_computed_again(pages: Path, book: Path) -> None:
    run(pages, book)
    before = digest(book)
    with Ledger.open(book, write=True) as ledger:
        ledger.drop_derived()
    assert digest(book) != before
    run([], book)
    assert digest(book) == before


def test_a_newer_book_is_refused(pages: Path, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3  # noqa: PLC0415 - beside its only use

    run(pages, book)
    with sqlite3.connect(book / "book.db") as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.close()
    with pytest.raises(NewerBook):
        run(pages, book)


def test_progress_is_told_in_order(pages: Path, book: Path) -> None:
    class Heard:
        def __init__(self) -> None:
            self.stages: list[tuple[str, int | None]] = []
            self.steps = 0

        def stage(self, name: str, total: int | None) -> None:
            self.stages.append((name, total))

        def step(self, what: str) -> None:
            assert what
            self.steps += 1

        def note(self, message: str) -> None:
            raise AssertionError(message)

    heard = Heard()
    run(pages, book, progress=heard)
    assert heard.stages == [
        ("Taking in", None),
        ("Extracting text", 2),
        ("Reading", 2),
        ("Finding places and days", 2),
        ("Adding up", None),
    ]
    assert heard.steps == 8


def test_the_same_in_memory(pages: Path, book: Path) -> None:
    run(pages, book)
    with tollbook.open(book) as opened:
        reports, incidents = opened.reports(), opened.incidents()
    policy = tally.load_policy("default")
    worked = pipeline.work_out(reports, FakeReader(), FakeAtlas(), policy)
    assert [i.id for i in worked.tallied.incidents] == [i.id for i in incidents]
    assert len(worked.claims) == len(worked.mentions) == 2
    assert worked.set_aside == worked.tallied.set_aside
