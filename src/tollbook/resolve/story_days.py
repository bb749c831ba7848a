"""Days that count from another day of the story, not from the report's.

"On 5 May 2012 soldiers shot four farmers. On 7 May they shot two more. A week later ...": the year
of the second is told with the first, and the third counts from the second. Who tells the past in
order says the year once. So it is in reports without a date of their own, too, whose days and
months would have no year else.

News of the last weeks leaves the year out as well, and counts from D. So a day without a year is
that of the story only where D is months away and the day told before it is near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tollbook.record import Report, Span, When
from tollbook.resolve.anniversary import of_anniversary
from tollbook.resolve.dates import Resolved, atoms_in, precision_of
from tollbook.resolve.day_rules import DAY, number_in, table
from tollbook.resolve.writing_day import resolve_against

_DAY_OR_MONTH = frozenset({"month_days", "days_month", "bare_month", "edge_of"})
_OF_A_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_COUNTED = re.compile(r"\b(?:last|this|next)\b", re.IGNORECASE)  # from D: "last October"
_PART = r"(?:day|morning|afternoon|evening|night)"
_STEPS = (
    (re.compile(rf"that(?: same)? {_PART}|the same {_PART}", re.IGNORECASE), 0),
    (re.compile(rf"(?:the )?(?:next|following) {_PART}", re.IGNORECASE), 1),
    (re.compile(rf"(?:the )?previous {_PART}|the (?:day|night) before", re.IGNORECASE), -1),
)
_COUNT = re.compile(
    r"(?:just |only )?(?P<n>\w+(?: \w+)? )(?P<unit>day|night|week|fortnight)s?"
    r" (?P<way>later|after|earlier|before|previously)",
    re.IGNORECASE,
)
_EARLIER = frozenset({"earlier", "before", "previously"})
_VAGUE = re.compile(r"\b(?:few|several|some|many|couple)\b", re.IGNORECASE)
_HOURS = re.compile(r"(?:(?:a few|several|some|[\w-]+) )?hours? (?:later|after)", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*(?:[.,;:)\n]|$|(?:in|at|near|outside|inside|by|and|but|with|on|around|before|between|has|have|had"
    r"|was|were|brought|raised|left)\b)"
)
"""Behind such words: else they may count from what follows ("two days after the vote", "the same
day that")."""
_BY_ITSELF = re.compile(r"\b(?:later|earlier)$", re.IGNORECASE)

_FOUNDED = re.compile(
    r"\b(?:founded|established|formed|born|elected|signed|adopted|ratified|enacted|inaugurated"
    r"|independence|constitution|resolution|treaty|census|updated|accessed)\b",
    re.IGNORECASE,
)
"""Near a time: it tells no story of harm, and its year is nobody else's."""

_REACH = 60  # characters around a time in which such a word stands
_NEAR = 1_500  # characters of text over which a day told is still spoken of
_MONTH = timedelta(days=31)
_NEWS = timedelta(days=60)  # a day this near to D is told without its year
_BACK = timedelta(days=31)  # a story goes back so far, and no farther, without saying the year
_SURE = 3  # times nearer to the day told before than to D
_UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class _Told:
    """A time of the story, its days, and whether their year is told, there or before."""

    span: Span
    first: date
    last: date
    year: bool

    def away(self, day: date) -> timedelta:
        """How far another day is from it."""
        return max(self.first - day, day - self.last, timedelta())


class StoryDays:
    """What the time words of one report mean, in the order in which it tells them.

    :param times: all its words of time, by position.
    :param days: D, or the days that it may be; empty: undated.
    :param south: see :func:`tollbook.resolve.dates.resolve_time`.
    """

    def __init__(
        self, report: Report, times: Sequence[Span], days: Sequence[date], south: bool | None
    ) -> None:
        self.report, self.days, self.south = report, days, south
        self.told: list[_Told] = []
        for span in times:
            found, told_before = self._meant(span)
            when = found.when
            if when is not None and when.start is not None and not _is_aside_back(span.quote):
                year = told_before or (_YEAR.search(span.quote) and not self._is_aside(span))
                self.told.append(_Told(span, when.start, when.end or when.start, bool(year)))

    def meaning(self, span: Span) -> Resolved:
        """What time words mean, by themselves and D, or by a day told before them.

        In a report without D that tells of one year alone, by a day told after them, too.
        """
        found = self._meant(span)[0]
        if found.when is not None or self.days:
            return found
        dated = [t for t in self.told if t.year]
        if len({y for t in dated for y in (t.first.year, t.last.year)}) != 1:
            return found
        near = min(dated, key=lambda t: abs(t.span.start - span.start))
        return self._in_year(span, near, alone=True) or found

    def _meant(self, span: Span) -> tuple[Resolved, bool]:
        """And whether the year is one told before."""
        marked = of_anniversary(self.report, span, self.days)
        plain = marked or resolve_against(span.quote, self.days, self.south)
        before = next((t for t in reversed(self.told) if t.span.end <= span.start), None)
        if marked or before is None or span.start - before.span.end > _NEAR:
            return plain, False
        if before.year:
            found = self._in_year(span, before)
            if found is not None and self._is_of_story(found, plain, before):
                return found, True
        if plain.when is None:
            found = self._counted(span, before)
            if found is not None:
                return found, before.year
        return plain, False

    def _is_of_story(self, found: Resolved, plain: Resolved, before: _Told) -> bool:
        """Whether the day told before is so near, and D so far, that no news of D is told."""
        if plain.when is None or plain.when.start is None or not self.days:
            return True
        if found.when is None or found.when.start is None:
            return False
        since, away = self.days[0] - plain.when.start, before.away(found.when.start)
        if since < timedelta():
            return away <= _BACK  # a day to come by D: few of those are told
        return since > _NEWS and _SURE * away < since

    def _in_year(self, span: Span, near: _Told, *, alone: bool = False) -> Resolved | None:
        """A day or a month without a year, as the one next to a day of the story.

        :param alone: as that of the very same year.
        """
        atoms = atoms_in(span.quote)
        if len(atoms) != 1 or atoms[0][0] not in _DAY_OR_MONTH or near.last - near.first > _MONTH:
            return None
        words = atoms[0][1]
        if _YEAR.search(words) or _COUNTED.search(words) or not _OF_A_MONTH.search(words):
            return None
        since = span.quote.lower().startswith("since")
        best: When | None = None
        for year in range(near.first.year - (not alone), near.last.year + (1 if alone else 2)):
            said = span.quote.replace(words, f"{words} {year}", 1)
            when = resolve_against(said, self.days, self.south).when
            if when is None or when.start is None:
                continue
            if since and when.start > near.last:
                continue  # "since July": not a July to come
            if near.first - when.start > _BACK and not (alone or since):
                continue
            if best is None or best.start is None or near.away(when.start) < near.away(best.start):
                best = when
        if best is None:
            return None
        reason = f"'{span.quote}', its year told with '{near.span.quote}'"
        return Resolved(replace(best, basis=reason), reason)

    def _counted(self, span: Span, before: _Told) -> Resolved | None:
        """ "A week later", "the next day": counted from the day told before."""
        words = span.quote.strip()
        if before.last - before.first > DAY:
            return None
        steps = _steps(words) if _BY_ITSELF.search(words) or self._ends(span) else None
        if steps is None:
            return None
        first, last = before.first + steps[0], before.last + steps[1]
        reason = f"'{words}' from '{before.span.quote}'"
        return Resolved(When(first, last, precision_of(first, last), reason), reason)

    def _ends(self, span: Span) -> bool:
        return _ENDS.match(self.report.text, span.end) is not None

    def _is_aside(self, span: Span) -> bool:
        """Whether a time stands in a sentence about a founding or a law, or counts from then."""
        line = self.report.text[max(0, span.start - _REACH) : span.end + _REACH]
        return _FOUNDED.search(line) is not None or span.quote.lower().startswith("since")


def _is_aside_back(words: str) -> bool:
    """ "Two days before": an aside, after which the story goes on where it was."""
    found = _COUNT.fullmatch(words.strip())
    back = found is not None and found["way"].lower() in _EARLIER
    return back or _STEPS[-1][0].fullmatch(words.strip()) is not None


def _steps(words: str) -> tuple[timedelta, timedelta] | None:
    """From which to which day words lead from another; None: they say no number of days."""
    for pattern, days in _STEPS:
        if pattern.fullmatch(words):
            # a night is of both days, by the table of the codebook ("night-long battle")
            night = words.lower().endswith("night") or words.lower().startswith("the night")
            return days * DAY, (days + night) * DAY
    if _HOURS.fullmatch(words):
        return 0 * DAY, DAY
    found = _COUNT.fullmatch(words)
    n = number_in(found["n"].lower()) if found and found["n"] else None
    if found is None or n is None or _VAGUE.search(words):
        return None
    unit = found["unit"].lower()
    way = -1 if found["way"].lower() in _EARLIER else 1
    slack = int(table()["slack"].get(unit, 0))
    days = way * n * _UNIT_DAYS[unit]
    return (days - slack) * DAY, (days + slack) * DAY
