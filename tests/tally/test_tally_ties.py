"""What people decide of two claims, and what a corrected figure does to where a claim belongs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tally_world import BAGHDAD, NAJAF, NASIRIYAH, World, grouping, tolls

from tollbook.record import Count, Rulings
from tollbook.record.rulings import Said, Tie
from tollbook.tally import load_policy, tally

DAY = "2019-10-04"


def two_incidents() -> tuple[World, list[str], list[str]]:
    """Two incidents of two claims each, a day and a city apart."""
    world = World()
    here, there = [], []
    for number, (at, on, n, into) in enumerate(
        [(NAJAF, DAY, 12, here), (NAJAF, DAY, 12, here), (BAGHDAD, "2019-10-09", 5, there),
         (BAGHDAD, "2019-10-09", 5, there)]
    ):  # fmt: skip
        into.append(world.claim(world.report(f"r{number}", on), n, at=at, on=on))
    return world, here, there


def tied(one: str, other: str, order: int) -> Tie:
    return Tie(one, other, Said(f"dec_{order}", "ana", date(2020, 1, 1), None), order)


def booked(world: World, rulings: Rulings) -> Any:
    return tally(
        world.reports, world.claims, (), world.resolutions, rulings,
        copies={}, issued={}, policy=load_policy("default"),
    )  # fmt: skip


def test_a_later_tie_of_other_claims_outdoes_a_parting() -> None:
    world, here, there = two_incidents()
    parted, joined = tied(here[0], there[0], 1), tied(here[1], there[1], 2)
    tallied = booked(world, Rulings(together=(joined,), apart=(parted,)))
    assert grouping(tallied) == {frozenset(here + there)}
    (aside,) = [s for s in tallied.set_aside if s.what == "decision that others contradict"]
    assert aside.next == "tollbook decide undo dec_1"


def test_a_later_parting_outdoes_a_tie_of_other_claims() -> None:
    world, here, there = two_incidents()
    joined, parted = tied(here[1], there[1], 1), tied(here[0], there[0], 2)
    tallied = booked(world, Rulings(together=(joined,), apart=(parted,)))
    assert grouping(tallied) == {frozenset(here), frozenset(there)}
    (aside,) = [s for s in tallied.set_aside if s.what == "decision that others contradict"]
    assert aside.next == "tollbook decide undo dec_1"


def test_the_last_of_three_is_heard_first() -> None:
    world, here, there = two_incidents()
    first, parted, last = (
        tied(here[0], there[0], 1), tied(here[1], there[1], 2), tied(here[0], there[1], 3),
    )  # fmt: skip
    tallied = booked(world, Rulings(together=(first, last), apart=(parted,)))
    assert grouping(tallied) == {frozenset(here + there)}
    undone = booked(world, Rulings(together=(first,), apart=(parted,)))
    assert grouping(undone) == {frozenset(here), frozenset(there)}


def test_a_contradicted_split_is_listed_once() -> None:
    world, here, there = two_incidents()
    said = Said("dec_1", "ana", date(2020, 1, 1), None)
    apart = tuple(
        Tie(a, b, said, n) for n, (a, b) in enumerate([(x, y) for x in here for y in there])
    )
    third = world.claim(world.report("r9", DAY), 12, at=NAJAF, on=DAY)
    other = world.claim(world.report("r8", "2019-10-09"), 5, at=BAGHDAD, on="2019-10-09")
    tallied = booked(world, Rulings(together=(tied(third, other, 9),), apart=apart))
    assert grouping(tallied) == {frozenset([*here, *there, third, other])}
    (aside,) = [s for s in tallied.set_aside if s.what == "decision that others contradict"]
    assert "and 3 more pairs" in aside.why


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_holds_depends_on_when_it_was_decided_alone(data: st.DataObject) -> None:
    world, here, there = two_incidents()
    claims = [*here, *there]
    pairs = st.tuples(st.sampled_from(claims), st.sampled_from(claims)).filter(
        lambda p: p[0] != p[1]
    )
    drawn = data.draw(st.lists(st.tuples(pairs, st.booleans()), min_size=1, max_size=5))
    last = {frozenset(pair): n for n, (pair, _) in enumerate(drawn)}  # of one pair the last stands
    decided = [
        (tied(*pair, n), how) for n, (pair, how) in enumerate(drawn) if last[frozenset(pair)] == n
    ]
    ours = booked(world, rulings_of(decided))
    theirs = booked(world, rulings_of(data.draw(st.permutations(decided))))
    assert tolls(ours) == tolls(theirs)
    assert ours.set_aside == theirs.set_aside
    # the last decision always holds
    tie, together = max(decided, key=lambda d: d[0].order)
    one = next(i for i in ours.incidents if tie.one in i.claims)
    assert (tie.other in one.claims) is together


def rulings_of(decided: Any) -> Rulings:
    return Rulings(
        together=tuple(tie for tie, how in decided if how),
        apart=tuple(tie for tie, how in decided if not how),
    )


# -- a corrected figure ---------------------------------------------------------------------


def corrected(world: World, claim: str, count: Count) -> Rulings:
    """The claim corrected in the world, as decisions are put in place."""
    (held,) = [c for c in world.claims if c.id == claim]
    world.claims[world.claims.index(held)] = replace(held, count=count)
    return Rulings(as_read={claim: held})


@pytest.mark.parametrize(
    "count", [Count.about(16, "about 16"), Count.exact(2, "two"), Count.exact(90, "90")]
)
def test_a_corrected_figure_stays_in_its_incident(count: Count) -> None:
    world = World()
    first = world.claim(
        world.report("a", "2019-10-20"), Count.at_least(14, "at least 14"), at=NASIRIYAH, on=DAY,
        words="at least 14 died",
    )  # fmt: skip
    other = world.claim(
        world.report("b", "2019-10-09"), 18, at=NASIRIYAH, on=("2019-10-02", "2019-10-06"),
        words="18 died",
    )  # fmt: skip
    together = {frozenset((first, other))}
    assert grouping(world.tally()) == together
    rulings = corrected(world, first, count)
    tallied = booked(world, rulings)
    assert grouping(tallied) == together
    (incident,) = tallied.incidents
    assert "as read" in str(incident.links)
    assert f"'{first}'" in str(incident.toll("killed"))


def test_a_misread_figure_set_right_joins_where_it_belongs() -> None:
    world = World()
    wrong = world.claim(
        world.report("a", "2019-10-05"), 180, at=NASIRIYAH, on=("2019-10-02", "2019-10-06")
    )
    other = world.claim(world.report("b", "2019-10-09"), 18, at=NASIRIYAH, on=DAY)
    assert len(grouping(world.tally())) == 2
    rulings = corrected(world, wrong, Count.exact(18, "18"))
    assert grouping(booked(world, rulings)) == {frozenset((wrong, other))}
