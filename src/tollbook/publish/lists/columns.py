"""What a list is chosen and ordered by, in columns: a byte or a number for each row, no SQL.

A choice of rows is a *mask*: one byte for each row, 1 where the row is in it. Two masks are laid
over each other as one large number, so that a million rows are chosen in a millisecond or two.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import msgspec

Mask = bytes
"""A byte for each row: 1 where it is chosen."""

_FEW = 256  # values of a column that fit into a byte
_BLOCKS = 32  # of an order, whose masks are kept: a range is two of them and its ends


def both(one: Mask | None, other: Mask | None) -> Mask | None:
    """The rows that are in both; None stands for all rows."""
    if one is None or other is None:
        return other if one is None else one
    laid = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return laid.to_bytes(len(one), "little")


def rows_in(mask: Mask) -> Iterator[int]:
    """The rows of a mask, rising."""
    at = mask.find(1)
    while at >= 0:
        yield at
        at = mask.find(1, at + 1)


def _not_in(mask: Mask | None) -> Iterator[int]:
    at = -1 if mask is None else mask.find(0)
    while mask is not None and at >= 0:
        yield at
        at = mask.find(0, at + 1)


def mask_of(rows: Iterable[int], size: int) -> Mask:
    """The mask of some rows."""
    made = bytearray(size)
    for row in rows:
        made[row] = 1
    return bytes(made)


@dataclass(frozen=True)
class Coded:
    """A column of words of which many rows have the same.

    :ivar values: the words, sorted; "" is unknown.
    :ivar codes: for each row the place of its word.
    """

    values: tuple[str, ...]
    codes: bytes | array[int]

    @classmethod
    def of(cls, met: Mapping[str, int], codes: array[int]) -> Coded:
        """:param met: words with their numbers as they were first met; ``codes`` are of these."""
        values = tuple(sorted(met))
        new = array("I", bytes(4 * len(values)))
        for at, word in enumerate(values):
            new[met[word]] = at
        sorted_codes = map(new.__getitem__, codes)
        few = len(values) <= _FEW
        return cls(values, bytes(sorted_codes) if few else array("I", sorted_codes))

    def mask(self, value: str) -> Mask:
        """The rows with this word; none where no row has it."""
        at = bisect_left(self.values, value)
        if at == len(self.values) or self.values[at] != value:
            return bytes(len(self.codes))
        if isinstance(self.codes, bytes):
            table = bytearray(_FEW)
            table[at] = 1
            return self.codes.translate(bytes(table))
        return mask_of(self._rows_of(at), len(self.codes))

    def _rows_of(self, at: int) -> Sequence[int]:
        order, starts = self._postings
        return order[starts[at] : starts[at + 1]]

    @cached_property
    def _postings(self) -> tuple[array[int], array[int]]:
        """Rows by their word, and where each word's rows begin."""
        order = array("I", sorted(range(len(self.codes)), key=self.codes.__getitem__))
        counts = Counter(self.codes)
        starts = array("I", [0])
        for at in range(len(self.values)):
            starts.append(starts[-1] + counts[at])
        return order, starts

    def counts(
        self, rows: Sequence[int] | None, standing: Mask | None = None
    ) -> list[tuple[str, int]]:
        """How many of the rows have each word, the most frequent first.

        :param rows: None: all rows, which are counted once, but for those not ``standing``.
        """
        if rows is None:
            found = self._all.copy()
            found.subtract(self.codes[row] for row in _not_in(standing))
            found = +found
        else:
            found = Counter(map(self.codes.__getitem__, rows))
        ranked = sorted(found.items(), key=lambda each: (-each[1], each[0]))
        return [(self.values[at], n) for at, n in ranked]

    @cached_property
    def _all(self) -> Counter[int]:
        return Counter(self.codes)


@dataclass(frozen=True)
class Ordered:
    """A column of numbers that rows are ordered by; rows without one come last.

    :ivar rows: rows from the least number to the greatest, those without one at the end.
    :ivar numbers: the numbers in that order.
    """

    rows: array[int]
    numbers: array[int]

    @classmethod
    def of(cls, numbers: Sequence[int | None]) -> Ordered:
        known = [(n, row) for row, n in enumerate(numbers) if n is not None]
        known.sort()
        without = (row for row, n in enumerate(numbers) if n is None)
        return cls(array("I", chain((row for _, row in known), without)), array("q", _first(known)))

    def between(self, low: int | None, high: int | None) -> Mask:
        """The rows whose number lies between two, both included; None: no bound."""
        start = 0 if low is None else bisect_left(self.numbers, low)
        end = len(self.numbers) if high is None else bisect_right(self.numbers, high)
        size = len(self.rows)
        if end - start <= max(size // _BLOCKS, 1):
            return mask_of(self.rows[start : max(start, end)], size)
        upto, before = self._first_rows(end), self._first_rows(start)
        return (upto ^ before).to_bytes(size, "little")

    def _first_rows(self, end: int) -> int:
        """The mask, as a number, of the rows before a place in the order."""
        step = max(len(self.rows) // _BLOCKS, 1)
        whole = end // step
        rest = mask_of(self.rows[whole * step : end], len(self.rows))
        return self._blocks[whole] | int.from_bytes(rest, "little")

    @cached_property
    def _blocks(self) -> list[int]:
        """Masks of the first rows of the order, a block more each time."""
        size = len(self.rows)
        step = max(size // _BLOCKS, 1)
        made, masks = bytearray(size), [0]
        for start in range(0, size, step):
            for row in self.rows[start : start + step]:
                made[row] = 1
            masks.append(int.from_bytes(made, "little"))
        return masks

    @cached_property
    def place_of(self) -> array[int]:
        """For each row its place, from the least number on; those without a number last."""
        places = array("I", bytes(4 * len(self.rows)))
        for place, row in enumerate(self.rows):
            places[row] = place
        return places

    def number_of(self, row: int) -> int | None:
        """The number of a row; None: it has none."""
        place = self.place_of[row]
        return self.numbers[place] if place < len(self.numbers) else None


def _first(pairs: Iterable[tuple[int, int]]) -> Iterator[int]:
    return (number for number, _ in pairs)


@dataclass(frozen=True)
class Words:
    """Which rows have a word: for each word, folded, its rows.

    :ivar words: sorted; ``starts[i]`` to ``starts[i + 1]`` of ``rows`` are those of word i.
    """

    words: tuple[str, ...]
    starts: array[int]
    rows: array[int]
    size: int

    @classmethod
    def of(cls, found: Mapping[str, array[int]], size: int) -> Words:
        """:param found: words with the rows that have them, rising."""
        words = tuple(sorted(found))
        starts, rows = array("Q", [0]), array("I")
        for word in words:
            rows.extend(found[word])
            starts.append(len(rows))
        return cls(words, starts, rows, size)

    def mask(self, beginning: str) -> Mask | None:
        """The rows that have a word that begins so; None: all rows have."""
        low = bisect_left(self.words, beginning)
        made: bytearray | None = None
        for at in range(low, len(self.words)):
            if not self.words[at].startswith(beginning):
                break
            start, end = self.starts[at], self.starts[at + 1]
            if end - start == self.size:
                return None
            made = made if made is not None else bytearray(self.size)
            for row in self.rows[start:end]:
                made[row] = 1
        return bytes(self.size) if made is None else bytes(made)


class _Packed(msgspec.Struct, frozen=True):
    """An index as it is kept: columns as bytes, words as text."""

    ids: str
    coded: dict[str, tuple[tuple[str, ...], str, bytes]]
    ordered: dict[str, tuple[bytes, bytes]]
    words: tuple[str, bytes, bytes]


def packed(
    ids: Sequence[str], coded: dict[str, Coded], ordered: dict[str, Ordered], words: Words
) -> bytes:
    """Columns as bytes, for :func:`unpacked` on the same kind of machine."""
    return msgspec.msgpack.encode(
        _Packed(
            "\n".join(ids),
            {
                name: (c.values, "" if isinstance(c.codes, bytes) else "I", bytes(c.codes))
                for name, c in coded.items()
            },
            {name: (o.rows.tobytes(), o.numbers.tobytes()) for name, o in ordered.items()},
            ("\n".join(words.words), words.starts.tobytes(), words.rows.tobytes()),
        )
    )


def unpacked(
    kept: bytes,
) -> tuple[tuple[str, ...], dict[str, Coded], dict[str, Ordered], Words]:
    """:raises msgspec.DecodeError: these are no columns."""
    of = msgspec.msgpack.decode(kept, type=_Packed)
    ids = tuple(of.ids.split("\n")) if of.ids else ()
    coded = {
        name: Coded(values, array(code, raw) if code else raw)
        for name, (values, code, raw) in of.coded.items()
    }
    ordered = {
        name: Ordered(array("I", rows), array("q", numbers))
        for name, (rows, numbers) in of.ordered.items()
    }
    text, starts, rows = of.words
    words = tuple(text.split("\n")) if text else ()
    return ids, coded, ordered, Words(words, array("Q", starts), array("I", rows), len(ids))
