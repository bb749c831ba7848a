"""How many independent sources are proven, and how many there may be at most."""

from __future__ import annotations

import pytest
from tally_world import NASIRIYAH, World, says

from tollbook.record import Toll


def told(*speakers: tuple[str, str], outlet: str | None = None) -> Toll:
    """The toll of one event as so many reports have it, each from one speaker."""
    world = World()
    for number, (name, kind) in enumerate(speakers):
        report = world.report(f"r{number}", "2019-10-09", source=outlet)
        world.claim(
            report, 12, at=NASIRIYAH, on="2019-10-04", words=f"12 died, {number}",
            **({"said_by": says(name, kind)} if name else {}),
        )  # fmt: skip
    (incident,) = world.tally().incidents
    (toll,) = incident.tolls
    return toll


@pytest.mark.parametrize(
    ("speakers", "proven", "possible"),
    [
        ([("police", "police"), ("police", "police"), ("police", "police")], 1, 3),
        ([("Colonel Salim", "police"), ("Colonel Hadi Salim", "police")], 1, 2),
        ([("Colonel Salim", "police"), ("police", "police")], 1, 2),
        ([("Ministry of Health", "official"), ("the ministry of health", "official")], 1, 1),
        ([("police", "police"), ("medics", "medic")], 2, 2),
        ([("", ""), ("", "")], 2, 2),
    ],
)
def test_proven_and_possible(speakers: list[tuple[str, str]], proven: int, possible: int) -> None:
    toll = told(*speakers)
    assert (toll.lineages, toll.lineages_most) == (proven, possible)


def test_one_outlet_twice_is_one_source_at_most() -> None:
    assert told(("", ""), ("", ""), outlet="Basra Post").lineages_most == 1


def test_copies_add_nothing() -> None:
    world = World()
    first = world.report("a", "2019-10-09")
    world.claim(first, 12, at=NASIRIYAH, on="2019-10-04", said_by=says("police", "police"))
    world.copy(first, "b", "2019-10-10")
    (toll,) = world.tally().incidents[0].tolls
    assert (toll.articles, toll.lineages, toll.lineages_most) == (2, 1, 1)
