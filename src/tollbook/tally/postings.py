"""Which tellings share a block with one telling, found without asking all the others.

The same rules as :mod:`tollbook.tally.block`, by lists from a block to the tellings in it: in
memory, or in a book's tables. A telling that comes or goes touches its own lists alone. A block of
shared evidence that has become too common to tell, or rare enough again, is told of: the pairs that
met there alone have changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice, product
from typing import Protocol

from tollbook.tally.block import (
    CROWD,
    Key,
    Whereabouts,
    level_keys,
    partners_at,
    shared_things,
)
from tollbook.tally.telling import Telling

ANYWHERE: Key = ("anywhere",)
Keys = set[str]
Name = tuple[object, ...]
"""Of a list: what kind of block it is of, and which. The kinds: ``met`` in time and place; of
located tellings ``at`` a time or place and ``with`` something; ``lost`` ones with both; ``aged``
and ``named`` people."""


class Lists(Protocol):
    """Lists of tellings by the name of a block."""

    def enter(self, own: str, names: Collection[Name]) -> None:
        """Put a telling into lists; it is in no others."""

    def leave(self, own: str) -> None:
        """Take a telling out of all lists."""

    def look_up(self, names: Collection[Name]) -> None:
        """Make ready for questions about these lists."""

    def of(self, name: Name) -> Collection[str]:
        """The tellings in a list."""

    def many(self, name: Name, most: int) -> int:
        """How many are in a list; not counted further than ``most``."""

    def in_both(self, one: Name, other: Name) -> Collection[str]:
        """The tellings that are in two lists."""

    def many_in_both(self, one: Name, other: Name, most: int) -> int:
        """How many are in two lists; not counted further than ``most``."""


class InMemory:
    """Lists in memory."""

    def __init__(self) -> None:
        self._lists: defaultdict[Name, Keys] = defaultdict(set)
        self._names: dict[str, tuple[Name, ...]] = {}

    def enter(self, own: str, names: Collection[Name]) -> None:
        self._names[own] = tuple(names)
        for name in names:
            self._lists[name].add(own)

    def leave(self, own: str) -> None:
        for name in self._names.pop(own):
            self._lists[name].discard(own)
            if not self._lists[name]:
                del self._lists[name]

    def look_up(self, names: Collection[Name]) -> None:
        """They are at hand."""

    def of(self, name: Name) -> Collection[str]:
        return self._lists.get(name, ())

    def many(self, name: Name, most: int) -> int:
        return min(len(self.of(name)), most)

    def in_both(self, one: Name, other: Name) -> Collection[str]:
        return list(self._both(one, other))

    def many_in_both(self, one: Name, other: Name, most: int) -> int:
        return sum(1 for _ in islice(self._both(one, other), most))

    def _both(self, one: Name, other: Name) -> Iterator[str]:
        few, many = sorted((self.of(one), self.of(other)), key=len)
        return (own for own in few if own in many)


class Blocks:
    """Which tellings meet, by lists of those in a block."""

    def __init__(self, lists: Lists | None = None) -> None:
        self._lists: Lists = InMemory() if lists is None else lists

    def add(self, telling: Telling) -> Keys:
        """Enter a telling; gives those that met in a block which is too common from now on."""
        return self._change(telling, come=True)

    def remove(self, telling: Telling) -> Keys:
        """Take a telling out; gives those that meet in a block which was too common until now."""
        return self._change(telling, come=False)

    def _change(self, telling: Telling, *, come: bool) -> Keys:
        where, things = Whereabouts(telling), shared_things(telling)
        evidence = list(_evidence_keys(where, things))
        people = sorted(telling.people.aged | telling.names | telling.people.others)
        self._lists.look_up([*map(_lost, evidence), *(("aged", name) for name in people)])
        if where.located:  # a block of evidence matters where one without day or place is in it
            evidence = [key for key in evidence if self._lists.of(_lost(key))]
        crowded = [self._crowded(key) for key in evidence]
        common = [self._common(name) for name in people]
        if come:
            self._lists.enter(telling.key, names_of(telling))
        else:
            self._lists.leave(telling.key)
        changed: Keys = set()
        for key, was in zip(evidence, crowded, strict=True):
            if was != self._crowded(key):
                changed |= {*self._lists.of(_lost(key)), *self._found(key)}
        for name, was in zip(people, common, strict=True):
            if was != self._common(name):
                changed |= {*self._lists.of(("aged", name)), *self._lists.of(("named", name))}
        return changed

    def partners(self, telling: Telling) -> Keys:
        """Keys of all tellings that share a block with one; those of its report among them."""
        where, things = Whereabouts(telling), shared_things(telling)
        evidence = list(_evidence_keys(where, things))
        met = [
            ("met", level, key, other)
            for level, key in (level_keys(where) if where.located else ())
            for other in partners_at(level, where.fineness)
        ]
        own, others = telling.people.aged | telling.names, telling.people.others
        asked = [*met, *map(_lost, evidence)]
        self._lists.look_up([*asked, *(("aged", name) for name in own | others)])
        found: Keys = set()
        for name in met:
            found.update(self._lists.of(name))
        for lost in evidence:
            if self._lists.of(_lost(lost)) and not self._crowded(lost):
                found.update(self._lists.of(_lost(lost)))
                if not where.located:
                    found.update(self._found(lost))
        for person in own:
            if not self._common(person):
                found.update(self._lists.of(("aged", person)))
                found.update(self._lists.of(("named", person)))
        for person in others:
            if not self._common(person):
                found.update(self._lists.of(("aged", person)))
        found.discard(telling.key)
        return found

    def _found(self, key: tuple[Key, Key]) -> Collection[str]:
        """The located tellings in a block of shared evidence."""
        where, thing = key
        if where == ANYWHERE:
            return self._lists.of(("with", thing))
        return self._lists.in_both(("with", thing), ("at", where))

    def _crowded(self, key: tuple[Key, Key]) -> bool:
        mine = len(self._lists.of(_lost(key)))
        if not mine:
            return False
        left = CROWD // mine - mine  # mine * (mine + theirs) is no more than CROWD up to so many
        if left < 0:
            return True
        where, thing = key
        if where == ANYWHERE:
            return self._lists.many(("with", thing), left + 1) > left
        return self._lists.many_in_both(("with", thing), ("at", where), left + 1) > left

    def _common(self, name: str) -> bool:
        mine = len(self._lists.of(("aged", name)))
        if not mine:
            return False
        left = CROWD // mine - mine
        return left < 0 or self._lists.many(("named", name), left + 1) > left


def names_of(telling: Telling) -> list[Name]:
    """The lists that a telling stands in."""
    where, things = Whereabouts(telling), shared_things(telling)
    names: list[Name]
    if where.located:
        names = [("met", level, key, where.fineness) for level, key in level_keys(where)]
        names += [("at", at) for at in where.all() if at != ANYWHERE]
        names += [("with", thing) for thing in things]
    else:
        names = [_lost(key) for key in _evidence_keys(where, things)]
    names += [("aged", name) for name in telling.people.aged | telling.names]
    names += [("named", name) for name in telling.people.others]
    return list(dict.fromkeys(names))


def _lost(key: tuple[Key, Key]) -> Name:
    return ("lost", *key)


def _evidence_keys(where: Whereabouts, things: Collection[Key]) -> Iterable[tuple[Key, Key]]:
    return product(where.all() if where.located else where.finest(), things)
