"""What is counted in hours, days, weeks, months and years back from the report.

The numbers are in ``data/dates.toml``: the expression table of the UCDP GED codebook 22.1,
appendix 2.
"""

from __future__ import annotations

import re
from datetime import date

from tollbook.record import Interval
from tollbook.resolve.day_rules import (
    DAY,
    Refused,
    back,
    make_days,
    monday,
    month_span,
    need,
    number_in,
    table,
    unknown,
)
from tollbook.resolve.season_rules import long_past, some_time_ago


def _unit(text: str) -> str:
    found = re.search(r"\b(hour|day|night|week|fortnight|month|year|decade)s?\b", text)
    return found[1] if found else ""


def past_units(text: str, day: date | None, later: int | None) -> Interval:
    """ "The past two days", "last week", "recent months"."""
    today, unit, n = need(day), _unit(text), number_in(text)
    if re.search(r"\b(?:coming|next)\b", text):
        raise Refused("lies after the report")
    few = bool(re.search(r"\b(?:few|several|some|many|recent)\b", text))
    plural = bool(re.search(rf"\b{unit}s\b", text))
    found: Interval | None = None
    if n is not None and not few:
        found = _past_n(today, unit, n, plural=plural)
    elif re.search(r"\b(?:last|previous|preceding) ", text) and not plural:
        found = _calendar_unit_before(today, unit)
    elif unit == "month" and plural:
        found = Interval(month_span(today, 3), today)
    return (
        found
        or back(f"past few {unit}s" if few or plural else f"past {unit}", day)
        or back(f"past {unit}s", day)
        or long_past(text, unit, today)
        or unknown()
    )


def _past_n(today: date, unit: str, n: int, *, plural: bool) -> Interval | None:
    """ "the past n ..."; None: no rule of its own."""
    match unit:
        case "hour":
            said = back(f"past {n} hours", today)
            return said or Interval(today - max(1, -(-n // 24)) * DAY, today)
        case "day" | "night" if plural:
            return Interval(today - n * DAY, today - DAY)
        case "week":
            return Interval(today - (7 * n - 1) * DAY, today)
        case "fortnight":
            return Interval(today - (14 * n - 1) * DAY, today)
        case "month":
            return Interval(max(month_span(today, n), date(today.year, 1, 1)), today)
        case "year":
            return Interval(month_span(today, 12 * n), today)
        case _:
            return None


def _calendar_unit_before(today: date, unit: str) -> Interval | None:
    """ "last week", "last month", "last year" are those of the calendar."""
    if unit == "week":
        return Interval(monday(today, 1), monday(today, 1) + 6 * DAY)
    if unit == "month":
        end = today.replace(day=1) - DAY
        return Interval(end.replace(day=1), end)
    if unit == "year":
        return Interval(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    return None


def units_from(text: str, day: date | None, later: int | None) -> Interval:
    """ "Three days ago"; what counts from another event is refused."""
    if not text.endswith("ago"):
        raise Refused("counts from another event")
    today, unit, n = need(day), _unit(text), number_in(text)
    if re.search(r"\b(?:few|several|some|many)\b", text) or (n is None and text.count("s ago")):
        few = back("past few days", day) if unit == "day" and "few" in text else None
        return few or some_time_ago(text, unit, today)
    n = n or 1  # "a year ago", "last seen about a year ago"
    if unit == "hour":
        return Interval(today - (n // 24 + 1) * DAY, today)
    if unit == "month":
        then = month_span(today, n)
        return make_days(then.year, then.month, 1, 31)
    if unit in ("year", "decade"):
        year = today.year - n * (10 if unit == "decade" else 1)
        return Interval(date(year, 1, 1), date(year, 12, 31))
    each = {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(unit)
    if each is None:
        return unknown()
    if unit == "fortnight" and n == 1:
        return back("past fortnight", day) or unknown()
    then, slack = today - n * each * DAY, int(table()["slack"][unit])
    return Interval(then - slack * DAY, min(today, then + slack * DAY))
