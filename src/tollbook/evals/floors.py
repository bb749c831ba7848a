"""Floors: the figures of a measured run, kept in the project, below which no later run may fall.

``evals/floors.json`` holds, for each suite, figures of all items ("all") and of a sample ("150": as
with ``--limit 150``), each with the digest of the data it was measured on. It holds figures only,
never words of the gold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tollbook.errors import UsageError
from tollbook.evals.runner import EvalReport

SLACK = 0.01
SLACK_OF_SAMPLE = 0.02
"""How far a figure may fall below the one that was kept: figures differ a little by processor, and
one item is more of a sample than of the whole."""


class Floor(msgspec.Struct, frozen=True):
    """What one suite measured on one sample.

    :ivar slack: how far a later figure may be lower.
    :ivar metrics: as measured; None: nothing to measure, and no floor.
    """

    data_digest: str
    items: int
    reader: str
    metrics: dict[str, float | None]
    slack: float = SLACK


Floors = dict[str, dict[str, Floor]]
"""By suite, then by sample: "all", or the number of items as with ``--limit``."""


def sample(limit: int | None) -> str:
    """The name of a sample in the file."""
    return "all" if limit is None else str(limit)


def read_floors(path: Path) -> Floors:
    """The floors by suite and sample; none where the file is not there.

    :raises UsageError: where the file holds no floors.
    """
    if not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except (OSError, msgspec.DecodeError) as fault:
        raise UsageError(
            f"the floors cannot be read: {fault}",
            where=str(path),
            next="mend the file, or move it away and measure again with --write",
        ) from fault


def write_floor(path: Path, measured: EvalReport, limit: int | None) -> None:
    """Put one suite's figures into the file, leaving the others as they are.

    :raises UsageError: where the file holds no floors, or cannot be written.
    """
    floors = read_floors(path)
    old = floors.get(measured.suite, {}).get(sample(limit))
    floors.setdefault(measured.suite, {})[sample(limit)] = Floor(
        measured.data_digest,
        measured.items,
        measured.reader,
        measured.metrics,
        old.slack if old else (SLACK if limit is None else SLACK_OF_SAMPLE),
    )
    plain = {
        suite: {name: msgspec.to_builtins(floors[suite][name]) for name in sorted(floors[suite])}
        for suite in sorted(floors)
    }
    try:
        path.write_text(json.dumps(plain, indent=2) + "\n", "utf-8")
    except OSError as fault:
        raise UsageError(
            f"the floors cannot be written: {fault.strerror}",
            where=str(path),
            next="name a file in a folder that can be written",
        ) from fault


def why_not_compared(floor: Floor | None, measured: EvalReport) -> str | None:
    """Why a run cannot be held against a floor, in words; None: it can."""
    if floor is None:
        return "no floor is kept for this suite and sample"
    if floor.data_digest != measured.data_digest:
        return "the floor was measured on other data"
    return None


def fallen(floor: Floor, measured: EvalReport) -> Iterator[str]:
    """The figures that a run left below the floor, in words; data must be the same."""
    for key, kept in floor.metrics.items():
        now = measured.metrics.get(key)
        if kept is None:
            continue
        if now is None:
            yield f"{key} is not measured any more; it was {kept:.4f}"
        elif key in measured.lower:
            if now > kept + floor.slack:
                yield f"{key} is {now:.4f}; it may be at most {kept + floor.slack:.4f}"
        elif now < kept - floor.slack:
            yield f"{key} is {now:.4f}; its floor is {kept - floor.slack:.4f}"
