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
_UNITS = frozenset({"district", "province", "region", "country"})
_COUNTY = re.compile(r"\b(?:county|parish|borough)\b", re.IGNORECASE)
_FINER = _SETTLED | {"neighbourhood", "street", "landmark", "exact"}


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns of a gold set, as the gazetteer has them."""

    gazetteer: Gazetteer

    def is_town(self, place: Place | None, city: str, state: str) -> bool:
        """By name in that state, or as the gazetteer's place of that name there: it may spell the
        town otherwise ("Greenacres City"). A quarter is its city: what the gazetteer says it is a
        part of, never what it only lies near or in the county of; and what a report alone names
        is the town that its words put it in ("Oak Street, in Kut"). A county or state is no town
        that bears its name, unless the gold's is a county."""
        if place is None:
            return False
        ids = {town.id for town in self.towns(city, state)}
        units = self._units(state)
        return any(
            one.id in ids
            or (
                fold(_own_name(one)) in town_names(city)
                and (one.admin1 in units or not units)
                and (is_county(city) or not _is_unit(one))
            )
            for one in (place, *self._cities_of(place))
        )

    def _cities_of(self, place: Place) -> list[Place]:
        """The cities that a neighbourhood or borough is a part of, and the town that a report's
        words put a place in of which the gazetteer knows nothing."""
        if place.level not in ("neighbourhood", "city") and not place.id.startswith("said:"):
            return []
        above = (self.gazetteer.place(parent) for parent in place.parents)
        return [p for p in above if p is not None and p.level in _SETTLED]

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
        """What the gazetteer has under a town's names in a state of the US; counties only where
        the gold's is one."""
        units = self._units(state)
        found = [c.place for name in town_names(city) for c in self.gazetteer.candidates(name)]
        right = [p for p in found if p.admin1 in units]
        return right if is_county(city) else [p for p in right if not _is_unit(p)]

    def _units(self, state: str) -> set[str | None]:
        """First-order codes of a state of the US by its name; empty: none is known."""
        return {
            c.place.admin1
            for c in self.gazetteer.candidates(state)
            if c.place.country == "US" and c.place.level == "province"
        }


@cache
def towns() -> Towns:
    """Over the installed gazetteer, opened once."""
    return Towns(Gazetteer.open())


def _own_name(place: Place) -> str:
    """A place's name; of what a report alone names, without what it lies in."""
    return place.name.partition(", in ")[0] if place.id.startswith("said:") else place.name


def _is_unit(place: Place) -> bool:
    """Whether a place is a county, state or country; a unit that a city is ("City of Baltimore"),
    is none."""
    return place.level in _UNITS and not place.name.startswith("City of ")


def is_county(city: str) -> bool:
    """Whether the gold's place is a county ("Clark (county)", "Stokes County")."""
    return _COUNTY.search(city) is not None


def town_names(city: str) -> set[str]:
    """What the gold's town may be called: "New York (Manhattan)" is either, "Clark (county)" is
    Clark County."""
    whole, _, part = city.partition("(")
    if part.strip(" )").lower() == "county":
        return {fold(f"{whole} County")}
    return {fold(name) for name in re.split(r"[()]", city) if name.strip()}
