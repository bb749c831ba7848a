"""What a part of the figures is found by later, as a book keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from tollbook.ledger.packed import packed
from tollbook.ledger.parts import KeptTelling, KeptWindow, PartsOfFigures, WholeParts
from tollbook.record.codec import from_json, to_json
from tollbook.tally.account import Booked
from tollbook.tally.held import Frame
from tollbook.tally.link import Tied
from tollbook.tally.postings import Name, names_of
from tollbook.tally.telling import Telling


class Keeping:
    """Takes down what a tally of a whole book found on its way.

    :ivar parts: as the book keeps it.
    """

    def __init__(self) -> None:
        self.parts = WholeParts()

    def linked(self, tied: Tied) -> None:
        """All tellings, and which of them are tied."""
        self.parts.tellings.extend(map(kept_telling, tied.tellings))
        for one, other, score in tied.pairs():
            firsts, seconds, scores = self.parts.ties
            firsts.append(one)
            seconds.append(other)
            scores.append(score)

    def booked(self, booked: Booked) -> None:
        """An account with what it follows from."""
        self.parts.windows.append(kept_window(booked))


def number_of(name: Name) -> int:
    """A block's number: 64 bits of a digest, so that two blocks have one by no likely chance."""
    sha = hashlib.blake2b(repr(name).encode(), digest_size=8)
    return int.from_bytes(sha.digest(), "big", signed=True)


def kept_telling(telling: Telling) -> KeptTelling:
    blocks = {number_of(name) for name in names_of(telling)}
    return KeptTelling(telling.key, telling.report, packed(blocks))


def kept_window(booked: Booked) -> KeptWindow:
    """The days of the account itself and of the step from an earlier total together."""
    frame = booked.frame
    windows = [frame.window, *([frame.between.window] if frame.between else [])]
    return KeptWindow(
        booked.account.id,
        frame.window.harm,
        min(w.first for w in windows),
        max(w.last for w in windows),
        to_json(frame),
    )


def frame_of(body: str) -> Frame:
    return from_json(body, Frame)


class InTables:
    """Lists of tellings as a book keeps them, with what changes and is not written yet.

    Serves :class:`tollbook.tally.postings.Blocks`.
    """

    def __init__(self, parts: PartsOfFigures) -> None:
        self._parts = parts
        self._kept: dict[int, frozenset[str]] = {}
        self._now: dict[str, frozenset[int]] = {}  # tellings that changed, with their blocks
        self._numbers: dict[Name, int] = {}

    def enter(self, own: str, names: Collection[Name]) -> None:
        self._now[own] = frozenset(map(self._number, names))

    def leave(self, own: str) -> None:
        self._now[own] = frozenset()

    def look_up(self, names: Collection[Name]) -> None:
        unknown = {self._number(name) for name in names} - self._kept.keys()
        found = self._parts.in_blocks(unknown)
        self._kept |= {number: frozenset(found.get(number, ())) for number in unknown}

    def of(self, name: Name) -> Collection[str]:
        number = self._number(name)
        if number not in self._kept:
            self.look_up([name])
        return (self._kept[number] - self._now.keys()) | self._changed(number)

    def many(self, name: Name, most: int) -> int:
        number = self._number(name)
        if number in self._kept:
            return min(len(self.of(name)), most)
        mine = {own for own in self._now if number in self._parts.blocks_of(own)}
        kept = self._parts.many(number, most + len(mine)) - len(mine)
        return min(kept + len(self._changed(number)), most)

    def in_both(self, one: Name, other: Name) -> Collection[str]:
        first, second = self._number(one), self._number(other)
        kept = self._parts.in_both(first, second) - self._now.keys()
        return kept | self._changed(first, second)

    def many_in_both(self, one: Name, other: Name, most: int) -> int:
        first, second = self._number(one), self._number(other)
        kept = self._parts.in_both(first, second, most + len(self._now)) - self._now.keys()
        return min(len(kept) + len(self._changed(first, second)), most)

    def _changed(self, *numbers: int) -> set[str]:
        return {own for own, mine in self._now.items() if mine.issuperset(numbers)}

    def _number(self, name: Name) -> int:
        if name not in self._numbers:
            self._numbers[name] = number_of(name)
        return self._numbers[name]
