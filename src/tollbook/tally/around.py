"""Which incidents may stand in a balance: found by its area and days, without asking all of them.

A million claims give thousands of balances and a hundred thousand incidents. What an area covers
is worked out once for each area and place; an area's incidents are kept in the order of their days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.record import Place
from tollbook.record.vocabulary import Harm
from tollbook.tally.balance import Axes, Balance
from tollbook.tally.documented import Documented
from tollbook.tally.entry import Entry
from tollbook.tally.geography import Cover, covers
from tollbook.tally.held import Inside, Share
from tollbook.tally.telling import FAR_OFF, LONG_AGO

_LONG = 8
"""An incident over more days than this is looked at for every window."""


class Around:
    """The book's incidents, by area and day.

    :param books: in the order in which shares are to be given.
    """

    def __init__(self, books: Sequence[Documented]) -> None:
        self._books = books
        self._areas: dict[tuple[str, ...], _Area] = {}
        self._covered: dict[tuple[tuple[str, ...], tuple[Place, ...]], Inside | None] = {}
        self._cover_of: dict[tuple[tuple[str, ...], str], Cover] = {}

    def shares(self, b: Balance) -> tuple[Share, ...]:
        """The incidents that may stand in a balance; those that count other people left out."""
        start, end, bounded = _window(b)
        return self._area(b.entry).shares(b.harm, b.axes, start, end, bounded=bounded)

    def _area(self, entry: Entry) -> _Area:
        certain = tuple(p.id for p in entry.area)
        key = certain or tuple(f"?{p.id}" for p in entry.area_candidates)
        if key not in self._areas:
            told = ((book, self._how(key, entry, book.incident.places)) for book in self._books)
            self._areas[key] = _Area([(book, how) for book, how in told if how is not None])
        return self._areas[key]

    def _how(self, area: tuple[str, ...], entry: Entry, places: tuple[Place, ...]) -> Inside | None:
        key = (area, places)
        if key not in self._covered:
            self._covered[key] = self._work_out(entry, places)
        return self._covered[key]

    def _work_out(self, entry: Entry, places: Sequence[Place]) -> Inside | None:
        if not places or not (entry.area or entry.area_candidates):
            return "maybe"
        if entry.area:
            said = {self._cover(entry.area, place) for place in places}
            if said == {"inside"}:
                return "surely"
            return None if said == {"outside"} else "maybe"
        outside = all(
            self._cover((area,), p) == "outside" for area in entry.area_candidates for p in places
        )
        return None if outside else "maybe"

    def _cover(self, area: tuple[Place, ...], place: Place) -> Cover:
        key = (tuple(p.id for p in area), place.id)
        if key not in self._cover_of:
            self._cover_of[key] = covers(area, place)
        return self._cover_of[key]


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


class _Area:
    """The incidents that an area may hold."""

    def __init__(self, books: Sequence[tuple[Documented, Inside]]) -> None:
        self._books = books
        self._tables: dict[tuple[Harm, Axes], _Table] = {}

    def shares(
        self, harm: Harm, axes: Axes, start: int, end: int, *, bounded: bool
    ) -> tuple[Share, ...]:
        key = (harm, axes)
        if key not in self._tables:
            self._tables[key] = _Table(self._books, harm, axes)
        return self._tables[key].shares(start, end, bounded=bounded)


class _Table:
    """The rows of one area, harm and kind of victims."""

    def __init__(self, books: Sequence[tuple[Documented, Inside]], harm: Harm, axes: Axes) -> None:
        rows = [
            row
            for order, (book, how) in enumerate(books)
            if (row := _row(order, book, how, harm, axes)) is not None
        ]
        self._long = [r for r in rows if r.last - r.first > _LONG]
        self._short = sorted(
            (r for r in rows if r.last - r.first <= _LONG), key=lambda r: (r.first, r.order)
        )
        self._firsts = [r.first for r in self._short]

    def shares(self, start: int, end: int, *, bounded: bool) -> tuple[Share, ...]:
        low = bisect_left(self._firsts, start - _LONG)
        high = bisect_right(self._firsts, end)
        rows = [r for r in self._short[low:high] if r.last >= start]
        rows += [r for r in self._long if r.first <= end and r.last >= start]
        rows.sort(key=_order)
        return tuple(
            r.sure
            if r.sure is not None and bounded and start <= r.first and r.last <= end
            else r.maybe
            for r in rows
        )


def _order(row: _Row) -> int:
    return row.order


def _row(order: int, book: Documented, how: Inside, harm: Harm, axes: Axes) -> _Row | None:
    toll = book.tolls.get(harm)
    if toll is None or toll.max is None:
        return None
    own = book.axes.get(toll.harm, frozenset())
    if _contradict(axes, own):
        return None
    # of people in general any number may be such as the total counts
    unsaid = not axes <= own
    low = 0 if unsaid else toll.min or 0
    maybe = Share(book.incident, "maybe", low, toll.max, toll.open_above, unsaid)
    sure = None
    if how == "surely" and not unsaid:
        sure = Share(book.incident, "surely", low, toll.max, toll.open_above, unsaid)
    return _Row(order, book.first, book.last, sure, maybe)


def _contradict(mine: Axes, theirs: Axes) -> bool:
    """Whether one axis has different values: no victim of one is counted by the other."""
    said = dict(theirs)
    return any(said.get(axis, value) != value for axis, value in mine)


def _window(b: Balance) -> tuple[int, int, bool]:
    """First and last day number of a balance, and whether both are said.

    Where no period is said, only what came after the day the total was given is surely out.
    """
    start = b.period.start if b.period else None
    end = b.period.end if b.period else b.until
    return (
        start.toordinal() if start else LONG_AGO,
        end.toordinal() if end else FAR_OFF,
        b.period is not None and start is not None and end is not None,
    )
