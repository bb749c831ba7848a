"""The day on which people were arrested: whose day it is.

Arrested over a deed ("a suspect", "over the killing"), somebody is held on another day than the
deed's. In a crowd the arrested stand beside the hurt, and the day is of both: "200 people were
injured and 105 arrested on Thursday".
"""

from __future__ import annotations

import re

from tollbook.record import Claim, Report, Span

_HELD = re.compile(
    r"\b(?:arrest(?:ed|s|ing)?|detain(?:ed|s|ing)?|rounded up|taken into custody|in custody)\b"
    r"[^.;\n]{0,60}$",
    re.IGNORECASE,
)
_OTHER_LAW = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|stated|charged|arraigned|sentenced|court"
    r"|hearing|trial|released|freed|identified|scheduled|expected|pleaded|indicted|convicted)\b",
    re.IGNORECASE,
)
_OVER_A_DEED = re.compile(
    r"\b(?:suspects?|suspected|alleged(?:ly)?|charge[sd]?|connection with|relation to|accused"
    r"|shooters?|gunm[ae]n|attackers?|assailants?|killers?|murderers?|bombers?|robbers?"
    r"|perpetrators?|culprits?|manhunt|fugitives?|warrants?|wanted|responsible"
    r"|(?:over|for|after|following|in) (?:the |a |an |his |her |their )?(?:[\w'\u2019-]+ ){0,3}"
    r"(?:shootings?|killings?|murders?|attacks?|bombings?|blasts?|strikes?|raids?|massacres?"
    r"|slayings?|stabbings?|homicides?|deaths?|assaults?|robber(?:y|ies)|crimes?|incident))\b",
    re.IGNORECASE,
)


def is_of_the_holding(report: Report, claim: Claim, time: Span) -> bool:
    """Whether a time is that of people being held, as that is the event ("twelve marchers were
    arrested on Friday"); not of somebody arrested over a deed, whose day is the deed's."""
    if claim.harm != "detained" or _OVER_A_DEED.search(report.text, *claim.sentence):
        return False
    held = _HELD.search(report.text, claim.sentence[0], time.start)
    return held is not None and _OTHER_LAW.search(held[0]) is None


_CROWD = (
    r"(?:(?:some|about|around|nearly|almost|at least|more than|over|up to|as many as|another) )*"
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{2,}|[5-9]|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?|a dozen|dozens|scores|tens|hundreds"
    r"|thousands|several|many|numerous)(?: (?:of|more|others?|[a-z-]*people|[a-z]+ers|[a-z]+ists"
    r"|students?|civilians|villagers|residents|worshippers))*"
    r"|(?:\d+|two|three|four|some)(?: more| other| of)*"
    r" (?:people|others|[a-z]+ers|[a-z]+ists|demonstrators|students|civilians))"
)
"""Many, or people of a crowd by name; "two men" may be those who did it."""

_TAKEN = r"(?:arrested|detained|rounded up|taken into custody)"
_BESIDE = re.compile(
    rf"(?:,|,? and|,? while|,? with) (?:{_CROWD}(?: (?:were|have been|had been|being))?(?: also)?"
    rf" {_TAKEN}|(?:also )?{_TAKEN} {_CROWD})(?: (?:in|at|near|by|during) [^,;.]{{1,40}}?)? $"
)


def is_of_those_held_beside(report: Report, claim: Claim, time: Span) -> bool:
    """Whether the day of an arrest is that of people hurt beside those arrested.

    :param time: of the claim's own words, with no other time between them.
    """
    if claim.harm == "detained" or time.start < claim.evidence.end:
        return False
    if _OVER_A_DEED.search(report.text, *claim.sentence):
        return False
    between = report.text[claim.evidence.end : time.start]
    return ";" not in between and _BESIDE.search(between) is not None
