"""The picture of the map: where, how many, and how well the place is known.

A circle is a point that is known; what is known only as a province or country is drawn as that
area, and what reaches further than its name as a ring of that reach. No pin stands for an area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sqrt
from typing import TYPE_CHECKING, Any

from tollbook.publish.boundaries import Area, Ring, areas, provinces
from tollbook.publish.plot_style import (
    BLUE,
    LAND,
    LINE,
    VERMILLION,
    Form,
    foot_words,
    picture,
)
from tollbook.publish.wording import harm_in_words, plural
from tollbook.record import Incident, Place, where_prec
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_NAMED = 8  # places with their name beside them
_KM = 111.195  # in a degree of latitude
_FEW_UNITS = 40  # provinces in sight, up to which they are named; else the states are
_SMALLEST = 1.2  # degrees that the map spans at least


@dataclass(frozen=True, slots=True)
class Spot:
    """Incidents at one place, added up, in people."""

    place: Place
    best: int
    incidents: int

    @property
    def shape(self) -> str:
        """``point``, ``ring`` (it may have been that far off) or ``area``."""
        if self.place.level in ("province", "country"):
            return "area"
        return "point" if where_prec(self.place) == 1 else "ring"


@dataclass(frozen=True, slots=True)
class Spots:
    """What the map shows.

    :ivar unplaced: incidents with a toll and no place; they are not drawn.
    """

    harm: Harm
    spots: tuple[Spot, ...]
    unplaced: int


def spots_of(incidents: Iterable[Incident], harm: Harm) -> Spots:
    """Incidents with a toll of this harm, by their first place."""
    told = [(i, t) for i in incidents if (t := i.toll(harm)) is not None and (t.max or t.min)]
    placed: defaultdict[Place, list[int]] = defaultdict(list)
    for incident, toll in told:
        place = next((p for p in incident.places if p.lat is not None), None)
        if place is not None:
            placed[place].append(toll.best if toll.best is not None else toll.min or 0)
    spots = [Spot(place, sum(best), len(best)) for place, best in placed.items()]
    return Spots(
        harm,
        tuple(sorted(spots, key=lambda s: (-s.best, s.place.id))),
        len(told) - sum(s.incidents for s in spots),
    )


def title(spots: Spots) -> str:
    """What it shows: "Killed: 86 documented at 5 places, in 5 incidents"."""
    best, incidents = (sum(getattr(s, n) for s in spots.spots) for n in ("best", "incidents"))
    harm = harm_in_words(spots.harm).capitalize()
    places = plural(len(spots.spots), "place")
    return f"{harm}: {best:,} documented at {places}, in {plural(incidents, 'incident')}"


def plot_map(spots: Spots, form: Form, *, policy: str) -> bytes:
    """The picture, the same bytes for the same book and the same matplotlib.

    :raises MissingPart: matplotlib is not installed.
    :raises ValueError: there is nothing to draw.
    """
    if not spots.spots:
        raise ValueError("a map takes one incident with a place or more")
    west, east, south, north = _extent(spots.spots)
    wide = (east - west) * cos(radians((south + north) / 2))
    height = min(max(7.6 * (north - south) / wide, 3.6), 9.0)

    def draw(figure: Figure) -> None:
        panel = figure.subplots()
        figure.suptitle(title(spots), x=0.01, ha="left", fontsize=10, fontweight="bold")
        panel.set_xlim(west, east)
        panel.set_ylim(south, north)
        panel.set_aspect(1 / cos(radians((south + north) / 2)))
        _ground(panel, spots.spots, (west, east, south, north))
        _draw_spots(panel, spots.spots)
        panel.set_xticks([])
        panel.set_yticks([])
        for side in panel.spines.values():
            side.set_visible(True)
            side.set_color(LINE)

    left = f"{plural(spots.unplaced, 'incident')} without a known place not drawn." * (
        spots.unplaced > 0
    )
    said = "Boundaries: Natural Earth; they show where things are and take no side."
    return picture(form, (8.4, height + 1.0), draw, foot=foot_words(policy, left, f"\n{said}"))


def _extent(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """West, east, south, north: all places with their reach, and a tenth around."""
    boxes = []
    for spot in spots:
        lat, lon = spot.place.lat or 0.0, spot.place.lon or 0.0
        if spot.shape == "area":
            corners = [xy for area in _areas_of(spot.place) for ring in area.rings for xy in ring]
            if corners and max(x for x, _ in corners) - min(x for x, _ in corners) < 180:
                lons, lats = [x for x, _ in corners], [y for _, y in corners]
                boxes.append((min(lons), max(lons), min(lats), max(lats)))
                continue
        reach = min(spot.place.radius_km, 400.0) / _KM * (spot.shape != "point")
        east = reach / max(cos(radians(lat)), 0.2)
        boxes.append((lon - east, lon + east, lat - reach, lat + reach))
    west, east = min(b[0] for b in boxes), max(b[1] for b in boxes)
    south, north = min(b[2] for b in boxes), max(b[3] for b in boxes)
    for _ in range(2):  # no map is narrower than it can be read, or much longer than wide
        middle, half = (west + east) / 2, max(east - west, (north - south) * 0.9, _SMALLEST) * 0.6
        west, east = middle - half, middle + half
        middle, half = (south + north) / 2, max(north - south, (east - west) * 0.55) * 0.55
        south, north = middle - half, middle + half
    return max(west, -180.0), min(east, 180.0), max(south, -85.0), min(north, 85.0)


def _ground(panel: Axes, spots: Sequence[Spot], extent: tuple[float, float, float, float]) -> None:
    """Land, the borders of states, and the provinces of the states concerned."""
    there = [area for area in areas("countries-50m") if _touches(area, extent)]
    _fill(panel, there, facecolor=LAND, edgecolor="#7d776a", linewidth=0.9, zorder=1)
    states = {spot.place.country for spot in spots}
    units = [a for a in areas("admin-1.topo") if a.iso in states and _touches(a, extent)]
    _fill(panel, units, facecolor="none", edgecolor=LINE, linewidth=0.5, zorder=1.5)
    panel.set_facecolor("#e8eef2")
    few = units if len(units) <= _FEW_UNITS else there
    for area in few:
        _name_area(panel, area, extent)


def _name_area(panel: Axes, area: Area, extent: tuple[float, float, float, float]) -> None:
    """An area's name in its middle, where its middle is on the map and it is wide enough."""
    west, east, south, north = extent
    ring = max(area.rings, key=len, default=())
    if not ring or next(_unrolled(ring)) is not ring:  # none, or it crosses the date line
        return
    lons, lats = [x for x, _ in ring], [y for _, y in ring]
    middle = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    room = (east - west) * 0.05, (north - south) * 0.03
    inside = west + room[0] < middle[0] < east - room[0] and (
        south + room[1] < middle[1] < north - room[1]
    )
    if inside and max(lons) - min(lons) > len(area.name) * (east - west) * 0.008:
        panel.text(*middle, area.name, ha="center", va="center", fontsize=7, color="#8a8577",
                   style="italic", zorder=1.8)  # fmt: skip


def _touches(area: Area, extent: tuple[float, float, float, float]) -> bool:
    west, east, south, north = extent
    return any(
        west <= x <= east and south <= y <= north for ring in area.rings for x, y in ring
    ) or (
        any(
            min(x for x, _ in ring) <= (west + east) / 2 <= max(x for x, _ in ring)
            and min(y for _, y in ring) <= (south + north) / 2 <= max(y for _, y in ring)
            for ring in area.rings
        )
    )


def _fill(panel: Axes, found: Iterable[Area], **look: object) -> None:
    """Outlines with their holes."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415 - optional and slow to load
    from matplotlib.path import Path as Outline  # noqa: PLC0415

    for area in found:
        points: list[tuple[float, float]] = []
        codes: list[Any] = []
        for ring in (part for whole in area.rings for part in _unrolled(whole)):
            points += ring
            codes += [Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 2), Outline.CLOSEPOLY]
        panel.add_patch(PathPatch(Outline(points, codes), **look))


def _unrolled(ring: Ring) -> Iterator[Ring]:
    """A ring; one that crosses the date line twice, on either edge of the map."""
    if all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(ring)):
        yield ring
        return
    east = tuple((x + 360 if x < 0 else x, y) for x, y in ring)
    yield east
    yield tuple((x - 360, y) for x, y in east)


def _draw_spots(panel: Axes, spots: Sequence[Spot]) -> None:
    from matplotlib.patches import Ellipse  # noqa: PLC0415 - optional and slow to load

    most = max(spot.best for spot in spots) or 1
    for spot in spots:
        lat, lon = spot.place.lat or 0.0, spot.place.lon or 0.0
        if spot.shape == "area":
            look = {"facecolor": VERMILLION, "alpha": 0.25, "edgecolor": "none"}
            _fill(panel, _areas_of(spot.place), **look, linewidth=0, zorder=2)
        elif spot.shape == "ring":
            high = 2 * spot.place.radius_km / _KM
            wide = high / max(cos(radians(lat)), 0.2)
            panel.add_patch(
                Ellipse(
                    (lon, lat), wide, high, facecolor="none", edgecolor=VERMILLION, linestyle="--",
                    linewidth=1.2, zorder=3,
                )
            )  # fmt: skip
    points = [spot for spot in spots if spot.shape == "point"]
    if points:
        panel.scatter(
            [s.place.lon or 0.0 for s in points],
            [s.place.lat or 0.0 for s in points],
            s=[24 + 420 * sqrt(s.best / most) ** 2 for s in points],
            color=BLUE,
            alpha=0.65,
            edgecolor="white",
            linewidth=0.9,
            zorder=4,
        )
    _names(panel, spots)
    _key(panel, spots, most)


def _areas_of(place: Place) -> list[Area]:
    if place.level == "province" and place.admin1:
        return list(provinces().get(place.admin1, ()))
    return [area for area in areas("admin-1.topo") if area.iso and area.iso == place.country]


def _names(panel: Axes, spots: Sequence[Spot]) -> None:
    """The names of the greatest, away from the edge and from one another."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - optional and slow to load

    (west, east), (south, north) = panel.get_xlim(), panel.get_ylim()
    taken: list[tuple[float, float]] = []
    for spot in spots[:_NAMED]:
        lat, lon = spot.place.lat or 0.0, spot.place.lon or 0.0
        near = sum(
            abs(lat - y) < (north - south) * 0.05 and abs(lon - x) < (east - west) * 0.3
            for x, y in taken
        )
        if near > 1:
            continue
        taken.append((lon, lat))
        left = lon > west + (east - west) * (0.2 if near else 0.75)
        panel.annotate(
            f"{spot.place.name} {spot.best:,}",
            (lon, lat),
            (-11 if left else 11, 7 if near else -3),
            textcoords="offset points",
            ha="right" if left else "left",
            fontsize=8,
            zorder=5,
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )


def _key(panel: Axes, spots: Sequence[Spot], most: int) -> None:
    """What the shapes say, and how many a circle is."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - optional and slow to load
    from matplotlib.patches import Patch  # noqa: PLC0415

    shapes = {spot.shape for spot in spots}
    handles: list[Line2D | Patch] = []
    sizes = sorted({most, max(round(most / 4), 1)}, reverse=True) if "point" in shapes else []
    for number in sizes:
        area = 24 + 420 * number / most
        handles.append(
            Line2D([], [], marker="o", linestyle="", color=BLUE, alpha=0.65, markersize=sqrt(area),
                   markeredgecolor="white", label=f"{number:,} (best figure)")
        )  # fmt: skip
    if "ring" in shapes:
        handles.append(
            Line2D([], [], color=VERMILLION, linestyle="--", label="somewhere within this ring")
        )
    if "area" in shapes:
        handles.append(Patch(facecolor=VERMILLION, alpha=0.25, label="somewhere in this area"))
    panel.legend(
        handles=handles, loc="best", fontsize=7.5, frameon=True, framealpha=0.9, labelspacing=1.0,
        borderpad=0.9,
    )  # fmt: skip
