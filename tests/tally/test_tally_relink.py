"""Linking that goes on gives what linking everything anew gives, and looks at little."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tally_world import BAGHDAD, World

from tollbook.evals.world import Knobs, as_claims, make_world
from tollbook.record import EVERYTHING, NO_RULINGS, Rulings
from tollbook.record.rulings import Said, Tie
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.tally import block, postings
from tollbook.tally.block import candidate_pairs
from tollbook.tally.bounds import Bounds
from tollbook.tally.entering import enter
from tollbook.tally.link import Cluster, link
from tollbook.tally.postings import Blocks
from tollbook.tally.relink import Linking
from tollbook.tally.telling import Telling, tellings
from tollbook.tally.ties import NO_TIES, Ties

# much that is loosely placed or dated: then blocks of every kind are full
KNOBS = Knobs(
    days=24, towns=5, rate=0.06, copied=0.25, any_day=0.15, no_day=0.15, province_only=0.15,
    no_place=0.1, wordy=0.1, about=0.1, enemy=0.3, denied=0.2, totals_every=60, summaries=3.0,
)  # fmt: skip
SEEDS = st.integers(0, 10_000)
CROWDS = st.sampled_from([3, 12, 60, 2_000])


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def told(seed: int) -> list[Telling]:
    rendered = as_claims(make_world(gazetteer(), KNOBS, seed))
    entered = enter(
        rendered.reports, rendered.claims, rendered.resolutions, NO_RULINGS, rendered.copies,
        bounds=Bounds(EVERYTHING),
    )  # fmt: skip
    return tellings(entered.incidents)


def whole(items: list[Telling], ties: Ties = NO_TIES) -> set[tuple[str, ...]]:
    items = sorted(items, key=lambda t: t.key)
    return keys_of(link(items, ties=ties))


def keys_of(clusters: list[Cluster]) -> set[tuple[str, ...]]:
    return {tuple(sorted(t.key for t in c.tellings)) for c in clusters}


def by_report(items: list[Telling]) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = {}
    for item in items:
        found.setdefault(item.report, []).append(item)
    return found


@settings(max_examples=25, deadline=None)
@given(SEEDS, CROWDS)
def test_lists_give_the_pairs_that_blocks_give(seed: int, crowd: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block, "CROWD", crowd)
        patch.setattr(postings, "CROWD", crowd)
        items = told(seed)
        blocks = Blocks()
        for item in items:
            blocks.add(item)
        met = {frozenset((item.key, other)) for item in items for other in blocks.partners(item)}
        report = {item.key: item.report for item in items}
        met = {pair for pair in met if len({report[key] for key in pair}) == 2}
        assert met == {frozenset((items[i].key, items[j].key)) for i, j in candidate_pairs(items)}


@settings(max_examples=40, deadline=None)
@given(SEEDS, SEEDS, CROWDS, st.floats(0, 1))
def test_report_by_report_is_as_good_as_all_at_once(
    seed: int, order: int, crowd: int, begun: float
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block, "CROWD", crowd)
        patch.setattr(postings, "CROWD", crowd)
        reports = by_report(told(seed))
        names = sorted(reports)
        shuffle = Random(order)  # noqa: S311  # a shuffle in a test
        shuffle.shuffle(names)
        begin = names[: int(begun * len(names))]
        here = {name: reports[name] for name in begin}
        linking = Linking.of(
            sorted((t for mine in here.values() for t in mine), key=lambda t: t.key)
        )
        for name in names[len(begin) :]:
            before = set(linking.groups)
            changed = linking.replace(name, reports[name])
            here[name] = reports[name]
            assert set(linking.groups) == (before - changed.gone) | changed.come
        everything = [t for mine in here.values() for t in mine]
        assert set(linking.groups) == whole(everything) == keys_of(linking.clusters())
        for name in shuffle.sample(names, min(6, len(names))):
            left = here.pop(name)
            linking.replace(name, [])
            assert set(linking.groups) == whole([t for mine in here.values() for t in mine])
            if shuffle.random() < 0.5:
                here[name] = left[:1]
                linking.replace(name, left[:1])
        assert set(linking.groups) == whole([t for mine in here.values() for t in mine])


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.data())
def test_what_people_tied_and_parted_holds(seed: int, data: st.DataObject) -> None:
    items = told(seed)
    claims = [e.id for t in items for e in t.entries]
    assume(claims)
    said = Said("dec_1", "ana", date(2020, 1, 1), None)
    pick = st.sampled_from(claims)
    together, apart = (
        tuple(Tie(data.draw(pick), data.draw(pick), said) for _ in range(3)) for _ in range(2)
    )
    ties = Ties(Rulings(together=together, apart=apart))
    reports = by_report(items)
    last = data.draw(st.sampled_from(sorted(reports)))
    rest = [t for t in items if t.report != last]
    linking = Linking.of(rest, ties=ties)
    linking.replace(last, reports[last])
    ours, theirs = linking.clusters(), link(items, ties=ties)
    assert keys_of(ours) == keys_of(theirs)
    best = {t.key: c.best.get(t.key) for c in theirs for t in c.tellings}
    assert {t.key: c.best.get(t.key) for c in ours for t in c.tellings} == best


@pytest.mark.parametrize("days", [20, 200])
def test_a_new_report_looks_at_its_own_blocks_alone(days: int) -> None:
    world = World()
    for number in range(days):
        on = f"20{10 + number // 100:02d}-{1 + number // 10 % 10:02d}-{1 + 2 * (number % 10):02d}"
        for outlet in "ab":
            world.claim(world.report(f"{outlet}{number}", on), 3, at=BAGHDAD, on=on)
    world.claim(world.report("new", "2010-01-03"), 3, at=BAGHDAD, on="2010-01-03")
    entered = enter(world.reports, world.claims, world.resolutions, NO_RULINGS, {})
    items = tellings(entered.incidents)
    new = [t for t in items if t.report == "rep_new"]
    linking = Linking.of([t for t in items if t.report != "rep_new"])
    assert linking.replace("rep_new", new).looked_at <= 12
