"""Whether a place is the town that a gold set names by name and state, or lies in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tollbook.evals.measures import distance_km
from tollbook.record import Place
from tollbook.record.text import fold
from tollbook.resolve.gazetteer import Gazetteer

_SETTLED = frozenset({"city", "town", "village"})
_FINER = _SETTLED | {"neighbourhood", "street", "landmark", "exact"}


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns of a gold set, as the gazetteer has them."""

    gazetteer: Gazetteer

    def is_town(self, place: Place | None, city: str, state: str) -> bool:
        """By name, or as the gazetteer's place of that name in that state: it may spell the town
        otherwise ("Greenacres City")."""
        if place is None:
            return False
        if fold(place.name) in town_names(city):
            return True
        return place.id in {town.id for town in self.towns(city, state)}

    def is_within(self, place: Place | None, city: str, state: str) -> bool:
        """The town, or a smaller place in its state whose point lies within the town's radius: a
        quarter, or a place so close that the gazetteer cannot tell it from one."""
        if place is None or self.is_town(place, city, state):
            return place is not None
        if place.lat is None or place.lon is None or place.level not in _FINER:
            return False
        return any(
            place.admin1 == town.admin1
            and place.population < town.population
            and distance_km((place.lat, place.lon), (town.lat, town.lon)) <= town.radius_km
            for town in self.towns(city, state)
            if town.lat is not None and town.lon is not None and town.level in _SETTLED
        )

    def towns(self, city: str, state: str) -> list[Place]:
        """What the gazetteer has under a town's names in a state of the US."""
        units = {
            c.place.admin1
            for c in self.gazetteer.candidates(state)
            if c.place.country == "US" and c.place.level == "province"
        }
        found = [c.place for name in town_names(city) for c in self.gazetteer.candidates(name)]
        return [p for p in found if p.admin1 in units]


@cache
def towns() -> Towns:
    """Over the installed gazetteer, opened once."""
    return Towns(Gazetteer.open())


def town_names(city: str) -> set[str]:
    """What the gold's town may be called: "New York (Manhattan)" is either, "Clark (county)" is
    Clark County."""
    whole, _, part = city.partition("(")
    if part.strip(" )").lower() == "county":
        return {fold(f"{whole} County")}
    return {fold(name) for name in re.split(r"[()]", city) if name.strip()}
