"""Incidents over time: the numbers behind the picture of the timeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tollbook.record import Incident, Toll
from tollbook.record.vocabulary import Harm

Width = Literal["day", "week", "month"]
_MOST_DAYS, _MOST_WEEKS = 100, 750  # days that the whole may span to be shown so finely


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents that are surely within the same days, added up, in people.

    :ivar end: the last day; a bar of several bins holds what may have been in any of them.
    :ivar open_above: one of them says "or more".
    """

    start: date
    end: date
    min: int
    best: int
    max: int
    open_above: bool
    incidents: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in the order of their days.

    :ivar width: how many days a bar spans at least.
    :ivar wide: those of incidents whose days do not fit one bar.
    :ivar undated: incidents with a toll whose days are not known; they are in no bar.
    """

    harm: Harm
    width: Width
    bars: tuple[Bar, ...]
    wide: tuple[Bar, ...]
    undated: int

    @property
    def all(self) -> tuple[Bar, ...]:
        return (*self.bars, *self.wide)


def timeline(incidents: Iterable[Incident], harm: Harm) -> Timeline:
    """Incidents with a toll of this harm over time."""
    told = [(i, t) for i in incidents if (t := i.toll(harm)) is not None and (t.max or t.min)]
    dated = [
        (i.when.start, i.when.end, t) for i, t in told if i.when and i.when.start and i.when.end
    ]
    if not dated:
        return Timeline(harm, "day", (), (), len(told))
    first, last = min(start for start, _, _ in dated), max(end for _, end, _ in dated)
    span = (last - first).days + 1
    width: Width = "day" if span <= _MOST_DAYS else "week" if span <= _MOST_WEEKS else "month"
    narrow: defaultdict[tuple[date, date], list[Toll]] = defaultdict(list)
    wide: defaultdict[tuple[date, date], list[Toll]] = defaultdict(list)
    for start, end, toll in dated:
        one, other = _bin(start, width), _bin(end, width)
        (narrow if one == other else wide)[one[0], other[1]].append(toll)
    return Timeline(
        harm,
        width,
        tuple(_bar(*days, tolls) for days, tolls in sorted(narrow.items())),
        tuple(_bar(*days, tolls) for days, tolls in sorted(wide.items())),
        len(told) - len(dated),
    )


def _bin(day: date, width: Width) -> tuple[date, date]:
    if width == "day":
        return day, day
    if width == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    first = day.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def _bar(start: date, end: date, tolls: list[Toll]) -> Bar:
    least = sum(t.min or 0 for t in tolls)
    best = sum(t.best if t.best is not None else t.min or 0 for t in tolls)
    most = sum(max(n for n in (t.max, t.best, t.min, 0) if n is not None) for t in tolls)
    return Bar(start, end, least, best, most, any(t.open_above for t in tolls), len(tolls))
