"""A book's folder: whether there is a book in it, whether one may be made, and opening it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from tollbook.errors import NO_ROOM, BookError
from tollbook.ledger.capture_files import flush_folder
from tollbook.ledger.finder import enter_all
from tollbook.ledger.lock import LOCK
from tollbook.ledger.migrate import HEAD, revision_of, upgrade
from tollbook.ledger.row_digests import remember_all
from tollbook.ledger.store import BOOK, Store, storage_full

_WELCOME = {"tollbook.toml", "hand", "captures", "out", LOCK, BOOK}
"""What may lie in a folder before a book is made there; hidden files may too."""


def open_store(folder: Path, *, create: bool, write: bool) -> Store:
    """See :meth:`tollbook.ledger.Ledger.open`."""
    fresh = not (folder / BOOK).exists()
    if fresh:
        if not create:
            raise _no_book(folder)
        _prepare(folder)
    store = Store(folder)
    try:
        if create or write:
            store.lock.acquire()
        _bring_up_to_date(store, create=create, keep_lock=create or write)
    except BaseException:
        store.close()
        raise
    return store


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
        current = revision_of(c, store.file)
        in_wal = _journal(c) == "wal"
    if current == HEAD and in_wal:
        return
    if current is None and not create:
        raise _no_book(store.folder)
    store.lock.acquire()  # the tables change: no run may be writing meanwhile
    store.switch_to_wal()
    with store.writing() as c:
        current = revision_of(c, store.file)  # again: another process may have been quicker
        if current != HEAD:
            upgrade(c, store.file, current)
            enter_all(c)
            remember_all(c)
    if not keep_lock:
        store.lock.release()


def _journal(c: Connection) -> str:
    return str(c.exec_driver_sql("PRAGMA journal_mode").scalar_one())


def _no_book(folder: Path) -> BookError:
    return BookError(
        "there is no book here" if folder.is_dir() else "there is no such folder",
        where=str(folder),
        next=f"tollbook run PATH --book {folder} makes one; or name another with --book",
    )
