"""Dates as pages and people write them, read only where they can mean one thing.

A date is a closed interval of days: ``2019-10`` is the whole of October 2019.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH_WORDS = frozenset(_MONTHS)
"""English names of months, in full and short, in small letters."""

_MONTH = "(?P<m>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<y>(?:1[89]|20)\d\d)(?!\d)"
_DAY = r"(?P<d>[0-3]?\d)(?!\d)(?:st|nd|rd|th)?"

_ISO = re.compile(
    r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)-(?P<m>[01]\d)(?:-(?P<d>[0-3]\d)(?!\d)|(?![\d-]))"
)
_YMD = re.compile(r"(?<!\d)(?P<y>(?:1[89]|20)\d\d)([./])(?P<m>[01]?\d)\2(?P<d>[0-3]?\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=\D|$)")
_CJK = re.compile(r"(?P<y>(?:19|20)\d\d)\s?年\s?(?P<m>\d\d?)\s?月\s?(?P<d>\d\d?)\s?日")
_DMY = re.compile(rf"(?<![\d.]){_DAY}(?:\s+of)?[\s\-]+{_MONTH},?[\s\-]+{_YEAR}", re.I)
_MDY = re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}", re.I)
_MY = re.compile(rf"\b{_MONTH},?\s+{_YEAR}", re.I)
_DOTTED = re.compile(r"(?<![\d.])(?P<d>[0-3]?\d)\.\s?(?P<m>[01]?\d)\.\s?(?P<y>(?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(?P<a>[0-3]?\d)([/-])(?P<b>[0-3]?\d)\2(?P<y>(?:19|20)\d\d)(?!\d)")
_URL_DAY = re.compile(
    r"(?<![\d])(?P<y>(?:19|20)\d\d)([/\-_]?)(?P<m>[01]\d|(?<=[/\-_])\d)\2(?P<d>[0-3]\d|(?<=[/\-_])\d)"
    r"(?!\d)"
)
_URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>[01]\d)/")

Days = tuple[date, date]


def _days(year: str, month: int, day: str | None) -> Days | None:
    try:
        if day is None:
            last = calendar.monthrange(int(year), month)[1]
            return date(int(year), month, 1), date(int(year), month, last)
        only = date(int(year), month, int(day))
    except (ValueError, calendar.IllegalMonthError):
        return None
    return only, only


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word.lower()]


def read_stamp(text: str) -> Days | None:
    """The first and last day that a date in ``text`` can mean; None: no date, or more than one
    reading (04/10/2019).

    ISO 8601, compact stamps, English with the month in words, day-first with dots, year-first with
    slashes, Chinese and Japanese. A month alone gives its first and last day; a year alone gives
    None: too wide to be a date of publication.
    """
    for pattern in (_ISO, _YMD, _CJK, _COMPACT, _MDY, _DMY, _DOTTED):
        if found := pattern.search(text):
            return _days(found["y"], _month(found["m"]), found["d"])
    if found := _SLASHED.search(text):
        return _slashed(found["a"], found["b"], found["y"])
    if found := _MY.search(text):
        return _days(found["y"], _month(found["m"]), None)
    return None


def _slashed(first: str, second: str, year: str) -> Days | None:
    """01/25/2019 and 25/01/2019 have one reading, 05/05/2019 too; 04/10/2019 has two."""
    if first == second or int(first) > 12:
        return _days(year, int(second), first)
    if int(second) > 12:
        return _days(year, int(first), second)
    return None


def read_foreign_stamp(text: str) -> Days | None:
    """A day with its month in words of another European language (htmldate's table); else None."""
    from htmldate.extractors import regex_parse  # noqa: PLC0415 - slow to load

    found = regex_parse(text)
    return None if found is None else (found.date(), found.date())


def stamp_in_url(url: str) -> Days | None:
    """The date in a URL's path, as in ``/2019/10/05/`` or ``-20191005.html``; None: there is none.

    Only the path counts; eight digits that are no calendar day, or longer runs, are article
    numbers.
    """
    path = url.split("://", 1)[-1].partition("/")[2].split("?")[0].split("#")[0]
    for found in _URL_DAY.finditer("/" + path):
        days = _days(found["y"], int(found["m"]), found["d"])
        if days:
            return days
    if found_month := _URL_MONTH.search("/" + path):
        return _days(found_month["y"], int(found_month["m"]), None)
    return None


def is_only_a_stamp(line: str) -> bool:
    """Whether a line is a date and its trimmings alone ("Published: 5 Oct 2019 14:05")."""
    if len(line) > 90 or (read_stamp(line) is None and not _SLASHED.search(line)):
        return False
    return not _TRIMMINGS.sub(" ", _without_stamps(line)).strip(" ,.:;|-–—()T/+\t")


def beside_stamp(line: str) -> str:
    """What a line says beside a date, its weekday, the time of day and "posted on"."""
    return " ".join(_TIME_OF_DAY.sub(" ", _without_stamps(_WEEKDAY.sub(" ", line))).split()).strip(
        " ,.:;|·•-–—()/+"
    )


def _without_stamps(line: str) -> str:
    for pattern in (_ISO, _YMD, _CJK, _COMPACT, _MDY, _DMY, _DOTTED, _SLASHED, _MY):
        line = pattern.sub(" ", line, count=1)
    return line


_ZONES = "utc|gmt|est|edt|cst|cdt|pst|pdt|bst|cet|cest|ist|eet"
_WEEKDAY = re.compile(
    r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+"
    rf"(?=\d|(?:{'|'.join(_MONTHS)})\b)",
    re.I,
)
_TIME_OF_DAY = re.compile(
    r"^(?:published|posted|updated|issued|released)\b(?:\s+(?:on|at)\b)?:?"
    rf"|\b\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?(?:\s?[ap]\.?m\b\.?)?(?:\s(?:{_ZONES}|h(?:rs)?)\b)?"
    r"|\b\d{1,2}\s?[ap]\.?m\b\.?",
    re.I,
)
_TRIMMINGS = re.compile(
    r"\b(?:published|posted|updated|last|modified|date|on|at|by|issued|release[d]?|"
    r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|wed|thu|sat|"
    r"\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?|[ap]\.?m\.?|\d{3,4}|"
    rf"{_ZONES}|h(?:rs|ours)?|local|time)\b|"
    r"[+\-]\d{2}:?\d{2}\b|\d{2}:\d{2}:\d{2}(?:\.\d+)?z?|T(?=\d)",
    re.I,
)
