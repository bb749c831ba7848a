"""Series: the totals that one speaker gave one after another, and what they imply."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from tollbook.record import Interval
from tollbook.tally.balance import Balance, victims_in
from tollbook.tally.held import Given
from tollbook.tally.lineage import Root, same_source


@dataclass(frozen=True, slots=True)
class Series:
    """What a total's speaker had said before, for the same harm, area, start and victims.

    :ivar fallen: by claim id, the highest earlier total that is above it: a total cannot fall.
    :ivar before: by claim id, the last earlier total that it can follow.
    """

    fallen: dict[str, Given]
    before: dict[str, Given]


def given(b: Balance) -> Given | None:
    """A total as others of its series see it; None: it stands in none. Speakers without a name
    and totals that run to no known day stand in no series."""
    if not b.root.named or b.until is None:
        return None
    area = tuple(p.id for p in b.entry.area) or (b.area or "").casefold()
    start = b.period.start.isoformat() if b.period and b.period.start else None
    same = (
        b.harm,
        area,
        start,
        tuple(sorted(victims_in(b.axes))),
        b.entry.claim.includes.attackers,
    )
    return Given(
        claim=b.entry.id,
        series=repr(same),
        name=b.root.name,
        words=tuple(sorted(b.root.words)),
        kind=b.root.kind,
        until=b.until,
        low=b.low,
        high=b.high,
        stated=b.stated.in_words(),
    )


def series(totals: Iterable[Given]) -> Series:
    """Totals of one speaker in the order of the days they run to (design.md, "Accounts").

    Same speaker, harm, area, start, victims and attackers counted.
    """
    alike: dict[str, list[Given]] = defaultdict(list)
    for each in totals:
        alike[each.series].append(each)
    found = Series({}, {})
    for mine in alike.values():
        by_root: dict[Root, list[Given]] = defaultdict(list)
        for each in sorted(mine, key=_order):
            by_root[each.root].append(each)
        for root, own in by_root.items():
            others = [b for r, theirs in by_root.items() if same_source(r, root) for b in theirs]
            _follow(own, sorted(others, key=_order), found)
    return found


def _follow(later: Iterable[Given], told: Sequence[Given], found: Series) -> None:
    """What one source's totals follow.

    :param told: all of that source, in order.
    """
    days = [each.until for each in told]
    highest = list(accumulate(told, _higher))
    for each in later:
        earlier = bisect_left(days, each.until)
        if not earlier:
            continue
        top = highest[earlier - 1]
        if _above(top, each):
            found.fallen[each.claim] = top
        else:
            found.before[each.claim] = told[earlier - 1]


def _order(total: Given) -> tuple[date, int, str]:
    return (total.until, total.low or 0, total.claim)


def _higher(a: Given, b: Given) -> Given:
    """The one whose least is the higher."""
    return max(a, b, key=lambda each: (each.low or 0, each.claim))


def _above(earlier: Given, later: Given) -> bool:
    return later.high is not None and earlier.low is not None and earlier.low > later.high


def days_between(earlier: Given, later: Given) -> Interval:
    """The days since the earlier total alone."""
    return Interval(earlier.until + timedelta(days=1), later.until)


def implied(earlier: Given, later: Given) -> tuple[int | None, int | None]:
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
