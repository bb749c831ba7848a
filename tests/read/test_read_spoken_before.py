"""Who a "he", "it" or "they" that speaks is; who gives a figure with "put" and "spoke of"."""

from __future__ import annotations

import pytest
from read_cases import Read

FIGURES = [
    # text, the figure, who says it last
    (
        "The Ruritanian army said three soldiers were killed in Kut on Friday. It said its"
        " troops had"
        " killed eight rebels in response.",
        8,
        "The Ruritanian army",
    ),
    (
        "A spokesman for the ministry said five people were killed. He said nine others had"
        " died in a"
        " second attack.",
        9,
        "A spokesman for the ministry",
    ),
    ("Residents said ten people died. They said 40 others were killed in Hilla.", 40, "Residents"),
    ("The ambulance service put the number of dead at 13.", 13, "The ambulance service"),
    ("The interior ministry spoke of 24 dead.", 24, "The interior ministry"),
]


@pytest.mark.parametrize(("text", "figure", "speaker"), FIGURES)
def test_who_gives_a_figure(read: Read, text: str, figure: int, speaker: str) -> None:
    (claim,) = (c for c in read(text).claims if c.count.low == figure)
    assert claim.said_by[-1].speaker == speaker


NOBODY = [
    "A video was posted. It shows that five men were killed.",
    "A witness said a car exploded.\n\nIt said five men were killed.",
    "A witness described the blast. It said five men were killed.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_an_it_that_stands_for_no_speaker_is_none(read: Read, text: str) -> None:
    (claim,) = (c for c in read(text).claims if c.harm == "killed")
    assert claim.said_by[-1].speaker in {"report", "A video"}


def test_what_is_taken_over_is_marked_with_the_pronoun(read: Read) -> None:
    claims = read("The army said three soldiers died. It said it had killed eight rebels.").claims
    (taken,) = (c for c in claims if c.count.low == 8)
    assert "said_by" in taken.inherited
    pronoun = next(w.span for w in taken.why if w.rule == "a pronoun for who spoke before")
    assert pronoun is not None
    assert pronoun.quote == "It"
    assert taken.said_by[-1].stake == "enemy_losses"


def test_a_statement_is_of_whom_the_pronoun_stands_for(read: Read) -> None:
    reading = read(
        "The general said 13 fighters died. He denied that his troops had killed any farmer."
    )
    (denial,) = (s for s in reading.statements if s.kind == "denial")
    assert denial.said_by[-1] == "The general"


def test_no_group_that_says_it_did_it_is_nobody(read: Read) -> None:
    reading = read("A bomb killed five people. No group has said it carried out the attack.")
    assert not reading.statements
    assert not any(c.perpetrators for c in reading.claims)


def test_an_office_that_denies_is_no_doer(read: Read) -> None:
    text = (
        "Soldiers killed ten protesters, witnesses said. The governor denied that live"
        " rounds had been"
        " fired at the crowd."
    )
    (denial,) = (s for s in read(text).statements if s.kind == "denial")
    assert denial.parties == ()
