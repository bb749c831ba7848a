"""A list of which a few rows came, changed or went: the list as it was made, and those beside it.

The columns of a large list are not written anew for one row. Rows that changed are left out of the
list as it was, and stand in a small list of their own; every page is of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge

from tollbook.publish.lists.asked import Asked
from tollbook.publish.lists.columns import Mask, both
from tollbook.publish.lists.index import FacetCount, ListIndex, Page, page_of
from tollbook.publish.lists.nouns import Entry, Facet, Kind
from tollbook.publish.lists.walking import Key, Spot, Walk, key_of, spot_of

_Row = tuple[Key, str]


@dataclass(frozen=True)
class Placed:
    """An entry that came or changed.

    :ivar at: the row of the list as it was made before which it stands.
    :ivar order: what those before one row are ordered by.
    :ivar of: id of the report that it goes and comes with; "": of none.
    """

    at: int
    order: tuple[int, int, str]
    entry: Entry
    of: str = ""


@dataclass(frozen=True)
class PatchedList:
    """A list brought up to date.

    :ivar base: the list as it was made.
    :ivar gone: rows of it that are not there any more, or changed.
    :ivar fresh: what came or changed, in the list's own order.
    """

    base: ListIndex
    gone: frozenset[int]
    fresh: tuple[Placed, ...]

    @classmethod
    def of(cls, base: ListIndex, gone: frozenset[int], fresh: Collection[Placed]) -> PatchedList:
        return cls(base, gone, tuple(sorted(fresh, key=lambda p: (p.at, p.order))))

    @property
    def kind(self) -> Kind:
        return self.base.kind

    @cached_property
    def _beside(self) -> ListIndex:
        return ListIndex.of(self.kind, (f.entry for f in self.fresh))

    @cached_property
    def _standing(self) -> Mask | None:
        if not self.gone:
            return None
        made = bytearray(b"\x01" * len(self.base.ids))
        for row in self.gone:
            made[row] = 0
        return bytes(made)

    def _masks(self, asked: Asked) -> tuple[Mask | None, Mask | None]:
        return both(self.base.chosen(asked), self._standing), self._beside.chosen(asked)

    def count(self, asked: Asked) -> int:
        """Rows that a filter leaves."""
        old, new = self._masks(asked)
        return self.base.total(old) + self._beside.total(new)

    def counts(self, asked: Asked) -> dict[Facet, list[FacetCount]]:
        """As of :meth:`ListIndex.counts`."""
        old, new = self.base.counts(asked, self._standing), self._beside.counts(asked)
        return {name: _added(old[name], new[name]) for name in old}

    def ids_of(self, asked: Asked) -> Iterator[str]:
        """The ids of all rows that a filter leaves, in the order asked for."""
        old, new = self._walks(asked)
        return (own for _, own in self._merged(asked, old, new, old.all(), new.all()))

    def page(self, asked: Asked, size: int) -> Page:
        """So many rows after (or before) the one that is named, by its key."""
        total = self.count(asked)
        old, new = self._walks(asked)
        found = self._found(asked.after or asked.before, old, new)
        if found is None:
            rows = self._merged(asked, old, new, old.all(), new.all())
            return page_of(rows, _id, size, total, start=True)
        number, spot, own = found
        at = (self._first_beside(spot), 0, 0) if own is None else spot_of(own)
        if asked.before:
            new_rows = new.before(number, at)
            rows = self._merged(asked, old, new, old.before(number, spot), new_rows, back=True)
            return page_of(rows, _id, size, total, backward=True)
        rows = self._merged(asked, old, new, old.after(number, spot), new.after(number, at))
        return page_of(rows, _id, size, total)

    def _walks(self, asked: Asked) -> tuple[Walk, Walk]:
        old, new = self._masks(asked)
        return self.base.walk(asked, old), self._beside.walk(asked, new)

    def _found(self, own: str, old: Walk, new: Walk) -> tuple[int | None, Spot, int | None] | None:
        """Number and place of a row, and its row beside the list; None: it is not shown."""
        row = self._beside.row_of(own)
        if row is not None and (new.mask is None or new.mask[row]):
            number = new.order.number_of(row) if new.order else None
            return number, self._spot(row), row
        row = self.base.row_of(own)
        if row is None or (old.mask is not None and not old.mask[row]):
            return None
        return (old.order.number_of(row) if old.order else None), spot_of(row), None

    def _spot(self, row: int) -> Spot:
        """Where a row beside the list stands in it."""
        return (self.fresh[row].at, 0, row)

    def _first_beside(self, spot: Spot) -> int:
        """The first of the rows beside the list that stand after a place in it."""
        return sum(self._spot(row) < spot for row in range(len(self.fresh)))

    def _merged(
        self,
        asked: Asked,
        old: Walk,
        new: Walk,
        old_rows: Iterator[int],
        new_rows: Iterator[int],
        *,
        back: bool = False,
    ) -> Iterator[_Row]:
        ids, beside = self.base.ids, self._beside
        order, sort = new.order, new.sort

        def keyed(row: int) -> _Row:
            number = order.number_of(row) if order else None
            return key_of(number, self._spot(row), sort), beside.ids[row]

        return merge(
            ((old.key(row), ids[row]) for row in old_rows),
            map(keyed, new_rows),
            reverse=back,
        )


def _id(row: _Row) -> str:
    return row[1]


def _added(old: Sequence[FacetCount], new: Sequence[FacetCount]) -> list[FacetCount]:
    counts: Counter[str] = Counter({each.value: each.count for each in old})
    counts.update({each.value: each.count for each in new})
    more = any(each.more for each in (*old, *new))
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [FacetCount(value, n, more) for value, n in ranked if n]
