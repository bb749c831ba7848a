"""Figures of different people: each reconciled by itself, then added; of the same, rivals."""

from __future__ import annotations

import pytest
from tally_world import BAGHDAD, World, says, victims

from tollbook.record import Count, Toll, VictimGroup

DAY = "2019-10-04"
SOLDIERS, FIGHTERS, CIVILIANS = (victims(status=s) for s in ("security", "combatant", "civilian"))

CHILDREN = victims(age="child", names=("Layla Hassan",))  # the name ties the reports


def toll_of(world: World, policy: str = "default") -> Toll:
    (incident,) = world.tally(policy).incidents
    toll = incident.toll("killed")
    assert toll is not None
    return toll


def told(world: World, name: str, count: int, **fields: object) -> str:
    report = world.report(name, "2019-10-05")
    return world.claim(report, count, at=BAGHDAD, on=DAY, **fields)  # type: ignore[arg-type]


def three(toll: Toll) -> tuple[int | None, ...]:
    return toll.min, toll.best, toll.max


def test_soldiers_of_one_report_are_added_to_civilians_of_another() -> None:
    world = World()
    soldiers = told(world, "a", 17, victims=SOLDIERS)
    told(world, "b", 45, victims=CIVILIANS)
    told(world, "c", 47, victims=CIVILIANS, said_by=says("the Rights Office", "ngo"))
    toll = toll_of(world)
    assert three(toll) == (62, 64, 64)
    assert toll.lineages == 3
    (why,) = (f.reason for f in toll.figures if f.claim == soldiers)
    assert "of security forces alone, others are added" in why


def test_an_enemys_dead_raise_the_most_of_their_side_alone() -> None:
    world = World()
    rebels = says("the rebels", "armed_group", stake="enemy_losses")
    told(world, "a", 17, victims=SOLDIERS, said_by=rebels)
    told(world, "b", 45, victims=CIVILIANS)
    assert three(toll_of(world)) == (45, 45, 62)


def test_both_sides_own_losses_add_up() -> None:
    world = World()
    told(world, "a", 3, victims=SOLDIERS, said_by=says("the army", "military", stake="own_losses"))
    told(
        world, "b", 5, victims=FIGHTERS,
        said_by=says("the Front", "armed_group", stake="own_losses"),
    )  # fmt: skip
    told(
        world, "c", 8, victims=FIGHTERS,
        said_by=says("the general staff", "military", stake="enemy_losses"),
    )  # fmt: skip
    assert three(toll_of(world)) == (8, 8, 11)


@pytest.mark.parametrize(
    ("one", "other", "figures"),
    [
        # who were fighters and who civilians is what two speakers differ about
        ((18, FIGHTERS), (10, CIVILIANS), (10, 10, 18)),
        # "five guards", "five workers"
        ((5, SOLDIERS), (5, CIVILIANS), (5, 5, 5)),
        # who they were is not said: the soldiers may be among them
        ((3, SOLDIERS), (7, ()), (3, 3, 7)),
    ],
)
def test_what_may_be_the_same_people_is_not_added(
    one: tuple[int, object], other: tuple[int, object], figures: tuple[int, ...]
) -> None:
    world = World()
    for name, (count, whom) in zip("ab", (one, other), strict=True):
        told(world, name, count, victims=whom)
    assert three(toll_of(world)) == figures


def test_a_policy_for_civilians_counts_no_soldiers() -> None:
    world = World()
    told(world, "a", 17, victims=SOLDIERS)
    told(world, "b", 45, victims=CIVILIANS)
    assert three(toll_of(world, "airwars-like")) == (45, 45, 45)


def test_some_told_alone_are_no_least_beside_all() -> None:
    world = World()
    a = world.report("a", "2019-10-05")
    whole = world.claim(a, 12, at=BAGHDAD, on=DAY)
    world.claim(a, 3, at=BAGHDAD, on=DAY, part_of=whole, victims=CHILDREN)
    children = told(world, "b", 3, victims=CHILDREN)
    toll = toll_of(world)
    assert three(toll) == (12, 12, 12)
    (why,) = (f.reason for f in toll.figures if f.claim == children)
    assert "it counts some alone, who are a part of 12" in why


def test_another_number_of_some_is_a_figure() -> None:
    world = World()
    a = world.report("a", "2019-10-05")
    whole = world.claim(a, 12, at=BAGHDAD, on=DAY)
    world.claim(a, 3, at=BAGHDAD, on=DAY, part_of=whole, victims=CHILDREN)
    told(world, "b", 8, victims=CHILDREN)
    assert three(toll_of(world)) == (8, 8, 12)


def test_the_order_of_reports_decides_nothing() -> None:
    worlds = []
    for names in ("abc", "cba"):
        world = World()
        for name in names:
            whom: dict[str, tuple[int, object]] = {
                "a": (17, SOLDIERS), "b": (45, CIVILIANS), "c": (20, SOLDIERS)
            }  # fmt: skip
            count, group = whom[name]
            told(world, name, count, victims=group, id=f"clm_{name}")
        worlds.append(three(toll_of(world)))
    assert worlds[0] == worlds[1] == (62, 62, 65)


def test_one_of_two_groups_told_alone_is_no_least() -> None:
    world = World()
    both = (
        VictimGroup("pupils", count=Count.exact(45), role="student"),
        VictimGroup("a teacher", count=Count.exact(1)),
    )
    told(world, "a", 46, victims=both)
    told(world, "b", 45, victims=victims(role="student"))
    assert three(toll_of(world)) == (46, 46, 46)
