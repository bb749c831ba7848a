"""A process of its own that answers within bounds of time and memory: one page cannot stop a batch.

The process is forked from the run's own, so that it has what it works with as it is, without
loading it anew. A page on which it takes too long, or asks for too much memory, ends it; the page
is set aside, and the next one gets a new process.
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
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

_LENGTH = struct.Struct(">Q")
_MEGABYTE = 1024 * 1024
_MOST_FILES = 65_536
_PR_SET_PDEATHSIG = 1


class PageTooSlow(Exception):
    """A page took longer than a page may take."""


class PageTooLarge(Exception):
    """A page asked for more memory than it may, or ended the process."""


class Worker:
    """The forked process, and the pipes to and from it.

    :param answer: what it does with what it is asked; must not raise.
    :param megabytes: that it may ask for beyond what the run has already.
    :param bare: it needs no file that the run has open: it lets go of all, the book's lock too.
    """

    def __init__(
        self, answer: Callable[[bytes], bytes], megabytes: int, *, bare: bool = False
    ) -> None:
        ask_out, ask_in = os.pipe()
        say_out, say_in = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _serve(answer, ask_out, say_in, megabytes, bare=bare)
        os.close(ask_out)
        os.close(say_in)
        self._in, self._out = ask_in, say_out

    def ask(self, asked: bytes, seconds: int) -> bytes:
        """The answer; where there is none, the process has to be closed.

        :raises PageTooSlow: it is not there in time.
        :raises PageTooLarge: the process ended.
        """
        ends = time.monotonic() + seconds
        try:
            _write(self._in, asked)
            said = _read(self._out, ends)
        except BrokenPipeError:
            said = None
        if said is None:
            raise PageTooLarge("the process that read it ended: out of memory, or a fault in it")
        return said

    def close(self) -> None:
        """Ends the process, whatever it is at."""
        for pipe in (self._in, self._out):
            os.close(pipe)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


class OneWorker(ABC):
    """One :class:`Worker` at a time: begun when there is something to ask, and ended by a fault.

    :param seconds: for one page.
    :param megabytes: that a page may ask for beyond what the run has already.
    """

    def __init__(self, *, seconds: int, megabytes: int) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._worker: Worker | None = None

    @abstractmethod
    def _begin(self) -> Callable[[str], str]:
        """Loads, in the run, what is no page's time; what a worker answers with."""

    bare = False
    """Whether its workers let go of the files that the run has open."""

    def _ask(self, asked: str) -> str:
        """A worker's answer.

        :raises PageTooSlow: it took too long. :raises PageTooLarge: the process ended.
        """
        if self._worker is None:
            answer = self._begin()
            self._worker = Worker(
                lambda said: _bytes(answer(_text(said))), self._megabytes, bare=self.bare
            )
        try:
            return _text(self._worker.ask(_bytes(asked), self._seconds))
        except (PageTooSlow, PageTooLarge):
            self.close()
            raise

    def close(self) -> None:
        """Ends the process."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def __del__(self) -> None:
        self.close()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _serve(
    answer: Callable[[bytes], bytes], ask: int, say: int, megabytes: int, *, bare: bool
) -> NoReturn:
    """Answers until nobody asks any more; never returns into the run's own code."""
    try:
        _end_with_the_run()
        if bare:
            first, last = sorted((ask, say))
            os.closerange(3, first)
            os.closerange(first + 1, last)
            os.closerange(last + 1, _MOST_FILES)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the run's to answer
        limit = _in_use() + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
        while (asked := _read(ask, None)) is not None:
            _write(say, answer(asked))
    finally:
        os._exit(0)


def _end_with_the_run() -> None:
    """Has the system end this process when the run ends, however that ends: else a page that hangs
    would keep the book's lock open. Where it is not Linux, the process ends after its page."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


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
