"""Days of the Islamic (Hijri) calendar.

Worked out by the Umm al-Qura calendar. Countries that watch for the moon may differ from it by a
day, so that a day known only by this calendar is three days wide. Beside a Gregorian date the two
are one date, and the Gregorian decides; where they do not agree, neither is believed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from hijridate import Hijri

from tollbook.record import Interval
from tollbook.resolve.day_rules import (
    DAY,
    Refused,
    day_and_month,
    ordinal_in,
    table,
)

_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_GREGORIAN_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SIGHTING = timedelta(days=1)
_FIRST, _LAST = 1343, 1500  # the years that Umm al-Qura tables cover


def hijri_both(text: str, day: date | None, later: int | None) -> Interval:
    """A date in both calendars: the Gregorian one, where the other is within a day of it."""
    year = _YEAR.search(text)
    months = _months_named(text)
    if year is None or not months:
        raise Refused("no rule for these words")
    start, _, at, end = *months[0], year.end()
    # Of "12 safar 1441 (11 october 2019)" the Islamic part runs from its number to its year.
    number = re.search(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? $", text[:start])
    if number is None:
        raise Refused("no rule for these words")
    other = text[: number.start()] + " " + text[end:]
    found = day_and_month(other, day, _gregorian_year(other))
    islamic = _gregorian(int(year[0]), at, int(number[1]), int(number[1]))
    if not islamic.overlaps(found):
        raise Refused("the two calendars do not give one day")
    return found


def hijri_day(text: str, day: date | None, later: int | None) -> Interval:
    """A day of an Islamic month; without a year the last such day up to D."""
    months = _months_named(text)
    if not months:
        raise Refused("no rule for these words")
    month = months[0][2]
    plain = _YEAR.sub(" ", text)
    numbers = [int(n) for n in re.findall(r"(?<!\d)(\d{1,2})(?!\d)", plain)]
    first = numbers[0] if numbers else ordinal_in(text)
    if first is None or not 1 <= first <= 30:
        raise Refused("there is no such day")
    last = numbers[1] if len(numbers) > 1 else first
    return _in_year(text, day, month, first, last)


def hijri_month(text: str, day: date | None, later: int | None) -> Interval:
    """A whole Islamic month."""
    months = _months_named(text)
    if not months:
        raise Refused("no rule for these words")
    return _in_year(text, day, months[0][2], 1, 30)


def feast(text: str, day: date | None, later: int | None) -> Interval:
    """A feast whose day the Islamic calendar gives; a day of it counts from its first."""
    for name, (month, opens, closes) in table()["feast"].items():
        if name not in text:
            continue
        nth = ordinal_in(text) if "day of" in text else None
        if nth is not None:
            return _in_year(text, day, month, opens + nth - 1, opens + nth - 1)
        only_last = re.search(r"\b(?:final|last) day of", text) is not None
        return _in_year(text, day, month, closes if only_last else opens, closes)
    raise Refused("no rule for this holiday")


def _months_named(text: str) -> list[tuple[int, int, int]]:
    """Start, end and number of each Islamic month named."""
    plain = text.replace("\u2019", "'")
    found = [
        (m.start(), m.end(), int(number))
        for number, pattern in table()["hijri_month"].items()
        for m in re.finditer(rf"\b(?:{pattern})", plain)
    ]
    return sorted(found)


def _gregorian_year(text: str) -> int | None:
    year = _GREGORIAN_YEAR.search(text)
    return int(year[0]) if year else None


def _in_year(text: str, day: date | None, month: int, first: int, last: int) -> Interval:
    said, gregorian = _YEAR.search(text), _gregorian_year(text)
    if said is not None:
        return _gregorian(int(said[0]), month, first, last)
    if day is None and gregorian is None:
        raise Refused("needs the report's date, which is not known")
    until = date(gregorian, 12, 31) if gregorian else day
    if until is None:
        raise Refused("needs the report's date, which is not known")
    # The Islamic year is eleven days shorter: the last three cover every case.
    about = int((until.year - 622) * 33 / 32) + 1
    for year in range(about + 1, about - 4, -1):
        if not _FIRST <= year <= _LAST:
            continue
        found = _gregorian(year, month, first, last)
        if found.start is not None and found.start <= until:
            if gregorian and found.start.year != gregorian:
                raise Refused("the two calendars do not give one day")
            return found
    raise Refused("no table for that year of the Islamic calendar")


def _gregorian(year: int, month: int, first: int, last: int) -> Interval:
    """The days, a day wider on either side."""
    if not _FIRST <= year <= _LAST:
        raise Refused("no table for that year of the Islamic calendar")
    length = Hijri(year, month, 1).month_length()
    if first > 30 or last < first:
        raise Refused("there is no such day")
    start = Hijri(year, month, 1).to_gregorian() + (min(first, length) - 1) * DAY
    end = Hijri(year, month, 1).to_gregorian() + (min(last, length) - 1) * DAY
    return Interval(
        date(start.year, start.month, start.day) - _SIGHTING,
        date(end.year, end.month, end.day) + _SIGHTING,
    )
