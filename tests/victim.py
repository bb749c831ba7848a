"""The program of ``faults.py``, whose children do jobs and can be killed at any moment."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PROGRAM = Path(__file__).parent / "faults.py"


class Victim:
    """The program that does jobs in children which can be killed.

    :ivar was_killed: whether the last job was killed; else it had ended by itself before.
    """

    def __init__(self) -> None:
        self.was_killed = False
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        while self._line() != "ready":
            pass

    def _line(self) -> str:
        line = self.process.stdout.readline() if self.process.stdout is not None else ""
        if not line:
            raise RuntimeError("the program ended")
        return line.strip()

    def do(
        self,
        job: str,
        folder: Path,
        pages: Path,
        *,
        kill_after: float | None,
        from_first_word: bool = False,
    ) -> list[str]:
        """What a job said until it ended, or was killed so many seconds after its start.

        :param from_first_word: the seconds count from the first thing acknowledged.
        """
        if self.process.stdin is None:
            raise RuntimeError("no pipe")
        self.process.stdin.write(f"{job} {folder} {pages}\n")
        self.process.stdin.flush()
        said: list[str] = []
        child = 0
        timer: threading.Timer | None = None
        while not (line := self._line()).startswith("ended "):
            if line.startswith("child "):
                child = int(line.split()[1])
            else:
                said.append(line)
            begun = bool(said) or not from_first_word
            if kill_after is not None and timer is None and begun:
                timer = threading.Timer(kill_after, _kill, (child,))
                timer.start()
        if timer is not None:
            timer.cancel()
            timer.join()
        self.was_killed = line == f"ended {-signal.SIGKILL}"
        return said

    def seconds(self, job: str, folder: Path, pages: Path) -> float:
        """How long the job takes when it is left alone."""
        start = time.perf_counter()
        self.do(job, folder, pages, kill_after=None)
        return time.perf_counter() - start

    def close(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait(20)
        if self.process.stdout is not None:
            self.process.stdout.close()


def _kill(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # it ended by itself just now
        os.kill(child, signal.SIGKILL)
