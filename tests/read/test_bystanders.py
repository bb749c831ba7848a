"""Who stands where a doer stands, and did nothing."""

from __future__ import annotations

import pytest

from tollbook.evals.bench import document
from tollbook.read import RulesReader
from tollbook.record import EMPTY_LEXICON


@pytest.mark.parametrize(
    ("text", "harm", "doers"),
    [
        (
            "Troops stormed homes, killing one person referred to as a cook and injuring five.",
            "injured",
            ["Troops"],
        ),
        ("Soldiers killed a bomber and wounded two villagers.", "injured", ["Soldiers"]),
        ("Police shot dead a gunman who wounded three passers-by.", "killed", ["Police"]),
        ("Two boys were identified as injured by their uncle, who wrote of it.", "injured", []),
        ("Two boys were reported killed by sources in the camp.", "killed", []),
        ("Two boys were reported killed by Israeli forces.", "killed", ["Israeli forces"]),
        ("The men were named by police as killed by the militia.", "killed", ["the militia"]),
        ("Two raids hit the family, the first one killing two brothers.", "killed", []),
        ("One of the gunmen killed two guards.", "killed", ["One of the gunmen"]),
    ],
)
def test_doers(reader: RulesReader, text: str, harm: str, doers: list[str]) -> None:
    claims = reader.read(document("x", text), EMPTY_LEXICON).claims
    (found,) = (c for c in claims if c.harm == harm)
    assert [p.text for p in found.perpetrators] == doers
