"""Which claims enter the tally, and what is said of those that do not."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tally_world import BAGHDAD, IRAQ, NAJAF, World, grouping, says

from tollbook.record import Count


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"scope": "generic"}, "general statement"),
        ({"scope": "unclear"}, "claim of unclear scope"),
        ({"modality": "hypothetical"}, "hypothetical claim"),
        ({"modality": "future"}, "future claim"),
        ({"cause": "illness"}, "other cause"),
        ({"cause": "natural"}, "other cause"),
        ({"cause": "accident"}, "other cause"),
        ({"said_by": says("the army", "military", stance="denies")}, "denied claim"),
        ({"said_by": says("the army", "military", stance="retracts")}, "retracted claim"),
        ({"past": True, "basis": "report"}, "background claim"),
    ],
)
def test_what_enters_nothing(fields: dict[str, Any], what: str) -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, 3, at=BAGHDAD, on="2019-10-04", words="three were killed", **fields)
    tallied = world.tally()
    assert tallied.incidents == ()
    (aside,) = tallied.set_aside
    assert aside.what == what
    assert aside.where == f'{aside.claim} in rep_a: "three were killed"'
    assert aside.claim == world.claims[0].id
    assert aside.why
    assert aside.next.startswith("tollbook ")


@pytest.mark.parametrize("count", [Count.not_reported("no reports"), Count.unknown(), None])
def test_no_number_is_no_claim(count: Count | None) -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, count, at=BAGHDAD, on="2019-10-04", words="no reports of dead")
    tallied = world.tally()
    assert (tallied.incidents, len(tallied.set_aside)) == ((), 1)


@pytest.mark.parametrize("cause", [None, "execution"])
def test_violence_and_execution_enter(cause: str | None) -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, 3, at=BAGHDAD, on="2019-10-04", cause=cause)
    assert len(world.tally().incidents) == 1


def test_a_policy_may_count_other_causes(tmp_path: Path) -> None:
    own = (files("tollbook.tally") / "policies" / "default.toml").read_text("utf-8")
    wider = own.replace('causes = ["execution"]', 'causes = ["execution", "accident"]')
    assert wider != own
    (tmp_path / "policy.toml").write_text(wider.replace('name = "default"', 'name = "wider"'))
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, 1, at=BAGHDAD, on="2019-10-04", cause="accident")
    world.claim(report, 2, at=BAGHDAD, on="2019-10-04", cause="illness")
    (incident,) = world.tally("wider", hand=tmp_path).incidents
    assert [toll.in_words() for toll in incident.tolls] == ["1"]


def test_an_attack_is_an_incident_without_a_toll() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, None, harm="attacked", at=BAGHDAD, on="2019-10-04", target="a station")
    (incident,) = world.tally().incidents
    assert incident.tolls == ()
    assert incident.toll("killed") is None


def test_an_attack_joins_the_deaths_it_caused() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, None, harm="attacked", at=BAGHDAD, on="2019-10-04", target="a station")
    world.claim(report, 3, at=BAGHDAD, on="2019-10-04")
    (incident,) = world.tally().incidents
    assert [t.harm for t in incident.tolls] == ["killed"]


def test_background_never_joins_an_event_of_another_day() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    other = world.report("b", "2019-10-05")
    today = world.claim(report, 3, at=BAGHDAD, on="2019-10-04")
    before = world.claim(report, 40, at=BAGHDAD, on="2016-07-03", past=True)
    undated = world.claim(report, 9, at=BAGHDAD, past=True)
    same = world.claim(other, 3, at=BAGHDAD, on="2019-10-04")
    assert grouping(world.tally()) == {
        frozenset({today, same}),
        frozenset({before, undated}),
    }


def test_background_joins_the_incident_of_its_own_day() -> None:
    world = World()
    then = world.report("a", "2016-07-04")
    later = world.report("b", "2019-10-05")
    first = world.claim(then, 40, at=BAGHDAD, on="2016-07-03")
    recalled = world.claim(later, 40, at=BAGHDAD, on="2016-07-03", past=True)
    today = world.claim(later, 3, at=NAJAF, on="2019-10-04")
    assert grouping(world.tally()) == {frozenset({first, recalled}), frozenset({today})}


def test_a_rejected_claim_changes_the_figures_and_undo_restores_them() -> None:
    world = World()
    a, b = world.report("a", "2019-10-05"), world.report("b", "2019-10-05")
    world.claim(a, 3, at=BAGHDAD, on="2019-10-04")
    wrong = world.claim(b, 5, at=BAGHDAD, on="2019-10-04", words="five were killed")
    world.claim(b, 50, area=IRAQ, since=("2019-10-01", None))
    whole = world.tally()
    decision = world.decide("reject", wrong, "it was a drill")
    without = world.tally()
    assert without.incidents[0].toll("killed").max == 3  # type: ignore[union-attr]
    (aside,) = without.set_aside
    assert aside.why == "ana rejected it: it was a drill"
    assert aside.next == f"tollbook decide undo {decision}"
    assert without.accounts[0].surely.max == 3
    world.decide("undo", decision)
    assert world.tally() == whole


def test_the_copies_of_a_rejected_claim_go_with_it() -> None:
    world = World()
    a = world.report("a", "2019-10-05")
    wrong = world.claim(a, 3, at=BAGHDAD, on="2019-10-04")
    world.copy(a, "b")
    world.decide("reject", wrong)
    tallied = world.tally()
    assert tallied.incidents == ()
    assert [s.what for s in tallied.set_aside] == ["rejected claim"] * 2


def test_claims_of_reports_that_are_not_there_are_left_out() -> None:
    world = World()
    a = world.report("a", "2019-10-05")
    world.claim(a, 3, at=BAGHDAD, on="2019-10-04")
    world.reports.clear()
    assert world.tally().incidents == ()
