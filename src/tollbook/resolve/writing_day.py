"""The day, or days, that a report may have been written on.

A stamp is a moment, and the words of a report are those of a place: 00:30 UTC on 3 October is that
day in Baghdad and the evening of the 2nd in New York. Agencies write weekdays as they are in the
place of the dateline. But a stamp may come hours after the writing, and one in UTC may be the
site's own clock under a wrong name (three of five that can be checked, see
:mod:`tollbook.intake.moments`). So where stamp and place give different days, both are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from tollbook.record import Published, When
from tollbook.resolve.dates import Resolved, precision_of, resolve_time
from tollbook.resolve.day_rules import DAY, weekday_of
from tollbook.resolve.month_rules import lasting

_REPRINTED = timedelta(days=7)


def days_at(published: Published | None, zones: Sequence[str]) -> tuple[date, ...]:
    """The day of a stamp and those that its moment has in the zones, in order.

    :param zones: of the place of writing (IANA names); empty: it is not known.
    :returns: empty for an undated report, or one of which only the month is known.
    """
    if published is None or published.start != published.end:
        return ()
    days = {published.start}
    if published.at is not None:
        days |= {published.at.astimezone(ZoneInfo(name)).date() for name in zones}
    return tuple(sorted(days))


def is_in_utc(published: Published | None) -> bool:
    """Whether the stamp's moment is in UTC, which tells nothing of where the outlet is."""
    return published is not None and published.at is not None and not published.at.utcoffset()


def counted_from(days: tuple[date, ...], line: str | None) -> tuple[date, ...]:
    """The days that words such as "Friday" may count from: one, where the dateline says which.

    A dateline's day is that of the place it was written in: up to a day ahead of a time of
    publication in a zone to the west, and earlier in a report published again.

    :param days: as :func:`days_at` gives them.
    :param line: the time words of the dateline; None: it has none.
    """
    if not days or line is None:
        return days
    may_be = dict.fromkeys((*days, days[-1] + DAY))
    if not any(c.isdigit() for c in line):
        number = weekday_of(line.lower())
        return next(((d,) for d in may_be if d.weekday() == number), days)
    written = resolve_time(line, days[-1]).when
    if written is None or written.start is None or written.start != written.end:
        return days
    near = days[0] - _REPRINTED <= written.start <= days[-1] + DAY
    return (written.start,) if near else days


def resolve_against(words: str, days: Sequence[date], south: bool | None = None) -> Resolved:
    """What time words mean, where they may count from several days: whatever they mean from any
    of them. What cannot be resolved from one of them cannot be from the others either.

    :param south: see :func:`tollbook.resolve.dates.resolve_time`.
    """
    if len(days) < 2:
        return resolve_time(words, days[0] if days else None, south=south)
    found = [resolve_time(words, day, south=south) for day in days]
    meant = [f.when for f in found if f.when is not None]
    if len(meant) < len(found):
        return next(f for f in found if f.when is None)
    return Resolved(either(meant), f"'{words}' against {' or '.join(map(str, days))}")


def either(meant: Sequence[When]) -> When:
    """The days that hold each of several times; open where one of them is."""
    if len({(w.start, w.end) for w in meant}) == 1:
        return meant[0]
    starts, ends = [w.start for w in meant], [w.end for w in meant]
    start = None if None in starts else min(s for s in starts if s is not None)
    end = None if None in ends else max(e for e in ends if e is not None)
    grade = meant[0].precision
    if start and end and grade not in ("period", "bound"):
        grade = precision_of(start, end)
    return When(start, end, grade, " or ".join(dict.fromkeys(w.basis for w in meant)))


def lasted(words: str, day: date) -> When:
    """ "A five-day offensive": so many days that end on the report's (GED codebook, app. 2)."""
    days = lasting(words.lower(), day, None)
    grade = precision_of(days.start, days.end) if days.start and days.end else "bound"
    return When(days.start, days.end, grade, f"'{words}' that ends on {day} (GED codebook, app. 2)")


def widest(days: Sequence[date], work_out: Callable[[date], When]) -> When:
    """What a rule gives from any of the days."""
    return either([work_out(day) for day in days])
