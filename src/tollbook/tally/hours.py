"""The hour of an event as its report tells it: by the clock, or by the part of the day.

Two strikes on one town on one day are told apart by their hours, as recorders do: a report of
four in the morning and one of the afternoon tell of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_HALF = 12 * 60
_DAY = 24 * 60
_CLOCK = re.compile(
    r"(?<![\d:.,])(?:"
    r"(?P<hour>1[0-2]|0?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?!\d|:\d)"
    r"|(?P<word>midnight|noon|midday)\b)",
    re.IGNORECASE,
)
_WORDS = {"midnight": 0, "noon": 12 * 60, "midday": 12 * 60}


def _hours(*spans: tuple[int, int]) -> int:
    """Hours of the day as bits, from the first to before the last."""
    return sum(1 << hour for low, high in spans for hour in range(low, high))


_PARTS: Sequence[tuple[re.Pattern[str], int]] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), hours)
    for words, hours in (
        ("pre-?dawn|before dawn|at dawn|dawn|daybreak|sunrise", _hours((2, 8))),
        ("early hours|small hours", _hours((0, 8))),
        ("overnight", _hours((18, 24), (0, 9))),
        ("late morning", _hours((9, 13))),
        # "early on Sunday morning" is two o'clock, too
        ("morning", _hours((0, 13))),
        ("early afternoon", _hours((11, 16))),
        ("late afternoon", _hours((14, 20))),
        ("afternoon", _hours((11, 20))),
        ("sunset|dusk|nightfall", _hours((16, 21))),
        ("evening", _hours((15, 24))),
        ("night", _hours((17, 24), (0, 7))),
    )
)
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
    for text in texts:
        clock = _CLOCK.search(text)
        if clock is not None:
            minute = _minute(clock)
            return Hour(minute, 1 << (minute // 60))
        for pattern, part in _PARTS:
            if pattern.search(text):
                return Hour(None, part)
    return None


def _minute(clock: re.Match[str]) -> int:
    if clock["word"]:
        return _WORDS[clock["word"].lower()]
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
