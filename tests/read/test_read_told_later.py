"""Who did it, told in another sentence than the harm, or with a name at a distance."""

from __future__ import annotations

import pytest
from read_cases import Read

from tollbook.record import Actor, Lexicon

FRONTS = Lexicon(
    actors={
        form: Actor(f"tb:{form}", form, kind, None)
        for form, kind in (
            ("Red Front", "armed_group"),
            ("Army of the North", "armed_group"),
            ("RFX", "armed_group"),
            ("Navy Guard", "state_force"),
        )
    }
)
JUDGE = "The judge was killed last night. "

LATER = [
    ("The attack was attributed to the Red Front.", ("the Red Front", "accused"), "blame"),
    ("Police attributed the attack to the Red Front.", ("the Red Front", "accused"), "blame"),
    ("The Red Front is suspected of the murder.", ("The Red Front", "alleged"), "blame"),
    (
        "The authorities believe that the Red Front is behind the murder.",
        ("the Red Front", "accused"),
        "blame",
    ),
    (
        "A caller said the Red Front was responsible for the murder.",
        ("the Red Front", "accused"),
        "blame",
    ),
    (
        "The attack could have been carried out by the Red Front, police said.",
        ("the Red Front", "alleged"),
        "blame",
    ),
    (
        "The murder was committed by hired gunmen of the Red Front.",
        ("hired gunmen of the Red Front", "stated"),
        None,
    ),
    ("Soldiers carried out the murder.", ("Soldiers", "stated"), None),
    (
        "Hours later, in a telephone call to the media, the Red Front claimed responsibility.",
        ("the Red Front", "self_claimed"),
        "claim_of_responsibility",
    ),
    (
        "We hold the council and the guard responsible for this new attack.",
        ("the council and the guard", "accused"),
        "blame",
    ),
]


@pytest.mark.parametrize(("text", "doer", "kind"), LATER)
def test_who_did_what_was_told_before(
    read: Read, text: str, doer: tuple[str, str], kind: str | None
) -> None:
    reading = read(JUDGE + text, lexicon=FRONTS)
    (claim,) = (c for c in reading.claims if c.harm == "killed")
    assert [(p.text, p.surety) for p in claim.perpetrators] == [doer]
    assert "perpetrators" in claim.inherited
    assert [s.kind for s in reading.statements] == ([kind] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "The attack was not carried out by the Red Front, police said.",
        "Last year's attack was carried out by the Red Front.",
        "Several earlier attacks were attributed to the Red Front.",
        "The bridge was built by the Red Front.",
    ],
)
def test_who_did_another_thing(read: Read, text: str) -> None:
    (claim,) = read(JUDGE + text, lexicon=FRONTS).claims
    assert claim.perpetrators == ()


NAMES = [
    ("Guerrillas of the pro-northern Army of the North killed two men.", "Army of the North"),
    ("Two men were killed by a column of the rebel group Red Front (RFX).", "(RFX)"),
    ("A group of terrorists from the White Hill Liberation Front killed two men.", "Front"),
    ("Two men were killed by the red front.", "red front"),
    ("A column of rebels arrived in the village and shot dead two men.", "rebels"),
]


@pytest.mark.parametrize(("text", "ending"), NAMES)
def test_the_name_of_a_doers_organisation(read: Read, text: str, ending: str) -> None:
    (claim,) = read(text, lexicon=FRONTS).claims
    (doer,) = claim.perpetrators
    assert doer.text.endswith(ending)


def test_two_who_did_it_stay_two(read: Read) -> None:
    (claim,) = read("The Navy Guard and the Red Front killed two men.", lexicon=FRONTS).claims
    assert [p.text for p in claim.perpetrators] == ["The Navy Guard", "the Red Front"]


def test_a_second_telling_names_whom_the_first_did_not(read: Read) -> None:
    text = "Two teachers were abducted by gunmen. The two teachers were abducted by the Red Front."
    (claim,) = read(text, lexicon=FRONTS).claims
    assert [p.text for p in claim.perpetrators] == ["gunmen", "the Red Front"]
    assert "perpetrators" in claim.inherited


@pytest.mark.parametrize(
    "text",
    [
        "After the blast, rescuers found nine bodies.",
        "In a letter to the press, the Red Front claimed the attack.",
    ],
)
def test_what_a_verb_tells_is_no_attribution_at_the_end(read: Read, text: str) -> None:
    reading = read(JUDGE + text, lexicon=FRONTS)
    assert not any("found" in (s.verb or "") for c in reading.claims for s in c.said_by)
    assert len(reading.claims) + len(reading.statements) > 1
