"""Villages that no gazetteer has, though a word of their name is a place somewhere."""

from __future__ import annotations

import pytest

from tollbook.read.unlisted import is_called_place
from tollbook.record import PlaceName

KNOWN: dict[str, PlaceName] = {
    "Tombo": "town",
    "Alaya": "small",
    "Mali": "country",
    "New Haven": "town",
}


def place_name(name: str) -> PlaceName:
    return KNOWN.get(name, "no")


@pytest.mark.parametrize(
    ("text", "name", "called"),
    [
        ("Shells fell on the market of Tombo Faya on Sunday.", "Tombo Faya", True),
        ("Six died in Tombo Faya, a village 12 km from Mopti.", "Tombo Faya", True),
        ("Six died near Ghurban Alaya, a village in Taiz.", "Ghurban Alaya", True),
        ("Six died near Ghurban Alaya on Sunday.", "Ghurban Alaya", True),
        ("Ann Alaya, a village trustee, was shot.", "Ann Alaya", False),
        ("He sold it on the black market of Tombo Faya.", "Tombo Faya", False),
        ("Six died near Tombo Friday.", "Tombo Friday", False),
        ("Two were shot at New Haven Party on Sunday.", "New Haven Party", False),
    ],
)
def test_a_name_that_words_call_a_place(text: str, name: str, called: bool) -> None:
    start = text.index(name)
    assert is_called_place(text, start, start + len(name), place_name) is called
