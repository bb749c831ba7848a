"""Several events in one report: under headings of days, one a paragraph, one before another."""

from __future__ import annotations

from datetime import date

import pytest
from read_cases import NAMES, Read

from tollbook.read.day_headings import heading_at, sections_in
from tollbook.record import Claim, Lexicon
from tollbook.record.interval import Published
from tollbook.record.marks import ANOTHER_EVENT, EARLIER_EVENT
from tollbook.record.timewords import find_time_words

_WRITTEN = Published(date(2025, 3, 8), date(2025, 3, 8), "given")


def _of(claims: tuple[Claim, ...], figure: int, harm: str = "killed") -> Claim:
    (found,) = (c for c in claims if c.count.nearest == figure and c.harm == harm)
    return found


def _times(claim: Claim) -> list[str]:
    return [t.quote for t in claim.times]


@pytest.mark.parametrize(
    "line",
    [
        "Monday 3 March",
        "3 March 2025",
        "March 3, 2025:",
        "Day 2",
        "Day two: Tuesday 4 March",
        "- Friday, 7 March",
        "Thursday",
        "3 March: Gunmen attacked a bus.",
        "Friday 7 March - Shells fell.",
    ],
)
def test_a_line_that_heads_a_day(line: str) -> None:
    assert heading_at(line, 0) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Monday was calm.",
        "March 3 was the day of the vote",
        "Friday - a day of rest",
        "3 marches were held",
        "In March, 12 people died.",
        "Mayor 3",
        "",
    ],
)
def test_a_line_that_heads_none(line: str) -> None:
    assert heading_at(line, 0) is None


def test_one_date_alone_makes_no_section() -> None:
    text = "In the hills\n\n8 March 2025\n\nGunmen killed two.\n\nMonday 3 March\n\nThree died."
    assert sections_in(text, 14, find_time_words(text)) == []


def test_what_stands_under_headings_of_days_is_of_those_days(read: Read) -> None:
    body = (
        "8 March 2025\n\nMonday 3 March\n\nGunmen attacked Hilla at dawn. Eleven residents were"
        " killed.\n\nTuesday 4 March\n\nA drone struck a market in Kut. Twenty-six people were"
        " killed.\n\nOn Monday night, nine men had been shot dead in Amarah.\n\nThursday 6 March"
        "\n\nA health office raised the toll of the market strike to 31."
    )
    claims = read(body, "Five days in the south", published=_WRITTEN).claims
    assert _times(_of(claims, 11))[0] == "Monday 3 March"
    assert _times(_of(claims, 26)) == ["Tuesday 4 March"]
    assert _times(_of(claims, 9)) == ["On Monday night"]
    assert _of(claims, 26).part_of == _of(claims, 31).id
    assert _times(_of(claims, 31)) == ["Tuesday 4 March"]


def test_a_heading_in_its_paragraph_is_no_word_of_its_sentence(read: Read) -> None:
    body = (
        "3 March: Gunmen killed two clerks in Kut.\n\n4 March: Gunmen killed three guards in Kut."
    )
    two, three = read(body, published=_WRITTEN).claims
    assert [_times(two), _times(three)] == [["3 March"], ["4 March"]]
    assert two.perpetrators[0].text == "Gunmen"


NIGHT = (
    "Three people were killed and six wounded in four shootings across Kut on Saturday night,"
    " police said.\n\nThe first happened at about 8:40 p.m. in the old town, where a man was shot"
    " dead in his car.\n\nAbout an hour later, two women were wounded when a man fired on a porch."
    "\n\nShortly before midnight, gunmen shot dead two men outside a club.\n\n"
    "At 1:15 a.m. on Sunday a boy was shot in the leg at a gas station."
)


def test_shootings_told_one_a_paragraph_are_apart(read: Read) -> None:
    claims = read(NIGHT, published=_WRITTEN).claims
    apart = [c for c in claims if ANOTHER_EVENT in c.rule]
    assert [c.count.nearest for c in apart] == [1, 2, 2, 1]
    assert all(c.part_of is None and c.adds_to is None for c in apart)
    assert _times(apart[0])[0] == "on Saturday night"
    assert _times(apart[3]) == ["At 1:15 a.m. on Sunday"]


def test_paragraphs_under_no_sum_stay_one_story(read: Read) -> None:
    body = (
        "A bomber killed six people in Kut on Saturday.\n\nHours later two of the wounded died."
        "\n\nAt 8 p.m. officers shot a man who had run away."
    )
    assert not [c for c in read(body).claims if ANOTHER_EVENT in c.rule]


COUNTED = [
    # text, figure, words of its period
    (
        "In May, our teams recorded 94 incidents in which civilians were harmed. A total of 163"
        " civilians were killed and 240 were injured.",
        163,
        "In May",
    ),
    (
        "A total of 128 incidents were recorded in May 2022, in which 212 people were killed.",
        212,
        "in May 2022",
    ),
    (
        "In May, monitors documented 94 attacks. In all, 163 people were killed.\n\nThe army and"
        " its allies were responsible for 66 deaths.",
        66,
        "In May",
    ),
    ("There were 61 attacks between 4 and 10 June. Forty people were killed.", 40, "4 and 10 June"),
]


@pytest.mark.parametrize(("text", "figure", "period"), COUNTED)
def test_a_figure_beside_a_count_of_incidents_is_a_total(
    read: Read, text: str, figure: int, period: str
) -> None:
    claim = _of(read(text).claims, figure)
    assert claim.scope == "cumulative"
    assert claim.period is not None
    assert period in claim.period.quote


def test_one_death_beside_a_count_of_incidents_is_no_total(read: Read) -> None:
    text = "In May, officers recorded 12 attacks in Kut. A clerk was killed."
    (claim,) = (c for c in read(text).claims if c.harm == "killed")
    assert claim.scope == "incident"


def test_an_incident_of_that_month_stays_one(read: Read) -> None:
    text = (
        "In May, our teams recorded 94 incidents. A total of 163 civilians were killed.\n\n"
        "On 11 May, a car bomb killed 13 civilians in Kut.\n\n"
        "In May, guards stopped three attacks. A bomber killed nine people in Hilla."
    )
    claims = read(text).claims
    assert _of(claims, 13).scope == "incident"
    assert _of(claims, 9).scope == "incident"


def test_a_day_of_another_paragraph_does_not_take_in_who_was_hurt(read: Read) -> None:
    text = (
        "On 6 June, soldiers raided Kut, wounding 13 people.\n\nOn 10 June, soldiers entered Hilla"
        " and killed four men. Eight others were injured."
    )
    assert _of(read(text).claims, 8, "injured").part_of is None


EARLIER = [
    "Soldiers killed 23 villagers in Hit on Wednesday, a day after seven troops died in an ambush.",
    "Hours after gunmen killed seven soldiers, troops shot dead 23 villagers in Hit on Wednesday.",
]


@pytest.mark.parametrize("text", EARLIER)
def test_what_was_a_day_before_is_another_event(read: Read, text: str) -> None:
    claims = read(text).claims
    assert EARLIER_EVENT in _of(claims, 7).rule
    assert _of(claims, 7).adds_to is None
    assert _of(claims, 7).part_of is None
    assert EARLIER_EVENT not in _of(claims, 23).rule


@pytest.mark.parametrize(
    "text",
    [
        "Two days after a bomb killed 12 people in Kut, the death toll rose to 14.",
        "A year after 15 men were killed in Kut, their mothers lit candles.",
        "Five of the wounded died in hospital a day after the blast killed 12 people.",
    ],
)
def test_the_same_event_told_with_after(read: Read, text: str) -> None:
    assert not [c for c in read(text).claims if EARLIER_EVENT in c.rule]


def test_those_before_an_and_belong_to_the_figure(read: Read) -> None:
    text = "Mothers lit candles, a year after 15 inmates and two guards were killed there."
    (claim,) = read(text).claims
    assert claim.count.best == 17


def test_days_counted_from_a_past_day_are_past(read: Read) -> None:
    text = (
        "Two officers went on trial on Thursday over a shooting in Kut in which ten people were"
        " killed on 15 December 2022. More than 70 people were injured that day.\n\nThree weeks"
        " later, 18 people were killed in Hilla."
    )
    claims = read(text, "Officers on trial over killing of ten", published=_WRITTEN).claims
    assert all(c.past for c in claims)
    assert len([c for c in claims if c.count.best == 10]) == 1


CLAIMED = [
    # text, figure, words of its days
    (
        "A bomb killed nine people in Kut on Saturday. Five of the wounded died overnight.\n\nThe"
        " militants claimed responsibility for the attack and said it had killed 22 policemen.",
        22,
        "on Saturday",
    ),
    (
        "A drone struck a school in Kut on Monday and killed four. Shells hit a market in Hilla on"
        " Tuesday and killed six.\n\nThe toll of the school attack rose to seven.",
        7,
        "on Monday",
    ),
    (
        "Gunmen killed four guards in Kut on Monday. Gunmen killed six men in Hilla on Tuesday.\n\n"
        "The army raised the toll of Monday's ambush to seven.",
        7,
        "Monday",
    ),
]


@pytest.mark.parametrize(("text", "figure", "day"), CLAIMED)
def test_a_figure_is_of_the_attack_that_its_words_name(
    read: Read, text: str, figure: int, day: str
) -> None:
    assert any(day in t for t in _times(_of(read(text).claims, figure)))


HEADS = [
    # headline, figure, its places
    ("20 killed in school strike, family hit in Kut", 20, []),
    ("Blast kills 20, injures 10 in Kut", 20, ["Kut"]),
    ("20 dead, dozens wounded in Kut", 20, ["Kut"]),
    ("Shooting leaves 20 dead, a woman injured in Kut", 20, ["Kut"]),
    ("20 dead in Hilla, 196 civilians killed in Kut since January", 20, ["Hilla"]),
]


@pytest.mark.parametrize(("title", "figure", "places"), HEADS)
def test_a_headline_that_tells_two_things(
    read: Read, title: str, figure: int, places: list[str]
) -> None:
    claim = _of(read("The town mourned.", title, NAMES).claims, figure)
    assert [p.quote for p in claim.places] == places
    assert claim.scope == "incident"


def test_a_countrys_name_before_a_bombing_accuses_nobody(read: Read) -> None:
    (claim,) = read("Police said so.", "Nine killed in Iran bombing", NAMES).claims
    assert claim.perpetrators == ()


def test_who_is_sheltered_in_a_school_killed_nobody(read: Read) -> None:
    text = "A strike on a school sheltering displaced people in Kut killed 14 men on Tuesday."
    (claim,) = (c for c in read(text).claims if c.harm == "killed")
    assert not [p for p in claim.perpetrators if "displaced" in p.text]


def test_a_total_that_is_brought_about_has_its_own_days(read: Read) -> None:
    text = (
        "The ministry said 39 people were killed in the past 24 hours, taking the toll of the war"
    )
    text += " to 43,391."
    claims = read(text).claims
    assert _of(claims, 39).period is not None
    total = _of(claims, 43_391)
    assert total.period is None
    assert total.times == ()


LISTED = [
    "Police shot dead two protesters in the southern city of Kut on Tuesday and one in Hilla.",
    "Police shot dead two protesters in Kut on Tuesday and three in Hilla, officials said.",
    "Two protesters were shot dead in Kut and one in Hilla.",
]


@pytest.mark.parametrize("text", LISTED)
def test_numbers_that_each_have_a_place_are_no_parts_of_each_other(read: Read, text: str) -> None:
    claims = read(text, lexicon=NAMES).claims
    assert [[p.quote for p in c.places] for c in claims] == [["Kut"], ["Hilla"]]
    assert not any(c.part_of or c.adds_to for c in claims)


def test_who_is_the_third_to_die_makes_three(read: Read) -> None:
    text = (
        "A boy who was shot on Friday died of his wounds, his family said. He is the third person"
    )
    one, three = read(text + " to die after police opened fire in Kut.").claims[:2]
    assert three.count.best == 3
    assert one.part_of == three.id


def test_the_third_of_a_year_is_no_toll(read: Read) -> None:
    text = (
        "A boy was shot dead in Kut on Friday. He is the third person to be killed there this year."
    )
    assert not [c for c in read(text).claims if c.count.best == 3]


def test_another_bodys_total_is_a_total(read: Read) -> None:
    text = (
        "Forty-three people have been killed in the protests since 18 June, the commission said. It"
        " counted three deaths in Kut on Tuesday.\n\nThe police said 19 people had died."
    )
    claim = _of(read(text, lexicon=NAMES).claims, 19)
    assert claim.scope == "cumulative"
    assert claim.period is not None


def test_a_deed_told_before_says_where_the_dead_were(read: Read) -> None:
    text = (
        "A drone struck a market in Kut on Tuesday. Twenty-six people were killed.\n\nLater in the"
        " day shells fell on a camp in Hilla and killed three children."
    )
    towns = Lexicon(place_name=lambda n: "town" if n.casefold() in {"kut", "hilla"} else "no")
    assert _of(read(text, lexicon=towns).claims, 3).part_of is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("They mourned a student who was shot dead in Kut.", 1),
        ("Two clerks who were shot dead in Kut were buried.", 2),
    ],
)
def test_who_was_shot_dead_is_told_of_once(read: Read, text: str, figure: int) -> None:
    (claim,) = read(text).claims
    assert claim.count.best == figure


def test_a_headline_on_the_one_whom_the_story_tells_of(read: Read) -> None:
    head = "Kut mourns teenager killed in drive-by"
    body = "Friends met to remember a 19-year-old student who was shot dead in Hilla on Sunday."
    assert len(read(body, head, NAMES).claims) == 1


def test_a_building_that_a_strike_brought_down_is_no_accident(read: Read) -> None:
    text = (
        "Rescuers pulled four more bodies from a collapsed building in Kut, raising the number of"
        " people killed in Monday's strikes to 11."
    )
    assert {c.cause for c in read(text).claims} == {None}
    (fell,) = read("Three people died under a collapsed building in Kut.").claims
    assert fell.cause == "accident"


def test_the_same_period_is_that_of_the_count_it_goes_on_with(read: Read) -> None:
    text = (
        "The ministry said 82 people had been killed across Iraq in the past 24 hours, bringing the"
        " toll since October 2023 to 2,792. A further 180 were wounded over the same period."
    )
    period = _of(read(text).claims, 180, "injured").period
    assert period is not None
    assert "24 hours" in period.quote


def test_a_party_at_which_was_shot_did_nothing(read: Read) -> None:
    body = "A boy who was shot at a party in Kut on Saturday died on Monday night, police said."
    claims = read(body, "Boy, 14, dies after Kut party shooting", NAMES).claims
    assert not any(c.perpetrators for c in claims)


def test_two_numbers_with_a_harm_each_are_not_added_up(read: Read) -> None:
    text = "The office recorded 26,717 casualties in Iraq: 9,511 killed and 17,206 injured."
    claims = read(text).claims
    assert _of(claims, 9_511).harm == "killed"
    assert _of(claims, 17_206, "injured").harm == "injured"


def test_a_single_night_of_protests_is_one_event(read: Read) -> None:
    text = "Two years after 13 people died in a single night of protests in Kut, none was tried."
    (claim,) = read(text).claims
    assert claim.scope == "incident"
