"""Kill after kill over one book: run, decide, migrate, backup and desk, at random moments."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from fake_rooms import page
from postgres import OLDER_CAPTURES, older_book, settle
from tollbook.ledger import Ledger
from tollbook.ledger.capture_files import CaptureFiles
from tollbook.ledger.migrate import upgrade
from tollbook.ledger.sqlite_store import SqliteStore
from tollbook.ledger.verify import verify
from tollbook.settings import is_database, load_settings
from victim import Victim

TOWNS = ("Nasiriyah", "Amara")
JOBS = ("run", "decide", "migrate", "backup", "desk")
ON_AND_ON = {"decide": 0.3, "desk": 0.8}
"""Work that ends by itself after hours only: the seconds after its first acknowledgement within
which a kill falls. Other work is killed within the time that it takes when it is left alone."""


@dataclass
class Soaked:
    """What came of it.

    :ivar kills: of each kind of work, while it was at it.
    :ivar too_late: of each kind of work, how often it had ended by itself before it was killed.
    :ivar acknowledged: decisions that the program had said were on the disk.
    :ivar lost: those of them that are not in the log.
    :ivar findings: what ``verify`` found after any kill, and jobs that failed by themselves.
    :ivar whole_backups: of the killed backups, those that are whole; the others are no books.
    :ivar pages: that the last run was given.
    :ivar set_aside: of these, how many gave no reading in the end.
    """

    kills: Counter[str] = field(default_factory=Counter)
    too_late: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    whole_backups: int = 0
    decisions: int = 0
    pages: int = 0
    set_aside: int = 0


def soak(folder: Path, kills: int, seed: int) -> Soaked:
    """So many kills over the book ``folder/book``, whose settings may name a database."""
    pages = folder / "pages"
    pages.mkdir(exist_ok=True)
    for n in range(6):
        text = f"At dawn {n + 2} people were killed in {TOWNS[n % 2]}, by the bridge."
        (pages / f"{n}.html").write_text(page(text, title=f"Day {n}", day=f"2019-10-{n + 10}"))
    book, done = folder / "book", Soaked()
    old = _Old(folder, load_settings(book / "tollbook.toml").store)
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    victim = Victim()
    try:
        victim.do("run", book, pages, kill_after=None)
        takes = {"run": victim.seconds("run", book, pages)}
        takes["migrate"] = victim.seconds("migrate", old.made(0), pages)
        takes["backup"] = victim.seconds("backup", book, pages)
        _look_at_backup(folder, done, killed=False)
        number = 0
        while done.kills.total() < kills:
            number += 1
            job = moments.choice(JOBS)
            after = moments.uniform(0.0, ON_AND_ON.get(job) or takes[job])
            place = old.made(number) if job == "migrate" else book
            if job == "run":  # a page more, so that there is something to write
                text = f"At noon {number + 9} people were killed in Amara, on the road {number}."
                (pages / f"more{number}.html").write_text(page(text, title=f"More {number}"))
            said = victim.do(job, place, pages, kill_after=after, from_first_word=job in ON_AND_ON)
            (done.kills if victim.was_killed else done.too_late)[job] += 1
            done.findings += [f"{job}: {line}" for line in said if line.startswith("failed ")]
            decided = [line.split()[1] for line in said if line.startswith("decided ")]
            done.acknowledged += len(decided)
            _look(place, decided, job, done)
            if job == "backup":
                _look_at_backup(folder, done, killed=victim.was_killed)
            if job == "migrate":
                old.drop(number)
        victim.do("run", book, pages, kill_after=None)
    finally:
        victim.close()
    _look(book, [], "end", done)
    with Ledger.open(book) as ledger:
        done.decisions = len(ledger.decisions())
        done.pages = len(list(pages.iterdir()))
        done.set_aside = done.pages - len(ledger.readers())
    return done


def _look(book: Path, decided: list[str], job: str, done: Soaked) -> None:
    with Ledger.open(book) as ledger:
        log = {decision.digest for decision in ledger.decisions()}
        done.lost += [digest for digest in decided if digest not in log]
        done.findings += [f"{job}: {finding.what} {finding.why}" for finding in verify(ledger)]
        if job == "migrate" and len(ledger.issued()) != 1:
            done.findings.append("migrate: a row is gone")


def _look_at_backup(folder: Path, done: Soaked, *, killed: bool) -> None:
    """A backup that was killed is a whole book, or none at all."""
    for copy in folder.glob("book-safe-*"):
        whole = (copy / "book.db").exists()
        if whole:
            with Ledger.open(copy) as ledger:
                done.findings += [f"backup: {f.what} {f.why}" for f in verify(ledger)]
        elif not killed:
            done.findings.append("backup: it ended, and there is no book")
        done.whole_backups += whole and killed
        shutil.rmtree(copy)


class _Old:
    """Books of an earlier step, to be brought up to date: files, or schemas of a database."""

    def __init__(self, folder: Path, store: str) -> None:
        self.folder = folder
        self.store = store

    def made(self, number: int) -> Path:
        """A new one, which has issued an incident's id."""
        folder = self.folder / f"old{number}"
        folder.mkdir()
        if is_database(self.store):
            settle(folder, older_book(self.store, folder.name))
            for data in OLDER_CAPTURES:
                CaptureFiles(folder / "captures").keep(hashlib.sha256(data).hexdigest(), data)
            return folder
        store = SqliteStore(folder)
        with store.writing() as c:
            upgrade(c, store.file, None, to="0001")
            c.exec_driver_sql("INSERT INTO id_register (claim, incident) VALUES ('clm_1', 'inc_1')")
        store.close()
        return folder

    def drop(self, number: int) -> None:
        """That one goes."""
        if is_database(self.store):
            with psycopg.connect(self.store, autocommit=True) as raw:
                raw.execute(f"DROP SCHEMA old{number} CASCADE".encode())
        shutil.rmtree(self.folder / f"old{number}")
