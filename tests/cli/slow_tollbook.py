"""``tollbook`` with the small reader, as a program of its own.

Sleeps as many seconds before each report as its first argument says, after writing a line to
standard error: a test then knows when to interrupt it.
"""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).parent.parent))

from fake_rooms import FakeAtlas, FakeReader
from tollbook import read, resolve
from tollbook.cli import main


def wait(report: object) -> None:
    print("reading", file=sys.stderr, flush=True)  # noqa: T201
    if SECONDS:
        time.sleep(SECONDS)


# a shell that runs the tests in the background hands SIGINT down ignored
signal.signal(signal.SIGINT, signal.default_int_handler)
SECONDS = float(sys.argv.pop(1))
read.load_reader = lambda name, settings, hand=None: FakeReader(on_read=wait)
resolve.Atlas = SimpleNamespace(open=lambda **_: FakeAtlas())
main()
