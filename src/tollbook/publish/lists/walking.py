"""Going through the rows of a list in an order, from any row on, either way, and no further."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tollbook.publish.lists.columns import Mask, Ordered, rows_in

Spot = tuple[int, int, int]
"""Where a row stands in its list's own order: row n itself is ``(n, 1, 0)``, the k-th of the rows
that were put in before it ``(n, 0, k)``."""

Key = tuple[int, int, Spot]
"""What rows are ordered by: whether a number is not known, the number, where they stand."""

_SPARSE = 16


def spot_of(row: int) -> Spot:
    return (row, 1, 0)


def key_of(number: int | None, spot: Spot, sort: str) -> Key:
    """The key of a row in an order: "day", "-number"; "": the list's own.

    :param number: of the column that is sorted by; None: not known.
    """
    if not sort:
        return (0, 0, spot)
    if number is None:
        return (1, 0, spot)
    if sort.startswith("-"):
        return (0, -number, (-spot[0], -spot[1], -spot[2]))
    return (0, number, spot)


@dataclass(frozen=True)
class Walk:
    """The rows that a mask leaves, in an order.

    :ivar order: the column sorted by; None: the list's own order.
    :ivar size: rows of the list.
    :ivar mask: None: all rows.
    """

    order: Ordered | None
    sort: str
    size: int
    mask: Mask | None

    def key(self, row: int) -> Key:
        number = None if self.order is None else self.order.number_of(row)
        return key_of(number, spot_of(row), self.sort)

    def after(self, number: int | None, spot: Spot) -> Iterator[int]:
        """Rows that follow a place, the nearest first."""
        return self._forward(self._count_before(number, spot, including=True))

    def before(self, number: int | None, spot: Spot) -> Iterator[int]:
        """Rows that come before a place, the nearest first."""
        return self._backward(self._count_before(number, spot, including=False))

    def all(self) -> Iterator[int]:
        return self._forward(0)

    def _count_before(self, number: int | None, spot: Spot, *, including: bool) -> int:
        """How many rows of the list come before a place; with the row that is there, if any."""
        row, own = spot[0], spot[1] == 1
        upto = row + 1 if own and including else row
        order = self.order
        if order is None:
            return upto
        known = len(order.numbers)
        if number is None:
            return bisect_left(order.rows, upto, known)
        low = bisect_left(order.numbers, number)
        high = bisect_right(order.numbers, number)
        rising = bisect_left(order.rows, upto, low, high)
        if not self.sort.startswith("-"):
            return rising
        # Those of one number come in falling order of their rows, too.
        downto = row if own and including else row + 1 if own else row
        return known - bisect_left(order.rows, downto, low, high)

    def _forward(self, start: int) -> Iterator[int]:
        mask = self.mask
        if self.order is None:
            return _rising(start, self.size, mask)
        if self._sparse is not None:
            return self._of_sparse(start, backward=False)
        row_at = self._row_at
        rows = (row_at(n) for n in range(start, self.size))
        return rows if mask is None else (row for row in rows if mask[row])

    def _backward(self, end: int) -> Iterator[int]:
        mask = self.mask
        if self.order is None:
            return _falling(end, mask)
        if self._sparse is not None:
            return self._of_sparse(end, backward=True)
        row_at = self._row_at
        rows = (row_at(n) for n in range(end - 1, -1, -1))
        return rows if mask is None else (row for row in rows if mask[row])

    @cached_property
    def _row_at(self) -> Callable[[int], int]:
        """The row at a place of the order."""
        order = self.order
        if order is None:
            return int
        rows, known = order.rows, len(order.numbers)
        if not self.sort.startswith("-"):
            return rows.__getitem__
        return lambda n: rows[known - 1 - n] if n < known else rows[n]

    def _place_at(self, row: int) -> int:
        """The place of a row in the order."""
        order = self.order
        if order is None:
            return row
        place, known = order.place_of[row], len(order.numbers)
        return known - 1 - place if self.sort.startswith("-") and place < known else place

    @cached_property
    def _sparse(self) -> Sequence[int] | None:
        """The rows in order where they are few: sorted sooner than found; None: they are many."""
        if self.mask is None or self.mask.count(1) > len(self.mask) // _SPARSE:
            return None
        return sorted(rows_in(self.mask), key=self._place_at)

    def _of_sparse(self, place: int, *, backward: bool) -> Iterator[int]:
        rows = self._sparse or ()
        at = bisect_left(rows, place, key=self._place_at)
        return iter(rows[:at][::-1] if backward else rows[at:])


def _rising(start: int, size: int, mask: Mask | None) -> Iterator[int]:
    if mask is None:
        yield from range(start, size)
        return
    at = mask.find(1, start)
    while at >= 0:
        yield at
        at = mask.find(1, at + 1)


def _falling(end: int, mask: Mask | None) -> Iterator[int]:
    if mask is None:
        yield from range(end - 1, -1, -1)
        return
    at = mask.rfind(1, 0, end)
    while at >= 0:
        yield at
        at = mask.rfind(1, 0, at)
