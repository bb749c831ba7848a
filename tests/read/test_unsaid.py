"""Blame that nobody lays accuses nobody."""

from __future__ import annotations

import pytest

from tollbook.evals.bench import document
from tollbook.read import RulesReader
from tollbook.record import EMPTY_LEXICON

TEN = "Ten people died in the blast. "


@pytest.mark.parametrize(
    "text",
    [
        TEN + "None of the sources attributed the blast to the army.",
        TEN + "No source blamed the army for the blast.",
        TEN + "Neither report accused the militia of the attack.",
        TEN + "Residents did not blame the army for the attack.",
        TEN + "Residents declined to blame the army for the attack.",
        TEN + "Officials stopped short of accusing the militia of the attack.",
        TEN + "Nobody holds the army responsible for the deaths.",
        "Ten people died in the attack, which no source attributed to the army.",
        "No one accused the militia of killing five villagers on Monday.",
    ],
    ids=lambda text: text.removeprefix(TEN),
)
def test_nobody_is_blamed(reader: RulesReader, text: str) -> None:
    reading = reader.read(document("x", text), EMPTY_LEXICON)
    assert [p for c in reading.claims for p in c.perpetrators] == []
    assert [s for s in reading.statements if s.kind == "blame"] == []


@pytest.mark.parametrize(
    ("text", "party", "speaker"),
    [
        (TEN + "Only one source blamed the army for the blast.", "the army", "Only one source"),
        (TEN + "Officials blamed the Red Front for the attack.", "the Red Front", "Officials"),
        (
            TEN + "Neither side blamed the other, but residents blamed the army for the attack.",
            "the army",
            "residents",
        ),
        (
            "Residents accused the militia of killing five villagers on Monday.",
            "the militia",
            "Residents",
        ),
    ],
)
def test_somebody_is(reader: RulesReader, text: str, party: str, speaker: str) -> None:
    reading = reader.read(document("x", text), EMPTY_LEXICON)
    assert {(p.text, p.surety) for c in reading.claims for p in c.perpetrators} == {
        (party, "accused")
    }
    (blame,) = (s for s in reading.statements if s.kind == "blame")
    assert (blame.parties, blame.said_by[-1]) == ((party,), speaker)
