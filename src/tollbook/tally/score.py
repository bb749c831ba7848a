"""How likely two tellings are of one event: typed evidence, weighed, each with its reason."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from math import exp
from typing import TypeAlias, TypeGuard

import msgspec

from tollbook.record import Place
from tollbook.tally.evidence import (
    FIGURES_DIFFER,
    LONG_DAYS,
    SAME_FIGURE,
    SLACK_DAYS,
    Evidence,
    of_attack,
    of_days,
    of_dead_unsaid,
    of_families,
    of_names,
    of_people,
    of_scale,
    of_words,
    same_person,
    toll_evidence,
)
from tollbook.tally.geography import SPOT, TOWN, Lie, lie, roughness
from tollbook.tally.reasons import SENTENCES
from tollbook.tally.telling import Telling

_YEAR = 366
_Spot: TypeAlias = tuple[str, float]

SUPPLIED_DAYS = 14
"""How long before the days that a rule supplied an event may have been: a report that gives no
day tells of what its readers have heard of."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by kind of evidence, and the sum from which two tellings are tied."""

    threshold: float
    weights: Mapping[str, float]


@cache
def weights_by_hand() -> Weights:
    """The weights that were set by hand (``weights.toml``); fitting starts from them."""
    raw = tomllib.loads((resources.files(__package__) / "weights.toml").read_text("utf-8"))
    return Weights(raw["threshold"], raw["weights"])


@cache
def default_weights() -> Weights:
    """The weights that linking goes by: fitted ones where they are kept, else those by hand."""
    file = resources.files(__package__) / "weights.json"
    if not file.is_file():
        return weights_by_hand()
    return msgspec.json.decode(file.read_bytes(), type=Weights)


class Scorer:
    """Scores pairs of tellings; remembers how places lie to each other.

    :param apart: an incident is a day and a place: days must meet and places be one or hold one
        another, however near they are.
    """

    def __init__(self, weights: Weights | None = None, *, apart: bool = False) -> None:
        self.weights = weights or default_weights()
        self._slack = 0 if apart else SLACK_DAYS
        self._lie_apart: tuple[Lie, ...] = ("apart", "near") if apart else ("apart",)
        self._lies: dict[tuple[_Spot, _Spot], tuple[Lie, float | None]] = {}

    def conflict(self, a: Telling, b: Telling) -> str | None:
        """Why the two can never be one event, in words; None: nothing forbids it."""
        apart = a.first > b.last + self._slack or b.first > a.last + self._slack
        if apart and not (_may_be_misdated(a, b) or _may_be_earlier(a, b)):
            return "their days do not meet"
        if a.bare != b.bare and (a.first > b.last or b.first > a.last):
            return "an attack of another day"
        if (a.yearless or b.yearless) and not _same_day_of_a_year(a, b, self._slack):
            return "their days of the year differ"
        if a.past or b.past:
            told = [t for t in (a, b) if t.past]
            if not a.interval or not b.interval or not a.interval.overlaps(b.interval):
                return "one is told as background, and no common day ties it to the other"
            if any(t.days is None or t.days > LONG_DAYS for t in told):
                return "one is told as background, of no certain month"
        if a.places and b.places:
            together = self._together(a.places, b.places) or _namesakes(a, b)
            if not together and not same_person(a, b):
                return "their places lie apart"
        elif (a.places or a.candidates) and (b.places or b.candidates):
            mine, theirs = a.places or a.candidates, b.places or b.candidates
            lie_apart = all(self.lie(p, q)[0] in self._lie_apart for p, q in product(mine, theirs))
            if lie_apart and not same_person(a, b):
                return "none of the places they may mean lie together"
        return None

    def score(self, a: Telling, b: Telling) -> float | None:
        """The sum of points; None where a conflict forbids the pair."""
        if self.conflict(a, b) is not None:
            return None
        weights = self.weights.weights
        points = weights["prior"]
        for kind, _ in self._evidence(a, b):
            points += weights[kind]
        return round(points, 6)  # so that the order of adding up decides nothing

    def ties(self, score: float | None) -> TypeGuard[float]:
        """Whether a score ties two tellings; None (they can never be one) does not."""
        return score is not None and score >= self.weights.threshold

    def but_for_figures(self, a: Telling, b: Telling) -> float:
        """The sum of points of a pair, without those of figures that differ."""
        weights = self.weights.weights
        kinds = [kind for kind, _ in self._evidence(a, b) if kind not in FIGURES_DIFFER]
        return round(weights["prior"] + sum(weights[kind] for kind in kinds), 6)

    def count_the_same(self, a: Telling, b: Telling) -> bool:
        """Whether both give one number of the gravest harm that both count."""
        return not SAME_FIGURE.isdisjoint(self.kinds(a, b))

    def kinds(self, a: Telling, b: Telling) -> tuple[str, ...]:
        """The kinds of evidence of a pair, as the weights name them."""
        return tuple(kind for kind, _ in self._evidence(a, b))

    def reasons(self, a: Telling, b: Telling) -> tuple[str, ...]:
        """The evidence in words, the weightiest first."""
        return tuple(words for words, _ in self.weighed(a, b))

    def weighed(self, a: Telling, b: Telling) -> list[tuple[str, float]]:
        """The evidence in words with its points, the weightiest first."""
        weights = self.weights.weights
        found = sorted(self._evidence(a, b), key=lambda e: (-abs(weights[e[0]]), e[0]))
        return [(_sentence(kind, args), weights[kind]) for kind, args in found if weights[kind]]

    def lie(self, p: Place, q: Place) -> tuple[Lie, float | None]:
        """How two places lie, remembered by their ids and reach; which was asked about first, and
        what else was asked before, decides nothing."""
        one, other = (p.id, p.radius_km), (q.id, q.radius_km)
        known = self._lies.get((one, other))
        if known is None:
            known = lie(p, q) if one <= other else lie(q, p)
            self._lies[one, other] = self._lies[other, one] = known
        return known

    def _together(self, mine: tuple[Place, ...], theirs: tuple[Place, ...]) -> bool:
        return any(self.lie(p, q)[0] not in self._lie_apart for p, q in product(mine, theirs))

    def _evidence(self, a: Telling, b: Telling) -> list[Evidence]:
        found = [*of_days(a, b), *self._of_places(a, b)]
        if a.tolls and b.tolls:
            ways = toll_evidence(a, b)
            found += ways[0] if len(ways) == 1 else max(ways, key=self._worth)
            found += of_scale(a, b)
        found += of_dead_unsaid(a, b)
        found += of_people(a, b)
        found += of_names(a, b)
        found += of_families(a, b)
        found += of_words(a, b)
        if a.bare != b.bare:
            found += of_attack(a, b)
        return found

    def _worth(self, found: Iterable[Evidence]) -> float:
        return sum(self.weights.weights[kind] for kind, _ in found)

    def _of_places(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        if a.places and b.places:
            if len(a.places) == len(b.places) == 1:
                p, q = a.places[0], b.places[0]
            else:
                p, q = min(product(a.places, b.places), key=self._closeness)
            how, km = self.lie(p, q)
            if a.scattered != b.scattered:
                here = how in ("same", "inside") and max(roughness(p), roughness(q)) <= TOWN
                kind = "more_places" if here else "other_spread"
                yield kind, (max(a.scattered, b.scattered),)
            namesakes = _namesakes(a, b) if how == "apart" else ()
            if namesakes:
                yield "maybe_same_place", (namesakes[0],)
                return
            yield from _of_one_place(how, km, p, q)
        elif (a.places or a.candidates) and (b.places or b.candidates):
            pairs = product(a.places or a.candidates, b.places or b.candidates)
            shared = sorted(p.name for p, q in pairs if self.lie(p, q)[0] in ("same", "inside"))
            if shared and not (a.places or b.places) and set(a.candidates) == set(b.candidates):
                yield "same_doubt", (shared[0],)
            elif shared:
                yield "maybe_same_place", (shared[0],)
        else:
            yield "place_unknown", ()

    def _closeness(self, pair: tuple[Place, Place]) -> tuple[int, int, str, str]:
        p, q = pair
        coarse = max(roughness(p), roughness(q))
        return (_LIE_ORDER[self.lie(p, q)[0]], coarse, min(p.id, q.id), max(p.id, q.id))


_LIE_ORDER: Mapping[Lie, int] = {"same": 0, "inside": 1, "near": 2, "unknown": 3, "apart": 4}


def _of_one_place(how: Lie, km: float | None, p: Place, q: Place) -> Iterator[Evidence]:
    wider = p if roughness(p) >= roughness(q) else q
    narrower = q if wider is p else p
    level = roughness(wider)
    if how == "same":
        kinds = ("same_point", "same_town", "same_district", "same_province", "same_country")
        yield kinds[_class_of(level)], (p.name,)
    elif how == "inside":
        kinds = ("inside_town", "inside_town", "inside_town", "inside_province", "inside_country")
        yield kinds[_class_of(level)], (narrower.name, wider.name)
    elif how == "near":
        yield _NEAR_BY[_spot_or_town(p), _spot_or_town(q)], (p.name, q.name, km)
    elif how == "apart":
        yield "places_apart", (p.name, q.name, km)


def _spot_or_town(place: Place) -> bool | None:
    """True: a spot in a town; False: a town or village; None: wider."""
    level = roughness(place)
    return level <= SPOT if level <= TOWN else None


_NEAR_BY: Mapping[tuple[bool | None, bool | None], str] = defaultdict(
    lambda: "near", {(True, True): "other_spot", (False, False): "other_town"}
)


def _class_of(level: int) -> int:
    """0 village or finer, 1 town or city, 2 district, 3 province, 4 country or wider."""
    for rank, limit in enumerate((4, 6, 7, 8)):
        if level <= limit:
            return rank
    return 4


def _same_day_of_a_year(a: Telling, b: Telling, slack: int) -> bool:
    """Whether a month and day without a year may be the other's day; true where it has none."""
    if a.yearless is None:
        a, b = b, a
    if a.yearless is None:
        return True
    if b.yearless is not None and b.days is None:
        other = _in_leap_year(b.yearless)
        gap = abs((_in_leap_year(a.yearless) - other).days)
        return min(gap, 366 - gap) <= slack
    if b.days is None or b.interval is None or b.interval.start is None or b.interval.end is None:
        return True
    if b.days > _YEAR:
        return True
    return any(
        (_in_leap_year(a.yearless) - _in_leap_year((day.month, day.day))).days == 0
        for n in range(-slack, b.days + slack)
        for day in (b.interval.start + timedelta(days=n),)
    )


def _in_leap_year(day: tuple[int, int]) -> date:
    """The day in a year that has all days; one that no year has is its month's first."""
    try:
        return date(2000, *day)
    except ValueError:
        return date(2000, day[0], 1)


def _may_be_misdated(a: Telling, b: Telling) -> bool:
    """Whether days that do not meet may be one event's all the same.

    A story may date the charge or the death a week later; one that gives no day at all may tell
    of something long ago. Both only where it names the same private person.
    """
    if not same_person(a, b):
        return False
    gap = max(a.first - b.last, b.first - a.last)
    earlier, later = (a, b) if a.last < b.last else (b, a)
    return later.supplied or gap <= LONG_DAYS or (earlier.supplied and gap <= LONG_DAYS)


@lru_cache(maxsize=1 << 14)
def _sentence(kind: str, args: tuple[object, ...]) -> str:
    """One string for all pairs of which the same is said."""
    return SENTENCES[kind](*args)


def _may_be_earlier(a: Telling, b: Telling) -> bool:
    """Whether the one whose days a rule supplied may tell of the other's, earlier, day."""
    earlier, later = (a, b) if a.last < b.last else (b, a)
    return later.supplied and later.first - earlier.last <= SUPPLIED_DAYS


def _namesakes(a: Telling, b: Telling) -> list[str]:
    """Names taken for a place that is only called so as well, where the other is of that name."""
    mine, theirs = {p.id for p in a.places}, {p.id for p in b.places}
    found = [p.name for p in a.namesakes if p.id in theirs]
    return sorted(found + [p.name for p in b.namesakes if p.id in mine])


def probability(points: float) -> float:
    """Points as a number from 0 to 1, rounded for printing; 0.62 at the usual threshold."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, points)))), 3)
