"""Arithmetic of the metrics: totals over incidents, ranges as sets, distances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from tollbook.record import Incident
from tollbook.record.vocabulary import Harm

EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Total:
    """The tolls of several incidents added up, for one harm.

    :ivar min: in people; a toll without a stated least adds nothing (nobody is less than 0).
    :ivar best: None: one of the tolls has no best figure.
    :ivar max: None: one of the tolls states no most.
    :ivar open_above: a toll was printed "or more"; ``max`` is then the stated maximum.
    """

    min: int
    best: int | None
    max: int | None
    open_above: bool

    @property
    def positive(self) -> bool:
        """Whether anybody at all is said to have been harmed."""
        return self.min > 0 or self.max is None or self.max > 0


def total(incidents: Iterable[Incident], harm: Harm) -> Total:
    """The incidents' tolls of one harm added up; 0 where none has one."""
    low, open_above = 0, False
    best: int | None = 0
    high: int | None = 0
    for incident in incidents:
        toll = incident.toll(harm)
        if toll is None:
            continue
        low += toll.min or 0
        best = None if best is None or toll.best is None else best + toll.best
        high = None if high is None or toll.max is None else high + toll.max
        open_above = open_above or toll.open_above
    return Total(low, best, high, open_above)


def range_jaccard(
    gold: tuple[int | None, int | None], predicted: tuple[int | None, int | None]
) -> float:
    """How far two ranges of whole people agree: shared over all integers, 0 to 1.

    A missing least is 0, since nobody counts below it. A missing most is an open end: it scores
    0 against a closed one, and two open ends are compared by their least alone (1 or 0).
    """
    a_low, b_low = gold[0] or 0, predicted[0] or 0
    a_high, b_high = gold[1], predicted[1]
    if a_high is None or b_high is None:
        return float(a_high is None and b_high is None and a_low == b_low)
    shared = max(0, min(a_high, b_high) - max(a_low, b_low) + 1)
    either = (a_high - a_low + 1) + (b_high - b_low + 1) - shared
    return shared / either


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) points in degrees."""
    (lat1, lon1), (lat2, lon2) = ((radians(x), radians(y)) for x, y in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))
