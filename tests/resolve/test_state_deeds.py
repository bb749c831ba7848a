"""A people's name beside what its state's forces do: whose it is, and whose it is not."""

from __future__ import annotations

import pytest

from tollbook.record import Span
from tollbook.resolve.registry import load_registry
from tollbook.resolve.state_deeds import state_behind

BY_ID = load_registry().by_id


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("An Israeli airstrike hit a house.", "An Israeli", "il-gov"),
        ("an alleged Israeli air strike", "alleged Israeli", "il-gov"),
        ("overnight Israeli artillery shelling", "Israeli", "il-gov"),
        ("hit by an Israeli military aircraft", "an Israeli military aircraft", "il-gov"),
        ("after [Israeli] aircraft bombed it", "[Israeli] aircraft", "il-gov"),
        ("two Russian drone strikes", "Russian", "ru-gov"),
        ("a suspected US drone strike", "US", "us-gov"),
        ("a U.S. air strike", "U.S.", "us-gov"),
        ("Turkish warplanes", "Turkish", "tr-gov"),
        ("Syrian air raids", "Syrian", "sy-gov"),
    ],
)
def test_the_state_behind(text: str, words: str, state: str) -> None:
    start = text.index(words)
    found = state_behind(text, Span(start, start + len(words), words), BY_ID)
    assert found is not None
    assert found[0].id == state


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Israeli settlers burnt a house.", "Israeli settlers"),
        ("an Israeli attack on a house", "Israeli"),
        (
            "Israeli airstrikes and Palestinian rockets",
            "Israeli airstrikes and Palestinian rockets",
        ),
        ("Syrian shelling", "Syrian"),
        ("Yemeni missiles", "Yemeni"),
        ("Palestinian rocket fire", "Palestinian"),
        ("Congolese air strikes", "Congolese"),
        ("Ruritanian air strikes", "Ruritanian"),
        ("the rebel air strike", "rebel"),
    ],
    ids=lambda value: value,
)
def test_nobody_for_certain(text: str, words: str) -> None:
    start = text.index(words)
    assert state_behind(text, Span(start, start + len(words), words), BY_ID) is None
