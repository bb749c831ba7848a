"""Points for the small maps: drawn by the desk's own script, and listed for whoever has none."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.publish.wording import country_name, place_in_words
from tollbook.record import Place


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a small map.

    :ivar number: 1 for the first candidate; 0: it is the place as it stands.
    """

    id: str
    words: str
    detail: str
    lat: float | None
    lon: float | None
    number: int = 0


def points_of(places: Iterable[Place], *, first: int = 1) -> list[Point]:
    """Places as numbered points; each place once."""
    once = list({place.id: place for place in places}.values())
    return [point_of(place, number) for number, place in enumerate(once, start=first)]


def point_of(place: Place, number: int = 0) -> Point:
    """A place as a point."""
    people = f", {place.population:,} people" if place.population else ""
    where = country_name(place.country) if place.country else "across borders"
    detail = f"{place.level}, {where}, within {place.radius_km:g} km{people}; {place.id}"
    return Point(place.id, place_in_words(place), detail, place.lat, place.lon, number)


def as_json(points: Iterable[Point]) -> str:
    """What the script draws: number, name, latitude and longitude of each place that has them."""
    return json.dumps(
        [
            {"number": p.number, "name": p.words, "lat": p.lat, "lon": p.lon}
            for p in points
            if p.lat is not None and p.lon is not None
        ]
    )
