"""What tells two events of one day and town apart: the hour, the spot, the family."""

from __future__ import annotations

import pytest
from tally_world import BAGHDAD, NASIRIYAH, World

from tollbook.record import Place
from tollbook.tally.hours import compare_hours, hour_of
from tollbook.tally.named import families

DAY = "2019-11-28"


@pytest.mark.parametrize(
    ("words", "minute"),
    [
        ("at 4:30 am on Tuesday", 270),
        ("around 2.15 p.m.", 855),
        ("at 12 a.m.", 0),
        ("at 12:05 pm", 725),
        ("at 21:00 local time", 1260),
        ("at midnight", 0),
        ("at noon on Friday", 720),
        ("in the morning", None),
        ("at dawn", None),
        ("overnight", None),
    ],
)
def test_hours(words: str, minute: int | None) -> None:
    hour = hour_of(["on Friday", words])
    assert hour is not None
    assert hour.minute == minute


@pytest.mark.parametrize("words", ["on 17 October 2019", "on Friday", "in 2019", "1:3 against"])
def test_no_hour(words: str) -> None:
    assert hour_of([words]) is None


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("at 4 am", "at 4:40 a.m.", "same_hour"),
        ("at 23:50", "at 00:20", "same_hour"),
        ("at 4 am", "at 6 am", None),
        ("at 4 am", "at 3 pm", "other_hour"),
        ("at 2 am", "early on Sunday morning", None),
        ("at 2 am", "overnight", None),
        ("at 3 pm", "in the morning", "other_part"),
        ("in the evening", "at dawn", "other_part"),
        ("in the evening", "at night", None),
    ],
)
def test_two_hours(one: str, other: str, kind: str | None) -> None:
    a, b = hour_of([one]), hour_of([other])
    assert a is not None
    assert b is not None
    assert compare_hours(a, b) == compare_hours(b, a) == kind


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("A shell hit the al-Rawi family home.", {"rawi"}),
        ("Four members of the Rawi family died.", {"rawi"}),
        ("The house of Karim Aziz al-Rawi was hit.", {"rawi"}),
        ("It struck the Abu Tayr house and the Rawis' garden.", {"tayr"}),
        ("The Haddad and Rawi families lost nine.", {"rawi"}),
        ("A home in the town was hit; his family fled.", set()),
        ("The White House said so.", set()),
        ("Baghdad families fled.", set()),
    ],
)
def test_families(sentence: str, names: set[str]) -> None:
    assert families([sentence], {"baghdad", "white"}) == names


def _spot(name: str, lat: float) -> Place:
    up = (BAGHDAD.id, *BAGHDAD.parents)
    return Place(f"tb:{name}", name, lat, 44.40, "IQ", "IQ.07", "neighbourhood", 1.0, 0, up)


NORTH, SOUTH = _spot("Northside", 33.36), _spot("Southside", 33.33)


@pytest.mark.parametrize(
    ("one", "other", "incidents"),
    [
        # one air strike told twice, with and without the quarter
        ({"at": NORTH, "means": ("air strike",)}, {"at": BAGHDAD, "means": ("air strike",)}, 1),
        ({"at": NORTH, "means": ("air strike",)}, {"at": NORTH, "means": ("drone",)}, 1),
        # two on one day, in two quarters
        ({"at": NORTH, "means": ("air strike",)}, {"at": SOUTH, "means": ("air strike",)}, 2),
    ],
)
def test_strikes_of_one_day(
    one: dict[str, object], other: dict[str, object], incidents: int
) -> None:
    world = World()
    world.claim(world.report("a", DAY), 5, on=DAY, **one)  # type: ignore[arg-type]
    world.claim(world.report("b", DAY), 5, on=DAY, **other)  # type: ignore[arg-type]
    assert len(world.tally().incidents) == incidents


def test_air_strikes_of_one_day_tie_less_than_shootings() -> None:
    scores = []
    for means in ("air strike", "gunfire"):
        world = World()
        for name in ("a", "b"):
            world.claim(world.report(name, DAY), 4, at=NASIRIYAH, on=DAY, means=(means,))
        (incident,) = world.tally().incidents
        scores.append(incident.links[0].score)
    assert scores[0] < scores[1]


def test_of_strikes_that_kill_many_another_is_not_expected() -> None:
    said = []
    for killed in (4, 28):
        world = World()
        for name in ("a", "b"):
            report = world.report(name, DAY)
            world.claim(report, killed, at=NASIRIYAH, on=DAY, means=("air strike",))
        (incident,) = world.tally().incidents
        said.append(any("many times" in reason for reason in incident.links[0].reasons))
    assert said == [True, False]


@pytest.mark.parametrize(
    ("means", "incidents"),
    [
        (("shelling", "knives"), 2),
        (("a grenade", "tear gas"), 2),
        (("gunfire", "knives"), 1),
        (("gunfire", "shelling"), 1),
        (("gunfire and shelling", "knives"), 1),
    ],
)
def test_means_that_nobody_mixes_up(means: tuple[str, str], incidents: int) -> None:
    world = World()
    for name, how, number in zip("ab", means, (3, 4), strict=True):
        world.claim(world.report(name, DAY), number, at=NASIRIYAH, on=DAY, means=(how,))
    assert len(world.tally().incidents) == incidents


@pytest.mark.parametrize(
    ("deeds", "incidents"),
    [
        ((("police", "shelling"), ("gunmen", "knives")), 2),
        ((("gunmen", "a grenade"), ("gunmen", "knives")), 1),  # the same people did both
        (((None, "shelling"), ("gunmen", "knives")), 1),  # nobody is named for one of them
        ((("police", "shelling"), ("gunmen", "gunfire")), 1),  # such are mixed up
    ],
)
def test_two_deeds_told_in_one_report(
    deeds: tuple[tuple[str | None, str], tuple[str, str]], incidents: int
) -> None:
    world = World()
    report = world.report("a", DAY)
    for number, (who, how) in enumerate(deeds, 3):
        world.claim(report, number, at=NASIRIYAH, on=DAY, by=who, means=(how,))
    assert len(world.tally().incidents) == incidents


def test_the_hurt_alone_told_after_the_dead_speak_against_one_event() -> None:
    scores = []
    for hurt, dead in (("2019-11-29", "2019-11-30"), ("2019-11-30", "2019-11-29")):
        world = World()
        world.claim(world.report("a", hurt), 3, harm="injured", at=NASIRIYAH, on=DAY)
        world.claim(world.report("b", dead), 2, at=NASIRIYAH, on=DAY)
        (incident,) = world.tally().incidents
        scores.append(incident.links[0].score)
    assert scores[0] > scores[1]
