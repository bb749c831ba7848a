"""Balances: running totals as they were stated, with their bounds, period, victims and speaker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.record import Claim, Count, Interval
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Harm
from tollbook.tally.entry import Entry
from tollbook.tally.lineage import Root, root_of
from tollbook.tally.points import points_of

Axes = frozenset[tuple[str, str]]
"""What a total or a toll is limited to: ("status", "civilian"), ("role", "protester")..."""


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """A total over a period or area.

    :ivar low / high: the bounds its words set, in people; None: none. "About n" is taken as n.
    :ivar period: the days it covers; None: not said.
    :ivar axes: what all its victims have in common; empty: people in general.
    """

    entry: Entry
    low: int | None
    high: int | None
    period: Interval | None
    axes: Axes
    root: Root

    @property
    def harm(self) -> Harm:
        return self.entry.claim.harm

    @property
    def stated(self) -> Count:
        return self.entry.claim.count

    @property
    def until(self) -> date | None:
        """The day the total runs to; None: not known."""
        return (self.period.end if self.period else None) or self.entry.as_of

    @property
    def area(self) -> str | None:
        """The area as resolved, else in the report's words; None: not said."""
        if self.entry.area:
            return ", ".join(p.name for p in self.entry.area)
        return squeeze(self.entry.claim.area.quote) if self.entry.claim.area else None


def balance(entry: Entry) -> Balance | None:
    """A balance from its claim; None where the words give no number."""
    points = points_of(entry.claim.count, {})
    if points is None:
        return None
    return Balance(
        entry,
        points.low,
        points.high if points.approximate else entry.claim.count.high,
        _period(entry),
        axes_of(entry.claim),
        root_of(entry.claim, entry.original),
    )


def _period(entry: Entry) -> Interval | None:
    """The days a total covers; where no end is said it runs to the day it was given."""
    if entry.period is None or not entry.period.interval.known:
        return None
    start, end = entry.period.start, entry.period.end or entry.as_of
    if start and end and start > end:
        return Interval(start, None)
    return Interval(start, end)


def axes_of(claim: Claim) -> Axes:
    """What all victims of a claim have in common, on the four axes; empty: people in general."""
    said: list[Axes] = [
        frozenset(
            (axis, value)
            for axis, value in (
                ("status", g.status),
                ("role", g.role),
                ("sex", g.sex),
                ("age", g.age),
            )
            if value is not None and value not in ("unknown", "mixed")
        )
        for g in claim.victims
    ]
    return frozenset.intersection(*said) if said else frozenset()
