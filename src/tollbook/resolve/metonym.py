"""Names of places that stand for those who rule there: "Baghdad denied"."""

from __future__ import annotations

import re

from tollbook.record import Span

_SAYING = re.compile(
    r"^(?:'s)? (?:has |have |had |also |later |immediately |again )*"
    r"(?:den(?:y|ies|ied)|sa(?:y|ys|id)|accus(?:e|es|ed)|blam(?:e|es|ed)|warn(?:s|ed)|vow(?:s|ed)"
    r"|claim(?:s|ed)|condemn(?:s|ed)|reject(?:s|ed)|insist(?:s|ed)|announc(?:e|es|ed)|call(?:s|ed)"
    r"|urg(?:e|es|ed)|demand(?:s|ed)|confirm(?:s|ed)|support(?:s|ed)|back(?:s|ed)|want(?:s|ed)"
    r"|respond(?:s|ed)|retaliat(?:es|ed)|sent|sends|is trying|was trying)\b"
)
_ADDRESSED = re.compile(
    r"\b(?:blam|accus|urg|warn|ask|criticis|criticiz|condemn|thank|press|told|sued?)"
    r"(?:e[sd]?|s|ed|ing)?(?: the)? $"
)
_ADDRESSED_FOR = re.compile(r"^ (?:for|of|to|over|that|not)\b")

_GIVEN_BY = re.compile(r"\baccording to (?:the )?$")
_ITS_OFFICE = re.compile(
    r"^(?:['\u2019]s?)? (?:[A-Z]|(?:[a-z-]+ ){0,2}(?:police|sheriff|deput|detectives|officers?"
    r"|officials|authorities|prosecutors?|coroner|court|firefighters|residents|newspapers?|radio)\b)"
)
"""Behind the name of a town of whose offices the words speak: "according to Kut police" tells
where, "according to Kut Hospital" and "according to Kyiv" only who says it."""


def is_metonym(text: str, span: Span) -> bool:
    """Whether a place's name stands for those who rule there ("Baghdad denied", "blamed Kyiv
    for")."""
    if _ADDRESSED.search(text[max(0, span.start - 20) : span.start]) and _ADDRESSED_FOR.match(
        text[span.end : span.end + 8]
    ):
        return True
    if _GIVEN_BY.search(text[max(0, span.start - 20) : span.start]):
        return _ITS_OFFICE.match(text[span.end : span.end + 40]) is None
    if _SAYING.match(text[span.end : span.end + 30]) is None:
        return False
    before = text[max(0, span.start - 20) : span.start]
    return re.search(r"\b(?:in|at|near|from|outside|of)(?: the)? $", before) is None
