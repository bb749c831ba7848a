"""The hour of an event as its report tells it: by the clock, or by the part of the day.

Two strikes on one town on one day are told apart by their hours, as recorders do: a report of
four in the morning and one of the afternoon tell of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.tally.words import words

_HALF = 12 * 60
_DAY = 24 * 60
_NEAR = 60
"""Minutes between two clocks that may be one event's."""

_FAR = 4 * 60
"""Minutes from which on they are not: reports round, and write in other zones."""


@dataclass(frozen=True, slots=True)
class Hour:
    """When on its day something was.

    :ivar minute: of the day, by the clock; None: only the part of the day is told.
    :ivar part: the hours that it may have been, as bits.
    """

    minute: int | None
    part: int


def hour_of(texts: Iterable[str]) -> Hour | None:
    """The hour that the first of the texts to tell one tells; None: none does."""
    cues = words().hours
    for text in texts:
        clock = cues.clock.search(text)
        if clock is not None:
            minute = _minute(clock)
            return Hour(minute, 1 << (minute // 60))
        for pattern, part in cues.parts:
            if pattern.search(text):
                return Hour(None, part)
    return None


def _minute(clock: re.Match[str]) -> int:
    if clock["word"]:
        return 60 * words().hours.by_word[clock["word"].lower()]
    if clock["hour24"]:
        return int(clock["hour24"]) * 60 + int(clock["minute24"])
    half = _HALF if clock["half"].lower() == "p" else 0
    return int(clock["hour"]) % 12 * 60 + int(clock["minute"] or 0) + half


def compare_hours(a: Hour, b: Hour) -> str | None:
    """How two hours of one day lie to each other, as a kind of evidence; None: it says nothing."""
    if a.minute is not None and b.minute is not None:
        gap = abs(a.minute - b.minute)
        gap = min(gap, _DAY - gap)
        if gap <= _NEAR:
            return "same_hour"
        return "other_hour" if gap >= _FAR else None
    return None if a.part & b.part else "other_part"
