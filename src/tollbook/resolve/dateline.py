"""The dateline of a report: the place and day that it was written from."""

from __future__ import annotations

import re

from tollbook.record import Report, Span

_PLACE = (
    r"(?!(?i:updated?|posted|published|corrected|breaking|exclusive)\b)"
    r"(?P<place>[A-Z][A-Z'.\- ]{2,30}|[A-Z][\w'-]+(?: (?:(?:de|del|da|do|la|el|al|of) )?"
    r"(?:[A-Z][\w'-]+|city)){0,2})"
)
_DATELINE = re.compile(
    rf"\s*(?:[-\u2013\u2014] |\((?=[^()\n]{{4,60}}\d{{4}}\)))?{_PLACE}"
    r"(?P<land>, (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
    r"[A-Z][A-Za-z. ]{1,25}?| \([A-Z][A-Za-z. ]{1,25}\))?"
    r"(?: \([A-Z][^)\n]{1,40}\)(?=,? [A-Z\d]))?"
    r"(?:,? (?P<time>[^()\n]{3,20}?))?"
    r"\)?(?: ?\([^)\n]{2,40}\))? ?(?:--|[-\u2013\u2014]|:|(?<=\d{4})\.) "
)
_LENGTH = 90
_OPENS = re.compile(
    r"(?:An?|The|One|Two|Three|Four|Five|Six|Seven|Eight|At|Police|Authorities|Officials"
    r"|Investigators|Detectives|Deputies|No) "
)
_DAY = re.compile(r"\d{1,2}\.? [A-Za-z]{3,9}\b|[A-Za-z]{3,9}\.? \d{1,2}\b")
_PARAGRAPHS = 5
"""How many paragraphs of captions and appeals may stand above a dateline."""


def dateline(report: Report) -> tuple[Span, Span | None] | None:
    """The dateline's place and the time words in it ("BASRA, Iraq, Oct 1 (Agency) - ...")."""
    found = _dateline(report)
    if found is None:
        return None
    place = report.span(*found.span("place"))
    return place, report.span(*found.span("time")) if found["time"] else None


def dateline_bounds(report: Report) -> tuple[int, int]:
    """Where the dateline starts and ends in the report's text; empty at the body's start where
    there is none."""
    found = _dateline(report)
    return found.span() if found else (report.body_start, report.body_start)


def _dateline(report: Report) -> re.Match[str] | None:
    start = report.body_start
    for number in range(_PARAGRAPHS):
        found = _DATELINE.match(report.text, start)
        if found is not None and found.end() - start <= _LENGTH and _is_one(found, number):
            return found
        start = report.text.find("\n\n", start) + 2
        if start == 1:
            return None
    return None


def _is_one(found: re.Match[str], paragraph: int) -> bool:
    """Whether it is no heading or other words before a colon ("Updated: ...")."""
    text, dash = found.string, found[0].rstrip()[-1:]
    if dash == ":":
        return paragraph == 0 and (found["place"].strip().isupper() or "(" in found[0])
    day = found["time"] is not None and _DAY.search(found["time"]) is not None
    if found["place"].strip().isupper() or "(" in found[0] or day:
        return paragraph == 0 or text[found.end() : found.end() + 1].isalpha()
    return _OPENS.match(text, found.end()) is not None and found["time"] is None
