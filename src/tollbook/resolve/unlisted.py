"""Towns that a report names with their state or province and that the gazetteer lacks.

The name is what a record needs; where in its province the town lies is not known, so that it has
no point and none is made up: distances to it are not known, and what holds it is its province.
"""

from __future__ import annotations

import re

from tollbook.record import Place, Span
from tollbook.record.text import fold
from tollbook.resolve.choice import Choice
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.scene import Scene

_NAME = re.compile(r"[A-Z][\w'.-]*(?: (?:[A-Z][\w'.-]*|de|del|la|of|the)){0,3}")
_OTHER_KIND = re.compile(
    r"\b(?:County|Parish|University|College|School|Hospital|Center|Centre|Street|Avenue|Road|Court"
    r"|Department|Office|Police|Church|River|Lake|Park|Island|Base|Prison|Jail|Airport|Hall|Inc"
    r"|Company|News|Press|Times|Herald|Senate|House|State|Province|District)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:the|near|north|south|east|west|central|downtown) (?=[A-Z])", re.I)
REACH_KM = 5.0
"""How far such a town may reach around a point that is not known: that of a small town."""


def unlisted_town(name: str, unit: Place) -> Place | None:
    """A town known by its name and province alone; None: the words are no town's name.

    Its id is made of both, so that two reports that name it name one place.

    :param name: as printed. :param unit: the first-order unit that the words put it in.
    """
    plain = _LEADING.sub("", " ".join(name.split()))
    if unit.admin1 is None or _NAME.fullmatch(plain) is None or _OTHER_KIND.search(plain):
        return None
    shown = plain.title().replace("'S", "'s") if plain.isupper() else plain
    return Place(
        f"said:{unit.admin1}:{fold(plain).replace(' ', '-')}", shown, None, None, unit.country,
        unit.admin1, "town", REACH_KM, parents=(unit.id, *unit.parents),
    )  # fmt: skip


def lacking_towns(scene: Scene, gazetteer: Gazetteer) -> dict[Span, Choice]:
    """Towns that the gazetteer lacks in the province that a report is about, by their names alone:
    in all mentions, where something happened in one (:meth:`Scene.lacking`)."""
    units: dict[str, str] = {}
    for span in scene.choices:
        unit = scene.lacking(span)
        if unit is not None:
            units[span.quote] = unit
    found = {}
    for span, choice in scene.choices.items():
        within = gazetteer.province(units[span.quote]) if span.quote in units else None
        town = unlisted_town(span.quote, within) if within is not None else None
        if within is None or town is None or choice.placed:
            continue
        why = f"no such place of {within.name}, of which the report is, in the gazetteer"
        found[span] = Choice(
            span, town, (within, *choice.candidates), 0.4, (why,), supported=True, placed=True
        )
    return found
