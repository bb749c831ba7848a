"""Harm that a report names and does not tell: readers know of it, and its day may be another.

"The minister today condemned the murder of the judge": today is when he spoke. The same holds for
what a clause says only to tell which person or group is meant.
"""

from __future__ import annotations

import re

from tollbook.record import Claim, Report, Span
from tollbook.resolve.told_days import HARM

_ARTICLE = 25  # characters before the harm's words in which its "the" may stand

_NAMES = (
    r"(?:murders?|assassinations?|killings?|deaths?|massacres?|kidnappings?|abductions?|slayings?"
    r"|executions?)\b"
)
_NAMED = re.compile(
    rf"\b(?:the|this|that|his|her|their|'s)(?: [\w-]+){{0,3}} {_NAMES}", re.IGNORECASE
)
_NAMED_OF = re.compile(rf"(?:['\u2019]s|s['\u2019]) (?:[\w-]+ ){{0,2}}{_NAMES}", re.IGNORECASE)
_WHO_WAS = (
    r"(?:\b(?:the|his|her|their|whose)(?: [\w'\u2019-]+){1,5}"
    r"|[A-Z][\w.'\u2019-]+ [A-Z][\w'\u2019-]+),?"
    r" who (?:was|were|had been|have been)(?: [a-z]+ly)?"
)
_KNOWN_PERSON = re.compile(rf"{_WHO_WAS}\s*$")
"""A clause that only says which person is meant ("the release of the man who was abducted")."""

_KNOWN_BY = re.compile(
    r"\b(?:the|his|her|their|its)(?: (?:\d+|two|three|four|five|six|seven|eight|nine|ten))?"
    r" (?:assassinated|murdered|slain|executed|kidnapped|abducted)"
    r" (?!(?:by|in|on|at|near|with|and|or|during|last|this|yesterday|today|after|when|while)\b)\w"
)
"""An adjective that only says which person is meant ("he replaces the assassinated ...")."""

_WHOSE_HARM = re.compile(rf"{_WHO_WAS} (?=abduct|kidnap|assassinat|murder|execut)")
"""The same, with the harm: the time of the rest of the sentence is of other news."""

_RESULTED = re.compile(
    r"\b(?:result(?:ed|ing)? in|led to|leading to|caus(?:ed|ing)|left|leaving|end(?:ed|ing) in"
    r"|claim(?:ed|ing)|followed by) $"
)
"""Before a name of harm: it is told ("which resulted in the death of a civilian")."""

_ASIDE = re.compile(r", (?:which|who|whose|where)\b[^,;:]*$")
_GOES_ON = re.compile(
    r"^[^,;:.]{0,30},(?: [\w'\u2019-]+,)? (?:was|were|has|have|had|is|are|died|killed|wounded)\b"
)
"""A clause between subject and verb, and what comes after it."""

_SAYS = re.compile(
    r"\b(?:said|told|announced|condemn(?:ed|ing)|den(?:ied|ying)|accus(?:ed|ing)|blam(?:ed|ing)"
    r"|reported|described|declared|stated|demand(?:ed|ing)?|called|asked|ordered|admitted|claimed"
    r"|protest(?:ed|ing)?|resigned|met|mourn(?:ed|ing)?|discuss(?:ed|ing)?|concerning|regarding"
    r"|investigat(?:ed?|ing)|arrested|charged|sentenced)\b",
    re.IGNORECASE,
)
"""Between a day and a name of harm these part the two ("today condemned the murder")."""


def is_told_as_known(report: Report, claim: Claim) -> bool:
    """Whether the harm is named, not told ("the murder of six priests"): readers know of it, and
    it may be long past.

    Headlines name what is news ("Judge's murder shocks Kut"), so theirs do not count.
    """
    if claim.evidence.end <= report.body_start:
        return False
    if _named(report, claim) is not None:
        return True
    start, end = max(claim.sentence[0], claim.evidence.start - _ARTICLE), claim.evidence.end
    if _KNOWN_BY.search(report.text, start, end) or _WHOSE_HARM.search(report.text, start, end):
        return True
    return _KNOWN_PERSON.search(report.text, claim.sentence[0], claim.evidence.start) is not None


def _named(report: Report, claim: Claim) -> re.Match[str] | None:
    """The harm as a noun that names it ("the murder of ...", "the judge's murder")."""
    start, end = max(claim.sentence[0], claim.evidence.start - _ARTICLE), claim.evidence.end
    named = _NAMED.search(report.text, start, end) or _NAMED_OF.search(report.text, start, end)
    if named is None or _RESULTED.search(report.text, claim.sentence[0], named.start()):
        return None
    return named


def stands_with(report: Report, claim: Claim, time: Span) -> bool:
    """Whether a time of the sentence is that of the harm, where the harm is only named.

    "The murder of a judge on Friday", "Friday's murder of a judge"; but not "the minister today
    condemned the murder of a judge".
    """
    if _of_an_aside(report.text, claim, time) or _before_the_known(report.text, claim, time):
        return False
    start = max(claim.sentence[0], claim.evidence.start - _ARTICLE)
    if _KNOWN_BY.search(report.text, start, claim.evidence.end):
        return False
    named = _named(report, claim)
    if named is None:
        return True
    first, last = sorted(((time.start, time.end), named.span()))
    return _SAYS.search(report.text, first[1], last[0]) is None


def _of_an_aside(text: str, claim: Claim, time: Span) -> bool:
    """Whether a time stands in a clause that only says who the harmed are ("the band, which laid
    down its arms on Monday, was ..."); not where that tells of the harm itself."""
    start, end = claim.sentence
    aside = _ASIDE.search(text, start, time.start)
    if aside is None or HARM.search(aside[0]):
        return False
    if aside.start() <= claim.evidence.start < time.end:
        return False
    return _GOES_ON.match(text[time.end : end]) is not None


def _before_the_known(text: str, claim: Claim, time: Span) -> bool:
    """Whether a time stands before somebody who is known by the harm ("on Friday police freed the
    man who was kidnapped")."""
    known = _WHOSE_HARM.search(text, claim.sentence[0], claim.evidence.end)
    return (
        known is not None
        and time.end <= known.start()
        and known.end() + 12 > claim.evidence.start
        and HARM.search(text, time.end, known.start()) is None
    )
