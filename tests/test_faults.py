"""Killed at random moments of run, decide and migrate, a book loses nothing acknowledged."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fake_rooms import FakeAtlas, FakeReader, page
from postgres import Server, settle
from soaking import JOBS, soak
from tollbook import pipeline
from tollbook.book import Book
from tollbook.errors import StorageFull
from tollbook.ledger import Ledger
from tollbook.ledger.migrate import HEAD, upgrade
from tollbook.ledger.sqlite_store import SqliteStore as Store
from tollbook.ledger.verify import verify
from tollbook.settings import Settings, load_settings
from victim import Victim

KILLS = 10  # of each job
TOWNS = ("Nasiriyah", "Amara")


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
    book, kept = tmp_path / "book", 0
    takes = victim.seconds("run", tmp_path / "alone", pages)
    for _ in range(KILLS):
        said = victim.do("run", book, pages, kill_after=moments.uniform(0.0, takes))
        reached.add(len(said))
        if (book / "book.db").exists() and (book / "book.db").stat().st_size:
            with Ledger.open(book, create=True) as ledger:  # the lock went with its process
                assert verify(ledger) == []
                # what was read within the last second goes to the disk together, or not at all
                assert len(ledger.readers()) >= (6 if "done" in said else kept)
                kept = len(ledger.readers())
        if "done" in said:
            shutil.rmtree(book)
            kept = 0
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


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_killed_again_and_again_at_whatever_it_does(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """Twenty kills in all; ``benchmarks/soak.py`` does two hundred."""
    if kind == "postgres":
        server: Server = request.getfixturevalue("server")
        settle(tmp_path / "book", server.url(request.getfixturevalue("database")))
    done = soak(tmp_path, 10, seed=5)
    assert (done.lost, done.findings) == ([], [])
    assert done.kills.total() == 10
    assert set(done.kills) <= set(JOBS)
    assert done.decisions >= done.acknowledged
    assert done.set_aside == 0


def test_a_log_that_was_torn_loses_only_what_was_not_acknowledged(tmp_path: Path) -> None:
    """The end of the write-ahead log is cut or garbled, as a dying disk may leave it: SQLite takes
    whole transactions only, and what is left is a book that verifies and goes on."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_text(page("At dawn 3 people were killed in Amara."))
    book = tmp_path / "book"
    pipeline.run([pages], book, Settings(), reader=FakeReader(), atlas=FakeAtlas())
    with Book.open(book) as opened:
        claim = opened.claims()[0].id
        for n in range(4):
            opened.ledger.decide(
                "note", claim, decided_by="A", reason=f"{n}", decided_at=pipeline.utc_now()
            )
        log = (book / "book.db-wal").read_bytes()
        for n, cut in enumerate((len(log) - 1, len(log) - 3000, len(log) // 2, 40, 0)):
            torn = tmp_path / f"torn{n}"
            shutil.copytree(book, torn)
            (torn / "book.db-shm").unlink()
            (torn / "book.db-wal").write_bytes(log[:cut] + b"\xa5" * (n % 2) * 500)
            with Ledger.open(torn) as ledger:
                assert verify(ledger) == []
                assert len(ledger.decisions()) <= 4
                ledger.decide(
                    "note", claim, decided_by="A", reason="on", decided_at=pipeline.utc_now()
                )
                assert ledger.check_chain() is None
            assert finished_in(torn)


def finished_in(book: Path) -> bool:
    with Ledger.open(book) as ledger:
        return verify(ledger) == [] and ledger.decisions()[-1].reason == "on"


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_clock_that_goes_backwards_changes_no_order(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    now = [datetime(2030, 1, 1, tzinfo=UTC)]

    def clock() -> datetime:
        now[0] -= timedelta(days=1)
        return now[0]

    for n in range(3):
        text = f"At dawn {n + 2} people were killed in Amara."
        (pages / f"{n}.html").write_text(page(text, day=f"2019-10-{n + 10}"))
    book = tmp_path / "book"
    if kind == "postgres":
        server: Server = request.getfixturevalue("server")
        settle(book, server.url(request.getfixturevalue("database")))
    for _ in range(2):
        settings = load_settings(book / "tollbook.toml")
        pipeline.run([pages], book, settings, clock=clock, reader=FakeReader(), atlas=FakeAtlas())
    with Book.open(book) as opened:
        claims = [claim.id for claim in opened.claims()]
        for claim in claims:
            opened.decide("accept", claim, decided_by="A", clock=clock)
        opened.decide("undo", opened.decisions()[0].id, decided_by="A", reason="x", clock=clock)
        times = [d.decided_at for d in opened.decisions()]
        assert times == sorted(times, reverse=True)
        assert [d.sequence for d in opened.decisions()] == [1, 2, 3, 4]
        assert verify(opened.ledger) == []
    with Ledger.open(book) as ledger:
        taken = [capture.taken_at for capture in ledger.captures()]
    assert taken == sorted(taken, reverse=True)


@pytest.mark.skipif(os.getuid() != 0, reason="a small disk is mounted by root alone")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(small)], check=False
    )
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(40):
        text = f"At dawn {n + 2} people were killed in Amara. " + "It was a long day. " * 400
        (pages / f"{n:02}.html").write_text(page(text, day=f"2019-10-{n % 28 + 1:02}"))

    def run() -> None:
        pipeline.run([pages], small / "book", Settings(), reader=FakeReader(), atlas=FakeAtlas())

    try:
        with pytest.raises(StorageFull, match="no room left"):
            run()
        subprocess.run(["mount", "-o", "remount,size=32m", str(small)], check=True)
        with Ledger.open(small / "book", create=True) as ledger:
            assert verify(ledger) == []
        run()
        with Ledger.open(small / "book") as ledger:
            assert verify(ledger) == []
            assert len(ledger.claims()) == 40
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)
