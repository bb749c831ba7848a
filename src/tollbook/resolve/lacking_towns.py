"""Towns and quarters that the gazetteer lacks where the report is, kept by their names alone.

Its province is known, and no place of that name lies there: the village far off that bears it is
not meant. In or near a city an unknown name may be a quarter, which only the words can tell.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tollbook.record import Place, Span
from tollbook.record.text import fold
from tollbook.resolve.centre import LIKELY
from tollbook.resolve.choice import Choice
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.named_only import said_only, unlisted_town
from tollbook.resolve.named_place import distance_km
from tollbook.resolve.nesting import UNITS, WIDE, across_border
from tollbook.resolve.scene import KNOWN_TOWN, Scene

_SCORE = 0.4
_BESIDE_KM = 10.0
"""How far from a small city's point a part of it may lie."""


def lacking_towns(scene: Scene, gazetteer: Gazetteer) -> dict[Span, Choice]:
    """Towns that the gazetteer lacks in the province that a report is about, by their names alone:
    in all mentions, where something happened in one (:func:`_unit_of`); and parts of the report's
    city that it lacks."""
    units: dict[str, str] = {}
    for span in scene.choices:
        unit = _unit_of(scene, span)
        if unit is not None:
            units[span.quote] = unit
    found = _quarters(scene)
    for span, choice in scene.choices.items():
        within = gazetteer.province(units[span.quote]) if span.quote in units else None
        town = unlisted_town(span.quote, within) if within is not None else None
        if within is None or town is None or choice.placed:
            continue
        if choice.place is not None and across_border(within, choice.place):
            continue
        why = f"no such place of {within.name}, of which the report is, in the gazetteer"
        found[span] = Choice(
            span, town, (within, *choice.candidates), _SCORE, (why,), supported=True, placed=True
        )
    return found


def _unit_of(scene: Scene, span: Span) -> str | None:
    """The province of which the gazetteer lacks a town that something happened in, or that stands
    in the dateline; None: it may be meant as the gazetteer has it, be a quarter of the city that
    the report is from, or be no town."""
    choice, use = scene.choices[span], scene.use
    of_line = span == scene.line
    unit = _own_unit(scene, of_line=of_line)
    if unit is None or choice.placed or choice.listed or choice.people:
        return None
    if use.quarter(span) or use.care(span) or use.street(span) or use.building(span):
        return None
    towns = [c for c in scene.towns if c.place.admin1 == unit and c.weight >= LIKELY]
    cities = unit in scene.cities or any(c.place.population >= KNOWN_TOWN for c in towns)
    if cities and not of_line and not use.called_town(span):
        return None
    told = of_line or (use.happened(span) and use.inside(span))
    place = choice.place
    if place is None:
        known = any(p.admin1 == unit for p in choice.candidates)
        if known or not told or use.no_place(span):
            return None
        return unit if choice.candidates or _named_again(scene, span, bool(towns)) else None
    if place.level in WIDE or place.level == "district" or place.admin1 == unit:
        return None
    if scene.fits(choice) or scene.in_company(span, place):
        return None
    return unit if told or (not towns and use.inside(span)) else None


def _own_unit(scene: Scene, *, of_line: bool) -> str | None:
    """The province that a report is of: the only one that dateline, police or words put it in, else
    that of its plain town. A dateline without a province is in that of the outlet, where the words
    show no other: so newspapers print them (AP Stylebook, "datelines")."""
    units = [u for u in scene.anchors if u.startswith(f"{scene.anchor_land}.")]
    if scene.shown_by_outlet or not units:
        own = scene.of_outlet if of_line and scene.units <= scene.of_outlet else frozenset()
        return next(iter(own)) if len(own) == 1 else None
    if scene.home != scene.anchor_land:
        return None
    if len(units) == 1:
        return units[0]
    centre = scene.centre
    own_unit = centre.place.admin1 if centre is not None and centre.plain else None
    return own_unit if own_unit in units else None


def _named_again(scene: Scene, span: Span, towns: bool) -> bool:
    """Whether a name that no gazetteer has stands in the text again, so that it is no heading,
    station or slip; asked of a dateline, and of others where a known town is named, too."""
    name, text = span.quote.strip(), scene.report.text
    if span == scene.line:
        return re.search(rf"\b{re.escape(name.title())}\b", text) is not None
    return not name.isupper() and (not towns or text.count(name) > 1)


def _quarters(scene: Scene) -> dict[Span, Choice]:
    """Names that the words call a part of a city ("the Qurmiya neighborhood"), of which the
    gazetteer knows no such part: the namesake beside the town of its paragraph, else the report's,
    as its part, else the name alone, in the town. A village far off that bears the name is not
    meant."""
    centre = scene.centre
    found = {}
    for span, choice in scene.choices.items():
        place = choice.place
        if choice.people or choice.listed or choice.placed or not scene.use.quarter(span):
            continue
        before = _town_before(scene, span)
        city = before or (centre.place if centre and centre.plain else None)
        if city is None or city.level not in ("city", "town"):
            continue
        if place is not None and (
            place.level in (*UNITS, "neighbourhood")
            or place.id == city.id
            or city.id in place.parents
            or (place.country == city.country and place.population >= city.population)
        ):
            continue
        if place is None and fold(span.quote) in fold(city.name):
            continue
        if _of_another_town(scene, span, city):
            continue
        close = place is not None and _beside(city, place)
        part = (
            replace(place, level="neighbourhood", parents=(city.id, *place.parents))
            if place is not None and close
            else unlisted_town(span.quote, city)
        )
        if part is None:
            continue
        told = "of which it is told there" if before else "of which the report is"
        why = (f"a part of {city.name}, {told}",)
        found[span] = Choice(span, part, choice.candidates, 0.5, why, supported=True, placed=True)
    return found


def _town_before(scene: Scene, span: Span) -> Place | None:
    """The town that the words before a name in its paragraph put things in ("In Kut, ... in the
    Qurmiya neighborhood"): the last of them; None: they name none."""
    start = scene.report.text.rfind("\n\n", 0, span.start) + 1
    told = [
        (other.start, choice.place)
        for other, choice in scene.choices.items()
        if start <= other.start < span.start and other != scene.line
        and choice.place is not None and choice.place.level in ("city", "town")
        and scene.use.inside(other) and not scene.use.quarter(other)
        and scene.means_place(other) and scene.fits(choice) and not scene.use.care(other)
    ]  # fmt: skip
    return max(told, key=lambda t: t[0])[1] if told else None


def _of_another_town(scene: Scene, span: Span, city: Place) -> bool:
    """Whether the words put a part in another town than the report's ("the Qurmiya neighbourhood
    of Hilla" in a report of several towns)."""
    known = {s: c.place for s, c in scene.choices.items() if c.place is not None and s != span}
    told = said_only(scene.report.text, span, known)
    outer = known[told[1]] if told is not None else None
    return outer is not None and outer.level not in WIDE and outer.id != city.id


def _beside(city: Place, place: Place) -> bool:
    """Whether a place lies so close to a city that it may be a part of it."""
    return (
        city.admin1 == place.admin1
        and city.lat is not None and city.lon is not None
        and place.lat is not None and place.lon is not None
        and distance_km(city.lat, city.lon, place.lat, place.lon) <= max(city.radius_km, _BESIDE_KM)
    )  # fmt: skip
