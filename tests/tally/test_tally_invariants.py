"""What must hold whatever the book holds: order, copies, totals, rejections, ids."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tally_world import (
    BAGHDAD,
    BRIDGE,
    IRAQ,
    NAJAF,
    NASIRIYAH,
    World,
    grouping,
    says,
    tolls,
)

from tollbook.record import Count
from tollbook.tally import policy_names

COUNTS = st.one_of(
    st.integers(0, 40).map(Count.exact),
    st.integers(1, 40).map(Count.at_least),
    st.integers(1, 40).map(Count.at_most),
    st.integers(1, 40).map(Count.about),
    st.tuples(st.integers(0, 20), st.integers(0, 40)).map(lambda ab: Count.between(*ab)),
    st.just(Count.plural("people")),
)
CLAIM = st.fixed_dictionaries(
    {
        "count": COUNTS,
        "harm": st.sampled_from(["killed", "killed", "injured"]),
        "at": st.sampled_from([BAGHDAD, NAJAF, NASIRIYAH, BRIDGE, None]),
        "on": st.sampled_from(["2019-11-27", "2019-11-28", ("2019-11-27", "2019-11-29"), None]),
        "said_by": st.sampled_from(
            [
                says("police", "police"),
                says("the health ministry"),
                says("Dr Amal Karim", "medic"),
                says("the River Brigade", "armed_group", stake="enemy_losses"),
            ]
        ),
    }
)
REPORTS = st.lists(
    st.tuples(st.sampled_from(["2019-11-28", "2019-11-29", "2019-12-02", None]),
              st.lists(CLAIM, min_size=1, max_size=3)),
    min_size=1, max_size=5,
)  # fmt: skip
POLICIES = st.sampled_from(policy_names())


def build(reports: list[Any]) -> World:
    world = World()
    for number, (published, claims) in enumerate(reports):
        report = world.report(f"r{number}", published)
        for claim in claims:
            world.claim(report, **claim)
    return world


@settings(max_examples=40, deadline=None)
@given(REPORTS, POLICIES, st.integers(0, 1000))
def test_order_changes_nothing(reports: list[Any], policy: str, seed: int) -> None:
    world = build(reports)
    before = world.tally(policy)
    shuffle = Random(seed).shuffle  # noqa: S311  # a shuffle in a test
    for held in (world.reports, world.claims, world.resolutions):
        shuffle(held)  # type: ignore[arg-type]
    assert world.tally(policy) == before
    numbers = [r.sequence for r in world.reports]
    shuffle(numbers)
    world.reports = [replace(r, sequence=n) for r, n in zip(world.reports, numbers, strict=True)]
    after = world.tally(policy)
    assert tolls(after) == tolls(before)


@settings(max_examples=40, deadline=None)
@given(REPORTS, POLICIES)
def test_least_best_most_are_in_order(reports: list[Any], policy: str) -> None:
    for incident in build(reports).tally(policy).incidents:
        for toll in incident.tolls:
            known = [n for n in (toll.min, toll.best, toll.max) if n is not None]
            assert known == sorted(known)
            claims = [f.claim for f in toll.figures]
            assert len(claims) == len(set(claims))


@settings(max_examples=40, deadline=None)
@given(REPORTS, st.data())
def test_a_copy_changes_no_figure(reports: list[Any], data: st.DataObject) -> None:
    world = build(reports)
    before = world.tally()
    copied = data.draw(st.sampled_from([r.id for r in world.reports]))
    world.copy(copied, "copy", published="2019-12-03")
    after = world.tally()
    ours = {c.id for c in world.claims if c.report != "rep_copy"}
    assert {group & ours: toll for group, toll in tolls(after).items()} == tolls(before)
    old = {i.id: i for i in before.incidents}
    for incident in after.incidents:
        assert incident.grade == old[incident.id].grade
        for toll in incident.tolls:
            was = old[incident.id].toll(toll.harm)
            assert was is not None
            assert toll.lineages == was.lineages


@settings(max_examples=30, deadline=None)
@given(REPORTS, COUNTS)
def test_a_balance_changes_no_incident(reports: list[Any], count: Count) -> None:
    world = build(reports)
    before = world.tally().incidents
    report = world.report("total", "2019-12-03")
    world.claim(report, count, area=IRAQ, since=("2019-10-01", None))
    tallied = world.tally()
    assert tallied.incidents == before
    assert len(tallied.accounts) == 1


@settings(max_examples=30, deadline=None)
@given(REPORTS, st.data())
def test_a_rejection_undone_restores_everything(reports: list[Any], data: st.DataObject) -> None:
    world = build(reports)
    before = world.tally()
    issued = dict(before.issued)
    held = world.tally(issued=issued)
    decision = world.decide("reject", data.draw(st.sampled_from([c.id for c in world.claims])))
    issued.update(world.tally(issued=issued).issued)
    world.decide("undo", decision)
    after = world.tally(issued=issued)
    assert (after.incidents, after.accounts, after.set_aside) == (
        held.incidents,
        held.accounts,
        held.set_aside,
    )


def test_ids_stay_when_reports_join() -> None:
    world = World()
    world.claim(world.report("a", "2019-11-29"), 9, at=NASIRIYAH, on="2019-11-28")
    first = world.tally()
    # later in the book, but earlier by date and by the order of ids
    world.claim(world.report("b", "2019-11-28"), 9, at=BRIDGE, on="2019-11-28", id="clm_0")
    second = world.tally(issued=dict(first.issued))
    assert [i.id for i in second.incidents] == [i.id for i in first.incidents]
    assert (second.issued, second.redirects) == ((), ())


def test_merged_incidents_redirect_to_the_earlier() -> None:
    world = World()
    a = world.claim(world.report("a", "2019-11-29"), 9, at=NASIRIYAH, on="2019-11-28")
    b = world.claim(world.report("b", "2019-11-29"), 9, at=BRIDGE, on="2019-11-28")
    merged = world.tally(issued={a: "inc_first", b: "inc_second"})
    assert [i.id for i in merged.incidents] == ["inc_first"]
    assert merged.redirects == (("inc_second", "inc_first"),)
    assert merged.issued == ()


def test_an_id_stays_when_its_first_claim_is_rejected() -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    first = world.claim(a, 9, at=NASIRIYAH, on="2019-11-28")
    world.claim(a, 30, harm="injured", at=NASIRIYAH, on="2019-11-28")
    issued = dict(world.tally().issued)
    world.decide("reject", first)
    after = world.tally(issued=issued)
    assert [i.id for i in after.incidents] == list(issued.values())


def test_a_copy_that_says_more_is_read_for_itself() -> None:
    world = World()
    a = world.report("a", "2019-11-29")
    world.claim(a, 9, at=NASIRIYAH, on="2019-11-28")
    update = world.copy(a, "b", published="2019-11-30")
    world.claim(update, 12, at=NASIRIYAH, on="2019-11-28")
    (incident,) = world.tally().incidents
    toll = incident.toll("killed")
    assert toll is not None
    assert (toll.max, toll.lineages, toll.articles) == (12, 1, 2)
    assert len(grouping(world.tally())) == 1
