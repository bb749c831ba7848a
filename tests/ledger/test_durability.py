"""Kills at random moments, and several processes at once: what was acknowledged is there."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import book_records as make
import pytest
from sqlalchemy import text
from sqlalchemy.pool import QueuePool

from tollbook.errors import BookError, StorageFull
from tollbook.ledger import Ledger
from tollbook.ledger.capture_files import CaptureFiles
from tollbook.ledger.schema import claims
from tollbook.ledger.verify import verify

WRITER = Path(__file__).parent / "writes_until_killed.py"


def _start(*args: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, WRITER, *args], stdout=subprocess.PIPE, text=True)


def _kill_after(child: subprocess.Popen[str], seconds: float) -> list[tuple[str, str]]:
    """What the child had acknowledged when it was killed, ``seconds`` after its book was open."""
    if child.stdout is None:
        pytest.fail("no pipe")
    with child:
        if child.stdout.readline() != "open\n":
            pytest.fail("the writer did not start")
        threading.Timer(seconds, child.kill).start()
        lines = [line for line in child.stdout if line.endswith("\n")]  # the last may be torn
    return [(line.split()[0], line.split()[1]) for line in lines]


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_run_loses_nothing_acknowledged(folder: Path, seed: int) -> None:
    moment = random.Random(seed)  # noqa: S311 - a moment, no secret
    said = _kill_after(_start("runs", folder), moment.uniform(0.02, 0.5))
    with Ledger.open(folder, create=True) as book:  # the lock went with the process
        assert verify(book) == []
        digests = {d.digest for d in book.decisions()}
        assert {name for kind, name in said if kind == "decision"} <= digests
        for kind, name in said:
            if kind == "capture":
                assert make.sha(book.capture_bytes(name)) == name
            if kind == "claim":
                assert book.claim(name) is not None
        numbers = [c.sequence for c in book.captures()]
        assert numbers == list(range(1, len(numbers) + 1))
        _, claim = make.fill(book, b"and on it goes")
        make.tally(book, claim)
        assert verify(book) == []


@pytest.mark.parametrize("seconds", [0.0, 0.2, 0.4])
def test_a_book_killed_while_it_was_made_can_be_made_again(tmp_path: Path, seconds: float) -> None:
    _kill_after(_start("makes", tmp_path / "book"), seconds)
    with Ledger.open(tmp_path / "book", create=True) as book:
        make.fill(book)
        assert verify(book) == []


def test_deciders_in_several_processes_make_one_chain(book: Ledger, folder: Path) -> None:
    make.fill(book)
    children = [_start("decides", folder, name, "15") for name in ("Ada", "Bo", "Cy")]
    outputs = [child.communicate(timeout=60)[0].split() for child in children]
    said = {word for words in outputs for word in words if word.startswith("sha256:")}
    log = book.decisions()
    assert len(log) == 45
    assert {d.digest for d in log} == said
    assert book.check_chain() is None
    assert {d.decided_by for d in log} == {"Ada", "Bo", "Cy"}


def test_deciders_in_several_threads_make_one_chain(book: Ledger) -> None:
    _, claim = make.fill(book)

    def decide(n: int) -> str:
        return book.decide(
            "note", claim.id, decided_by="A", reason=str(n), decided_at=make.NOON
        ).digest

    with ThreadPoolExecutor(4) as pool:
        digests = set(pool.map(decide, range(40)))
    assert {d.digest for d in book.decisions()} == digests
    assert book.check_chain() is None


def test_readers_see_whole_transactions_while_a_run_writes(book: Ledger, folder: Path) -> None:
    make.fill(book)
    child = _start("runs", folder)
    if child.stdout is None:
        pytest.fail("no pipe")
    book.close()
    with child, Ledger.open(folder) as reader:
        child.stdout.readline()
        seen = 0
        end = time.monotonic() + 1
        while time.monotonic() < end:
            for incident in reader.incidents():
                assert all(reader.claim(claim) is not None for claim in incident.claims)
            seen = max(seen, len(reader.reports()))
        child.kill()
    assert seen > 1


def test_single_decisions_are_quick_enough(book: Ledger) -> None:
    """At least 50 a second, each on the disk before it is acknowledged (measured: hundreds)."""
    _, claim = make.fill(book)
    start = time.perf_counter()
    for n in range(50):
        book.decide("note", claim.id, decided_by="A", reason=str(n), decided_at=make.NOON)
    took = time.perf_counter() - start
    if took >= 1 and os.getloadavg()[0] > (os.cpu_count() or 1):
        pytest.skip(f"the machine is busy: 50 decisions took {took:.2f} s")
    assert took < 1


def test_a_connection_that_comes_back_after_the_book_was_closed_is_closed(folder: Path) -> None:
    """Somebody was still reading: the garbage collector must not be the one to find it."""
    book = Ledger.open(folder)
    with book._store.reading() as c:
        driver = c.connection.driver_connection
        book.close()
        assert c.execute(text("SELECT 1")).scalar_one() == 1  # it is let finish
    with pytest.raises(Exception, match="closed"):
        driver.execute("SELECT 1")
    with book._store.reading() as c:  # whoever asks later gets one, which is closed after it
        driver = c.connection.driver_connection
    with pytest.raises(Exception, match="closed"):
        driver.execute("SELECT 1")


def test_who_stops_half_way_through_records_keeps_no_connection(book: Ledger) -> None:
    make.fill(book)
    ids = [claim.id for claim in book.claims()]
    pool = book._store._engine.pool
    assert isinstance(pool, QueuePool)
    rows = book.fetching._rows(claims.c.id, claims.c.body, ids)
    assert next(rows)[0] == ids[0]
    assert pool.checkedout() == 0


def test_a_page_that_does_not_fit_on_the_disk_leaves_no_row(book: Ledger) -> None:
    """The limit on the size of files stands in for the disk's, wherever the rows are."""
    _, claim = make.fill(book)
    before = book.derived_digest()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    page = b"a long page " * 40_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(page) // 2, hard))
    try:
        with pytest.raises(StorageFull) as caught:
            make.take(book, page, "long.html")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.next
    assert book.capture(make.sha(page)) is None
    assert book.derived_digest() == before
    assert verify(book) == []
    assert make.take(book, page, "long.html").sequence == 2  # there is room again
    book.decide("accept", claim.id, decided_by="A", reason=None, decided_at=make.NOON)
    assert verify(book) == []


@pytest.mark.skipif(os.getuid() != 0, reason="only root can try it as somebody else")
def test_pages_that_may_not_be_written_are_told_and_leave_no_row(book: Ledger) -> None:
    make.fill(book)
    folder = book.folder / "captures"
    for path in (book.folder, folder, *folder.iterdir()):
        path.chmod(0o755)
    pid = os.fork()
    if pid == 0:
        told = 1
        try:
            os.setuid(65534)
            CaptureFiles(folder).keep(make.sha(b"another"), b"another")
        except BookError as fault:
            told = 42 if fault.next and str(folder) in str(fault) else 2
        finally:
            os._exit(told)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 42
    assert len(book.captures()) == 1
    assert verify(book) == []
