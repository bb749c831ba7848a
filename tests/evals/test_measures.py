"""Totals over incidents, ranges as sets of whole people, distances, B-cubed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.evals.clusters import b_cubed
from tollbook.evals.measures import Total, distance_km, range_jaccard, total
from tollbook.evals.suite import harmonic
from tollbook.record import Incident, Toll


def toll(low: int | None, best: int | None, high: int | None, *, open_above: bool = False) -> Toll:
    return Toll("killed", low, best, high, open_above, 1, 1, "default", ())


def incident(*tolls: Toll) -> Incident:
    return Incident("inc_1", (), None, (), (), False, "weak", tolls)


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [
        ([], Total(0, 0, 0, False)),
        ([toll(2, 2, 3)], Total(2, 2, 3, False)),
        ([toll(2, 2, 3), toll(1, 1, 1, open_above=True)], Total(3, 3, 4, True)),
        ([toll(None, None, 20)], Total(0, None, 20, False)),
        ([toll(1, 1, None), toll(4, 4, 4)], Total(5, 5, None, False)),
    ],
)
def test_tolls_add_up(tolls: list[Toll], expected: Total) -> None:
    assert total([incident(t) for t in tolls], "killed") == expected


def test_a_toll_of_another_harm_adds_nothing() -> None:
    assert total([incident(toll(2, 2, 2))], "injured") == Total(0, 0, 0, False)


@pytest.mark.parametrize(
    ("figure", "positive"),
    [
        (Total(0, 0, 0, False), False),
        (Total(0, None, 20, False), True),
        (Total(0, None, None, False), True),
        (Total(1, 1, 1, False), True),
    ],
)
def test_whether_anybody_was_harmed(figure: Total, positive: bool) -> None:
    assert figure.positive is positive


@pytest.mark.parametrize(
    ("gold", "predicted", "score"),
    [
        ((4, 8), (4, 8), 1.0),
        ((4, 8), (4, 4), 0.2),
        ((4, 8), (9, 9), 0.0),
        ((None, 3), (0, 3), 1.0),
        ((4, 8), (4, None), 0.0),
        ((4, None), (4, None), 1.0),
        ((4, None), (5, None), 0.0),
        ((4, None), (4, 9), 0.0),
        ((0, 0), (0, 0), 1.0),
    ],
)
def test_ranges_as_sets(
    gold: tuple[int | None, int | None], predicted: tuple[int | None, int | None], score: float
) -> None:
    assert range_jaccard(gold, predicted) == pytest.approx(score)


numbers = st.integers(min_value=0, max_value=60)
ranges = st.tuples(numbers, numbers).map(lambda ends: (min(ends), max(ends)))


@given(ranges, ranges)
def test_ranges_agree_with_python_sets(a: tuple[int, int], b: tuple[int, int]) -> None:
    ours, theirs = set(range(a[0], a[1] + 1)), set(range(b[0], b[1] + 1))
    assert range_jaccard(a, b) == pytest.approx(len(ours & theirs) / len(ours | theirs))


def test_distance_of_two_known_cities() -> None:
    baghdad, basra = (33.3406, 44.4009), (30.5085, 47.7804)
    assert distance_km(baghdad, basra) == pytest.approx(449, abs=3)
    assert distance_km(basra, basra) == 0.0


@pytest.mark.parametrize(
    ("precision", "recall", "f1"),
    [(0.5, 1.0, 2 / 3), (None, 0.0, 0.0), (0.0, 0.0, 0.0), (1.0, None, None)],
)
def test_harmonic_mean(precision: float | None, recall: float | None, f1: float | None) -> None:
    assert harmonic(precision, recall) == (None if f1 is None else pytest.approx(f1))


def test_b_cubed_by_hand() -> None:
    gold = {"a": "1", "b": "1", "c": "1", "d": "2"}
    predicted = {"a": "x", "b": "x", "c": "y", "d": "y"}
    assert b_cubed(gold, predicted) == {
        "a": (1.0, pytest.approx(2 / 3)),
        "b": (1.0, pytest.approx(2 / 3)),
        "c": (0.5, pytest.approx(1 / 3)),
        "d": (0.5, 1.0),
    }


@given(st.dictionaries(st.text(max_size=3), st.sampled_from("123"), min_size=1, max_size=12))
def test_a_grouping_agrees_with_itself_fully(gold: dict[str, str]) -> None:
    assert set(b_cubed(gold, gold).values()) == {(1.0, 1.0)}
