"""A reader in a process of its own, bounded in time and memory: one page cannot stop a batch.

The process is forked from the run's own, so that it has the reader as it is, without loading it
anew. A page on which it takes too long, or asks for too much memory, ends it; the page is set
aside, and the next one gets a new process.
"""

from __future__ import annotations

import ctypes
import os
import resource
import select
import signal
import struct
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tollbook import errors
from tollbook.batch import Reader
from tollbook.errors import TollbookError
from tollbook.record import Lexicon, Reading, Report
from tollbook.record.codec import from_json, to_json
from tollbook.settings import Settings

_LENGTH = struct.Struct(">Q")
_MEGABYTE = 1024 * 1024
_PR_SET_PDEATHSIG = 1


class PageTooSlow(Exception):
    """A page took longer than a page may take."""


class PageTooLarge(Exception):
    """Reading a page asked for more memory than it may, or ended the process."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the process says of a page: a reading, or the fault.

    :ivar kind: name of the fault's class; "": there was none.
    """

    kind: str
    text: str
    value: str | None = None
    where: str | None = None
    next: str | None = None


class BoundedReader:
    """A reader that answers within bounds, or says that it does not.

    :param seconds: for one page.
    :param megabytes: that a page may ask for beyond what the run has already.
    """

    def __init__(self, reader: Reader, *, seconds: int, megabytes: int) -> None:
        self._reader = reader
        self._seconds = seconds
        self._megabytes = megabytes
        self._child: _Child | None = None
        self.name = reader.name
        self.version = reader.version
        self.languages = getattr(reader, "languages", ("en",))
        self.repeatable = getattr(reader, "repeatable", True)

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        """The reader's reading, or its own error.

        :raises PageTooSlow: it took too long.
        :raises PageTooLarge: it asked for too much memory, or its process ended.
        """
        if self._child is None or self._child.lexicon is not lexicon:
            self.close()
            # What loads slowly is loaded once, in the run: it is no page's time.
            getattr(self._reader, "prepare", _nothing)()
            self._child = _Child(self._reader, lexicon, self._megabytes)
        try:
            answer = self._child.ask(report, self._seconds)
        except (PageTooSlow, PageTooLarge):
            self.close()
            raise
        if answer.kind == "MemoryError":
            self.close()  # what it holds by now is anybody's guess
            raise PageTooLarge(f"more than {self._megabytes:,} MB")
        if answer.kind:
            raise _fault(answer)
        return from_json(answer.text, Reading)

    def close(self) -> None:
        """Ends the process."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def __del__(self) -> None:
        self.close()


def _nothing() -> None:
    """What a reader without ``prepare`` has to load."""


def within_bounds(reader: Reader, settings: Settings) -> Reader:
    """The reader within the settings' bounds; itself, where it cannot be forked or needs none."""
    if getattr(reader, "in_process", False) or not settings.page_seconds:
        return reader
    return BoundedReader(reader, seconds=settings.page_seconds, megabytes=settings.page_megabytes)


class _Child:
    """The forked process, and the pipes to and from it."""

    def __init__(self, reader: Reader, lexicon: Lexicon, megabytes: int) -> None:
        self.lexicon = lexicon
        ask_out, ask_in = os.pipe()
        say_out, say_in = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _serve(reader, lexicon, ask_out, say_in, megabytes)
        os.close(ask_out)
        os.close(say_in)
        self._in, self._out = ask_in, say_out

    def ask(self, report: Report, seconds: int) -> _Answer:
        ends = time.monotonic() + seconds
        try:
            _write(self._in, to_json(report).encode("utf-8", "surrogatepass"))
            said = _read(self._out, ends)
        except BrokenPipeError:
            said = None
        if said is None:
            raise PageTooLarge("the reader's process ended: out of memory, or a fault in it")
        return from_json(said.decode("utf-8", "surrogatepass"), _Answer)

    def close(self) -> None:
        for pipe in (self._in, self._out):
            os.close(pipe)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _fault(answer: _Answer) -> Exception:
    kind = getattr(errors, answer.kind, None)
    if isinstance(kind, type) and issubclass(kind, TollbookError):
        return kind(answer.text, value=answer.value, where=answer.where, next=answer.next)
    made: type[Exception] = type(answer.kind, (Exception,), {})
    return made(answer.text)


def _serve(reader: Reader, lexicon: Lexicon, ask: int, say: int, megabytes: int) -> NoReturn:
    """Answers until nobody asks any more; never returns into the run's own code."""
    try:
        _end_with_the_run()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the run's to answer
        limit = _in_use() + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
        while (asked := _read(ask, None)) is not None:
            report = from_json(asked.decode("utf-8", "surrogatepass"), Report)
            _write(say, to_json(_answer(reader, report, lexicon)).encode("utf-8", "surrogatepass"))
    finally:
        os._exit(0)


def _end_with_the_run() -> None:
    """Has the system end this process when the run ends, however that ends: else a page that hangs
    would keep the book's lock open. Where it is not Linux, the process ends after its page."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _answer(reader: Reader, report: Report, lexicon: Lexicon) -> _Answer:
    try:
        return _Answer("", to_json(reader.read(report, lexicon)))
    except TollbookError as fault:
        return _Answer(type(fault).__name__, fault.message, fault.value, fault.where, fault.next)
    except MemoryError:
        return _Answer("MemoryError", "")
    except Exception as fault:  # noqa: BLE001 - a reader may be anybody's code; told to the run
        return _Answer(type(fault).__name__, str(fault))


def _in_use() -> int:
    """Bytes of address space that this process has."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def _write(pipe: int, data: bytes) -> None:
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[os.write(pipe, view) :]


def _read(pipe: int, ends: float | None) -> bytes | None:
    """One message; None: the other end is closed.

    :raises PageTooSlow: it is not there when the time is up.
    """
    head = _exactly(pipe, _LENGTH.size, ends)
    return None if head is None else _exactly(pipe, _LENGTH.unpack(head)[0], ends)


def _exactly(pipe: int, size: int, ends: float | None) -> bytes | None:
    data = b""
    while len(data) < size:
        if ends is not None:
            left = ends - time.monotonic()
            if left <= 0 or not select.select([pipe], [], [], left)[0]:
                raise PageTooSlow("more seconds than a page may take")
        piece = os.read(pipe, min(size - len(data), 1 << 20))
        if not piece:
            return None
        data += piece
    return data
