"""Which incidents may stand in a balance: found by its area and days, without asking all of them.

A million claims give thousands of balances and a hundred thousand incidents. What an area covers
is worked out once for each area and place; an area's incidents are kept in the order of their days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tollbook.record import Place
from tollbook.record.vocabulary import Harm
from tollbook.tally.balance import Axes, Balance, by_others, victims_in
from tollbook.tally.documented import Counting, Documented, counting
from tollbook.tally.geography import Cover, covers
from tollbook.tally.held import Inside, Share, Window
from tollbook.tally.telling import FAR_OFF, LONG_AGO

_LONG = 8
"""An incident over more days than this is looked at for every window."""

Area: TypeAlias = tuple[tuple[Place, ...], tuple[Place, ...]]
"""The places of an area, or those that it may be."""


def window_of(b: Balance) -> Window:
    """Where a balance's account looks.

    Where no period is said, only what came after the day the total was given is surely out.
    """
    start = b.period.start if b.period else None
    end = b.period.end if b.period else b.until
    return Window(
        harm=b.harm,
        axes=tuple(sorted(b.axes)),
        area=b.entry.area,
        candidates=b.entry.area_candidates,
        first=start.toordinal() if start else LONG_AGO,
        last=end.toordinal() if end else FAR_OFF,
        bounded=b.period is not None and start is not None and end is not None,
        to_the_day=b.entry.period is None or b.entry.period.end is None,
    )


class Covered:
    """What an area holds, each place asked about once."""

    def __init__(self, area: Area) -> None:
        self._certain, self._candidates = area
        self._how: dict[tuple[Place, ...], Inside | None] = {}
        self._covers: dict[tuple[Place, Place | None], Cover] = {}

    def how(self, places: tuple[Place, ...]) -> Inside | None:
        """How an incident of these places is inside; None: it is not."""
        if places not in self._how:
            self._how[places] = self._work_out(places)
        return self._how[places]

    def _work_out(self, places: Sequence[Place]) -> Inside | None:
        if not places or not (self._certain or self._candidates):
            return "maybe"
        if self._certain:
            said = {self._cover(None, place) for place in places}
            if said == {"inside"}:
                return "surely"
            return None if said == {"outside"} else "maybe"
        outside = all(
            self._cover(one, place) == "outside" for one in self._candidates for place in places
        )
        return None if outside else "maybe"

    def _cover(self, candidate: Place | None, place: Place) -> Cover:
        """Whether a candidate, or None: the whole area, covers a place."""
        key = (place, candidate)
        if key not in self._covers:
            area = self._certain if candidate is None else (candidate,)
            self._covers[key] = covers(area, place)
        return self._covers[key]


def area_of(window: Window) -> Area:
    """Its area: as far as it is certain, else what it may be."""
    return window.area, () if window.area else window.candidates


def share(window: Window, book: Documented, covered: Covered) -> Share | None:
    """An incident's share in an account; None: it is not inside.

    :param covered: what the window's area holds.
    """
    how = covered.how(book.incident.places)
    counts = None if how is None else counting(book, window.harm)
    return None if how is None or counts is None else share_of(window, counts, how)


def share_of(window: Window, counts: Counting, how: Inside) -> Share | None:
    """The same, where what counts is known, and how the place is inside of the area."""
    row = _row(0, counts, how, frozenset(window.axes))
    if row is None or row.first > window.last or row.last < window.first:
        return None
    return row.share(window)


class Around:
    """The book's incidents, by area and day.

    :param books: in the order in which shares are to be given.
    """

    def __init__(self, books: Sequence[Documented]) -> None:
        self._books = books
        self._areas: dict[Area, _Books] = {}

    def shares(self, window: Window) -> tuple[Share, ...]:
        """The incidents that may stand in a balance; those that count other people left out."""
        axes = frozenset(window.axes)
        return self._area(area_of(window)).shares(window, axes)

    def _area(self, area: Area) -> _Books:
        if area not in self._areas:
            covered = Covered(area)
            told = ((book, covered.how(book.incident.places)) for book in self._books)
            self._areas[area] = _Books([(book, how) for book, how in told if how is not None])
        return self._areas[area]


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """An incident's place in the order of shares, its days, and its share by how it is inside.

    :ivar sure: None: it is never surely inside.
    """

    order: int
    first: int
    last: int
    sure: Share | None
    maybe: Share

    def share(self, window: Window) -> Share:
        sure = window.bounded and window.first <= self.first and self.last <= window.last
        if not sure or self.sure is None:
            return self.maybe
        if window.to_the_day and self.last == window.last:
            return replace(self.sure, late=True)
        return self.sure


class _Books:
    """The incidents that an area may hold."""

    def __init__(self, books: Sequence[tuple[Documented, Inside]]) -> None:
        self._books = books
        self._tables: dict[tuple[Harm, Axes], _Table] = {}

    def shares(self, window: Window, axes: Axes) -> tuple[Share, ...]:
        key = (window.harm, axes)
        if key not in self._tables:
            self._tables[key] = _Table(self._books, window.harm, axes)
        return self._tables[key].shares(window)


class _Table:
    """The rows of one area, harm and kind of victims."""

    def __init__(self, books: Sequence[tuple[Documented, Inside]], harm: Harm, axes: Axes) -> None:
        rows = [
            row
            for order, (book, how) in enumerate(books)
            if (counts := counting(book, harm)) is not None
            and (row := _row(order, counts, how, axes)) is not None
        ]
        self._long = [r for r in rows if r.last - r.first > _LONG]
        self._short = sorted(
            (r for r in rows if r.last - r.first <= _LONG), key=lambda r: (r.first, r.order)
        )
        self._firsts = [r.first for r in self._short]

    def shares(self, window: Window) -> tuple[Share, ...]:
        start, end = window.first, window.last
        low = bisect_left(self._firsts, start - _LONG)
        high = bisect_right(self._firsts, end)
        rows = [r for r in self._short[low:high] if r.last >= start]
        rows += [r for r in self._long if r.first <= end and r.last >= start]
        rows.sort(key=_order)
        return tuple(r.share(window) for r in rows)


def _order(row: _Row) -> int:
    return row.order


def _row(order: int, counts: Counting, how: Inside, axes: Axes) -> _Row | None:
    mine, theirs = victims_in(axes), victims_in(counts.axes)
    if _contradict(mine, theirs):
        return None
    # of people in general, and of what others are said to have done, any number may be such as the
    # total counts
    unsaid = not mine <= theirs or by_others(axes, counts.axes)
    low, high, open_above = 0 if unsaid else counts.low, counts.high, counts.open_above
    maybe = Share(counts.incident, "maybe", low, high, open_above, unsaid)
    sure = None
    if how == "surely" and not unsaid:
        sure = Share(counts.incident, "surely", low, high, open_above, unsaid)
    return _Row(order, counts.first, counts.last, sure, maybe)


def _contradict(mine: Axes, theirs: Axes) -> bool:
    """Whether one axis has different values: no victim of one is counted by the other."""
    said = dict(theirs)
    return any(said.get(axis, value) != value for axis, value in mine)
