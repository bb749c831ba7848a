"""A copy of a book as it stands at one moment, made while it is in use."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import select

from tollbook.errors import NO_ROOM, BookError
from tollbook.ledger.arrivals import Arrivals
from tollbook.ledger.capture_files import CaptureFiles
from tollbook.ledger.schema import captures
from tollbook.ledger.store import BOOK, Store, no_room, storage_full

_BESIDE = ("tollbook.toml", "hand")  # what people wrote; `out` can be made again


def backup(store: Store, arrivals: Arrivals, target: Path) -> None:
    """See :meth:`tollbook.ledger.Ledger.backup`.

    The file is copied in one read transaction; then each capture it lists is rehashed and
    copied (captures never change, so none can have moved on meanwhile). ``book.db`` takes its
    name last: a backup that was cut short is no book.
    """
    part = target / f"{BOOK}.part"
    try:
        target.mkdir(parents=True, exist_ok=True)
        if any(target.iterdir()):
            raise BookError(
                "a backup needs an empty or new folder", where=str(target), next="name another one"
            )
        with store.snapshot():
            _copy_file(store, part)
            with store.reading() as c:
                digests = list(c.execute(select(captures.c.sha256)).scalars())
        files = CaptureFiles(target / "captures")
        for digest in digests:
            files.keep(digest, arrivals.files.read(digest))
        for name in _BESIDE:
            source = store.folder / name
            if source.is_dir():
                shutil.copytree(source, target / name)
            elif source.exists():
                shutil.copy2(source, target / name)
        part.rename(target / BOOK)
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise storage_full(target, fault.errno) from fault
        raise BookError(
            f"the backup cannot be written: {fault.strerror}",
            where=str(target),
            next="name a folder you may write to",
        ) from fault


def _copy_file(store: Store, part: Path) -> None:
    with store.reading() as c:
        driver = c.connection.driver_connection
        if not isinstance(driver, sqlite3.Connection):
            raise TypeError(f"not a SQLite connection: {driver!r}")
        c.execute(select(captures.c.seq).limit(1)).first()  # the moment the copy is of
        try:
            with contextlib.closing(sqlite3.connect(part)) as copy:
                driver.backup(copy)
        except sqlite3.Error as fault:
            full = no_room(getattr(fault, "sqlite_errorname", ""), part)
            if full is not None:
                raise full from fault
            raise BookError(
                "the book's file cannot be copied",
                value=str(fault),
                where=str(part),
                next="tollbook doctor",
            ) from fault
