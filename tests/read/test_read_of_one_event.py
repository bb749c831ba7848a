"""Which figures of one report count the same people, come on top, or are of another event."""

from __future__ import annotations

from datetime import date

import pytest
from read_cases import NAMES, Read

from tollbook.record import Claim, Lexicon
from tollbook.record.interval import Published


def _of(claims: tuple[Claim, ...], figure: int, harm: str = "killed") -> Claim:
    (found,) = (c for c in claims if c.count.nearest == figure and c.harm == harm)
    return found


ON_TOP = [
    # text, the figure that comes on top
    (
        "The army said three of its soldiers were killed in Kut on Friday. It said it had"
        " killed eight"
        " rebels.",
        8,
    ),
    (
        "The army said its troops had killed 50 gunmen. One of its soldiers was killed, it said.",
        1,
    ),
    (
        "A suicide bomber killed himself and six other people, police said.\n\nTwo"
        " accomplices were shot"
        " dead by officers, the police chief said.",
        2,
    ),
    ("Police say 3 officers, 5 attackers dead in siege", 3),
]


@pytest.mark.parametrize(("text", "figure"), ON_TOP)
def test_these_come_on_top(read: Read, text: str, figure: int) -> None:
    claim = _of(read(text).claims, figure)
    assert claim.part_of is None
    assert claim.adds_to is not None


def test_another_month_is_another_event(read: Read) -> None:
    text = (
        "A bomb killed 34 people outside a bank on Thursday, police said.\n\nIn February, a suicide"
        " bomber killed seven people outside another bank."
    )
    assert _of(read(text).claims, 7).part_of is None


def test_being_shot_as_the_means_of_the_dead_is_no_injury(read: Read) -> None:
    text = "Four people were murdered in Kut on Friday. Two of them, a couple, were shot."
    assert not [c for c in read(text).claims if c.harm == "injured"]


def test_two_of_them_shot_with_nobody_dead_before_are_injured(read: Read) -> None:
    text = "Four people were held in Kut on Friday. Two of them, a couple, were shot."
    assert _of(read(text).claims, 2, "injured")


def test_among_them_names_parts(read: Read) -> None:
    text = "A doctor said three civilians, among them a woman and her son, were killed by shelling."
    assert _of(read(text).claims, 3)


def test_a_hospital_counts_bodies_that_were_brought_to_it(read: Read) -> None:
    text = (
        "The death toll in the bombing has risen to 34, the governor said. The hospital said it had"
        " received 29 bodies. The ministry spoke of 24 dead."
    )
    claims = read(text).claims
    assert _of(claims, 29).part_of == _of(claims, 34).id
    assert _of(claims, 24).part_of is None


DOERS = [
    # text, who did it
    (
        "On Monday, a man wanted by police blew himself up near the mosque as officers"
        " closed in on him,"
        " killing himself and three policemen.",
        ["a man"],
    ),
    (
        "Four farmers were killed when shells fired by Ruritanian troops landed in a valley.",
        ["Ruritanian troops"],
    ),
    ("Nine workers were kidnapped when gunmen stopped their bus.", ["gunmen"]),
]


ACTS_BY = [
    ("Shelling by the army killed 12 people.", ["the army"]),
    ("Shelling by soldiers on Thursday killed 12 people.", ["soldiers"]),
    ("Shelling by the army in Kut left 12 people dead.", ["the army"]),
    ("A raid by the army left 12 people dead.", ["the army"]),
    ("An attack by gunmen that left at least two men dead ended.", ["gunmen"]),
    ("Shelling by the army stopped at noon. Then 12 people were killed.", []),
    ("A raid by the army failed when 12 people were killed by a mine.", []),
    ("Shelling by the army went on as gunmen killed 12 people.", ["gunmen"]),
]


@pytest.mark.parametrize(("text", "doers"), ACTS_BY)
def test_who_did_the_act_that_led_to_it(read: Read, text: str, doers: list[str]) -> None:
    killed = [c for c in read(text).claims if c.harm == "killed"]
    assert [p.text for c in killed for p in c.perpetrators] == doers


@pytest.mark.parametrize(("text", "doers"), DOERS)
def test_who_did_it(read: Read, text: str, doers: list[str]) -> None:
    found = [p.text for c in read(text).claims for p in c.perpetrators]
    assert found == doers


def test_hostages_are_counted_by_their_own_noun(read: Read) -> None:
    claim = _of(read("The rebels seized 253 hostages in the market.").claims, 253, "abducted")
    assert [p.text for p in claim.perpetrators] == ["The rebels"]


def test_the_hanged_and_those_whom_they_had_killed(read: Read) -> None:

    text = (
        "The authorities hanged nine men in Kut on Wednesday over the 2015 car bombing that"
        " killed the"
        " chief prosecutor."
    )
    day = date(2019, 2, 20)
    claims = read(text, published=Published(day, day, "given")).claims
    assert [c.past for c in claims] == [False, True]


def test_a_gas_cylinder_is_an_accident(read: Read) -> None:
    (claim,) = read("Three people died when a gas cylinder exploded in a restaurant.").claims
    assert claim.cause == "accident"


ASIDE = [
    # text, figure, who says it
    (
        "Two officers were killed, the ministry said, bringing the total this year to 45.",
        2,
        "the ministry",
    ),
    (
        "The army said it had hit a camp. One of its soldiers was killed, it said, bringing"
        " its losses"
        " since May to 251.",
        251,
        "The army",
    ),
    ("One witness, reached by telephone, said he had counted 14 bodies.", 14, "One witness"),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), ASIDE)
def test_who_says_it_in_an_aside(read: Read, text: str, figure: int, speaker: str) -> None:
    assert _of(read(text).claims, figure).said_by[-1].speaker == speaker


def test_the_parts_of_a_round_up_are_events_of_their_own(read: Read) -> None:
    text = (
        "Air strikes killed at least 19 people in Iraq on Monday, the ministry"
        " said.\n\nNine of them died"
        " when a house was hit in Kut. In Hilla, six nurses were killed, and a drone killed"
        " two people on a"
        " motorcycle in Najaf."
    )
    claims = read(text, lexicon=NAMES).claims
    assert _of(claims, 19).scope == "cumulative"
    parts = [_of(claims, n) for n in (9, 6, 2)]
    assert [(c.scope, c.part_of) for c in parts] == [("incident", None)] * 3


def test_a_headline_is_no_second_source(read: Read) -> None:
    title = "Fifteen soldiers killed in attack on bus, state media say"
    body = "An attack on a bus killed 15 soldiers, the agency SANA said, citing a source."
    killed = [c for c in read(body, title).claims if c.harm == "killed"]
    assert len(killed) == 1


def test_who_was_fought_in_the_clash_is_named(read: Read) -> None:
    text = "Two soldiers were killed in a clash with militants of the Red Front on Thursday."
    (claim,) = (c for c in read(text).claims if c.harm == "killed")
    assert [p.text for p in claim.perpetrators] == ["militants of the Red Front"]


def test_rejecting_criticism_denies_nothing(read: Read) -> None:
    text = "A bomb killed five people in Kut. The ministry rejected criticism that it was too slow."
    assert not [s for s in read(text).statements if s.kind == "denial"]


def test_a_coal_mine_is_no_weapon(read: Read) -> None:
    (claim,) = read("On Thursday, nine miners died when a coal mine collapsed.").claims
    assert claim.cause == "accident"


def test_soldiers_in_a_village_are_not_the_refugees_of_a_camp(read: Read) -> None:
    """As many, told in another paragraph of a place that the gazetteer lacks: two events."""
    towns = Lexicon(place_name=lambda name: "no" if name == "qurmiya" else "town")
    text = (
        "Two refugees were killed in Balata camp, in Nablus, on Friday.\n\n"
        "Two soldiers were killed in Qurmiya, near the border."
    )
    assert [c.count.low for c in read(text, lexicon=towns).claims if c.harm == "killed"] == [2, 2]
