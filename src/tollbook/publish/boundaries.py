"""Boundaries that come with tollbook (Natural Earth), decoded from TopoJSON.

What the files are and where they are from: ``tollbook/assets/README.md``. They show where things
are and take no side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

import msgspec

from tollbook.errors import TollbookError

Ring: TypeAlias = "tuple[tuple[float, float], ...]"
"""A closed line of (longitude, latitude), degrees, WGS 84."""

Scale = Literal["countries-110m", "countries-50m", "admin-1.topo"]


class _Transform(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Geometry(msgspec.Struct):
    type: str | None = None
    arcs: list[msgspec.Raw] = []
    id: str | None = None
    properties: dict[str, str | None] = {}


class _Collection(msgspec.Struct):
    geometries: list[_Geometry] = []


class _Topology(msgspec.Struct):
    arcs: list[list[tuple[int, int]]]
    transform: _Transform
    objects: dict[str, _Collection]


@dataclass(frozen=True, slots=True)
class Area:
    """A country or a first-order unit.

    :ivar code: of a unit GeoNames' first-order code ("IQ.08"); of a country ISO 3166-1 numeric;
        None: it has none.
    :ivar iso: of a unit, the ISO 3166-1 alpha-2 code of its country; of a country None.
    :ivar rings: outlines, holes among them.
    """

    code: str | None
    name: str
    iso: str | None
    rings: tuple[Ring, ...]


_OBJECTS: Mapping[Scale, str] = {
    "countries-110m": "countries",
    "countries-50m": "countries",
    "admin-1.topo": "build",
}


@cache
def _topology(scale: Scale) -> _Topology:
    path = files("tollbook.assets").joinpath(f"boundaries/{scale}.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Topology)
    except (OSError, msgspec.DecodeError) as fault:
        raise TollbookError(
            f"the boundaries that come with tollbook cannot be read: {fault}",
            value=scale,
            where=str(path),
            next="install tollbook again",
        ) from fault


@cache
def areas(scale: Scale) -> tuple[Area, ...]:
    """All areas of one file, in its order.

    :raises TollbookError: the file that comes with tollbook is broken.
    """
    topology = _topology(scale)
    lines = [_decoded(arc, topology.transform) for arc in topology.arcs]
    found = []
    for geometry in topology.objects[_OBJECTS[scale]].geometries:
        properties = geometry.properties
        code = properties.get("gn_a1_code") or None if scale == "admin-1.topo" else geometry.id
        name = properties.get("name_en") or properties.get("name") or ""
        rings = tuple(_ring(arcs, lines) for arcs in _arcs_of(geometry))
        found.append(Area(code, name, properties.get("iso_a2"), rings))
    return tuple(found)


@cache
def province_names() -> Mapping[str, str]:
    """GeoNames' first-order code -> English name, where one unit has the code."""
    units = _topology("admin-1.topo").objects["build"].geometries
    names: dict[str, str] = {}
    twice = set()
    for unit in units:
        code, name = unit.properties.get("gn_a1_code"), unit.properties.get("name_en")
        if not code or not name:
            continue
        if names.get(code, name) != name:
            twice.add(code)
        names[code] = name
    return {code: name for code, name in names.items() if code not in twice}


@cache
def provinces() -> Mapping[str, tuple[Area, ...]]:
    """GeoNames' first-order code -> its areas."""
    found: dict[str, tuple[Area, ...]] = {}
    for area in areas("admin-1.topo"):
        if area.code:
            found[area.code] = (*found.get(area.code, ()), area)
    return found


def _decoded(arc: Sequence[tuple[int, int]], transform: _Transform) -> list[tuple[float, float]]:
    """An arc's points: each is told as a step from the last, in whole numbers."""
    x = y = 0
    points = []
    (kx, ky), (dx, dy) = transform.scale, transform.translate
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * kx + dx, y * ky + dy))
    return points


def _arcs_of(geometry: _Geometry) -> list[list[int]]:
    raw = [bytes(part) for part in geometry.arcs]
    if geometry.type == "Polygon":
        return [msgspec.json.decode(part, type=list[int]) for part in raw]
    if geometry.type == "MultiPolygon":
        return [ring for part in raw for ring in msgspec.json.decode(part, type=list[list[int]])]
    return []


def _ring(arcs: Sequence[int], lines: Sequence[list[tuple[float, float]]]) -> Ring:
    """Arcs put end to end; a negative number is an arc told backwards (~n)."""
    points: list[tuple[float, float]] = []
    for number in arcs:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return tuple(points)
