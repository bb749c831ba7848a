"""The SQLite file: how it is opened, its transactions, and what its faults mean to a person."""

from __future__ import annotations

import contextlib
import errno
import resource
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, create_engine, event, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from tollbook.errors import BookError, BookInUse, StorageFull
from tollbook.ledger.lock import WritingLock

BOOK = "book.db"
_PATIENCE_S = 30.0  # how long a writer waits for another's transaction; each is short
_NEARLY_FULL = 4 * 1024 * 1024  # bytes free below which an I/O error is taken for a full disk
_NEARLY_LONGEST = 64 * 1024  # SQLite's largest page: no single write reaches further past an end


class Store:
    """One book's SQLite file and its writing lock.

    WAL, so that reading goes on while a run writes; ``synchronous=FULL`` throughout, so that
    what is acknowledged is on the disk. Safe to use from several threads.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / BOOK
        self.lock = WritingLock(folder)
        self._wrote = False
        self._snapshot = threading.local()
        self._engine = create_engine(
            URL.create("sqlite", database=str(self.file)), connect_args={"timeout": _PATIENCE_S}
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        self._writer = self._engine.execution_options(begin="BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with one unchanging view of the book.

        :raises BookError: or its kinds, where the file cannot be read.
        """
        held = getattr(self._snapshot, "connection", None)
        if held is not None:
            with explained(self.file):
                yield held
            return
        with explained(self.file), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """While it lasts, everything that this thread reads is of one moment."""
        with self.reading() as connection:
            outer = getattr(self._snapshot, "connection", None)
            self._snapshot.connection = connection
            try:
                yield
            finally:
                self._snapshot.connection = outer

    @contextlib.contextmanager
    def writing(self, *, run: bool = True) -> Iterator[Connection]:
        """A transaction that is on the disk when the block ends, or leaves nothing behind.

        :param run: whether this belongs to a run (captures, derived rows), of which there is
            one at a time. Decisions don't: they queue behind each other's transactions.
        :raises BookInUse: where another run holds the book.
        """
        if run:
            self.lock.acquire()
        with explained(self.file), self._writer.begin() as connection:
            yield connection
        self._wrote = self._wrote or run

    def switch_to_wal(self) -> None:
        """Sets the file's journal to write-ahead, which stays set; needs no one else at it."""
        bare = self._engine.execution_options(begin=None)  # SQLite refuses it in a transaction
        with explained(self.file), bare.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def scrub(self) -> None:
        """Writes the file anew without what was deleted, and empties the write-ahead log.

        SQLite leaves deleted words in the file until their place is needed again.

        :raises BookInUse: where another program is reading or writing for too long.
        """
        bare = self._engine.execution_options(begin=None)
        with explained(self.file), bare.connect() as connection:
            connection.exec_driver_sql("PRAGMA temp_store = FILE")  # it may be a large book
            try:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.exec_driver_sql("PRAGMA temp_store = MEMORY")

    def faults(self) -> list[str]:
        """What SQLite's own checks of the file and of the rows' references find; empty: sound."""
        with self.reading() as c:
            said = [str(line) for line in c.exec_driver_sql("PRAGMA integrity_check").scalars()]
            loose = c.exec_driver_sql("PRAGMA foreign_key_check").all()
        faults = [] if said == ["ok"] else said
        return faults + [f"table {r[0]}, row {r[1]} refers to no row of {r[2]}" for r in loose]

    def close(self) -> None:
        """Closes the file (the last one out folds the write-ahead log in) and frees the lock."""
        if self._wrote:
            self._wrote = False
            # Lets SQLite plan long lists well: without it a filtered list of a large book sorts
            # everything. A courtesy: a full disk must not turn a good run into a failed one.
            with contextlib.suppress(BookError), self.writing() as connection:
                connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
                connection.exec_driver_sql("ANALYZE")
            self._wrote = False
        self._engine.dispose()
        self.lock.release()


def exists(c: Connection, column: Column[Any], value: str) -> bool:
    """Whether any row has this value there."""
    return c.execute(select(column).where(column == value).limit(1)).first() is not None


def _prepare(dbapi: Any, _: object) -> None:
    # The driver's own guesses at where transactions start are switched off: BEGIN comes from
    # `_begin`, so that SELECTs and CREATE TABLE belong to transactions too.
    dbapi.isolation_level = None
    cursor = dbapi.cursor()
    try:
        for pragma in (
            "foreign_keys = ON",
            "synchronous = FULL",
            "temp_store = MEMORY",
            "cache_size = -32768",
        ):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("begin", "BEGIN")
    if begin is not None:
        connection.exec_driver_sql(begin)


@contextlib.contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turns what SQLite says into an error that names the book and the next step."""
    try:
        yield
    except DBAPIError as fault:
        raise _explain(fault, file) from fault
    except UnicodeEncodeError as fault:
        raise _unstorable(
            "a text holds half a character",
            ascii(fault.object[max(fault.start - 20, 0) : fault.end + 20]),
            file,
        ) from fault
    except OverflowError as fault:
        raise _unstorable("a number has more than 64 bits", str(fault), file) from fault


def _unstorable(what: str, value: str, file: Path) -> BookError:
    return BookError(
        f"{what} and cannot be stored",
        value=value,
        where=str(file),
        next="this is a fault of the reader or extractor that made it: please report it",
    )


def _explain(fault: DBAPIError, file: Path) -> BookError:
    code = str(getattr(fault.orig, "sqlite_errorname", ""))
    said, where = str(fault.orig), str(file)
    full = no_room(code, file)
    if full is not None:
        return full
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BookInUse(
            "another program keeps the book's file locked",
            value=said,
            where=where,
            next="close programs that have the file open for writing, then try again",
        )
    if code.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return BookError(
            "the book's file is damaged or is no SQLite database",
            value=said,
            where=where,
            next="tollbook doctor; or restore the file from a backup. Captures are not affected",
        )
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return BookError(
            "the book's file cannot be opened for writing, which even reading it needs",
            value=said,
            where=where,
            next="give yourself write permission on the folder, or copy the book elsewhere",
        )
    if code.startswith("SQLITE_IOERR"):
        return BookError(
            "the disk failed to read or write the book",
            value=f"{said} ({code})",
            where=where,
            next="check the disk, your quota and the cable; then tollbook doctor",
        )
    if code.startswith("SQLITE_CONSTRAINT"):
        return BookError(
            "the book refused a row that does not fit what is in it",
            value=said,
            where=where,
            next="nothing was stored; if no other program wrote to the book, please report this",
        )
    if isinstance(fault, OperationalError) and "no such" in said:
        return BookError(
            "the book's file lacks a table or column that it should have",
            value=said,
            where=where,
            next="tollbook doctor; or restore the file from a backup",
        )
    return BookError(
        "the book could not be used", value=f"{said} {code}", where=where, next="tollbook doctor"
    )


def no_room(code: str, file: Path) -> StorageFull | None:
    """The error where SQLite's ``code`` comes of a full disk or of a limit; None: it does not."""
    if code.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        if _nearly_longest(file):
            return storage_full(file, errno.EFBIG)
        return storage_full(file) if _nearly_full(file.parent) else None
    return storage_full(file) if code.startswith("SQLITE_FULL") else None


def storage_full(where: Path, code: int | None = errno.ENOSPC) -> StorageFull:
    """The error for one of :data:`tollbook.errors.NO_ROOM`."""
    if code == errno.EFBIG:
        return StorageFull(
            "a file of the book may not grow further; nothing was half-written",
            value=f"limit on the size of files: {_longest() or 0:,} bytes",
            where=str(where),
            next="raise the limit (ulimit -f) and run the same command again: it goes on where "
            "it stopped",
        )
    return StorageFull(
        "no room left on the device; nothing was half-written",
        where=str(where),
        next="free some space and run the same command again: it goes on where it stopped",
    )


def _nearly_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _NEARLY_FULL
    except OSError:
        return False


def _longest() -> int | None:
    """How long this process may make a file, in bytes; None: as long as it likes."""
    soft, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    return None if soft == resource.RLIM_INFINITY else soft


def _nearly_longest(file: Path) -> bool:
    """Whether a limit on file sizes is what keeps this file, or one of its logs, from growing."""
    limit = _longest()
    if limit is None:
        return False
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm", f"{file.name}-journal"):
        with contextlib.suppress(OSError):
            if file.with_name(name).stat().st_size + _NEARLY_LONGEST > limit:
                return True
    return False
