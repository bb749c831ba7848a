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
