"""What a book counts: the charter's file, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tally_world import ARAK, BAGHDAD, DHI_QAR, IRAQ, NASIRIYAH, World, day, victims

from tollbook.errors import UsageError
from tollbook.record import EVERYTHING, Causes, Charter, Interval
from tollbook.tally import CHARTER, example_charter, load_charter

OCTOBER = Charter(period=Interval(day("2019-10-01"), day("2019-10-31")))
IN_IRAQ = Charter(countries=("IQ",))
IN_DHI_QAR = Charter(provinces=("IQ.09",))


def written(hand: Path, text: str) -> Path:
    (hand / CHARTER).write_text(text, "utf-8")
    return hand


def test_no_file_bounds_nothing(tmp_path: Path) -> None:
    assert load_charter(tmp_path) == load_charter(None) == EVERYTHING


def test_the_example_bounds_nothing_and_names_every_key(tmp_path: Path) -> None:
    assert load_charter(written(tmp_path, example_charter())) == EVERYTHING
    bare = example_charter().replace("# countries", "countries").replace("# provinces", "provinces")
    for key in ("start", "end", "status", "roles"):
        bare = bare.replace(f"# {key} =", f"{key} =")
    assert load_charter(written(tmp_path, bare)) == Charter(
        countries=("IQ",),
        provinces=("IR.15",),
        period=Interval(day("2019-10-01"), day("2019-12-31")),
        statuses=("civilian",),
        roles=("protester",),
    )


def test_a_file_read(tmp_path: Path) -> None:
    text = """
title = "Protests"
harms = ["killed", "missing"]
incident_unit = "day_and_place"
[period]
start = 2019-10-01
[causes]
indirect = true
"""
    assert load_charter(written(tmp_path, text)) == Charter(
        title="Protests",
        harms=("killed", "missing"),
        incident_unit="day_and_place",
        period=Interval(day("2019-10-01"), None),
        causes=Causes(indirect=True),
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("title = ", "Invalid value"),
        ("teritory = {}", "teritory"),
        ("[territory]\ncountry = ['IQ']", "country"),
        ("[territory]\ncountries = ['Iraq']", "'Iraq' is no country code"),
        ("[territory]\nprovinces = ['Dhi Qar']", "'Dhi Qar' is no province"),
        ("harms = ['hurt']", "hurt"),
        ("harms = []", "no harm is named"),
        ("[period]\nstart = 'October'", "period.start"),
        ("[period]\nstart = 2019-12-01\nend = 2019-10-01", "ends (2019-10-01) before it starts"),
        ("[victims]\nstatus = ['innocent']", "innocent"),
        ("[causes]\nhunger = true", "hunger"),
        ("[causes]\ndirect = 'yes'", "causes.direct"),
        ("incident_unit = 'week'", "week"),
    ],
)
def test_a_file_that_does_not_fit_is_named_with_its_key(
    tmp_path: Path, text: str, named: str
) -> None:
    with pytest.raises(UsageError) as caught:
        load_charter(written(tmp_path, text))
    assert named in caught.value.message
    assert caught.value.where == str(tmp_path / CHARTER)
    assert caught.value.next


def test_a_charter_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / CHARTER).write_bytes(b"title = '\xff'")
    with pytest.raises(UsageError):
        load_charter(tmp_path)


@pytest.mark.parametrize(
    ("charter", "told", "why"),
    [
        (OCTOBER, {"on": "2019-09-30"}, "period (2019-09-30, before 2019-10-01)"),
        (OCTOBER, {"on": ("2019-11-02", "2019-11-04")}, "period (2019-11-02, after 2019-10-31)"),
        (OCTOBER, {"on": ("2019-09-20", "2019-10-02")}, None),
        (OCTOBER, {"on": None}, None),
        (IN_IRAQ, {"at": ARAK}, "territory (Arak)"),
        (IN_IRAQ, {"at": [ARAK, BAGHDAD]}, None),
        (IN_IRAQ, {"at": None, "maybe_at": (ARAK, NASIRIYAH)}, None),
        (IN_IRAQ, {"at": None, "maybe_at": (ARAK,)}, "territory (Arak)"),
        (IN_IRAQ, {"at": None}, None),
        (IN_DHI_QAR, {"at": NASIRIYAH}, None),
        (IN_DHI_QAR, {"at": DHI_QAR}, None),
        (IN_DHI_QAR, {"at": IRAQ}, None),  # perhaps there: nobody is left out for what is not known
        (IN_DHI_QAR, {"at": BAGHDAD}, "territory (Baghdad)"),
        (
            Charter(harms=("killed", "missing")),
            {"harm": "injured"},
            "harm (it tells of injured; counted are killed, missing)",
        ),
        (
            Charter(statuses=("civilian",)),
            {"victims": victims(status="security")},
            "victims (status security)",
        ),
        (Charter(statuses=("civilian",)), {"victims": victims(status="civilian")}, None),
        (Charter(statuses=("civilian",)), {"victims": victims()}, None),
        (
            Charter(statuses=("civilian",)),
            {"victims": victims(status="security") + victims(status="civilian")},
            None,
        ),
        (Charter(roles=("protester",)), {"victims": victims(role="medic")}, "victims (role medic)"),
        (Charter(roles=("protester",)), {"victims": victims()}, None),
        (Charter(causes=Causes(in_custody=False)), {"cause": "custody"}, "cause (custody)"),
        (Charter(causes=Causes(direct=False)), {"cause": "execution"}, "cause (execution)"),
        (Charter(causes=Causes(crush=True)), {"cause": "crush"}, None),
        (Charter(causes=Causes(indirect=True)), {"cause": "illness"}, None),
        (Charter(causes=Causes(indirect=True)), {"cause": "natural"}, None),
    ],
)
def test_what_lies_outside_is_set_aside_with_its_reason(
    charter: Charter, told: dict[str, Any], why: str | None
) -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    own = world.claim(report, 3, **{"at": NASIRIYAH, "on": "2019-10-04", **told})
    tallied = world.tally(charter=charter)
    if why is None:
        assert [i.claims for i in tallied.incidents] == [(own,)]
        assert tallied.set_aside == ()
    else:
        assert tallied.incidents == ()
        (aside,) = tallied.set_aside
        assert (aside.claim, aside.why) == (own, f"outside the charter: {why}")


def test_a_total_of_elsewhere_has_no_account() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, 180, area=ARAK, since=("2019-10-01", "2019-10-05"))
    inside = world.claim(report, 100, area=IRAQ, since=("2019-10-01", "2019-10-05"))
    world.claim(report, 90, area=IRAQ, since=("2018-10-01", "2018-10-05"))
    tallied = world.tally(charter=replace(OCTOBER, countries=("IQ",)))
    assert [account.claim for account in tallied.accounts] == [inside]
    assert [aside.why.split()[3] for aside in tallied.set_aside] == ["territory", "period"]


def test_a_part_stays_with_its_whole() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    whole = world.claim(report, 5, at=NASIRIYAH, on="2019-10-04")
    part = world.claim(
        report, 2, at=NASIRIYAH, on="2019-10-04", part_of=whole, victims=victims(status="security")
    )
    civilians = Charter(statuses=("civilian",))
    (incident,) = world.tally("ibc-like", charter=civilians).incidents
    assert incident.claims == (whole, part)
    assert incident.tolls[0].max == 3


@pytest.mark.parametrize(("unit", "incidents"), [("event", 1), ("day_and_place", 2)])
def test_the_unit_of_an_incident(unit: Any, incidents: int) -> None:
    world = World()
    for name, date in (("a", "2019-10-04"), ("b", "2019-10-05")):
        world.claim(world.report(name, "2019-10-06"), 25, at=NASIRIYAH, on=date)
    assert len(world.tally(charter=Charter(incident_unit=unit)).incidents) == incidents
