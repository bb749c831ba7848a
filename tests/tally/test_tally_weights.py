"""Each kind of evidence has a weight and a sentence; blocks keep pairs as few as claims."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tally_world import BAGHDAD, NAJAF, NASIRIYAH, World

from tollbook.record import NO_RULINGS
from tollbook.tally.block import candidate_pairs
from tollbook.tally.entering import enter
from tollbook.tally.reasons import SENTENCES
from tollbook.tally.score import default_weights, probability
from tollbook.tally.telling import tellings


def test_each_kind_of_evidence_has_a_weight_and_a_sentence() -> None:
    assert set(default_weights().weights) - {"prior"} == set(SENTENCES)


def test_probability_reads_from_nought_to_one() -> None:
    assert probability(-100) < 0.001
    assert probability(0.0) == 0.5
    assert probability(100) > 0.999


@pytest.mark.parametrize("days", [50, 200])
def test_pairs_grow_with_days_not_with_their_square(days: int) -> None:
    world = World()
    for number in range(days * 3):
        day = (date(2019, 1, 1) + timedelta(days=3 * (number // 3))).isoformat()
        place = (BAGHDAD, NAJAF, NASIRIYAH)[number % 3]
        for outlet in "ab":
            world.claim(world.report(f"{outlet}{number}", day), 3, at=place, on=day)
    entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, {})
    pairs = list(candidate_pairs(tellings(entered.incidents)))
    assert len(pairs) <= 3 * len(world.claims)
