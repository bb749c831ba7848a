"""Seasons, quarters and decades as intervals that hold every reading.

The expression table of the UCDP GED codebook has no seasons; these rules are ours. A season runs
from its first day by the calendar of meteorology to its last by that of astronomy, so that either
use of the word lies inside. South of the equator seasons are six months apart from those of the
north; where it is not known on which side a report speaks, both are kept. A winter of one year is
the one that begins or the one that ends in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tollbook.record import Interval
from tollbook.resolve.day_rules import (
    DAY,
    Refused,
    make_days,
    month_span,
    need,
    ordinal_in,
    table,
    year_of,
)

_OPPOSITE = {"spring": "autumn", "summer": "winter", "autumn": "spring", "winter": "summer"}
_QUARTER = 3


def season(
    south: bool | None,
) -> Callable[[str, date | None, int | None], Interval]:
    """The rule for seasons; ``south`` None: it is not known on which side of the equator."""

    def rule(text: str, day: date | None, later: int | None) -> Interval:
        found = re.search(r"\b(spring|summer|autumn|winter|fall)\b", text)
        if found is None:
            raise Refused("no season in it")
        name = "autumn" if found[1] == "fall" else found[1]
        names = {name} if south is False else {_OPPOSITE[name]}
        if south is None:
            names = {name, _OPPOSITE[name]}
        meant = [m for each in sorted(names) if (m := _meant(each, text, day)) is not None]
        if not meant:
            raise Refused("lies after the report")
        starts, ends = [s for s, _ in meant], [e for _, e in meant]
        return Interval(min(starts), max(ends))

    return rule


def _of(name: str, year: int) -> tuple[date, date]:
    """The northern season that begins in a year."""
    month, first, end_month, last = (int(n) for n in table()["season"][name])
    return date(year, month, first), date(year + (end_month < month), end_month, last)


def _meant(name: str, text: str, day: date | None) -> tuple[date, date] | None:
    """First and last day of a northern season; None: it is to come."""
    span = re.search(r"(1[89]\d\d|20\d\d)[-/\u2013]\d\d", text)
    if span is not None:
        start, end = _of(name, int(span[1]))
        return start, end if end.year > start.year else _of(name, start.year + 1)[1]
    if re.search(r"1[89]\d\d|20\d\d|\b(?:last|this) year", text):
        year = year_of(text, day)
        return _of(name, year - (name == "winter"))[0], _of(name, year)[1]
    today = need(day)
    begun = [s for y in range(today.year - 2, today.year + 1) if (s := _of(name, y))[0] <= today]
    if "this " in text:
        start, end = begun[-1]
        if end.year < today.year:
            return None
        return start, min(end, today)
    # "Last summer", said in the year of a summer that has passed, may be the one before.
    passed = [s for s in begun if _over(s) <= today]
    first = passed[-2] if passed[-1][0].year == today.year else passed[-1]
    return first[0], min(passed[-1][1], today)


def _over(instance: tuple[date, date]) -> date:
    """The first day of the next season by the calendar of meteorology."""
    return instance[1].replace(day=1)


def quarter(text: str, day: date | None, later: int | None) -> Interval:
    """ "The first quarter of 2019" is January to March."""
    number = 4 if re.search(r"\b(?:last|final) quarter", text) else ordinal_in(text)
    if number is None or number > 4:
        raise Refused("a year has no such quarter")
    year = year_of(text.split("quarter", 1)[1], day)
    first = 1 + _QUARTER * (number - 1)
    return Interval(date(year, first, 1), make_days(year, first + _QUARTER - 1, 1, 31).end)


def decade(text: str, day: date | None, later: int | None) -> Interval:
    """ "The 1990s", "the early 1990s": ten years, as codebooks say nothing of parts of them."""
    found = re.search(r"(1[89]\d|20\d)0s", text)
    if found is None:
        raise Refused("no decade in it")
    first = int(found[1]) * 10
    return Interval(date(first, 1, 1), date(first + 9, 12, 31))


def long_past(text: str, unit: str, day: date) -> Interval | None:
    """ "Recent years", "the past decade": as far back as the words surely reach; None: no rule.

    "The last decade" is the ten years to D, or that of the calendar before it.
    """
    if unit == "decade" and not text.endswith("decades"):
        start = month_span(day, 120)
        if re.search(r"\b(?:last|previous|preceding) ", text):
            start = min(start, date(day.year // 10 * 10 - 10, 1, 1))
        return Interval(start, day)
    return Interval(None, day) if unit in ("year", "decade") else None


def some_time_ago(text: str, unit: str, day: date) -> Interval:
    """ "Several weeks ago", "years ago": two of them or more, so that only the latest day is known.

    Weeks, months and years are rounded by who says them: one of them is left as slack.
    """
    match unit:
        case "hour":
            return Interval(day - DAY, day)
        case "day" | "night":
            return Interval(None, day - 2 * DAY)
        case "week" | "fortnight":
            return Interval(None, day - 7 * DAY)
        case "month":
            return Interval(None, month_span(day, 1))
        case "year" | "decade":
            return Interval(None, month_span(day, 12))
        case _:
            raise Refused("does not say how many")
