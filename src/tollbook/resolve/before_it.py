"""The days of what was before the event of its sentence: "23 were killed on Wednesday, a day after
seven soldiers died" puts the seven on Tuesday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tollbook.record import Claim, Mention, When
from tollbook.record.marks import EARLIER_EVENT
from tollbook.record.timewords import TIME_AFTER
from tollbook.resolve.dates import precision_of
from tollbook.resolve.day_rules import DAY, number_in
from tollbook.resolve.story_days import StoryDays
from tollbook.resolve.timed import Timed

_DAYS = {"night": 1, "day": 1, "week": 7}


def of_earlier_event(
    story: StoryDays, text: str, claim: Claim, times: Sequence[Mention]
) -> Timed | None:
    """When an earlier event was that a claim tells of beside another; None: the claim tells of
    none, or the days of that other are not in its sentence.

    :param text: the report's; :param times: its words of time that may be of events.
    """
    if EARLIER_EVENT not in claim.rule:
        return None
    start, end = claim.sentence
    after = list(TIME_AFTER.finditer(text, start, claim.evidence.start))
    if not after or claim.times:
        return None
    words = after[-1]
    for mention in times:
        span = mention.span
        if not (start <= span.start < end) or span.start <= words.start() < span.end:
            continue
        when = story.meaning(span).when
        if when is None or when.start is None or when.end is None:
            continue
        reason = f"'{words.group().strip()}': before '{span.quote}'"
        return Timed(_before(when, words["n"], words["unit"], reason), span, "clause", reason, 0.6)
    return None


def _before(when: When, n: str | None, unit: str, reason: str) -> When:
    """So many days before others; without a number, or by months, only the latest day is known."""
    start, end = when.start, when.end
    unit = unit.lower().removesuffix("s")
    number = 1 if n is None and unit in {"day", "night"} else number_in(n.lower()) if n else None
    if start is None or end is None:
        return when
    if unit in {"minute", "hour"}:
        return When(start - DAY, end, precision_of(start - DAY, end), reason)
    if number is None or unit not in _DAYS:
        return When(None, start - DAY, "bound", reason)
    days = timedelta(days=number * _DAYS[unit])
    slack = timedelta(days=3 if unit == "week" else 0)
    first, last = start - days - slack, end - days + slack
    return When(first, last, precision_of(first, last), reason)
