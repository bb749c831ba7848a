"""Places that the gazetteer lacks, kept by the name that the report gives them.

"Shells fell on Qurmiya village in Wasit province": no gazetteer has Qurmiya, but the words say what
it lies in. Its name is kept; its point, level and reach stay those of the place that it lies in or
near, so that no coordinates are made up and every precision code is that of what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tollbook.record import Place, Span
from tollbook.record.ids import record_id
from tollbook.record.text import clean_for_parsing, fold, squeeze
from tollbook.resolve.nesting import WIDE, holds
from tollbook.resolve.reach import reached
from tollbook.resolve.scene import Scene

_KIND = (
    r"(?:(?:border|old|industrial|residential|rural|refugee|military|local government) )?"
    r"(?:villages?|towns?|cit(?:y|ies)|neighbou?rhoods?|quarters?|districts?|sub-?districts?|areas?"
    r"|suburbs?|regions?|sectors?|camps?|checkpoint|junction|roundabout|market|crossing|community"
    r"|locality|localit(?:y|ies)|county|commune|township|hills?|mountains?|road|square|ward|hospital"
    r"|chiefdom|block|settlement|hamlet)"
)
_REACHES = (
    r"(?:in|of|inside|within|near|outside|around|from|close to"
    r"|(?:north|south|east|west)(?:-?(?:east|west))?(?:ern part)? of)"
)
_WORDS = r"(?: (?:the|an?|[a-z][\w-]*|[A-Z][\w-]+)){0,5}"
_THEN = re.compile(  # what stands between the name and the place that it lies in
    rf"^(?: {_KIND}){{0,2}}(?:(?:,| and|, and) [A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?: {_KIND})?)?"
    rf"(?:,? {_REACHES}|,? (?:some |about |around |nearly )?\d[\d.,]* ?(?:km|kilomet\w+|miles?)"
    rf"(?: \([^)]*\))? [\w-]+(?: of)?|, an? (?:[\w-]+ ){{1,6}}?{_REACHES}){_WORDS} $"
    rf"|^(?: {_KIND})?, (?:the )?$"
)
_BEFORE = re.compile(  # the same, the outer place named first
    rf"^(?:(?:['\u2019]?s)(?: [a-z][\w-]*){{0,3}}(?: {_KIND} of)?"
    rf"|(?: [a-z]+)? {_KIND} (?:of|called))(?: the)? $"
)
_NO_BOUND = re.compile(r"[.;:!?]|\b(?:said|told|say|says|where|when|while|who|which|killed|died)\b")


def fitting(spans: Iterable[Span], scene: Scene, own: Sequence[Place]) -> dict[Span, Place]:
    """The names that plainly are a place's of the report, with the place.

    A province or country is left out where the claim or the report has a town in it, which says
    better where it was.

    :param own: places of the claim's own words.
    """
    centre = scene.centre
    finer = [*own, *([centre.place] if centre is not None and centre.plain else [])]
    found = {}
    for span in spans:
        choice = scene.choices.get(span)
        place = choice.place if choice is not None else None
        if choice is None or place is None or not scene.means_place(span):
            continue
        coarse = place.level in WIDE and any(holds(place, inner) for inner in finer)
        if scene.fits(choice) and not coarse:
            found[span] = place
    return found


def said_only(text: str, name: Span, known: Mapping[Span, Place]) -> tuple[Place, Span] | None:
    """A place of the report's own words, and the name of what it lies in or near; None: the words
    do not say that.

    :param name: the name, which the gazetteer lacks.
    :param known: names that it has, and what they mean.
    """
    gaps = [(gap, span) for span in known if (gap := _gap(text, name, span)) is not None]
    if not gaps:
        return None
    _, span = min(gaps, key=lambda g: (g[0], g[1].start))
    outer = known[span]
    shown = squeeze(name.quote)
    lies, _ = reached(text, span, outer)
    inside = lies.relation == "at"
    place = replace(
        lies,
        id=record_id("said", outer.id, fold(shown)).replace("_", ":"),
        name=f"{shown}, {'in' if inside else 'near'} {outer.name}",
        population=0,
        parents=(outer.id, *outer.parents) if inside else outer.parents,
    )
    return place, span


def _gap(text: str, name: Span, other: Span) -> int | None:
    """Characters between a name and a place that the words put it in; None: they do not."""
    first, then = (name, other) if name.end <= other.start else (other, name)
    between = clean_for_parsing(text[first.end : then.start])
    if len(between) > 90 or first.end > then.start or _NO_BOUND.search(between):
        return None
    pattern = _THEN if first is name else _BEFORE
    return len(between) if pattern.match(between) else None
