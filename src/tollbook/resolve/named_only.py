"""Places that the gazetteer lacks, kept by the name that the report gives them.

"Shells fell on Qurmiya village in Kut", "VASHTI, Texas -": no gazetteer has them, but the words,
or what the report is about, say what they lie in. The name is kept, never coordinates of its own:
in or near a town, point, level and reach are the town's; in a province or country nothing is
known but that, so that it has no point, and every precision code is that of what is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tollbook.record import Place, Span
from tollbook.record.ids import record_id
from tollbook.record.text import clean_for_parsing, fold, squeeze
from tollbook.resolve.choice import Choice
from tollbook.resolve.lies_in import said_to_lie
from tollbook.resolve.located import Located
from tollbook.resolve.nesting import UNITS, WIDE, holds
from tollbook.resolve.reach import halfway, on_the_way, reached
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
_SIDE = r"(?:central|(?:north|south)-?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?)"
_WORDS = r"(?: (?:the|an?|[a-z][\w-]*|[A-Z][\w-]+(?:['\u2019]s)?)){0,5}"
_THEN = re.compile(  # what stands between the name and the place that it lies in
    rf"^(?: {_KIND}){{0,2}}(?:(?:,| and|, and) [A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?: {_KIND})?)?"
    rf"(?:,? {_REACHES}|,? (?:some |about |around |nearly )?\d[\d.,]* ?(?:km|kilomet\w+|miles?)"
    rf"(?: \([^)]*\))? [\w-]+(?: of)?|, an? (?:[\w-]+ ){{1,6}}?{_REACHES}){_WORDS} $"
    rf"|^(?: {_KIND})?,(?: in)? (?:the )?(?:{_SIDE} )?$"
    r"|^ ?[|\t] ?$"  # the next cell of a table's row
)
_ON_WAY = re.compile(  # "Qurmiya, on the road from Kut to Amarah"
    rf"^(?: {_KIND})?, (?:an? (?:[\w-]+ ){{1,6}})?on the (?:[a-z]+ )?(?:road|highway|route"
    r"|motorway) (?:from|between|linking|connecting)(?: the)? $"
)
_BEFORE = re.compile(  # the same, the outer place named first
    rf"^(?:(?:['\u2019]?s)(?: [a-z][\w-]*){{0,3}}(?: {_KIND} of)?"
    rf"|(?: [a-z]+)? {_KIND} (?:of|called))(?: the)? $"
)
_NO_BOUND = re.compile(r"[.;:!?]|\b(?:said|told|say|says|where|when|while|who|which|killed|died)\b")

_TOWN = re.compile(r"[A-Z][\w'.-]*(?: (?:[A-Z][\w'.-]*|de|del|la|of|the)){0,3}")
_OTHER_KIND = re.compile(
    r"\b(?:County|Parish|University|College|School|Hospital|Center|Centre|Street|Avenue|Road|Court"
    r"|Department|Office|Police|Church|River|Lake|Park|Island|Base|Prison|Jail|Airport|Hall|Inc"
    r"|Company|Co|Side|Drive|Lane|Boulevard|High|Elementary|Middle|Apartments?|Mall|Hotel|Motel|News|Press|Times|Herald|Senate|House|State|Province|District)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:(?i:the|near|central|downtown)|north|south|east|west) (?=[A-Z])")

REACH_KM = 5.0
"""How far a place without a point may reach around wherever it is: that of a small town."""


def by_name(name: str, outer: Place) -> Place:
    """A place known by its name and by what it lies in or near.

    Its id is made of both, so that two reports that name it so name one place, and no name can be
    read from it.

    :param name: as printed.
    :param outer: what it lies in; with a relation but "at", what it lies near.
    """
    shown = squeeze(name)
    inside = outer.relation == "at"
    place = replace(
        outer,
        id=record_id("said", outer.id, fold(shown)).replace("_", ":"),
        name=f"{shown}, {'in' if inside else 'near'} {outer.name}",
        population=0,
        parents=(outer.id, *outer.parents) if inside else outer.parents,
    )
    if outer.level in UNITS and inside:
        return replace(place, lat=None, lon=None, level="town", radius_km=REACH_KM)
    return place


def fitting(spans: Iterable[Span], scene: Scene, own: Sequence[Place]) -> dict[Span, Place]:
    """The names that plainly are a place's of the report, with the place.

    A province or country is left out where the claim or the report has a town in it, which says
    better where it was.

    :param own: places of the claim's own words.
    """
    centre = scene.centre
    plain = centre is not None and centre.plain and not centre.of_line
    finer = [*own, *([centre.place] if centre is not None and plain else [])]
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
    gap, span = min(gaps, key=lambda g: (g[0], g[1].start))
    # "in Qurmiya, in Iraq's southern Wasit region": in Wasit
    inner = [
        (g, s) for g, s in gaps if g > gap and s.start > span.start and holds(known[span], known[s])
    ]
    if inner and known[span].level in WIDE:
        _, span = min(inner, key=lambda g: (g[0], g[1].start))
    outer, _ = reached(text, span, known[span])
    for other in known:
        if other.start > span.end and on_the_way(text, span, other) is not None:
            outer = halfway(known[span], known[other]) or outer
    return by_name(name.quote, outer), span


def _gap(text: str, name: Span, other: Span) -> int | None:
    """Characters between a name and a place that the words put it in; None: they do not."""
    first, then = (name, other) if name.end <= other.start else (other, name)
    between = clean_for_parsing(text[first.end : then.start])
    if len(between) > 90 or first.end > then.start or _NO_BOUND.search(between):
        return None
    if first is name and (said_to_lie(between) is not None or _ON_WAY.match(between)):
        return len(between)
    pattern = _THEN if first is name else _BEFORE
    return len(between) if pattern.match(between) else None


def unlisted_town(name: str, unit: Place) -> Place | None:
    """A town of a first-order unit, by its name alone; None: the words are no town's name.

    :param name: as printed.
    """
    plain = _LEADING.sub("", squeeze(name))
    if _TOWN.fullmatch(plain) is None or _OTHER_KIND.search(plain):
        return None
    return by_name(plain.title().replace("'S", "'s") if plain.isupper() else plain, unit)


_AT = re.compile(
    r"\b(?:in|at|near|outside|around|on) $"
    r"|\bthe (?:[a-z]+ )?(?:village|town|hamlet|settlement|camp|locality)s? of $",
    re.IGNORECASE,
)
"""Right before the name of a place where something was, with no other words between."""

_OF_IT = re.compile(
    r"['\u2019]s\b"
    r"|(?: [\w-]+)? (?:hospital|clinic|university|court|airport|prison|office|radio|TV)\b",
    re.IGNORECASE,
)
"""Behind a name that is that of a house, or whose."""


def by_words(span: Span, place: Place, outer: Place | None = None) -> Located:
    """Where a claim's own words put it, in a place that the gazetteer lacks.

    :param outer: the country that it was put in because the report is of it.
    """
    words = ("not in the gazetteer", f"the report is about {outer.name}" if outer else place.name)
    others, score = ((outer,), 0.4) if outer else ((), 0.5)
    choice = Choice(span, place, others, score, words, supported=True, placed=True)
    return Located(choice, place, "clause", words, span)


def lacking_in(
    home: Place | None, text: str, unlisted: Sequence[Span], found: Sequence[Located] = ()
) -> tuple[Located, ...]:
    """The place of a claim's own words ("near Qurmiya") in the country that its report is of, or
    none.

    It is nearer to the truth than the dateline's town, where the writer sat. In the United
    States the town of a state decides (:mod:`tollbook.resolve.lacking_towns`).

    :param home: the report's country; :param unlisted: names of places that the gazetteer lacks.
    :param found: places of the same words: the name lies in the country or province that they name
        ("In Mali, four were killed near Qurmiya"), a quarter in the town ("In Kut, ... in Qurmiya
        district"); beside any other place it says nothing.
    """
    if found:
        outer = found[0].place if len(found) == 1 else None
        if outer is None or outer.country == "US" or outer.relation != "at":
            return ()
        if outer.level not in WIDE:
            unlisted = [s for s in unlisted if _in_that_town(text, s, found[0].span)]
        home = outer
    elif home is None or home.level != "country" or home.country == "US":
        return ()
    for span in unlisted:
        before = text[max(0, span.start - 40) : span.start]
        if _QUARTER.match(text, span.end):  # "in the Qurmiya estate"
            before = before.removesuffix("the ")
        if _AT.search(before) is None:
            continue
        if _OF_IT.match(text, span.end):
            continue
        place = unlisted_town(span.quote, home)
        if place is not None:
            return (by_words(span, place, None if found else home),)
    return ()


_QUARTER = re.compile(
    r" (?:districts?|townships?|quarters?|neighbou?rhoods?|suburbs?|estates?|slums?|wards?"
    r"|sectors?|market)\b"
)


def _in_that_town(text: str, name: Span, town: Span | None) -> bool:
    """ "In Kut, three were killed ... in Qurmiya district": a part of the town named before it."""
    if town is None or town.end > name.start or not _QUARTER.match(text, name.end):
        return False
    return text[max(0, town.start - 3) : town.start].casefold() == "in "


def namesakes_abroad(choice: Choice, home: Place | None) -> bool:
    """Whether all that the gazetteer has of a name lies in other countries than the report's: where
    the words say what the place lies in, it is none of them."""
    known = [*([choice.place] if choice.place is not None else []), *choice.candidates]
    land = home.country if home is not None else None
    elsewhere = land is not None and bool(known) and all(p.country != land for p in known)
    return elsewhere and not any(p.level in WIDE for p in known)
