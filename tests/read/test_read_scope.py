"""What a figure covers: the antecedent decides, not the phrase."""

from __future__ import annotations

from datetime import date

import pytest
from read_cases import NAMES, Case, Read, case, check, only, row

from tollbook.record import Lexicon, Published

SCOPES = [
    case("A bomb killed nine people on Friday.", scope="incident"),
    case("Twelve people were killed in the raid.", scope="incident"),
    case("Three people were killed in the first raid on the town since 2004.", scope="incident"),
    case(
        "More than 180 people have been killed since 1 October, officials said.",
        scope="cumulative",
        period="since 1 October",
        count=(181, None, None),
    ),
    case("At least 300 people have been killed in the protests so far.", scope="cumulative"),
    case("Over 180 killed in demonstrations", scope="cumulative", count=(181, None, None)),
    case("The death toll of the uprising has risen to 212.", scope="cumulative"),
    case("The toll of the war has passed 9,000.", scope="cumulative", count=(9000, 9000, 9000)),
    case("Fifty people have been killed this year.", scope="cumulative"),
    case(
        "Forty people have been killed in the past two months in Diyala.",
        lexicon=NAMES,
        scope="cumulative",
        area="Diyala",
        period="in the past two months",
    ),
    case(
        "Between 1 and 7 October, 149 civilians were killed in Iraq.",
        lexicon=NAMES,
        scope="cumulative",
        area="Iraq",
        period="Between 1 and 7 October",
        count=(149, 149, 149),
    ),
    case(
        "The army has killed hundreds of villagers since 2015.",
        scope="cumulative",
        shape="vague",
        perpetrators=("The army",),
    ),
    case("At least 106 people in 21 cities have been killed, officials said.", scope="cumulative"),
    case("Troops killed 57 people in four provinces on Monday.", scope="cumulative"),
    case("At least 40 people were killed in three villages on Friday.", scope="incident"),
    case("Snipers are killing protesters.", scope="generic", count=(2, None, None)),
    case("Militias have been killing activists.", scope="generic"),
    case("Soldiers kill villagers with impunity.", scope="generic"),
    case("The rebels have killed many farmers.", scope="generic"),
    case("Gunmen have killed several farmers in Kut.", lexicon=NAMES, scope="incident"),
    case("The rebels have killed four farmers.", scope="incident"),
    case("It means ruined towns and the death of 60,000 people.", scope="cumulative"),
    case("The bombing killed 20,000 people.", scope="incident"),
    case("The killing of protesters must stop.", scope="generic"),
    case("Militias are attacking newspaper offices.", "attacked", scope="generic"),
    case("Her father died of cancer in 2009.", scope="incident"),
    case(
        "Between 5 and 7 people were killed in the raid.",
        scope="incident",
    ),
    case(
        "From five to seven people were killed in the raid.",
        scope="incident",
    ),
    case(
        "Twelve people were killed in the bombing in Hilla last week.",
        lexicon=NAMES,
        scope="incident",
    ),
    case("A suicide bomber killed 30 people in Hilla last week.", lexicon=NAMES, scope="incident"),
    case("Three people were killed by gunmen in Hilla this week.", lexicon=NAMES, scope="incident"),
    case("The army killed several people in Hilla last week.", lexicon=NAMES, scope="incident"),
    case(
        "Twelve people were killed in Hilla this week when militiamen attacked a market.",
        lexicon=NAMES,
        scope="incident",
    ),
    case("Eight people were killed this week.", scope="cumulative"),
    case("Eight people have been killed in Hilla this week.", lexicon=NAMES, scope="cumulative"),
    case("Six people were killed in Hilla so far this week.", lexicon=NAMES, scope="cumulative"),
    case("Six people were killed in Hilla in the last week.", lexicon=NAMES, scope="cumulative"),
    case("Eight people were killed in Iraq last week.", lexicon=NAMES, scope="cumulative"),
    case("Six people died in three attacks in Hilla last week.", lexicon=NAMES, scope="cumulative"),
    case("Dozens were killed by the army in Hilla last week.", lexicon=NAMES, scope="cumulative"),
    case(
        "Six people were killed in protests in Hilla last week.", lexicon=NAMES, scope="cumulative"
    ),
    case(
        "The death toll from the bombing in Hilla rose to 14.",
        scope="incident",
        count=(14, 14, 14),
    ),
]


@pytest.mark.parametrize("case", SCOPES)
def test_scope(read: Read, case: Case) -> None:
    check(read, case)


def test_a_new_toll_of_a_named_event_restates_an_incident(read: Read) -> None:
    reading = read(
        "A bomb killed nine people in Hilla on Friday. The death toll rose to 14 on Saturday."
    )
    assert [(c.count.low, c.scope) for c in reading.claims] == [(9, "incident"), (14, "incident")]


def test_a_toll_of_a_wave_told_beside_an_incident_is_a_balance(read: Read) -> None:
    reading = read(
        "Security forces killed two protesters in Kut on Friday.\n\n"
        "More than 240 people have been killed since the protests began."
    )
    assert [(c.count.low, c.scope) for c in reading.claims] == [
        (2, "incident"),
        (241, "cumulative"),
    ]


def test_an_incident_that_brings_a_total_stays_an_incident(read: Read) -> None:
    reading = read(
        "Two guards were killed on Friday, bringing the death toll of the uprising to 212."
    )
    assert [(c.count.low, c.scope) for c in only(reading, "killed")] == [
        (2, "incident"),
        (212, "cumulative"),
    ]


def test_another_year_than_the_report_s_own_is_past(read: Read) -> None:
    day = date(2019, 11, 29)
    published = Published(day, day, "given")
    (claim,) = read("Soldiers killed 40 villagers in June 1988.", published=published).claims
    assert claim.past
    (today,) = read("Soldiers killed 40 villagers on Friday.", published=published).claims
    assert not today.past


def test_an_anniversary_is_past_and_real(read: Read) -> None:
    reading = read(
        "Thousands gathered to mark the anniversary of the massacre, in which 40 people died."
    )
    assert [(c.count.low, c.modality, c.past) for c in reading.claims] == [(40, "fact", True)]


BACKGROUND = [
    row("The raid was in retaliation for the killing of a cleric.", True, id="what a deed answers"),
    row("They shot a guard to avenge the murder of a judge.", True, id="an avenged murder"),
    row("The statue stands at the site of the 1924 blast that killed a priest.", True, id="a year"),
    row("It was the worst raid since the 1955 blast, which killed 90.", True, id="compared with"),
    row("It killed a nun and was worse than the 1955 blast.", False, id="only compared"),
    row("The man's brother had been shot dead six months earlier.", True, id="months earlier"),
    row("Marking their 11th anniversary, rebels murdered a nun.", False, id="on an anniversary"),
]


@pytest.mark.parametrize(("text", "past"), BACKGROUND)
def test_background_in_a_dated_entry(read: Read, text: str, past: bool) -> None:
    claims = [c for c in only(read(f"03/21/1984: {text}"), "killed") if c.counts]
    assert claims[-1].past is past


def test_a_sentence_for_an_old_killing_is_past(read: Read) -> None:
    reading = read("He was jailed for life for the murder of two nuns in 1998.")
    assert [(c.scope, c.past) for c in only(reading, "killed")] == [("incident", True)]


def test_a_headline_without_a_period_is_the_total_that_alone_bears_it_out(read: Read) -> None:
    head, body = "Eight people killed in Hilla", "Eight people have been killed in Hilla this week."
    claims = read(body, head, NAMES).claims
    assert [(c.scope, c.count.best, len(c.repeats)) for c in claims] == [("cumulative", 8, 1)]
    told = f"{body} Gunmen killed eight people in Hilla on Friday."
    claims = read(told, head, NAMES).claims
    assert sorted(c.scope for c in claims) == ["cumulative", "incident"]


def test_paragraphs_with_a_day_and_a_town_each_tell_of_two_events(read: Read) -> None:
    names = Lexicon(place_name=lambda n: "region" if n.casefold() in ("hilla", "kut") else "no")
    one = "A bomb planted by rebels killed one farmer in Hilla on 22 March 2019."
    other = "Shelling by rebels killed one farmer in Kut on 22 March 2019."
    claims = read(f"{one}\n\n{other}", lexicon=names).claims
    assert [c.count.best for c in claims] == [1, 1]
    assert all(c.part_of is None and not c.repeats for c in claims)
    three = "An attack by gunmen killed three farmers in Kut on 22 March 2019."
    claims = read(f"{one}\n\n{three}", lexicon=names).claims
    assert [(c.count.best, c.part_of) for c in claims] == [(1, None), (3, None)]
