"""Numbers packed as they are kept, and many rows written or asked for some at a time."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

_AT_ONCE = 5_000
_ROWS = 50_000
_T = TypeVar("_T")


def packed(numbers: Collection[int]) -> bytes:
    """Numbers of 64 bits as they are kept; the same for the same numbers."""
    return array("q", sorted(numbers)).tobytes()


def unpacked(kept: bytes) -> list[int]:
    return list(array("q", kept))


def batches(rows: Iterable[Mapping[str, object]]) -> Iterator[list[dict[str, object]]]:
    """Rows to write, as many at a time as memory likes."""
    held: list[dict[str, object]] = []
    for row in rows:
        held.append(dict(row))
        if len(held) == _ROWS:
            yield held
            held = []
    if held:
        yield held


def some_of(every: Sequence[_T]) -> Iterator[Sequence[_T]]:
    """Keys to ask for, as many at a time as a question takes."""
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
