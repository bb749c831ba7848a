"""Where a world lies: real towns with their provinces and countries, and made-up quarters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tollbook.record import Place
from tollbook.resolve.gazetteer import Gazetteer

_QUARTERS = ("Northside", "Old Market", "Riverbank")
_QUARTER_KM = 1.0
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """A town with what holds it.

    :ivar quarters: made-up parts of it, each with a point of its own.
    :ivar province: None: the gazetteer names none.
    """

    place: Place
    province: Place | None
    country: Place
    quarters: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """One country of a world."""

    country: Place
    towns: tuple[Town, ...]

    @property
    def provinces(self) -> list[Place]:
        """The provinces that its towns lie in, those with most of the towns first."""
        found: dict[str, list[Place]] = {}
        for town in self.towns:
            if town.province is not None:
                found.setdefault(town.province.id, []).append(town.province)
        return [same[0] for same in sorted(found.values(), key=lambda same: -len(same))]


def lands(gazetteer: Gazetteer, countries: Sequence[str], towns: int) -> list[Land]:
    """So many towns, shared out over the countries; each country's biggest come first.

    Towns of one name are taken once, since a reader could not tell them apart either. Every
    place is looked up here, once; what is made of the world later looks up nothing.
    """
    found: list[Land] = []
    for number, code in enumerate(countries):
        country = gazetteer.country(code)
        share = towns // len(countries) + (number < towns % len(countries))
        if country is None or not share:
            continue
        named: dict[str, Place] = {}
        for place in gazetteer.towns(code):
            named.setdefault(place.name, place)
        chosen = list(named.values())[:share]
        found.append(Land(country, tuple(_towns(gazetteer, country, chosen))))
    return found


def _towns(gazetteer: Gazetteer, country: Place, places: Sequence[Place]) -> Iterable[Town]:
    for place in places:
        province = gazetteer.province(place.admin1) if place.admin1 else None
        yield Town(place, province, country, tuple(_quarters(place)))


def _quarters(town: Place) -> Iterable[Place]:
    if town.lat is None or town.lon is None:
        return
    step = 0.6 * town.radius_km / _KM_PER_DEGREE
    for name, north, east in zip(_QUARTERS, (step, 0.0, -step), (0.0, 0.0, step), strict=True):
        key = name.replace(" ", "").lower()
        yield Place(
            id=f"world:{town.id}:{key}",
            name=f"{name}, {town.name}",
            lat=town.lat + north,
            lon=town.lon + east,
            country=town.country,
            admin1=town.admin1,
            level="neighbourhood",
            radius_km=_QUARTER_KM,
            parents=(town.id, *town.parents),
        )
