"""Where a claim stands in its report, and the claim of the event that a report opens with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.record import Claim, Report, Span


def paragraphs_back(report: Report, claim: Claim) -> list[tuple[int, int]]:
    """The claim's paragraph and the one before it, within the body (or title) it stands in."""
    text = report.text
    start = text.rfind("\n\n", 0, claim.sentence[0]) + 1
    paragraphs = [(max(0, start), claim.sentence[0])]
    before = start - 1
    if before > report.body_start:
        earlier = text.rfind("\n\n", 0, before) + 1
        paragraphs.append((max(earlier, report.body_start), before))
    return paragraphs


def opening(report: Report, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the first event that the body tells of as news; None: it tells of none."""
    news = (
        c
        for c in sorted(claims, key=lambda c: c.evidence.start)
        if c.scope == "incident" and not c.past and c.modality in ("fact", "reported")
        if c.evidence.start >= report.body_start
    )
    return next(news, None)


_HEADING = re.compile(
    r"(?:,| [-\u2013\u2014:]) (?:[^.;\n]{0,60}\b)?"
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2})"
    r"(?:,? \d{4})?$",
    re.MULTILINE,
)


def heads_section(text: str, span: Span) -> bool:
    """Whether a place's name opens a heading of its own with a day ("Kut, 5 October")."""
    opens = text[max(0, span.start - 2) : span.start] in ("\n\n", "")
    return opens and _HEADING.match(text, span.end) is not None


STANDS_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|outside|inside|around|across|within|of|on|off|throughout|over|to"
    r"|towards?|between|and|neighbou?ring|nearby|via|entering|leaving|reached|hit|struck|rocked"
    r"|shelled|bombed|stormed|targeted|against)(?: the)?(?: [a-z-]+){0,4}|,|\()\s*$",
    re.IGNORECASE,
)
"""What stands right before the name of a place where something was."""

LISTED = re.compile(
    r"^(?:, [A-Z][\w'-]+)?(?:'s)?"
    r"(?: (?:province|governorate|district|city|town|camp|state|county|counties)s?)?"
    r"(?:,|,? and|,? or| &|,? as well as)(?: (?:in|near|at))?(?: the)?(?: [a-z]+){0,3} $"
)
"""What stands between two places of one list."""
