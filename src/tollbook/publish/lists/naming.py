"""Sources, actors and places of a large book: how often reports name each, report by report.

So that one report can change what it names, and the counts follow, without reading the others.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec

from tollbook.publish.lists.nouns import Entry, Kind, Named
from tollbook.record import Actor, Claim, Place, Report
from tollbook.record.text import fold, squeeze
from tollbook.view import View

_OUTLET, _SPEAKER, _ACTOR, _PLACE = "o", "s", "a", "p"
_AS_READ = "r"  # a speaker as the reader had it, before anything was declared of it


class _Named(msgspec.Struct, frozen=True):
    """What is kept: words, and for each report which of them it has, as often as it has them.

    :ivar words: a letter for what it is, then its key; of a speaker the kind that it speaks as.
    """

    words: tuple[str, ...]
    starts: bytes
    codes: bytes
    sources: dict[str, str]
    actors: dict[str, Actor]
    places: dict[str, Place]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A name that speaks in the book.

    :ivar key: the name as names are compared.
    :ivar as_outlet: reports that it published; ``as_speaker``: claims that it speaks last in.
    :ivar kinds: kinds of speaker that the reader took it for.
    """

    key: str
    name: str
    as_outlet: int
    as_speaker: int
    kinds: frozenset[str]


@dataclass(frozen=True)
class Names:
    """What all reports name.

    :ivar over: reports that changed since, with the words that they have now.
    :ivar moved: by how much each word's count differs from what is kept.
    """

    kept: _Named
    over: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        return msgspec.msgpack.encode(self.kept)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Names:
        return cls(msgspec.msgpack.decode(kept, type=_Named))

    def changed(
        self, view: View, reports: Sequence[tuple[str, int | None, Report | None, list[Claim]]]
    ) -> Names:
        """The names after some reports changed.

        :param reports: id, row in the list that was made (None: it was not there), the report as
            it is (None: it is gone) and its claims.
        """
        over, moved = dict(self.over), Counter(self.moved)
        sources, actors, places = dict(self.sources), dict(self.actors), dict(self.places)
        for own, row, report, claims in reports:
            moved.subtract(self._words_of(own, row))
            found = NamesBuilder()
            if report is not None:
                found.add(view, report, claims)
            over[own] = tuple(found.all_words())
            moved.update(over[own])
            for key, name in found.named.sources.items():
                if key not in self.kept.sources:
                    sources.setdefault(key, name)
            actors.update(found.named.actors)
            places.update(found.named.places)
        now = {word: n for word, n in moved.items() if n}
        return replace(self, over=over, moved=now, sources=sources, actors=actors, places=places)

    def entries(self, kind: Kind) -> Iterator[Entry]:
        """The entries of one of the three lists."""
        return {
            "sources": self._counted.source_entries,
            "actors": self._counted.actor_entries,
            "places": self._counted.place_entries,
        }[kind]()

    def speakers(self) -> list[Spoken]:
        """Every outlet and every speaker as the reader had it, by folded name."""
        outlets: Counter[str] = Counter()
        spoken: Counter[str] = Counter()
        kinds: defaultdict[str, set[str]] = defaultdict(set)
        for word, n in self._counts.items():
            if n > 0 and word[0] == _OUTLET:
                outlets[word[1:]] += n
            elif n > 0 and word[0] == _AS_READ:
                key, _, kind = word[1:].rpartition("\t")
                spoken[key] += n
                kinds[key].add(kind)
        names = {**self.sources, **self.kept.sources}
        return [
            Spoken(key, names[key], outlets[key], spoken[key], frozenset(kinds[key]))
            for key in dict.fromkeys((*outlets, *spoken))
        ]

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for code, n in Counter(self._arrays[1]).items():
            counts[self.kept.words[code]] = n
        counts.update(self.moved)
        return counts

    def _words_of(self, own: str, row: int | None) -> Sequence[str]:
        known = self.over.get(own)
        if known is not None:
            return known
        if row is None:
            return ()
        starts, codes = self._arrays
        return [self.kept.words[code] for code in codes[starts[row] : starts[row + 1]]]

    @cached_property
    def _arrays(self) -> tuple[array[int], array[int]]:
        return array("I", self.kept.starts), array("I", self.kept.codes)

    @cached_property
    def _counted(self) -> Named:
        found = Named()
        counts = self._counts
        spoke: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for word in (*self.kept.words, *(w for w in self.moved if w not in self._known)):
            n = counts[word]
            if n <= 0:
                continue
            key = word[1:]
            match word[0]:
                case "o":
                    found.reports[key] += n
                case "s":
                    key, _, kind = key.rpartition("\t")
                    found.spoken[key] += n
                    spoke[key][kind] += n
                case "r":
                    continue
                case "a":
                    found.blamed[key] += n
                case _:
                    found.placed[key] += n
        found.spoke_as = spoke
        names = {**self.sources, **self.kept.sources}
        found.sources = {k: names[k] for k in (*found.reports, *found.spoken)}
        every = {**self.kept.actors, **self.actors}
        found.actors = {own: every[own] for own in found.blamed}
        there = {**self.places, **self.kept.places}
        found.places = {own: there[own] for own in found.placed}
        return found

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.kept.words)


class NamesBuilder:
    """Reports handed over one by one; their names when all are in."""

    def __init__(self) -> None:
        self.named = Named()
        self._met: dict[str, int] = {}
        self._starts = array("I", [0])
        self._codes = array("I")

    def add(self, view: View, report: Report, claims: Sequence[Claim]) -> None:
        own = Named(sources=self.named.sources, actors=self.named.actors, places=self.named.places)
        own.report(report)
        for claim in claims:
            own.claim(view, claim)
        for key, n in own.reports.items():
            self._have(_OUTLET + key, n)
        for key, kinds in own.spoke_as.items():
            for kind, n in kinds.items():
                self._have(f"{_SPEAKER}{key}\t{kind}", n)
        for claim in claims:
            last = view.as_read.get(claim.id, claim).said_by[-1]
            if last.kind != "report":
                name = squeeze(last.speaker)
                self.named.sources.setdefault(fold(name), name)
                self._have(f"{_AS_READ}{fold(name)}\t{last.kind}", 1)
        for key, n in own.blamed.items():
            self._have(_ACTOR + key, n)
        for key, n in own.placed.items():
            self._have(_PLACE + key, n)
        self._starts.append(len(self._codes))

    def _have(self, word: str, n: int) -> None:
        code = self._met.setdefault(word, len(self._met))
        self._codes.extend([code] * n)

    def all_words(self) -> Iterator[str]:
        """Every word as often as it is named."""
        words = tuple(self._met)
        return (words[code] for code in self._codes)

    def done(self) -> Names:
        named = self.named
        return Names(
            _Named(
                tuple(self._met),
                self._starts.tobytes(),
                self._codes.tobytes(),
                named.sources,
                named.actors,
                named.places,
            )
        )
