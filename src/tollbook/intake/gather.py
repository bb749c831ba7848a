"""From paths to items: files and folders, what can be read and what is set aside."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from tollbook.errors import NothingToRead
from tollbook.intake.item import HTML, TEXT, Item
from tollbook.intake.jsonl import lines
from tollbook.intake.kinds import SNIFFED_BYTES, Unfit, kind_by_name, sniff
from tollbook.intake.packed import BombError, BrokenPackError, GzipStream
from tollbook.record import SetAside

_READ_ERRORS = (OSError, BombError, BrokenPackError)


def items(paths: Sequence[Path], *, max_bytes: int) -> Iterator[Item | SetAside]:
    """Every document under the paths, in the order given, folders sorted by name, read lazily.

    Hidden files in folders are passed over, and so are the ``..._files`` folder that a browser
    saves beside a page and a book (in the folder that its pages lie in, say). A file reached
    twice (by a link or a path given twice) is read once.

    :param max_bytes: a file, an unpacked file or a JSONL line above this many bytes is set aside.
    :raises NothingToRead: at once, where none of the paths is there and readable.
    """
    if not any(os.access(path, os.R_OK) for path in paths):
        raise NothingToRead(
            "there is nothing to read",
            value=", ".join(str(p) for p in paths) or None,
            where=str(Path.cwd()),
            next="give files or folders that are there and that you may read",
        )
    return _walk_all(paths, max_bytes)


def _walk_all(paths: Sequence[Path], max_bytes: int) -> Iterator[Item | SetAside]:
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _walk(path, max_bytes, seen, ())


def _walk(
    path: Path, max_bytes: int, seen: set[tuple[int, int]], above: tuple[tuple[int, int], ...]
) -> Iterator[Item | SetAside]:
    try:
        status = path.stat()
    except OSError as fault:
        yield _unreadable(path, fault)
        return
    key = (status.st_dev, status.st_ino)
    if key in above:
        yield _aside(path, "it is a link back to a folder above it", "remove the link", "folder")
        return
    if key in seen:
        return
    seen.add(key)
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path, max_bytes, seen, (*above, key))
    elif stat.S_ISREG(status.st_mode):
        try:
            yield from _file(path, status.st_size, max_bytes)
        except _READ_ERRORS as fault:
            yield _unreadable(path, fault)
    else:
        yield _aside(path, "it is no regular file", "give a file or a folder")


def _folder(
    path: Path, max_bytes: int, seen: set[tuple[int, int]], above: tuple[tuple[int, int], ...]
) -> Iterator[Item | SetAside]:
    try:
        names = sorted(entry.name for entry in os.scandir(path))
    except OSError as fault:
        yield _unreadable(path, fault, "folder")
        return
    if _is_book(path):
        if len(above) == 1:  # given as it is; inside a folder of pages it is passed over
            yield _aside(path, "it is a book", "give the pages that are to be read", "folder")
        return
    shown = [n for n in names if not n.startswith(".") and not _saved_beside(n, names)]
    if not shown:
        yield _aside(path, "it holds no files", "give a folder with pages or texts", "folder")
    for name in shown:
        yield from _walk(path / name, max_bytes, seen, above)


def _is_book(path: Path) -> bool:
    """Whether a folder is a book: what it keeps was given once, and is no page to be read again."""
    kept = (path / "captures").is_dir()
    return kept and any((path / name).is_file() for name in ("book.db", "tollbook.toml"))


def _saved_beside(name: str, names: list[str]) -> bool:
    """Whether this is the folder of pictures and scripts that a browser saved with a page."""
    stem = name.removesuffix("_files")
    return stem != name and any(f"{stem}{ending}" in names for ending in (".html", ".htm"))


def _file(path: Path, size: int, max_bytes: int) -> Iterator[Item | SetAside]:
    promised, packed = kind_by_name(path)
    if isinstance(promised, Unfit):
        yield _aside(path, promised.why, promised.next)
        return
    if size == 0:
        yield _aside(path, "it is empty", "fetch or save it again")
        return
    if size > max_bytes and promised != "jsonl" and not packed:
        yield _too_large(path, max_bytes)
        return
    with path.open("rb") as raw:
        stream = _opened(raw, packed)
        head = stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES]
        kind = sniff(head, promised)
        if isinstance(kind, Unfit):
            yield _aside(path, kind.why, kind.next)
        elif kind == "jsonl":
            yield from lines(stream, str(path), max_bytes=max_bytes)
        else:
            data = stream.read(max_bytes + 1)
            if len(data) > max_bytes:
                yield _too_large(path, max_bytes, packed=packed)
            elif not data.strip():
                yield _aside(path, "it is empty", "fetch or save it again")
            else:
                yield Item.of(str(path), data, HTML if kind == "html" else TEXT)


def _opened(raw: BinaryIO, packed: bool) -> io.BufferedReader:
    buffer = max(io.DEFAULT_BUFFER_SIZE, SNIFFED_BYTES)
    if packed:
        return io.BufferedReader(GzipStream(raw), buffer)
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw, buffer)  # type: ignore[arg-type]


def _too_large(path: Path, max_bytes: int, *, packed: bool = False) -> SetAside:
    after = " when unpacked" if packed else ""
    return _aside(
        path,
        f"it is larger than {max_bytes:,} bytes{after}",
        "raise max_bytes in tollbook.toml, or give the article alone",
    )


def _unreadable(path: Path, fault: Exception, what: str = "file") -> SetAside:
    match fault:
        case FileNotFoundError() if path.is_symlink():
            why, to_do = "it is a link to something that is not there", "remove or mend the link"
        case FileNotFoundError():
            why, to_do = "it is not there", "check the path"
        case PermissionError():
            why, to_do = "you may not read it", f"change its permissions: chmod u+r {path}"
        case BombError():
            why, to_do = str(fault), "unpack it yourself and look at it before giving it again"
        case BrokenPackError():
            why, to_do = str(fault), "fetch it again"
        case OSError():
            why = f"it cannot be read: {fault.strerror or fault}"
            to_do = "check the path and the disk"
        case _:
            why, to_do = f"it cannot be read: {fault}", "check the file"
    return _aside(path, why, to_do, what)


def _aside(path: Path, why: str, to_do: str, what: str = "file") -> SetAside:
    return SetAside(what=what, why=why, where=str(path), next=to_do)
