"""Words by which a figure is of several events, or of one."""

from __future__ import annotations

import re

EVERYWHERE = re.compile(
    r"\b(?:[Aa]cross|[Tt]hroughout|[Ii]n the whole of|all over|around)\s+"
    r"(?:the\s+)?(?:country|nation|region|territory|province|enclave|[A-Z][a-z]+)\b"
    r"|\b[Ii]n\s+[A-Z][\w'-]+,\s[A-Z][\w'-]+,?\s(?:and|as\swell\sas)\s[A-Z][\w'-]+\b"
    r"|\bnationwide\b|\bcountrywide\b|\b[Ii]n all,"
    r"|\b[Ii]n\s+(?:several|many|(?:more\s+than\s+|at\s+least\s+)?(?:[3-9]|[1-9]\d+|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|a\s+dozen))\s+(?:different\s+)?"
    r"(?:cities|towns|provinces|governorates|states|countries)\b"
)
"""Over a whole land, or several towns."""
SUMMED_UP = re.compile(
    r"\b(?:in|by|during|across|from|after|each of)\s+(?:at least\s+)?"
    r"(?:(?:(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple|\d+)\s+)?"
    r"(?:separate|unrelated|different)\s+(?:\w+\s+){0,2}?"
    r"(?:shootings|stabbings|attacks|incidents|killings|homicides|bombings)"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|several|multiple|\d+|weekend|overnight)\s+"
    r"(?:\w+\s+){0,2}?(?:shootings|stabbings|homicides|murders)"
    r"|(?:three|four|five|six|seven|eight|nine|ten|several|multiple|[3-9]|[1-9]\d+)\s+"
    r"(?:\w+\s+){0,2}?(?:attacks|incidents|ambushes|massacres))\b",
    re.IGNORECASE,
)
"""Several events: whoever counts those harmed in all of them gives a total."""
SEVERAL_EVENTS = re.compile(
    r"\b(?:separate|several|various|different|series of|string of|wave of|two|three|four|five|six"
    r"|seven|eight|nine|ten|\d+)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:attacks|bombings|explosions|blasts|shootings|strikes|airstrikes|raids|incidents|clashes"
    r"|ambushes|massacres|killings|protests|demonstrations|assaults)\b",
    re.IGNORECASE,
)
"""Several events, with a number or a word for one."""
SUM_OF_EVENTS = re.compile(
    r"\b(?:separate|unrelated|different|two|three|four|five|six|seven|eight|nine|ten|several"
    r"|multiple|\d+|weekend|overnight|string of|series of|spate of|night of)\s(?:\w+\s){0,2}?"
    r"(?:shootings|stabbings|attacks|incidents|killings|homicides|bombings|raids|strikes|ambushes)\b",
    re.IGNORECASE,
)
"""What somebody sums up who then tells one event in each paragraph."""
AT_ONE_SPOT = re.compile(
    r"\b(?:in|at|inside|outside|near) (?:the|an?|that|this) (?:same )?(?:[\w'-]+ ){0,2}?"
    r"(?:prison|jail|camp|school|market|mosque|church|temple|hospital|clinic|village|town|hotel"
    r"|restaurant|bar|club|mine|farm|checkpoint|station|base|barracks|square|university)\b",
    re.IGNORECASE,
)
"""At one spot, so of one event."""
