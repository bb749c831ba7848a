"""Places that no gazetteer need know: the words around a name say that it is one.

"the village of X", "the X area", "X, a town north of ...", "killed in X on Friday", "stormed X".
Most villages, quarters and hills of a war are in no gazetteer; what the report calls them is
kept all the same, and the resolver says that it has no point for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tollbook.read.word_lists import PatternList
from tollbook.read.words import per_words, word_set
from tollbook.record import PlaceName

_CALLED_BEFORE = PatternList("places", "unlisted", "called_before")
_LISTED_BEFORE = PatternList("places", "unlisted", "listed_before")
_CALLED_AFTER = PatternList("places", "unlisted", "called_after")
_EXPLAINED_AFTER = PatternList("places", "unlisted", "explained_after")
_LIES = PatternList("places", "unlisted", "lies")
"""After "a village": a trustee of it is a person."""
_SAID_BEFORE = PatternList("places", "unlisted", "said_before")
_AIMED_AT = PatternList("places", "unlisted", "aimed_at")
_OF_A_PEOPLE = PatternList("places", "unlisted", "of_a_people")
_TAKEN_BEFORE = PatternList("places", "unlisted", "taken_before")
_GOES_ON = PatternList("places", "unlisted", "goes_on")


@per_words
def _heads() -> re.Pattern[str]:
    words = "|".join(sorted(word_set("names", "first_words"), key=len, reverse=True))
    return re.compile(rf"(?:{words})[ -]\S")


_UNIT_AFTER = PatternList("places", "unlisted", "unit_after")


def _in_unit(name: str, after: str, place_name: Callable[[str], PlaceName]) -> bool:
    """Whether the state or province that a name lies in stands behind it ("Birnin Aziz, Kebbi
    state"): then it is a place, though one of its words is another place's name."""
    unit = _UNIT_AFTER.match(after)
    return unit is not None and place_name(unit["unit"]) == "region" and place_name(name) == "no"


def _is_known(name: str, words: list[str], place_name: Callable[[str], PlaceName]) -> bool:
    """Whether the gazetteer has a name, or a word of it for more than a small place: "Tombo Faya"
    is none of the villages that are called Tombo somewhere, nor "Tchoma Bangou" the town Bangou."""
    if place_name(name) != "no":
        return True
    if len(words) == 2 and _is_first_name(words[0], place_name):
        return place_name(words[1]) in {"country", "region"}
    small = {"no", "small"} if len(words) > 1 else {"no"}
    parts = (
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    )
    return any(place_name(part) not in small for part in parts)


def _is_first_name(word: str, place_name: Callable[[str], PlaceName]) -> bool:
    """Whether a word before a town's name makes another name of it, as far as words go: no
    adjective, no rank and no given name ("Greater Kut", "Operation Kut", "Omar Kut")."""
    adjective = word.endswith(("i", "ian", "ese", "ish"))  # "Iraqi Kut"
    if place_name(word) != "no" or adjective or not word.istitle():
        return False
    known = ("before_towns", "peoples", "no_places", "not_names", "parts_of_names")
    return not any(word in word_set("names", kind) for kind in known)


def is_called_place(
    text: str, start: int, end: int, place_name: Callable[[str], PlaceName]
) -> bool:
    """Whether the words around a name say that it is a place.

    :param start, end: the name, which goes on to the end of its run of capitals.
    :param place_name: what the gazetteer knows of a name; of a name that it has, its own rules
        decide on what a preposition says.
    """
    name = text[start:end]
    words = name.split()
    if words[0] in word_set("names", "not_names") or name in word_set("names", "parts_of_names"):
        return False
    before, after = text[max(0, start - 120) : start], text[end : end + 60]
    if _OF_A_PEOPLE.search(words[-1]) or words[0] in word_set("names", "peoples"):
        return False
    if _CALLED_BEFORE.search(before) or _CALLED_AFTER.match(after) or _LISTED_BEFORE.search(before):
        return True
    if words[0] in word_set("names", "no_places") or name.isupper():
        return False
    explained = _EXPLAINED_AFTER.match(after)
    if explained and len(words) > 1 and _LIES.match(after, explained.end()):
        return place_name(name) == "no"  # though a word of it is somewhere a town
    headed = _heads().match(name) is not None or _in_unit(name, after, place_name)
    if not headed and _is_known(name, words, place_name):
        return False
    if explained and all(place_name(word) == "no" for word in words):
        return True
    said = _SAID_BEFORE.search(before)
    if said is None or _AIMED_AT.search(before):
        return _TAKEN_BEFORE.search(before) is not None and _GOES_ON.match(after) is not None
    return headed or (said["the"] is None and _GOES_ON.match(after) is not None)
