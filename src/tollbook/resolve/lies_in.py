"""What the words say that a place lies in or near: "Qurmiya, on the northern edge of Kut".

A namesake far from there is not meant, however great it is; and of two names of which the words
put one in the other, the inner one says where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tollbook.record import Place, Span
from tollbook.record.text import clean_for_parsing
from tollbook.resolve.choice import Choice
from tollbook.resolve.located import Located
from tollbook.resolve.named_place import distance_km
from tollbook.resolve.nesting import UNITS, shares

_K = (
    r"(?:village|town|hamlet|camp|settlement|locality|community|suburb|quarter|neighbou?rhood"
    r"|section|area|(?:sub-?)?district|township|commune|estate|slum|ward)"
)
_SIDE = r"(?:central|downtown|rural|(?:far )?(?:north|south)?-?(?:east|west)?(?:ern|ernmost)?)"
_UNIT = (
    r"(?:province|department|region|state|governorate|district|county|municipality|commune|city"
    r"|town|capital|territory|prefecture|cercle|oblast|parish)"
)
_A = (  # "a village of 800 people", "a Lebanese area on the border"
    rf"(?:(?:an?|the|another) (?:[\w-]+ ){{0,4}}?"
    rf"(?:{_K}|{_UNIT}|port|resort|oasis|island|stronghold|site)"
    r"(?: (?:of|with|about|some|on|and|the|a|people|inhabitants|residents|border|coast|river|home"
    r"|to|\d[\d,.]*|roughly|around|nearly))* )?"
)
_OF = rf"(?: the)?(?: {_SIDE})?(?: {_UNIT}(?: of)?)? $"
_POINTS = r"(?:(?:north|south)-?(?:east|west)?|east|west)"

_IN = re.compile(rf"^(?:(?: {_K})?, {_A}(?:in|of)| {_K},? (?:in|of)){_OF}")
_NEAR = re.compile(
    rf"^(?: {_K})?, {_A}(?:just |right )?(?:(?:on|at) the (?:[a-z-]+ )?(?:edges?|outskirts|fringes?"
    rf"|periphery) of|near|outside|close to|next to|beside){_OF}"
)
_AWAY = re.compile(
    rf"^(?: {_K})?,? {_A}(?:(?:about|some|around|roughly|nearly|over|almost|more than|less than) )?"
    r"(?P<far>\d+(?:\.\d+)?) ?-?(?P<unit>k|m)(?:ms?|iles?|ilomet(?:er|re)s?)(?: \([^)]{2,20}\))?"
    rf"(?: to the)?(?: away)? (?:(?:{_POINTS}(?:ern)? )?(?:of|from)|outside){_OF}"
)
_BEARING = re.compile(rf"^(?: {_K})?, {_A}(?:just |to the )?{_POINTS} of{_OF}")

_BORDER = re.compile(
    r"^,? (?:an? (?:[\w-]+ ){1,4})?(?:near|on|along|close to|at) the [a-z ]{0,12}border with"
    r"(?: the)? $"
)
_GREATER = 10  # times the people of a town told as a part of a city

_EDGE_KM, _BEARING_KM, _SLACK_KM = 40.0, 150.0, 30.0
_KM = {"k": 1.0, "m": 1.609344}


def said_to_lie(between: str) -> float | None:
    """How far from the outer place the inner one may be, in km, by the words between their names.

    0: in it; None: the words say no such thing.
    """
    words = clean_for_parsing(between)
    if _IN.match(words):
        return 0.0
    if _NEAR.match(words):
        return _EDGE_KM
    away = _AWAY.match(words)
    if away is not None:
        return 1.3 * float(away["far"]) * _KM[away["unit"]] + _SLACK_KM
    return _BEARING_KM if _BEARING.match(words) else None


def may_lie(place: Place, outer: Place, reach_km: float) -> bool:
    """Whether a place may lie in another, or within so many kilometres of it."""
    if reach_km == 0.0 and _in_units(place, outer):
        return True
    if outer.level == "country" and reach_km > 0.0:
        return True  # "near Burkina Faso", "south of Sudan" say nothing of which country
    if outer.level == "country" or place.country != outer.country:
        return False
    if place.lat is None or place.lon is None or outer.lat is None or outer.lon is None:
        return True
    apart = distance_km(place.lat, place.lon, outer.lat, outer.lon)
    return apart <= outer.radius_km + max(reach_km, _SLACK_KM)


def _in_units(place: Place, outer: Place) -> bool:
    """The same, as far as their units say."""
    if outer.level == "country":
        return place.country == outer.country
    return outer.id in place.parents or (
        place.admin1 is not None and (place.country, place.admin1) == (outer.country, outer.admin1)
    )


def inner_ones(text: str, found: Sequence[Located]) -> tuple[Located, ...]:
    """The places without the units that the words put another of them in ("Solhan, in Yagha"),
    though the gazetteer knows no such thing."""
    ordered = sorted((i for i in found if i.span is not None), key=lambda i: i.span.start)  # type: ignore[union-attr]
    outer = []
    for a, b in pairwise(ordered):
        if a.place is None or b.place is None or a.span is None or b.span is None:
            continue
        between = text[a.span.end : b.span.start]
        wider = b.place.level in UNITS and a.place.level not in UNITS
        if wider and (said_to_lie(between) is not None or _BORDER.match(between)):
            outer.append(b)
        elif said_to_lie(between) == 0.0 and a.place.population * _GREATER < b.place.population:
            outer.append(b)  # "Mukilteo, in Seattle": a town that is told as a part of a city
    return tuple(i for i in found if i not in outer)


def nests(text: str, choices: Mapping[Span, Choice], a: Span, b: Span) -> bool:
    """Whether one of two names lies in the other, by the gazetteer or by the words."""
    p, q = choices[a].place, choices[b].place
    if p is None or q is None:
        return False
    first, then = (a, b) if a.end <= b.start else (b, a)
    return shares(p, q) or said_to_lie(text[first.end : then.start]) == 0.0


def said_for_itself(text: str, spans: Sequence[Span]) -> list[Span]:
    """The names without those that are said only to tell where another lies ("Balad, 80 km north of
    Baghdad"): what was "there" was in Balad."""
    ordered = sorted(spans, key=lambda s: s.start)
    told = {b for a, b in pairwise(ordered) if (said_to_lie(text[a.end : b.start]) or 0.0) > 0.0}
    return [s for s in spans if s not in told]
