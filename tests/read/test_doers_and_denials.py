"""Who did it and who denies it: turns of phrase, words that point back, what was told before."""

from __future__ import annotations

from typing import Any

import pytest
from read_cases import NAMES, Read, row

from tollbook.read.words import table

SIX = "Six farmers were killed in a raid in Tora on Friday. "

BLAME: list[Any] = [
    row("The minister pointed the finger at the militia.", "the militia", id="finger"),
    row("The minister laid the blame on the militia.", "the militia", id="laid the blame"),
    row("The minister laid the blame at the door of the militia.", "the militia", id="at the door"),
    row("Residents said the militia was to blame.", "the militia", id="to blame"),
    row("Residents said that the militia was responsible.", "the militia", id="responsible"),
    row("The raid bore the hallmarks of the militia.", "the militia", id="hallmarks"),
    row("The raid was the work of the militia, the mayor said.", "the militia", id="work of"),
    row("Witnesses said it was an army drone.", "army", id="an army drone"),
    row("Relatives attribute their deaths to the militia.", "the militia", id="their deaths"),
]


@pytest.mark.parametrize(("text", "doer"), BLAME)
def test_who_is_blamed(read: Read, text: str, doer: str) -> None:
    reading = read(SIX + text, lexicon=NAMES)
    claim = next(c for c in reading.claims if c.harm == "killed")
    assert [p.text for p in claim.perpetrators] == [doer]
    assert all(s.about == claim.id for s in reading.statements)


DENIALS: list[Any] = [
    row("The militia washed its hands of the raid.", "The militia", id="washed its hands"),
    row("The militia distanced itself from the raid.", "The militia", id="distanced itself"),
    row("The militia said that none of its men had taken part.", "The militia", id="none of its"),
    row("The militia said it had no fighters in Tora.", "The militia", id="no fighters"),
    row("The army said its aircraft were not flying that day.", "The army", id="not flying"),
    row("The army said it was not there.", "The army", id="not there"),
    row("The militia denied having anything to do with it.", "The militia", id="having anything"),
    row("The militia denies having laid the mine.", "The militia", id="having laid"),
    row(
        "The militia condemned the raid and said none of its men took part.",
        "The militia",
        id="said behind a comma",
    ),
]


@pytest.mark.parametrize(("text", "who"), DENIALS)
def test_who_denies_it(read: Read, text: str, who: str) -> None:
    reading = read(SIX + text, lexicon=NAMES)
    claim = next(c for c in reading.claims if c.harm == "killed")
    (said,) = (s for s in reading.statements if s.kind == "denial")
    assert (said.parties, said.about, said.disputes) == ((who,), claim.id, "responsibility")


@pytest.mark.parametrize(
    "text",
    [
        "The army does not deny that its troops were there.",
        "The minister did not point the finger at anybody.",
        "The road is to blame for many accidents, and so is the rain.",
        "The mayor said it was a market day.",
        "The mayor did not say that it was an army drone.",
    ],
)
def test_what_neither_blames_nor_denies(read: Read, text: str) -> None:
    reading = read(SIX + text, lexicon=NAMES)
    assert not [s for s in reading.statements if s.kind in {"denial", "blame"} and s.about]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry blamed a calculation error at morgues.",
        "The minister blamed a gas leak.",
        "It was blamed on an electrical fault.",
        "Police blamed a feud between two families.",
    ],
)
def test_what_is_blamed_and_is_nobody_did_nothing(read: Read, text: str) -> None:
    reading = read(SIX + text, lexicon=NAMES)
    assert not [s for s in reading.statements if s.kind == "blame" and s.parties]
    assert not [c for c in reading.claims if c.perpetrators]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "when suspected militants blew themselves up as troops raided a house",
            ["suspected militants"],
        ),
        ("when militants detonated explosives as police stormed a flat", ["militants"]),
        ("when a man threw a grenade as police stormed a flat", ["a man"]),
        ("when a bomber blew himself up after soldiers shot at him", ["a bomber"]),
        ("when they blew themselves up as troops raided a house", []),
        # nothing was set off by whom the clause names first
        ("when protesters threw stones as police opened fire", ["police"]),
        ("when soldiers opened fire after a bomber blew himself up", ["soldiers"]),
    ],
)
def test_who_set_it_off_did_it_whoever_else_was_there(
    read: Read, text: str, doers: list[str]
) -> None:
    reading = read(f"Fifteen people were killed on Friday {text}.", lexicon=NAMES)
    (claim,) = (c for c in reading.claims if c.harm == "killed")
    assert [p.text for p in claim.perpetrators] == doers


def test_who_denies_that_its_men_are_to_blame_blames_nobody(read: Read) -> None:
    reading = read(SIX + "The militia denied that its men were to blame.", lexicon=NAMES)
    assert [(s.kind, s.parties) for s in reading.statements] == [("denial", ("The militia",))]


def test_a_denial_of_what_follows_a_statement_is_read(read: Read) -> None:
    text = SIX + "Witnesses said it was an army drone. The army said none of its drones was there."
    said = read(text, lexicon=NAMES).statements
    assert [s.kind for s in said] == ["blame", "denial"]


def test_who_denies_a_part_in_it_speaks_of_no_arrest(read: Read) -> None:
    reading = read(SIX + "Eleven people have been arrested. The militia denied any role.")
    killed = next(c for c in reading.claims if c.harm == "killed")
    assert [s.about for s in reading.statements] == [killed.id]


def test_what_is_only_threatened_is_answered_by_nobody(read: Read) -> None:
    text = SIX + "The rebels threatened to kill ten hostages. The army denied the accusation."
    reading = read(text)
    killed = next(c for c in reading.claims if c.count.low == 6)
    assert [s.about for s in reading.statements if s.kind == "denial"] == [killed.id]


def test_the_dead_of_what_it_was_in_revenge_for_are_not_meant(read: Read) -> None:
    text = SIX + (
        "The chief said it could be revenge by the cartel for a strike in which 11 of its men "
        "were killed. The militia denied any role."
    )
    reading = read(text)
    killed = next(c for c in reading.claims if c.count.low == 6)
    assert [s.about for s in reading.statements if s.kind == "denial"] == [killed.id]
    assert ("the cartel", "alleged") in {(p.text, p.surety) for p in killed.perpetrators}


def test_a_group_that_admits_other_deaths_did_not_do_these(read: Read) -> None:
    text = SIX + "The militia admitted that on Monday it had killed three guards in Kut."
    killed = next(c for c in read(text, lexicon=NAMES).claims if c.count.low == 6)
    assert killed.perpetrators == ()


def test_who_is_denied_to_have_done_it(read: Read) -> None:
    text = SIX + "The office rejects versions according to which police fired on the farmers."
    doers = {(p.text, p.surety) for c in read(text).claims for p in c.perpetrators}
    assert doers == {("police", "denied")}
    (claim,) = read("The government denied that soldiers had killed six farmers.").claims
    assert [(p.text, p.surety) for p in claim.perpetrators] == [("soldiers", "denied")]


def test_dead_in_the_ambush_are_of_who_attacked(read: Read) -> None:
    text = "The trucks were stopped by gunmen. Seven drivers died in the ambush."
    (claim,) = (c for c in read(text).claims if c.harm == "killed")
    assert [(p.text, p.surety) for p in claim.perpetrators] == [("gunmen", "stated")]
    assert "perpetrators" in claim.inherited


@pytest.mark.parametrize(
    "words", ["together with a vigilante group,", "along with a vigilante group"]
)
def test_who_did_it_together(read: Read, words: str) -> None:
    comma = "," if words.endswith(",") else ""
    (claim,) = read(f"Three soldiers{comma} {words} killed six farmers in Tora.").claims
    assert [p.text for p in claim.perpetrators] == ["Three soldiers", "a vigilante group"]


def test_deaths_that_somebody_is_blamed_for_are_several(read: Read) -> None:
    text = SIX + "A policeman was beaten to death. The minister blamed the deaths on the cartel."
    reading = read(text)
    six = next(c for c in reading.claims if c.count.low == 6)
    assert [s.about for s in reading.statements] == [six.id]


def test_dead_in_that_raid_are_of_its_day_and_place(read: Read) -> None:
    text = (
        "On Tuesday four clerks were killed in Eli. They spoke of Monday's raid on Jenin.\n\n"
        "Six farmers were killed in that raid."
    )
    claim = next(c for c in read(text).claims if c.count.low == 6)
    assert claim.part_of is None
    assert "times" in claim.inherited


@pytest.mark.parametrize(
    ("text", "harm", "figures"),
    [
        row("A judge and two of his aides were shot dead in Tora.", "killed", [3], id="two of his"),
        row("Four men died at once and a fifth the next morning.", "killed", [4, 1], id="a fifth"),
        row("Four men died and a fifth was hurt.", "killed", [4], id="a fifth was hurt"),
        row("Gunmen took 13 men from a bus and shot them dead.", "killed", [13], id="shot them"),
        row("Soldiers took away 15 pupils and three cooks.", "abducted", [18], id="took away"),
    ],
)
def test_how_many(read: Read, text: str, harm: str, figures: list[int]) -> None:
    assert [c.count.low for c in read(text).claims if c.harm == harm] == figures


def test_a_year_dates_what_happened_in_one_building(read: Read) -> None:
    (claim,) = read("In 2002, gunmen took more than 800 people hostage in a theatre.").claims
    assert claim.scope == "incident"


def test_days_over_which_the_dead_were_buried_sum_nothing_up(read: Read) -> None:
    (claim,) = read("Over two days, villagers buried 31 bodies.").claims
    assert claim.scope == "incident"


def test_the_next_line_of_a_total_is_of_its_time(read: Read) -> None:
    text = (
        "At least 174 farmers have been killed by soldiers since January. Twenty-eight people have "
        "been killed on the other side, a count by the paper shows."
    )
    assert {c.scope for c in read(text).claims} == {"cumulative"}


def test_who_storms_a_village_is_no_weather(read: Read) -> None:
    (claim,) = (c for c in read("Man shot dead as settlers storm village").claims if c.count.low)
    assert claim.cause is None


@pytest.mark.parametrize(
    ("text", "party", "kind"),
    [
        row(text, party, entry["kind"], id=text)
        for entry in table("bearing")["idiom"]
        for text, party in entry["examples"]
    ],
)
def test_the_examples_of_a_turn_of_phrase(read: Read, text: str, party: str, kind: str) -> None:
    told = read(SIX + text, lexicon=NAMES).statements
    assert [(s.kind, s.parties) for s in told] == [(kind, (party,))]
