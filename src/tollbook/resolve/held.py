"""Words that name a town because somebody was arrested, jailed or tried there."""

from __future__ import annotations

import re

_TITLE = r"[A-Z][\w'\u2019-]+"
_HELD_BEFORE = re.compile(
    r"\b(?:arrest(?:ed)?|captured|caught|apprehended|custody|booked|jailed|extradited|surrendered"
    r"|turned (?:him|her)self in|(?:was|were|been) (?:located|picked up))\b"
    r"(?:(?!\b(?:after|following|for|over|in connection|shootings?|slayings?|killings?|murders?"
    r"|deaths?|attacks?|homicides?|stabbings?|bombings?)\b)[^.;]){0,30}?"
    r"\b(?:in|at|near|from|to)(?: the)?"
    rf"(?: {_TITLE},?)*\s*$"
)
_JAIL_AFTER = re.compile(
    rf"^(?:['\u2019]s)?(?: {_TITLE}){{0,2}} (?i:jail|detention|correction|prison)"
)
_INTO_JAIL = re.compile(
    r"\b(?:booked|held|housed|lodged|jailed|taken|custody|bail|bond|transported|remains?)\b"
    r"[^.;]{0,40}$"
)
_COURT_AFTER = re.compile(
    r"^(?:['\u2019]s)? (?:County )?"
    r"(?:Circuit|District|Superior|Municipal|Magistrate|Common Pleas|Juvenile|Criminal|Crown)"
    r" Court\b"
)


def told_as_held(before: str, after: str) -> bool:
    """Whether the words around a name say that somebody was arrested, held or tried there ("was
    arrested in Kut", "booked into the Kut jail", "in Kut Circuit Court").

    :param before: up to ninety characters of the line before the name; :param after: those behind.
    """
    jail = _JAIL_AFTER.match(after) is not None and _INTO_JAIL.search(before) is not None
    return jail or bool(_COURT_AFTER.match(after) or _HELD_BEFORE.search(before))
