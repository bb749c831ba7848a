"""Seasons and vague parts of months and years as intervals; what is only bounded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record import Published, Resolution
from tollbook.record.timewords import find_time_words
from tollbook.resolve import Atlas
from tollbook.resolve.dates import resolve_time

from test_event import claim_of, mentions_of, report_of  # isort: skip

OCTOBER = date(2019, 10, 8)
JULY = date(2019, 7, 10)
FEBRUARY = date(2019, 2, 1)
DATED = Published(OCTOBER, OCTOBER, "meta")


def ends(words: str, day: date | None, south: bool | None = False) -> tuple[str, str, str] | None:
    (span,) = find_time_words(f"Four guards were killed {words} near the bridge.")
    assert span.quote.endswith(words.removeprefix("in "))
    when = resolve_time(span.quote, day, south=south).when
    return (str(when.start), str(when.end), when.precision) if when else None


@pytest.mark.parametrize(
    ("words", "day", "south", "start", "end"),
    [
        ("in the summer of 2017", None, False, "2017-06-01", "2017-09-23"),
        ("in the summer of 2017", None, True, "2016-12-01", "2018-03-21"),  # it has two
        ("in the summer of 2017", None, None, "2016-12-01", "2018-03-21"),
        ("in late summer 2017", None, False, "2017-06-01", "2017-09-23"),
        ("in spring 2011", None, False, "2011-03-01", "2011-06-21"),
        ("in the fall of 2018", None, False, "2018-09-01", "2018-12-22"),
        ("in the autumn of last year", OCTOBER, False, "2018-09-01", "2018-12-22"),
        ("in the winter of 2018", None, False, "2017-12-01", "2019-03-21"),
        ("in the winter of 2018-19", None, False, "2018-12-01", "2019-03-21"),
        ("in the winter of 2018/2019", None, False, "2018-12-01", "2019-03-21"),
        ("in the winter of 2018", None, True, "2018-06-01", "2018-09-23"),
        ("last summer", FEBRUARY, False, "2018-06-01", "2018-09-23"),
        # This year's or the one before.
        ("last summer", OCTOBER, False, "2018-06-01", "2019-09-23"),
        ("last winter", OCTOBER, False, "2018-12-01", "2019-03-21"),
        ("last summer", JULY, False, "2018-06-01", "2018-09-23"),
        ("last fall", FEBRUARY, False, "2018-09-01", "2018-12-22"),
        ("this summer", OCTOBER, False, "2019-06-01", "2019-09-23"),
        ("this summer", JULY, False, "2019-06-01", "2019-07-10"),
        ("this winter", FEBRUARY, False, "2018-12-01", "2019-02-01"),
    ],
)
def test_seasons(words: str, day: date | None, south: bool | None, start: str, end: str) -> None:
    found = ends(words, day, south)
    assert found is not None
    assert found[:2] == (start, end)
    assert found[2] in ("year", "period")


def test_seasons_that_need_a_date_or_are_to_come() -> None:
    assert ends("last summer", None) is None
    assert ends("this summer", FEBRUARY) is None
    assert ends("this summer", FEBRUARY, south=True) == ("2018-12-01", "2019-02-01", "year")


@given(
    st.dates(date(1990, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["spring", "summer", "autumn", "winter"]),
    st.booleans(),
)
def test_both_sides_of_the_equator_hold_each(day: date, name: str, south: bool) -> None:
    one = resolve_time(f"last {name}", day, south=south).when
    both = resolve_time(f"last {name}", day).when
    assert one is not None
    assert both is not None
    assert both.interval.contains(one.interval)
    assert one.end is not None
    assert one.end <= day


@pytest.mark.parametrize(
    ("words", "start", "end", "grade"),
    [
        ("in the first quarter of 2019", "2019-01-01", "2019-03-31", "year"),
        ("in the last quarter of last year", "2018-10-01", "2018-12-31", "year"),
        ("in the early 1990s", "1990-01-01", "1999-12-31", "period"),
        ("in the first days of October", "2019-10-01", "2019-10-10", "month"),
        ("in the last few days of September", "2019-09-21", "2019-09-30", "month"),
        ("in mid- to late September", "2019-09-10", "2019-09-30", "month"),
        ("in early to mid-September", "2019-09-01", "2019-09-20", "month"),
        ("in early 2019", "2019-01-01", "2019-04-30", "year"),
        ("late last month", "2019-09-15", "2019-09-30", "month"),
        ("a few days ago", "2019-10-05", "2019-10-07", "days"),  # as "the past few days"
        ("a year ago", "2018-01-01", "2018-12-31", "year"),
        ("several days ago", "None", "2019-10-06", "bound"),
        ("several weeks ago", "None", "2019-10-01", "bound"),
        ("months ago", "None", "2019-09-08", "bound"),
        ("many years ago", "None", "2018-10-08", "bound"),
        ("hours ago", "2019-10-07", "2019-10-08", "days"),
        ("in recent years", "None", "2019-10-08", "bound"),
        ("in the past decade", "2009-10-08", "2019-10-08", "period"),
        ("in the last decade", "2000-01-01", "2019-10-08", "period"),
    ],
)
def test_vague_words_hold_what_they_may_mean(words: str, start: str, end: str, grade: str) -> None:
    assert ends(words, OCTOBER) == (start, end, grade)


@pytest.mark.parametrize(
    "text",
    [
        "The Arab Spring of 2011 began there.",
        "Three died in the spring offensive.",
        "This fall in prices hurt them.",
        "They feared the fall of Kut.",
    ],
)
def test_other_uses_of_the_words(text: str) -> None:
    assert not any("pring" in s.quote or "fall" in s.quote for s in find_time_words(text))


def when_of(
    atlas: Atlas, text: str, words: str, time: str, *,
    published: Published | None = DATED, modality: str = "fact",
) -> Resolution | None:  # fmt: skip
    report = report_of(text)
    claim = replace(claim_of(report, words, times=(time,)), modality=modality)
    found = atlas.resolve(report, [claim], mentions_of(report, []), published)
    return next((r for r in found if r.kind == "time" and r.subject == claim.id), None)


@pytest.mark.parametrize(
    ("text", "time", "reason"),
    [
        ("Three days after the blast two men were shot dead.", "Three days after", "another event"),
        ("On the same day two men were shot dead.", "the same day", "another day of the story"),
        ("On Monday, October 4, two men were shot dead.", "On Monday, October 4", "do not agree"),
    ],
)
def test_words_that_cannot_be_resolved_leave_a_bound(
    atlas: Atlas, text: str, time: str, reason: str
) -> None:
    found = when_of(atlas, text, "shot dead", time)
    assert found is not None
    assert found.when is not None
    assert (found.when.start, found.when.end, found.when.precision) == (None, OCTOBER, "bound")
    assert reason in found.reasons[0]
    assert found.span is not None
    undated = when_of(atlas, text, "shot dead", time, published=None)
    assert undated is not None
    assert undated.when is None


@pytest.mark.parametrize(
    ("time", "modality"),
    [("on 20 October 2019", "fact"), ("Three days after", "future")],
)
def test_what_speaks_against_the_reports_date_or_is_to_come_has_no_bound(
    atlas: Atlas, time: str, modality: str
) -> None:
    text = f"{time[0].upper()}{time[1:]} the blast two men were shot dead."
    words = f"{time[0].upper()}{time[1:]}"
    found = when_of(atlas, text, "shot dead", words, modality=modality)
    assert found is not None
    assert found.when is None


def test_the_side_of_the_equator_is_that_of_the_place(atlas: Atlas) -> None:
    for land, start in (("Iraq", date(2018, 6, 1)), ("Mozambique", date(2017, 12, 1))):
        text = f"Gunmen in {land} shot dead two men in the summer of 2018. {land} is calm now."
        found = when_of(atlas, text, "shot dead", "in the summer of 2018")
        assert found is not None
        assert found.when is not None
        assert found.when.start == start
