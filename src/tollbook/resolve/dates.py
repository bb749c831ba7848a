"""What words for times mean, against the day of the report.

The rules are the expression table of the UCDP GED codebook 22.1, appendix 2; its numbers are in
``data/dates.toml``. D is the day of the report, and is the earliest copy's. Words that need a D
where there is none, or another event ("three days after the blast"), stay unresolved: the reason
is kept, nothing is guessed. A day and month without a year is the last such day up to a week
after D.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tollbook.record import Interval, When
from tollbook.record.timewords import time_patterns
from tollbook.record.vocabulary import Precision
from tollbook.resolve import hijri, month_rules, past_rules, season_rules
from tollbook.resolve.day_rules import ABSOLUTE, DAY, RULES, Refused, Rule, table, weekday_of

_RULES: Mapping[str, Rule] = {
    **RULES,
    "past_units": past_rules.past_units,
    "units_from": past_rules.units_from,
    "hijri_both": hijri.hijri_both,
    "hijri_day": hijri.hijri_day,
    "hijri_month": hijri.hijri_month,
    "feast": hijri.feast,
    "week_of_month": month_rules.week_of_month,
    "day_of_month": month_rules.day_of_month,
    "quarter": season_rules.quarter,
    "decade": season_rules.decade,
}
_ISLAMIC = frozenset({"hijri_day", "hijri_month", "feast"})
_SEASONS: Mapping[bool | None, Rule] = {
    south: season_rules.season(south) for south in (True, False, None)
}
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
_NEAR = re.compile(rf"\b(?:around|about)\b{_PART_OF_DAY}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What time words came to; ``when`` None: they cannot be resolved, and why."""

    when: When | None
    reason: str


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


def atoms_in(words: str) -> list[tuple[str, str]]:
    """The expressions that time words are made of: each one's kind, and its words."""
    return [(m.lastgroup or "", m.group()) for m in _atoms().finditer(words)]


def precision_of(start: date, end: date) -> Precision:
    """The GED grades by length: a day, 2-6 days, a week, up to a month, up to a year, longer."""
    days = (end - start).days + 1
    for limit, grade in ((1, "day"), (6, "days"), (7, "week"), (31, "month"), (366, "year")):
        if days <= limit:
            return grade  # type: ignore[return-value]
    return "period"


def resolve_time(words: str, day: date | None, *, south: bool | None = None) -> Resolved:
    """What time words mean.

    :param words: as found by :func:`tollbook.record.timewords.find_time_words`.
    :param day: the day D of the report; None: undated, so that only words with a year resolve.
    :param south: whether the report speaks of a place south of the equator, whose seasons are
        others; None: not known, so that seasons are those of both sides.
    """
    atoms = atoms_in(words)
    against = f"'{words}'" + (f" against {day}" if day else "")
    try:
        spans = _spans(atoms, words, day, _SEASONS[south])
        when = _combine(words, spans, day)
    except Refused as why:
        return Resolved(None, f"'{words}': {why}")
    if when is None:
        return Resolved(None, f"'{words}': no date in it")
    start, end, grade = when
    return Resolved(When(start, end, grade, against), against)


def _spans(
    atoms: list[tuple[str, str]], words: str, day: date | None, seasons: Rule
) -> list[Interval]:
    """The interval of each atom; a year said with a later one holds for those before it."""
    dated = [a for a in atoms if a[0] in ABSOLUTE]
    if dated and len(dated) < len(atoms):
        # "on Friday, October 4": the date decides, the weekday only repeats it. But "since" may
        # stand before another kind of word: "from 1 October until today".
        # "Four days earlier, on October 21" counts from another event what the date says outright
        others = [
            a
            for a in atoms
            if a[0] not in ABSOLUTE and a[0] not in ("weekday", "day_word", "units_from")
        ]
        ranged = re.search(r"\b(?:to|until|till|through)\b|[\u2013-]", words)
        if not ranged and not others:
            weekdays = [a[1].lower() for a in atoms if a[0] == "weekday"]
            atoms = dated
            if len(dated) == len(weekdays) == 1:
                return [_agreed(_one(*dated[0], day), weekdays[0])]
    atoms = _of_this_year(atoms, day)
    years = [re.search(r"\b(1[89]\d\d|20\d\d)\b", text) for _, text in atoms]
    said: list[Interval] = []
    for i, (name, text) in enumerate(atoms):
        later = next((int(y[1]) for y in years[i:] if y), None)
        rule = seasons if name == "season" else _RULES[name]
        said.append(rule(text.lower(), day, later))
    return said


def _of_this_year(atoms: list[tuple[str, str]], day: date | None) -> list[tuple[str, str]]:
    """ "Ramadan this year": the year of D is said of what the Islamic calendar gives, and no time
    of its own."""
    back = {"this year": 0, "last year": 1}
    said = [back[text.lower()] for _, text in atoms if text.lower() in back]
    if day is None or len(said) != 1 or not any(name in _ISLAMIC for name, _ in atoms):
        return atoms
    return [
        (name, f"{text} {day.year - said[0]}" if name in _ISLAMIC else text)
        for name, text in atoms
        if text.lower() not in back
    ]


def _one(name: str, text: str, day: date | None) -> Interval:
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", text)
    return _RULES[name](text.lower(), day, int(year[1]) if year else None)


def _agreed(said: Interval, weekday: str) -> Interval:
    """A date against the weekday beside it: one day apart, both days are kept; more, neither.

    A date that is wider than a day (see :mod:`tollbook.resolve.hijri`) is narrowed to it.
    """
    number = weekday_of(weekday)
    if number is None or said.start is None or said.end is None:
        return said
    width = (said.end - said.start).days
    days = [said.start + n * DAY for n in range(-1, width + 2)]
    inside = [d for d in days[1:-1] if d.weekday() == number]
    if width > 2 or (inside and width == 0):
        return said
    if inside:
        return Interval.day(inside[0])
    beside = [d for d in (days[0], days[-1]) if d.weekday() == number]
    if width or not beside:
        raise Refused("the weekday and the date do not agree")
    return Interval(min(said.start, beside[0]), max(said.end, beside[0]))


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
        return None, start - DAY if before else end, "bound"
    if _AFTER.match(words) and len(spans) == 1:
        return start, day if day and day >= start else None, "bound"
    if start == end and _NEAR.search(words) and not re.search(r"\d ?[:ap]", words):
        return start - DAY, end + DAY, "days"
    grade = precision_of(start, end)
    return start, end, "period" if grade == "year" and len(spans) > 1 else grade


def _single(words: str) -> bool:
    """Whether the words give one end only: "since 1 October", not "from 1 to 7 October"."""
    return not re.search(r"\d ?(?:-|\u2013|to|until|till|through|and) ?\d", words)


def main_event_time(day: date) -> When:
    """No time is given: three days counted back from D, for a report's main event only.

    UCDP GED codebook 22.1, appendix 2. The text does not say whether D counts; here it does.
    """
    first, last = (int(n) for n in table()["main_event"]["back"])
    return When(
        day - first * DAY, day - last * DAY, "days", f"no time said; three days back from {day}"
    )
