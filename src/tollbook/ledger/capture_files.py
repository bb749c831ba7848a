"""Captures on disk: raw bytes under their own SHA-256, written once and never again."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from tollbook.errors import NO_ROOM, BookError, TollbookError
from tollbook.ledger.sqlite_faults import storage_full

_PART = ".part-"  # what a kill in the middle leaves; the next take of the same bytes removes it


class CaptureFiles:
    """The folder ``captures``: ``ab/cdef...`` holds the bytes whose digest is ``abcdef...``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256[2:]

    def keep(self, sha256: str, data: bytes) -> None:
        """Puts the bytes on the disk for good; does nothing where they are there already.

        Written beside their place, flushed, renamed, and the folder flushed: after a power cut
        the file is there whole or not at all.

        :raises BookError: where a file of that name holds other bytes; it is left as it is.
        :raises StorageFull: where there is no room.
        """
        path = self.path(sha256)
        with _told(path):
            if path.exists():
                if path.read_bytes() != data:
                    raise _broken(path, "holds other bytes than its name says")
                return
            self._folder_for(path)
            part = path.parent / f"{_PART}{path.name}"
            try:
                part.unlink(missing_ok=True)
                _write(part, data)
                part.rename(path)
            except OSError:
                with contextlib.suppress(OSError):
                    part.unlink(missing_ok=True)
                raise
            flush_folder(path.parent)

    def read(self, sha256: str) -> bytes:
        """The bytes, proven to be those.

        :raises BookError: where the file is missing, unreadable or not what its name says.
        """
        path = self.path(sha256)
        with _told(path):
            try:
                data = path.read_bytes()
            except FileNotFoundError as fault:
                raise _broken(path, "is missing") from fault
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _broken(path, "does not hold the bytes its name says")
        return data

    def remove(self, sha256: str) -> None:
        """Takes the bytes off the disk; does nothing where they are gone.

        :raises BookError: where the file cannot be removed.
        """
        path = self.path(sha256)
        with _told(path):
            if path.exists():
                path.unlink()
                flush_folder(path.parent)

    def names(self) -> Iterator[str]:
        """The digests of all files there, sorted; left-over parts are not among them."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if not path.name.startswith("."):
                yield path.parent.name + path.name

    def _folder_for(self, path: Path) -> None:
        for folder in (self.folder, path.parent):
            if not folder.exists():
                folder.mkdir(parents=True, exist_ok=True)
                flush_folder(folder.parent)


def _write(path: Path, data: bytes) -> None:
    # Without the write bit: an editor opened on it by mistake asks before it changes evidence.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o444)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Puts the folder's list of names on the disk: a new file is not safe before that."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except TollbookError:
        raise
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise storage_full(path, fault.errno) from fault
        raise BookError(
            f"a capture cannot be read or written: {fault.strerror}",
            where=str(path),
            next="check the folder's permissions and the disk",
        ) from fault


def _broken(path: Path, how: str) -> BookError:
    return BookError(
        f"a capture's file {how}",
        value=path.parent.name + path.name,
        where=str(path),
        next="keep the file for evidence, then put the true one back from a backup, or move the "
        "broken one away and run tollbook on the original page again",
    )
