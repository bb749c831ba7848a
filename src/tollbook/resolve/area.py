"""The area of a total whose words only point at it: "in the city", "the province"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.record import Claim, Mention, Place
from tollbook.resolve.choice import Choice
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.located import Located
from tollbook.resolve.scene import Scene

_POINTS = re.compile(
    r"\b(?:in|of|from|across|throughout|around|inside|within|over) (?:the|that) "
    r"(?:whole |entire |besieged |coastal |northern |southern |eastern |western )?"
    r"(?:(?P<town>city|town|village|camp)|(?P<unit>province|governorate|state|district|region))\b"
    r"(?! of\b|['\u2019]s\b)",
    re.IGNORECASE,
)
_TOWNS = frozenset({"city", "town", "village", "neighbourhood", "landmark"})
_UNITS = frozenset({"province", "district", "region"})


def pointed_at(
    claim: Claim, mentions: Sequence[Mention], scene: Scene, gazetteer: Gazetteer | None
) -> Located | None:
    """The town or province that "the city" or "the province" in a total's sentence stands for: the
    one named last before it, else what the report is about; None: the words point at none."""
    choices = scene.choices
    words = _POINTS.search(scene.report.text, *claim.sentence)
    if words is None:
        return None
    levels = _TOWNS if words["town"] else _UNITS
    before = [
        c
        for m in mentions
        if m.span.start < words.start() and (c := choices.get(m.span)) is not None
        if c.place is not None and scene.means_place(m.span) and scene.fits(c)
    ]
    for choice in reversed(before):
        if choice.place is not None and choice.place.level in levels:
            return _as_area(choice, choice.place, words[0])
    if levels is _UNITS and gazetteer is not None:
        for choice in reversed(before):
            inside = choice.place
            if inside is None or inside.level == "country" or not inside.admin1:
                continue
            unit = gazetteer.province(inside.admin1)
            if unit is not None:
                return _as_area(choice, unit, words[0])
    centre = scene.centre
    if centre is not None and centre.place.level in levels:
        return _as_area(choices[centre.span], centre.place, words[0])
    return None


def _as_area(choice: Choice, place: Place, words: str) -> Located:
    return Located(choice, place, "report", (f"'{words}' after {place.name}",))
