"""How two places lie to each other: the same, one inside the other, near, apart, or not known."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from tollbook.record import Place
from tollbook.record.vocabulary import PlaceLevel

Lie = Literal["same", "inside", "near", "apart", "unknown"]
Cover = Literal["inside", "maybe", "outside"]

EARTH_KM = 6371.0088  # mean radius (IUGG)

_ROUGHNESS: dict[PlaceLevel, int] = {
    "exact": 0,
    "street": 1,
    "landmark": 2,
    "neighbourhood": 3,
    "village": 4,
    "town": 5,
    "city": 6,
    "district": 7,
    "province": 8,
    "country": 9,
    "region": 10,
}

TOWN = _ROUGHNESS["city"]
"""The coarsest that a town is."""

SPOT = _ROUGHNESS["neighbourhood"]
"""The coarsest that a spot in a town is."""

SLACK_KM = 5.0
"""How much further than their radii two points may lie and still be one place badly located."""


def roughness(place: Place) -> int:
    """0 for an exact point up to 10 for a region: how coarse the place is."""
    return _ROUGHNESS[place.level]


def distance_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres; None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north_a, north_b = radians(a.lat), radians(b.lat)
    half = (
        sin((north_b - north_a) / 2) ** 2
        + cos(north_a) * cos(north_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _within(inner: Place, outer: Place) -> bool | None:
    """Whether the hierarchy puts ``inner`` in ``outer``; None: it does not say."""
    if outer.id in inner.parents:
        return True
    if outer.level == "country":
        if inner.country is None or outer.country is None:
            return None
        return inner.country == outer.country
    if inner.country and outer.country and inner.country != outer.country:
        return False
    if outer.level == "province" and inner.admin1 and outer.admin1:
        return inner.admin1 == outer.admin1
    return None


def _other_units(a: Place, b: Place) -> bool:
    """Whether two places finer than a province lie in two of them, as far as they say: of a village
    that no gazetteer has ("Qurmiya, in Anbar") no more is known than that."""
    fine = max(roughness(a), roughness(b)) < _ROUGHNESS["province"]
    return fine and a.admin1 is not None and b.admin1 is not None and a.admin1 != b.admin1


def lie(a: Place, b: Place) -> tuple[Lie, float | None]:
    """How two places lie to each other, with the kilometres between them where known."""
    if a.id == b.id:
        return "same", 0.0
    inner, outer = (a, b) if roughness(a) <= roughness(b) else (b, a)
    if a.id in b.parents:
        inner, outer = b, a  # a village without a point of its own is as coarse as its town
    said = _within(inner, outer)
    km = distance_km(a, b)
    if said is True:
        return "inside", km
    if said is False:
        return "apart", km
    if a.country and b.country and a.country != b.country:
        return "apart", km
    if km is None:
        return ("apart" if _other_units(a, b) else "unknown"), None
    wide, narrow = max(a.radius_km, b.radius_km), min(a.radius_km, b.radius_km)
    if wide >= 3 * narrow and wide > 1 and km <= wide:
        return "inside", km
    if km <= wide + narrow + SLACK_KM:
        return "near", km
    return "apart", km


def _lies_in(inner: Place, outer: Place) -> bool:
    """Whether a place as coarse as another lies in it: one of which only the name is known."""
    return outer.id in inner.parents and roughness(inner) == roughness(outer)


def finest(places: Sequence[Place]) -> tuple[Place, ...]:
    """The places without those that merely contain another ("Karrada, Baghdad": Karrada)."""
    kept: list[Place] = []
    # one place may come twice, the second time with a wider reach ("near Rafah"): the reach
    # decides their order, since that of a set changes from run to run
    for place in sorted(set(places), key=lambda p: (roughness(p), p.id, p.radius_km)):
        if not any(_within(finer, place) is True for finer in kept):
            kept = [*(k for k in kept if not _lies_in(place, k)), place]
    return tuple(kept)


def covers(area: Sequence[Place], place: Place) -> Cover:
    """Whether a place lies in an area made of one or several places.

    A place coarser than the area that holds it (the province of a city) may or may not be inside.
    """
    answer: Cover = "outside"
    for part in area:
        how = _cover_one(part, place)
        if how == "inside":
            return "inside"
        if how == "maybe":
            answer = "maybe"
    return answer


def _cover_one(part: Place, place: Place) -> Cover:
    if part.id == place.id:
        return "inside"
    if roughness(place) > roughness(part):
        return "outside" if lie(place, part)[0] == "apart" else "maybe"
    said = _within(place, part)
    if said is not None:
        return "inside" if said else "outside"
    km = distance_km(place, part)
    if km is None:
        return "maybe"
    if km + place.radius_km <= part.radius_km:
        return "inside"
    return "maybe" if km <= part.radius_km + place.radius_km else "outside"
