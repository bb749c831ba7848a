"""Incidents of any recorder as what two recorders can be compared by: days, places, dead, sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tollbook.publish.ged.accused import asserted
from tollbook.publish.ged.event import figures_of
from tollbook.publish.wording import interval_in_words
from tollbook.record import Incident, Interval, Place, where_prec
from tollbook.record.ged import GedRow
from tollbook.record.text import fold
from tollbook.resolve.states import states
from tollbook.view import View

_REACH_KM = {1: 5.0, 2: 25.0, 3: 50.0, 4: 150.0, 5: 100.0, 6: 600.0, 7: 300.0}
"""How far from the point of a GED row the event may have been, by its where_prec: our choice, the
codebook says it of 2 alone."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place: degrees, and how far from there it may have been, in kilometres."""

    name: str
    lat: float
    lon: float
    reach_km: float


@dataclass(frozen=True, slots=True)
class Comparable:
    """One incident with deaths.

    :ivar key: its recorder's own id, to name it by; it is no part of the comparison.
    :ivar low / best / high: the dead, in people.
    :ivar country: Gleditsch-Ward number; None: not known.
    :ivar sides: folded names of who fought or killed; empty: nobody is named.
    """

    key: str
    start: date | None
    end: date | None
    points: tuple[Point, ...]
    country: int | None
    low: int
    best: int
    high: int
    sides: frozenset[str]

    def in_words(self) -> str:
        """ "21 Feb 2026, Example Town, 13 to 80 dead, best 18"."""
        when = interval_in_words(Interval(self.start, self.end)) if self.start else None
        where = "; ".join(dict.fromkeys(point.name for point in self.points))
        return f"{when or 'day not known'}, {where or 'place not known'}, {self.dead_in_words()}"

    def dead_in_words(self) -> str:
        """ "13 to 80 dead, best 18"."""
        low, high = sorted((self.low, self.high))
        if low == self.best == high:
            return f"{self.best:,} dead"
        return f"{low:,} to {high:,} dead, best {self.best:,}"


def of_rows(rows: Iterable[tuple[int, GedRow]]) -> list[Comparable]:
    """The rows of a table, each one incident.

    :param rows: with their number, which names those that have no id.
    """
    return [_of_row(number, row) for number, row in rows]


def _of_row(number: int, row: GedRow) -> Comparable:
    points: tuple[Point, ...] = ()
    if row.latitude is not None and row.longitude is not None:
        reach = _REACH_KM.get(row.where_prec or 1, 25.0)
        name = row.where_coordinates or row.adm_2 or row.adm_1 or row.country or ""
        points = (Point(name, row.latitude, row.longitude, reach),)
    best = row.best or 0
    return Comparable(
        f"row {number}" if row.id is None else str(row.id),
        row.date_start or row.date_end,
        row.date_end or row.date_start,
        points,
        row.country_id,
        row.low if row.low is not None else best,
        best,
        row.high if row.high is not None else best,
        _sides(row.side_a, row.side_b),
    )


def of_view(view: View) -> list[Comparable]:
    """The incidents of a book in which somebody is told to have died."""
    found = [(i, i.toll("killed")) for i in view.incidents]
    return [
        _of_incident(view, incident, figures_of(toll))
        for incident, toll in found
        if toll is not None and max(figures_of(toll)) > 0
    ]


def _of_incident(view: View, incident: Incident, figures: tuple[int, int, int]) -> Comparable:
    when, places = incident.when, incident.places
    state = states().get(places[0].country or "") if places else None
    named = asserted(view, incident.perpetrators, state) if state else []
    low, best, high = figures
    return Comparable(
        incident.id,
        (when.start or when.end) if when else None,
        (when.end or when.start) if when else None,
        tuple(p for p in map(_point, places) if p is not None),
        state.gwno if state else None,
        low,
        best,
        high,
        _sides(*(side.name for side in named)),
    )


def _point(place: Place) -> Point | None:
    if place.lat is None or place.lon is None:
        return None
    reach = max(place.radius_km, _REACH_KM[where_prec(place)])
    return Point(place.name, place.lat, place.lon, reach)


def _sides(*names: str | None) -> frozenset[str]:
    """Names to compare by; "Civilians" and UCDP's XXX for an unnamed side are none."""
    folded = {fold(name) for name in names if name and not name.startswith("XXX")}
    return frozenset(folded - {"civilians"})
