"""Places and days that the report as a whole gives: its bureau, its first event, its round-up."""

from __future__ import annotations

from datetime import date

from test_event import claim_of, mentions_of, report_of, when, where

from tollbook.record import Claim, Published, Report, Resolution
from tollbook.resolve import Atlas

FRIDAY = date(2019, 10, 4)


def _of(
    atlas: Atlas, report: Report, claims: list[Claim], places: list[str], asked: Claim
) -> list[Resolution]:
    published = Published(FRIDAY, FRIDAY, "meta")
    found = atlas.resolve(report, claims, mentions_of(report, places), published)
    return [r for r in found if r.subject == asked.id]


def test_a_bureau_abroad_is_no_place_of_an_event(atlas: Atlas) -> None:
    report = report_of(
        "BEIRUT, Oct 4 (Wire) - A drone killed a man in Sarmada in Syria's Idlib. Syria's army"
        " was not near.\n\nThe White Helmets said that a boy of ten died."
    )
    first = claim_of(report, "killed a man", places=("Sarmada",))
    boy = claim_of(report, "a boy of ten died")
    places = ["BEIRUT", "Sarmada", "Syria", "Idlib"]
    assert where(_of(atlas, report, [first, boy], places, boy))[0][0] == "Sarmada"


def test_what_lies_north_of_a_town_is_not_the_town(atlas: Atlas) -> None:
    report = report_of(
        "BAGHDAD, Oct 4 (Wire) - Gunmen struck again. In Mosul, 400 km north of Baghdad,"
        " they shot two men."
    )
    claim = claim_of(report, "shot two men", places=("Baghdad", "Mosul"))
    found = _of(atlas, report, [claim], ["BAGHDAD", "Mosul", "Baghdad"], claim)
    assert [name for name, _ in where(found)] == ["Mosul"]


def test_where_a_ministry_sits_nothing_happened(atlas: Atlas) -> None:
    report = report_of(
        "A bomb killed 20 people in Lashkar Gah.\n\nThe ministry in Kabul spoke of 24 dead."
    )
    first = claim_of(report, "killed 20 people", places=("Lashkar Gah",))
    claim = claim_of(report, "24 dead", places=("Kabul",))
    found = _of(atlas, report, [first, claim], ["Lashkar Gah", "Kabul"], claim)
    assert "Kabul" not in [name for name, _ in where(found)]


def test_a_round_up_gives_its_day_to_those_without_one(atlas: Atlas) -> None:
    report = report_of(
        "At least 11 people were killed across Iraq on Thursday.\n\nIn Kut, a bomb killed four"
        " workers."
    )
    words, times = "11 people were killed", ("on Thursday",)
    total = claim_of(report, words, places=("Iraq",), times=times, scope="cumulative")
    claim = claim_of(report, "killed four workers", places=("Kut",))
    day = when(_of(atlas, report, [total, claim], ["Iraq", "Kut"], claim))
    assert day is not None
    assert day.when is not None
    assert (day.when.start, day.when.end) == (date(2019, 10, 3), date(2019, 10, 3))


def test_the_city_of_a_total_is_the_one_named_last(atlas: Atlas) -> None:
    report = report_of(
        "Workers dug in Raqqa in Syria. Since January, they have found 553 bodies in the city."
    )
    claim = claim_of(report, "553 bodies", times=("Since January",), scope="cumulative")
    found = _of(atlas, report, [claim], ["Raqqa", "Syria"], claim)
    assert [name for name, _ in where(found)] == ["Raqqa"]


def test_around_noon_of_a_day_is_that_day(atlas: Atlas) -> None:
    report = report_of("A bomb killed three men in Kut around noon on Thursday.")
    claim = claim_of(
        report, "killed three men", places=("Kut",), times=("around noon on Thursday",)
    )
    day = when(_of(atlas, report, [claim], ["Kut"], claim))
    assert day is not None
    assert day.when is not None
    assert day.when.start == day.when.end == date(2019, 10, 3)
