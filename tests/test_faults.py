"""Killed at random moments of run, decide and migrate, a book loses nothing acknowledged."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.book import Book
from tollbook.ledger import Ledger
from tollbook.ledger.migrate import HEAD, upgrade
from tollbook.ledger.sqlite_store import SqliteStore as Store
from tollbook.ledger.verify import verify
from tollbook.settings import Settings

KILLS = 10  # of each job
PROGRAM = Path(__file__).parent / "faults.py"
TOWNS = ("Nasiriyah", "Amara")


class Victim:
    """The program that does jobs in children which can be killed."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        while self._line() != "ready":
            pass

    def _line(self) -> str:
        if self.process.stdout is None:
            pytest.fail("no pipe")
        line = self.process.stdout.readline()
        assert line, "the program ended"
        return line.strip()

    def do(
        self,
        job: str,
        folder: Path,
        pages: Path,
        *,
        kill_after: float | None,
        from_first_word: bool = False,
    ) -> list[str]:
        """What a job acknowledged until it ended, or was killed so many seconds after its start.

        :param from_first_word: the seconds count from the first thing acknowledged.
        """
        if self.process.stdin is None:
            pytest.fail("no pipe")
        self.process.stdin.write(f"{job} {folder} {pages}\n")
        self.process.stdin.flush()
        said: list[str] = []
        child = 0
        timer: threading.Timer | None = None
        while (line := self._line()) != "ended":
            if line.startswith("child "):
                child = int(line.split()[1])
            else:
                said.append(line)
            begun = bool(said) or not from_first_word
            if kill_after is not None and timer is None and begun:
                timer = threading.Timer(kill_after, _kill, (child,))
                timer.start()
        if timer is not None:
            timer.cancel()
            timer.join()
        return said

    def seconds(self, job: str, folder: Path, pages: Path) -> float:
        """How long the job takes when it is left alone."""
        start = time.perf_counter()
        self.do(job, folder, pages, kill_after=None)
        return time.perf_counter() - start

    def close(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(20)
        if self.process.stdout is not None:
            self.process.stdout.close()


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # it ended by itself just now
        os.kill(child, signal.SIGKILL)


@pytest.fixture(scope="module")
def victim() -> Iterator[Victim]:
    made = Victim()
    yield made
    made.close()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(6):
        text = f"At dawn {n + 2} people were killed in {TOWNS[n % 2]}, by the bridge."
        (folder / f"{n}.html").write_text(page(text, title=f"Day {n}", day=f"2019-10-{n + 10}"))
    return folder


def finished(book: Path, pages: Path) -> str:
    """Runs to the end; the digest of what came of it."""
    pipeline.run([pages], book, Settings(), reader=FakeReader(), atlas=FakeAtlas())
    with Ledger.open(book) as ledger:
        assert verify(ledger) == []
        assert len(ledger.claims()) == 6
        return ledger.derived_digest()


def test_killed_while_it_runs(victim: Victim, pages: Path, tmp_path: Path) -> None:
    whole = finished(tmp_path / "whole", pages)
    moments = random.Random(7)  # noqa: S311 - moments, no secrets
    reached = set()
    book = tmp_path / "book"
    takes = victim.seconds("run", tmp_path / "alone", pages)
    for _ in range(KILLS):
        said = victim.do("run", book, pages, kill_after=moments.uniform(0.0, takes))
        reached.add(len(said))
        if (book / "book.db").exists() and (book / "book.db").stat().st_size:
            with Ledger.open(book, create=True) as ledger:  # the lock went with its process
                assert verify(ledger) == []
                assert len(ledger.readers()) >= said.count("reading") - 1
        if "done" in said:
            shutil.rmtree(book)
    assert finished(book, pages) == whole
    assert len(reached) > 1  # it was not always killed at one place


def test_killed_while_it_decides(victim: Victim, pages: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    untouched = finished(book, pages)
    moments = random.Random(11)  # noqa: S311
    acknowledged: list[str] = []
    for _ in range(KILLS):
        moment = moments.uniform(0.0, 0.2)
        said = victim.do("decide", book, pages, kill_after=moment, from_first_word=True)
        acknowledged += [line.split()[1] for line in said]
        with Ledger.open(book) as ledger:
            assert verify(ledger) == []
            log = [decision.digest for decision in ledger.decisions()]
            assert set(acknowledged) <= set(log)
            assert len(log) <= len(acknowledged) + KILLS
    assert acknowledged
    finished(book, pages)
    with Book.open(book) as opened:
        for decision in opened.view().carried:  # the last of each kill may not have been undone
            opened.decide("undo", decision.decision.id, decided_by="A", reason="all")
        assert opened.ledger.derived_digest() == untouched


def test_killed_while_it_migrates(victim: Victim, pages: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    store = Store(old)
    with store.writing() as c:
        upgrade(c, store.file, None, to="0001")
        c.exec_driver_sql("INSERT INTO id_register (claim, incident) VALUES ('clm_1', 'inc_1')")
    store.close()
    moments = random.Random(13)  # noqa: S311
    left_alone = Path(shutil.copytree(old, tmp_path / "alone"))
    takes = victim.seconds("migrate", left_alone, pages)
    for n in range(KILLS):
        book = Path(shutil.copytree(old, tmp_path / f"book{n}"))
        victim.do("migrate", book, pages, kill_after=moments.uniform(0.0, takes))
        with Ledger.open(book) as ledger:
            assert verify(ledger) == []
            assert ledger.issued() == {"clm_1": "inc_1"}
            with ledger._store.reading() as c:
                version = c.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()
            assert version == HEAD
    finished(book, pages)
