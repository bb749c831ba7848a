"""What is dropped on the desk or pasted into it, on its way into the book: one run at a time."""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tollbook import pipeline
from tollbook.errors import BookInUse, TollbookError, UsageError
from tollbook.pipeline import RunReport
from tollbook.settings import load_settings

MOST_FILES = 200
_LONGEST = 40  # letters of a file's name: 160 bytes at most, of 255 that file systems take
_UNSAFE = re.compile(r"[^\w.\- ]+")
_NOTES = 5


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file as it was sent, or a text that was pasted."""

    name: str
    data: bytes


def safe_name(sent: str, number: int) -> str:
    """A name for a file in our own folder: letters, digits, dots; no folder, no leading dot.

    :param number: its place among the files, for one whose name says nothing.
    """
    last = PurePosixPath(sent.replace("\\", "/")).name
    bare = _UNSAFE.sub("_", last).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot:
        stem, ending = bare, "txt"
    stem = stem.strip(". ")[:_LONGEST] or "page"
    return f"{number:03}-{stem}.{ending[:10].strip()}"


class Run:
    """One run over what was added, told of as it goes on.

    :ivar stage: what it is doing, in words.
    :ivar total: pieces of this stage; None: not known.
    """

    def __init__(self, names: Sequence[str], before: frozenset[str]) -> None:
        self.names = tuple(names)
        self.before = before
        self.phase = "Starting"
        self.done = 0
        self.total: int | None = None
        self.notes: list[str] = []
        self.report: RunReport | None = None
        self.error: TollbookError | None = None
        self.ended = threading.Event()

    def stage(self, name: str, total: int | None) -> None:
        self.phase, self.done, self.total = name, 0, total

    def step(self, what: str) -> None:
        self.done += 1

    def note(self, message: str) -> None:
        self.notes = [*self.notes[-_NOTES + 1 :], message]

    @property
    def running(self) -> bool:
        return not self.ended.is_set()


class Incoming:
    """Takes files in beside the desk's pages.

    :ivar last: the run that goes on, or the one that ended last; None: none yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last: Run | None = None
        self._lock = threading.Lock()

    def start(self, arriving: Sequence[Arriving], before: frozenset[str]) -> Run:
        """Begins a run over these; its files are kept by the book as captures and nowhere else.

        :param before: ids of the reports that are there, to tell the new ones.
        :raises UsageError: there is nothing, or too much.
        :raises BookInUse: a run of this desk still goes on.
        """
        if not arriving:
            raise UsageError("nothing was added", next="choose a file, or paste a text")
        if len(arriving) > MOST_FILES:
            raise UsageError(f"no more than {MOST_FILES} files at once", next="add the rest after")
        with self._lock:
            if self.last is not None and self.last.running:
                raise BookInUse("the desk is still reading what was added before", next="wait")
            run = Run([each.name for each in arriving], before)
            self.last = run
        out = self.folder / "out"
        out.mkdir(exist_ok=True)
        there = Path(tempfile.mkdtemp(prefix="added-", dir=out))
        threading.Thread(target=self._work, args=(run, arriving, there), daemon=True).start()
        return run

    def _work(self, run: Run, arriving: Sequence[Arriving], there: Path) -> None:
        try:
            for number, each in enumerate(arriving, start=1):
                (there / safe_name(each.name, number)).write_bytes(each.data)
            settings = load_settings(self.folder / "tollbook.toml")
            run.report = pipeline.run([there], self.folder, settings, progress=run)
        except TollbookError as error:
            run.error = error
        except Exception as fault:  # noqa: BLE001 - a thread's fault would be seen by nobody
            run.error = TollbookError("the run ended with a fault", value=repr(fault)[:300])
        finally:
            shutil.rmtree(there, ignore_errors=True)
            run.ended.set()
