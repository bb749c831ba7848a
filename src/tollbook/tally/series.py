"""Series: the totals that one speaker gave one after another, and what they imply."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import accumulate

from tollbook.record import Interval
from tollbook.tally.balance import Balance
from tollbook.tally.lineage import Root, same_source


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
        by_root: dict[Root, list[Balance]] = defaultdict(list)
        for b in sorted(mine, key=_order):
            by_root[b.root].append(b)
        for root, own in by_root.items():
            others = [b for r, theirs in by_root.items() if same_source(r, root) for b in theirs]
            _follow(own, sorted(others, key=_order), found)
    return found


def _follow(later: Iterable[Balance], given: Sequence[Balance], found: Series) -> None:
    """What one source's totals follow.

    :param given: all of that source, in order.
    """
    days = [_until(b) for b in given]
    highest = list(accumulate(given, _higher))
    for b in later:
        earlier = bisect_left(days, _until(b))
        if not earlier:
            continue
        top = highest[earlier - 1]
        if _above(top, b):
            found.fallen[b.entry.id] = top
        else:
            found.before[b.entry.id] = given[earlier - 1]


def _order(b: Balance) -> tuple[int, int, str]:
    return (_until(b), b.low or 0, b.entry.id)


def _until(b: Balance) -> int:
    return b.until.toordinal() if b.until else 0


def _higher(a: Balance, b: Balance) -> Balance:
    """The one whose least is the higher."""
    return max(a, b, key=lambda each: (each.low or 0, each.entry.id))


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
