"""Where and when the incidents of a large book lie: which of them may be near one, without reading.

Most incidents are found by their days, which part a book more finely than its places do; those
whose days are not known, or are many, by where they lie.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from math import cos, radians

import msgspec

from tollbook.record import Incident

_DEGREES = 0.6  # of latitude: sixty kilometres and some more
_NEAREST = 400
_NO_POINT = 999.0  # degrees, beyond all that there are
_LONG = 31  # days from which on an incident is looked for by its place


class _Spot(msgspec.Struct, frozen=True, array_like=True, order=True):
    """One place of an incident.

    :ivar first / last: days, as ordinals; 0: not both are known.
    :ivar lat / lon: degrees; None: no point is known.
    """

    first: int
    last: int
    id: str
    lat: float | None
    lon: float | None


class Points(msgspec.Struct, frozen=True):
    """Where incidents lie, and when.

    :ivar by_day: those of few known days, by their first.
    :ivar by_place: those of many days or of none, from south to north.
    """

    by_day: tuple[_Spot, ...] = ()
    by_place: tuple[_Spot, ...] = ()

    @classmethod
    def of(cls, incidents: Iterable[Incident]) -> Points:
        return cls._sorted(spot for incident in incidents for spot in _spots(incident))

    @classmethod
    def joined(cls, parts: Iterable[Points]) -> Points:
        return cls._sorted(spot for part in parts for spot in (*part.by_day, *part.by_place))

    @classmethod
    def _sorted(cls, spots: Iterable[_Spot]) -> Points:
        by_day: list[_Spot] = []
        by_place: list[_Spot] = []
        for spot in spots:
            short = spot.first and spot.last - spot.first <= _LONG
            (by_day if short else by_place).append(spot)
        by_day.sort(key=lambda s: (s.first, s.last, s.id, s.lat or 0.0))
        by_place.sort(key=lambda s: (_latitude(s), s.id))
        return cls(tuple(by_day), tuple(by_place))

    def near(self, incident: Incident, days: int) -> list[str]:
        """Incidents that may lie within so many days and sixty kilometres; 400 at most.

        One whose days or whose place are not known lies near where the other of the two does.
        """
        found: dict[str, float] = {}
        for own in _spots(incident):
            for other in self._beside(own, days):
                far = _far(own, other)
                apart = max(own.first - other.last, other.first - own.last, 0)
                known = own.first and other.first
                if (known and apart > days) or (far is not None and far > _DEGREES):
                    continue
                if not known and far is None:
                    continue
                gap = (apart if known else days + 1) + (far if far is not None else _DEGREES)
                found[other.id] = min(gap, found.get(other.id, gap))
        found.pop(incident.id, None)
        return nsmallest(_NEAREST, found, key=lambda own: (found[own], own))

    def _beside(self, own: _Spot, days: int) -> Iterator[_Spot]:
        if own.first:
            start = bisect_left(self.by_day, own.first - days - _LONG, key=_first)
            end = bisect_right(self.by_day, own.last + days, key=_first)
            yield from self.by_day[start:end]
        elif own.lat is not None:
            yield from (s for s in self.by_day if s.lat is not None and _level(s, own))
        if own.lat is None:
            yield from self.by_place
            return
        yield from self._of_latitude(own)
        yield from self.by_place[bisect_left(self.by_place, _NO_POINT, key=_latitude) :]

    def _of_latitude(self, own: _Spot) -> Sequence[_Spot]:
        start = bisect_left(self.by_place, (own.lat or 0.0) - _DEGREES, key=_latitude)
        end = bisect_right(self.by_place, (own.lat or 0.0) + _DEGREES, key=_latitude)
        return self.by_place[start:end]


_NONE = Points()


def _spots(incident: Incident) -> list[_Spot]:
    when = incident.when
    first = last = 0
    if when is not None and when.start is not None and when.end is not None:
        first, last = when.start.toordinal(), when.end.toordinal()
    points = {(p.lat, p.lon) for p in incident.places if p.lat is not None and p.lon is not None}
    if not points:
        return [_Spot(first, last, incident.id, None, None)] if first else []
    return [_Spot(first, last, incident.id, lat, lon) for lat, lon in sorted(points)]


def _far(one: _Spot, other: _Spot) -> float | None:
    """Degrees of latitude, and of longitude as wide as there; None: a point is not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    east = abs(one.lon - other.lon)
    narrow = max(cos(radians(one.lat)), 0.01)
    return max(abs(one.lat - other.lat), min(east, 360 - east) * narrow)


def _level(one: _Spot, other: _Spot) -> bool:
    return abs((one.lat or 0.0) - (other.lat or 0.0)) <= _DEGREES


def _first(spot: _Spot) -> int:
    return spot.first


def _latitude(spot: _Spot) -> float:
    return spot.lat if spot.lat is not None else _NO_POINT


class PointsNow:
    """Where incidents lie, of which some came, changed or went.

    :param gone: incidents of ``points`` that are not there any more, or are in ``beside``.
    """

    def __init__(
        self, points: Points, beside: Points = _NONE, gone: frozenset[str] = frozenset()
    ) -> None:
        self.points, self.beside, self.gone = points, beside, gone

    def near(self, incident: Incident, days: int) -> list[str]:
        """As of :meth:`Points.near`."""
        old = [own for own in self.points.near(incident, days) if own not in self.gone]
        return [*old, *self.beside.near(incident, days)]
