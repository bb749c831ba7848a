"""A town named with the state that it lies in: "WICHITA, Kan.", "Salisbury, Maryland"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.record import Place, Span
from tollbook.record.text import fold
from tollbook.resolve.choice import Choice
from tollbook.resolve.gazetteer import Candidate, Gazetteer
from tollbook.resolve.lands import short_names
from tollbook.resolve.named_place import PRIMARY
from tollbook.resolve.nesting import holds

_SHORT_AFTER = re.compile(r"^(,?) ((?:[A-Z]\.){2,3}|(?:[NSW]\. ?)?[A-Z][A-Za-z]{1,4}(?![a-z])\.?)")
_LAND_OF_LINE = re.compile(
    r"^, ([A-Z][a-z]+(?: [A-Z][a-z]+)?) ?(?:\([^)\n]{2,40}\) ?)?(?:--|[-\u2013\u2014]) "
)
_STATE_IN_FULL = re.compile(
    r"^, ([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[,.;)]| (?!and\b|or\b|[A-Z])[a-z(]|\s*$|\n)"
)
_CLEARLY = 10  # times the people of the next unit of that name


def unit_beside(
    text: str, span: Span, options: Sequence[Candidate], gazetteer: Gazetteer
) -> tuple[Place | None, bool]:
    """The unit of an abbreviation right after a name ("WICHITA, Kan.", "Huntsville, AL"), or
    of a dateline ("KUT, Wasit -"), and whether the words can mean nothing else."""
    found = _SHORT_AFTER.match(text[span.end : span.end + 12])
    code = None
    if found is not None:
        code = short_names().get(found[2]) or short_names().get(f"{found[2]}.")
    if found is None or code is None or not (found[1] or found[2].endswith(".")):
        return _in_full(text, span, options, gazetteer), True
    surely = bool(found[1]) and found[2] in short_names()
    if surely and not found[2].endswith("."):  # "PARIS, IN PICTURES", "Ramallah, PA"
        after = text[span.end + found.end() : span.end + found.end() + 2]
        land = code.partition(".")[0]
        surely = not (after[:1] == " " and after[1:].isupper()) and any(
            c.place.country == land for c in options
        )
    return gazetteer.province(code), surely


def _in_full(
    text: str, span: Span, options: Sequence[Candidate], gazetteer: Gazetteer
) -> Place | None:
    """The state that a line names in full after its town ("SALISBURY, Maryland -"); None: no
    state, or a name that several bear of which none is clearly meant."""
    after = text[span.end : span.end + 70]
    found = _LAND_OF_LINE.match(after)
    if found is None:
        return _in_running_text(_STATE_IN_FULL.match(after), options, gazetteer)
    named = {
        c.place.id: c.place
        for c in gazetteer.candidates(found[1])
        if c.how <= PRIMARY and not c.loose and c.place.level in ("province", "country")
    }
    holding = [u for u in named.values() if any(lies_in(c.place, u) for c in options)]
    units = sorted(holding or named.values(), key=lambda u: -u.population)
    if not units or any(u.level == "country" for u in units):
        return None
    clear = len(units) == 1 or units[0].population > _CLEARLY * units[1].population
    return units[0] if clear else None


def _in_running_text(
    found: re.Match[str] | None, options: Sequence[Candidate], gazetteer: Gazetteer
) -> Place | None:
    """The state that words put a town in in running text ("in Fountain, Florida, on Sunday");
    None: no state, one that is a city or country too, or it may stand beside it in a list."""
    if found is None:
        return None
    named = [c for c in gazetteer.candidates(found[1]) if c.how <= PRIMARY]
    states = {c.place.id: c.place for c in named if c.place.level == "province"}
    if len(states) != 1 or any(
        c.place.level in ("city", "country", "region") and not c.loose for c in named
    ):
        return None
    (state,) = states.values()
    if state.admin1 not in short_names().values():
        return None
    wide = any(c.place.level in ("province", "country") for c in options)
    town = any(lies_in(c.place, state) and c.place.level != "province" for c in options)
    return state if town or not wide else None


def lies_in(place: Place, unit: Place) -> bool:
    """Whether a place is a unit or lies in it."""
    return unit.id in (place.id, *place.parents) or place.admin1 == unit.admin1


def another_than_its_namesake(named: Choice, unit: Place, town: Place) -> bool:
    """Whether a town in a unit is another than the one that bears the unit's name.

    :param named: what the words that name the unit may mean.
    """
    quote = fold(named.span.quote)
    bearing = [p.id for p in named.candidates if holds(unit, p) and fold(p.name) == quote]
    return bool(bearing) and town.id not in bearing
