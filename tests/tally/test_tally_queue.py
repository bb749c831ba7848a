"""What needs a person, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tally_world import ARAK, BAGHDAD, MILITIA, NAJAF, NASIRIYAH, World, says, victims

from tollbook.record import Actor, Count, Resolution
from tollbook.record.vocabulary import Verb
from tollbook.tally.queue import CODES, WEIGHTS, Considered, Waiting, queue


def considered(
    world: World, settled: Mapping[str, Collection[Verb]] | None = None, **more
) -> Considered:
    tallied = world.tally()
    return Considered(
        world.reports,
        world.claims,
        world.resolutions,
        tallied.incidents,
        tallied.accounts,
        tallied.set_aside,
        settled or {},
        copies=world.copies,
        **more,
    )


def codes(waiting: tuple[Waiting, ...]) -> dict[str, list[str]]:
    return {w.subject: [q.code for q in w.questions] for w in waiting}


def one_claim(**more) -> tuple[World, str]:
    world = World()
    report = world.report("a", "2019-10-05")
    fields = {"at": NASIRIYAH, "on": "2019-10-04", **more}
    return world, world.claim(report, 3, **fields)


def test_a_plain_claim_asks_nothing() -> None:
    world, _ = one_claim()
    assert queue(considered(world)) == ()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"scope": "unclear"}, "unclear_scope"),
        ({"said_by": says("a governor", stance="denies")}, "denied"),
        ({"at": None, "maybe_at": (NAJAF, ARAK)}, "several_places"),
    ],
)
def test_a_claim_asks_until_a_person_has_judged_it(fields: dict, code: str) -> None:
    world, claim = one_claim(**fields)
    assert code in codes(queue(considered(world)))[claim]
    for verb in ("accept", "reject", "unsure"):
        assert claim not in codes(queue(considered(world, {claim: [verb]})))
    assert claim in codes(queue(considered(world, {claim: ["note"]})))


def test_actors_that_words_may_mean_are_asked_for() -> None:
    world, claim = one_claim()
    both = (Actor("act:1", "One Army", "state", None), Actor("act:2", "Other Army", "state", None))
    world.resolutions.append(
        Resolution(claim, "actor", None, 0.5, "clause", (), candidate_actors=both)
    )
    assert codes(queue(considered(world))) == {claim: ["several_actors"]}


def far_apart(low: int, high: int) -> tuple[World, list[str]]:
    world = World()
    claims = [
        world.claim(
            world.report(name, "2019-10-06"),
            n,
            at=NASIRIYAH,
            on="2019-10-04",
            by=MILITIA,
            said_by=says(who, "medic"),
        )
        for name, n, who in (("a", low, "Dr. Salim"), ("b", high, "Nurse Hadi"))
    ]
    return world, claims


def test_sources_far_apart_are_asked_about_and_close_ones_are_not() -> None:
    for low, high, asked in ((40, 100, True), (40, 45, False), (2, 4, False)):
        world, _ = far_apart(low, high)
        found = queue(considered(world))
        assert any("figures_apart" in c for c in codes(found).values()) is asked, (low, high)


def test_far_apart_says_both_numbers_and_is_settled_by_accepting_both() -> None:
    world, claims = far_apart(40, 100)
    (waiting,) = queue(considered(world))
    assert waiting.questions[0].words == "independent sources say 40 and 100 killed"
    assert waiting.people == 100
    one = {claims[0]: ["accept"]}
    assert queue(considered(world, one))
    assert not queue(considered(world, one | {claims[1]: ["accept"]}))
    assert not queue(considered(world, {waiting.subject: ["toll"]}))
    assert not queue(considered(world, {waiting.subject: ["unsure"]}))


def test_two_incidents_of_one_day_and_place_ask_whether_they_are_one() -> None:
    world, _ = far_apart(10, 90)  # far enough apart for two incidents
    many, few = sorted(world.tally().incidents, key=lambda i: -(i.tolls[0].best or 0))
    (waiting,) = queue(considered(world))
    assert waiting.subject == few.id
    assert waiting.questions[0].code == "same_day_and_place"
    assert waiting.questions[0].words.endswith("killed 90")
    for settled in ({few.id: ["different"]}, {few.claims[0]: ["different"]}):
        assert queue(considered(world, settled)) == ()
    assert queue(considered(world, {many.id: ["note"]}))


def test_an_unusual_figure_waits_until_it_is_accepted() -> None:
    world, claims = far_apart(10, 90)
    named = victims(names=("Layla Hassan",))  # ties them, far apart as they are
    world.claims = [replace(claim, victims=named) for claim in world.claims]
    assert "unusual_figure" in codes(queue(considered(world)))[claims[1]]
    assert claims[1] not in codes(queue(considered(world, {claims[1]: ["accept"]})))


def test_an_incident_without_day_or_place_is_asked_for_them() -> None:
    world, _claim = one_claim(on=None, at=None)
    (incident,) = world.tally().incidents
    assert {"no_place"} <= set(codes(queue(considered(world)))[incident.id])
    assert "no_place" not in str(codes(queue(considered(world, {incident.id: ["place"]}))))


def test_totals_ask_by_their_verdict() -> None:
    world, _ = one_claim()
    report = world.report("b", "2019-10-20")
    total = world.claim(report, 90, area=NASIRIYAH, since=("2019-10-01", "2019-10-19"))
    (account,) = world.tally().accounts
    found = codes(queue(considered(world)))
    assert found == {account.id: ["incidents_missing"]}
    assert queue(considered(world, {total: ["accept"]})) == ()


def test_a_copy_asks_nothing_of_its_own() -> None:
    world, claim = one_claim(scope="unclear")
    copy = world.copy("rep_a", "b", "2019-10-06")
    world.claims = [replace(c) for c in world.claims]
    assert list(codes(queue(considered(world)))) == [claim]
    assert copy in world.copies


def test_orphans_and_pages_without_a_reader_wait_too() -> None:
    world, _ = one_claim()
    arabic = world.report("ar", "2019-10-05")
    found = codes(
        queue(
            considered(world, orphans={"dec_1": "its words are gone"}, languages={arabic: "Arabic"})
        )
    )
    assert found == {"dec_1": ["orphan"], arabic: ["unread_language"]}


def test_a_report_without_a_date_waits_only_if_it_tells_of_something() -> None:
    world = World()
    told, silent = world.report("a"), world.report("b")
    world.claim(told, 3, at=BAGHDAD, on="2019-10-04")
    assert codes(queue(considered(world))) == {told: ["undated_report"]}
    assert silent not in codes(queue(considered(world)))


def test_the_same_question_about_more_people_comes_first() -> None:
    world = World()
    report = world.report("a", "2019-10-05")
    few, none, many = (
        world.claim(report, n, at=BAGHDAD, on="2019-10-04", scope="unclear")
        for n in (2, Count.unknown(), 200)
    )
    assert [w.subject for w in queue(considered(world))] == [many, few, none]


def test_every_kind_of_question_has_a_weight_and_they_fall() -> None:
    assert tuple(WEIGHTS) == CODES
    assert list(WEIGHTS.values()) == sorted(WEIGHTS.values(), reverse=True)


@given(st.randoms(use_true_random=False))
def test_the_queue_does_not_depend_on_any_order(random) -> None:
    world, _ = far_apart(10, 90)
    report = world.report("c")
    for scope in ("unclear", "incident", "generic"):
        world.claim(report, 5, scope=scope, maybe_at=(NAJAF, ARAK))
    straight = considered(world)
    mixed = {
        name: random.sample(list(getattr(straight, name)), len(getattr(straight, name)))
        for name in ("reports", "claims", "resolutions", "incidents", "accounts", "set_asides")
    }
    assert queue(replace(straight, **mixed)) == queue(straight)
