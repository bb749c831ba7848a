""" "A year ago" in a story of an anniversary: about that very day, not the whole year before.

The table of the UCDP GED codebook takes "a year ago" for the calendar year before. Whoever writes
of an anniversary writes within days of it: our rule, seven days either way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from tollbook.record import Report, Span, When
from tollbook.resolve.dates import Resolved
from tollbook.resolve.day_rules import number_in

_YEARS = re.compile(
    r"(?:(?:just|exactly|only|almost|nearly|about|around|some) )?(?P<n>an?|\w+|\d{1,2}) years? "
    r"(?:ago|after|earlier|on|since|before)(?: today)?",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\b(?:anniversar(?:y|ies)|commemorat\w+|memorial|vigil|candles?|wreaths?|years? on\b"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\w+) years? (?:after|since|ago today)"
    r"|minute(?:'s|\u2019s)? (?:of )?silence|remember(?:ed|ing|s)?)\b",
    re.IGNORECASE,
)
_HEAD = 700  # characters in which a story says that it is of an anniversary
_SLACK = timedelta(days=7)


def of_anniversary(report: Report, span: Span, days: Sequence[date]) -> Resolved | None:
    """The days that such words mean; None: they are others, or the report marks no anniversary.

    :param days: D, or the days that it may be.
    """
    said = _YEARS.fullmatch(span.quote.strip())
    if said is None or not days or not _MARKED.search(report.text, 0, _HEAD):
        return None
    number = 1 if said["n"].lower() in {"a", "an"} else number_in(said["n"].lower())
    if number is None:
        return None
    first, last = _years_back(days[0], number) - _SLACK, _years_back(days[-1], number) + _SLACK
    reason = (
        f"'{span.quote}' in a story of an anniversary: {number} before {days[-1]}, a week about"
    )
    return Resolved(When(first, last, "days", reason), reason)


def _years_back(day: date, years: int) -> date:
    last = day.day if (day.month, day.day) != (2, 29) else 28
    return date(day.year - years, day.month, last)
