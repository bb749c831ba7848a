"""Two claims held against each other: points add up, and what forbids them is said."""

from __future__ import annotations

from typing import Any

import pytest
from tally_world import BAGHDAD, NAJAF, World

from tollbook.publish.explain_pair import explain_pair
from tollbook.record import EVERYTHING
from tollbook.tally import load_policy
from tollbook.tally.pairwise import Comparison, compare

DAY = "2019-11-28"


def held(world: World, one: str, *others: str) -> Comparison:
    return compare(
        world.reports,
        world.claims,
        world.resolutions,
        world.rulings({}),
        ((one,), others),
        copies=world.copies,
        policy=load_policy("default"),
        charter=EVERYTHING,
    )


@pytest.mark.parametrize(
    ("fields", "forbids", "tied"),
    [
        ({}, None, True),
        ({"at": NAJAF}, "their places lie apart", False),
        ({"on": "2019-11-30"}, "their days do not meet", False),
        ({"on": "2019-11-29"}, None, False),
        ({"on": (DAY, "2019-11-29"), "means": ("knife",)}, None, True),
    ],
)
def test_points_are_those_of_linking(
    fields: dict[str, Any], forbids: str | None, tied: bool
) -> None:
    world = World()
    one = world.claim(world.report("a", DAY), 7, at=BAGHDAD, on=DAY)
    other = world.claim(world.report("b", DAY), 7, **{"at": BAGHDAD, "on": DAY, **fields})
    compared = held(world, one, other)
    (pair,) = compared.pairs
    assert pair.forbids == forbids
    assert (len(world.tally().incidents) == 1) is tied
    if forbids is None:
        assert pair.points == pytest.approx(compared.prior + sum(w.points for w in pair.weighed))
        assert ((compared.mean or 0) >= compared.threshold) is tied
    else:
        assert compared.mean is None


def test_claims_of_one_report_and_claims_in_nothing() -> None:
    world = World()
    report = world.report("a", DAY)
    one = world.claim(report, 7, at=BAGHDAD, on=DAY)
    other = world.claim(report, 4, at=NAJAF, on="2019-11-20")
    (pair,) = held(world, one, other).pairs
    assert pair.forbids == "one report tells of both and parts them"
    usual = world.claim(report, 2, scope="generic")
    compared = held(world, one, usual)
    assert (compared.pairs, compared.outside) == ((), (usual,))


def test_a_copy_stands_for_its_original() -> None:
    world = World()
    report = world.report("a", DAY)
    one = world.claim(report, 7, at=BAGHDAD, on=DAY)
    other = world.claim(world.report("b", DAY), 7, at=BAGHDAD, on=DAY)
    world.copy(report, "copy")
    (pair,) = held(world, f"{one}_copy", other).pairs
    assert pair.one == one
    assert pair.met


@pytest.mark.parametrize(
    ("killed", "joins"),
    [((1, 1, 1, 3, 3), True), ((1, 1, 1, 1, 1), False), ((1,), False)],
)
def test_a_lone_figure_is_explained(killed: tuple[int, ...], joins: bool) -> None:
    """The points on average say no, and it is said why the telling joins all the same."""
    world = World()
    shelled = {"at": BAGHDAD, "on": DAY, "means": ("shelling",)}
    several = [world.claim(world.report(f"r{n}", DAY), k, **shelled) for n, k in enumerate(killed)]
    lone = world.claim(world.report("lone", DAY), 6, **shelled)
    compared = held(world, lone, *several)
    assert (compared.mean or 0) < compared.threshold
    (answer, *_) = explain_pair("one", "other", compared).sections
    assert any("without figures that differ" in p.words for p in answer.points) is joins
