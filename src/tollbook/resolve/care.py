"""Where the harmed were taken, treated or died: not where it happened."""

from __future__ import annotations

import re

_TITLE = r"[A-Z][\w'\u2019-]+"
_DEED = (
    r"shootings?|incidents?|attacks?|bombings?|(?:air ?)?strikes?|blasts?|explosions?|raids?"
    r"|clash(?:es)?|ambush(?:es)?|massacres?|shelling|fighting|violence|protests?|riots?|stampede|crush"
    r"|fire|battles?|crossfire|gunfire"
)
"""In which somebody died: where that was, it happened ("died in a bombing in Kut")."""
_CARE_BEFORE = re.compile(
    r"(?:\b(?:taken|rushed|transported|transferred|airlifted|flown|brought|driven|arrived|admitted"
    r"|hospitali[sz]ed|treated|evacuated|sent|(?:pronounced|declared)(?: dead| deceased)?"
    r"|die[sd]|recover(?:ing|ed|s)?|(?:critical|serious|stable|fair|good|guarded) condition)\b"
    rf"(?:(?!\b(?:after|following|when|shot|{_DEED})\b)[^.;]){{0,30}}?"
    r"\b(?:to|at|in|by)(?: the)?(?: nearby)?|\b(?:[Hh]ospital|[Mm]edical (?:[Cc]enter"
    r"|[Cc]entre|[Cc]omplex)|[Mm]orgue)s?,?(?: in| at| of))"
    rf"(?: {_TITLE}| {_TITLE}['\u2019]s)*(?:,?(?: and)?(?: in| at)?)?\s*$"
)
_MANY_DIED = re.compile(
    r"\b(?:(?:[3-9]|\d{2,}|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty"
    r"|dozens|scores|hundreds|several)"
    r"(?: (?:of (?:them|the)|other|more|[a-z]+(?:s|ren|men|ple)|others|[a-z]+ (?:[a-z]+s|people))"
    r"){0,2}|people|others) (?:have |had )?$",
    re.IGNORECASE,
)
"""Before "died in Kut": so many were not all brought there ("93 people died in Kut")."""
_CARE_AFTER = re.compile(
    rf"^(?:['\u2019]s)?(?: (?:{_TITLE}|area|regional|children['\u2019]s)){{0,3}}"
    r" (?i:hospitals?|medical cent(?:er|re)|trauma cent(?:er|re)|clinic|morgue)\b"
)
_NO_HOUSE = re.compile(
    r" (?:(?:refugee|displacement|transit) )?(?:camp|village|district|neighbou?rhood|quarter|prison"
    r"|jail)\b"
)
"""Behind the name of a place where nobody is brought to be treated ("died in Balata camp")."""
_ARTICLE = re.compile(r"(?<= )an? $")


def were_treated(before: str, after: str, text: str) -> bool:
    """Whether words put a name where the harmed were taken, treated or died of it.

    :param before, after: the words of its line around the name; :param text: all before the name.
    """
    if of_a_hospital(after):
        before = _ARTICLE.sub("", before)  # "flown to a Duluth hospital"
    found = _CARE_BEFORE.search(before)
    if found is None or not found[0].startswith(("died", "dies")):
        return found is not None
    if _NO_HOUSE.match(after):
        return False
    in_care = "ospital" in found[0] or of_a_hospital(after)
    return in_care or _MANY_DIED.search(text[: len(text) - len(found[0])][-40:]) is None


def of_a_hospital(after: str) -> bool:
    """Whether a hospital's word follows a name ("Mercy Medical Center")."""
    return _CARE_AFTER.match(after) is not None
