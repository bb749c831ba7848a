"""What would count the dead of one event twice, or those of two events once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tally_world import DHI_QAR, IRAQ, MILITIA, NAJAF, NASIRIYAH, World, day, grouping, says

from tollbook.record import Span
from tollbook.record.marks import ANOTHER_EVENT, LISTED_BY_PLACE


@pytest.mark.parametrize("towns", [True, False])
def test_two_towns_with_a_day_each_are_two_events_however_near(towns: bool) -> None:
    near = replace(NASIRIYAH, id="gn:suq", name="Suq", lat=31.06, lon=46.30)
    if not towns:
        near = replace(near, level="neighbourhood", radius_km=1.0)
    world = World()
    report = world.report("a", "2019-10-05")
    world.claim(report, 4, at=NASIRIYAH, on="2019-10-04")
    world.claim(report, 9, harm="injured", at=near, on="2019-10-04")
    assert len(grouping(world.tally())) == (2 if towns else 1)


def test_no_report_tells_of_what_came_after_it() -> None:
    world = World()
    early = world.claim(world.report("a", "2019-04-14"), 12, at=NASIRIYAH, words="12 farmers shot")
    late = world.claim(
        world.report("b", "2019-08-08"), 12, at=NASIRIYAH, on="2019-08-07", words="12 farmers shot"
    )
    assert grouping(world.tally()) == {frozenset({early}), frozenset({late})}


@pytest.mark.parametrize(("published", "together"), [("2019-10-10", True), ("2019-10-30", False)])
def test_an_undated_report_of_the_week_is_of_the_event(published: str, together: bool) -> None:
    world = World()
    world.claim(world.report("a", "2019-10-05"), 3, at=NASIRIYAH, on="2019-10-04", words="3 died")
    world.claim(world.report("b", published), 3, at=NASIRIYAH, words="three fell")
    assert len(grouping(world.tally())) == (1 if together else 2)


@pytest.mark.parametrize(
    ("published", "basis", "together"),
    [
        ("2019-10-12", "report", True),  # a day that a rule supplied
        ("2019-10-12", "clause", False),  # a day that its words give
        ("2019-11-12", "report", False),
    ],
)
def test_a_day_that_no_word_gives_forbids_little(
    published: str, basis: str, together: bool
) -> None:
    world = World()
    world.claim(world.report("a", "2019-10-05"), 6, at=NASIRIYAH, on="2019-10-04", words="6 died")
    rule = (str(day(published) - timedelta(days=3)), published)
    world.claim(
        world.report("b", published), 6, at=NASIRIYAH, on=rule, words="six fell", basis=basis
    )
    assert len(grouping(world.tally())) == (1 if together else 2)


def test_a_boast_is_no_other_event_for_being_higher() -> None:
    world = World()
    boast = says("the brigade", "military", stake="enemy_losses")
    world.claim(world.report("a", "2019-10-05"), 10, at=NASIRIYAH, on="2019-10-04", by=MILITIA)
    other = world.claim(
        world.report("b", "2019-10-05"), 45, at=DHI_QAR, on="2019-10-04", by=MILITIA, said_by=boast
    )
    assert len(grouping(world.tally())) == 1
    held = next(i for i, c in enumerate(world.claims) if c.id == other)
    world.claims[held] = replace(world.claims[held], said_by=says("police", "police"))
    assert len(grouping(world.tally())) == 2


def test_a_name_taken_for_another_place_of_that_name_parts_nothing() -> None:
    world = World()
    wrong = replace(NAJAF, id="gn:other", name="Suq al-Shuyukh")
    far = world.report("a", "2019-10-05")
    claim = world.claim(far, 7, at=wrong, on="2019-10-04", words="7 died in Nasiriyah")
    at = next(i for i, r in enumerate(world.resolutions) if r.place is wrong)
    span = Span(10, 19, "Nasiriyah")
    world.resolutions[at] = replace(world.resolutions[at], span=span, candidate_places=(NASIRIYAH,))
    other = world.claim(world.report("b", "2019-10-06"), 7, at=NASIRIYAH, on="2019-10-04")
    assert grouping(world.tally()) == {frozenset({claim, other})}
    world.resolutions[at] = replace(world.resolutions[at], candidate_places=())
    assert len(grouping(world.tally())) == 2


@pytest.mark.parametrize(
    ("fields", "incidents"),
    [({}, 0), ({"by": MILITIA}, 1), ({"means": ("bomb",)}, 1)],
)
def test_nobody_hurt_is_no_incident_by_itself(fields: dict[str, Any], incidents: int) -> None:
    world = World()
    claim = world.claim(
        world.report("a", "2019-10-05"), 0, harm="injured", at=NASIRIYAH,
        on="2019-10-04", words="nobody was burned", **fields,
    )  # fmt: skip
    tallied = world.tally()
    assert len(tallied.incidents) == incidents
    assert any(claim in s.where for s in tallied.set_aside) is (incidents == 0)


def test_nobody_hurt_is_a_figure_of_what_others_tell_of() -> None:
    world = World()
    world.claim(
        world.report("a", "2019-10-05"), 0, at=NASIRIYAH, on="2019-10-04",
        words="nobody was killed",
    )  # fmt: skip
    attack = world.report("b", "2019-10-05")
    world.claim(attack, None, harm="attacked", at=NASIRIYAH, on="2019-10-04", target="a house")
    world.claim(attack, 3, harm="injured", at=NASIRIYAH, on="2019-10-04", by=MILITIA)
    (incident,) = world.tally().incidents
    assert [(t.harm, t.best) for t in incident.tolls] == [("killed", 0), ("injured", 3)]


@pytest.mark.parametrize(
    ("first", "later", "told", "together"),
    [
        (1, 4, "2019-10-16", True),  # the first count is of the first two days
        (1, 4, "2019-10-06", True),  # and was told within the week before
        (1, 9, "2019-10-16", False),
    ],
)
def test_an_early_count_and_a_later_one_are_of_one_event(
    first: int, later: int, told: str, *, together: bool
) -> None:
    world = World()
    world.claim(world.report("a", "2019-10-05"), first, at=NASIRIYAH, on="2019-10-04", words="x")
    world.claim(world.report("b", told), later, at=NASIRIYAH, on="2019-10-04", words="y")
    assert len(grouping(world.tally())) == (1 if together else 2)


@pytest.mark.parametrize(("other", "together"), [(34, True), (43, False)])
def test_nearly_the_same_number_of_many_ties(other: int, *, together: bool) -> None:
    world = World()
    world.claim(world.report("a", "2019-10-10"), 30, at=NASIRIYAH, on="2019-10-04", words="x")
    world.claim(world.report("b", "2019-10-10"), other, at=DHI_QAR, on="2019-10-04", words="y")
    assert len(grouping(world.tally())) == (1 if together else 2)


def test_the_same_kind_of_people_ties_where_nobody_is_known_by_name() -> None:
    kinds = {}
    for side in ("rebels", "soldiers"):
        world = World()
        for name, by, words in (("a", "rebels", "two fell"), ("b", side, "two died")):
            report = world.report(name, "2019-10-05")
            world.claim(report, 2, at=DHI_QAR, on="2019-10-04", by=by, words=words)
        links = [link for i in world.tally().incidents for link in i.links]
        kinds[side] = [reason for link in links for reason in link.reasons]
    assert any("same kind of people (rebels" in reason for reason in kinds["rebels"])
    assert not any("same kind of people" in reason for reason in kinds["soldiers"])


def test_the_same_doubtful_name_ties_more_than_a_place_among_several() -> None:
    suq = replace(NASIRIYAH, id="gn:suq", name="Suq", lat=31.06, lon=46.30)
    far = replace(suq, id="gn:suq2", lat=36.1, lon=44.0)
    tied = {}
    for name, second in (("same", (suq, far)), ("fewer", (suq,))):
        world = World()
        for report, maybe in (("a", (suq, far)), ("b", second)):
            told = world.report(report, "2019-10-05")
            world.claim(told, 2, maybe_at=maybe, on="2019-10-04", words=report)
        tied[name] = [r for i in world.tally().incidents for x in i.links for r in x.reasons]
    assert any("the same words for a place" in r for r in tied["same"])
    assert not any("the same words for a place" in r for r in tied["fewer"])


@pytest.mark.parametrize(("shared", "together"), [(True, True), (False, False)])
def test_one_toll_over_several_towns_is_of_the_event_of_one_of_them(
    *, shared: bool, together: bool
) -> None:
    world = World()
    both = [NASIRIYAH, NAJAF] if shared else [DHI_QAR, NAJAF]
    world.claim(world.report("a", "2019-10-05"), 12, at=both, on="2019-10-04", words="x")
    world.claim(world.report("b", "2019-10-05"), 12, at=NASIRIYAH, on="2019-10-04", words="y")
    assert len(grouping(world.tally())) == (1 if together else 2)


@pytest.mark.parametrize(("mark", "events"), [(ANOTHER_EVENT, 2), (LISTED_BY_PLACE, 2), ("", 1)])
def test_words_part_two_attacks_of_one_town_and_day(mark: str, events: int) -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    first = world.claim(report, 14, at=NASIRIYAH, on="2019-10-04", words="14 farmers died")
    second = world.claim(report, 6, at=NASIRIYAH, on="2019-10-04", words="six mourners died")
    claim = replace(world.claims[-1], rule=f"by hand, {mark}")
    if mark == LISTED_BY_PLACE:
        claim = replace(claim, sentence=world.claims[0].sentence)
    world.claims[-1] = claim
    found = grouping(world.tally())
    assert len(found) == events
    assert frozenset({first} if events == 2 else {first, second}) in found


@pytest.mark.parametrize(
    ("speaker", "together"), [("the governor", True), ("The Governor", True), ("the mayor", False)]
)
def test_who_gives_two_reports_one_figure_speaks_of_one_event(speaker: str, together: bool) -> None:
    world = World()
    both = world.report("a", "2019-10-05")
    many = says("residents", "witness")
    world.claim(both, 40, at=NASIRIYAH, on="2019-10-04", said_by=many)
    world.claim(both, 9, at=NASIRIYAH, on="2019-10-04", said_by=says("the governor", "official"))
    one = world.report("b", "2019-10-05")
    world.claim(one, 9, at=NASIRIYAH, on="2019-10-04", said_by=says(speaker, "official"))
    incidents = world.tally().incidents
    assert len(incidents) == (1 if together else 2)
    assert ("9, by one speaker" in str([i.links for i in incidents])) is together


@pytest.mark.parametrize(("published", "together"), [("2019-10-05", True), ("2019-10-08", False)])
def test_two_counts_of_one_date_may_be_an_early_one_and_a_later(
    published: str, together: bool
) -> None:
    world = World()
    for name, killed in (("a", 2), ("b", 8)):
        world.claim(world.report(name, published), killed, at=NASIRIYAH, on="2019-10-04")
    assert len(grouping(world.tally())) == (1 if together else 2)


def test_who_attacked_beside_the_harm_did_not_do_it() -> None:
    """ "Killed when militants blew themselves up as troops raided a house": not the troops."""
    world = World()
    told = world.report("a", "2019-10-05")
    both = {"at": NASIRIYAH, "on": "2019-10-04", "sentence": (0, 400)}
    world.claim(told, 15, by="militants", **both)
    world.claim(told, None, harm="attacked", by="troops", target="a house", **both)
    (incident,) = world.tally().incidents
    assert [p.text for p in incident.perpetrators] == ["militants"]


@pytest.mark.parametrize(("killed", "together"), [((210, 350), True), ((21, 35), False)])
def test_so_many_dead_of_a_land_in_a_week_are_of_one_event(
    killed: tuple[int, int], together: bool
) -> None:
    world = World()
    for n, (name, published) in zip(
        killed, (("a", "2019-10-05"), ("b", "2019-10-08")), strict=True
    ):
        world.claim(world.report(name, published), n, at=IRAQ, on="2019-10-04")
    assert len(grouping(world.tally())) == (1 if together else 2)


def test_towns_of_parts_are_no_places_of_a_whole_land() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    whole = world.claim(report, 60, at=IRAQ, on="2019-10-04")
    for n, town in ((28, NASIRIYAH), (12, NAJAF)):
        world.claim(report, n, at=town, on="2019-10-04", part_of=whole)
    world.claim(world.report("b", "2019-10-05"), 60, at=IRAQ, on="2019-10-04", words="sixty")
    (incident,) = world.tally().incidents
    assert "places together" not in str(incident.links)
