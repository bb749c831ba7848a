"""Where a row is: its point, country and grid cell, and the area round several places.

The rules are those of the UCDP GED codebook 22.1, 5.4.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import floor

from tollbook.publish.boundaries import province_names
from tollbook.record import Place, where_prec
from tollbook.record.vocabulary import PlaceLevel
from tollbook.resolve.gazetteer_units import unit_areas
from tollbook.resolve.states import State, states


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a row.

    :ivar place: None: the area round several places that has no record of its own.
    :ivar prec: UCDP's where_prec, 1 to 6.
    """

    name: str
    lat: float
    lon: float
    prec: int
    state: State
    admin1: str | None
    place: Place | None = None


def grid_cell(lat: float, lon: float) -> int:
    """The PRIO-GRID cell (half a degree, numbered from the south-west, 720 in a row)."""
    row = min(floor((lat + 90) * 2), 359)
    column = min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


def point_wkt(lat: float, lon: float) -> str:
    """``POINT (lon lat)``, as UCDP writes it."""
    return f"POINT ({lon!r} {lat!r})"


@cache
def _unit_points() -> Mapping[str, tuple[float, float]]:
    return {code: (area.lat, area.lon) for code, area in unit_areas().items()}


def spot_of(place: Place) -> Spot | str:
    """A place as a row needs it; or why it cannot stand in one, in words.

    A town without a point of which the first-order unit is known is coded to the unit.
    """
    state = states().get(place.country or "")
    if state is None:
        return f"{place.name} lies in no single state"
    if place.lat is None or place.lon is None:
        point = _unit_points().get(place.admin1 or "")
        if point is None:
            return f"no coordinates are known of {place.name}"
        name = province_names().get(place.admin1 or "", place.name)
        return Spot(name, *point, 4, state, place.admin1, place)
    return Spot(place.name, place.lat, place.lon, where_prec(place), state, place.admin1, place)


def around(spots: Sequence[Spot], known: Mapping[str, Place]) -> Spot | str:
    """The smallest area that holds all the places: their province, else their country.

    :param known: places that the book has a record of, by id: their point is taken; else the
        middle of the places.
    """
    first = spots[0]
    if len({spot.state for spot in spots}) > 1:
        return "fewer deaths than places, which lie in several states"
    codes = {spot.admin1 for spot in spots}
    level: PlaceLevel = "province" if len(codes) == 1 and first.admin1 else "country"
    countries = {spot.place.country for spot in spots if spot.place}
    for place in known.values():
        own = place.admin1 == first.admin1 if level == "province" else place.country in countries
        if place.level == level and own and place.lat is not None:
            found = spot_of(place)
            if isinstance(found, Spot):
                return found
    name = first.state.name
    if level == "province":
        name = province_names().get(first.admin1 or "", name)
    return Spot(
        name,
        round(sum(spot.lat for spot in spots) / len(spots), 6),
        round(sum(spot.lon for spot in spots) / len(spots), 6),
        4 if level == "province" else 6,
        first.state,
        first.admin1 if level == "province" else None,
    )
