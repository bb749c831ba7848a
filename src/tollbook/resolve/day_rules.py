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
    r"|second half of)[- ]",
    re.IGNORECASE,
)


class Refused(Exception):
    """These words cannot be resolved; the message says why."""


@cache
def table() -> Mapping[str, Mapping[str, Any]]:
    """The numbers of the codebook's table, by kind of expression."""
    return tomllib.loads(files("tollbook.resolve").joinpath("data/dates.toml").read_text("utf-8"))


def _need(day: date | None) -> date:
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
        return _need(day).year - 1
    if "this year" in text:
        return _need(day).year
    if later is not None:
        return later
    today = _need(day)
    try:
        ahead = date(today.year, month, first) > today + _AHEAD
    except ValueError:  # 29 February: the last leap year
        ahead = True
    return today.year - 1 if ahead else today.year


def _make(year: int, month: int, first: int, last: int | None = None) -> Interval:
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
        return _make(year, b, a) if b <= 12 else _no_day()
    if b > 12 or a == b:
        return _make(year, a, b)
    raise Refused("day and month cannot be told apart")


def _no_day() -> Interval:
    raise Refused("there is no such day")


def _day_and_month(text: str, day: date | None, later: int | None) -> Interval:
    month = _month_in(text)
    numbers = [
        int(n)
        for n in re.findall(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?!\d)", text)
        if 1 <= int(n) <= 31
    ]
    first, last = numbers[0], numbers[1] if len(numbers) > 1 else numbers[0]
    return _make(_year_for(month, first, day, text, later), month, first, last)


def _part(kind: str, text: str) -> tuple[int, int] | None:
    edge = _EDGE.search(text)
    if not edge:
        return None
    a, b = table()[kind][edge[1].lower()]
    return int(a), int(b)


def _month(text: str, day: date | None, later: int | None) -> Interval:
    month = _month_in(text)
    first, last = _part("month_part", text) or (1, 31)
    if text.startswith("last ") and later is None:
        today = _need(day)
        year = today.year - (1 if month >= today.month else 0)
    else:
        year = _year_for(month, first, day, text, later)
    return _make(year, month, first, last)


def _year(text: str, day: date | None, later: int | None) -> Interval:
    found = re.search(r"1[89]\d\d|20\d\d", text)
    year = int(found[0]) if found else _need(day).year
    first, last = _part("year_part", text) or (1, 12)
    return Interval(date(year, first, 1), _make(year, last, 1, 31).end)


def _edge_of(text: str, day: date | None, later: int | None) -> Interval:
    if re.search(r"week(?:end)?\b", text):
        monday = _monday(_need(day), back=1 if "last week" in text else 0)
        if "weekend" in text:
            return Interval(monday + 5 * DAY, monday + 6 * DAY)
        first, last = _part("week_part", text) or (0, 6)
        return Interval(monday + first * DAY, monday + last * DAY)
    if "month" in text:
        today = _need(day)
        anchor = today.replace(day=1) - DAY if "last month" in text else today
        first, last = _part("month_part", text) or (1, 31)
        return _make(anchor.year, anchor.month, first, last)
    if re.search(r"\b(?:the|this|last|next) year", text):
        today = _need(day)
        return _year(f"{text} {today.year - ('last year' in text)}", day, later)
    if re.search(r"1[89]\d\d|20\d\d", text) and not re.search(rf"\b(?:{'|'.join(_MONTHS)})", text):
        return _year(text, day, later)
    return _month(text, day, later)


def _monday(day: date, back: int = 0) -> date:
    return day - timedelta(days=day.weekday() + 7 * back)


def _weekday(text: str, day: date | None, later: int | None) -> Interval:
    today = _need(day)
    found = re.search(rf"\b({'|'.join(_WEEKDAYS)})", text)
    if not found or text.startswith("next "):
        raise Refused("lies after the report")
    if re.search(r"\b(?:previous|following|same) ", text):
        raise Refused("counts from another day of the story")
    number = _WEEKDAYS.index(found[1])
    if "last week" in text:
        return Interval.day(_monday(today, back=1) + number * DAY)
    back = (today.weekday() - number) % 7
    if back == 0 and text.startswith(("last ", "past ")):
        back = 7
    return Interval.day(today - back * DAY)


def _night_between(text: str, day: date | None, later: int | None) -> Interval:
    days = re.findall(rf"\b({'|'.join(_WEEKDAYS)})[a-z.]*", text)
    first = _weekday(days[0], day, None)
    if len(days) == 1 or first.start is None:
        return first
    return Interval(first.start, first.start + DAY) if first.start < _need(day) else first


def _back(key: str, day: date | None) -> Interval | None:
    span = table()["back"].get(key)
    if span is None:
        return None
    today = _need(day)
    return Interval(today - int(span[0]) * DAY, today - int(span[1]) * DAY)


def _day_word(text: str, day: date | None, later: int | None) -> Interval:
    if "tomorrow" in text:
        raise Refused("lies after the report")
    for key in ("last night", "last evening", "this morning", "this afternoon", "this evening",
                "yesterday", "tonight", "today"):  # fmt: skip
        if key in text:
            return _back(key, day) or _unknown()
    return _unknown()


def _unknown() -> Interval:
    raise Refused("no rule for these words")


def _anaphor(text: str, day: date | None, later: int | None) -> Interval:
    found = _back(text, day)
    if found is None:
        raise Refused("counts from another day of the story")
    return found


def _number(text: str) -> int | None:
    digits = re.search(r"\d{1,3}", text)
    if digits:
        return int(digits[0])
    for word, value in sorted(table()["number"].items(), key=lambda i: -len(i[0])):
        if re.search(rf"\b{word}\b", text):
            return int(value)
    return None


def _unit(text: str) -> str:
    found = re.search(r"\b(hour|day|night|week|fortnight|month|year|decade)s?\b", text)
    return found[1] if found else ""


def _months_back(day: date, n: int) -> date:
    total = day.year * 12 + day.month - 1 - n
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _past_units(text: str, day: date | None, later: int | None) -> Interval:
    today, unit, n = _need(day), _unit(text), _number(text)
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
        found = Interval(_months_back(today, 3), today)
    return (
        found
        or _back(f"past few {unit}s" if few or plural else f"past {unit}", day)
        or _back(f"past {unit}s", day)
        or _unknown()
    )


def _past_n(today: date, unit: str, n: int, *, plural: bool) -> Interval | None:
    """ "the past n ..."; None: no rule of its own."""
    match unit:
        case "hour":
            said = _back(f"past {n} hours", today)
            return said or Interval(today - max(1, -(-n // 24)) * DAY, today)
        case "day" | "night" if plural:
            return Interval(today - n * DAY, today - DAY)
        case "week":
            return Interval(today - (7 * n - 1) * DAY, today)
        case "fortnight":
            return Interval(today - (14 * n - 1) * DAY, today)
        case "month":
            return Interval(max(_months_back(today, n), date(today.year, 1, 1)), today)
        case "year":
            return Interval(_months_back(today, 12 * n), today)
        case _:
            return None


def _calendar_unit_before(today: date, unit: str) -> Interval | None:
    """ "last week", "last month", "last year" are those of the calendar."""
    if unit == "week":
        return Interval(_monday(today, 1), _monday(today, 1) + 6 * DAY)
    if unit == "month":
        end = today.replace(day=1) - DAY
        return Interval(end.replace(day=1), end)
    if unit == "year":
        return Interval(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    return None


def _this_unit(text: str, day: date | None, later: int | None) -> Interval:
    today = _need(day)
    earlier = "earlier" in text
    if "weekend" in text:
        return _weekend(text, day, later)
    if "week" in text:
        start = _monday(today)
    elif "month" in text:
        start = today.replace(day=1)
    elif "year" in text:
        start = today.replace(month=1, day=1)
    elif "day" in text:
        return Interval.day(today)
    else:
        return _unknown()
    return Interval(start, today - DAY if earlier and today > start else today)


def _weekend(text: str, day: date | None, later: int | None) -> Interval:
    if "weekend" not in text:
        raise Refused("seasons are not resolved")
    saturday = _need(day) - timedelta(days=(_need(day).weekday() - 5) % 7)
    return Interval(saturday, saturday + DAY)


def _units_from(text: str, day: date | None, later: int | None) -> Interval:
    if not text.endswith("ago"):
        raise Refused("counts from another event")
    today, unit, n = _need(day), _unit(text), _number(text)
    if n is None:
        raise Refused("does not say how many")
    if unit == "hour":
        return Interval(today - (n // 24 + 1) * DAY, today)
    if unit == "month":
        then = _months_back(today, n)
        return _make(then.year, then.month, 1, 31)
    if unit in ("year", "decade"):
        year = today.year - n * (10 if unit == "decade" else 1)
        return Interval(date(year, 1, 1), date(year, 12, 31))
    each = {"day": 1, "night": 1, "week": 7, "fortnight": 14}.get(unit)
    if each is None:
        return _unknown()
    if unit == "fortnight" and n == 1:
        return _back("past fortnight", day) or _unknown()
    then, slack = today - n * each * DAY, int(table()["slack"][unit])
    return Interval(then - slack * DAY, min(today, then + slack * DAY))


def _nth_day(text: str, day: date | None, later: int | None) -> Interval:
    raise Refused("counts from the start of something else")


def _holiday(text: str, day: date | None, later: int | None) -> Interval:
    plain = text.replace("\u2019", "'")
    for name, (month, number) in table()["holiday"].items():
        if name in plain:
            year = re.search(r"\b(?:19|20)\d\d\b", plain)
            said = int(year[0]) if year else later
            return _make(_year_for(month, number, day, plain, said), month, number)
    raise Refused("no rule for this holiday")


def _recently(text: str, day: date | None, later: int | None) -> Interval:
    return _back("recently", day) or _unknown()


ABSOLUTE = frozenset(("iso", "slashed", "month_days", "days_month", "month_year"))
RULES: Mapping[str, Callable[[str, date | None, int | None], Interval]] = {
    "iso": _iso,
    "slashed": _slashed,
    "month_days": _day_and_month,
    "days_month": _day_and_month,
    "month_year": _month,
    "edge_of": _edge_of,
    "night_between": _night_between,
    "weekday": _weekday,
    "day_word": _day_word,
    "anaphor": _anaphor,
    "past_units": _past_units,
    "this_unit": _this_unit,
    "weekend": _weekend,
    "units_from": _units_from,
    "nth_day": _nth_day,
    "holiday": _holiday,
    "recently": _recently,
    "bare_month": _month,
    "bare_year": _year,
}
