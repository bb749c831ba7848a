"""The state behind a people's name: "an Israeli air strike", "Russian warplanes".

A report that says so names no organisation, and yet no gang and no crowd flies air strikes. The
side is the state's government, as in UCDP GED, which codes a state's forces as its government
(GED codebook, side_a: "Government of ...").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tollbook.record import Actor, Span
from tollbook.record.resolution import government_id
from tollbook.record.text import clean_for_parsing, fold
from tollbook.resolve.countries import demonyms

_FRONT = r"(?:(?:the|an?|two|three|four|several|alleged|suspected|reported|apparent|presumed) )*"
_REACH = 60
"""Characters after the words in which the deed stands."""


@dataclass(frozen=True, slots=True)
class _Words:
    after_people: re.Pattern[str]
    states_alone: frozenset[str]
    shared: frozenset[str]
    short: Mapping[str, str]


@cache
def _words() -> _Words:
    text = files("tollbook.resolve").joinpath("data/state_deeds.toml").read_text("utf-8")
    data = tomllib.loads(text)
    deeds = {
        kind: [*data[kind]["words"].split(), *(p.strip() for p in data[kind]["phrases"].split(","))]
        for kind in ("states_alone", "forces")
    }
    longest = sorted((*deeds["states_alone"], *deeds["forces"]), key=len, reverse=True)
    between = "|".join(re.escape(w) for w in data["between"]["words"].split())
    short = "|".join(re.escape(w) for w in sorted(data["short"], key=len, reverse=True))
    pattern = (
        rf"(?i:{_FRONT})(?P<people>{short}|[A-Z][\w-]+(?: [A-Z][\w-]+)?) "
        rf"(?i:(?:(?:{between}) ){{0,3}}?"
        rf"(?P<deed>{'|'.join(re.escape(d) for d in longest)}))(?![\w-])"
    )
    return _Words(
        re.compile(pattern),
        frozenset(deeds["states_alone"]),
        frozenset(data["shared_peoples"]["countries"].split()),
        data["short"],
    )


def state_behind(text: str, span: Span, by_id: Mapping[str, Actor]) -> tuple[Actor, str] | None:
    """The government whose forces a people's name and the deed beside it mean, and why.

    :param span: the words that a perpetrator is named by; the deed stands in them or right after.
    :param by_id: the registry's actors.
    :returns: None: no people's name with such a deed, or a people of more than one state, or one
        that shares its name with another armed authority, or a state that the registry lacks.
    """
    words = _words()
    found = words.after_people.match(_plain(text[span.start : span.end + _REACH]))
    if found is None or found.end() < len(_plain(span.quote)):
        return None
    people, deed = found["people"], found["deed"].casefold()
    short = words.short.get(people)
    codes = (short,) if short else demonyms().get(fold(people), ())
    if len(codes) != 1 or (deed not in words.states_alone and codes[0] in words.shared):
        return None
    government = by_id.get(government_id(codes[0]))
    if government is None:
        return None
    return government, f"'{people} {deed}': the forces of the state, which counts as its government"


def _plain(text: str) -> str:
    """Without the brackets of what an editor put in ("[Israeli] aircraft")."""
    return clean_for_parsing(text).replace("(", "").replace(")", "")
