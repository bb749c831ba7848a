"""Weeks and days counted inside a month, months inside a year."""

from __future__ import annotations

import calendar
import re
from datetime import date

from tollbook.record import Interval
from tollbook.resolve.day_rules import DAY, Refused, month_of, number_in, ordinal_in, table, year_of

_WEEK = 7


def week_of_month(text: str, day: date | None, later: int | None) -> Interval:
    """ "The first week of October" is its days 1 to 7; the last week its last seven days.

    "The first nine months of 2019" run from January.
    """
    months = re.search(r"first (.+) months (?:of|in) (.+)", text)
    if months is not None:
        return _first_months(months[1], months[2], day)
    whole = month_of(re.split(r"\bweek (?:of|in) ", text)[1], day, later)
    if whole.start is None or whole.end is None:
        raise Refused("no month in it")
    if re.search(r"\b(?:last|final) week", text):
        return Interval(whole.end - (_WEEK - 1) * DAY, whole.end)
    number = ordinal_in(text)
    if number is None or number > 5:
        raise Refused("a month has no such week")
    start = whole.start + (number - 1) * _WEEK * DAY
    if start > whole.end:
        raise Refused("that month has no such week")
    return Interval(start, min(whole.end, start + (_WEEK - 1) * DAY))


def _first_months(count: str, year: str, day: date | None) -> Interval:
    number = number_in(count)
    if number is None or not 1 <= number <= 12:
        raise Refused("does not say how many")
    said = year_of(year, day)
    return Interval(date(said, 1, 1), date(said, number, calendar.monthrange(said, number)[1]))


def day_of_month(text: str, day: date | None, later: int | None) -> Interval:
    """ "The 5th of this month"."""
    if day is None:
        raise Refused("needs the report's date, which is not known")
    number = re.search(r"\d{1,2}", text)
    first = day.replace(day=1)
    if "last month" in text:
        first = (first - DAY).replace(day=1)
    try:
        return Interval.day(first.replace(day=int(number[0]) if number else 0))
    except ValueError as fault:
        raise Refused("there is no such day") from fault


def lasting(text: str, day: date | None, later: int | None) -> Interval:
    """ "A five-day offensive": five days that end on D; "a night-long battle": both its days."""
    if day is None:
        raise Refused("needs the report's date, which is not known")
    if re.search(r"\b(?:night|hours?)\b", text):
        hours = number_in(text) if "hour" in text else None
        return Interval(day - max(1, -(-(hours or 1) // 24)) * DAY, day)
    number = number_in(text) or 1
    weeks = _WEEK if "week" in text else 1
    return Interval(day - (number * weeks - 1) * DAY, day)


def lasting_pattern() -> re.Pattern[str]:
    """Words that say how long fighting has lasted, as far back as days and weeks."""
    numbers = "|".join(sorted(table()["number"], key=len, reverse=True))
    count = rf"(?:\d{{1,2}}|{numbers})"
    noun = table()["lasting"]["noun"]
    return re.compile(
        rf"\b(?:{count}[- ](?:hour|day|week)(?:-long|-old)?|(?:all-?|over)?night-?long|day-?long"
        rf"|{count} (?:straight |consecutive )?(?:days|weeks) of) (?:[a-z]+ ){{0,2}}?(?:{noun})\b",
        re.IGNORECASE,
    )
