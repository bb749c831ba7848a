"""Who says what in one sentence: sources, cues and what is said."""

from __future__ import annotations

import pytest

from tollbook.read import RulesReader
from tollbook.read.attribution import attributions, cues, source_words
from tollbook.read.tree import children
from tollbook.record import EMPTY_LEXICON
from tollbook.record.vocabulary import Stance

TABLE = [
    ("The mayor said that the bridge was closed.", ["The mayor"], "the bridge was closed"),
    ("The bridge was closed, the mayor said.", ["the mayor"], "The bridge was closed"),
    ("According to a nurse, ten were hurt.", ["a nurse"], "ten were hurt"),
    ("A nurse told the radio that ten were hurt.", ["A nurse"], "ten were hurt"),
    ("The union criticised the new law.", ["The union"], "the new law"),
    ("The rebels vowed to fight on.", ["The rebels"], "to fight on"),
    ("The army's claim that nobody died was met with anger.", ["The army's"], "nobody died"),
    ("Clashes were reported by the agency.", ["the agency"], "Clashes"),
    ("The shop opened at nine.", [], ""),
    ("It was said to rain.", [], ""),
]


@pytest.mark.parametrize(("text", "sources", "content"), TABLE)
def test_sources(reader: RulesReader, text: str, sources: list[str], content: str) -> None:
    doc = next(iter(reader.parser.parse([text], EMPTY_LEXICON)))
    found = attributions(doc)
    assert [text[slice(*source_words(a.source))] for a in found] == sources
    for one in found:
        assert content in text[slice(*one.content)]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("The army said that it shelled the town.", "asserts"),
        ("The army denied that it shelled the town.", "denies"),
        ("The union doubts that the count is right.", "doubts"),
        ("The paper retracted its report.", "retracts"),
    ],
)
def test_effects(reader: RulesReader, text: str, effect: Stance) -> None:
    doc = next(iter(reader.parser.parse([text], EMPTY_LEXICON)))
    assert [a.effect for a in attributions(doc)] == [effect]


def test_who_speaks_with_a_verb_above(reader: RulesReader) -> None:
    text = "The mayor closed the bridge, adding that it was unsafe."
    doc = next(iter(reader.parser.parse([text], EMPTY_LEXICON)))
    (found,) = attributions(doc)
    assert (found.source.text, found.cue.text) == ("mayor", "adding")
    assert children(found.cue, "ccomp")


def test_every_cue_of_the_data_is_usable() -> None:
    for form, found in cues().items():
        assert form == form.casefold()
        for cue in found:
            assert cue.direction in {"subject", "object", "possessor"}
            assert cue.effect in {"asserts", "denies", "doubts", "retracts", "relays"}
