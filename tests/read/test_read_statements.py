"""Utterances that are no harm but bear on one."""

from __future__ import annotations

from typing import Any

import pytest
from read_cases import NAMES, Read, row

SIX = "Six people were killed in the raid. "

TABLE: list[Any] = [
    row("The army denied responsibility.", "denial", ("The army",), id="denies responsibility"),
    row("The army denied any role in the killings.", "denial", ("The army",), id="denies a role"),
    row("The army rejected the accusation of a massacre.", "denial", ("The army",), id="rejects"),
    row("Residents blamed the militia.", "blame", ("the militia",), id="blames"),
    row("Residents blamed it on the militia.", "blame", ("the militia",), id="blames on"),
    row(
        "Residents accused the militia of the attack.",
        "blame",
        ("the militia",),
        id="accuses",
    ),
    row(
        "Residents blamed the deaths on the militia.",
        "blame",
        ("the militia",),
        id="blames something on",
    ),
    row(
        "The Red Flag group claimed responsibility for the attack.",
        "claim_of_responsibility",
        ("The Red Flag group",),
        id="claims responsibility",
    ),
    row(
        "Responsibility for the attack was claimed by the Red Flag group.",
        "claim_of_responsibility",
        ("the Red Flag group",),
        id="responsibility was claimed by",
    ),
    row("The army admitted that it shot first.", "concession", ("The army",), id="admits"),
    row("Videos showed that most of the dead were unarmed.", "evidence", (), id="videos"),
    row("An autopsy showed that they were shot from behind.", "evidence", (), id="autopsy"),
    row(
        "Kata'ib Hezbollah is a branch of the Quds Force.",
        "affiliation",
        ("Kata'ib Hezbollah", "Quds Force"),
        id="branch of",
    ),
    row(
        "Kata'ib Hezbollah is backed by the Quds Force.",
        "affiliation",
        ("Kata'ib Hezbollah", "Quds Force"),
        id="backed by",
    ),
]


@pytest.mark.parametrize(("text", "kind", "parties"), TABLE)
def test_statements(read: Read, text: str, kind: str, parties: tuple[str, ...]) -> None:
    found = read(SIX + text, lexicon=NAMES).statements
    assert [(s.kind, s.parties) for s in found] == [(kind, parties)]


@pytest.mark.parametrize(
    "text",
    [
        row("No group claimed responsibility for the attack.", id="no group"),
        row("Nobody has claimed responsibility.", id="nobody"),
        row("The branches of the tree were cut.", id="branches of a tree"),
        row(
            "The club denied the player a rest.",
            id="denied somebody something",
        ),
    ],
)
def test_what_only_looks_like_a_statement(read: Read, text: str) -> None:
    assert read(SIX + text, lexicon=NAMES).statements == ()


def test_a_statement_points_to_the_claim_it_answers(read: Read) -> None:
    reading = read(SIX + "The army denied responsibility. Residents blamed the militia.")
    (claim,) = reading.claims
    assert [(s.kind, s.about) for s in reading.statements] == [
        ("denial", claim.id),
        ("blame", claim.id),
    ]


def test_a_statement_keeps_who_said_it(read: Read) -> None:
    (statement,) = read(SIX + "Residents blamed the militia.").statements
    assert statement.said_by == ("report", "Residents")
    assert statement.span.quote == "Residents blamed the militia"


def test_a_denial_of_deaths_is_a_statement_and_lowers_nothing(read: Read) -> None:
    reading = read("The ministry denied that soldiers had killed six protesters.")
    assert [s.kind for s in reading.statements] == ["denial"]
    assert not any(c.counts for c in reading.claims)


def test_a_rejected_report_of_deaths(read: Read) -> None:
    reading = read("The minister rejected reports that nine people had died.")
    assert [s.kind for s in reading.statements] == ["denial"]
