"""Which pairs of tellings are worth scoring: those that share a block of time and place.

Fine tellings (within eight days; within some 60 km) meet in blocks of a day and a square degree.
Coarse ones meet everything in wider blocks (month, country), but fine ones do not meet there, so
the number of pairs grows with the number of coarse tellings, not with the square of all. Those
without a day or a place meet where something else is shared: a figure, an actor, a name, words,
the days on which the papers told of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from itertools import chain, product
from math import cos, floor, radians

from tollbook.record import Place
from tollbook.tally.evidence import NEWS_DAYS, SLACK_DAYS
from tollbook.tally.geography import SLACK_KM
from tollbook.tally.score import SUPPLIED_DAYS
from tollbook.tally.telling import Telling

FINE_DAYS = 8
FINE_KM = 60.0
LONGEST_DAYS = 366
MOST_CANDIDATES = 8
_KM_PER_DEGREE = 111.2

CROWD = 2_000
"""A block of shared evidence with more pairs than this shares something too common to tell."""

Key = tuple[object, ...]
Fineness = tuple[bool, bool]

# (fine day, fine place) of two tellings, by the level of block they are to meet in
_FINE, _PLACE, _TIME, _COARSE = (True, True), (True, False), (False, True), (False, False)
MEETINGS: Mapping[tuple[str, str], tuple[tuple[Fineness, Fineness], ...]] = {
    ("day", "cell"): ((_FINE, _FINE),),
    ("day", "country"): ((_PLACE, _PLACE), (_PLACE, _FINE)),
    ("month", "cell"): ((_TIME, _TIME), (_TIME, _FINE)),
    ("month", "country"): (
        (_COARSE, _COARSE),
        (_COARSE, _FINE),
        (_COARSE, _PLACE),
        (_COARSE, _TIME),
        (_PLACE, _TIME),
    ),
}


class Whereabouts:
    """The blocks of time and place that one telling falls in."""

    __slots__ = ("cells", "countries", "days", "months")

    def __init__(self, telling: Telling) -> None:
        self.days: list[int] = []
        self.months: list[tuple[int, int]] = []
        if telling.days is not None and telling.days <= LONGEST_DAYS:
            self._time(telling)
        self.cells: list[tuple[int, int]] = []
        self.countries: list[str] = []
        places = (*telling.places, *telling.namesakes) or telling.candidates
        if places and len(places) <= MOST_CANDIDATES and all(p.country for p in places):
            self.countries = sorted({p.country for p in places if p.country})
            if all(p.radius_km <= FINE_KM and p.lat is not None for p in places):
                self.cells = sorted({cell for p in places for cell in _cells(p)})

    def _time(self, telling: Telling) -> None:
        interval = telling.interval
        if interval is None or interval.start is None or interval.end is None:
            return
        start = interval.start
        if telling.supplied:
            start -= timedelta(days=min(SUPPLIED_DAYS, start.toordinal() - 1))
        end = interval.end + timedelta(days=SLACK_DAYS)
        first = start.year * 12 + start.month
        last = end.year * 12 + end.month
        self.months = [divmod(m, 12) for m in range(first, last + 1)]
        if (telling.days or 0) <= FINE_DAYS:
            self.days = list(range(start.toordinal(), end.toordinal() + 1))

    @property
    def located(self) -> bool:
        return bool(self.months and self.countries)

    @property
    def fineness(self) -> tuple[bool, bool]:
        return bool(self.days), bool(self.cells)

    def keys(self, time: str, place: str) -> Iterable[Key]:
        """The blocks of one level that it falls in."""
        times: Sequence[object] = self.days if time == "day" else self.months
        places: Sequence[object] = self.cells if place == "cell" else self.countries
        return product(times, places)

    def finest(self) -> Iterator[Key]:
        """Its own blocks for meeting by other evidence: time alone, place alone, nowhere."""
        return chain(
            (("at", d) for d in self.days or self.months),
            (("in", c) for c in self.cells or self.countries),
            (("anywhere",),),
        )

    def all(self) -> Iterator[Key]:
        return chain(
            (("at", t) for t in chain[object](self.days, self.months)),
            (("in", p) for p in chain[object](self.cells, self.countries)),
            (("anywhere",),),
        )


def candidate_pairs(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, of indices into ``tellings`` that share a block, in order.

    Worked out telling by telling as they are asked for: a million tellings make ten million.
    Tellings of one report are no pair: they were parted within the report for a reason.
    """
    lists = _lists(tellings)
    for i, told in enumerate(tellings):
        found: set[int] = set()
        for members in lists[i]:
            found.update(members[bisect_right(members, i) :])
        lists[i] = ()
        for j in sorted(found):
            if tellings[j].report != told.report:
                yield i, j


Members = list[int]
"""The tellings in a block, in ascending order."""


def _lists(tellings: Sequence[Telling]) -> list[Sequence[Members]]:
    """For each telling the lists of those that it meets, as far as they have any after it."""
    asked: list[list[Members]] = [[] for _ in tellings]
    where = [Whereabouts(t) for t in tellings]
    _meet(where, asked)
    _meet_by_evidence(tellings, where, asked)
    _meet_by_person(tellings, asked)
    return [tuple(m for m in mine if m and m[-1] > i) for i, mine in enumerate(asked)]


def _meet(where: Sequence[Whereabouts], asked: Sequence[list[Members]]) -> None:
    """Those that meet in blocks of time and place."""
    blocks: defaultdict[tuple[object, Key, Fineness], Members] = defaultdict(list)
    for i, at in enumerate(where):
        if at.located:
            for level, key in level_keys(at):
                blocks[level, key, at.fineness].append(i)
                asked[i] += [blocks[level, key, f] for f in partners_at(level, at.fineness)]


def level_keys(where: Whereabouts) -> Iterator[tuple[tuple[str, str], Key]]:
    """The blocks of every level at which a telling of its fineness meets others."""
    for level in MEETINGS:
        if partners_at(level, where.fineness):
            for key in where.keys(*level):
                yield level, key


@cache
def partners_at(level: tuple[str, str], fineness: Fineness) -> tuple[Fineness, ...]:
    """The finenesses that one meets in the blocks of a level."""
    found = [other for one, other in MEETINGS[level] if one == fineness]
    return (*found, *(one for one, other in MEETINGS[level] if other == fineness and one != other))


def _meet_by_evidence(
    tellings: Sequence[Telling], where: Sequence[Whereabouts], asked: Sequence[list[Members]]
) -> None:
    """Those of which one has no day or no place but which share something else."""
    lost = _lost(tellings, where)
    found: defaultdict[tuple[Key, Key], Members] = defaultdict(list)
    for i, at in enumerate(where):
        if not lost or not at.located:
            continue
        here = set(shared_things(tellings[i]))
        for own in at.all():
            for thing in here & lost.get(own, {}).keys():
                if not _crowded(lost[own][thing], found[own, thing]):
                    found[own, thing].append(i)
    for own, block in lost.items():
        for thing, mine in block.items():
            _introduce(mine, found.get((own, thing), []), asked)


def _lost(
    tellings: Sequence[Telling], where: Sequence[Whereabouts]
) -> dict[Key, dict[Key, Members]]:
    """Tellings without a day or a place, by what is known of where they were and what they tell."""
    lost: dict[Key, dict[Key, Members]] = {}
    for i, at in enumerate(where):
        if not at.located:
            things = shared_things(tellings[i])
            for own in at.finest():
                block = lost.setdefault(own, {})
                for thing in things:
                    block.setdefault(thing, []).append(i)
    return lost


def _meet_by_person(tellings: Sequence[Telling], asked: Sequence[list[Members]]) -> None:
    """Those that name one private person, whenever and wherever they put it."""
    aged: dict[str, Members] = defaultdict(list)
    named: dict[str, Members] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for name in telling.people.aged | telling.names:
            aged[name].append(i)
        for name in telling.people.others:
            named[name].append(i)
    for name, mine in aged.items():
        _introduce(mine, named.get(name, []), asked)


def _crowded(mine: Members, theirs: Members) -> bool:
    return len(mine) * (len(mine) + len(theirs)) > CROWD


def _introduce(mine: Members, theirs: Members, asked: Sequence[list[Members]]) -> None:
    """Let all of one list meet each other and all of the other; not where they are a crowd."""
    if _crowded(mine, theirs):
        return
    for i in mine:
        asked[i] += (mine, theirs)
    for i in theirs:
        asked[i].append(mine)


def shared_things(telling: Telling) -> list[Key]:
    """What an undated or unplaced telling may be recognised by."""
    things: list[Key] = [
        ("toll", harm, points.top)
        for harm, points in dict.fromkeys((*telling.tolls, *telling.tolls_as_read))
        if points.top >= 3
    ]
    things += [("actor", a) for a in sorted(telling.actors)]
    things += [("name", n) for n in sorted(telling.names)]
    things += [("word", w) for w in sorted(telling.words)]
    things += [("news", d) for d in _news_days(telling)]
    return things


def _news_days(telling: Telling) -> Iterable[int]:
    """The days of an event, or where no day is said those around its report's."""
    if telling.days is not None:
        return range(telling.first, telling.last + 1) if telling.days <= FINE_DAYS else ()
    if telling.as_of is None:
        return ()
    told = telling.as_of.toordinal()
    return range(told - NEWS_DAYS, told + NEWS_DAYS + 1)


def _cells(place: Place) -> Iterable[tuple[int, int]]:
    """The square degrees that the place's reach touches."""
    if place.lat is None or place.lon is None:
        return ()
    north = (place.radius_km + SLACK_KM / 2) / _KM_PER_DEGREE
    east = min(180.0, north / max(cos(radians(place.lat)), 0.05))
    return product(
        range(floor(place.lat - north), floor(place.lat + north) + 1),
        range(floor(place.lon - east), floor(place.lon + east) + 1),
    )
