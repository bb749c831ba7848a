"""Headings of days in a report: "Monday 3 March", "March 4, 2025:", "Day 2".

Two headings of one form at least make sections; one date alone is when the report was written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.read.word_lists import PatternList
from tollbook.record import Span

_DAY = PatternList("events", "day_headings", "day")


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading.

    :ivar day: the words of its day; None: "Day 2" alone.
    :ivar start, end: of what it tells, in the report's text.
    """

    day: Span | None
    start: int
    end: int


def heading_at(text: str, start: int) -> int | None:
    """Where a heading of a day that opens a line at ``start`` ends; None: none does."""
    found = _DAY.match(text, start)
    if found is None or not found["day"].strip():
        return None
    alone = found["end"].strip() in {"", ".", ")", ":", ")."} and _stands_alone(text, found)
    if not alone and not found["date"]:
        return None  # "Monday - ..." may be anything
    return found.end()


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    return found.end() >= len(text) or text[found.end()] == "\n"


def sections_in(text: str, body_start: int, times: Sequence[Span]) -> list[Section]:
    """The sections of a report; empty where no two headings of one form are there.

    :param times: expressions of time in the text.
    """
    found = list(_openings(text, body_start))
    forms = Counter(map(_form, found))
    if not forms:
        return []
    form, most = forms.most_common(1)[0]
    if most < 2:
        return []
    found = [m for m in found if _form(m) == form]
    ends = [*(m.start() for m in found[1:]), len(text)]
    told = [(m, end) for m, end in zip(found, ends, strict=True) if text[m.end() : end].strip()]
    if len(told) < 2:
        return []
    return [Section(_day_of(m, times), m.end(), end) for m, end in told]


def _openings(text: str, body_start: int) -> list[re.Match[str]]:
    starts = [m.start() for m in re.finditer(r"(?m)^(?=[^\n])", text) if m.start() >= body_start]
    return [m for s in starts if heading_at(text, s) is not None and (m := _DAY.match(text, s))]


def _form(found: re.Match[str]) -> tuple[bool, ...]:
    """How a heading is put: a page's own date is mostly put otherwise."""
    return tuple(bool(found[name]) for name in ("count", "weekday", "date", "year"))


def _day_of(found: re.Match[str], times: Sequence[Span]) -> Span | None:
    if not (found["weekday"] or found["date"]):
        return None
    inside = [t for t in times if found.start("day") <= t.start and t.end <= found.end("day")]
    return max(inside, key=lambda t: (t.end - t.start, -t.start), default=None)
