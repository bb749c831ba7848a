"""How an event lies to the place that its words name: in it, near it, so far off, on the way.

"12 km north of Kut" names Kut, and says that it was not there. The place stays the one named; its
relation and its radius say how far from its point the event may have been.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tollbook.record import Place, Span
from tollbook.record.geoprecision import FAR_KM
from tollbook.record.text import clean_for_parsing
from tollbook.record.vocabulary import PlaceRelation
from tollbook.resolve.choice import Choice
from tollbook.resolve.named_place import distance_km
from tollbook.resolve.nesting import WIDE

NEAR_KM = 10.0
"""How far "near" may reach. A bearing without a distance reaches as far as UCDP's code for "near"
(GED codebook 22.1, where_prec 2): 25 km."""

_KM_PER = {"k": 1.0, "m": 1.609344}
_VAGUE_KM = 5.0  # "a few kilometres"
_FAR_WORDS = r"several|a few|some|a couple(?: of)?"
_POINTS = r"(?:north|south)-?(?:east|west)?|east|west"
_KIND = r"(?: the)?(?: (?:city|town|village|camp|capital|port|district|area))?(?: city)?(?: of)?"
_MEASURE = (
    rf"(?P<far>\d+(?:[.,]\d+)?|{_FAR_WORDS}) ?-?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?)\b"
    r"(?: \([^)]{2,20}\))?"
)
_AWAY = re.compile(
    rf"\b(?:about |around |some |roughly )?{_MEASURE},?(?: away)?(?: to the)?(?: just)?"
    rf" (?:(?:due )?(?:{_POINTS})(?:ern)? (?:of|from)|away from|from|outside(?: of)?|off)"
    rf"{_KIND},? $",
    re.IGNORECASE,
)
_BEARING = re.compile(
    rf"\b(?:to the |just |lying |located )?(?<!\bin the )(?<!\bthroughout the )(?:{_POINTS})"
    rf"(?: of| from){_KIND},? $",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:near(?:by)?|close to|not far from|outside(?: of)?|(?:on|in|at|to) the"
    r" (?:[a-z-]+ )?(?:outskirts|edges?|suburbs|fringes|approaches|vicinity|environs|entrance)"
    r" (?:of|to)|around|in the area of|in the countryside of|surrounding)"
    rf"{_KIND},? $",
    re.IGNORECASE,
)
_NEAR_AFTER = re.compile(
    r"^(?:'s|\u2019s)? (?:[a-z]+ern )?(?:outskirts|suburbs|environs|countryside|area)\b"
)
_BETWEEN = re.compile(
    r"\b(?:between(?: the)?(?: (?:cities|towns|villages|camps)(?: of)?)?"
    r"|(?:road|highway|route|motorway|railway|line)(?: that)?"
    r" (?:from|between|linking|links|connecting|connects|joining)(?: the)?"
    r"(?: (?:city|town) of)?) $",
    re.IGNORECASE,
)
_TO = re.compile(r"^ (?:and|to|with)(?: the)?(?: (?:city|town|village) of)? $")
_OTHER_END = re.compile(r" (?:and|to|with)(?: the)?(?: (?:city|town|village) of)? [A-Z]")
"""Behind one end of a way, where the gazetteer lacks the other: it reaches as far as a bearing."""
_ROAD = re.compile(r"^ (?:road|highway|route|motorway|railway|expressway)\b", re.IGNORECASE)
_HYPHEN = re.compile(r"^ ?(?:[-\u2013\u2014]| to ) ?$")


def reached(text: str, span: Span, place: Place) -> tuple[Place, str | None]:
    """The place with the relation and radius that words beside its name give, and those words."""
    before = clean_for_parsing(text[max(0, span.start - 80) : span.start])
    away = _AWAY.search(before)
    if away is not None:
        first = away["far"][0]
        far = float(away["far"].replace(",", ".")) if first.isdigit() else _VAGUE_KM
        return _set(place, "away", far * _KM_PER[away["unit"][0].lower()]), away[0].strip()
    bearing = _BEARING.search(before)
    if bearing is not None:
        return _set(place, "away", FAR_KM), bearing[0].strip()
    way = _BETWEEN.search(before)
    if way is not None and place.level not in WIDE and _OTHER_END.match(text, span.end):
        return _set(place, "between", FAR_KM), way[0].strip()
    near = _NEAR.search(before)
    if near is not None:
        return _set(place, "near", NEAR_KM), near[0].strip()
    after = _NEAR_AFTER.match(text[span.end : span.end + 40])
    if after is not None and place.level not in WIDE:
        return _set(place, "near", NEAR_KM), f"{span.quote}{after[0]}"
    return place, None


def _set(place: Place, relation: PlaceRelation, reach: float) -> Place:
    return replace(place, relation=relation, radius_km=max(place.radius_km, round(reach, 1)))


def on_the_way(text: str, a: Span, b: Span) -> str | None:
    """The words that put an event between two places named one after the other: "between A and B",
    "the road from A to B", "the A-B highway"; None: they don't."""
    between = text[a.end : b.start]
    if _HYPHEN.match(between) and _ROAD.match(text[b.end : b.end + 20]):
        road = _ROAD.match(text[b.end : b.end + 20])
        return text[a.start : b.end] + (road[0] if road else "")
    before = _BETWEEN.search(text[max(0, a.start - 60) : a.start])
    if before is None or not _TO.match(between):
        return None
    return before[0] + text[a.start : b.end]


def halfway(a: Place, b: Place) -> Place | None:
    """The first of two places with a radius that reaches the other; None: either is too wide to
    be an end of a way, or its point is not known."""
    if a.level in WIDE or b.level in WIDE:
        return None
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return _set(a, "between", distance_km(a.lat, a.lon, b.lat, b.lon))


def ways_between(
    text: str, choices: Mapping[Span, Choice], spans: Sequence[Span]
) -> dict[Span, tuple[Place, str] | None]:
    """The names that are ends of a way ("between Kut and Amarah"): the first with the place and
    words of the way, the second with None."""
    ways: dict[Span, tuple[Place, str] | None] = {}
    ordered = sorted(spans, key=lambda s: s.start)
    for a, b in pairwise(ordered):
        words = on_the_way(text, a, b)
        here, there = choices[a].place, choices[b].place
        if words is None or here is None or there is None:
            continue
        way = halfway(here, there)
        if way is not None:
            ways |= {a: (way, words), b: None}
    return ways
