"""Running totals held against the incidents in their area and period."""

from __future__ import annotations

from typing import Any

import pytest
from tally_world import BAGHDAD, BRIDGE, DHI_QAR, IRAN, IRAQ, NAJAF, NASIRIYAH, World, says, victims

from tollbook.record import Account, Count

OCTOBER = ("2019-10-01", "2019-10-31")


def world_of(*incidents: tuple[Any, Any, Any]) -> World:
    """A world with one report for each incident: count, place, day."""
    world = World()
    for number, (count, place, day) in enumerate(incidents):
        report = world.report(f"i{number}", "2019-11-20")
        world.claim(report, count, at=place, on=day)
    return world


def account(world: World, count: Count | int, **fields: Any) -> Account:
    report = world.report(f"total{len(world.reports)}", fields.pop("given", "2019-11-15"))
    own = world.claim(report, count, scope="cumulative", **fields)
    return next(a for a in world.tally().accounts if a.claim == own)


@pytest.mark.parametrize(
    ("stated", "verdict", "last"),
    [
        (Count.more_than(180), "incidents_missing", "so at least 166 are not documented here"),
        (Count.exact(14), "undetermined", "so it may fit or not: these incidents do not settle it"),
        (Count.at_least(12), "consistent", "so what is documented fits what is stated"),
        (Count.exact(5), "over_documented", "so at least 8 more are documented than are stated"),
        (Count.about(100), "incidents_missing", "so at least 85 are not documented here"),
        (Count.at_most(20), "consistent", "so what is documented fits what is stated"),
    ],
)
def test_verdicts(stated: Count, verdict: str, last: str) -> None:
    world = world_of((10, BAGHDAD, "2019-10-04"), (Count.between(3, 5), NAJAF, "2019-10-06"))
    found = account(world, stated, area=IRAQ, since=OCTOBER, said_by=says("the ministry of health"))
    assert (found.surely.min, found.surely.max) == (13, 15)
    assert found.verdict == verdict
    assert found.arithmetic[-1] == last
    assert found.arithmetic[0] == (
        f"stated by the ministry of health: {stated.in_words()} killed in Iraq from 2019-10-01 to "
        "2019-10-31"
    )
    assert found.arithmetic[1] == "inside for sure: 2 incidents, 13 to 15"


@pytest.mark.parametrize(
    ("place", "day", "surely", "maybe"),
    [
        (BAGHDAD, "2019-10-04", 1, 0),
        (BAGHDAD, "2019-09-30", 0, 0),
        (BAGHDAD, "2019-11-01", 0, 0),
        (BAGHDAD, ("2019-09-28", "2019-10-02"), 0, 1),
        (BAGHDAD, (None, "2019-10-20"), 0, 1),
        (BAGHDAD, None, 0, 1),
        (IRAN, "2019-10-04", 0, 0),
        ([BAGHDAD, IRAN], "2019-10-04", 0, 1),
        (None, "2019-10-04", 0, 1),
    ],
)
def test_what_is_inside(place: Any, day: Any, surely: int, maybe: int) -> None:
    found = account(world_of((3, place, day)), 50, area=IRAQ, since=OCTOBER)
    assert (len(found.inside), len(found.possibly_inside)) == (surely, maybe)
    assert (found.surely.max, found.maybe.max) == (3 * surely, 3 * (surely + maybe))


@pytest.mark.parametrize(
    ("area", "place", "surely", "maybe"),
    [
        (NASIRIYAH, BRIDGE, 1, 0),
        (DHI_QAR, BRIDGE, 1, 0),
        (DHI_QAR, NASIRIYAH, 1, 0),
        (DHI_QAR, BAGHDAD, 0, 0),
        (NASIRIYAH, DHI_QAR, 0, 1),
        (BRIDGE, IRAQ, 0, 1),
        (IRAN, NASIRIYAH, 0, 0),
    ],
)
def test_areas(area: Any, place: Any, surely: int, maybe: int) -> None:
    found = account(world_of((3, place, "2019-10-04")), 50, area=area, since=OCTOBER)
    assert (len(found.inside), len(found.possibly_inside)) == (surely, maybe)


def test_a_total_runs_to_the_day_it_was_given() -> None:
    world = world_of((3, BAGHDAD, "2019-10-04"), (7, BAGHDAD, "2019-11-18"))
    found = account(world, 50, area=IRAQ, since=("2019-10-01", None), given="2019-11-15")
    assert found.period is not None
    assert str(found.period.end) == "2019-11-15"
    assert found.surely.max == found.maybe.max == 3


def test_an_unknown_period_or_area_leaves_incidents_maybe_inside() -> None:
    world = world_of((3, BAGHDAD, "2019-10-04"), (7, BAGHDAD, "2019-11-18"))
    no_period = account(world, 50, area=IRAQ)
    assert (no_period.period, no_period.surely.max, no_period.maybe.max) == (None, 0, 3)
    no_area = account(world, 50, since=OCTOBER)
    assert (no_area.area, no_area.surely.max, no_area.maybe.max) == (None, 0, 3)
    assert "the area is not known: no incident is inside for sure" in no_area.arithmetic


def test_a_total_that_falls_contradicts_the_earlier() -> None:
    world = World()
    speaker = says("the health ministry")
    other = says("the human rights commission", "ngo")
    first = account(world, Count.at_least(300), area=IRAQ, since=("2019-10-01", None),
                    said_by=speaker, given="2019-11-15")  # fmt: skip
    fallen = account(world, 250, area=IRAQ, since=("2019-10-01", None), said_by=speaker,
                     given="2019-11-20")  # fmt: skip
    elsewhere = account(world, 250, area=IRAQ, since=("2019-10-01", None), said_by=other,
                        given="2019-11-20")  # fmt: skip
    assert [a.verdict for a in (first, fallen, elsewhere)] == [
        "incidents_missing",
        "contradicts_earlier",
        "incidents_missing",
    ]
    assert "had given 300 or more by 2019-11-15" in fallen.arithmetic[-1]


def test_totals_of_some_people_against_people_in_general() -> None:
    """Three killed may all be protesters, or none: the most still bounds what is documented."""
    protesters = victims(role="protester")
    world = world_of((3, BAGHDAD, "2019-10-04"))
    missing = account(world, 50, area=IRAQ, since=OCTOBER, victims=protesters)
    assert (missing.surely.max, missing.maybe.min, missing.maybe.max) == (0, 0, 3)
    assert missing.verdict == "incidents_missing"
    assert account(world, 2, area=IRAQ, since=OCTOBER, victims=protesters).verdict == (
        "not_comparable"
    )


def test_totals_of_civilians_leave_out_fighters() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, 3, at=BAGHDAD, on="2019-10-04", victims=victims(status="security"))
    found = account(world, 50, area=IRAQ, since=OCTOBER, victims=victims(status="civilian"))
    assert found.maybe.max == 0


def test_killed_or_injured_takes_both_tolls() -> None:
    world = world_of((3, BAGHDAD, "2019-10-04"))
    world.claim("rep_i0", 9, harm="injured", at=BAGHDAD, on="2019-10-04")
    found = account(world, 12, harm="killed_or_injured", area=IRAQ, since=OCTOBER)
    assert (found.surely.min, found.surely.max, found.verdict) == (12, 12, "consistent")


def test_copies_give_no_further_account() -> None:
    world = World()
    report = world.report("a", "2019-11-15")
    world.claim(report, Count.more_than(180), area=IRAQ, since=OCTOBER)
    world.copy(report, "b")
    (only,) = world.tally().accounts
    assert "also carried by 1 copy of the report: one total" in only.arithmetic


def test_open_ends_are_carried_in_words() -> None:
    world = world_of((Count.at_least(10), BAGHDAD, "2019-10-04"))
    found = account(world, 50, area=IRAQ, since=OCTOBER)
    assert found.arithmetic[1] == "inside for sure: 1 incident, 10 or more"


@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        ("2019-11-01", "undetermined"),  # since then, up to the day it was given
        (("2019-11-01", "2019-11-15"), "over_documented"),  # the words give its last day
    ],
)
def test_what_happened_on_the_very_day_contradicts_no_total(since: Any, verdict: str) -> None:
    world = world_of((4, BAGHDAD, "2019-11-04"), (3, NAJAF, "2019-11-15"))
    period = since if isinstance(since, tuple) else (since, None)
    found = account(world, Count.exact(5), area=IRAQ, since=period)
    assert found.surely.min == 7
    assert found.verdict == verdict
    assert any("the very day" in line for line in found.arithmetic) == (verdict == "undetermined")
    assert account(world, Count.exact(3), area=IRAQ, since=period).verdict == "over_documented"


@pytest.mark.parametrize(
    ("by", "stated_by", "verdict"),
    [
        ("Israeli forces", "Israeli settlers", "not_comparable"),
        ("settlers", "Israeli settlers", "over_documented"),
        ("undercover forces", "Israeli forces", "over_documented"),
        ("Israeli forces", None, "over_documented"),
        (None, "Israeli settlers", "over_documented"),
    ],
)
def test_a_total_of_what_one_side_did(by: str | None, stated_by: str | None, verdict: str) -> None:
    world = World()
    report = world.report("i0", "2019-11-20")
    world.claim(report, 17, at=BAGHDAD, on="2019-10-04", by=by)
    found = account(world, 11, area=IRAQ, since=OCTOBER, by=stated_by)
    assert found.verdict == verdict
    assert found.maybe.max == 17
    assert found.only == ()
