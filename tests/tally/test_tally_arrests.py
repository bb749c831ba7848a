"""An arrest over a deed belongs to the deed's story, and neither dates nor places it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tally_world import BAGHDAD, NASIRIYAH, World

from tollbook.record import NO_RULINGS
from tollbook.tally.entering import enter
from tollbook.tally.event import _places
from tollbook.tally.telling import tellings

SHOOTING = "2019-10-01"
ARREST = "2019-10-09"


@pytest.mark.parametrize(
    ("words", "together"),
    [
        ("police arrested a man in connection with the shooting", True),
        ("a suspect was arrested", True),
        ("a driver was arrested on a charge of murder", True),
        ("two men were detained over the deaths", True),
        ("police arrested 20 protesters", False),
        ("soldiers detained a reporter", False),
    ],
)
def test_which_arrests_are_told_with_the_deed(words: str, together: bool) -> None:
    incidents = told(words, at=BAGHDAD, on=ARREST)
    assert len(incidents) == (1 if together else 2)
    if together:
        (incident,) = incidents
        assert str(incident.when.start) == str(incident.when.end) == SHOOTING
        assert [p.id for p in incident.places] == [NASIRIYAH.id]
        assert incident.toll("killed").best == 2
        assert incident.toll("detained").best == 1


def test_an_arrest_says_when_and_where_if_nothing_else_does() -> None:
    world = World()
    report = world.report("a", "2019-10-10")
    world.claim(report, 1, harm="detained", words="a suspect was arrested", at=BAGHDAD, on=ARREST)
    (incident,) = world.tally().incidents
    assert str(incident.when.start) == ARREST
    assert [p.id for p in incident.places] == [BAGHDAD.id]


def test_an_arrest_told_today_does_not_bring_up_an_old_deed() -> None:
    world = World()
    report = world.report("a", "2019-10-10")
    world.claim(report, 1, harm="detained", words="a suspect was arrested", on=ARREST, at=BAGHDAD)
    world.claim(report, 2, at=NASIRIYAH, on="2014-05-05", past=True)
    assert len(world.tally().incidents) == 2


def told(words: str, **where: Any) -> Any:
    world = World()
    report = world.report("a", "2019-10-10")
    world.claim(report, 1, harm="detained", words=words, **where)
    world.claim(report, 2, at=NASIRIYAH, on=SHOOTING)
    return world.tally().incidents


def test_where_people_were_hurt_comes_before_where_others_were_held() -> None:
    world = World()
    for number, name in enumerate("ab"):
        world.claim(
            world.report(name, "2019-10-10"), 1 + number, harm="detained", at=BAGHDAD, on=ARREST,
            words="soldiers detained a reporter",
        )  # fmt: skip
    world.claim(world.report("c", "2019-10-10"), 2, at=NASIRIYAH, on=SHOOTING)
    entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, {})
    told = tellings(entered.incidents)
    assert [p.id for p in _places(told)] == [NASIRIYAH.id, BAGHDAD.id]
    assert [p.id for p in _places(told[:2])] == [BAGHDAD.id]


def test_of_two_towns_the_one_that_is_said_first_comes_first() -> None:
    for first, second in ((NASIRIYAH, BAGHDAD), (BAGHDAD, NASIRIYAH)):
        world = World()
        report = world.report("a", "2019-10-10")
        for place in (first, second):
            world.claim(report, 2, at=place, on=SHOOTING)
        entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, {})
        assert _places(tellings(entered.incidents))[0].id == first.id


def test_a_county_comes_after_the_town_that_it_may_hold() -> None:
    county = replace(
        NASIRIYAH, id="gn:c", name="Nasiriyah County", level="district", radius_km=40.0, parents=()
    )
    world = World()
    report = world.report("a", "2019-10-10")
    world.claim(report, 2, at=(NASIRIYAH, county), on=SHOOTING)
    world.claim(report, 3, at=county, on=SHOOTING)
    entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, {})
    found = [p.id for p in _places(tellings(entered.incidents))]
    assert found[0] == NASIRIYAH.id
