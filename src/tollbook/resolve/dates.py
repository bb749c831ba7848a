"""What words for times mean, against the day of the report.

The rules are the expression table of the UCDP GED codebook 22.1, appendix 2; its numbers are in
``data/dates.toml``. D is the day of the report, and is the earliest copy's. Words that need a D
where there is none, or another event ("three days after the blast"), stay unresolved: the reason
is kept, nothing is guessed. A day and month without a year is the last such day up to a week
after D.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from tollbook.record import Interval, When
from tollbook.record.timewords import time_patterns
from tollbook.record.vocabulary import Precision

_DAY = timedelta(days=1)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_AHEAD = timedelta(days=7)  # a day and month this far after D still are this year's
_PART_OF_DAY = (
    r"(?! (?:about |around )?(?:dawn|dusk|noon|midday|midnight|sun(?:set|rise|down)|nightfall"
    r"|daybreak"
    r"|\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m|\d{1,2}[:.]\d\d))"
)
_OPEN_START = re.compile(rf"^(?:since|starting|beginning)\b{_PART_OF_DAY}", re.IGNORECASE)
_OPEN_END = re.compile(
    rf"^(?:until|till|by|before|through|up to|as of)\b{_PART_OF_DAY}", re.IGNORECASE
)
_AFTER = re.compile(rf"^after\b{_PART_OF_DAY}", re.IGNORECASE)
_NEAR = re.compile(r"\b(?:around|about)\b", re.IGNORECASE)
_EDGE = re.compile(
    r"(?:the )?(?:very )?(early|late|mid|middle of|start of|beginning of|end of|first half of"
    r"|second half of)[- ]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What time words came to; ``when`` None: they cannot be resolved, and why."""

    when: When | None
    reason: str


class _Refused(Exception):
    """These words cannot be resolved; the message says why."""


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("tollbook.resolve").joinpath("data/dates.toml").read_text("utf-8"))


@cache
def _atoms() -> re.Pattern[str]:
    """The atoms of the table; a month or year alone needs no preposition here: it is known that
    the words speak of a time."""
    patterns = time_patterns()
    bare = {
        "atom:bare_month": rf"(?:last |this )?{patterns['month']}",
        "atom:bare_year": patterns["year"],
    }
    parts = (
        f"(?P<{name.removeprefix('atom:')}>{bare.get(name, pattern)})"
        for name, pattern in patterns.items()
        if name.startswith("atom:")
    )
    return re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def precision_of(start: date, end: date) -> Precision:
    """The GED grades by length: a day, 2-6 days, a week, up to a month, up to a year, longer."""
    days = (end - start).days + 1
    for limit, grade in ((1, "day"), (6, "days"), (7, "week"), (31, "month"), (366, "year")):
        if days <= limit:
            return grade  # type: ignore[return-value]
    return "period"


def resolve_time(words: str, day: date | None) -> Resolved:
    """What time words mean.

    :param words: as found by :func:`tollbook.record.timewords.find_time_words`.
    :param day: the day D of the report; None: undated, so that only words with a year resolve.
    """
    atoms = [(m.lastgroup or "", m.group()) for m in _atoms().finditer(words)]
    against = f"'{words}'" + (f" against {day}" if day else "")
    try:
        spans = _spans(atoms, words, day)
        when = _combine(words, spans, day)
    except _Refused as why:
        return Resolved(None, f"'{words}': {why}")
    if when is None:
        return Resolved(None, f"'{words}': no date in it")
    start, end, grade = when
    return Resolved(When(start, end, grade, against), against)


def _spans(atoms: list[tuple[str, str]], words: str, day: date | None) -> list[Interval]:
    """The interval of each atom; a year said with a later one holds for those before it."""
    dated = [a for a in atoms if a[0] in _ABSOLUTE]
    if dated and len(dated) < len(atoms):
        # "on Friday, October 4": the date decides, the weekday only repeats it. But "since" may
        # stand before another kind of word: "from 1 October until today".
        others = [a for a in atoms if a[0] not in _ABSOLUTE and a[0] not in ("weekday", "day_word")]
        ranged = re.search(r"\b(?:to|until|till|through)\b|[\u2013-]", words)
        if not ranged and not others:
            atoms = dated
    years = [re.search(r"\b(1[89]\d\d|20\d\d)\b", text) for _, text in atoms]
    said: list[Interval] = []
    for i, (name, text) in enumerate(atoms):
        later = next((int(y[1]) for y in years[i:] if y), None)
        said.append(_RULES[name](text.lower(), day, later))
    return said


def _combine(
    words: str, spans: list[Interval], day: date | None
) -> tuple[date | None, date | None, Precision] | None:
    if not spans:
        return None
    starts = [s.start for s in spans if s.start]
    ends = [s.end for s in spans if s.end]
    start, end = min(starts, default=None), max(ends, default=None)
    if start is None or end is None:
        return start, end, "bound"
    if _OPEN_START.match(words) and len(spans) == 1 and _single(words):
        close = day if day and day >= start else None
        return start, close, "period"
    if _OPEN_END.match(words) and len(spans) == 1 and _single(words):
        before = words.lower().startswith("before")
        return None, start - _DAY if before else end, "bound"
    if _AFTER.match(words) and len(spans) == 1:
        return start, day if day and day >= start else None, "bound"
    if start == end and _NEAR.search(words) and not re.search(r"\d ?[:ap]", words):
        return start - _DAY, end + _DAY, "days"
    grade = precision_of(start, end)
    return start, end, "period" if grade == "year" and len(spans) > 1 else grade


def _single(words: str) -> bool:
    """Whether the words give one end only: "since 1 October", not "from 1 to 7 October"."""
    return not re.search(r"\d ?(?:-|\u2013|to|until|till|through|and) ?\d", words)


def _need(day: date | None) -> date:
    if day is None:
        raise _Refused("needs the report's date, which is not known")
    return day


def _month_in(text: str) -> int:
    found = re.search(rf"\b({'|'.join(_MONTHS)})", text)
    if not found:
        raise _Refused("no month in it")
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
        raise _Refused("there is no such day") from fault
    if end < start:
        raise _Refused("it ends before it starts")
    return Interval(start, end)


def _iso(text: str, day: date | None, later: int | None) -> Interval:
    try:
        return Interval.day(date.fromisoformat(text[:10]))
    except ValueError as fault:
        raise _Refused("there is no such day") from fault


def _slashed(text: str, day: date | None, later: int | None) -> Interval:
    a, b, year = (int(n) for n in re.split(r"[/.]", text))
    if "." in text or a > 12:
        return _make(year, b, a) if b <= 12 else _no_day()
    if b > 12 or a == b:
        return _make(year, a, b)
    raise _Refused("day and month cannot be told apart")


def _no_day() -> Interval:
    raise _Refused("there is no such day")


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
    a, b = _table()[kind][edge[1].lower()]
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
            return Interval(monday + 5 * _DAY, monday + 6 * _DAY)
        first, last = _part("week_part", text) or (0, 6)
        return Interval(monday + first * _DAY, monday + last * _DAY)
    if "month" in text:
        today = _need(day)
        anchor = today.replace(day=1) - _DAY if "last month" in text else today
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
        raise _Refused("lies after the report")
    if re.search(r"\b(?:previous|following|same) ", text):
        raise _Refused("counts from another day of the story")
    number = _WEEKDAYS.index(found[1])
    if "last week" in text:
        return Interval.day(_monday(today, back=1) + number * _DAY)
    back = (today.weekday() - number) % 7
    if back == 0 and text.startswith(("last ", "past ")):
        back = 7
    return Interval.day(today - back * _DAY)


def _night_between(text: str, day: date | None, later: int | None) -> Interval:
    days = re.findall(rf"\b({'|'.join(_WEEKDAYS)})[a-z.]*", text)
    first = _weekday(days[0], day, None)
    if len(days) == 1 or first.start is None:
        return first
    return Interval(first.start, first.start + _DAY) if first.start < _need(day) else first


def _back(key: str, day: date | None) -> Interval | None:
    span = _table()["back"].get(key)
    if span is None:
        return None
    today = _need(day)
    return Interval(today - int(span[0]) * _DAY, today - int(span[1]) * _DAY)


def _day_word(text: str, day: date | None, later: int | None) -> Interval:
    if "tomorrow" in text:
        raise _Refused("lies after the report")
    for key in ("last night", "last evening", "this morning", "this afternoon", "this evening",
                "yesterday", "tonight", "today"):  # fmt: skip
        if key in text:
            return _back(key, day) or _unknown()
    return _unknown()


def _unknown() -> Interval:
    raise _Refused("no rule for these words")


def _anaphor(text: str, day: date | None, later: int | None) -> Interval:
    found = _back(text, day)
    if found is None:
        raise _Refused("counts from another day of the story")
    return found


def _number(text: str) -> int | None:
    digits = re.search(r"\d{1,3}", text)
    if digits:
        return int(digits[0])
    for word, value in sorted(_table()["number"].items(), key=lambda i: -len(i[0])):
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
        raise _Refused("lies after the report")
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
            return said or Interval(today - max(1, -(-n // 24)) * _DAY, today)
        case "day" | "night" if plural:
            return Interval(today - n * _DAY, today - _DAY)
        case "week":
            return Interval(today - (7 * n - 1) * _DAY, today)
        case "fortnight":
            return Interval(today - (14 * n - 1) * _DAY, today)
        case "month":
            return Interval(max(_months_back(today, n), date(today.year, 1, 1)), today)
        case "year":
            return Interval(_months_back(today, 12 * n), today)
        case _:
            return None


def _calendar_unit_before(today: date, unit: str) -> Interval | None:
    """ "last week", "last month", "last year" are those of the calendar."""
    if unit == "week":
        return Interval(_monday(today, 1), _monday(today, 1) + 6 * _DAY)
    if unit == "month":
        end = today.replace(day=1) - _DAY
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
    return Interval(start, today - _DAY if earlier and today > start else today)


def _weekend(text: str, day: date | None, later: int | None) -> Interval:
    if "weekend" not in text:
        raise _Refused("seasons are not resolved")
    saturday = _need(day) - timedelta(days=(_need(day).weekday() - 5) % 7)
    return Interval(saturday, saturday + _DAY)


def _units_from(text: str, day: date | None, later: int | None) -> Interval:
    if not text.endswith("ago"):
        raise _Refused("counts from another event")
    today, unit, n = _need(day), _unit(text), _number(text)
    if n is None:
        raise _Refused("does not say how many")
    if unit == "hour":
        return Interval(today - (n // 24 + 1) * _DAY, today)
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
    then, slack = today - n * each * _DAY, int(_table()["slack"][unit])
    return Interval(then - slack * _DAY, min(today, then + slack * _DAY))


def _nth_day(text: str, day: date | None, later: int | None) -> Interval:
    raise _Refused("counts from the start of something else")


def _recently(text: str, day: date | None, later: int | None) -> Interval:
    return _back("recently", day) or _unknown()


_ABSOLUTE = frozenset(("iso", "slashed", "month_days", "days_month", "month_year"))
_RULES: Mapping[str, Callable[[str, date | None, int | None], Interval]] = {
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
    "recently": _recently,
    "bare_month": _month,
    "bare_year": _year,
}


def main_event_time(day: date) -> When:
    """No time is given: three days counted back from D, for a report's main event only.

    UCDP GED codebook 22.1, appendix 2. The text does not say whether D counts; here it does.
    """
    first, last = (int(n) for n in _table()["main_event"]["back"])
    return When(
        day - first * _DAY, day - last * _DAY, "days", f"no time said; three days back from {day}"
    )
