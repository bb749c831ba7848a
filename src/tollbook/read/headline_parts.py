"""Headlines that tell two things: "20 killed in school strike, family hit in Kut"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tollbook.read.frames import by_form
from tollbook.read.tree import VERBAL
from tollbook.read.word_lists import PatternList, WordList

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BREAK = re.compile(r"[,;]\s+(?=\S)")
_PLACE = PatternList("events", "headline_parts", "place")
_DEED = PatternList("events", "headline_parts", "deed")
_NUMBERS = WordList("events", "headline_parts", "numbers")
_SAYS_HARM = WordList("events", "headline_parts", "says_harm")
_NOUNS = ("NN", "JJ", "DT", "PRP$")


def part_around(doc: Doc, at: int) -> tuple[int, int]:
    """Where the part of a headline starts and ends that a character stands in; all of it where it
    is told as one thing ("Blast kills 5, injures 10 in Kut").

    :param at: a character of the headline.
    """
    text = doc.text
    edges = [0, *(m.end() for m in _BREAK.finditer(text) if _tells(doc, m.end())), len(text)]
    low, high = next(((a, b) for a, b in pairwise(edges) if a <= at < b), (0, len(text)))
    if (low, high) == (0, len(text)):
        return low, high
    own = text[low:high]
    if _PLACE.search(own):
        return low, high
    others = [doc.char_span(a, b, alignment_mode="expand") for a, b in pairwise(edges) if a != low]
    apart = all(o is not None and _has_subject(o[0]) and _DEED.search(o.text) for o in others)
    return (low, high) if apart and _DEED.search(own) else (0, len(text))


def _tells(doc: Doc, start: int) -> bool:
    """Whether what follows a comma says something itself: it has a verb, or a number."""
    end = next((m.start() for m in _BREAK.finditer(doc.text, start)), len(doc.text))
    return any(
        t.tag_ in VERBAL or t.tag_ == "CD" or t.lower_ in _SAYS_HARM
        for t in doc
        if start <= t.idx < end
    )


def _has_subject(first: Token) -> bool:
    if first.lower_ in by_form() or first.lower_ in _NUMBERS:
        return False
    return first.tag_.startswith(_NOUNS)
