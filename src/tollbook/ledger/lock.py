"""One writing run at a time: a lock of the operating system's, gone with its process."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from tollbook.errors import BookError, BookInUse

LOCK = "book.lock"


class WritingLock:
    """The right to write captures and derived rows.

    ``flock`` on ``book.lock``: the system frees it when the process ends, however it ends, so a
    kill leaves nothing to clean up. The file stays; its content (the holder's process number) is
    only for the message.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._handle: int | None = None

    def acquire(self) -> None:
        """Takes the lock; does nothing where this object holds it already.

        :raises BookInUse: where another run holds it.
        :raises BookError: where the lock file cannot be made.
        """
        if self._handle is not None:
            return
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as fault:
            raise BookError(
                f"the book's folder cannot be written: {fault.strerror}",
                where=str(self._path.parent),
                next="give yourself write permission on the folder, or copy the book elsewhere",
            ) from fault
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
            os.close(handle)
            raise BookInUse(
                "another run is writing to this book",
                value=f"process {holder}" if holder else None,
                where=str(self._path.parent),
                next="wait until it ends and run this again; list, show and why work meanwhile",
            ) from fault
        except OSError as fault:
            os.close(handle)
            raise BookError(
                f"the book's folder cannot be locked: {fault.strerror}",
                where=str(self._path),
                next="keep the book on a local disk: some network folders have no locks",
            ) from fault
        with contextlib.suppress(OSError):  # the number is a courtesy; a full disk may refuse it
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        self._handle = handle

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
