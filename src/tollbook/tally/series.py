"""Series: the totals that one speaker gave one after another, and what they imply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from tollbook.record import Interval
from tollbook.tally.balance import Balance
from tollbook.tally.lineage import same_source


@dataclass(frozen=True, slots=True)
class Series:
    """What a total's speaker had said before, for the same harm, area, start and victims.

    :ivar fallen: by claim id, the highest earlier total that is above it: a total cannot fall.
    :ivar before: by claim id, the last earlier total that it can follow.
    """

    fallen: dict[str, Balance]
    before: dict[str, Balance]


def series(balances: Iterable[Balance]) -> Series:
    """Totals of one speaker in the order of the days they run to (design.md, "Accounts").

    Same speaker, harm, area, start, victims and attackers counted. Speakers without a name and
    totals that run to no known day stand in no series.
    """
    alike: dict[tuple[object, ...], list[Balance]] = defaultdict(list)
    for b in balances:
        if b.root.named and b.until is not None:
            area = tuple(p.id for p in b.entry.area) or (b.area or "").casefold()
            start = b.period.start if b.period else None
            alike[(b.harm, area, start, b.axes, b.entry.claim.includes.attackers)].append(b)
    found = Series({}, {})
    for mine in alike.values():
        for later in mine:
            earlier = [b for b in mine if _earlier(b, later) and same_source(b.root, later.root)]
            above = [b for b in earlier if _above(b, later)]
            if above:
                found.fallen[later.entry.id] = max(above, key=lambda b: (b.low or 0, b.entry.id))
            elif earlier:
                found.before[later.entry.id] = max(
                    earlier, key=lambda b: (b.until or 0, b.low or 0, b.entry.id)
                )
    return found


def _earlier(a: Balance, b: Balance) -> bool:
    return a.until is not None and b.until is not None and a.until < b.until


def _above(earlier: Balance, later: Balance) -> bool:
    return later.high is not None and earlier.low is not None and earlier.low > later.high


def between(earlier: Balance, later: Balance) -> Balance:
    """The later total's area and victims over the days since the earlier one alone.

    :raises ValueError: one of them runs to no known day; :func:`series` pairs none such.
    """
    if earlier.until is None or later.until is None:
        raise ValueError("totals of a series run to a known day")
    return replace(later, period=Interval(earlier.until + timedelta(days=1), later.until))


def implied(earlier: Balance, later: Balance) -> tuple[int | None, int | None]:
    """How many more, in people, the later total counts: the least and the most; None: no bound.

    From 104 to 157 it is 53; from "at least 104" to 157 at most 53; from 104 to "more than 150"
    at least 47.
    """
    least = None
    if later.low is not None and earlier.high is not None:
        least = max(0, later.low - earlier.high)
    most = None
    if later.high is not None and earlier.low is not None:
        most = max(0, later.high - earlier.low)
    return least, most
