"""Opening a book: new, present, locked, damaged, newer, read-only, on a full disk."""

from __future__ import annotations

import contextlib
import errno
import multiprocessing
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import book_records as make
import pytest

from tollbook.errors import BookError, BookInUse, NewerBook, StorageFull
from tollbook.ledger import Ledger
from tollbook.ledger.sqlite_faults import storage_full
from tollbook.ledger.verify import verify


@pytest.mark.parametrize("made", ["no folder", "empty folder", "own files", "hidden"])
def test_a_book_is_made(tmp_path: Path, made: str) -> None:
    folder = tmp_path / "a" / "book"
    if made != "no folder":
        folder.mkdir(parents=True)
    if made == "own files":
        (folder / "tollbook.toml").write_text('policy = "default"\n')
        (folder / "hand").mkdir()
        (folder / "captures").mkdir()
    if made == "hidden":
        (folder / ".gitignore").touch()
    with Ledger.open(folder, create=True) as book:
        make.fill(book)
    with Ledger.open(folder, create=True) as book:
        assert len(book.claims()) == 1


@pytest.mark.parametrize("create", [True, False])
def test_no_book_where_there_are_other_things(tmp_path: Path, create: bool) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(BookError) as caught:
        Ledger.open(tmp_path, create=create)
    assert caught.value.next
    assert (caught.value.value == "thesis.doc") is create
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


def test_no_book_and_none_wanted(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="no book here") as caught:
        Ledger.open(tmp_path)
    assert caught.value.next is not None
    assert "tollbook run PATH --book" in caught.value.next
    with pytest.raises(BookError, match="no such folder"):
        Ledger.open(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


def test_a_book_cannot_be_made_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BookError, match="cannot be made"):
        Ledger.open(tmp_path / "file" / "book", create=True)
    with pytest.raises(BookError, match="cannot be made"):
        Ledger.open(tmp_path / "file", create=True)


def test_an_empty_file_is_no_book_until_one_is_made_in_it(tmp_path: Path) -> None:
    (tmp_path / "book.db").touch()  # what a kill at the wrong moment of the first run leaves
    with pytest.raises(BookError, match="no book here"):
        Ledger.open(tmp_path)
    with Ledger.open(tmp_path, create=True) as book:
        make.fill(book)


def _noise(file: Path) -> None:
    file.write_bytes(b"this was never a database, whatever its name says" * 100)


def _torn(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[100:4096] = b"\xff" * (4096 - 100)
    file.write_bytes(data)


@pytest.mark.parametrize("damage", [_noise, _torn])
def test_a_damaged_file_is_named(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder / "book.db")
    with pytest.raises(BookError) as caught:
        Ledger.open(folder)
    assert type(caught.value) is BookError
    assert caught.value.where == str(folder / "book.db")
    assert "tollbook doctor" in str(caught.value)


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "book.db") as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = (tmp_path / "book.db").read_bytes()
    for create in (False, True):
        with pytest.raises(BookError, match="no tollbook book"):
            Ledger.open(tmp_path, create=create)
    assert (tmp_path / "book.db").read_bytes() == before


def test_a_newer_book_is_refused(folder: Path) -> None:
    raw = sqlite3.connect(folder / "book.db")
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.commit()
    raw.close()
    with pytest.raises(NewerBook) as caught:
        Ledger.open(folder)
    assert "9999" in str(caught.value)
    assert "upgrade tollbook" in str(caught.value)


def test_a_missing_table_is_told(folder: Path) -> None:
    raw = sqlite3.connect(folder / "book.db")
    raw.execute("DROP TABLE set_asides")
    raw.close()
    with Ledger.open(folder) as book, pytest.raises(BookError, match="lacks a table"):
        book.set_asides()


def test_one_writing_run_at_a_time_and_readers_beside_it(folder: Path) -> None:
    with Ledger.open(folder, create=True) as run:
        _, claim = make.fill(run)
        with pytest.raises(BookInUse) as caught:
            Ledger.open(folder, write=True)
        assert caught.value.value == f"process {os.getpid()}"
        with Ledger.open(folder) as other:
            assert other.claims() == [claim]
            with pytest.raises(BookInUse):
                make.take(other, b"more")
            other.decide("accept", claim.id, decided_by="Ada", reason=None, decided_at=make.NOON)
        assert len(run.decisions()) == 1
        assert len(run.captures()) == 1
    with Ledger.open(folder) as later:
        make.take(later, b"more")


def test_a_lock_ends_with_its_process(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tollbook.ledger import Ledger\n"
        "book = Ledger.open(Path(sys.argv[1]), write=True)\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        if child.stdout is None:
            pytest.fail("no pipe")
        assert child.stdout.readline() == "held\n"
        with pytest.raises(BookInUse, match=str(child.pid)):
            Ledger.open(folder, write=True)
        child.kill()
    Ledger.open(folder, write=True).close()


def test_a_run_waits_for_what_is_soon_done(folder: Path) -> None:
    first = Ledger.open(folder, write=True)
    with pytest.raises(BookInUse):
        Ledger.open(folder, write=True, patience=0.1)
    timer = threading.Timer(0.3, first.close)
    timer.start()
    Ledger.open(folder, write=True, patience=30).close()
    timer.join()


def _read_only(folder: str) -> None:
    os.setuid(65534)
    try:
        Ledger.open(Path(folder)).reports()
    except BookError as told:
        os._exit(42 if "write permission" in str(told) else 1)
    os._exit(2)


@pytest.mark.parametrize("lacking", ["folder", "all"])
def test_a_folder_that_cannot_be_written(empty_book: Path, lacking: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(shutil.copytree(empty_book, Path(name) / "book"))
        if os.getuid() == 0:  # root may write anywhere: a child tries it as nobody
            for path in (folder, *folder.iterdir()):
                path.chmod(0o755 if path.is_dir() else 0o644)
            child = multiprocessing.get_context("fork").Process(
                target=_read_only, args=(str(folder),)
            )
            child.start()
            child.join(20)
            assert child.exitcode == 42
            return
        paths = [folder] if lacking == "folder" else [folder, *folder.iterdir()]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        with pytest.raises(BookError, match="write permission"):
            Ledger.open(folder).reports()
        folder.chmod(0o755)


def test_a_full_disk_leaves_the_book_as_it_was(folder: Path) -> None:
    with Ledger.open(folder) as book:
        report, claim = make.fill(book)
        before = book.derived_digest()
        # SQLite's own limit on the file's size stands in for the disk's: the same fault.
        with book._store.reading() as c:
            pages = c.exec_driver_sql("PRAGMA page_count").scalar_one()
            c.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        long = make.make_claim(report, rule="x" * 500_000)
        with pytest.raises(StorageFull) as caught:
            book.put_reading(make.make_reading(report, long), lexicon_version="l")
        assert caught.value.next
        assert book.derived_digest() == before
    with Ledger.open(folder) as book:
        assert book.claims() == [claim]


@contextlib.contextmanager
def _files_no_longer_than(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _make_and_fill(folder: Path) -> None:
    with Ledger.open(folder, create=True) as book:
        make.fill(book, b"some page " * 10_000)


@pytest.mark.parametrize("size", [4096, 20_000, 40_000, 90_000, 120_000, 200_000, 300_000])
def test_a_book_whose_files_may_not_grow_can_be_gone_on_with(tmp_path: Path, size: int) -> None:
    """The limit is met in the database, its log, a capture, wherever this size leads."""
    folder = tmp_path / "book"
    with _files_no_longer_than(size), pytest.raises(StorageFull, match="may not grow") as caught:
        _make_and_fill(folder)
    assert f"{size:,}" in str(caught.value)
    assert "ulimit -f" in str(caught.value)
    assert not list(folder.rglob("*.part-*"))
    _make_and_fill(folder)
    with Ledger.open(folder) as book:
        assert verify(book) == []
        assert len(book.claims()) == 1


def test_a_disk_that_fills_while_the_book_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise storage_full(tmp_path)

    with monkeypatch.context() as patch:
        patch.setattr("tollbook.ledger.folder.upgrade", refuse)
        with pytest.raises(StorageFull):
            Ledger.open(tmp_path, create=True)
    _make_and_fill(tmp_path)


def test_statistics_alone_are_no_book_and_in_no_books_way(tmp_path: Path) -> None:
    raw = sqlite3.connect(tmp_path / "book.db")
    raw.execute("ANALYZE")
    raw.commit()
    raw.close()
    with pytest.raises(BookError, match="no book here"):
        Ledger.open(tmp_path)
    _make_and_fill(tmp_path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.mkdir", "pathlib.Path.rename"])
def test_no_room_for_a_capture(
    book: Ledger, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(call, refuse)
        with pytest.raises(StorageFull):
            make.take(book, b"one")
    assert [p for p in (folder / "captures").rglob("*") if p.is_file()] == []
    assert book.captures() == []
    make.take(book, b"one")
    assert len(book.captures()) == 1


@pytest.mark.parametrize("content", [b"", b"onf"])
def test_a_broken_capture_is_named_and_never_overwritten(
    book: Ledger, folder: Path, content: bytes
) -> None:
    capture = make.take(book, b"one")
    path = folder / "captures" / capture.sha256[:2] / capture.sha256[2:]
    assert path.stat().st_mode & 0o222 == 0
    path.chmod(0o644)
    path.write_bytes(content)
    for attempt in (lambda: make.take(book, b"one"), lambda: book.capture_bytes(capture.sha256)):
        with pytest.raises(BookError) as caught:
            attempt()
        assert caught.value.where == str(path)
    assert path.read_bytes() == content


def test_a_lost_capture_is_told_and_comes_back_with_its_page(book: Ledger, folder: Path) -> None:
    capture = make.take(book, b"one")
    path = folder / "captures" / capture.sha256[:2] / capture.sha256[2:]
    path.unlink()
    with pytest.raises(BookError, match="missing"):
        book.capture_bytes(capture.sha256)
    assert make.take(book, b"one") == capture
    assert book.capture_bytes(capture.sha256) == b"one"


def test_left_over_parts_are_cleared_on_the_way(book: Ledger, folder: Path) -> None:
    digest = make.sha(b"one")
    part = folder / "captures" / digest[:2] / f".part-{digest[2:]}"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"o")
    part.chmod(0o444)
    make.take(book, b"one")
    assert not part.exists()
    assert book.capture_bytes(digest) == b"one"


def test_the_file_opens_in_any_sqlite_tool_and_is_checked(folder: Path) -> None:
    with Ledger.open(folder) as book:
        _, claim = make.fill(book)
        make.tally(book, claim)
    raw = sqlite3.connect(folder / "book.db")
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    shown = raw.execute(
        "SELECT c.harm, c.low, c.quote, r.source, json_extract(c.body, '$.rule') "
        "FROM claims c JOIN reports r ON r.id = c.report"
    ).fetchall()
    assert shown == [("killed", 3, "Three miners died", "Pit Gazette", "die.subject")]
    raw.close()


def test_every_connection_is_set_up_for_durability(book: Ledger) -> None:
    with book._store.writing() as c:
        assert c.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert c.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert c.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
