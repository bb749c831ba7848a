"""Days that count from another day of the story: a year told once, "a week later"."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record.timewords import find_time_words
from tollbook.resolve.story_days import StoryDays

from test_event import report_of  # isort: skip

D = date(2014, 2, 10)


def told(text: str, published: date | None) -> list[str]:
    """What each time of a text comes to: its days, or "" where it cannot be resolved."""
    report, spans = report_of(text), find_time_words(text)
    story = StoryDays(report, spans, (published,) if published else (), None)
    found = [story.meaning(span).when for span in spans]
    days = [(w.start, w.end) if w else None for w in found]
    return ["" if d is None else str(d[0]) if d[0] == d[1] else f"{d[0]}/{d[1]}" for d in days]


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        # D is nine months away, the day told before it two days: the year is told there
        ("On 5 May 2012 four were shot. On 7 May two more were.", D, ["2012-05-05", "2012-05-07"]),
        ("In May 2012 four died. On 8 June, six did.", D, ["2012-05-01/2012-05-31", "2012-06-08"]),
        ("On 5 May 2012 four died; on 28 April, two.", D, ["2012-05-05", "2012-04-28"]),
        ("On 29 December 2011 four died; on 14 May, two.", D, ["2011-12-29", "2013-05-14"]),
        # by D it would be a day to come
        ("On 5 January 2012 four died. On 12 February, two did.", D, ["2012-01-05", "2014-02-12"]),
        ("On 5 February 2012 four died. On 12 February, two did.", D, ["2012-02-05", "2012-02-12"]),
        # the year passes from one to the next
        (
            "On 5 May 2012 one died, on 7 June two, on 8 July three.", D,
            ["2012-05-05", "2012-06-07", "2012-07-08"],
        ),
        # news of the last weeks leaves the year out as well
        ("He fled on 5 May 2012. On 3 February six died.", D, ["2012-05-05", "2014-02-03"]),
        ("He fled on 5 January 2012. On 3 January six died.", D, ["2012-01-05", "2014-01-03"]),
        # nearer to D than to the day told before, or not much farther
        ("He fled on 5 May 2012. On 3 December six died.", D, ["2012-05-05", "2013-12-03"]),
        # between them stands a day of this year
        (
            "He fled on 5 May 2012. On 9 February he was held. On 9 May two had died.", D,
            ["2012-05-05", "2014-02-09", "2013-05-09"],
        ),
        # a law's year, a founding, are no story's
        (
            "The party was founded on 5 May 2012. On 7 May two were shot.", D,
            ["2012-05-05", "2013-05-07"],
        ),
        ("They are at war since 5 May 2012. On 7 May two died.", D,
         ["2012-05-05/2014-02-10", "2013-05-07"]),
        ("On 24 October 2012 four died. Since July, 70 did.", None,
         ["2012-10-24", "2012-07-01/None"]),
        # a report without a date
        ("On 25 October 2019 forty died. On 28 November, 32 did.", None,
         ["2019-10-25", "2019-11-28"]),
        ("Forty died on 25 October. On 28 November 2019, 32 did.", None,
         ["2019-10-25", "2019-11-28"]),
        ("The inquiry of 22 October 2019 counted the dead of 1 to 7 October.", None,
         ["2019-10-22", "2019-10-01/2019-10-07"]),
        ("Forty died on 25 October. More did in 2020, and on 3 May 2021 some.", None,
         ["", "2020-01-01/2020-12-31", "2021-05-03"]),
        ("Forty died on 25 October. On 28 November, 32 did.", None, ["", ""]),
        ("Forty died on 25 October 2019. Last October all was calm.", None, ["2019-10-25", ""]),
    ],
)  # fmt: skip
def test_the_year_is_told_once(text: str, published: date | None, days: list[str]) -> None:
    assert told(text, published) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On 5 May 2012 four died. Two days later, two did.", "2012-05-07"),
        ("On 5 May 2012 four died. A week later, two did.", "2012-05-09/2012-05-15"),
        ("On 5 May 2012 four died. The next day, two did.", "2012-05-06"),
        ("On 5 May 2012 four died. The following morning, two did.", "2012-05-06"),
        ("On 5 May 2012 four died. That night, two did.", "2012-05-05/2012-05-06"),
        ("He denied on 5 May 2012 that four had died the night before.", "2012-05-04/2012-05-05"),
        ("On 5 May 2012 four died, and two in Kut the same day.", "2012-05-05"),
        (
            "Four died on 5 May 2012. The killing of two in Kut the next day has raised it.",
            "2012-05-06",
        ),
        ("On 5 May 2012 four died. Hours later, two did.", "2012-05-05/2012-05-06"),
        ("On 5 May 2012 four died who were hit three days earlier.", "2012-05-02"),
        ("On 5 May 2012 four died. Two had died the day before.", "2012-05-04"),
        # after an aside the story goes on where it was
        (
            "On 5 May 2012 four died. A boy had died two days before. Two died the same day.",
            "2012-05-05",
        ),
        # it counts from what follows, or from nothing that is told
        ("On 5 May 2012 four died, two days after the vote.", ""),
        ("On 5 May 2012 four died. The same day that shops were shut, two did.", ""),
        ("In May 2012 four died. Two days later, two did.", ""),
        ("On 5 May 2012 four died. Several days later, two did.", ""),
        ("Four died. Two days later, two did.", ""),
    ],
)
def test_a_day_that_counts_from_the_one_before(text: str, days: str) -> None:
    assert told(text, D)[-1] == days
    assert told(text, None)[-1] == days


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(1, 31), st.integers(0, 2000))
def test_a_story_never_runs_past_its_report(first: date, step: int, since: int) -> None:
    """A day told without its year soon after one with it is no later than the report."""
    then = first + timedelta(days=step)
    published = then + timedelta(days=since)
    text = f"On {first:%d %B %Y} four died. On {then:%d %B} two more did."
    assert all(day <= str(published) for day in told(text, published))
