"""Fitting the weights of linking: kinds that tell rise, those never seen stay."""

from __future__ import annotations

from tollbook.evals.fit import FitSettings, fit, grouping
from tollbook.evals.pairs import Pair, pairs_of, told_of_world
from tollbook.tally.score import Scorer, Weights, weights_by_hand

BY_HAND = Weights(0.5, {"prior": -1.0, "same_day": 1.0, "same_town": 1.0, "same_name": 4.0})


def test_kinds_depart_as_far_as_pairs_ask() -> None:
    pairs = [
        *(Pair("gva a", one_event, ("same_day",), 1.0) for one_event in (True, False) * 40),
        *(Pair("gva a", True, ("same_town",), 1.0) for _ in range(80)),
    ]
    loose = fit(pairs, BY_HAND, FitSettings(pull=0.5))
    tight = fit(pairs, BY_HAND, FitSettings(pull=500.0))
    assert loose["same_town"] > tight["same_town"] > 0.9
    assert abs(loose["same_name"] - 4.0) < 0.05
    assert all(abs(tight[kind] - weight) < 0.2 for kind, weight in BY_HAND.weights.items())


def test_a_narrative_counts_less_than_news() -> None:
    pairs = [Pair("airwars a", True, ("same_town",), 1.0) for _ in range(80)]
    less = fit(pairs, BY_HAND, FitSettings(pull=5.0, narratives=0.1))
    more = fit(pairs, BY_HAND, FitSettings(pull=5.0, narratives=1.0))
    assert more["same_town"] > less["same_town"]


def test_pairs_of_a_made_up_world_are_labelled_and_group_well() -> None:
    told = told_of_world(3)
    pairs = pairs_of(told, Scorer(weights_by_hand()))
    assert {p.one_event for p in pairs} == {True, False}
    one = [p for p in pairs if p.one_event]
    assert sum("same_day" in p.kinds for p in one) > len(one) / 2
    whole, hard = grouping([told], weights_by_hand())
    assert whole > 0.98
    assert hard > 0.98
