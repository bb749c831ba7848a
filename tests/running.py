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


def figures_of(incident: Record) -> dict[str, tuple[int | None, ...]]:
    """Least, best and most of each harm of a printed incident."""
    return {h: (t["min"], t["best"], t["max"]) for h, t in incident["tolls"].items()}


def accounts_of(book: Record, harm: str, figure: int) -> list[Record]:
    """The printed running totals of a harm that state this figure."""
    stated = (a for a in book["accounts"] if a["harm"] == harm)
    return [a for a in stated if figure in (a["stated"]["low"], a["stated"]["best"])]
