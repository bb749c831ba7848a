"""Balances: running totals as they were stated, with their bounds, period, victims and speaker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tollbook.record import Actor, Claim, Count, IncidentActor, Interval, Perpetrator
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Harm
from tollbook.tally.entry import Entry
from tollbook.tally.lineage import Root, root_of
from tollbook.tally.points import points_of
from tollbook.tally.words import tokens

Axes = frozenset[tuple[str, str]]
"""What a total or a toll is limited to: ("status", "civilian"), ("role", "protester")..."""


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """A total over a period or area.

    :ivar low / high: the bounds its words set, in people; None: none. "About n" is taken as n.
    :ivar period: the days it covers; None: not said.
    :ivar axes: what all its victims have in common, and by whom they came to harm where it counts
        those of one side; empty: people in general.
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
        axes_of(entry.claim) | doers_of(entry.claim.perpetrators, entry.by_words),
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


BY = "by"
"""The axis of who did it. It leaves no incident out: who did it may be told in other words."""


def doers_of(told: Iterable[Perpetrator], by_words: Mapping[str, Actor]) -> Axes:
    """Who is said to have done it, as :data:`BY`: in the words of a report, and by name if known.

    :param by_words: words of a report -> the actor that they name.
    """
    found: set[tuple[str, str]] = set()
    for one in told:
        if one.surety == "denied":
            continue
        found.add((BY, " ".join(tokens(one.text))))
        actor = by_words.get(squeeze(one.text))
        if actor is not None:
            found.add((BY, f"{_NAMED}{actor.name}"))
    return frozenset(found)


def doers_in(told: Iterable[IncidentActor]) -> Axes:
    """The same of an incident."""
    words = {(BY, " ".join(tokens(p.text))) for p in told if p.surety != "denied"}
    return frozenset(
        words | {(BY, f"{_NAMED}{p.actor}") for p in told if p.actor and p.surety != "denied"}
    )


def victims_in(axes: Axes) -> Axes:
    """What of these is said of victims."""
    return frozenset((axis, value) for axis, value in axes if axis != BY)


def by_others(mine: Axes, theirs: Axes) -> bool:
    """Whether both say who did it, and none of the one can be any of the other.

    "Settlers" are "Israeli settlers" and no "Israeli forces"; "undercover forces" may be.
    """
    one, other = ({value for axis, value in axes if axis == BY} for axes in (mine, theirs))
    return bool(one and other) and not any(_same_side(a, b) for a in one for b in other)


def _same_side(a: str, b: str) -> bool:
    if a.startswith(_NAMED) or b.startswith(_NAMED):
        return a == b
    mine, theirs = a.split(), b.split()
    if not mine or not theirs:
        return True
    return mine[-1] == theirs[-1] or set(mine) <= set(theirs) or set(theirs) <= set(mine)


_NAMED = "="
"""Before the name of an actor, to tell it from the words of a report."""
