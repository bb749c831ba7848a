"""Items files: one line an outcome, and what was gained and lost against an older file.

An items file quotes gold texts. It is for looking at misses locally and is never committed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tollbook.errors import UsageError
from tollbook.evals.suite import Outcome, Values


class ItemLine(msgspec.Struct, frozen=True):
    """A line of an items file."""

    id: str
    gold: Values
    predicted: Values
    ok: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two runs, over the items that both have.

    :ivar gained: were wrong, are right; ``lost``: were right, are wrong (older, newer).
    :ivar only_old / only_new: items that one of the runs did not have.
    """

    gained: tuple[tuple[ItemLine, ItemLine], ...]
    lost: tuple[tuple[ItemLine, ItemLine], ...]
    only_old: int
    only_new: int


def item_lines(outcomes: Iterable[Outcome]) -> list[ItemLine]:
    """The outcomes as lines."""
    return [ItemLine(o.id, o.gold, o.predicted, o.ok, o.sentence) for o in outcomes]


def write_items(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Write an items file, replacing what was there.

    :raises UsageError: where it cannot be written.
    """
    lines = [msgspec.json.encode(line) + b"\n" for line in item_lines(outcomes)]
    try:
        path.write_bytes(b"".join(lines))
    except OSError as fault:
        raise UsageError(
            f"the items cannot be written: {fault.strerror}",
            where=str(path),
            next="name a file in a folder that can be written",
        ) from fault


def read_items(path: Path) -> list[ItemLine]:
    """The lines of an items file.

    :raises UsageError: where it cannot be read or is no items file.
    """
    decoder = msgspec.json.Decoder(ItemLine)
    try:
        return [decoder.decode(line) for line in path.read_bytes().splitlines() if line]
    except (OSError, msgspec.DecodeError) as fault:
        raise UsageError(
            f"the older items cannot be read: {fault}",
            where=str(path),
            next="name a file that --items wrote",
        ) from fault


def compare(old: Iterable[ItemLine], new: Iterable[ItemLine]) -> Difference:
    """What was gained and lost, in the order of the newer run."""
    before = {line.id: line for line in old}
    after = {line.id: line for line in new}
    both = [(before[line.id], line) for line in after.values() if line.id in before]
    return Difference(
        gained=tuple(pair for pair in both if pair[1].ok and not pair[0].ok),
        lost=tuple(pair for pair in both if pair[0].ok and not pair[1].ok),
        only_old=len(before.keys() - after.keys()),
        only_new=len(after.keys() - before.keys()),
    )
