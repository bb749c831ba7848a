"""What the words around a capital say: that it stands for a person, or that it names a thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HARMED = (
    r"killed|shot|stabbed|wounded|injured|hurt|buried|beaten|arrested|detained|abducted|kidnapped|"
    r"tortured|raped|executed|hanged|beheaded|murdered|pronounced|identified|found\s+dead|born"
)
_KIN = (
    r"mother|father|parents|brothers?|sisters?|sons?|daughters?|wife|husband|widow|family|cousins?|"
    r"uncle|aunt|nephew|niece|friends?|neighbou?rs?|colleagues?|body|corpse|funeral|killers?|death"
)
_AFTER = re.compile(
    rf"(?:['’]s?)?,?\s*\(?(?:aged\s+)?\d{{1,2}}\)?(?=\s*(?:[,;.)]|and\b|was\b|$))|,\s*(?:whose|who)\b|"
    rf"\s+(?:was|is|were|had\s+been|has\s+been)\s+(?:\w+ly\s+|also\s+|later\s+)?(?:{_HARMED})\b|"
    r"\s+(?:\w+ly\s+)?(?:shot|killed|stabbed|strangled|beat)\s+(?:his|him|her|himself|herself)\b|"
    r"\s+(?:died|bled|succumbed|wept)\b|\s+and\s+(?:his|her)\b|"
    rf"['’]s?\s+(?:\w+\s+)?(?:{_KIN})\b"
)
_BY_TRADE = re.compile(r",\s*(?:an?|the)\s+[a-z]")
_SPEAKS = re.compile(
    r"\s+(?:said|says|told|fled|denied|admitted|recalled|leaves|leave|cried|pleaded)\b"
)
_CALLED = re.compile(
    r"\b(?:named|called|nicknamed|identified\s+as|known\s+as)\s*,?\s*[\"“‘']?$", re.IGNORECASE
)
_INTRODUCED = re.compile(
    rf"\b(?:his|her|their|whose|the|a|an)\s+(?:\w+\s+)?(?:{_KIN}|boy|girl|baby|teenager|student)"
    r"\s*,?\s*$",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b(?:killed|killing|killings?\s+of|shot(?:\s+dead)?|stabbed|wounded|injured|beat|beheaded|"
    r"murdered|raped|tortured|executed|hanged|arrested|detained|abducted|kidnapped)\s+$",
    re.IGNORECASE,
)
_NO_NOUN_FOLLOWS = re.compile(r"\s*(?:[,.;:!?)\"”]|$|\s(?:and|in|on|with|by|to|at|near|as)\b)")
_RANK = re.compile(
    r"\b(?:mr|mrs|ms|dr|prof|sgt|lt|col|gen|capt|maj|cpl|pvt|sergeant|colonel|lieutenant|captain|"
    r"corporal|private|constable|sheikh|imam|mullah|pastor|father|sister|brother)\.?\s+$",
    re.IGNORECASE,
)
_BEFORE_A_PLACE = re.compile(
    r"(?<![\w'’])(?:in|at|near|outside|around|across|throughout|inside|into|towards?|"
    r"(?:city|town|village|district|province|area|suburb|square|port|camp) of)\s+(?:(?:the|central|"
    r"downtown|nearby|old|new|(?:north|south|east|west)(?:ern|-?east(?:ern)?|-?west(?:ern)?)?)\s+)*$",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(
    r"\s+(?:residents|police|province|governorate|district|city|airport|region|authorities)\b"
)

_CAPITAL = r"(?:[A-Z]|(?:[aAeE][a-z]{1,2}[\-‑ ])[A-Z])[\w'’\-‑]*"
_PUT_AT = r"\b(?:in|at|on|near|outside|inside|along|around|through|towards?)\s+(?:the\s+)?"
_BUILT = (
    r"Street|Road|Avenue|Boulevard|Highway|Square|Roundabout|Bridge|Market|Hospital|Clinic|"
    r"University|College|School|Mosque|Airport|Station|Stadium|Hotel|Camp|District|Province|"
    r"Governorate|County|State|Prison|Crossing|Junction|Cemetery|Mall"
)
_BODY = (
    r"Brigades?|Battalions?|Regiment|Division|Corps|Army|Front|Party|Movement|Forces|Militias?|"
    r"Council|Committee|Foundation|Association|Organi[sz]ation|Union|Network|Institute|Group|"
    r"Times|Herald|Tribune|Gazette|Post|Observer|Monitor|Bulletin|Courier|Chronicle|Journal|"
    r"Agency|Channel|Radio|Television|Centre|Center|Commission|Bureau|Observatory|Syndicate|"
    r"Brotherhood|Alliance|Coalition|Congress|Assembly|Authority|Society"
)
_THINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PUT_AT}((?:{_CAPITAL}\s+){{1,3}}(?:{_BUILT}))\b",
        rf"\b[Tt]he\s+((?:{_CAPITAL}\s+){{1,4}}(?:{_BODY}|{_BUILT}))\b",
        rf"\b({_CAPITAL}\s+(?:State|Province|Governorate|County))\b",
        rf"\b((?:{_CAPITAL}\s+){{1,2}}University)\b",
        r"\b(Radio\s+[A-Z][\w'’]+)\b",
        r"\b[Tt]he\s+((?:Daily|Weekly|Sunday|Evening|Morning)\s+[A-Z][\w'’]+)",
        rf"{_PUT_AT}(St\.?\s+[A-Z][\w]+(?:['’]s)?\s+(?:Church|Cathedral|Hospital|School|College))\b",
    )
)
_SETTLEMENT = re.compile(
    r"\b(?:city|town|village|township|district|suburb|neighbou?rhood|hamlet|camp)\s+of\s+"
    rf"({_CAPITAL})(?:\s+in|,|\s+near|,\s+in|,\s+near)\s+(?:the\s+)?(?=[A-Z])"
)


def put_as_a_place(before: str, after: str) -> bool:
    """Whether the words around are those of a place: "in Walker", and not "Walker was seen"."""
    if after.startswith(("'s", "’s")):
        return False
    return bool(_BEFORE_A_PLACE.search(before) or _OF_A_PLACE.match(after))


def put_as_a_person(before: str, after: str, *, trade: bool, day: bool) -> bool:
    """Whether a word that names a place, a day or an office stands for a person here.

    "Sydney, 24, was shot", "Sgt. Paris", "killed Jordan and", "her son Chad".

    :param trade: also what a person's trade ("Sydney, a nurse") or speech ("Sydney said") shows;
        not of a country or a body, which are told of so too.
    :param day: it is a day or a month, which stand behind a noun without a preposition.
    """
    if _BEFORE_A_PLACE.search(before):
        return False
    if _RANK.search(before) or _CALLED.search(before) or _AFTER.match(after):
        return True
    if trade and (_BY_TRADE.match(after) or _SPEAKS.match(after)):
        return True
    if not day and _INTRODUCED.search(before):
        return True
    return bool(_STRUCK.search(before) and _NO_NOUN_FOLLOWS.match(after)) and not day


def things(text: str) -> Iterator[tuple[int, int]]:
    """Where names of streets, squares, bodies and papers stand that say themselves what they are.

    "in Tahrir Square", "the Zaqari Foundation"; not "Anna Church" nor "Hill", who may be people.
    """
    for pattern in _THINGS:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if not put_as_a_person("", text[end:], trade=False, day=False):
                yield start, end


def settlements(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a place is told that a gazetteer may lack: "the village of Dalori in Borno".

    :returns: start and end of its name, and where the word begins that must be a known place:
        "the village of Omar Zaqari" is his, and not called so.
    """
    for match in _SETTLEMENT.finditer(text):
        yield match.start(1), match.end(1), match.end()
