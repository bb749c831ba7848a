"""Boundaries for the site's map: of the files that come with tollbook, only what a release needs.

They stay TopoJSON, which the browser decodes; arcs that no area needs are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from importlib import resources
from typing import TypeAlias

import msgspec

Bounds: TypeAlias = "tuple[float, float, float, float]"
MARGIN = 6.0  # degrees around the incidents in which neighbours are drawn
_MOST = 110_000  # bytes beyond which the whole world is drawn, coarsely: it is no larger


class Transform(msgspec.Struct):
    """How whole numbers become degrees."""

    scale: tuple[float, float]
    translate: tuple[float, float]


class Unit(msgspec.Struct, omit_defaults=True):
    """A country or first-order unit: its outline as numbers of arcs, and what is said of it."""

    type: str | None = None
    arcs: list[object] = []
    properties: dict[str, str | None] = {}


class Units(msgspec.Struct):
    """All units of one object."""

    type: str = "GeometryCollection"
    geometries: list[Unit] = []


class Topology(msgspec.Struct):
    """A TopoJSON document, as far as it is used."""

    arcs: list[list[tuple[int, int]]]
    transform: Transform
    objects: dict[str, Units]
    type: str = "Topology"


@cache
def _topology(name: str) -> Topology:
    path = resources.files("tollbook.assets").joinpath(f"boundaries/{name}.json")
    return msgspec.json.decode(path.read_bytes(), type=Topology)


def provinces(countries: Collection[str]) -> Topology:
    """First-order units of these countries (ISO 3166-1 alpha-2): c code, i country, n name."""
    return _subset(
        _topology("admin-1.topo"),
        "build",
        lambda unit, _: unit.properties.get("iso_a2") in countries,
        lambda said: {
            "c": said.get("gn_a1_code"),
            "i": said.get("iso_a2"),
            "n": said.get("name_en") or said.get("name"),
        },
    )


def surroundings(bounds: Bounds | None) -> Topology:
    """Countries in view of these bounds (west, south, east, north); None: the world, coarsely."""
    if bounds is not None:
        west, south, east, north = bounds
        seen = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
        near = _subset(
            _topology("countries-50m"),
            "countries",
            lambda _, box: _meet(box, seen),
            lambda said: {"n": said.get("name")},
        )
        if len(msgspec.json.encode(near)) <= _MOST:
            return near
    return _subset(
        _topology("countries-110m"),
        "countries",
        lambda _, __: True,
        lambda said: {"n": said.get("name")},
    )


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _subset(
    whole: Topology,
    name: str,
    wanted: Callable[[Unit, Bounds], bool],
    told: Callable[[dict[str, str | None]], dict[str, str | None]],
) -> Topology:
    """The areas wanted of a topology, with the arcs they need, numbered anew."""
    boxes = _boxes(whole)
    numbers: dict[int, int] = {}
    kept: list[Unit] = []

    def renumber(part: object) -> object:
        if isinstance(part, list):
            return [renumber(each) for each in part]
        number = int(str(part))
        new = numbers.setdefault(_own(number), len(numbers))
        return new if number >= 0 else ~new

    for unit in whole.objects[name].geometries:
        used = [boxes[_own(number)] for number in _flat(unit.arcs)]
        if not used:
            continue
        low_x, low_y, high_x, high_y = zip(*used, strict=True)
        if wanted(unit, (min(low_x), min(low_y), max(high_x), max(high_y))):
            arcs = [renumber(part) for part in unit.arcs]
            kept.append(Unit(unit.type, arcs, told(unit.properties)))
    return Topology(
        [whole.arcs[number] for number in numbers],
        whole.transform,
        {"areas": Units(geometries=kept)},
    )


def _own(number: int) -> int:
    """An arc told backwards is ~n."""
    return number if number >= 0 else ~number


def _flat(part: object) -> Iterator[int]:
    if isinstance(part, list):
        for each in part:
            yield from _flat(each)
    else:
        yield int(str(part))


def _boxes(whole: Topology) -> list[Bounds]:
    (kx, ky), (dx, dy) = whole.transform.scale, whole.transform.translate
    found = []
    for arc in whole.arcs:
        x = y = 0
        xs, ys = [], []
        for step in arc:
            x, y = x + step[0], y + step[1]
            xs.append(x)
            ys.append(y)
        found.append((min(xs) * kx + dx, min(ys) * ky + dy, max(xs) * kx + dx, max(ys) * ky + dy))
    return found
