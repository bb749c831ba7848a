"""Days as closed intervals with open ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record.interval import Interval, Published, When
from tollbook.record.vocabulary import DateBasis


def october(start: int | None, end: int | None) -> Interval:
    """Days of October 2019; None: an open end."""
    return Interval(
        date(2019, 10, start) if start else None,
        date(2019, 10, end) if end else None,
    )


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        october(7, 1)


# a, b, overlap, a contains b, days between
PAIRS = [
    ((1, 7), (7, 9), True, False, 0),
    ((1, 7), (8, 9), False, False, 1),
    ((1, 7), (20, 22), False, False, 13),
    ((1, 7), (2, 3), True, True, 0),
    ((1, 7), (1, 7), True, True, 0),
    ((1, None), (5, 6), True, True, None),
    ((1, None), (5, None), True, True, None),
    ((1, 31), (5, None), True, False, None),
    ((None, 7), (8, 9), False, False, None),
    ((None, 7), (None, 5), True, True, None),
    ((None, None), (5, 6), True, True, None),
    ((5, 6), (None, None), True, False, None),
]


@pytest.mark.parametrize(("a", "b", "overlap", "contain", "gap"), PAIRS)
def test_two_intervals(
    a: tuple[int | None, int | None],
    b: tuple[int | None, int | None],
    overlap: bool,
    contain: bool,
    gap: int | None,
) -> None:
    first, second = october(*a), october(*b)
    assert first.overlaps(second) is second.overlaps(first) is overlap
    assert first.contains(second) is contain
    assert first.gap_days(second) == second.gap_days(first) == gap


@pytest.mark.parametrize(("slack", "overlap"), [(0, False), (1, False), (2, True), (9, True)])
def test_slack_lets_near_days_touch(slack: int, overlap: bool) -> None:
    assert october(1, 3).overlaps(october(5, 6), slack) is overlap
    assert october(5, 6).overlaps(october(1, 3), slack) is overlap


def test_what_is_known() -> None:
    assert october(1, None).known
    assert october(None, 1).known
    assert not october(None, None).known


def test_published_and_when_have_intervals() -> None:
    day = date(2019, 11, 28)
    assert Published(day, day, "meta").interval == Interval.day(day)
    assert When(None, day, "bound", "the report's date").interval == Interval(None, day)


days = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, last = sorted((draw(days), draw(days)))
    return Interval(
        draw(st.sampled_from([first, None])),
        draw(st.sampled_from([last, None])),
    )


@given(intervals(), intervals(), st.integers(0, 30))
def test_overlap_is_symmetric_and_grows_with_slack(a: Interval, b: Interval, slack: int) -> None:
    assert a.overlaps(b, slack) == b.overlaps(a, slack)
    if a.overlaps(b):
        assert a.overlaps(b, slack)


@given(intervals())
def test_every_interval_holds_and_meets_itself(a: Interval) -> None:
    assert a.contains(a)
    assert a.overlaps(a)


@given(intervals(), intervals())
def test_what_is_inside_overlaps(a: Interval, b: Interval) -> None:
    if a.contains(b):
        assert a.overlaps(b)


@given(intervals(), intervals(), intervals())
def test_containment_carries_over(a: Interval, b: Interval, c: Interval) -> None:
    if a.contains(b) and b.contains(c):
        assert a.contains(c)


@given(days, days)
def test_the_gap_is_what_slack_would_close(a: date, b: date) -> None:
    gap = Interval.day(a).gap_days(Interval.day(b))
    assert gap == abs((a - b) // timedelta(days=1))
    assert Interval.day(a).overlaps(Interval.day(b), gap)
    if gap:
        assert not Interval.day(a).overlaps(Interval.day(b), gap - 1)


@pytest.mark.parametrize(
    ("start", "end", "basis", "confidence"),
    [
        (date(2019, 10, 4), date(2019, 10, 4), "meta", "high"),
        (date(2019, 10, 4), date(2019, 10, 4), "given", "high"),
        (date(2019, 10, 4), date(2019, 10, 4), "url", "fair"),
        (date(2019, 10, 4), date(2019, 10, 4), "text", "fair"),
        (date(2019, 10, 1), date(2019, 10, 31), "url", "low"),
    ],
)
def test_how_far_a_publication_date_can_be_trusted(
    start: date, end: date, basis: DateBasis, confidence: str
) -> None:
    assert Published(start, end, basis).confidence == confidence
