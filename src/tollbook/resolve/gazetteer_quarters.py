"""Which of the packages' populated places are parts of a city.

GeoNames marks them (feature code PPLX); the packages dropped the mark, so that "Englewood" in
Chicago is a town like any other there. ``data/quarters.csv`` says which they are: general knowledge
of the cities; names and points are those of the packages.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from tollbook.record.text import fold
from tollbook.resolve.named_place import PRIMARY, NamedPlace, distance_km

_BOROUGH = 250_000
"""People of a part of a city that is itself spoken of as one ("Brooklyn"): it stays a city."""


@dataclass(frozen=True, slots=True)
class CityParts:
    """The parts of a city by name.

    :ivar admin1: GeoNames first-order code that the city and its parts lie in.
    :ivar within_km: how far from the city's point they may lie.
    """

    city: str
    admin1: str
    within_km: float
    names: tuple[str, ...]


def city_parts() -> list[CityParts]:
    """The rows of ``data/quarters.csv``."""
    text = files("tollbook.resolve").joinpath("data/quarters.csv").read_text("utf-8")
    return [
        CityParts(
            row["city"], row["admin1"], float(row["within_km"]), tuple(row["quarters"].split("|"))
        )
        for row in csv.DictReader(text.splitlines())
    ]


def mark_quarters(rows: Sequence[NamedPlace]) -> None:
    """Gives each part its city as a parent, and the level of a neighbourhood."""
    cities = city_parts()
    wanted = {(c.admin1, fold(name)) for c in cities for name in (c.city, *c.names)}
    named: defaultdict[tuple[str, str], list[NamedPlace]] = defaultdict(list)
    for row in rows:
        admin1 = row.place.admin1 or ""
        for key in {(admin1, name) for name, how in row.names.items() if how == PRIMARY} & wanted:
            named[key].append(row)
    for of in cities:
        found = named[of.admin1, fold(of.city)]
        city = max(found, key=lambda r: r.place.population, default=None)
        if city is None:
            continue
        for name in of.names:
            part = _nearest(named[of.admin1, fold(name)], city)
            if part is not None and _km(part, city) <= of.within_km:
                _put(part, city)


def _put(part: NamedPlace, city: NamedPlace) -> None:
    place = part.place
    level = place.level if place.population >= _BOROUGH else "neighbourhood"
    above = (p for p in (city.place.id, *city.place.parents) if p not in place.parents)
    part.place = replace(place, level=level, parents=(*above, *place.parents))


def _nearest(rows: Iterable[NamedPlace], city: NamedPlace) -> NamedPlace | None:
    others = (r for r in rows if r.place.id != city.place.id)
    return min(others, key=lambda r: _km(r, city), default=None)


def _km(row: NamedPlace, city: NamedPlace) -> float:
    a, b = row.place, city.place
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return float("inf")
    return distance_km(a.lat, a.lon, b.lat, b.lon)
