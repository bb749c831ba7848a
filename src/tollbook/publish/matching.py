"""Which incident of one recorder is which of another: by day, place, dead and sides, never by id.

Blocked by day and grid, so that a pair that cannot match is never looked at. Pairs are taken best
first, each incident once; ties are settled by the order of the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, floor, hypot, radians

from tollbook.publish.comparable import Comparable, Point

DAYS_APART = 7
KM_APART = 100.0
"""Further apart than this, and beyond what both say of their own reach, two incidents are two."""

ENOUGH = 0.55
"""From this score on a pair is one incident. Day and place weigh .65 together, so that neither
alone is enough, and both are, where nothing speaks against it."""

_DAY, _PLACE, _DEAD, _SIDES = 0.30, 0.35, 0.20, 0.15
_KM_PER_DEGREE = 111.195
_LONGEST = 400  # days of an incident that are entered one by one


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents taken for one.

    :ivar a / b: positions in the two tables.
    :ivar score: 0 to 1.
    :ivar differs: fields in which they differ ("day", "place", "dead", "sides"), with both sides.
    """

    a: int
    b: int
    score: float
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """An incident that the other recorder does not have, and why nothing was taken for it."""

    at: int
    why: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What came of two tables."""

    pairs: tuple[Pair, ...]
    only_a: tuple[Single, ...]
    only_b: tuple[Single, ...]


def match(a: Sequence[Comparable], b: Sequence[Comparable]) -> Matched:
    """The pairs of two tables, and what is left on each side."""
    scored = sorted(_candidates(a, b), key=lambda c: (-c[0], abs(c[1] - c[2]), c[1], c[2]))
    of_a: dict[int, tuple[int, float]] = {}
    of_b: dict[int, int] = {}
    nearest_a: dict[int, int] = {}
    nearest_b: dict[int, int] = {}
    for score, i, j in scored:
        nearest_a.setdefault(i, j)
        nearest_b.setdefault(j, i)
        if score >= ENOUGH and i not in of_a and j not in of_b:
            of_a[i], of_b[j] = (j, score), i
    pairs = [
        Pair(i, j, round(score, 3), differences(a[i], b[j]))
        for i, (j, score) in sorted(of_a.items())
    ]
    only_a = [
        Single(i, _why(a[i], b, nearest_a.get(i), of_b)) for i in range(len(a)) if i not in of_a
    ]
    taken_a = {i: j for i, (j, _) in of_a.items()}
    only_b = [
        Single(j, _why(b[j], a, nearest_b.get(j), taken_a)) for j in range(len(b)) if j not in of_b
    ]
    return Matched(tuple(pairs), tuple(only_a), tuple(only_b))


def _candidates(
    a: Sequence[Comparable], b: Sequence[Comparable]
) -> Iterator[tuple[float, int, int]]:
    blocks: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for j, other in enumerate(b):
        for key in _keys(other, spread=0):
            blocks[key].append(j)
    for i, one in enumerate(a):
        near = {j for key in _keys(one, spread=1) for j in blocks.get(key, ())}
        for j in near:
            score = score_of(one, b[j])
            if score > 0:
                yield score, i, j


def _keys(one: Comparable, *, spread: int) -> set[tuple[int, int, int]]:
    """Blocks of an incident: week and cell; of a wide area all the cells that it reaches."""
    if one.start is None or one.end is None:
        return set()
    first, last = one.start.toordinal(), one.end.toordinal()
    last = min(last, first + _LONGEST)
    weeks = range(first // 7 - spread, last // 7 + spread + 1)
    cells = {cell for point in one.points for cell in _cells(point, spread)}
    return {(week, x, y) for week in weeks for x, y in cells}


def _cells(point: Point, spread: int) -> Iterable[tuple[int, int]]:
    reach = max(point.reach_km - KM_APART, 0.0) / _KM_PER_DEGREE
    wide = max(cos(radians(min(abs(point.lat) + reach, 85.0))), 0.05)
    south, north = floor(point.lat - reach) - spread, floor(point.lat + reach) + spread
    around = floor(spread / wide) + (spread > 0) * (wide < 0.99)
    west = floor(point.lon - reach / wide) - around
    east = floor(point.lon + reach / wide) + around
    columns = dict.fromkeys(x % 360 for x in range(west, east + 1))  # round the date line
    return ((x, y) for x in columns for y in range(south, north + 1))


def score_of(one: Comparable, other: Comparable) -> float:
    """How well two incidents fit, 0 to 1; 0: they cannot be one."""
    days = days_apart(one, other)
    km, within = km_apart(one, other)
    if days is None or km is None or days > DAYS_APART or (km > KM_APART and not within):
        return 0.0
    same_days = (one.start, one.end) == (other.start, other.end)
    day = 1.0 if same_days else 0.85 if days == 0 else max(0.0, 0.7 - 0.1 * days)
    place = 1.0 if km < 1 else 0.85 if km < 10 else 0.6 if within else 0.55 * (1 - km / KM_APART)
    return (
        _DAY * day
        + _PLACE * place
        + _DEAD * _dead_alike(one, other)
        + _SIDES * _sides_alike(one, other)
    )


def days_apart(one: Comparable, other: Comparable) -> int | None:
    """Days between the two; 0 where they share one; None: a day is not known."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    return max((one.start - other.end).days, (other.start - one.end).days, 0)


def km_apart(one: Comparable, other: Comparable) -> tuple[float | None, bool]:
    """Kilometres between their nearest places, and whether either reaches the other's point."""
    best: tuple[float, bool] | None = None
    for p in one.points:
        for q in other.points:
            km = _km(p, q)
            within = km <= max(p.reach_km, q.reach_km)
            if best is None or (not within, km) < (not best[1], best[0]):
                best = (km, within)
    return best or (None, False)


def _km(p: Point, q: Point) -> float:
    """On a plane that touches the earth between the two: within 1 % up to 500 km."""
    turn = abs(p.lon - q.lon)
    turn = min(turn, 360 - turn)
    east = turn * cos(radians((p.lat + q.lat) / 2))
    return hypot(p.lat - q.lat, east) * _KM_PER_DEGREE


def _dead_alike(one: Comparable, other: Comparable) -> float:
    if (one.low, one.best, one.high) == (other.low, other.best, other.high):
        return 1.0
    if one.best == other.best:
        return 0.9
    more, fewer = max(one.best, other.best), min(one.best, other.best)
    overlap = max(one.low, other.low) <= min(max(one.high, one.best), max(other.high, other.best))
    return max(0.6 if overlap else 0.0, fewer / more if more else 0.0)


def _sides_alike(one: Comparable, other: Comparable) -> float:
    if not one.sides or not other.sides:
        return 0.5  # nothing speaks for it or against it
    shared = len(one.sides & other.sides)
    return shared / max(len(one.sides), len(other.sides)) if shared else 0.0


def differences(one: Comparable, other: Comparable) -> tuple[str, ...]:
    """What two incidents that are taken for one differ in, in words, the first recorder's first."""
    found = []
    if (one.start, one.end) != (other.start, other.end):
        found.append(f"day: {_days(one)} / {_days(other)}")
    km, within = km_apart(one, other)
    names = [", ".join(dict.fromkeys(p.name for p in each.points)) for each in (one, other)]
    if km is not None and km >= 1:
        apart = f"{km:.0f} km apart" + (", within what is known" if within else "")
        found.append(f"place: {names[0]} / {names[1]}, {apart}")
    if (one.low, one.best, one.high) != (other.low, other.best, other.high):
        found.append(f"dead: {one.dead_in_words()} / {other.dead_in_words()}")
    if one.sides and other.sides and one.sides != other.sides:
        sides = [", ".join(sorted(each.sides)) for each in (one, other)]
        found.append(f"sides: {sides[0]} / {sides[1]}")
    return tuple(found)


def _days(one: Comparable) -> str:
    return f"{one.start}" if one.start == one.end else f"{one.start} to {one.end}"


def _why(
    one: Comparable, others: Sequence[Comparable], nearest: int | None, taken: dict[int, int]
) -> str:
    if one.start is None:
        return "its day is not known"
    if not one.points:
        return "its place is not known"
    if nearest is None:
        return f"the other has nothing within {DAYS_APART} days and {KM_APART:.0f} km"
    other = others[nearest]
    days, (km, _) = days_apart(one, other), km_apart(one, other)
    near = f"nearest is {other.key}, {days} days and {km or 0:.0f} km off"
    if nearest in taken:
        return f"{near}: it fits another better"
    return f"{near}, {one.dead_in_words()} / {other.dead_in_words()}: too little agrees"
