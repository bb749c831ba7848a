"""The day that each kind of time words means: one rule for each atom of the table.

The numbers are in ``data/dates.toml``: the expression table of the UCDP GED codebook 22.1,
appendix 2. Months, weeks and weekdays are those of the calendar, weeks from Monday.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.record import Interval

DAY = timedelta(days=1)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_AHEAD = timedelta(days=7)  # a day and month this far after D still are this year's
_EDGE = re.compile(
    r"(?:the )?(?:very )?(early|late|mid|middle of|start of|beginning of|end of|first half of"
    r"|second half of|(?:first|opening|last|final|closing) (?:few )?days of)"
    r"(?:[- ]{1,2}(?:to|or|and)[- ](mid|late))?[- ]",
    re.IGNORECASE,
)
_DAYS_OF = re.compile(r"(?:(first|opening)|last|final|closing) (?:few )?days of")


def weekday_of(text: str) -> int | None:
    """The weekday named, Monday is 0; None: none is."""
    found = re.search(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*\b", text)
    return _WEEKDAYS.index(found[1]) if found else None


class Refused(Exception):
    """These words cannot be resolved; the message says why."""


@cache
def table() -> Mapping[str, Mapping[str, Any]]:
    """The numbers of the codebook's table, by kind of expression."""
    return tomllib.loads(files("tollbook.resolve").joinpath("data/dates.toml").read_text("utf-8"))


def need(day: date | None) -> date:
    if day is None:
        raise Refused("needs the report's date, which is not known")
    return day


def _month_in(text: str) -> int:
    found = re.search(rf"\b({'|'.join(_MONTHS)})", text)
    if not found:
        raise Refused("no month in it")
    return _MONTHS.index(found[1]) + 1


def _year_for(month: int, first: int, day: date | None, text: str, later: int | None) -> int:
    """The year of a day and month: said, said with a later date, or the last one up to D."""
    if "last year" in text:
        return need(day).year - 1
    if "this year" in text:
        return need(day).year
    if later is not None:
        return later
    today = need(day)
    try:
        ahead = date(today.year, month, first) > today + _AHEAD
    except ValueError:  # 29 February: the last leap year
        ahead = True
    return today.year - 1 if ahead else today.year


def make_days(year: int, month: int, first: int, last: int | None = None) -> Interval:
    most = calendar.monthrange(year, month)[1]
    try:
        start, end = date(year, month, first), date(year, month, min(last or first, most))
    except ValueError as fault:
        raise Refused("there is no such day") from fault
    if end < start:
        raise Refused("it ends before it starts")
    return Interval(start, end)


def _iso(text: str, day: date | None, later: int | None) -> Interval:
    try:
        return Interval.day(date.fromisoformat(text[:10]))
    except ValueError as fault:
        raise Refused("there is no such day") from fault


def _slashed(text: str, day: date | None, later: int | None) -> Interval:
    a, b, year = (int(n) for n in re.split(r"[/.]", text))
    if "." in text or a > 12:
        return make_days(year, b, a) if b <= 12 else _no_day()
    if b > 12 or a == b:
        return make_days(year, a, b)
    raise Refused("day and month cannot be told apart")


def _no_day() -> Interval:
    raise Refused("there is no such day")


def day_and_month(text: str, day: date | None, later: int | None) -> Interval:
    """A day, or days, of a month of the Gregorian calendar."""
    month = _month_in(text)
    numbers = [
        int(n)
        for n in re.findall(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)", text)
        if 1 <= int(n) <= 31
    ]
    first, last = numbers[0], numbers[1] if len(numbers) > 1 else numbers[0]
    return make_days(_year_for(month, first, day, text, later), month, first, last)


def _part(kind: str, text: str) -> tuple[int, int] | None:
    edge = _EDGE.search(text)
    if not edge:
        return None
    first = _DAYS_OF.sub(lambda m: "start of" if m[1] else "end of", edge[1].lower())
    a, b = table()[kind][first]
    if edge[2]:  # "mid to late October"
        b = table()[kind][edge[2].lower()][1]
    return int(a), int(b)


def month_of(text: str, day: date | None, later: int | None) -> Interval:
    """A month by its name, or as this or the last one; part of it where the words say so."""
    if "month" in text:
        return _edge_of(text, day, later)
    month = _month_in(text)
    first, last = _part("month_part", text) or (1, 31)
    if text.startswith("last ") and later is None:
        today = need(day)
        year = today.year - (1 if month >= today.month else 0)
    else:
        year = _year_for(month, first, day, text, later)
    return make_days(year, month, first, last)


def _year(text: str, day: date | None, later: int | None) -> Interval:
    found = re.search(r"1[89]\d\d|20\d\d", text)
    year = int(found[0]) if found else need(day).year
    first, last = _part("year_part", text) or (1, 12)
    return Interval(date(year, first, 1), make_days(year, last, 1, 31).end)


def _edge_of(text: str, day: date | None, later: int | None) -> Interval:
    if re.search(r"week(?:end)?\b", text):
        first_day = monday(need(day), back=1 if "last week" in text else 0)
        if "weekend" in text:
            return Interval(first_day + 5 * DAY, first_day + 6 * DAY)
        first, last = _part("week_part", text) or (0, 6)
        return Interval(first_day + first * DAY, first_day + last * DAY)
    if "month" in text:
        today = need(day)
        anchor = today.replace(day=1) - DAY if "last month" in text else today
        first, last = _part("month_part", text) or (1, 31)
        return make_days(anchor.year, anchor.month, first, last)
    if re.search(r"\b(?:the|this|last|next) year", text):
        today = need(day)
        return _year(f"{text} {today.year - ('last year' in text)}", day, later)
    if re.search(r"1[89]\d\d|20\d\d", text) and not re.search(rf"\b(?:{'|'.join(_MONTHS)})", text):
        return _year(text, day, later)
    return month_of(text, day, later)


def month_span(day: date, n: int) -> date:
    """The day n months before."""
    total = day.year * 12 + day.month - 1 - n
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def monday(day: date, back: int = 0) -> date:
    return day - timedelta(days=day.weekday() + 7 * back)


def _weekday(text: str, day: date | None, later: int | None) -> Interval:
    today = need(day)
    found = re.search(rf"\b({'|'.join(_WEEKDAYS)})", text)
    if not found or text.startswith("next "):
        raise Refused("lies after the report")
    if re.search(r"\b(?:previous|following|same) ", text):
        raise Refused("counts from another day of the story")
    number = _WEEKDAYS.index(found[1])
    if "last week" in text:
        return Interval.day(monday(today, back=1) + number * DAY)
    back = (today.weekday() - number) % 7
    if back == 0 and text.startswith(("last ", "past ")):
        back = 7
    return Interval.day(today - back * DAY)


def _night_between(text: str, day: date | None, later: int | None) -> Interval:
    """Both days of a night. "Night of Tuesday" is Tuesday, as "Tuesday night" is."""
    days = re.findall(rf"\b({'|'.join(_WEEKDAYS)})[a-z.]*", text)
    first = _weekday(days[0], day, None)
    if first.start is None:
        return first
    if len(days) == 1:
        if re.search(r"\bin ?to\b|overnight to\b", text):
            return Interval(first.start - DAY, first.start)
        if "overnight" not in text:
            return first
        # The night that begins on that day; on D itself it is the one that has passed.
        begins = first.start if first.start < need(day) else first.start - DAY
        return Interval(begins, begins + DAY)
    return Interval(first.start, first.start + DAY) if first.start < need(day) else first


def back(key: str, day: date | None) -> Interval | None:
    span = table()["back"].get(key)
    if span is None:
        return None
    today = need(day)
    return Interval(today - int(span[0]) * DAY, today - int(span[1]) * DAY)


def _day_word(text: str, day: date | None, later: int | None) -> Interval:
    if "tomorrow" in text:
        raise Refused("lies after the report")
    for key in ("last night", "last evening", "this morning", "this afternoon", "this evening",
                "yesterday", "tonight", "today"):  # fmt: skip
        if key in text:
            return back(key, day) or unknown()
    return unknown()


def unknown() -> Interval:
    raise Refused("no rule for these words")


def _anaphor(text: str, day: date | None, later: int | None) -> Interval:
    found = back(text, day)
    if found is None:
        raise Refused("counts from another day of the story")
    return found


def ordinal_in(text: str) -> int | None:
    """The number of "the third week"; None: none is said."""
    return next((int(n) for word, n in table()["ordinal"].items() if f"{word} " in text), None)


def year_of(text: str, day: date | None) -> int:
    """The year said, or that of D, or the one before ("last year")."""
    found = re.search(r"1[89]\d\d|20\d\d", text)
    if found:
        return int(found[0])
    return need(day).year - ("last year" in text)


def number_in(text: str) -> int | None:
    """The first number in figures, else in words; None: none is said."""
    digits = re.search(r"\d{1,3}", text)
    if digits:
        return int(digits[0])
    for word, value in sorted(table()["number"].items(), key=lambda i: -len(i[0])):
        if re.search(rf"\b{word}\b", text):
            return int(value)
    return None


def _this_unit(text: str, day: date | None, later: int | None) -> Interval:
    today = need(day)
    earlier = "earlier" in text
    if "weekend" in text:
        return _weekend(text, day, later)
    if "week" in text:
        start = monday(today)
    elif "month" in text:
        start = today.replace(day=1)
    elif "year" in text:
        start = today.replace(month=1, day=1)
    elif "day" in text:
        return Interval.day(today)
    else:
        return unknown()
    return Interval(start, today - DAY if earlier and today > start else today)


def _weekend(text: str, day: date | None, later: int | None) -> Interval:
    saturday = need(day) - timedelta(days=(need(day).weekday() - 5) % 7)
    return Interval(saturday, saturday + DAY)


def _nth_day(text: str, day: date | None, later: int | None) -> Interval:
    raise Refused("counts from the start of something else")


def _holiday(text: str, day: date | None, later: int | None) -> Interval:
    plain = text.replace("\u2019", "'")
    for name, (month, number) in table()["holiday"].items():
        if name in plain:
            year = re.search(r"\b(?:19|20)\d\d\b", plain)
            said = int(year[0]) if year else later
            return make_days(_year_for(month, number, day, plain, said), month, number)
    raise Refused("no rule for this holiday")


def _recently(text: str, day: date | None, later: int | None) -> Interval:
    return back("recently", day) or unknown()


ABSOLUTE = frozenset(
    ("hijri_both", "hijri_day", "iso", "slashed", "month_days", "days_month", "month_year")
)
Rule = Callable[[str, date | None, int | None], Interval]
RULES: Mapping[str, Rule] = {
    "iso": _iso,
    "slashed": _slashed,
    "month_days": day_and_month,
    "days_month": day_and_month,
    "month_year": month_of,
    "edge_of": _edge_of,
    "night_between": _night_between,
    "weekday": _weekday,
    "day_word": _day_word,
    "anaphor": _anaphor,
    "this_unit": _this_unit,
    "weekend": _weekend,
    "nth_day": _nth_day,
    "holiday": _holiday,
    "recently": _recently,
    "bare_month": month_of,
    "bare_year": _year,
}
