"""What a part of the figures is found by later, as a book keeps it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence

from tollbook.ledger.documented import KeptDocumented, KeptPlaces
from tollbook.ledger.packed import packed
from tollbook.ledger.parts import KeptTelling, PartsOfFigures, WholeParts
from tollbook.ledger.windows import KeptTakenBack, KeptWindow
from tollbook.record import Place
from tollbook.record.codec import from_json, to_json
from tollbook.tally.account import Booked
from tollbook.tally.around import Area, area_of
from tollbook.tally.documented import Counting, Documented, counting
from tollbook.tally.entry import Entry
from tollbook.tally.held import Frame, Given, Window
from tollbook.tally.link import Tied
from tollbook.tally.postings import Name, names_of
from tollbook.tally.retraction import given_by, given_up
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

    def taken_back(self, retractions: Sequence[Entry]) -> None:
        """Claims by which sources take figures back."""
        self.parts.taken_back.extend(kept_taken_back(retractions))

    def inside(self, books: Sequence[Documented]) -> None:
        """All incidents, as accounts see them."""
        for book in books:
            self.parts.documented.extend(kept_documented(book))
            self.parts.places.scenes.setdefault(*kept_scene(book.incident.places))

    def booked(self, booked: Booked) -> None:
        """An account with what it follows from."""
        self.parts.windows.append(kept_window(booked))
        self.parts.places.areas.setdefault(*kept_area(booked.frame.window))


def number_of(name: Name) -> int:
    """A block's number: 64 bits of a digest, so that two blocks have one by no likely chance."""
    sha = hashlib.blake2b(repr(name).encode(), digest_size=8)
    return int.from_bytes(sha.digest(), "big", signed=True)


def kept_telling(telling: Telling) -> KeptTelling:
    names = {*names_of(telling), *given_in(telling)}
    blocks = {number_of(name) for name in names}
    return KeptTelling(telling.key, telling.report, packed(blocks))


def given_in(telling: Telling) -> set[Name]:
    """What has to be taken back for figures of a telling to stand no longer."""
    return {given for entry in telling.entries for given in given_by(entry)}


def kept_taken_back(retractions: Iterable[Entry]) -> list[KeptTakenBack]:
    """Those of a source without a name are left out: they take nothing back."""
    return [
        KeptTakenBack(entry.id, entry.claim.report, number_of(taken))
        for entry in retractions
        for taken in (given_up(entry),)
        if taken is not None
    ]


def kept_scene(places: tuple[Place, ...]) -> tuple[int, str]:
    """The number of places, and the places as JSON."""
    said = to_json(places)
    return number_of(("scene", said)), said


def kept_area(window: Window) -> tuple[int, str]:
    """The number of where an account looks, and its places as JSON."""
    said = to_json(area_of(window))
    return number_of(("area", said)), said


def places_of(said: str) -> tuple[Place, ...]:
    return from_json(said, tuple[Place, ...])


def area_kept(said: str) -> Area:
    return from_json(said, tuple[tuple[Place, ...], tuple[Place, ...]])


def kept_documented(book: Documented) -> list[KeptDocumented]:
    """What of an incident counts, harm by harm."""
    scene, _ = kept_scene(book.incident.places)
    every = [(harm, counting(book, harm)) for harm in book.tolls]
    return [
        KeptDocumented(
            counts.incident,
            harm,
            scene,
            counts.first,
            counts.last,
            counts.low,
            counts.high,
            counts.open_above,
            to_json(sorted(counts.axes)),
        )
        for harm, counts in every
        if counts is not None
    ]


def kept_books(
    changed: Iterable[tuple[Documented | None, Documented | None]],
) -> dict[str, list[KeptDocumented]]:
    """What counts of incidents as they are, where they changed, came or went."""
    found: dict[str, list[KeptDocumented]] = {}
    for was, now in changed:
        if was is not None:
            found.setdefault(was.incident.id, [])
        if now is not None:
            found[now.incident.id] = kept_documented(now)
    return found


def kept_places(books: Iterable[Documented], booked: Iterable[Booked]) -> KeptPlaces:
    """Where incidents were, and where accounts look."""
    scenes = dict(kept_scene(book.incident.places) for book in books)
    return KeptPlaces(scenes, dict(kept_area(each.frame.window) for each in booked))


def counts_of(kept: KeptDocumented) -> Counting:
    axes = frozenset(from_json(kept.axes, list[tuple[str, str]]))
    days, people = (kept.first, kept.last), (kept.low, kept.high)
    return Counting(kept.incident, *days, *people, kept.open_above, axes)


def series_number(given: Given) -> int:
    """Of the totals that may stand in one series."""
    return number_of(("series", given.series))


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
        None if frame.given is None else series_number(frame.given),
        kept_area(frame.window)[0],
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
        self._were: dict[str, frozenset[int]] = {}  # of these, the blocks that the book has
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
        mine = sum(number in self._blocks_before(own) for own in self._now)
        kept = self._parts.many(number, most + mine) - mine
        return min(kept + len(self._changed(number)), most)

    def in_both(self, one: Name, other: Name) -> Collection[str]:
        first, second = self._number(one), self._number(other)
        kept = self._parts.in_both(first, second) - self._now.keys()
        return kept | self._changed(first, second)

    def many_in_both(self, one: Name, other: Name, most: int) -> int:
        first, second = self._number(one), self._number(other)
        kept = self._parts.in_both(first, second, most + len(self._now)) - self._now.keys()
        return min(len(kept) + len(self._changed(first, second)), most)

    def _blocks_before(self, own: str) -> frozenset[int]:
        if own not in self._were:
            self._were[own] = self._parts.blocks_of(own)
        return self._were[own]

    def _changed(self, *numbers: int) -> set[str]:
        return {own for own, mine in self._now.items() if mine.issuperset(numbers)}

    def _number(self, name: Name) -> int:
        if name not in self._numbers:
            self._numbers[name] = number_of(name)
        return self._numbers[name]
