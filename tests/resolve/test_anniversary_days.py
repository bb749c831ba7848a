"""Days counted back in years in a story of an anniversary, and days of what was before another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tollbook.record import Mention
from tollbook.record.marks import EARLIER_EVENT
from tollbook.record.timewords import find_time_words
from tollbook.resolve.before_it import of_earlier_event
from tollbook.resolve.story_days import StoryDays

from test_event import claim_of, report_of  # isort: skip

D = date(2025, 5, 12)


def _told(text: str, words: str, published: date | None = D) -> str:
    report, spans = report_of(text), find_time_words(text)
    story = StoryDays(report, spans, (published,) if published else (), None)
    when = next(story.meaning(s).when for s in spans if s.quote == words)
    return f"{when.start}/{when.end}" if when else ""


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        (
            "Mothers lit candles on Monday, a year after 15 men were killed.",
            "a year after",
            "2024-05-05/2024-05-19",
        ),
        (
            "A year ago soldiers shot 11 people. On Monday their families held a vigil.",
            "A year ago",
            "2024-05-05/2024-05-19",
        ),
        (
            "The town marked the anniversary. Three years ago a bomb killed six.",
            "Three years ago",
            "2022-05-05/2022-05-19",
        ),
        # by the table of the codebook
        ("The band was formed a year ago.", "a year ago", "2024-01-01/2024-12-31"),
    ],
)
def test_years_back_in_a_story_of_an_anniversary(text: str, words: str, days: str) -> None:
    assert _told(text, words) == days


def test_an_undated_anniversary_has_no_day() -> None:
    text = "A year ago soldiers shot 11 people. Their families held a vigil."
    assert _told(text, "A year ago", None) == ""


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("a day after", "2025-05-08/2025-05-08"),
        ("two days after", "2025-05-07/2025-05-07"),
        ("hours after", "2025-05-08/2025-05-09"),
        ("a week after", "2025-04-29/2025-05-05"),
        ("months after", "None/2025-05-08"),
    ],
)
def test_the_day_of_what_was_before(words: str, days: str) -> None:
    text = f"Soldiers killed 23 men in Kut on Friday, {words} seven troops died there."
    report = report_of(text)
    spans = find_time_words(text)
    story = StoryDays(report, spans, (D,), None)
    whole = (0, len(text))
    times = [Mention(f"m{n}", report.id, "time", s, whole, whole) for n, s in enumerate(spans)]
    plain = claim_of(report, "seven troops died")
    claim = replace(plain, rule=f"die, {EARLIER_EVENT}")
    found = of_earlier_event(story, text, claim, times)
    assert found is not None
    assert found.when is not None
    assert f"{found.when.start}/{found.when.end}" == days
    assert of_earlier_event(story, text, plain, times) is None
