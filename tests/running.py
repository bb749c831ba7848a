"""The main job as a program, and the document that it prints."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Record = dict[str, Any]

_SECONDS = 600


def printed_by_run(paths: Iterable[Path], cwd: Path) -> Record:
    """What ``tollbook run --json`` prints for some pages and folders of these.

    :param cwd: where the book is made.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tollbook", "run", *map(str, paths), "--json"],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed: Record = json.loads(done.stdout)
    return printed
