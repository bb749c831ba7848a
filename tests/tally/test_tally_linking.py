"""Which claims are one incident, and that no order of work decides it."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tally_world import (
    ARAK,
    ARMY,
    BAGHDAD,
    BRIDGE,
    DHI_QAR,
    IRAQ,
    MILITIA,
    NAJAF,
    NASIRIYAH,
    World,
    grouping,
    says,
    victims,
)

from tollbook.tally.block import candidate_pairs
from tollbook.tally.entry import enter
from tollbook.tally.geography import distance_km
from tollbook.tally.link import link
from tollbook.tally.score import Scorer
from tollbook.tally.telling import Telling, tellings

DAY = "2019-11-28"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ({"at": BAGHDAD, "on": DAY}, {"at": BAGHDAD, "on": DAY}, True),
        ({"at": NASIRIYAH, "on": DAY}, {"at": BRIDGE, "on": DAY}, True),
        ({"at": BAGHDAD, "on": DAY}, {"at": NAJAF, "on": DAY}, False),
        ({"at": BAGHDAD, "on": DAY}, {"at": BAGHDAD, "on": "2019-11-30"}, False),
        ({"at": BAGHDAD, "on": DAY}, {"at": BAGHDAD, "on": ("2019-11-27", "2019-11-29")}, True),
        ({"at": NASIRIYAH, "on": DAY}, {"at": DHI_QAR, "on": DAY}, True),
        ({"at": NASIRIYAH, "on": DAY}, {"maybe_at": [NASIRIYAH, ARAK], "on": DAY}, True),
        ({"at": BAGHDAD, "on": DAY}, {"maybe_at": [NASIRIYAH, ARAK], "on": DAY}, False),
        ({"at": [BAGHDAD, NASIRIYAH], "on": DAY}, {"at": [BAGHDAD, NASIRIYAH], "on": DAY}, True),
        ({"on": DAY}, {}, False),
    ],
)
def test_pairs(one: dict[str, Any], other: dict[str, Any], together: bool) -> None:
    world = World()
    for name, fields in (("a", one), ("b", other)):
        world.claim(world.report(name, "2019-11-29"), 7, **fields)
    assert (len(world.tally().incidents) == 1) is together


def test_a_name_ties_what_has_no_day() -> None:
    world = World()
    layla = victims(names=("Layla Hassan",))
    for name in "ab":
        world.claim(world.report(name, "2019-11-29"), 1, at=BAGHDAD, victims=layla)
    (incident,) = world.tally().incidents
    assert "1 victim of the same name" in incident.links[0].reasons


def test_one_toll_over_two_places_is_one_incident() -> None:
    world = World()
    world.claim(world.report("a", "2019-11-29"), 9, at=[BAGHDAD, NASIRIYAH], on=DAY)
    (incident,) = world.tally().incidents
    assert {p.name for p in incident.places} == {"Baghdad", "Nasiriyah"}


def test_one_report_tells_of_several_incidents() -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    first = world.claim(a, 9, at=NASIRIYAH, on=DAY)
    hurt = world.claim(a, 40, harm="injured", at=NASIRIYAH, on=DAY)
    second = world.claim(a, 2, at=NAJAF, on=DAY)
    assert grouping(world.tally()) == {frozenset({first, hurt}), frozenset({second})}


def test_a_vague_report_does_not_chain_two_events() -> None:
    world = World()
    world.claim(world.report("a", "2019-11-29"), 9, at=NASIRIYAH, on=DAY)
    world.claim(world.report("b", "2019-11-29"), 9, at=IRAQ, on=("2019-11-27", "2019-11-29"))
    world.claim(world.report("c", "2019-11-29"), 9, at=NAJAF, on=DAY)
    groups = grouping(world.tally())
    assert not any({"clm_a_00000", "clm_c_00000"} <= group for group in groups)


def test_contested_takes_a_credible_source_that_names_another() -> None:
    world = World()
    first = world.claim(world.report("a", "2019-11-29"), 9, at=NASIRIYAH, on=DAY, by=ARMY)
    world.state("denial", "rep_a", first, "Iraqi army", by="the army")
    (incident,) = world.tally().incidents
    assert (incident.contested, incident.grade) == (False, "weak")
    assert {p.surety for p in incident.perpetrators} == {"stated", "denied"}
    world.claim(
        world.report("b", "2019-11-29"), 9, at=NASIRIYAH, on=DAY, by=MILITIA,
        said_by=says("the human rights commission", "ngo"),
    )  # fmt: skip
    (incident,) = world.tally().incidents
    assert (incident.contested, incident.grade) == (True, "contested")
    assert incident.toll("killed").max == 9  # type: ignore[union-attr]


def test_gunmen_contradict_nobody() -> None:
    world = World()
    for name, by in (("a", ARMY), ("b", "unidentified gunmen")):
        world.claim(world.report(name, "2019-11-29"), 9, at=NASIRIYAH, on=DAY, by=by)
    (incident,) = world.tally().incidents
    assert (incident.contested, incident.grade) == (False, "fair")


def test_distance() -> None:
    km = distance_km(BAGHDAD, NAJAF)
    assert km is not None
    assert 140 < km < 155


# -- against a slow and simple linker ------------------------------------------------------

PLACES = [BAGHDAD, NAJAF, NASIRIYAH, BRIDGE, DHI_QAR, IRAQ, None]
DAYS: list[Any] = ["2019-11-27", "2019-11-28", "2019-11-29", ("2019-11-27", "2019-11-28"),
                   ("2019-11-01", "2019-11-30"), None]  # fmt: skip
CLAIMS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(PLACES), st.sampled_from(DAYS), st.integers(1, 9)),
    max_size=9,
)


def told(claims: list[Any]) -> World:
    world = World()
    for number, (report, place, when, count) in enumerate(claims):
        if f"rep_{report}" not in {r.id for r in world.reports}:
            world.report(str(report), "2019-11-29")
        world.claim(f"rep_{report}", count, at=place, on=when, id=f"clm_{number:02d}")
    return world


def told_tellings(world: World) -> list[Telling]:
    entered = enter(world.reports, world.claims, world.resolutions, [], {})
    return tellings(entered.incidents)


def slow_link(told: list[Telling], scorer: Scorer) -> set[frozenset[str]]:
    """Average linkage as the textbook has it: look at all pairs of groups, join the best, again."""
    groups = [[t] for t in told]
    while True:
        best: tuple[float, str, str, int, int] | None = None
        for (i, a), (j, b) in combinations(enumerate(groups), 2):
            scores = [None if x.report == y.report else scorer.score(x, y) for x in a for y in b]
            if None in scores:
                continue
            mean = round(sum(s for s in scores if s is not None) / len(scores), 9)
            keys = sorted((min(t.key for t in a), min(t.key for t in b)))
            rank = (-mean, keys[0], keys[1], i, j)
            if mean >= scorer.weights.threshold and (best is None or rank < best):
                best = rank
        if best is None:
            return {frozenset(t.key for t in g) for g in groups}
        groups[best[3]] += groups.pop(best[4])


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_linking_equals_the_slow_and_simple_linker(claims: list[Any]) -> None:
    items = told_tellings(told(claims))
    scorer = Scorer()
    fast = {frozenset(t.key for t in c.tellings) for c in link(items, scorer)}
    assert fast == slow_link(items, scorer)


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_no_pair_worth_tying_is_missed_by_the_blocks(claims: list[Any]) -> None:
    items = told_tellings(told(claims))
    scorer = Scorer()
    met = set(candidate_pairs(items))
    for (i, a), (j, b) in combinations(enumerate(items), 2):
        score = scorer.score(a, b)
        if a.report != b.report and score is not None and score >= scorer.weights.threshold:
            assert (i, j) in met
