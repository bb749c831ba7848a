"""Words with which a figure covers a month, a day's count or the period of another total."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.read.word_lists import PatternList
from tollbook.record import Span

MONTH_LONG = PatternList("periods", "periods", "month_long")
"""A whole month: whoever counts the dead of it counts more than one event."""

HOURS = PatternList("periods", "periods", "hours")
"""A day's count, as ministries give it."""

SAME_PERIOD = PatternList("periods", "periods", "same_period")
"""The period of a total told before."""

REPORTED_OVER = PatternList("periods", "periods", "reported_over")
"""The days that a periodical reports on."""

BRINGING_TOTAL = PatternList("periods", "periods", "bringing_total")
"""What follows a day's count."""


def on_its_side(times: Sequence[Span], sentence: str, offset: int, at: int) -> list[Span]:
    """Of "39 were killed in a day, bringing the toll to 900" each figure's own words of time.

    :param offset: where the sentence starts in the report; :param at: where the figure's word of
        harm stands in the sentence.
    """
    brings = BRINGING_TOTAL.search(sentence)
    if brings is None:
        return list(times)
    behind = at >= brings.start()
    return [t for t in times if (t.start >= offset + brings.start()) == behind]


_LONG = PatternList("periods", "periods", "long")
PERIOD = PatternList("periods", "periods", "period")
_FREQUENCY = PatternList("periods", "periods", "frequency")
RECKONED = PatternList("periods", "periods", "reckoned")
_SINCE_RECKONED = PatternList("periods", "periods", "since_reckoned")
SINCE = PatternList("periods", "periods", "since")
SINCE_DAY = PatternList("periods", "periods", "since_day")
"""A "since" of days, from which somebody is missing."""

MANY_ACTS = PatternList("periods", "periods", "many_acts")
"""Several deeds, of which a day's count sums up the victims."""


ONE_YEAR = PatternList("periods", "periods", "one_year")
WEEK_OR_MONTH = PatternList("periods", "periods", "week_or_month")
DAYS_OVER = PatternList("periods", "periods", "days_over")
AT_ONE_PLACE = PatternList("periods", "periods", "at_one_place")
"""One building or vehicle: "in 2002 gunmen took 800 people hostage in a theatre" is one event."""


def long_period(clause: str) -> str | None:
    """A period of weeks or more that the figure covers.

    Not how often or how bad: "the third strike in two weeks", "the deadliest attack in years".
    """
    for match in _LONG.finditer(clause):
        before = clause[: match.start()]
        reckoned = SINCE.match(match.group()) and RECKONED.search(before)
        if not (reckoned or _FREQUENCY.search(before) or _SINCE_RECKONED.search(before)):
            return match.group()
    return None
