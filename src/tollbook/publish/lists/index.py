"""One list of a book, ready to be chosen from: columns, orders and words of all its entries."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from itertools import islice
from typing import TypeVar

from tollbook.publish.lists.asked import Asked
from tollbook.publish.lists.columns import (
    Coded,
    Mask,
    Ordered,
    Words,
    both,
    packed,
    rows_in,
    unpacked,
)
from tollbook.publish.lists.nouns import FACETS, Entry, Facet, Kind
from tollbook.publish.lists.walking import Walk, spot_of
from tollbook.record.text import fold

COUNTED = 10_000
"""Rows of a filtered list over which its facets are counted; beyond them a count says "or more"."""

_HELD = 24  # parts of filters that stay at hand, a byte a row each
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text as they are searched: folded, so that accents and case are alike."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A word of a facet, and how many of the rows chosen have it.

    :ivar more: there may be more of them: only the first 10,000 rows were counted.
    """

    value: str
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list.

    :ivar total: rows that the filter leaves.
    :ivar first: place of the first row shown among them, from 1; None: not known.
    :ivar before / after: whether there are rows before and after these.
    """

    ids: tuple[str, ...]
    total: int
    before: bool
    after: bool


class ListBuilder:
    """Entries handed over one by one; an index when all are in."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._ids: list[str] = []
        self._met: dict[Facet, dict[str, int]] = {name: {} for name in FACETS[kind]}
        self._codes = {name: array("I") for name in FACETS[kind]}
        self._days: list[int | None] = []
        self._numbers: list[int | None] = []
        self._words: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))

    def add(self, entry: Entry) -> None:
        row = len(self._ids)
        self._ids.append(entry.id)
        for name, met in self._met.items():
            word = entry.facets.get(name, "")
            self._codes[name].append(met.setdefault(word, len(met)))
        self._days.append(entry.day.toordinal() if entry.day else None)
        self._numbers.append(entry.number)
        for word in set(words_of(entry.words)):
            self._words[word].append(row)

    def __len__(self) -> int:
        return len(self._ids)

    def done(self) -> ListIndex:
        coded: dict[str, Coded] = {
            name: Coded.of(met, self._codes[name]) for name, met in self._met.items()
        }
        orders = {"day": Ordered.of(self._days), "number": Ordered.of(self._numbers)}
        words = Words.of(self._words, len(self._ids))
        return ListIndex(self.kind, tuple(self._ids), coded, orders, words)


@dataclass(frozen=True)
class ListIndex:
    """The entries of a list in columns."""

    kind: Kind
    ids: Sequence[str]
    facets: dict[str, Coded]
    orders: dict[str, Ordered]
    words: Words

    @classmethod
    def of(cls, kind: Kind, entries: Iterable[Entry]) -> ListIndex:
        made = ListBuilder(kind)
        for entry in entries:
            made.add(entry)
        return made.done()

    def to_bytes(self) -> bytes:
        return packed(self.ids, self.facets, self.orders, self.words)

    @classmethod
    def from_bytes(cls, kind: Kind, kept: bytes) -> ListIndex:
        return cls(kind, *unpacked(kept))

    def chosen(self, asked: Asked) -> Mask | None:
        """The rows that a filter leaves; None: all."""
        mask: Mask | None = None
        for name, value in asked.facets:
            made = partial(self.facets[name].mask, value)
            mask = both(mask, self._part(f"{name}={value}", made))
        low, high = _ordinal(asked.since), _ordinal(asked.until)
        if low is not None or high is not None:
            days = self.orders["day"]
            mask = both(mask, self._part(f"{low}..{high}", lambda: days.between(low, high)))
        for word in words_of(asked.words):
            mask = both(mask, self._part(f"words {word}", partial(self.words.mask, word)))
        return mask

    def _part(self, name: str, made: Callable[[], Mask | None]) -> Mask | None:
        """A part of a filter, of which the last few stay at hand."""
        if name not in self._parts:
            if len(self._parts) >= _HELD:
                self._parts.clear()
            self._parts[name] = made()
        return self._parts.get(name)

    @cached_property
    def _parts(self) -> dict[str, Mask | None]:
        return {}

    def total(self, mask: Mask | None) -> int:
        return len(self.ids) if mask is None else mask.count(1)

    def count(self, asked: Asked) -> int:
        """Rows that a filter leaves."""
        return self.total(self.chosen(asked))

    def counts(self, asked: Asked, standing: Mask | None = None) -> dict[Facet, list[FacetCount]]:
        """For each facet, how many of the rows have each of its words.

        A facet that is chosen from is counted as if it were not, so that its other words show.

        :param standing: the rows that are counted; None: all.
        """
        others = self._counted(asked, standing)
        made: dict[Facet, list[FacetCount]] = {}
        for name in FACETS[self.kind]:
            free = asked.value(name) is None
            rows, more = others if free else self._counted(asked.without(name), standing)
            found = self.facets[name].counts(rows, standing)
            made[name] = [FacetCount(value, n, more) for value, n in found]
        return made

    def _counted(self, asked: Asked, standing: Mask | None) -> tuple[list[int] | None, bool]:
        """The rows over which facets are counted, and whether there are more; None: all rows."""
        mask = self.chosen(asked)
        if mask is None:
            return None, False
        mask = both(mask, standing) or mask
        rows = list(islice(rows_in(mask), COUNTED + 1))
        return rows[:COUNTED], len(rows) > COUNTED

    def walk(self, asked: Asked, mask: Mask | None) -> Walk:
        """The rows of a mask in the order asked for."""
        order = self.orders.get(asked.sort.removeprefix("-"))
        return Walk(order, asked.sort if order else "", len(self.ids), mask)

    def ids_of(self, asked: Asked) -> Iterator[str]:
        """The ids of all rows that a filter leaves, in the order asked for."""
        return (self.ids[row] for row in self.walk(asked, self.chosen(asked)).all())

    def page(self, asked: Asked, size: int) -> Page:
        """So many rows after (or before) the one that is named, by its key."""
        mask = self.chosen(asked)
        total, walk = self.total(mask), self.walk(asked, mask)
        own = self.row_of(asked.after or asked.before)
        if own is None or (mask is not None and not mask[own]):
            return page_of(walk.all(), self.ids.__getitem__, size, total, start=True)
        number = walk.order.number_of(own) if walk.order else None
        rows = (walk.before if asked.before else walk.after)(number, spot_of(own))
        return page_of(rows, self.ids.__getitem__, size, total, backward=bool(asked.before))

    def row_of(self, own: str) -> int | None:
        """The row of a record; None: it has none."""
        return self._row_of.get(own)

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {own: row for row, own in enumerate(self.ids)}


_Row = TypeVar("_Row")


def page_of(
    rows: Iterable[_Row],
    name: Callable[[_Row], str],
    size: int,
    total: int,
    *,
    start: bool = False,
    backward: bool = False,
) -> Page:
    """The next rows of a walk.

    :param start: whether the walk began at the first row of all.
    :param backward: whether it goes back from the row that was named.
    """
    shown = list(islice(rows, size + 1))
    more = len(shown) > size
    ids = tuple(name(row) for row in shown[:size])
    if backward:
        return Page(ids[::-1], total, before=more, after=True)
    return Page(ids, total, before=not start, after=more)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
