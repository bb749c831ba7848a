"""Which tellings share a block with one telling, found without asking all the others.

The same rules as :mod:`tollbook.tally.block`, kept as lists from a block to the tellings in it. A
telling that comes or goes touches its own lists alone. A block of shared evidence that has become
too common to tell, or rare enough again, is told of: the pairs that met there alone have changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import product

from tollbook.tally.block import (
    CROWD,
    Fineness,
    Key,
    Whereabouts,
    level_keys,
    partners_at,
    shared_things,
)
from tollbook.tally.telling import Telling

ANYWHERE: Key = ("anywhere",)
Keys = set[str]


class Blocks:
    """Lists from blocks to the keys of the tellings in them."""

    def __init__(self) -> None:
        self._met: defaultdict[tuple[object, Fineness], Keys] = defaultdict(set)
        self._at: defaultdict[Key, Keys] = defaultdict(set)  # located, by where and when
        self._with: defaultdict[Key, Keys] = defaultdict(set)  # located, by what they share
        self._lost: dict[tuple[Key, Key], Keys] = {}
        self._theirs: dict[tuple[Key, Key], int] = {}  # how many located ones a block holds
        self._aged: defaultdict[str, Keys] = defaultdict(set)
        self._named: defaultdict[str, Keys] = defaultdict(set)

    def add(self, telling: Telling) -> Keys:
        """Enter a telling; gives those that met in a block which is too common from now on."""
        return self._change(telling, come=True)

    def remove(self, telling: Telling) -> Keys:
        """Take a telling out; gives those that meet in a block which was too common until now."""
        return self._change(telling, come=False)

    def _change(self, telling: Telling, *, come: bool) -> Keys:
        where = Whereabouts(telling)
        things = shared_things(telling)
        keys = _evidence_keys(where, things)
        evidence = [k for k in keys if not where.located or k in self._lost]
        people = sorted(telling.people.aged | telling.names | telling.people.others)
        crowded = [self._crowded(k) for k in evidence]
        common = [self._common(n) for n in people]
        for posted in self._lists(telling, where, things):
            (posted.add if come else posted.discard)(telling.key)
        if where.located:
            for key in evidence:
                self._theirs[key] += 1 if come else -1
        else:
            self._lose(telling.key, evidence, come=come)
        changed: Keys = set()
        for key, was in zip(evidence, crowded, strict=True):
            if was != self._crowded(key):
                changed |= self._lost.get(key, set()) | set(self._found(key))
        for name, was in zip(people, common, strict=True):
            if was != self._common(name):
                changed |= self._aged.get(name, set()) | self._named.get(name, set())
        return changed

    def _lose(self, own: str, keys: Iterable[tuple[Key, Key]], *, come: bool) -> None:
        """Enter a telling without day or place by what it may be recognised by, or take it out."""
        for key in keys:
            if come:
                if key not in self._lost:
                    self._lost[key] = set()
                    self._theirs[key] = sum(1 for _ in self._found(key))
                self._lost[key].add(own)
            else:
                self._lost[key].discard(own)
                if not self._lost[key]:
                    del self._lost[key], self._theirs[key]

    def _lists(
        self, telling: Telling, where: Whereabouts, things: Collection[Key]
    ) -> Iterator[Keys]:
        """The lists that a telling stands in; those of blocks of shared evidence apart."""
        if where.located:
            for level, key in level_keys(where):
                yield self._met[((level, key), where.fineness)]
            for at in where.all():
                if at != ANYWHERE:
                    yield self._at[at]
            for thing in things:
                yield self._with[thing]
        for name in telling.people.aged | telling.names:
            yield self._aged[name]
        for name in telling.people.others:
            yield self._named[name]

    def partners(self, telling: Telling) -> Keys:
        """Keys of all tellings that share a block with one; those of its report among them."""
        where = Whereabouts(telling)
        found: Keys = set()
        if where.located:
            for level, key in level_keys(where):
                for other in partners_at(level, where.fineness):
                    found |= self._met.get(((level, key), other), set())
        for lost in _evidence_keys(where, shared_things(telling)):
            if lost in self._lost and not self._crowded(lost):
                found |= self._lost[lost]
                if not where.located:
                    found.update(self._found(lost))
        for name in telling.people.aged | telling.names:
            if not self._common(name):
                found |= self._aged.get(name, set()) | self._named.get(name, set())
        for name in telling.people.others:
            if name in self._aged and not self._common(name):
                found |= self._aged[name]
        found.discard(telling.key)
        return found

    def _found(self, key: tuple[Key, Key]) -> Iterable[str]:
        """The located tellings in a block of shared evidence."""
        where, thing = key
        have = self._with.get(thing, set())
        return have if where == ANYWHERE else have & self._at.get(where, set())

    def _crowded(self, key: tuple[Key, Key]) -> bool:
        mine = len(self._lost.get(key, ()))
        return mine > 0 and mine * (mine + self._theirs[key]) > CROWD

    def _common(self, name: str) -> bool:
        mine, theirs = len(self._aged.get(name, ())), len(self._named.get(name, ()))
        return mine * (mine + theirs) > CROWD


def _evidence_keys(where: Whereabouts, things: Collection[Key]) -> Iterable[tuple[Key, Key]]:
    return product(where.all() if where.located else where.finest(), things)
