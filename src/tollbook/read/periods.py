"""Words with which a figure covers a month, a day's count or the period of another total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.record import Span

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
MONTH_LONG = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|[Ff]or|[Oo]ver|[Tt]hroughout) (?:the (?:whole )?month of )?"
    rf"{_MONTH}(?:,? \d{{4}})?\b(?! \d)",
)
"""A whole month: whoever counts the dead of it counts more than one event."""

HOURS = re.compile(
    r"\b(?:in|over|during|within) (?:the )?(?:past|last|previous)"
    r" (?:24|48|twenty-four|forty-eight) hours\b"
    r"|\b(?:in|over|during) the past day\b",
    re.IGNORECASE,
)
"""A day's count, as ministries give it."""

SAME_PERIOD = re.compile(
    r"\b(?:(?:in|over|during|for|within) (?:the same|that) (?:period|time|stretch|span)"
    r"|(?:in|over|during) the (?:same )?(?:month|quarter|reporting period|period under review)"
    r"|(?<!has )(?<!have )(?<!had )since then)\b",
    re.IGNORECASE,
)
"""The period of a total told before."""

REPORTED_OVER = re.compile(
    r"\b(?:in|over|during|for|within) the (?:month|quarter|week|(?:reporting |review )?period"
    r"|(?:first|second|third|fourth|last) (?:quarter|half)(?: of (?:the year|\d{4}))?)\b",
    re.IGNORECASE,
)
"""The days that a periodical reports on."""

BRINGING_TOTAL = re.compile(
    r"\b(?:bringing|raising|pushing|taking) (?:the|its|their) (?:[\w-]+ ){0,3}?"
    r"(?:total|tally|toll|number|count|losses)\b",
    re.IGNORECASE,
)
"""What follows a day's count."""


def on_its_side(times: Sequence[Span], sentence: str, offset: int, at: int) -> list[Span]:
    """Of "39 were killed in a day, bringing the toll to 900" each figure's own words of time.

    :param offset: where the sentence starts in the report; :param at: where the figure's word of
        harm stands in the sentence.
    """
    brings = BRINGING_TOTAL.search(sentence)
    if brings is None:
        return list(times)
    behind = at >= brings.start()
    return [t for t in times if (t.start >= offset + brings.start()) == behind]


_LONG = re.compile(
    r"(?<!\bhas )(?<!\bhave )(?<!\bhad )\b(?:since|so far this"
    r"|(?:in|during|over|for|within|after)\s+(?:the\s+)?"
    r"(?:past|last|first|previous|preceding|recent|more than|over|nearly|almost|about|\w+)?\s*"
    r"(?:\w+\s+)?(?:weeks|months|years|decades|decade)"
    r"|this year|last year|last month|this month|last week|this week|past week"
    r"|in a (?:week|month|year)|a (?:week|month|year) of (?:\w+ )?(?:fighting|clashes|violence"
    r"|unrest|protests|bombing|bombardment|strikes|shelling)|in \d{4}\b|during \d{4}\b"
    r"|\w+ (?:days|weeks|months|years) of|(?:in|over|during) \w+ days)\b",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"since\b"
    r"|(?:between|from)\b.*\b(?:and|to|until|till)\b.*"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day\b|\d{4}|weeks?\b|months?\b|years?\b)"
    r"|(?:between|from)\b.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]*\s+\d{1,2}\s+"
    r"(?:and|to|until|till)\s+\d{1,2}\b"
    r"|(?:in|over|during|within|for) the (?:past|last|previous|first)\b.*"
    r"(?:days|weeks?|months?|years?)\b"
    r"|\w+ \d{1,2}\s?[-\u2013]\s?\d{1,2}\b"
    r"|\d{1,2}\s?[-\u2013]\s?\d{1,2} [a-z]+",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|deadliest|worst"
    r"|bloodiest|largest|biggest|latest|time|once|twice)\b[^,;]{0,50}$",
    re.IGNORECASE,
)
RECKONED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|deadliest|worst|bloodiest|largest|biggest)\b"
    r"[^,;.]{0,90}$",
    re.IGNORECASE,
)
_SINCE_RECKONED = re.compile(rf"{RECKONED.pattern[:-1]}\bsince\b[^,;.]{{0,60}}$", re.IGNORECASE)
SINCE = re.compile(r"(?<!\bhas )(?<!\bhave )(?<!\bhad )\bsince\b", re.IGNORECASE)
SINCE_DAY = re.compile(r"\bsince (?:\w+ )?(?:\w+day|yesterday|last night)\b", re.IGNORECASE)
"""A "since" of days, from which somebody is missing."""

MANY_ACTS = re.compile(
    r"\b(?:in|by) (?:[\w'\u2019-]+ ){0,3}"
    r"(?:attacks|strikes|airstrikes|raids|bombardments?|shelling)\b",
    re.IGNORECASE,
)
"""Several deeds, of which a day's count sums up the victims."""


ONE_YEAR = re.compile(r"(?:in|during) \d{4}", re.IGNORECASE)
WEEK_OR_MONTH = re.compile(r"(?:this|last|past) (?:week|month)", re.IGNORECASE)
DAYS_OVER = re.compile(r"(?:in|over|during|within) \w+ days", re.IGNORECASE)
AT_ONE_PLACE = re.compile(
    r"\b(?:in|at|on|inside) an? (?:[\w'\u2019-]+ ){0,3}"
    r"(?:theatre|theater|school|church|mosque|hotel|bus"
    r"|train|market|caf[e\u00e9]|restaurant|club|nightclub|prison|hospital|university|bank|mall"
    r"|stadium|hall|factory|temple|synagogue|station|plane|airliner|ferry)\b",
    re.IGNORECASE,
)
"""One building or vehicle: "in 2002 gunmen took 800 people hostage in a theatre" is one event."""


def long_period(clause: str) -> str | None:
    """A period of weeks or more that the figure covers.

    Not how often or how bad: "the third strike in two weeks", "the deadliest attack in years".
    """
    for match in _LONG.finditer(clause):
        before = clause[: match.start()]
        if not (_FREQUENCY.search(before) or _SINCE_RECKONED.search(before)):
            return match.group()
    return None
