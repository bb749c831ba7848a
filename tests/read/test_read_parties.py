"""Who and what stands with one word of harm in its own sentence."""

from __future__ import annotations

import pytest

from tollbook.read import RulesReader
from tollbook.read.parties import parties_of
from tollbook.record import EMPTY_LEXICON

HARMED = [
    ("Gunmen killed three farmers.", "killed", "farmers", "Gunmen"),
    ("Three farmers were killed by gunmen.", "killed", "farmers", "gunmen"),
    ("The farmers died at noon.", "died", "farmers", ""),
    ("The killing of two farmers by soldiers angered the town.", "killing", "farmers", "soldiers"),
    ("A tower was hit by a shell, killing two farmers.", "killing", "farmers", ""),
    ("Two farmers suffered burns.", "burns", "farmers", ""),
    ("Police shot dead a driver.", "dead", "driver", ""),
]
AIMED = [
    ("Rebels attacked the station.", "attacked", "station", "Rebels"),
    ("The attack on the station was carried out by rebels.", "attack", "station", "rebels"),
    ("Rebels launched a series of attacks on the town.", "attacks", "town", "Rebels"),
    ("No group claimed responsibility for the blast.", "blast", "", ""),
    ("Rebels claimed responsibility for the blast.", "blast", "", "Rebels"),
    ("Monday's attack on the station shocked many.", "attack", "station", ""),
    ("The army said the men behind the bombing had fled.", "bombing", "", "men"),
    ("Soldiers and pilots were accused of the massacre.", "massacre", "", "Soldiers pilots"),
]


def parties(reader: RulesReader, text: str, word: str, *, attack: bool) -> tuple[str, str]:
    doc = next(iter(reader.parser.parse([text], EMPTY_LEXICON)))
    reader.parser.find_names([doc])
    found = parties_of(next(t for t in doc if t.text == word), attack=attack)
    harmed = found.targets if attack else found.victims
    return " ".join(t.text for t in harmed), " ".join(t.text for t in found.doers)


@pytest.mark.parametrize(("text", "word", "victims", "doers"), HARMED)
def test_the_harmed(reader: RulesReader, text: str, word: str, victims: str, doers: str) -> None:
    assert parties(reader, text, word, attack=False) == (victims, doers)


@pytest.mark.parametrize(("text", "word", "targets", "doers"), AIMED)
def test_attacks(reader: RulesReader, text: str, word: str, targets: str, doers: str) -> None:
    assert parties(reader, text, word, attack=True) == (targets, doers)


def test_weapons_are_no_doers(reader: RulesReader) -> None:
    doc = next(iter(reader.parser.parse(["Two men were killed by a bomb."], EMPTY_LEXICON)))
    found = parties_of(next(t for t in doc if t.text == "killed"), attack=False)
    assert [t.text for t in found.means] == ["bomb"]
    assert found.doers == ()
