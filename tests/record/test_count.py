"""Numbers as they were said: the table of shapes, and what must hold for any number."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record.count import Count, add_counts

# words, count, low, best, high, shape, as printed
TABLE = [
    ("twelve", Count.exact(12), 12, 12, 12, "exact", "12"),
    ("a man", Count.exact(1), 1, 1, 1, "exact", "1"),
    ("over 180", Count.more_than(180), 181, None, None, "more_than", "181 or more"),
    ("at least 12", Count.at_least(12), 12, None, None, "at_least", "12 or more"),
    ("as many as 20", Count.at_most(20), None, None, 20, "at_most", "up to 20"),
    ("fewer than 20", Count.less_than(20), None, None, 19, "less_than", "up to 19"),
    ("fewer than none", Count.less_than(0), None, None, 0, "less_than", "up to 0"),
    ("about 50", Count.about(50), None, 50, None, "about", "about 50"),
    ("nearly 50", Count.nearly(50), None, 49, 49, "nearly", "up to 49"),
    ("5 to 7", Count.between(5, 7), 5, None, 7, "range", "5 to 7"),
    ("7 to 5", Count.between(7, 5), 5, None, 7, "range", "5 to 7"),
    ("6 to 6", Count.between(6, 6), 6, 6, 6, "exact", "6"),
    ("dozens", Count.vague("dozens"), 2, None, None, "vague", "2 or more"),
    ("protesters", Count.plural(), 2, None, None, "plural", "2 or more"),
    ("killed", Count.some(), 1, None, None, "some", "1 or more"),
    ("no one", Count.exact(0), 0, 0, 0, "zero", "0"),
    ("no reports", Count.not_reported(), None, None, None, "not_reported", "not stated"),
    ("", Count.unknown(), None, None, None, "unknown", "not stated"),
    ("1,500", Count.exact(1500), 1500, 1500, 1500, "exact", "1,500"),
]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] or "nothing" for row in TABLE])
def test_each_shape_gives_the_bounds_of_the_table(row: tuple[Any, ...]) -> None:
    _, count, *expected, printed = row
    assert [count.low, count.best, count.high, count.shape] == expected
    assert count.in_words() == printed


@pytest.mark.parametrize(
    ("low", "best", "high"),
    [(-1, None, None), (5, 4, None), (5, None, 4), (None, 5, 4), (1, 3, 2), (None, None, -1)],
)
def test_bounds_out_of_order_or_below_zero_are_refused(
    low: int | None, best: int | None, high: int | None
) -> None:
    with pytest.raises(ValueError, match="low <= best <= high"):
        Count(low, best, high, "range")


def test_the_words_are_kept_as_they_stand() -> None:
    assert Count.vague("scores").raw == "scores"
    assert Count.more_than(180, "Over 180").raw == "Over 180"


@pytest.mark.parametrize(
    ("count", "says", "positive", "exact"),
    [
        (Count.exact(3), True, True, True),
        (Count.exact(0), True, False, True),
        (Count.at_most(4), True, True, False),
        (Count.at_most(0), True, False, False),
        (Count.about(0), True, False, False),
        (Count.at_least(0), True, False, False),
        (Count.not_reported(), False, False, False),
        (Count.unknown(), False, False, False),
    ],
)
def test_what_a_count_says(count: Count, says: bool, positive: bool, exact: bool) -> None:
    assert count.says_something is says
    assert count.positive is positive
    assert count.is_exact is exact


# parts, low, best, high
SUMS = [
    ([Count.exact(2), Count.exact(1)], 3, 3, 3),
    ([Count.exact(149), Count.exact(8)], 157, 157, 157),
    ([Count.exact(2), Count.at_least(3)], 5, None, None),
    ([Count.exact(2), Count.between(3, 5)], 5, None, 7),
    ([Count.about(50), Count.exact(2)], 2, 52, None),
    ([Count.about(50), Count.about(20)], None, 70, None),
    ([Count.at_most(4), Count.at_most(6)], None, None, 10),
    ([Count.at_most(4), Count.exact(6)], 6, None, 10),
    ([Count.exact(6), Count.unknown()], 6, None, None),
    ([Count.nearly(50), Count.exact(1)], 1, 50, 50),
    ([Count.exact(0), Count.exact(0)], 0, 0, 0),
]


@pytest.mark.parametrize(("parts", "low", "best", "high"), SUMS)
def test_groups_together(
    parts: list[Count], low: int | None, best: int | None, high: int | None
) -> None:
    for order in permutations(parts):
        total = add_counts(order, "all of them")
        assert (total.low, total.best, total.high) == (low, best, high)
        assert total.raw == "all of them"


def test_one_part_is_itself() -> None:
    assert add_counts([Count.vague("dozens")], "ignored") == Count.vague("dozens")


def test_no_parts_have_no_sum() -> None:
    with pytest.raises(ValueError, match="no counts"):
        add_counts([])


numbers = st.integers(min_value=0, max_value=100_000)
counts = st.one_of(
    numbers.map(Count.exact),
    numbers.map(Count.at_least),
    numbers.map(Count.more_than),
    numbers.map(Count.at_most),
    numbers.map(Count.less_than),
    numbers.map(Count.about),
    numbers.map(Count.nearly),
    st.builds(Count.between, numbers, numbers),
    st.just(Count.vague("dozens")),
    st.just(Count.some()),
    st.just(Count.unknown()),
)


@given(st.lists(counts, min_size=1, max_size=6), st.data())
def test_a_sum_holds_whatever_its_parts_allow(parts: list[Count], data: st.DataObject) -> None:
    """Pick a true number within each part's bounds: the sum's bounds hold their sum."""
    truth = 0
    for part in parts:
        floor = part.low or 0
        ceiling = part.high if part.high is not None else floor + 1000
        truth += data.draw(st.integers(floor, ceiling))
    total = add_counts(parts)
    assert total.low is None or total.low <= truth
    assert total.high is None or truth <= total.high


@given(st.lists(counts, min_size=2, max_size=5))
def test_a_sum_does_not_depend_on_order(parts: list[Count]) -> None:
    forward, backward = add_counts(parts), add_counts(parts[::-1])
    assert (forward.low, forward.best, forward.high) == (backward.low, backward.best, backward.high)


@given(st.lists(counts, min_size=2, max_size=5))
def test_a_sum_is_only_exact_where_every_part_is(parts: list[Count]) -> None:
    if add_counts(parts).is_exact:
        assert all(part.is_exact or part.high == 0 for part in parts)


@given(counts)
def test_printing_never_hides_an_open_end(count: Count) -> None:
    printed = count.in_words()
    if count.low is not None and count.best is None and count.high is None:
        assert printed.endswith("or more")
    if count.low is None and count.best is None and count.high is not None:
        assert printed.startswith("up to")
    if not count.says_something:
        assert printed == "not stated"


@pytest.mark.parametrize(
    ("count", "quantified", "nearest"),
    [
        (Count.exact(12), True, 12),
        (Count.exact(0), True, 0),
        (Count.more_than(180), True, 181),
        (Count.at_most(20), True, 20),
        (Count.about(50), True, 50),
        (Count.between(5, 7), True, 5),
        (Count.vague("dozens"), False, 2),
        (Count.plural(), False, 2),
        (Count.some(), False, 1),
        (Count.not_reported(), False, None),
        (Count.unknown(), False, None),
    ],
)
def test_whether_words_give_a_number_and_which_is_nearest(
    count: Count, quantified: bool, nearest: int | None
) -> None:
    assert (count.quantified, count.nearest) == (quantified, nearest)
