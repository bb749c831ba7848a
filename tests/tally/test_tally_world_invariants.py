"""What must hold of whole made-up worlds: order, copies, totals, rejections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tally_world import grouping, tolls

from tollbook.evals.world import Knobs, Rendered, as_claims, make_world
from tollbook.record import NO_RULINGS, Rulings
from tollbook.record.ids import digest_of
from tollbook.record.rulings import Said
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.tally import Tallied, load_policy, policy_names, tally

# dense, loosely placed and dated, much copied: what goes wrong goes wrong here
KNOBS = Knobs(
    days=24, towns=5, rate=0.06, copied=0.25, any_day=0.15, no_day=0.1, province_only=0.15,
    no_place=0.05, wordy=0.1, about=0.1, enemy=0.3, misprints=0.2, denied=0.2, totals_every=6,
    summaries=4.0,
)  # fmt: skip
SEEDS = st.integers(0, 10_000)
POLICIES = st.sampled_from(policy_names())


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def world(seed: int) -> Rendered:
    return as_claims(make_world(gazetteer(), KNOBS, seed))


def add_up(
    rendered: Rendered,
    policy: str = "default",
    rulings: Rulings = NO_RULINGS,
    issued: Mapping[str, str] | None = None,
) -> Tallied:
    return tally(
        rendered.reports,
        rendered.claims,
        rendered.statements,
        rendered.resolutions,
        rulings,
        copies=rendered.copies,
        issued=issued or {},
        policy=load_policy(policy),
    )


def digest(tallied: Tallied) -> str:
    return digest_of(tallied.incidents, tallied.accounts, tallied.set_aside)


def verdicts(tallied: Tallied) -> dict[str, str]:
    return {a.claim: a.verdict for a in tallied.accounts}


@settings(max_examples=12, deadline=None)
@given(SEEDS, POLICIES, SEEDS)
def test_the_order_of_reports_changes_no_grouping_and_no_figure(
    seed: int, policy: str, order: int
) -> None:
    rendered = world(seed)
    before = add_up(rendered, policy)
    shuffle = Random(order).shuffle  # noqa: S311  # a shuffle in a test
    shuffle(rendered.reports)
    shuffle(rendered.claims)
    shuffle(rendered.resolutions)
    shuffle(rendered.statements)
    assert digest(add_up(rendered, policy)) == digest(before)
    numbers = [r.sequence for r in rendered.reports]
    shuffle(numbers)
    rendered.reports = [
        replace(r, sequence=n) for r, n in zip(rendered.reports, numbers, strict=True)
    ]
    after = add_up(rendered, policy)
    assert grouping(after) == grouping(before)
    assert tolls(after) == tolls(before)
    assert verdicts(after) == verdicts(before)


@settings(max_examples=12, deadline=None)
@given(SEEDS, POLICIES, st.data())
def test_a_copy_changes_no_figure(seed: int, policy: str, data: st.DataObject) -> None:
    rendered = world(seed)
    assume(rendered.reports)
    before = add_up(rendered, policy)
    copied = data.draw(st.sampled_from(rendered.reports))
    add_copy(rendered, copied.id)
    after = add_up(rendered, policy)
    ours = {c for i in before.incidents for c in i.claims}
    assert {group & ours: toll for group, toll in tolls(after).items()} == tolls(before)
    kept = {i.id: i for i in before.incidents}
    for incident in after.incidents:
        was = kept[incident.id]
        assert incident.grade == was.grade
        assert [t.lineages for t in incident.tolls] == [t.lineages for t in was.tolls]
    assert {c: v for c, v in verdicts(after).items() if c in verdicts(before)} == verdicts(before)


def add_copy(rendered: Rendered, of: str) -> None:
    """A further outlet prints the report word for word some days later."""
    report = next(r for r in rendered.reports if r.id == of)
    new = replace(
        report, id="rep_copy", capture="cap_copy", source="Parrot", sequence=99_999
    )  # fmt: skip
    mine = [c for c in rendered.claims if c.report == of]
    here = {c.id: f"{c.id}_copy" for c in mine}
    rendered.reports.append(new)
    rendered.claims += [
        replace(c, id=here[c.id], report=new.id, part_of=here.get(c.part_of or "")) for c in mine
    ]
    rendered.resolutions += [
        replace(r, subject=here[r.subject]) for r in rendered.resolutions if r.subject in here
    ]
    rendered.copies[new.id] = rendered.copies.get(of, of)


@settings(max_examples=10, deadline=None)
@given(SEEDS, POLICIES)
def test_balances_change_no_incident(seed: int, policy: str) -> None:
    rendered = world(seed)
    before = add_up(rendered, policy)
    assert len(before.accounts) == len(rendered.total_of)
    rendered.claims = [c for c in rendered.claims if c.id not in rendered.total_of]
    without = add_up(rendered, policy)
    assert without.incidents == before.incidents
    assert without.accounts == ()


@settings(max_examples=10, deadline=None)
@given(SEEDS, POLICIES)
def test_least_best_and_most_are_in_order_and_claims_count_once(seed: int, policy: str) -> None:
    tallied = add_up(world(seed), policy)
    seen: set[str] = set()
    for incident in tallied.incidents:
        assert seen.isdisjoint(incident.claims)
        seen.update(incident.claims)
        for toll in incident.tolls:
            known = [n for n in (toll.min, toll.best, toll.max) if n is not None]
            assert known == sorted(known)
            claims = [f.claim for f in toll.figures]
            assert len(claims) == len(set(claims))
            assert set(claims) <= set(incident.claims)
    for account in tallied.accounts:
        assert account.surely.min <= (account.surely.max or 0)
        assert (account.surely.max or 0) <= (account.maybe.max or 0)


@settings(max_examples=10, deadline=None)
@given(SEEDS, st.data())
def test_a_rejection_undone_restores_the_digest(seed: int, data: st.DataObject) -> None:
    rendered = world(seed)
    assume(rendered.claims)  # in one world of a thousand nothing happens
    issued = dict(add_up(rendered).issued)
    before = digest(add_up(rendered, issued=issued))
    claim = data.draw(st.sampled_from([c.id for c in rendered.claims]))
    said = Said("dec_1", "ana", date(2020, 1, 1), None)
    rejected = add_up(rendered, rulings=Rulings(rejected={claim: said}), issued=issued)
    assert digest(rejected) != before
    assert claim in {s.claim for s in rejected.set_aside}
    issued.update(rejected.issued)
    assert digest(add_up(rendered, issued=issued)) == before
