"""What SQLite's faults, and a disk's, mean to a person."""

from __future__ import annotations

import contextlib
import errno
import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from tollbook.errors import BookError, BookInUse, StorageFull

_NEARLY_FULL = 4 * 1024 * 1024  # bytes free below which an I/O error is taken for a full disk
_NEARLY_LONGEST = 64 * 1024  # SQLite's largest page: no single write reaches further past an end


@contextlib.contextmanager
def explained(file: Path) -> Iterator[None]:
    """Turns what SQLite says into an error that names the book and the next step."""
    try:
        yield
    except DBAPIError as fault:
        raise _explain(fault, file) from fault
    except UnicodeEncodeError as fault:
        raise unstorable(
            "a text holds half a character",
            ascii(fault.object[max(fault.start - 20, 0) : fault.end + 20]),
            str(file),
        ) from fault
    except OverflowError as fault:
        raise unstorable("a number has more than 64 bits", str(fault), str(file)) from fault


def unstorable(what: str, value: str, where: str) -> BookError:
    """The error for a value that no store takes."""
    return BookError(
        f"{what} and cannot be stored",
        value=value,
        where=where,
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
