"""Which running totals lie inside others: shown, never summed (design.md, "Accounts")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tollbook.record import Interval, Place
from tollbook.record.vocabulary import Harm
from tollbook.tally.geography import covers


@dataclass(frozen=True, slots=True)
class Extent:
    """What a running total counts.

    :ivar area: empty: not known.
    :ivar period: None: not known.
    :ivar only: what its victims are limited to; empty: people.
    """

    harm: Harm
    area: tuple[Place, ...]
    period: Interval | None
    only: frozenset[str]


@dataclass(frozen=True, slots=True)
class Nested:
    """Totals around one total, by id, each in alphabetical order.

    :ivar within: those that count all that it counts, and more.
    :ivar overlaps: those that may count some of the same people, neither inside the other.
    """

    within: tuple[str, ...]
    overlaps: tuple[str, ...]


def nesting(extents: Mapping[str, Extent], of: Collection[str] | None = None) -> dict[str, Nested]:
    """For each total those that hold it and those that overlap it.

    Two totals of one extent (two speakers, one campaign) are neither: they say one thing twice.

    :param of: the totals that are asked about, among all that may hold them; None: every one.
    """
    alike: dict[Extent, list[str]] = defaultdict(list)
    for own, extent in extents.items():
        alike[extent].append(own)
    found: dict[str, Nested] = {}
    asked = extents if of is None else of
    for extent in dict.fromkeys(extents[own] for own in asked):
        within: list[str] = []
        overlaps: list[str] = []
        for other, theirs in alike.items():
            if other == extent or other.harm != extent.harm:
                continue
            if _holds(other, extent):
                within += theirs
            elif not _holds(extent, other) and _meet(extent, other):
                overlaps += theirs
        nested = Nested(tuple(sorted(within)), tuple(sorted(overlaps)))
        found.update((own, nested) for own in alike[extent])
    return found


def _holds(outer: Extent, inner: Extent) -> bool:
    """Whether whoever the inner total counts is counted by the outer one for certain."""
    if not outer.only <= inner.only or not outer.area or not inner.area:
        return False
    if outer.period is None or inner.period is None or not _spans(outer.period, inner.period):
        return False
    return all(covers(outer.area, place) == "inside" for place in inner.area)


def _spans(outer: Interval, inner: Interval) -> bool:
    if None in (outer.start, outer.end, inner.start, inner.end):
        return False
    return bool(outer.start <= inner.start and inner.end <= outer.end)  # type: ignore[operator]


def _meet(a: Extent, b: Extent) -> bool:
    """Whether areas and days have something in common for certain."""
    if a.period is None or b.period is None or not a.period.overlaps(b.period):
        return False
    if not (a.period.known and b.period.known):
        return False
    return any(covers(a.area, place) == "inside" for place in b.area) or any(
        covers(b.area, place) == "inside" for place in a.area
    )
