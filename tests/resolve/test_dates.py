"""The expression table against a known day, and what must stay unresolved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.resolve.dates import main_event_time, precision_of, resolve_time

DAY = date(2019, 10, 8)  # a Tuesday


def test_a_date_beside_words_that_count_from_another_event() -> None:
    found = resolve_time("Four days earlier, on October 21", date(2024, 10, 30))
    assert found.when is not None
    assert found.when.start == found.when.end == date(2024, 10, 21)


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("today", "2019-10-08", "2019-10-08", "day"),
        ("yesterday", "2019-10-07", "2019-10-07", "day"),
        ("last night", "2019-10-07", "2019-10-07", "day"),
        ("overnight", "2019-10-07", "2019-10-08", "days"),
        ("on Friday", "2019-10-04", "2019-10-04", "day"),
        ("on Tuesday", "2019-10-08", "2019-10-08", "day"),
        ("last Tuesday", "2019-10-01", "2019-10-01", "day"),
        ("Monday night", "2019-10-07", "2019-10-07", "day"),
        ("before dawn on Friday", "2019-10-04", "2019-10-04", "day"),
        ("on the night between Sunday and Monday", "2019-10-06", "2019-10-07", "days"),
        ("on Saturday and Sunday", "2019-10-05", "2019-10-06", "days"),
        ("Oct. 1", "2019-10-01", "2019-10-01", "day"),
        ("on Friday, October 4, 2019", "2019-10-04", "2019-10-04", "day"),
        ("Dec. 27", "2018-12-27", "2018-12-27", "day"),
        ("October 1-5", "2019-10-01", "2019-10-05", "days"),
        ("from Oct 1 to 7", "2019-10-01", "2019-10-07", "week"),
        ("around 2 July", "2019-07-01", "2019-07-03", "days"),
        ("in October and November 2018", "2018-10-01", "2018-11-30", "period"),
        ("from 1 September until 5 October 2019", "2019-09-01", "2019-10-05", "period"),
        ("since 1 October", "2019-10-01", "2019-10-08", "period"),
        ("since the start of October", "2019-10-01", "2019-10-08", "period"),
        ("since Thursday", "2019-10-03", "2019-10-08", "period"),
        ("by the end of September", None, "2019-09-30", "bound"),
        ("before 1 October", None, "2019-09-30", "bound"),
        ("in the past 24 hours", "2019-10-07", "2019-10-08", "days"),
        ("in the past 48 hours", "2019-10-06", "2019-10-08", "days"),
        ("the past two days", "2019-10-06", "2019-10-07", "days"),
        ("recently", "2019-10-05", "2019-10-07", "days"),
        ("over the weekend", "2019-10-05", "2019-10-06", "days"),
        ("this week", "2019-10-07", "2019-10-08", "days"),
        ("last week", "2019-09-30", "2019-10-06", "week"),
        ("late last week", "2019-10-04", "2019-10-06", "days"),
        ("the past week", "2019-10-02", "2019-10-08", "week"),
        ("in recent weeks", "2019-09-18", "2019-10-08", "month"),
        ("a fortnight ago", "2019-09-25", "2019-10-08", "month"),
        ("three days ago", "2019-10-05", "2019-10-05", "day"),
        ("earlier this month", "2019-10-01", "2019-10-07", "week"),
        ("last month", "2019-09-01", "2019-09-30", "month"),
        ("in early March", "2019-03-01", "2019-03-10", "month"),
        ("mid-September", "2019-09-10", "2019-09-20", "month"),
        ("late September", "2019-09-15", "2019-09-30", "month"),
        ("in 2016", "2016-01-01", "2016-12-31", "year"),
        ("in mid-2018", "2018-05-01", "2018-08-31", "year"),
        ("last year", "2018-01-01", "2018-12-31", "year"),
        ("over the past three months", "2019-07-08", "2019-10-08", "year"),
        ("25/12/2010", "2010-12-25", "2010-12-25", "day"),
    ],
)
def test_words_against_a_day(words: str, start: str | None, end: str, precision: str) -> None:
    when = resolve_time(words, DAY).when
    assert when is not None
    assert (when.start and when.start.isoformat(), when.end and when.end.isoformat()) == (
        start,
        end,
    )
    assert when.precision == precision
    assert words in when.basis


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("three days after", "another event"),
        ("the following day", "another day"),
        ("on the second day", "something else"),
        ("10/07/1960", "cannot be told apart"),
        ("on February 30", "no such day"),
        ("tomorrow", "after the report"),
        ("in the coming days", "after the report"),
    ],
)
def test_refused_with_a_reason(words: str, why: str) -> None:
    found = resolve_time(words, DAY)
    assert found.when is None
    assert why in found.reason


@pytest.mark.parametrize("words", ["on Friday", "yesterday", "Oct. 1", "in October", "last week"])
def test_undated_report_gives_no_relative_day(words: str) -> None:
    found = resolve_time(words, None)
    assert found.when is None
    assert "not known" in found.reason


def test_undated_report_keeps_dates_with_a_year() -> None:
    when = resolve_time("since 1 October 2019", None).when
    assert when is not None
    assert (when.start, when.end) == (date(2019, 10, 1), None)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_up_to_the_day(day: date, back: int) -> None:
    said = day - timedelta(days=back)
    when = resolve_time(f"on {said:%A}", day).when
    assert when is not None
    assert when.start == when.end == said


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(0, 300))
def test_a_day_and_month_is_never_far_ahead(day: date, back: int) -> None:
    said = day - timedelta(days=back)
    when = resolve_time(f"on {said.day} {said:%B}", day).when
    if when is None:  # 29 February against a year without one
        assert (said.month, said.day) == (2, 29)
    else:
        assert when.start == said


@pytest.mark.parametrize(
    ("days", "precision"),
    [(1, "day"), (2, "days"), (6, "days"), (7, "week"), (8, "month"), (31, "month"), (32, "year")],
)
def test_grades_by_length(days: int, precision: str) -> None:
    assert precision_of(DAY, DAY + timedelta(days=days - 1)) == precision


def test_main_event_is_three_days_back() -> None:
    when = main_event_time(DAY)
    assert (when.start, when.end) == (date(2019, 10, 5), DAY)
