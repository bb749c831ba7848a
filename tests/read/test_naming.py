"""Names are sought only where they may decide what is read."""

from __future__ import annotations

import pytest

from tollbook.read import RulesReader
from tollbook.read.naming import turns_on_names
from tollbook.read.numbers import find_numbers
from tollbook.record import EMPTY_LEXICON


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Ali Hassan was killed in Kut.", True),
        ("Two men were shot near the bridge.", True),
        ("The ministry denied the report.", True),
        ("The colonel ordered the guards to the square.", True),
        ("The shooting range stays shut until Monday.", False),
        ("It was a shot in the dark for Basra.", False),
    ],
)
def test_sentences_that_turn_on_names(reader: RulesReader, text: str, turns: bool) -> None:
    (doc,) = reader.parser.parse([text], EMPTY_LEXICON)
    assert not doc.ents
    assert turns_on_names(doc, find_numbers(text)) is turns


def test_names_are_found_in_place_and_once(reader: RulesReader) -> None:
    text = "Ali Hassan was killed in Baghdad on Friday."
    (doc,) = reader.parser.parse([text], EMPTY_LEXICON)
    reader.parser.find_names([doc])
    found = [(entity.text, entity.label_) for entity in doc.ents]
    assert ("Ali Hassan", "PERSON") in found
    reader.parser.find_names([doc])
    assert [(entity.text, entity.label_) for entity in doc.ents] == found
