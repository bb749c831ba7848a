"""Figures of a large book worked out beside the desk's pages, in a process of their own.

A decision in a large book is written and shown at once; what it changes in the figures takes
longer. Pages say so until it is done.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from tollbook.book import Book
from tollbook.errors import TollbookError

_PROGRAM = "import sys; from tollbook.desk.reckoning import main; sys.exit(main(sys.argv[1]))"
_SAID = 400  # characters of what a process that failed said


class Reckoning:
    """Works the figures of a book out anew, as often as somebody asks, one process at a time.

    :ivar fault: why it did not work the last time; "": it did.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fault = ""
        self._asked = False
        self._closed = False
        self._going = False
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    @property
    def going(self) -> bool:
        """Whether it is at work."""
        return self._going

    def ask(self) -> None:
        """Works them out anew; once more afterwards, where it is at work already."""
        with self._lock:
            self._asked = True
            if self._going or self._closed:
                return
            self._going = True
        threading.Thread(target=self._work, daemon=True).start()

    def close(self) -> None:
        """Ends it: what is not done is done when the desk is opened again."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.terminate()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._asked or self._closed:
                    self._going = False
                    return
                self._asked = False
                command = [sys.executable, "-c", _PROGRAM, str(self.folder)]
                self._process = subprocess.Popen(  # noqa: S603 - this very program
                    command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
                )
            _, said = self._process.communicate()
            failed = self._process.returncode != 0
            self.fault = (said.strip()[-_SAID:] or "it was ended") if failed else ""


def main(folder: str) -> int:
    """Works the figures of a book out anew. Exit 0: it did; 1: another run writes, or a fault."""
    try:
        with Book.open(Path(folder)) as book:
            book.reckon_anew()
    except TollbookError as fault:
        print(fault, file=sys.stderr)  # noqa: T201 - the desk reads it
        return 1
    return 0
