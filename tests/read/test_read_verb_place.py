"""Which of a sentence's places is where the verb's event was; sentences of our own."""

from __future__ import annotations

import pytest

from tollbook.read import RulesReader
from tollbook.read.verb_place import place_of_verb
from tollbook.record import EMPTY_LEXICON, PlaceName

KINDS: dict[str, PlaceName] = {"Iraq": "country", "US": "country", "Wasit": "region", "Qarm": "no"}


@pytest.mark.parametrize(
    ("sentence", "verb", "places", "expected"),
    [
        ("Gunmen shot three men in Basra on Monday.", "shot", "Basra", "Basra"),
        ("Gunmen attacked a market in Basra, killing three.", "killing", "Basra", "Basra"),
        ("Troops stormed Kut after dawn.", "stormed", "Kut", "Kut"),
        ("Three men died in the town of Kut in Wasit province.", "died", "Kut Wasit", "Kut"),
        ("Three men were killed in Iraq's southern city of Kut.", "killed", "Iraq Kut", "Kut"),
        ("Three men were killed near the Kut market.", "killed", "Kut", "Kut"),
        # who denies or is from somewhere is nowhere that something happened
        ("Baghdad denied that its troops were involved.", "denied", "Baghdad", None),
        ("A soldier from Mosul was killed.", "killed", "Mosul", None),
        ("Basra police killed a man.", "killed", "Basra", None),
        # a country only where nothing else is named
        ("Troops in Iraq shot a man in the Qarm area.", "shot", "Iraq Qarm", "Qarm"),
        ("A man was shot in Iraq.", "shot", "Iraq", "Iraq"),
        # whose they were
        ("Gunmen killed two US soldiers in a raid on a patrol in Kut.", "killed", "US Kut", "Kut"),
        ("Workers marched in front of the US embassy in Kut.", "marched", "US Kut", "Kut"),
    ],
)  # fmt: skip
def test_the_place_of_a_verb(
    reader: RulesReader, sentence: str, verb: str, places: str, expected: str | None
) -> None:
    doc = next(iter(reader.parser.parse([sentence], EMPTY_LEXICON)))
    token = next(t for t in doc if t.text == verb)
    names = places.split()
    spans = [(sentence.index(n), sentence.index(n) + len(n)) for n in names]
    best = place_of_verb(token, spans, [KINDS.get(n, "town") for n in names])
    assert (names[best] if best is not None else None) == expected
