"""What the words say that a place is: "A and B provinces", "Kut Co.", "Berkeley Township"."""

from __future__ import annotations

import re
from collections.abc import Collection

from tollbook.record import Span
from tollbook.record.text import fold
from tollbook.resolve.gazetteer import KINDS, Candidate, Gazetteer
from tollbook.resolve.named_place import PRIMARY
from tollbook.resolve.scene import LOCAL_NEWS

_KIND_BEFORE = re.compile(
    r"\b(province|governorate|district|state|camp)s?(?: of)? (?:[A-Z][\w'-]+(?:, | and ))*$"
)
_KIND_AFTER = re.compile(
    r"^(?:(?:, [A-Z][\w'-]+)* and [A-Z][\w'-]+)? (province|governorate|district|state|camp)s?\b"
)
_CO_AFTER = re.compile(r"^ (?:Co\b\.?|CO\.)(?! ?(?:Ltd|LLC|Inc|of)\b)(?=\W|$)")
_TOWNSHIP = re.compile(r"(.+) (?:Township|TOWNSHIP|Twp\.?)")
_TOWNSHIP_AFTER = re.compile(r"^ (?:Township|TOWNSHIP|Twp)\b")
_OF_TOWN = re.compile(
    r"(.+?) (?i:(?:central |main |old )?(?:cemetery|graveyard|market|prison|airport|air ?base"
    r"|barracks|stadium|crossing|checkpoint|junction|roundabout|sea ?port|refinery|dam)"
    r"|(?:general|central|teaching|university|provincial|district) hospital)"
)
"""Landmarks that are named after the town they lie in; schools, streets, mosques and plain
hospitals bear the names of others."""

_NAMED_AFTER_TOWNS = frozenset({"MM", "ZA", "CN", "TW", "ZW", "NA", "BW"})
"""Where a township is a town's unit or a city's part, and not another place than its namesake."""

_NO_TOWNSHIP = 100_000  # people of a city, which is no township


def kind_beside(text: str, span: Span) -> str | None:
    """A word for the kind beside a name or its list ("camps A and B", "A and B provinces")."""
    before = _KIND_BEFORE.search(text[max(0, span.start - 60) : span.start])
    after = _KIND_AFTER.search(text[span.end : span.end + 50])
    found = before or after
    return found[1] if found else None


def of_kind(gazetteer: Gazetteer, name: str, kind: str) -> tuple[Candidate, ...]:
    """Candidates that are of the kind said; none: the word decides nothing."""
    for form in (f"{name} {kind}", f"{kind} {name}"):
        found = gazetteer.candidates(form)
        fitting = tuple(c for c in found if c.place.level in KINDS[kind])
        if fitting:
            return fitting
    return ()


def county_in_short(
    gazetteer: Gazetteer, text: str, span: Span, name: str
) -> tuple[Candidate, ...]:
    """The counties of a name that headlines shorten ("a Kut Co. shooting"); none: it is that of
    a company, or no county."""
    if not _CO_AFTER.match(text[span.end : span.end + 12]):
        return ()
    wanted = fold(f"{name} County")
    found = gazetteer.candidates(f"{name} County")
    return tuple(c for c in found if c.place.level == "district" and fold(c.place.name) == wanted)


def township(
    gazetteer: Gazetteer, text: str, span: Span, name: str
) -> tuple[Candidate, ...] | None:
    """What the name of a township may mean: those of that name, else what bears it otherwise; None:
    it is no township's."""
    found = gazetteer.candidates(f"{_bare(name)} Township")
    named_so = tuple(c for c in found if c.place.name.endswith(" Township"))
    if is_township(text, span, name):
        return named_so or found
    return named_so or None if f"{name} Township" in text else None


def is_township(text: str, span: Span, name: str) -> bool:
    """Whether words say that a name is a township's."""
    behind = _TOWNSHIP_AFTER.match(text[span.end : span.end + 10])
    return behind is not None or _TOWNSHIP.fullmatch(name) is not None


def _bare(name: str) -> str:
    whole = _TOWNSHIP.fullmatch(name)
    return whole[1] if whole else name


def no_township_elsewhere(
    options: tuple[Candidate, ...], units: Collection[str]
) -> tuple[Candidate, ...]:
    """The candidates of a township's name without the towns that only bear it: where townships are
    named after their towns all stay, else those of the units that the report names.

    :param units: first-order codes.
    """
    return tuple(
        c
        for c in options
        if c.place.name.endswith(" Township")
        or c.place.country in _NAMED_AFTER_TOWNS
        or (c.place.admin1 in units and c.place.population < _NO_TOWNSHIP)
    )


def town_of_landmark(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    """The towns that a landmark no gazetteer has is named after and lies in ("Kut Cemetery"). In
    the United States these bear the names of persons and of other towns."""
    found = _OF_TOWN.fullmatch(name)
    if found is None:
        return ()
    return tuple(
        c
        for c in gazetteer.candidates(found[1])
        if c.how <= PRIMARY and not c.loose and c.place.country not in LOCAL_NEWS
        and c.place.level in ("city", "town", "village", "neighbourhood")
    )  # fmt: skip
