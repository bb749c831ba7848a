"""The moment of a stamp: its hour and zone, where both stand in it and can mean one thing.

A stamp in UTC is often the site's own clock, labelled wrongly: of the 60 saved pages of the gold
set, five have a stamp in UTC beside a second stamp, and in three of these the two contradict each
other. So a stamp in another zone counts before one in UTC, and two in UTC that differ give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone

from tollbook.intake.stamps import read_stamp

# EST, CST, PST, IST, BST and AST each name zones of several countries: they give no moment.
_ZONES = {
    "Z": 0, "UTC": 0, "GMT": 0, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "MSK": 180,
    "JST": 540, "EDT": -240, "CDT": -300, "MDT": -360, "PDT": -420,
}  # fmt: skip
_OFFSET = r"(?P<sign>[+-])(?P<oh>\d\d):?(?P<om>\d\d)(?!\d)"
_CLOCK = re.compile(
    r"(?:(?<![\d:.])|(?<=\d[T ]))(?P<h>\d{1,2})[:.](?P<m>\d\d)(?P<s>[:.]\d\d)?(?:[.,]\d+)?(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    rf"(?:\s?{_OFFSET}|,?\s?\(?(?P<zone>{'|'.join(_ZONES)})(?![A-Za-z+-]))"
)
_SAME = timedelta(minutes=2)
"""Two stamps of one page this far apart tell of one moment."""

_FARTHEST = timedelta(hours=14)


def moment_in(text: str) -> datetime | None:
    """The moment of a stamp, in the zone it is written in; None: no hour, no zone, or a zone that
    several countries have ("IST").

    An offset counts only after seconds or a "T", as elsewhere it may be the end of a span of hours
    ("10:00-1200").
    """
    days = read_stamp(text)
    if days is None or days[0] != days[1]:
        return None
    for found in _CLOCK.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if found["sign"] and not found["s"] and before != "T":
            continue
        at = _time(found)
        zone = _zone(found)
        if at is not None and zone is not None:
            return datetime.combine(days[0], at, zone)
    return None


def one_moment(stamps: Iterable[str], day: date) -> datetime | None:
    """The moment that the stamps of one page agree on; None: they do not, or none has one.

    :param day: the day of publication; stamps of other days do not count.
    """
    found = [m for text in stamps if (m := moment_in(text)) is not None and m.date() == day]
    own = [m for m in found if m.utcoffset()] or found
    if not own or max(own) - min(own) > _SAME:
        return None
    return own[0]


def _time(found: re.Match[str]) -> time | None:
    hour, half = int(found["h"]), found["half"]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, int(found["m"]), int((found["s"] or ":0")[1:]))
    except ValueError:
        return None


def _zone(found: re.Match[str]) -> timezone | None:
    if found["zone"]:
        return timezone(timedelta(minutes=_ZONES[found["zone"]]))
    ahead = timedelta(hours=int(found["oh"]), minutes=int(found["om"]))
    if ahead > _FARTHEST:
        return None
    return timezone(ahead if found["sign"] == "+" else -ahead)
