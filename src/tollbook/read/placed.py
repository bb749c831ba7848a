"""Numbers of people with a place of their own: "two in Najaf", "another in Kut"."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.read.phrases import Phrases
from tollbook.read.word_lists import PatternList
from tollbook.read.words import nouns, word_set
from tollbook.record import Count

_PLACED = PatternList("figures", "placed", "placed")
_LISTS = PatternList("figures", "placed", "lists")
_OF_THEM = frozenset({"of them", "of whom"})
_ANOTHER = PatternList("figures", "placed", "another")


@dataclass(frozen=True, slots=True)
class Listed:
    """A number of a list with its own place; offsets in the sentence."""

    start: int
    end: int
    count: Count


def listed_with_place(phrases: Phrases) -> tuple[Listed, ...]:
    """Numbers that go on a list and have a place each; none where the first has no place."""
    text = phrases.text
    found = []
    for number in phrases.numbers:
        match = _PLACED.match(text, number.end)
        if match is None or not names_place(match["place"]) or not _of_people(match["who"]):
            continue
        if number.count.raw.casefold() == "both":
            continue  # "in Hit and Haditha, both in Anbar": two places
        found.append(Listed(number.start, match.end("who") or number.end, number.count))
    found += [
        Listed(m.start(), m.end(), Count.exact(1, m.group())) for m in _ANOTHER.finditer(text)
    ]
    return tuple(n for n in sorted(found, key=lambda n: n.start) if _LISTS.search(text[: n.start]))


def names_place(word: str) -> bool:
    return word not in word_set("names", "not_names")


def _of_people(words: str) -> bool:
    """Whether what a number counts are people, or is left out ("two", "two more", "a man")."""
    known = words.casefold().split()
    if not known or " ".join(known) in _OF_THEM:
        return True
    return known[-1] in nouns() or known[-1] in {"more", "others"}
