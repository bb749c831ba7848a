"""A copy of a book as it stands at one moment, made while it is in use; and a book from a copy."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from tollbook.errors import NO_ROOM, BookError
from tollbook.ledger.capture_files import CaptureFiles, flush_folder
from tollbook.ledger.copy_rows import copy_rows
from tollbook.ledger.migrate import upgrade
from tollbook.ledger.schema import captures
from tollbook.ledger.sqlite_faults import no_room, storage_full
from tollbook.ledger.sqlite_store import SqliteStore
from tollbook.ledger.store import Store
from tollbook.settings import BOOK_FILE as BOOK

_BESIDE = ("tollbook.toml", "hand")  # what people wrote; `out` can be made again


def backup(store: Store, target: Path) -> None:
    """See :meth:`tollbook.ledger.Ledger.backup`.

    The file is copied in one read transaction; then each capture it lists is rehashed and
    copied (captures never change, so none can have moved on meanwhile). ``book.db`` takes its
    name last: a backup that was cut short is no book. Rows of a PostgreSQL database are written
    into such a file.
    """
    with _told(target):
        _make_empty(target, "a backup")
        part = target / f"{BOOK}.part"
        with store.reading() as c:
            driver = c.connection.driver_connection
            if isinstance(driver, sqlite3.Connection):
                c.execute(select(captures.c.seq).limit(1)).first()  # the moment the copy is of
                _copy_file(driver, part)
            else:
                _rows_to_file(store, c, part)
        _copy_beside(store.folder, part, target)
        part.rename(target / BOOK)
        flush_folder(target)


def _rows_to_file(store: Store, c: Connection, part: Path) -> None:
    copy = SqliteStore(part.parent, part.name)
    try:
        copy.set_up()
        with copy.writing(run=False) as written:
            upgrade(written, copy.where, None)
            copy_rows(c, written)
            copy.put_highest_decision(written, store.highest_decision(c))
    finally:
        copy.close()


def copy_of_backup(source: Path, target: Path) -> None:
    """Copies a backup into the new folder ``target``; the backup itself is only read.

    :raises BookError: where there is no book in ``source``, ``target`` is there already, or a
        capture is broken.
    """
    if not (source / BOOK).is_file():
        raise BookError(
            "there is no backup of a book here",
            where=str(source),
            next="name the folder that tollbook backup made",
        )
    with _told(target):
        _make_empty(target, "a book")
        part = target / f"{BOOK}.part"
        with _read_only(source / BOOK) as driver:
            _copy_file(driver, part)
        _copy_beside(source, part, target)
        part.rename(target / BOOK)
        flush_folder(target)


@contextlib.contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise storage_full(target, fault.errno) from fault
        raise BookError(
            f"the copy cannot be written: {fault.strerror}",
            where=str(target),
            next="name a folder you may write to",
        ) from fault


def _make_empty(target: Path, what: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()):
        raise BookError(
            f"{what} needs an empty or new folder", where=str(target), next="name another one"
        )


def _copy_file(driver: sqlite3.Connection, part: Path) -> None:
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


def _kept(listed: sqlite3.Connection) -> str:
    """The query for captures whose bytes are kept; books before schema 0003 purged none."""
    table = listed.execute("SELECT 1 FROM sqlite_master WHERE name = 'purges'").fetchone()
    but = " WHERE sha256 NOT IN (SELECT capture FROM purges)" if table else ""
    return f"SELECT sha256 FROM captures{but} ORDER BY seq"  # noqa: S608 - no value in it


def _copy_beside(source: Path, file: Path, target: Path) -> None:
    """The captures that a copied file lists, each rehashed, and what people wrote."""
    with contextlib.closing(sqlite3.connect(file)) as listed:
        digests = [row[0] for row in listed.execute(_kept(listed))]
    kept, copies = CaptureFiles(source / "captures"), CaptureFiles(target / "captures")
    for digest in digests:
        copies.keep(digest, kept.read(digest))
    for name in _BESIDE:
        beside = source / name
        if beside.is_dir():
            shutil.copytree(beside, target / name)
        elif beside.suffix == ".toml" and beside.exists():
            (target / name).write_text(_in_the_folder(beside.read_text("utf-8")), "utf-8")
        elif beside.exists():
            shutil.copy2(beside, target / name)


def _in_the_folder(settings: str) -> str:
    """Settings without the line that names a database: the copy's rows lie in its own folder."""
    with contextlib.suppress(tomllib.TOMLDecodeError):
        if "store" in tomllib.loads(settings):
            return re.sub(r"(?m)^\s*(?:store|\"store\"|'store')\s*=.*\n?", "", settings)
    return settings


@contextlib.contextmanager
def _read_only(file: Path) -> Iterator[sqlite3.Connection]:
    """A file that may lie on a medium that cannot be written; nothing is left beside it."""
    in_use = file.with_name(f"{file.name}-wal").exists()
    how = "mode=ro" if in_use else "immutable=1"  # a backup as it was made has no log beside it
    try:
        uri = f"{file.resolve().as_uri()}?{how}"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as driver:
            yield driver
    except sqlite3.Error as fault:
        raise BookError(
            "the backup's file cannot be read",
            value=str(fault),
            where=str(file),
            next="name another backup",
        ) from fault
