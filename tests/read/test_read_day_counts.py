"""Day's counts, who gives them, what is no attack: sentences once booked wrongly."""

from __future__ import annotations

import pytest
from read_cases import Read

TITLE = "News of the day"


@pytest.mark.parametrize(
    ("body", "scopes"),
    [
        (
            "Air strikes killed 58 people and wounded 163 in Kut over the past 24 hours.",
            {"killed": "cumulative", "injured": "cumulative"},
        ),
        (
            "Three people were killed and 11 wounded in attacks on the Wasit region over the past"
            " 24 hours, the governor said.",
            {"killed": "cumulative", "injured": "cumulative"},
        ),
        (
            "A drone killed three people in Kut over the past 24 hours.",
            {"killed": "incident"},
        ),
        ("Three men have been missing since Saturday.", {"missing": "incident"}),
        ("Some 300 men have been missing since 2014.", {"missing": "cumulative"}),
    ],
)
def test_a_days_count_is_a_total(read: Read, body: str, scopes: dict[str, str]) -> None:
    claims = read(body, TITLE).claims
    assert {c.harm: c.scope for c in claims if c.harm in scopes} == scopes


@pytest.mark.parametrize(
    ("body", "harm", "speaker"),
    [
        (
            "The health ministry said on Sunday that 12 people had died. It put the number of"
            " wounded at 40.",
            "injured",
            "The health ministry",
        ),
        (
            "At least 290 people have been killed since May, according to a monitoring group, the"
            " Wasit Association for Prisoners.",
            "killed",
            "the Wasit Association for Prisoners",
        ),
        (
            "On Thursday, the Red Front claimed a bombing at a mosque in Kut in which 12 people"
            " were killed, according to a health official.",
            "killed",
            "a health official",
        ),
    ],
)
def test_who_gives_a_figure(read: Read, body: str, harm: str, speaker: str) -> None:
    (claim,) = (c for c in read(body, TITLE).claims if c.harm == harm)
    assert claim.said_by[-1].speaker == speaker


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("A bus crashed into a parked lorry on Thursday, killing nine passengers.", "accident"),
        ("A van slammed into the back of a truck near Kut, killing four people.", "accident"),
        ("A drone crashed into a block of flats in Kut, killing four people.", None),
        ("A suicide bomber crashed into the gate of a base in Kut, killing four people.", None),
    ],
)
def test_a_crash_is_no_attack(read: Read, body: str, cause: str | None) -> None:
    assert {c.cause for c in read(body, TITLE).claims if c.harm == "killed"} == {cause}


@pytest.mark.parametrize(
    ("body", "doers"),
    [
        (
            "A farmer was killed on Tuesday in a strike by an explosive drone of the army.",
            {("the army", "stated")},
        ),
        (
            "Between 40 and 54 civilians were reported killed in an alleged army air strike.",
            {("army", "alleged")},
        ),
    ],
)
def test_who_did_it(read: Read, body: str, doers: set[tuple[str, str]]) -> None:
    (claim,) = (c for c in read(body, TITLE).claims if c.harm == "killed")
    assert {(p.text, p.surety) for p in claim.perpetrators} == doers


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        (
            "A car bomb wounded 56 people in Kut on Tuesday. The bombers had killed the owner of"
            " the car. Officials blamed the Red Front.",
            "wounded 56 people",
        ),
        (
            "Police opened fire on a crowd and killed two youths in Kut. The police denied having"
            " used live rounds.",
            "fire on a crowd",
        ),
    ],
)
def test_what_a_blame_or_a_denial_is_of(read: Read, body: str, quote: str) -> None:
    reading = read(body, TITLE)
    about = {s.about for s in reading.statements if s.kind in {"blame", "denial"}}
    (answered,) = (c for c in reading.claims if c.id in about)
    assert answered.evidence.quote == quote


def test_who_is_disguised_did_it_and_not_whom_they_look_like(read: Read) -> None:
    body = "Gunmen disguised as police stormed a clinic in Kut on Tuesday, killing eight people."
    doers = {p.text for c in read(body, TITLE).claims for p in c.perpetrators}
    assert doers == {"Gunmen"}


@pytest.mark.parametrize(
    ("title", "body", "killed"),
    [
        # three of the eight, not eight and three
        (
            "Death toll of attack in Kut rises to eight",
            "Three more people have died after the attack on a market in Kut, which brings the"
            " death toll to eight, the governor said.",
            {("incident", 8), ("incident", 3)},
        ),
        # the headline's eight are the total's
        (
            "Forces fire at mourners; eight dead",
            "Troops shot dead at least eight people in several towns on Thursday, the Kut Centre"
            " said. In Hit, three people were killed.",
            {("cumulative", 8), ("incident", 3)},
        ),
        (
            "Six killed in protests",
            "Six people were killed on Tuesday in clashes in Dhaka, Sylhet and Rangpur, hospital"
            " sources said.",
            {("cumulative", 6)},
        ),
    ],
)
def test_a_figure_is_not_added_to_its_parts(
    read: Read, title: str, body: str, killed: set[tuple[str, int]]
) -> None:
    claims = [c for c in read(body, title).claims if c.harm == "killed"]
    assert {(c.scope, c.count.low) for c in claims} == killed
    assert not any(c.adds_to for c in claims)


@pytest.mark.parametrize(
    ("body", "kind", "speaker", "quote"),
    [
        (
            "Eleven people died when jets hit a house in Kut. The Coalition told us that it had"
            " carried out no strike in that area on that date.",
            "denial",
            "The Coalition",
            "Eleven people died",
        ),
        (
            "The army said that rebels had killed four farmers. The party denied this and said"
            " that soldiers of the third battalion were responsible.",
            "denial",
            "The party",
            "killed four farmers",
        ),
        (
            "Shells killed 27 people in Kut. Officials accused the army. An army group denied that"
            " its forces were responsible.",
            "denial",
            "An army group",
            "killed 27 people",
        ),
    ],
)
def test_a_denial_answers_what_was_told(
    read: Read, body: str, kind: str, speaker: str, quote: str
) -> None:
    reading = read(body, TITLE)
    (said,) = (s for s in reading.statements if (s.said_by[-1], s.kind) == (speaker, kind))
    assert next(c for c in reading.claims if c.id == said.about).evidence.quote == quote


def test_paramilitary_rangers_are_forces_and_no_enemies(read: Read) -> None:
    (claim,) = read("Two paramilitary rangers were killed in Kut, police said.", TITLE).claims
    assert claim.victims[0].status == "security"
    assert claim.said_by[-1].stake == "own_losses"


def test_some_gunmen_that_an_army_shot_are_not_all_the_wounded(read: Read) -> None:
    body = "Twenty people were wounded in a raid on Kut. The army said it had shot several gunmen."
    hurt = next(c for c in read(body, TITLE).claims if c.count.low == 20)
    assert [s.speaker for s in hurt.said_by] == ["report"]


def test_he_of_a_new_paragraph_is_who_spoke_last(read: Read) -> None:
    body = "Shells killed 27 people in Kut, the mayor said.\n\nHe accused the army of firing them."
    (said,) = read(body, TITLE).statements
    assert said.said_by == ("report", "the mayor")
