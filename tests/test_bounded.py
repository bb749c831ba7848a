"""A reader that hangs, or eats memory, on one page: the page is set aside, the rest is read."""

from __future__ import annotations

import importlib
import os
import signal
import time
from pathlib import Path

import pytest

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import intake, pipeline
from tollbook.bounded import BoundedExtractor, BoundedReader
from tollbook.errors import BookError, BookInUse, MissingPart
from tollbook.ledger import Ledger
from tollbook.ledger.verify import verify
from tollbook.record import Reading, Report
from tollbook.settings import Settings

DAYS = ("2019-10-01", "2019-10-02", "2019-10-03", "2019-10-04")


class Faulty(FakeReader):
    """Does to pages with certain words what a faulty reader may do."""

    def read(self, report: Report, lexicon) -> Reading:
        if "forever" in report.text:
            time.sleep(3600)
        if "everything" in report.text:
            hoard = []
            while True:
                hoard.append(bytes(16 * 1024 * 1024))
        if "abruptly" in report.text:
            os._exit(7)
        if "wrongly" in report.text:
            raise ValueError("no such word")
        if "missing" in report.text:
            raise MissingPart("a model is missing", value="m", next="pip install m")
        return super().read(report, lexicon)


def pages(folder: Path, *words: str) -> Path:
    folder.mkdir()
    for n, word in enumerate(words):
        text = f"At dawn {n + 2} people were killed in Amara, {word}."
        (folder / f"{n}.html").write_text(page(text, title=f"Day {n}", day=DAYS[n]))
    return folder


def bounded(seconds: int = 2, megabytes: int = 256) -> BoundedReader:
    return BoundedReader(Faulty(), seconds=seconds, megabytes=megabytes)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("forever", "PageTooSlow"),
        ("everything", "PageTooLarge: more than 256 MB"),
        ("abruptly", "PageTooLarge: the process that read it ended"),
        ("wrongly", "ValueError: no such word"),
    ],
)
def test_one_page_does_not_stop_a_batch(tmp_path: Path, word: str, why: str) -> None:
    given = pages(tmp_path / "pages", "by the bridge", word, "by the bridge")
    reader = bounded()
    done = pipeline.run([given], tmp_path / "book", Settings(), reader=reader, atlas=FakeAtlas())
    reader.close()
    (aside,) = done.set_asides
    assert why in aside.why
    with Ledger.open(tmp_path / "book") as book:
        assert sorted(c.count.best for c in book.claims()) == [2, 4]
        assert verify(book) == []


@pytest.mark.parametrize(
    ("word", "why"),
    [("forever", "PageTooSlow"), ("everything", "MemoryError"), ("abruptly", "PageTooLarge")],
)
def test_one_page_whose_text_is_not_found_does_not_stop_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, why: str
) -> None:
    """The extractor's own bound: whatever it does on a page, in time and memory."""
    extract = importlib.import_module("tollbook.intake.extract")
    real = extract.article_paragraphs

    def faulty(tree, *, whole):
        told = real(tree, whole=whole)
        if any("forever" in each for each in told):
            time.sleep(3600)
        if any("everything" in each for each in told):
            bytes(1024**3)
        if any("abruptly" in each for each in told):
            os._exit(7)
        return told

    monkeypatch.setattr(extract, "article_paragraphs", faulty)
    given = pages(tmp_path / "pages", "by the bridge", word, "by the bridge")
    settings = Settings(page_seconds=2, page_megabytes=256)
    for _ in range(2):  # it is tried again, and named again
        done = pipeline.run(
            [given], tmp_path / "book", settings, reader=FakeReader(), atlas=FakeAtlas()
        )
        (aside,) = done.set_asides
        assert why in aside.why
        assert aside.where.endswith("1.html")
        assert ".txt" in aside.next
    with Ledger.open(tmp_path / "book") as book:
        assert sorted(c.count.best for c in book.claims()) == [2, 4]
        assert [aside.where for aside in book.unread()] == [aside.where]
        assert verify(book) == []
    monkeypatch.undo()
    pipeline.run([], tmp_path / "book", settings, reader=FakeReader(), atlas=FakeAtlas())
    with Ledger.open(tmp_path / "book") as book:
        assert len(book.claims()) == 3
        assert book.unread() == []


def test_what_is_extracted_within_bounds_is_what_is_extracted(tmp_path: Path) -> None:
    given = pages(tmp_path / "pages", "a", "b", "c")
    (given / "bytes.html").write_bytes(b"<p>At dawn 3 people were killed in Amara, \xff\xfe.</p>")
    (given / "lines.jsonl").write_text('{"text": "Two \\ud800 were hurt."}\n')
    extractor = BoundedExtractor(seconds=60, megabytes=512)
    for item in intake.items([given], max_bytes=10**6):
        assert isinstance(item, intake.Item)
        assert extractor(item, sequence=4) == intake.extract_all(item, sequence=4)
    extractor.close()


def test_what_it_reads_is_what_the_reader_reads(tmp_path: Path) -> None:
    given = pages(tmp_path / "pages", "a", "b", "c")
    digests = []
    for name, reader in (("one", Faulty()), ("two", bounded())):
        pipeline.run([given], tmp_path / name, Settings(), reader=reader, atlas=FakeAtlas())
        with Ledger.open(tmp_path / name) as book:
            digests.append(book.derived_digest())
    assert digests[0] == digests[1]


def test_a_fault_of_the_installation_is_told_as_such(tmp_path: Path) -> None:
    given = pages(tmp_path / "pages", "missing")
    with pytest.raises(MissingPart, match="a model is missing") as caught:
        pipeline.run([given], tmp_path / "book", Settings(), reader=bounded(), atlas=FakeAtlas())
    assert caught.value.next == "pip install m"


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    reader = bounded()
    given = pages(tmp_path / "pages", "forever", "a")
    pipeline.run([given], tmp_path / "book", Settings(), reader=reader, atlas=FakeAtlas())
    assert reader._worker is not None  # a new one, after the first was ended
    pid = reader._worker.pid
    os.kill(pid, 0)
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_run_that_is_killed_leaves_no_lock_behind(tmp_path: Path) -> None:
    """The reader's process ends with the run, though it hangs."""
    given = pages(tmp_path / "pages", "forever")
    pid = os.fork()
    if pid == 0:
        try:
            pipeline.run(
                [given], tmp_path / "book", Settings(), reader=bounded(60), atlas=FakeAtlas()
            )
        finally:
            os._exit(0)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            with Ledger.open(tmp_path / "book") as book:
                if book.reports():
                    break
        except BookError:
            pass
        time.sleep(0.05)
    time.sleep(0.3)  # it is reading now
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    for _ in range(100):  # the system takes a moment to end the other
        try:
            Ledger.open(tmp_path / "book", write=True).close()
        except BookInUse:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the lock is still held")
