"""The synthetic world: it is what its knobs say, and the judge tells right from wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from stubs import stub_bench

from tollbook.cli import cli
from tollbook.evals import EvalReport
from tollbook.evals.bench import Bench
from tollbook.evals.floors import Floor, fallen
from tollbook.evals.suite import Outcome
from tollbook.evals.world import (
    Knobs,
    Rendered,
    as_claims,
    as_texts,
    make_world,
    of_size,
)
from tollbook.evals.world.judge import judge, proven
from tollbook.evals.world.told import Source, Stated
from tollbook.evals.world.verdicts import verdicts
from tollbook.record import Count
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.tally import Tallied, load_policy, tally

SMALL = Knobs(days=60, towns=20, rate=0.02)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def tallied(rendered: Rendered) -> Tallied:
    return tally(
        rendered.reports,
        rendered.claims,
        rendered.statements,
        rendered.resolutions,
        copies=rendered.copies,
        issued={},
        policy=load_policy("default"),
    )


def figure(outcomes: list[Outcome], name: str) -> float:
    marks = [m for o in outcomes for m in o.marks if m.name == name]
    return sum(m.hit for m in marks) / sum(m.of for m in marks)


def test_the_same_seed_gives_the_same_world(gazetteer: Gazetteer) -> None:
    one, again, other = (as_claims(make_world(gazetteer, SMALL, seed)) for seed in (7, 7, 8))
    assert one.claims == again.claims
    assert one.reports == again.reports
    assert one.resolutions == again.resolutions
    assert [c.count for c in one.claims] != [c.count for c in other.claims]


def test_every_claim_has_its_words_and_its_truth(gazetteer: Gazetteer) -> None:
    rendered = as_claims(make_world(gazetteer, SMALL, 7))
    reports = {r.id: r for r in rendered.reports}
    assert {c.id for c in rendered.claims} == {*rendered.happening_of, *rendered.total_of}
    for claim in rendered.claims:
        assert claim.evidence.holds_in(reports[claim.report].text)
        assert (claim.scope == "cumulative") == (claim.id in rendered.total_of)
    for copy, original in rendered.copies.items():
        assert reports[copy].text == reports[original].text
        assert reports[copy].source != reports[original].source
        assert reports[copy].sequence > reports[original].sequence


def test_hidden_incidents_are_told_by_nobody_and_counted_in_right_totals(
    gazetteer: Gazetteer,
) -> None:
    world = make_world(gazetteer, SMALL, 7)
    told = world.tellings_of()
    hidden = [h for h in world.happenings if h.hidden]
    assert hidden
    assert not {h.number for h in hidden} & set(told)
    last = max(
        (t for t in world.totals if "health ministry" in t.speaker.words),
        key=lambda t: (t.area.level == "country", t.given),
    )
    died = sum(h.killed for h in world.happenings if h.day <= last.given)
    assert last.count.low is not None
    assert last.count.low <= died


def test_a_world_grows_in_days_and_towns_not_in_density(gazetteer: Gazetteer) -> None:
    small, large = of_size(2_000, SMALL), of_size(8_000, SMALL)
    assert large.days * large.towns > 3 * small.days * small.towns
    rates = []
    for knobs in (small, large):
        world = make_world(gazetteer, knobs, 1)
        rates.append(len(world.happenings) / (knobs.days * knobs.towns))
    assert rates[1] == pytest.approx(rates[0], rel=0.4)


def test_a_world_without_error_is_covered_whole(gazetteer: Gazetteer) -> None:
    knobs = replace(
        SMALL, rate=0.004, accuracy=1.0, early_low=0.0, enemy=0.0, misprints=0.0, about=0.0,
        wordy=0.0, ranges=0.0, any_day=0.0, no_day=0.0, province_only=0.0, no_place=0.0,
    )  # fmt: skip
    rendered = as_claims(make_world(gazetteer, knobs, 3))
    outcomes = judge(rendered, tallied(rendered))
    for name, right in (("coverage_all", 1.0), ("width", 0.0), ("double_counted", 0.0)):
        assert figure(outcomes, name) == right


def test_the_judge_sees_a_figure_counted_twice_and_a_total_that_was_entered(
    gazetteer: Gazetteer,
) -> None:
    rendered = as_claims(make_world(gazetteer, SMALL, 7))
    right = tallied(rendered)
    once = figure(judge(rendered, right), "double_counted")
    big = max(right.incidents, key=lambda i: (t.best or 0) if (t := i.toll("killed")) else 0)
    total = next(iter(rendered.total_of))
    again = replace(big, id="inc_again", claims=(total,))
    wrong = replace(right, incidents=(*right.incidents, again))
    assert figure(judge(rendered, wrong), "double_counted") > once


def test_of_two_incidents_that_hold_as_much_the_purer_one_is_its_own(gazetteer: Gazetteer) -> None:
    rendered = as_claims(make_world(gazetteer, SMALL, 7))
    whole = tallied(rendered)
    told = sorted(n for n, tellings in rendered.world.tellings_of().items() if tellings)
    a, b, c, d = (claim.id for claim in rendered.claims[:4])
    rendered.happening_of.clear()
    rendered.happening_of.update({a: told[0], b: told[0], c: told[1], d: told[1]})
    for one, other in (("inc_1", "inc_2"), ("inc_2", "inc_1")):
        mixed = replace(whole.incidents[0], id=one, claims=(a, c, d))
        own = replace(whole.incidents[1], id=other, claims=(b,))
        found = judge(rendered, replace(whole, incidents=(mixed, own)))
        assert not [o for o in found if o.id.endswith("/again")]


def test_proven_sources_are_counted_as_design_says() -> None:
    chief = Source("chief", "Colonel Jarrah", "police")
    police = Source("police", "police", "police", named=False)
    medics = Source("medics", "medics", "medic", named=False)
    assert proven([police, police]) == 1
    assert proven([police, chief]) == 1
    assert proven([police, medics]) == 2
    assert proven([chief, medics, replace(chief, words="Jarrah")]) == 2


def test_verdicts_follow_the_definition(gazetteer: Gazetteer) -> None:
    world = make_world(gazetteer, SMALL, 7)
    one = next(h for h in world.happenings if h.killed)
    speaker = Source("office", "the records office", "official")

    def verdict(count: Count, low: int, high: int) -> str:
        total = Stated(
            0, speaker, "killed", count, one.town.country, date(2019, 1, 1), None, date(2020, 1, 1)
        )
        return verdicts([total], {one.number: (low, high)}, world.happenings)[0]

    assert verdict(Count.exact(10), 10, 10) == "consistent"
    assert verdict(Count.exact(10), 9, 11) == "undetermined"
    assert verdict(Count.exact(10), 3, 9) == "incidents_missing"
    assert verdict(Count.exact(10), 11, 12) == "over_documented"
    assert verdict(Count.at_least(10), 10, 12) == "consistent"


def test_texts_say_what_the_world_tells(gazetteer: Gazetteer) -> None:
    world = make_world(gazetteer, SMALL, 7)
    texts = as_texts(world)
    assert len(texts.reports) == len(world.articles)
    for article, report in zip(world.articles, texts.reports, strict=True):
        labels = texts.labels[report.id]
        assert report.text.startswith(report.title or "?")
        assert "{" not in report.text
        assert {la.happening for la in labels} - {None} == {
            t.happening.number for t in article.told
        }
        assert {la.total for la in labels} - {None} == {t.number for t in article.totals}
        for told in article.told:
            if told.place == "town" and article.copy_of is None:
                assert told.happening.town.place.name in report.text
        if article.credit:
            assert f"({article.credit})" in report.text
        if article.copy_of is not None:
            assert report.text == texts.reports[article.copy_of].text


def test_claims_read_from_texts_find_their_truth(gazetteer: Gazetteer) -> None:
    world = make_world(gazetteer, SMALL, 7)
    texts = as_texts(world)
    some = as_claims(world).claims[0]
    read = []
    for report in texts.reports:
        for label in texts.labels[report.id]:
            words = report.span(label.start, label.end)
            own = f"{report.id} {label.start}"
            read.append(replace(some, id=own, report=report.id, evidence=words))
    rendered = texts.with_claims(read)
    assert {*rendered.happening_of, *rendered.total_of} == {c.id for c in read}
    assert set(rendered.happening_of.values()) == set(world.tellings_of())
    assert set(rendered.total_of.values()) == {t.number for t in world.totals}


def test_what_is_denied_or_taken_back_counts_nowhere(gazetteer: Gazetteer) -> None:
    knobs = replace(SMALL, denied=1.0, misprints=1.0, retracted=1.0)
    world = make_world(gazetteer, knobs, 7)
    stances = {t.stance for told in world.tellings_of().values() for t in told}
    assert stances == {"asserts", "denies", "retracts"}
    rendered = as_claims(world)
    silent = {c.id for c in rendered.claims if c.said_by[-1].stance != "asserts"}
    assert silent
    assert silent <= {s.claim for s in tallied(rendered).set_aside}
    written = "".join(report.text for report in as_texts(world).reports)
    assert " denied that anyone had been killed" in written
    assert " retracted its report that " in written


def test_the_error_model_is_what_the_knobs_say(gazetteer: Gazetteer) -> None:
    sure = replace(SMALL, accuracy=1.0, early_low=0.0, misprints=0.0)
    for knobs, right in ((sure, True), (replace(sure, accuracy=0.0), False)):
        said = [
            (count.best, told.happening.true(harm))
            for tellings in make_world(gazetteer, knobs, 7).tellings_of().values()
            for told in tellings
            if told.settled and told.asserts and told.source.credible
            for harm, count in told.counts
            if count.is_exact
        ]
        assert len(said) > 20
        agree = sum(n == truth for n, truth in said) / len(said)
        # off by one below one victim is no number: such a count stays
        assert agree == 1.0 if right else agree < 0.5


def test_a_metric_that_is_the_better_the_lower_has_a_ceiling() -> None:
    measured = EvalReport("world", "d", 1, "r", {"width": 0.3}, (), lower=frozenset({"width"}))
    assert list(fallen(Floor("d", 1, "r", {"width": 0.28}, slack=0.05), measured)) == []
    (why,) = fallen(Floor("d", 1, "r", {"width": 0.2}, slack=0.05), measured)
    assert "at most 0.2500" in why


def test_the_suite_takes_seeds_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bench, "open", lambda settings, kept: stub_bench())
    ended = CliRunner().invoke(cli, ["eval", "world", "--seeds", "4-5,9", "--jobs", "1"])
    assert ended.exit_code == 0, ended.output
    assert "world: 6 items" in ended.output
    refused = CliRunner().invoke(cli, ["eval", "actors", "--seeds", "1", "--jobs", "1"])
    assert refused.exit_code == 2
    assert "takes no seeds" in refused.output
    unread = CliRunner().invoke(cli, ["eval", "world", "--seeds", "one"])
    assert unread.exit_code == 2
