"""Which places lie in which."""

from __future__ import annotations

from collections.abc import Iterable

from tollbook.record import Place
from tollbook.resolve.named_place import distance_km

WIDE = frozenset({"country", "province", "region"})
"""Levels that say roughly where at best."""

UNITS = WIDE | {"district"}
"""Levels of units, of which the middle says nothing of a place inside."""


def holds(outer: Place, inner: Place) -> bool:
    """Whether one place lies in another: by its parents, or by the unit both belong to.

    The packages name a town's district and country as its parents, not always the province
    between them; its code is the province's.
    """
    if outer.id == inner.id:
        return False
    if outer.id in inner.parents:
        return True
    if outer.level == "country":
        return outer.country is not None and outer.country == inner.country
    return (
        outer.level == "province"
        and inner.level not in WIDE
        and outer.admin1 is not None
        and outer.admin1 == inner.admin1
    )


def shares(a: Place, b: Place) -> bool:
    """Whether two places may be one here: the same, or one in the other."""
    return a.id == b.id or holds(a, b) or holds(b, a)


def none_holds(units: Iterable[Place | None], town: Place) -> bool:
    """Whether all of these are provinces, and the town lies in none of them."""
    return all(u is not None and u.level == "province" and not holds(u, town) for u in units)


def finest(places: Iterable[Place]) -> list[Place]:
    """The places that hold none of the others."""
    known = list(places)
    return [p for p in known if not any(holds(p, o) for o in known)]


_BORDER_KM = 50.0
"""How far beyond a place of its own country news of it may tell of a small town."""


def across_border(here: Place, place: Place) -> bool:
    """Whether a place lies in another country, close by: it may be meant as it is."""
    return (
        place.country != here.country
        and here.lat is not None and here.lon is not None
        and place.lat is not None and place.lon is not None
        and distance_km(here.lat, here.lon, place.lat, place.lon) <= here.radius_km + _BORDER_KM
    )  # fmt: skip


def may_hold(unit: Place, town: Place) -> bool:
    """Whether a town lies in a unit, or may: by its hierarchy; in a district that the packages do
    not name as its parent, by reach; a town without a point, by its province."""
    if holds(unit, town):
        return True
    if unit.level != "district" or unit.admin1 is None or unit.admin1 != town.admin1:
        return False
    if town.lat is None or town.lon is None or unit.lat is None or unit.lon is None:
        return town.lat is None and unit.country == town.country
    return distance_km(unit.lat, unit.lon, town.lat, town.lon) <= unit.radius_km
