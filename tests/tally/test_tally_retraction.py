"""A source that takes its figure back: its earlier one stands no longer, all others do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tally_world import BAGHDAD, NAJAF, REPORT, World, says

from tollbook.record import Count, Toll

DAY = "2019-11-28"
MINISTRY = "the health ministry"


def told(taken: dict[str, Any], *others: int, first: str = MINISTRY) -> World:
    """The first source gives 12, others their numbers; then the claim that takes it back."""
    world = World()
    world.claim(world.report("a", "2019-12-01"), 12, at=BAGHDAD, on=DAY, said_by=says(first))
    for number in others:
        world.claim(world.report(f"o{number}", "2019-12-01"), number, at=BAGHDAD, on=DAY)
    fields = {"count": 12, "at": BAGHDAD, "on": DAY, "by": MINISTRY, "published": "2019-12-03"}
    fields |= taken
    by, published, count = fields.pop("by"), fields.pop("published"), fields.pop("count")
    world.claim(world.report("z", published), count, said_by=says(by, stance="retracts"), **fields)
    return world


def killed(world: World) -> Toll:
    incident = max(world.tally().incidents, key=lambda i: len(i.claims))
    toll = incident.toll("killed")
    assert toll is not None
    return toll


@pytest.mark.parametrize(
    ("taken", "least_and_most"),
    [
        ({}, (8, 8)),
        ({"count": Count.unknown()}, (8, 8)),
        ({"count": 15}, (8, 12)),
        ({"by": "the interior ministry"}, (8, 12)),
        ({"by": "officials"}, (8, 12)),
        ({"published": "2019-11-30"}, (8, 12)),
        ({"at": NAJAF}, (8, 12)),
        ({"on": "2019-11-20"}, (8, 12)),
        ({"harm": "injured"}, (8, 12)),
    ],
)
def test_what_is_taken_back(taken: dict[str, Any], least_and_most: tuple[int, int]) -> None:
    toll = killed(told(taken, 8))
    assert (toll.min, toll.max) == least_and_most


def test_the_reason_names_who_and_when_and_the_retraction_is_set_aside() -> None:
    world = told({}, 8)
    figure = next(f for f in killed(world).figures if f.claim.startswith("clm_a"))
    assert not figure.used
    assert f"{MINISTRY} took it back on 2019-12-03 (clm_z_00000)" in figure.reason
    assert "retracted claim" in {s.what for s in world.tally().set_aside}


def test_nothing_is_known_where_the_only_figure_is_taken_back() -> None:
    toll = killed(told({}))
    assert (toll.min, toll.best, toll.max) == (None, None, None)


def test_a_newer_figure_of_the_same_source_stands() -> None:
    world = told({}, 8)
    later = world.report("new", "2019-12-04")
    world.claim(later, 9, at=BAGHDAD, on=DAY, said_by=says(MINISTRY))
    toll = killed(world)
    assert (toll.min, toll.max) == (8, 9)


def test_an_outlet_takes_its_own_figure_back_and_a_person_may_keep_it() -> None:
    world = World()
    own = world.claim(world.report("a", "2019-12-01", "Basra Post"), 12, at=BAGHDAD, on=DAY)
    world.claim(world.report("b", "2019-12-01"), 8, at=BAGHDAD, on=DAY)
    later = world.report("c", "2019-12-03", "Basra Post")
    chain = replace(REPORT, stance="retracts")
    world.claim(later, 12, at=BAGHDAD, on=DAY, said_by=(chain,))
    assert killed(world).max == 8
    world.decide("accept", own)
    assert killed(world).max == 12
