"""Which claims are one incident, and that no order of work decides it."""

from __future__ import annotations

from dataclasses import replace
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

from tollbook.record import NO_RULINGS, Actor, Count, Place, Resolution, Span
from tollbook.tally.block import candidate_pairs
from tollbook.tally.entering import enter
from tollbook.tally.geography import distance_km, finest
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


BESIDE_THE_OFFICE = Place(
    "tb:office", "Office", 33.34, 44.40, "IQ", "IQ.07", "landmark", 0.5, 0, ("gn:bag", "gn:iq")
)


def nasiriyah() -> World:
    """One shooting as seven reports tell it: bridges or town, early counts and late ones."""
    world = World()
    for name, published, place, count, hurt in (
        ("wire", "2019-11-28", NASIRIYAH, Count.at_least(25), Count.more_than(200)),
        ("update", "2019-11-29", NASIRIYAH, Count.exact(29), None),
        ("nurse", "2019-11-29", BRIDGE, Count.exact(26), Count.exact(1, "a wounded student")),
        ("party", "2019-11-29", NASIRIYAH, Count.vague("dozens"), None),
        ("commission", "2019-11-30", BRIDGE, Count.exact(32), Count.about(230)),
        ("ministry", "2019-11-30", NASIRIYAH, Count.exact(25), None),
        ("memorial", None, BRIDGE, Count.at_least(30), None),
    ):
        report = world.report(name, published)
        world.claim(report, count, at=place, on=DAY)
        if hurt is not None:
            world.claim(report, hurt, harm="injured", at=place, on=DAY)
    return world


def test_a_bridge_and_its_town_a_growing_toll_and_one_of_the_wounded_are_one_incident() -> None:
    (incident,) = nasiriyah().tally().incidents
    killed, injured = incident.toll("killed"), incident.toll("injured")
    assert killed is not None
    assert (killed.min, killed.max) == (25, 32)
    assert injured is not None
    assert (injured.min, injured.max) == (230, 230)


@pytest.mark.parametrize(
    ("attack", "together"),
    [
        ({"at": NASIRIYAH, "on": DAY, "target": "protesters"}, True),
        ({"at": BRIDGE, "on": DAY}, True),
        ({"at": BRIDGE, "on": DAY, "target": "the Iranian consulate"}, False),
        ({"at": NASIRIYAH, "on": "2019-11-27"}, False),
        ({"at": NASIRIYAH, "on": "2019-11-29"}, False),
        ({"at": NAJAF, "on": "2019-11-27", "target": "the Iranian consulate"}, False),
        ({"at": NAJAF, "on": DAY}, False),
        ({"at": NASIRIYAH}, False),
        ({"on": DAY}, False),
        ({}, False),
    ],
)
def test_an_attack_on_nobody_in_particular_is_no_killing_elsewhere(
    attack: dict[str, Any], together: bool
) -> None:
    world = nasiriyah()
    own = world.claim(
        world.report("attack", "2019-11-29"), None, harm="attacked", words="a crowd stormed it",
        **attack,
    )  # fmt: skip
    holder = next(i for i in world.tally().incidents if own in i.claims)
    assert (len(holder.claims) > 1) is together
    assert max(len(i.claims) for i in world.tally().incidents) >= 10


def test_an_attack_on_a_thing_joins_those_who_speak_of_it() -> None:
    world = World()
    said = {"at": BRIDGE, "on": DAY}
    world.claim(world.report("a", "2019-11-29"), 9, words="nine killed in the consulate", **said)
    world.claim(
        world.report("b", "2019-11-29"), None, harm="attacked", target="the consulate",
        words="men attacked the consulate", **said,
    )  # fmt: skip
    assert len(world.tally().incidents) == 1


def test_an_attack_told_with_a_killing_adds_no_place_elsewhere() -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    world.claim(a, 4, at=BESIDE_THE_OFFICE, on=DAY)
    world.claim(a, None, harm="attacked", at=[BESIDE_THE_OFFICE, NAJAF], on=DAY, words="they fired")
    (incident,) = world.tally().incidents
    assert incident.places == (BESIDE_THE_OFFICE,)


def test_a_part_of_a_figure_adds_no_place_elsewhere() -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    whole = world.claim(a, 4, at=BESIDE_THE_OFFICE, on=DAY)
    world.claim(a, 2, at=NAJAF, on=DAY, part_of=whole)
    (incident,) = world.tally().incidents
    assert incident.places == (BESIDE_THE_OFFICE,)


def test_a_part_with_another_day_does_not_part_its_figure() -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    first = world.claim(a, 4, at=BAGHDAD, on=DAY)
    whole = world.claim(a, 9, at=BAGHDAD)
    part = world.claim(a, 2, on="2019-11-12", part_of=whole)
    assert grouping(world.tally()) == {frozenset({first, whole, part})}


def test_the_place_that_most_claims_name_comes_first() -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    world.claim(a, 9, at=[BAGHDAD, NASIRIYAH], on=DAY)
    world.claim(a, 9, harm="injured", at=NASIRIYAH, on=DAY)
    (incident,) = world.tally().incidents
    assert [p.name for p in incident.places] == ["Nasiriyah", "Baghdad"]


@pytest.mark.parametrize(("whole", "parted"), [(41, True), (45, True), (26, False), (20, False)])
def test_a_figure_for_the_country_is_no_figure_for_the_town(whole: int, parted: bool) -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    town = world.claim(a, 25, at=NASIRIYAH, on=DAY)
    country = world.claim(a, Count.at_least(whole), at=IRAQ, on=DAY)
    one = {frozenset({town, country})}
    assert grouping(world.tally()) == ({frozenset({town}), frozenset({country})} if parted else one)


@pytest.mark.parametrize(("times", "parted"), [("last Friday", True), ("on 28 November", False)])
def test_a_time_that_cannot_be_resolved_is_no_other_sentence_s_day(
    times: str, parted: bool
) -> None:
    world = World()
    a = world.report("a", None)
    killed = world.claim(a, 30, at=NASIRIYAH, on=DAY, times=(Span(0, 11, "28 November"),))
    taken = world.claim(
        a,
        1,
        harm="abducted",
        words="abducted a volunteer",
        times=(Span(20, 20 + len(times), times),),
    )
    one = {frozenset({killed, taken})}
    assert grouping(world.tally()) == ({frozenset({killed}), frozenset({taken})} if parted else one)


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


def test_a_part_of_another_day_does_not_part_its_whole_from_the_dead() -> None:
    world = World()
    a = world.report("a", "2019-12-01")
    dead = world.claim(a, 2, at=BAGHDAD, on=DAY)
    hurt = world.claim(a, 5, harm="injured", at=BAGHDAD, on=DAY)
    one = world.claim(a, 1, harm="injured", at=BAGHDAD, on="2019-11-30", part_of=hurt)
    assert grouping(world.tally()) == {frozenset({dead, hurt, one})}


@pytest.mark.parametrize(("titled", "incidents"), [(True, 1), (False, 2)])
def test_what_one_headline_tells_together_is_one_incident(titled: bool, incidents: int) -> None:
    world = World()
    a = world.report("a", "2019-12-01")
    world.claim(a, 1, at=BAGHDAD, on=DAY)
    world.claim(a, 4, harm="injured", at=BAGHDAD, on="2019-11-30")
    if titled:
        world.reports[-1] = replace(world.reports[-1], body_start=1000)
    assert len(world.tally().incidents) == incidents


def test_a_vague_report_does_not_chain_two_events() -> None:
    world = World()
    world.claim(world.report("a", "2019-11-29"), 9, at=NASIRIYAH, on=DAY)
    world.claim(world.report("b", "2019-11-29"), 9, at=IRAQ, on=("2019-11-27", "2019-11-29"))
    world.claim(world.report("c", "2019-11-29"), 9, at=NAJAF, on=DAY)
    groups = grouping(world.tally())
    assert not any({"clm_a_00000", "clm_c_00000"} <= group for group in groups)


@pytest.mark.parametrize(
    ("killed", "groups"),
    [
        # the mean of a misprint is pulled down by early counts, from which it lies far
        ((1, 1, 1, 3, 3, 6), {"abcdef"}),
        # two who give the high figure are no slip
        ((1, 1, 1, 3, 3, 6, 6), {"abcde", "fg"}),
        # near one of them, whose figure nobody else gives
        ((1, 1, 1, 3, 6), {"abcd", "e"}),
        # near none of them
        ((1, 1, 1, 1, 9), {"abcd", "e"}),
        # nobody else tells of it: one figure against one
        ((1, 9), {"a", "b"}),
    ],
)
def test_a_lone_figure_near_one_of_several_makes_no_second_event(
    killed: tuple[int, ...], groups: set[str]
) -> None:
    world = World()
    for name, count in zip("abcdefg", killed, strict=False):
        report = world.report(name, "2019-11-29")
        world.claim(report, count, at=NASIRIYAH, on=DAY, means=("shelling",))
    found = {"".join(sorted(claim[4] for claim in group)) for group in grouping(world.tally())}
    assert found == groups


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


@pytest.mark.parametrize(
    ("disputes", "who", "sureties"),
    [
        ("responsibility", "Border Guard", {"stated", "denied"}),
        ("figure", "Iraqi army", {"stated"}),
        ("event", "Iraqi army", {"stated", "denied"}),
        ("event", "health ministry", {"stated"}),
    ],
)
def test_only_a_denial_of_the_deed_makes_a_denying_perpetrator(
    disputes: str, who: str, sureties: set[str]
) -> None:
    world = World()
    first = world.claim(world.report("a", "2019-11-29"), 9, at=NASIRIYAH, on=DAY, by=ARMY)
    world.state("denial", "rep_a", first, who, by=who, disputes=disputes)
    (incident,) = world.tally().incidents
    assert {p.surety for p in incident.perpetrators} == sureties
    assert incident.toll("killed").best == 9  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("denying", "actor"),
    [
        ("The River Border Guard", "act:guard"),
        ("River Border Guard's", "act:guard"),
        ("the RBG", "act:guard"),  # by its first letters
        ("the guards", None),
    ],
)
def test_who_denies_is_the_one_accused_by_any_of_its_names(denying: str, actor: str | None) -> None:
    world = World()
    guard = Actor("act:guard", "River Border Guard", "militia", "IQ")
    first = world.claim(world.report("a", "2019-11-29"), 9, at=NASIRIYAH, on=DAY, by=guard)
    world.state("denial", "rep_a", first, denying, by=denying)
    (incident,) = world.tally().incidents
    assert [p.actor for p in incident.perpetrators if p.surety == "denied"] == [actor]


def _contested(one: str | Actor, other: str | Actor) -> bool:
    """Whether two monitors contradict each other, each of whom names one."""
    world = World()
    for name, by in (("a", one), ("b", other)):
        world.claim(
            world.report(name, "2019-11-29"), 9, at=NASIRIYAH, on=DAY, by=by,
            said_by=says(f"the monitor {name}", "ngo"),
        )  # fmt: skip
    (incident,) = world.tally().incidents
    return incident.contested


_GOVERNMENT = Actor("iq-gov", "Government of Iraq", "government", "IQ")
_AIR_FORCE = Actor("iq-air", "Iraqi Air Force", "state_force", "IQ", parent="iq-army")
_RIVALS = Actor("iq-rivals", "Salvation Government", "government", "IQ")


@pytest.mark.parametrize(("other", "contested"), [(_AIR_FORCE, False), (_RIVALS, True)])
def test_forces_of_one_state_do_not_contradict_each_other(other: Actor, contested: bool) -> None:
    assert _contested(_GOVERNMENT, other) is contested


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


def test_one_place_with_several_reaches_has_a_fixed_order() -> None:
    reaches = [float(r) for r in range(20, 1, -1)]
    found = finest([replace(NAJAF, radius_km=r) for r in reaches])
    assert [p.radius_km for p in found] == sorted(reaches)


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
    entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, {})
    return tellings(entered.incidents)


def slow_link(told: list[Telling], scorer: Scorer) -> set[frozenset[str]]:
    """Average linkage as the textbook has it: look at all pairs of groups, join the best, again.

    At last lone tellings join the one group from which nothing but figures parts them.
    """
    groups = [[t] for t in told]
    while True:
        best: tuple[float, str, str, int, int] | None = None
        for (i, a), (j, b) in combinations(enumerate(groups), 2):
            scores = all_scores(a, b, scorer)
            if None in scores:
                continue
            mean = round(sum(s for s in scores if s is not None) / len(scores), 9)
            keys = sorted((min(t.key for t in a), min(t.key for t in b)))
            rank = (-mean, keys[0], keys[1], i, j)
            if mean >= scorer.weights.threshold and (best is None or rank < best):
                best = rank
        if best is None:
            break
        groups[best[3]] += groups.pop(best[4])
    events = [list(g) for g in groups if len(g) > 1]
    lone = [t for t, *others in groups if not others]
    joins: dict[int, list[Telling]] = {}
    for telling in lone:
        homes = [n for n, event in enumerate(events) if only_figures_part(telling, event, scorer)]
        if len(homes) == 1:
            joins.setdefault(homes[0], []).append(telling)
    for home, joining in joins.items():
        if all(None not in all_scores([a], [b], scorer) for a, b in combinations(joining, 2)):
            events[home] += joining
            lone = [t for t in lone if t not in joining]
    return {frozenset(t.key for t in group) for group in [*events, *([t] for t in lone)]}


def all_scores(a: list[Telling], b: list[Telling], scorer: Scorer) -> list[float | None]:
    return [None if x.report == y.report else scorer.score(x, y) for x in a for y in b]


def only_figures_part(telling: Telling, event: list[Telling], scorer: Scorer) -> bool:
    scores = all_scores([telling], event, scorer)
    if None in scores:
        return False
    tied = [
        t
        for t, s in zip(event, scores, strict=True)
        if s is not None and s >= scorer.weights.threshold
    ]
    if not any(scorer.count_the_same(a, b) for a, b in combinations(tied, 2)):
        return False
    points = [scorer.but_for_figures(telling, other) for other in event]
    return round(sum(points) / len(points), 9) >= scorer.weights.threshold


# many reports of few events, in which early, settled and wrong figures stand side by side
CROWDED = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from([NASIRIYAH, BRIDGE]),
        st.sampled_from(["2019-11-28", ("2019-11-27", "2019-11-28")]),
        st.sampled_from([1, 3, 4, 6, 7, 9]),
    ),
    min_size=5,
    max_size=10,
    unique_by=lambda claim: claim[0],
)


@settings(max_examples=60, deadline=None)
@given(CLAIMS | CROWDED)
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


def _undated(world: World, name: str, words: str, number: int = 40) -> None:
    """A claim of a report without a date, whose words give a month and day and no year."""
    world.claim(world.report(name, None), number, at=BAGHDAD)
    span = Span(0, len(words), words)
    world.resolutions.append(
        Resolution(world.claims[-1].id, "time", span, 0.0, "clause", ("no date",))
    )


@pytest.mark.parametrize(
    ("words", "day", "together"),
    [
        ("on 25 October", "2019-11-28", False),
        ("on 25 October", "2019-10-25", True),
        ("on 25 October", "2019-10-26", True),  # told across midnight
        ("on 31 December", "2020-01-01", True),
        ("on 25 October", ("2019-10-20", "2019-10-30"), True),
        ("on Friday", "2019-11-28", True),
    ],
)
def test_a_day_without_a_year_is_no_other_day(
    words: str, day: str | tuple[str, str], together: bool
) -> None:
    world = World()
    world.claim(world.report("a", "2019-11-29"), 40, at=BAGHDAD, on=day)
    _undated(world, "b", words)
    parted = Scorer().conflict(*told_tellings(world))
    assert (parted is None) is together


def test_two_days_without_a_year() -> None:
    for words, together in (("on 25 October", True), ("Oct. 26", True), ("on 3 May", False)):
        world = World()
        _undated(world, "a", "on 25 October")
        _undated(world, "b", words)
        assert (Scorer().conflict(*told_tellings(world)) is None) is together


@pytest.mark.parametrize(
    ("one", "other", "contested"),
    [
        ("Ruritania", "Ruritanian forces", False),
        ("Ruritanian aircraft", "Ruritania", False),
        ("Ruritania", "Graustark", True),
    ],
)
def test_a_country_and_its_people_are_one_side(one: str, other: str, contested: bool) -> None:
    assert _contested(one, other) is contested


@pytest.mark.parametrize(("both", "contested"), [(False, True), (True, False)])
def test_gunmen_are_no_force_of_a_state_but_where_they_fought_each_other(
    both: bool, contested: bool
) -> None:
    world = World()
    first = world.report("a", "2019-11-29")
    world.claim(first, 9, at=NASIRIYAH, on=DAY, by="Masked gunmen", said_by=says("medics", "medic"))
    if both:
        world.claim(first, 9, at=NASIRIYAH, on=DAY, by="riot police")
    monitor = says("the monitor", "ngo")
    world.claim(
        world.report("b", "2019-11-29"), 9, at=NASIRIYAH, on=DAY, by="riot police",
        said_by=monitor,
    )  # fmt: skip
    (incident,) = world.tally().incidents
    assert incident.contested is contested
