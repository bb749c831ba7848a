"""Where and when the incidents of a large book lie: which of them may be near one, without reading.

All of them are compared at once, in columns: a million take some milliseconds, wherever they lie
and whether or not their days are known.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from math import cos, isnan, nan, radians
from typing import TYPE_CHECKING

import msgspec

from tollbook.record import Incident

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_DEGREES = 0.6  # of latitude: sixty kilometres and some more
_NEAREST = 400


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One place of an incident.

    :ivar first / last: days, as ordinals; NaN: not both are known.
    :ivar lat / lon: degrees; NaN: no point is known.
    """

    id: str
    first: float
    last: float
    lat: float
    lon: float


class Points(msgspec.Struct, frozen=True):
    """Where incidents lie, and when: a row for each of their places, by id.

    :ivar first / last / lat / lon: as of a spot, in columns of eight bytes a row.
    """

    ids: tuple[str, ...] = ()
    first: bytes = b""
    last: bytes = b""
    lat: bytes = b""
    lon: bytes = b""

    @classmethod
    def of(cls, spots: Iterable[Spot]) -> Points:
        ordered = sorted(spots)
        columns = ("first", "last", "lat", "lon")
        return cls(
            tuple(spot.id for spot in ordered),
            *(array("d", (getattr(s, name) for s in ordered)).tobytes() for name in columns),
        )

    def near(self, incident: Incident, days: int) -> list[str]:
        """Incidents that may lie within so many days and sixty kilometres; 400 at most.

        One whose days or whose place are not known lies near where the other of the two does.
        Those of the nearest days and places come first.
        """
        spots = spots_of(incident)
        if not spots or not self.ids:
            return []
        import numpy as np  # noqa: PLC0415 - it takes a tenth of a second, and small books need none

        gaps = reduce(np.minimum, (self._gaps(spot, days) for spot in spots))
        rows = np.flatnonzero(np.isfinite(gaps))
        rows = rows[np.argsort(gaps[rows], kind="stable")]
        found = {incident.id: None}
        for row in rows:
            if len(found) > _NEAREST:
                break
            found[self.ids[row]] = None
        return list(found)[1:]

    def _gaps(self, own: Spot, days: int) -> Numbers:
        """Days and degrees to one spot together; infinite: it does not lie near."""
        import numpy as np  # noqa: PLC0415

        first, last, lat, lon = map(np.frombuffer, (self.first, self.last, self.lat, self.lon))
        apart = np.maximum(np.maximum(own.first - last, first - own.last), 0)
        east = abs(lon - own.lon)
        narrow = max(cos(radians(own.lat)), 0.01)
        far = np.maximum(abs(lat - own.lat), np.minimum(east, 360 - east) * narrow)
        timed, placed = ~np.isnan(apart), ~np.isnan(far)
        gaps = np.where(timed, apart, days + 1) + np.where(placed, far, _DEGREES)
        gaps[(apart > days) | (far > _DEGREES) | ~(timed | placed)] = np.inf
        return gaps


_NONE = Points()


def spots_of(incident: Incident) -> list[Spot]:
    """An incident's places with its days; none where neither is known."""
    when = incident.when
    first = last = nan
    if when is not None and when.start is not None and when.end is not None:
        first, last = float(when.start.toordinal()), float(when.end.toordinal())
    points = {(p.lat, p.lon) for p in incident.places if p.lat is not None and p.lon is not None}
    if not points:
        return [] if isnan(first) else [Spot(incident.id, first, last, nan, nan)]
    return [Spot(incident.id, first, last, lat, lon) for lat, lon in sorted(points)]


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
