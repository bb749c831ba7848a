"""A book's folder: whether there is a book in it, whether one may be made, and opening it."""

from __future__ import annotations

import time
from pathlib import Path

from tollbook.errors import NO_ROOM, BookError, BookInUse
from tollbook.ledger.capture_files import flush_folder
from tollbook.ledger.finder import enter_all
from tollbook.ledger.lock import LOCK
from tollbook.ledger.migrate import HEAD, upgrade
from tollbook.ledger.row_digests import remember_all
from tollbook.ledger.sqlite_faults import storage_full
from tollbook.ledger.sqlite_store import SqliteStore
from tollbook.ledger.store import Store
from tollbook.settings import BOOK_FILE, IN_THE_FOLDER, has_book, load_settings

_LOOKS_EVERY_S = 0.05
_WELCOME = {"tollbook.toml", "hand", "captures", "out", LOCK, BOOK_FILE}
"""What may lie in a folder before a book is made there; hidden files may too."""

_WITH_DIGESTS = "0004"  # the step from which on rows are written with their digests


def store_of(folder: Path) -> Store:
    """The store that the book's ``tollbook.toml`` names; nothing is opened yet.

    :raises UsageError: where the settings cannot be used.
    :raises MissingPart: where the driver for PostgreSQL is not installed.
    """
    url = load_settings(folder / "tollbook.toml").store
    if url == IN_THE_FOLDER:
        return SqliteStore(folder)
    from tollbook.ledger.postgres_store import PostgresStore  # noqa: PLC0415 - most have none

    return PostgresStore(folder, url)


def open_store(folder: Path, *, create: bool, write: bool, patience: float = 0) -> Store:
    """See :meth:`tollbook.ledger.Ledger.open`."""
    if not has_book(folder):
        if not create:
            raise _no_book(folder)
        _prepare(folder)
    store = store_of(folder)
    try:
        if create or write:
            _acquire(store, patience)
        _bring_up_to_date(store, create=create, keep_lock=create or write)
    except BaseException:
        store.close()
        raise
    return store


def _acquire(store: Store, patience: float) -> None:
    ends = time.monotonic() + patience
    while True:
        try:
            store.lock.acquire()
        except BookInUse:
            if time.monotonic() >= ends:
                raise
            time.sleep(_LOOKS_EVERY_S)
        else:
            return


def _prepare(folder: Path) -> None:
    try:
        if not folder.exists():
            folder.mkdir(parents=True)
            flush_folder(folder.parent)
        strangers = sorted(
            p.name for p in folder.iterdir() if p.name not in _WELCOME and p.name[0] != "."
        )
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise storage_full(folder, fault.errno) from fault
        raise BookError(
            f"the book's folder cannot be made or read: {fault.strerror}",
            where=str(folder),
            next="name a folder you may write to with --book",
        ) from fault
    if strangers:
        raise BookError(
            "the folder holds other things and no book: none is made among them",
            value=", ".join(strangers[:5]) + (" ..." if len(strangers) > 5 else ""),
            where=str(folder),
            next="name an empty or new folder with --book",
        )


def _bring_up_to_date(store: Store, *, create: bool, keep_lock: bool) -> None:
    with store.reading() as c:
        current = store.revision(c)
        set_up = store.is_set_up(c)
    if current == HEAD and set_up:
        return
    if current is None and not create:
        raise _no_book(store.folder)
    store.lock.acquire()  # the tables change: no run may be writing meanwhile
    store.set_up()
    with store.writing() as c:
        current = store.revision(c)  # again: another process may have been quicker
        if current != HEAD:
            upgrade(c, store.where, current)
            if current is None or current < _WITH_DIGESTS:  # later ones keep those that they have
                enter_all(c)
                remember_all(c)
    if not keep_lock:
        store.lock.release()


def _no_book(folder: Path) -> BookError:
    return BookError(
        "there is no book here" if folder.is_dir() else "there is no such folder",
        where=str(folder),
        next=f"tollbook run PATH --book {folder} makes one; or name another with --book",
    )
