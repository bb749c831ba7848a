"""Trigger words as the gate scans for them, each with the words that it is worth nothing without.

"Life" tells of harm only beside a word such as "claimed" or "lost", "received" only beside
"wounds". What a pattern asks for in the tree, the gate can ask for in the sentence: a sentence
without it is not worth parsing.
"""

from __future__ import annotations

import re

from tollbook.read.acts import MADE_DEADLY_BY
from tollbook.read.attacks import AIMED, SETTING
from tollbook.read.frames import Frame, by_form
from tollbook.read.totals import number_of_harm
from tollbook.read.words import per_words, word_set

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?!\w)")
"""A word that may be a trigger: the first of "kill-team", not the last of "road-kill"."""
_ANY_WORD = re.compile(r"[^\W\d_]+")


def _needed(frame: Frame, form: str) -> frozenset[str] | None:
    """Words of which one must stand in the sentence for this form to say harm; None: no such."""
    match frame.pattern:
        case "violence" if form in frame.only_upgraded:
            return word_set("cues", "deadly") | MADE_DEADLY_BY
        case "struck" if form in frame.only_upgraded:
            return word_set("means", "projectiles")
        case "lives":
            return word_set("cues", "lives", "losing") | word_set("cues", "lives", "taking")
        case "suffer":
            return word_set("cues", "injuries", "nouns") | word_set("means", "broken")
        case "light" | "fares" | "sent":
            return frame.verbs
        case "number_of":
            return number_of_harm()
        case "struck_with":
            return word_set("means", "doings") | word_set("means", "projectiles")
        case "fire_on":
            return frozenset({*AIMED, *SETTING})
    return frozenset({frame.particle}) if frame.particle else None


@per_words
def needs() -> dict[str, frozenset[str] | None]:
    """Trigger word -> words of which one must stand in its sentence; None: it tells by itself."""
    found: dict[str, frozenset[str] | None] = {}
    for form, frames in by_form().items():
        needed = [_needed(frame, form) for frame in frames]
        each = [words for words in needed if words is not None]
        found[form] = frozenset().union(*each) if len(each) == len(needed) else None
    return found


@per_words
def headline_words() -> frozenset[str]:
    """Words of harm and of people that are no names, in a headline in title case either."""
    return (frozenset(by_form()) | word_set("people", "in_headlines")) - word_set(
        "people", "in_headlines", "names_of"
    )


@per_words
def _compound() -> re.Pattern[str] | None:
    """Trigger words that are not letters only ("self-immolated"), which a user may add."""
    odd = sorted((form for form in needs() if not _WORD.fullmatch(form)), key=len, reverse=True)
    if not odd:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, odd))})(?!\w)")


def words_of_harm(sentence: str) -> int:
    """How many trigger words stand in a sentence, each as often as it does."""
    forms = needs()
    return sum(1 for word in _WORD.findall(sentence.lower()) if word in forms)


def tells_of_harm(sentence: str) -> bool:
    """Whether a sentence has a trigger word of any frame, with a word it needs beside it."""
    forms = needs()
    lowered = sentence.lower()
    words = set(_WORD.findall(lowered))
    compound = _compound()
    if compound is not None:
        words.update(compound.findall(lowered))
    around: set[str] | None = None
    for word in forms.keys() & words:
        needed = forms[word]
        if needed is None:
            return True
        around = around or set(_ANY_WORD.findall(lowered))
        if not needed.isdisjoint(around):
            return True
    return False
