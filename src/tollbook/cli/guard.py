"""What stands between every command and the outside: withheld names are masked on the way.

Commands print records that are masked already (:meth:`tollbook.book.Book.view`), so that a line
broken in the middle of a name, or a quote cut short, shows none. This is the second net, for
whatever else is printed: errors, paths, progress, the log. It sees each piece as it is written.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tollbook.record.withheld import Mask


class Guard:
    """Standard output and error of one command line, with what its book withholds masked."""

    def __init__(self) -> None:
        self._book: Path | None = None
        self._mask: Mask | None = None

    def watch(self, book: Path) -> None:
        """Names the book whose names are withheld; it is looked at when something is printed."""
        self._book = book

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """While it lasts, all that is printed goes through here."""
        out, err = sys.stdout, sys.stderr
        guarded = [_Guarded(out, self), _Guarded(err, self)]
        sys.stdout, sys.stderr = guarded
        try:
            yield
        finally:
            for stream, own in zip(("stdout", "stderr"), guarded, strict=True):
                if getattr(sys, stream) is own:  # else it was pointed elsewhere: | head
                    setattr(sys, stream, out if stream == "stdout" else err)

    def masked(self, text: str) -> str:
        """The text as it may be printed."""
        if self._mask is None and self._book is not None:
            self._mask = _mask_of(self._book)
        return text if self._mask is None else self._mask.text(text)


def _mask_of(book: Path) -> Mask | None:
    """None: there is no such book, or it cannot be read, and nothing of it can be printed."""
    from tollbook.errors import TollbookError  # noqa: PLC0415 - the whole ledger comes with it
    from tollbook.settings import has_book  # noqa: PLC0415

    try:
        if not has_book(book):
            return None
        from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy
        from tollbook.record.withheld import mask_of  # noqa: PLC0415

        with Ledger.open(book) as ledger:
            return mask_of(ledger.withheld())
    except TollbookError:
        return None


class _Guarded:
    """A stream whose writes go through the guard; all else is the stream's own."""

    def __init__(self, stream: Any, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"text, not {type(text).__name__}")
        self._stream.write(self._guard.masked(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    @property
    def buffer(self) -> _GuardedBytes:
        return _GuardedBytes(self._stream.buffer, self._guard)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _GuardedBytes:
    """The bytes of a guarded stream: what commands print as UTF-8 themselves."""

    def __init__(self, stream: IO[bytes], guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def write(self, data: bytes) -> int:
        text = bytes(data).decode("utf-8", "surrogateescape")
        self._stream.write(self._guard.masked(text).encode("utf-8", "surrogateescape"))
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
