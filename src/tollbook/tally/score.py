"""How likely two tellings are of one event: typed evidence, weighed, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from math import exp

import msgspec

from tollbook.record import Place
from tollbook.tally.geography import Lie, lie, roughness
from tollbook.tally.points import Points
from tollbook.tally.reasons import SENTENCES
from tollbook.tally.telling import Telling

SLACK_DAYS = 1
"""Two exact days this far apart may still be one event told across midnight."""

_YEAR = 366

NEWS_DAYS = 3
WEEK = 7
LONG_DAYS = 31

Evidence = tuple[str, tuple[object, ...]]


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
        self._lies: dict[tuple[str, str], tuple[Lie, float | None]] = {}

    def conflict(self, a: Telling, b: Telling) -> str | None:
        """Why the two can never be one event, in words; None: nothing forbids it."""
        apart = a.first > b.last + self._slack or b.first > a.last + self._slack
        if apart and not _may_be_misdated(a, b):
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
            if not self._together(a.places, b.places) and not _same_person(a, b):
                return "their places lie apart"
        elif (a.places or a.candidates) and (b.places or b.candidates):
            mine, theirs = a.places or a.candidates, b.places or b.candidates
            lie_apart = all(self.lie(p, q)[0] in self._lie_apart for p, q in product(mine, theirs))
            if lie_apart and not _same_person(a, b):
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
        """How two places lie, remembered by their ids."""
        key = (p.id, q.id)
        known = self._lies.get(key)
        if known is None:
            known = self._lies[key] = self._lies[(q.id, p.id)] = lie(p, q)
        return known

    def _together(self, mine: tuple[Place, ...], theirs: tuple[Place, ...]) -> bool:
        return any(self.lie(p, q)[0] not in self._lie_apart for p, q in product(mine, theirs))

    def _evidence(self, a: Telling, b: Telling) -> list[Evidence]:
        found = [*_of_days(a, b), *self._of_places(a, b)]
        if a.tolls and b.tolls:
            found += _of_tolls(a, b)
        if (a.actors or a.names or a.roles or a.means) and (
            b.actors or b.names or b.roles or b.means
        ):
            found += _of_people(a, b)
        found += _of_names(a, b)
        found += _of_words(a, b)
        if a.bare != b.bare:
            found += _of_attack(a, b)
        return found

    def _of_places(self, a: Telling, b: Telling) -> Iterator[Evidence]:
        if a.places and b.places:
            if a.scattered != b.scattered:
                yield "other_spread", (max(a.scattered, b.scattered),)
            if len(a.places) == len(b.places) == 1:
                p, q = a.places[0], b.places[0]
            else:
                p, q = min(product(a.places, b.places), key=self._closeness)
            how, km = self.lie(p, q)
            yield from _of_one_place(how, km, p, q)
        elif (a.places or a.candidates) and (b.places or b.candidates):
            pairs = product(a.places or a.candidates, b.places or b.candidates)
            shared = sorted(p.name for p, q in pairs if self.lie(p, q)[0] in ("same", "inside"))
            if shared:
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
        yield "near", (p.name, q.name, km)
    elif how == "apart":
        yield "places_apart", (p.name, q.name, km)


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


def _of_days(a: Telling, b: Telling) -> Iterator[Evidence]:
    if a.days is not None and b.days is not None and a.interval and b.interval:
        gap = max(a.first - b.last, b.first - a.last, 0)
        wide = max(a.days, b.days)
        if gap > SLACK_DAYS:
            if a.supplied or b.supplied:
                yield "supplied_apart", (gap,)
            else:
                yield "days_apart" if gap <= WEEK else "weeks_apart", (gap,)
        elif gap:
            yield "next_day", (a.interval.start, b.interval.start)
        elif wide == 1:
            yield "same_day", (a.interval.start,)
        elif wide <= WEEK:
            yield "days_overlap", (str(a.interval.start), str(b.interval.start))
        elif wide <= LONG_DAYS:
            yield "weeks_overlap", ()
        else:
            yield "long_overlap", ()
        return
    yield "day_unknown", ()
    first = a.interval.start if a.days is not None and a.interval else a.as_of
    second = b.interval.start if b.days is not None and b.interval else b.as_of
    if first and second and abs((first - second).days) <= NEWS_DAYS:
        yield "news_close", (first, second)


def _of_tolls(a: Telling, b: Telling) -> Iterator[Evidence]:
    theirs = dict(b.tolls)
    best: Evidence | None = None
    worst: Evidence | None = None
    for harm, mine in a.tolls:  # the gravest first: the hurt are counted in many ways
        other = theirs.get(harm)
        if other is None or mine.vague or other.vague:
            continue
        kind = _compare(mine, other, a, b)
        found: Evidence = (kind, (harm, mine.in_words(), other.in_words()))
        if _AGREEMENT.index(kind) <= 3:
            best = min(best or found, found, key=lambda e: _AGREEMENT.index(e[0]))
        elif best is None:
            worst = worst or found
    if best:
        yield best
    if worst:
        yield worst


_AGREEMENT = (
    "equal_large",
    "equal_small",
    "equal_tiny",
    "agree",
    "growing",
    "differ_little",
    "differ",
    "differ_much",
)


def _compare(mine: Points, other: Points, a: Telling, b: Telling) -> str:
    if mine.top == other.top:
        size = mine.top
        return "equal_large" if size >= 10 else "equal_small" if size >= 3 else "equal_tiny"
    low, high = sorted((mine, other), key=lambda p: p.top)
    gap, times = high.top - low.top, high.top / max(low.top, 1)
    if (low.admits(high.top) and times <= 2) or (high.low is None and high.admits(low.top)):
        return "agree"
    if low.is_zero:
        return "differ_little"  # that nobody was hurt is what a denial says of the same event
    earlier, later = (a, b) if low is mine else (b, a)
    if earlier.as_of and later.as_of and 0 < (later.as_of - earlier.as_of).days <= 7 and times <= 4:
        return "growing"
    if gap <= 2 or times <= 1.5:
        return "differ_little"
    return "differ" if times <= 3 or low.admits(high.top) else "differ_much"


def _of_people(a: Telling, b: Telling) -> Iterator[Evidence]:
    if a.actors and b.actors:
        if a.actors & b.actors:
            yield "same_actor", ()
        else:
            yield "other_actor", ()
    if a.names and b.names:
        shared = a.names & b.names
        if shared:
            yield "same_name", (len(shared),)
        elif _all_named(a) and _all_named(b):
            yield "other_names", ()
    if a.roles & b.roles:
        yield "same_role", (min(a.roles & b.roles),)
    if a.means and b.means:
        shared_means = a.means & b.means
        if shared_means:
            yield "same_means", (min(shared_means),)
        else:
            yield "other_means", (min(a.means), min(b.means))


@lru_cache(maxsize=1 << 14)
def _sentence(kind: str, args: tuple[object, ...]) -> str:
    """One string for all pairs of which the same is said."""
    return SENTENCES[kind](*args)


def _same_person(a: Telling, b: Telling) -> bool:
    """Whether one private person is named in both stories: a victim, or one whose age is given."""
    if not a.names.isdisjoint(b.names):
        return True
    mine, theirs = a.people, b.people
    return (
        not mine.aged.isdisjoint(theirs.aged)
        or not mine.aged.isdisjoint(theirs.others)
        or not theirs.aged.isdisjoint(mine.others)
    )


def _may_be_misdated(a: Telling, b: Telling) -> bool:
    """Whether days that do not meet may be one event's all the same.

    A story may date the charge or the death a week later; one that gives no day at all may tell
    of something long ago. Both only where it names the same private person.
    """
    if not _same_person(a, b):
        return False
    gap = max(a.first - b.last, b.first - a.last)
    earlier, later = (a, b) if a.last < b.last else (b, a)
    return later.supplied or gap <= LONG_DAYS or (earlier.supplied and gap <= LONG_DAYS)


def _of_names(a: Telling, b: Telling) -> Iterator[Evidence]:
    """Full names in both stories; those of places, bodies and speakers apart."""
    mine, theirs = a.people, b.people
    if not (mine.aged or mine.others) or not (theirs.aged or theirs.others):
        return
    shared = len((mine.aged | mine.others) & (theirs.aged | theirs.others))
    if _same_person(a, b):
        yield "same_person", (max(shared, 1),)
    elif shared > 1:
        yield "same_people", (shared,)
    elif shared:
        yield "one_in_both", ()
    elif mine.aged and theirs.aged:
        yield "other_persons", ()
    else:
        yield "nobody_in_both", ()


def _all_named(t: Telling) -> bool:
    killed = dict(t.tolls).get("killed")
    return killed is not None and 0 < killed.top <= len(t.names)


def _of_attack(a: Telling, b: Telling) -> Iterator[Evidence]:
    yield "attack_alone", ()
    things, other = (a.targets, b) if a.bare else (b.targets, a)
    if things and things.isdisjoint(other.words):
        yield "other_target", (" ".join(sorted(things)),)


def _of_words(a: Telling, b: Telling) -> Iterator[Evidence]:
    fewer = min(len(a.words), len(b.words))
    if fewer < 3:
        return
    share = len(a.words & b.words) / fewer
    if share >= 0.5:
        yield "words_alike", (round(100 * share),)
    elif share >= 0.25:
        yield "words_some", (round(100 * share),)


def probability(points: float) -> float:
    """Points as a number from 0 to 1, rounded for printing; 0.62 at the usual threshold."""
    return round(1 / (1 + exp(-max(-30.0, min(30.0, points)))), 3)
