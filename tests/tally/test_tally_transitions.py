"""The injured who died after they were counted, the missing and the taken who were found dead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tally_world import NASIRIYAH, World, says, victims

from tollbook.record import Count, Incident, Rulings, Toll
from tollbook.record.rulings import IncidentRuling, Said, TransitionRuling
from tollbook.record.vocabulary import Harm
from tollbook.tally import load_policy, tally
from tollbook.tally.passed import Passed, passed

DAY, TOLD, LATER, LAST = "2019-10-04", "2019-10-05", "2019-10-08", "2019-10-14"
EVENT: dict[str, Any] = {"at": NASIRIYAH, "on": DAY}


def after(killed: int = 3, injured: int = 7, hurt: Harm = "injured") -> World:
    """A report of the next day: three killed, seven injured."""
    world = World()
    report = world.report("a", TOLD)
    if killed:
        world.claim(report, killed, **EVENT, said_by=says("police", "police"))
    world.claim(report, injured, harm=hurt, **EVENT, said_by=says("police", "police"))
    return world


def died(
    world: World, name: str, told: str | None, words: str, number: int | Count, **more: Any
) -> str:
    return world.claim(world.report(name, told), number, words=words, **{**EVENT, **more})


def tallied(world: World, **given: Any) -> Incident:
    given = {"policy": load_policy("default"), **given}
    records = (world.reports, world.claims, world.statements, world.resolutions)
    (incident,) = tally(*records, copies={}, issued={}, **given).incidents
    return incident


def only(world: World, policy: str = "default") -> Incident:
    (incident,) = world.tally(policy).incidents
    return incident


def numbers(toll: Toll | None) -> tuple[int | None, int | None, int | None]:
    assert toll is not None
    return toll.min, toll.best, toll.max


def both(incident: Incident, hurt: Harm = "injured") -> tuple[Any, Any]:
    return numbers(incident.toll("killed")), numbers(incident.toll(hurt))


@pytest.mark.parametrize(
    ("words", "harm", "sure", "more"),
    [
        ("two of the wounded died", "injured", True, False),
        ("Two of those wounded in the attack died in hospital", "injured", True, False),
        ("one of the seven injured men has died", "injured", True, False),
        ("another of the injured died on Monday", "injured", True, True),
        ("a fourth victim died of her wounds", "injured", True, True),
        ("a fourth person succumbed to injuries", "injured", True, True),
        ("a teacher died of his wounds", "injured", False, False),
        ("a man wounded in Friday's attack has died", "injured", False, False),
        ("she died in a hospital", "injured", False, False),
        ("the bodies of four of the missing were found", "missing", True, False),
        ("the bodies of three abducted workers were found", "abducted", True, False),
        ("two of the hostages were killed", "abducted", True, False),
        ("one of the detained protesters was killed", "detained", True, False),
        ("a student died in police custody", "detained", False, False),
        ("three people were killed", None, False, False),
        ("three of the 20 people killed and wounded were soldiers", None, False, False),
        ("the death toll rose to five", None, False, False),
        ("a fourth man was shot dead", None, False, False),
    ],
)
def test_words_that_say_where_the_dead_come_from(
    words: str, harm: Harm | None, *, sure: bool, more: bool
) -> None:
    world = World()
    world.claim(world.report("a", TOLD), 2, words=words)
    found = passed(world.claims[0], world.reports[0])
    assert found == (Passed(harm, sure, more) if harm else None)


def test_what_stands_in_another_clause_says_nothing_of_the_dead() -> None:
    world = World()
    report = world.report("a", TOLD)
    world.claim(report, 3, words="three were killed")
    world.claim(report, 1, harm="injured", words="and one of the wounded died in hospital")
    first, second = world.claims
    assert passed(first, world.reports[0]) is None
    assert passed(second, world.reports[0]) is None  # no claim of killed


def test_the_wounded_who_died_are_added_to_the_dead_and_taken_off_the_injured() -> None:
    world = after()
    told = died(world, "b", LATER, "two of the wounded died in hospital", 2)
    incident = only(world)
    assert both(incident) == ((5, 5, 5), (5, 5, 5))
    (transition,) = incident.transitions
    assert (transition.moved_from, transition.moved_to) == ("injured", "killed")
    assert (transition.low, transition.high, transition.by) == (2, 2, date(2019, 10, 8))
    assert transition.claims == (told,)
    reasons = [f.reason for t in incident.tolls for f in t.figures]
    assert any("2 died, on top of 3 told of before" in reason for reason in reasons)
    assert any("7, less 2 who died since" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("later", "killed", "injured"),
    [
        # one outlet after another tells of the same two
        ([(LATER, "two of the wounded died", 2), ("2019-10-09", "two of the injured have died", 2)],
         (5, 5, 5), (5, 5, 5)),
        # another, days later
        ([(LATER, "two of the wounded died", 2), (LAST, "another of the wounded died", 1)],
         (6, 6, 6), (4, 4, 4)),
        # another, told of by two outlets
        ([(LATER, "another of the wounded died", 1), ("2019-10-09", "another of the hurt died", 1)],
         (4, 4, 4), (6, 6, 6)),
        # other numbers, of perhaps the same people
        ([(LATER, "two of the wounded died", 2), ("2019-10-09", "one of the wounded died", 1)],
         (5, 5, 6), (4, 5, 5)),
        # the words leave open whether the three held him
        ([(LATER, "a teacher died of his wounds", 1)], (3, 3, 4), (6, 7, 7)),
        # told on the day of the first count: it may hold him
        ([(TOLD, "one of the wounded died", 1)], (3, 3, 4), (6, 7, 7)),
        # an undated report
        ([(None, "one of the wounded died", 1)], (3, 3, 4), (6, 7, 7)),
    ],
)  # fmt: skip
def test_who_died_later(
    later: list[tuple[str | None, str, int]], killed: object, injured: object
) -> None:
    world = after()
    for number, (told, words, count) in enumerate(later):
        died(world, f"b{number}", told, words, count)
    assert both(only(world)) == (killed, injured)


def test_a_part_of_a_new_toll_is_not_added_to_it_but_leaves_the_injured() -> None:
    world = after()
    report = world.report("b", LATER)
    whole = world.claim(report, 5, words="the toll rose to five", **EVENT)
    world.claim(report, 2, words="two of the injured died", part_of=whole, **EVENT)
    assert both(only(world)) == ((5, 5, 5), (5, 5, 5))


def test_where_nobody_was_killed_before_the_dead_are_those_of_the_wounded() -> None:
    world = after(killed=0, injured=1)
    died(world, "b", LATER, "the student died of his wounds", 1)
    assert both(only(world)) == ((1, 1, 1), (0, 0, 0))


def test_who_repeats_the_first_count_later_stands_beside_it() -> None:
    world = after()
    died(world, "b", LATER, "two of the wounded died", 2)
    report = world.report("c", LAST)
    world.claim(report, 3, **EVENT, said_by=says("witnesses", "witness"))
    world.claim(report, 7, harm="injured", **EVENT, said_by=says("witnesses", "witness"))
    killed, injured = both(only(world))
    assert killed == (3, 5, 5)
    assert injured == (5, 5, 5)  # they tell of the injured of before


def test_where_the_dead_rose_by_as_many_already_they_may_be_the_same() -> None:
    world = after()
    world.claim(world.report("b", "2019-10-07"), 5, **EVENT)
    died(world, "c", LATER, "two of the wounded died", 2)
    assert numbers(only(world).toll("killed")) == (5, 5, 7)


@pytest.mark.parametrize(("dead", "hurt", "falls"), [(5, 5, True), (5, 6, False), (2, 8, False)])
def test_the_dead_rise_by_as_many_as_the_injured_fall(dead: int, hurt: int, *, falls: bool) -> None:
    world = after()
    report = world.report("b", LATER)
    world.claim(report, dead, **EVENT)
    world.claim(report, hurt, harm="injured", **EVENT)
    incident = only(world)
    assert bool(incident.transitions) is falls
    injured = numbers(incident.toll("injured"))
    assert injured[:2] == ((hurt, hurt) if falls or hurt > 7 else (hurt, 7))


def test_no_rise_of_the_dead_is_silent_where_the_injured_stay() -> None:
    world = after()
    world.claim(world.report("b", LATER), 5, **EVENT)
    incident = only(world)
    assert both(incident) == ((5, 5, 5), (7, 7, 7))
    injured = incident.toll("injured")
    assert injured is not None
    assert "up to 2 of these may be among them" in injured.figures[0].reason


@pytest.mark.parametrize(
    ("hurt", "words"),
    [
        ("missing", "the bodies of four of the missing were found"),
        ("abducted", "the bodies of four of the abducted men were found"),
        ("detained", "four of the detained men were found dead"),
    ],
)
def test_the_missing_and_the_taken_who_were_found_dead(hurt: Harm, words: str) -> None:
    world = after(hurt=hurt, injured=9)
    died(world, "b", LATER, words, 4)
    assert both(only(world), hurt) == ((7, 7, 7), (5, 5, 5))


def test_what_a_person_moved_is_not_moved_again() -> None:
    world = after()
    died(world, "b", LATER, "two of the wounded died", 2)
    said = Said("dec_1", "ana", date(2020, 1, 1), None)
    moved = TransitionRuling("injured", "killed", 1, None, said)
    rulings = Rulings(incidents={world.claims[0].id: IncidentRuling(transitions=(moved,))})
    incident = tallied(world, rulings=rulings)
    assert not incident.transitions
    assert numbers(incident.toll("injured")) == (6, 6, 6)


def test_a_copy_of_the_later_report_adds_nobody() -> None:
    world = after()
    died(world, "b", LATER, "two of the wounded died", 2)
    before = both(only(world))
    world.copy("rep_b", "d", "2019-10-09")
    assert both(only(world)) == before


def test_a_policy_may_leave_such_figures_as_they_are() -> None:
    world = after()
    died(world, "b", LATER, "two of the wounded died", 2)
    policy = replace(load_policy("default"), died_later="apart")
    assert both(tallied(world, policy=policy)) == ((2, 3, 3), (7, 7, 7))


def test_vague_words_are_added_as_or_more() -> None:
    world = after()
    died(world, "b", LATER, "several of the wounded died", Count.vague("several"))
    toll = only(world).toll("killed")
    assert toll is not None
    assert (toll.min, toll.open_above) == (5, True)


def test_order_changes_nothing() -> None:
    world = after()
    for number, words in enumerate(("two of the wounded died", "another of the wounded died")):
        died(world, f"b{number}", ("2019-10-08", "2019-10-14")[number], words, 2 - number)
    right = only(world)
    world.reports.reverse()
    world.claims.reverse()
    world.resolutions.reverse()
    assert only(world) == right


@pytest.mark.parametrize(
    "speaker",
    [
        says("the rebels", "armed_group", stake="enemy_losses"),
        says("a doctor", "medic", stance="doubts"),
        says("the River Party", "party"),
    ],
)
def test_who_is_not_believed_raises_the_most_alone(speaker: Any) -> None:
    world = after()
    died(world, "b", LATER, "two of the wounded died", 2, said_by=speaker)
    killed, injured = both(only(world))
    assert killed[:2] == (3, 3)
    assert injured[1:] == (7, 7)


def test_a_soldier_who_died_is_no_civilian() -> None:
    world = after()
    died(world, "b", LATER, "two of the wounded died", 2, victims=victims(status="security"))
    assert numbers(only(world, "airwars-like").toll("killed")) == (3, 3, 3)
    assert numbers(only(world).toll("killed")) == (5, 5, 5)
