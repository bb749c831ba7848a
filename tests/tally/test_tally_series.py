"""Totals of one speaker one after another, totals inside totals, and the sum of the tolls."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tally_world import BAGHDAD, BRIDGE, DHI_QAR, IRAN, IRAQ, NASIRIYAH, World, says

from tollbook.record import NO_RULINGS, Account, Count, Interval, Place
from tollbook.tally import Extent, nesting, totals
from tollbook.tally.balance import Balance, balance
from tollbook.tally.entering import enter
from tollbook.tally.held import Given
from tollbook.tally.lineage import same_source
from tollbook.tally.series import given as as_given
from tollbook.tally.series import implied, series

MINISTRY = says("the health ministry")
SINCE = ("2019-10-01", None)


def sheet(*told: tuple[Count | int, str], said_by: Any = MINISTRY, **fields: Any) -> list[Account]:
    """Accounts of totals for Iraq since 1 October: (count, day it was given)."""
    world = World()
    for number, (place, day, count) in enumerate(fields.pop("incidents", ())):
        world.claim(world.report(f"i{number}", "2019-12-20"), count, at=place, on=day)
    own = []
    for number, (count, day) in enumerate(told):
        report = world.report(f"total{number}", day)
        more = {"area": IRAQ, "since": SINCE, "said_by": said_by, **fields}
        own.append(world.claim(report, count, scope="cumulative", **more))
    by_claim = {a.claim: a for a in world.tally().accounts}
    return [by_claim[claim] for claim in own]


@pytest.mark.parametrize(
    ("first", "then", "low", "high", "words"),
    [
        (104, 157, 53, 53, "53 more"),
        (Count.at_least(104), 157, None, 53, "up to 53 more"),
        (104, Count.more_than(150), 47, None, "47 or more"),
        (Count.between(100, 104), 157, 53, 57, "53 to 57 more"),
        (Count.at_least(104), Count.at_least(157), None, None, "how many more does not follow"),
        (104, 104, 0, 0, "0 more"),
    ],
)
def test_what_two_totals_imply(first: Any, then: Any, low: Any, high: Any, words: str) -> None:
    earlier, later = sheet((first, "2019-10-07"), (then, "2019-10-20"))
    assert earlier.after is None
    step = later.after
    assert step is not None
    assert (step.account, step.low, step.high) == (earlier.id, low, high)
    assert (str(step.days.start), str(step.days.end)) == ("2019-10-08", "2019-10-20")
    (line,) = [line for line in later.arithmetic if line.startswith("after ")]
    assert f"said by the same: {words} from 2019-10-08 to 2019-10-20" in line


def test_what_is_documented_between_two_totals() -> None:
    incidents = [
        (BAGHDAD, "2019-10-04", 8),
        (BAGHDAD, "2019-10-12", 5),
        (BAGHDAD, ("2019-10-06", "2019-10-09"), 2),
    ]
    _, later = sheet((10, "2019-10-07"), (20, "2019-10-20"), incidents=incidents)
    step = later.after
    assert step is not None
    assert (step.surely.max, step.maybe.max) == (5, 7)
    assert "5 for sure, 7 with what may be" in later.arithmetic[-2]


def test_a_series_goes_from_each_total_to_the_last_before_it() -> None:
    first, second, third = sheet((10, "2019-10-07"), (20, "2019-10-14"), (25, "2019-10-20"))
    assert second.after is not None
    assert third.after is not None
    assert (second.after.account, third.after.account) == (first.id, second.id)


def test_another_speaker_or_an_unnamed_one_continues_no_series() -> None:
    world = World()
    own = []
    for n, speaker in enumerate((MINISTRY, says("the red crescent", "ngo"), says("officials"))):
        report = world.report(f"t{n}", f"2019-10-{10 + n}")
        own.append(
            world.claim(report, 10 + n, scope="cumulative", area=IRAQ, since=SINCE, said_by=speaker)
        )
    assert [a.after for a in world.tally().accounts] == [None, None, None]


def test_a_total_that_fell_follows_none() -> None:
    _, fallen = sheet((300, "2019-11-15"), (250, "2019-11-20"))
    assert fallen.verdict == "contradicts_earlier"
    assert fallen.after is None


def _told(low: int | None, high: int | None) -> Given:
    """A total with nothing but its bounds."""
    return Given("clm", "", "the ministry", ("ministry",), "official", date.min, low, high, "")


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_what_is_implied_holds_the_truth(a: int, more: int, slack: int, wide: int) -> None:
    """Whatever the truth inside both totals' bounds, the step's bounds hold it."""
    earlier, later = _told(max(0, a - slack), a + wide), _told(max(0, a + more - wide), a + more)
    low, high = implied(earlier, later)
    assert low is not None
    assert high is not None
    assert 0 <= low <= more <= high


def extent(*area: Place, days: str | None = "2019-10-01 2019-10-31", **more: Any) -> Extent:
    period = Interval(*(date.fromisoformat(d) for d in days.split())) if days else None
    return Extent(more.get("harm", "killed"), area, period, frozenset(more.get("only", ())))


@pytest.mark.parametrize(
    ("a", "b", "a_within", "overlap"),
    [
        (extent(NASIRIYAH), extent(IRAQ), True, False),
        (extent(BRIDGE), extent(DHI_QAR), True, False),
        (extent(IRAQ, days="2019-10-01 2019-10-07"), extent(IRAQ), True, False),
        (extent(IRAQ, only=["protester"]), extent(IRAQ), True, False),
        (extent(NASIRIYAH), extent(IRAN), False, False),
        (extent(IRAQ, harm="injured"), extent(IRAQ), False, False),
        (extent(NASIRIYAH, days="2019-09-20 2019-10-07"), extent(IRAQ), False, True),
        (extent(IRAQ, only=["civilian"], days="2019-10-01 2019-12-01"), extent(IRAQ), False, True),
        (extent(IRAQ, days="2019-11-01 2019-11-07"), extent(IRAQ), False, False),
        (extent(IRAQ, days=None), extent(IRAQ), False, False),
        (extent(), extent(IRAQ), False, False),
        (extent(IRAQ), extent(IRAQ), False, False),
    ],
)
def test_nesting(a: Extent, b: Extent, a_within: bool, overlap: bool) -> None:
    found = nesting({"acc_a": a, "acc_b": b})
    assert found["acc_a"].within == (("acc_b",) if a_within else ())
    assert found["acc_b"].within == ()
    assert found["acc_a"].overlaps == (("acc_b",) if overlap else ())
    assert found["acc_b"].overlaps == (("acc_a",) if overlap else ())


def test_two_totals_of_one_extent_are_both_within_the_wider() -> None:
    found = nesting({"a": extent(NASIRIYAH), "b": extent(NASIRIYAH), "c": extent(IRAQ)})
    assert found["a"] == found["b"]
    assert found["a"].within == ("c",)


def test_the_sum_of_the_tolls_leaves_running_totals_out() -> None:
    world = World()
    world.claim(world.report("a", "2019-10-05"), 3, at=BAGHDAD, on="2019-10-04")
    world.claim(world.report("b", "2019-10-09"), Count.at_least(5), at=NASIRIYAH, on="2019-10-08")
    world.claim(world.report("b2", "2019-10-09"), Count.at_most(7), at=BAGHDAD, on="2019-10-08")
    world.claim(world.report("c", "2019-11-15"), 300, scope="cumulative", area=IRAQ, since=SINCE)
    (killed,) = totals(world.tally().incidents)
    assert (killed.harm, killed.incidents) == ("killed", 3)
    assert (killed.min, killed.best, killed.max) == (8, 8, 15)
    assert (killed.without_best, killed.open_above) == (1, True)


def slow_series(given: list[Balance]) -> tuple[dict[str, str], dict[str, str]]:
    """What :func:`series` finds, by asking every total of every other."""
    fallen: dict[str, str] = {}
    before: dict[str, str] = {}
    for later in given:
        earlier = [
            b
            for b in given
            if b.until and later.until and b.until < later.until and same_source(b.root, later.root)
        ]
        above = [
            b
            for b in earlier
            if later.high is not None and b.low is not None and b.low > later.high
        ]
        if above:
            top = max(above, key=lambda b: (b.low or 0, b.entry.id))
            fallen[later.entry.id] = top.entry.id
        elif earlier:
            last = max(earlier, key=lambda b: (b.until or date.min, b.low or 0, b.entry.id))
            before[later.entry.id] = last.entry.id
    return fallen, before


COUNTS = st.one_of(
    st.builds(Count.exact, st.integers(0, 30)),
    st.builds(Count.at_least, st.integers(0, 30)),
    st.builds(Count.at_most, st.integers(0, 30)),
    st.builds(Count.about, st.integers(0, 30)),
)
SPEAKERS = st.sampled_from(
    ["Colonel Salim", "Colonel Hadi Salim", "Hadi Bakr", "the health ministry"]
)


@given(st.lists(st.tuples(COUNTS, st.integers(1, 9), SPEAKERS), max_size=14))
def test_series_equal_the_slow_and_simple_ones(told: list[tuple[Count, int, str]]) -> None:
    world = World()
    for number, (count, day, speaker) in enumerate(told):
        report = world.report(f"total{number}", f"2019-10-{day:02d}")
        world.claim(
            report, count, scope="cumulative", area=IRAQ, since=SINCE, said_by=says(speaker)
        )
    entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, {})
    given_totals = [b for b in map(balance, entered.balances) if b and b.root.named]
    found = series(one for b in given_totals if (one := as_given(b)))
    slow = slow_series(given_totals)
    assert {k: b.claim for k, b in found.fallen.items()} == slow[0]
    assert {k: b.claim for k, b in found.before.items()} == slow[1]
