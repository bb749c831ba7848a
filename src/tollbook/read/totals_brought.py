"""Totals that a harm just told brings to a number: "bringing the total since May to 31,923"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tollbook.read.frames import Frame, by_form
from tollbook.read.harms import TOLD_ALONE
from tollbook.read.hit import Hit
from tollbook.read.numbers import NumberPhrase
from tollbook.read.people import only_counted
from tollbook.read.phrases import Phrases
from tollbook.read.word_lists import PatternList, WordList
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from spacy.tokens import Token

_BRINGING = WordList("figures", "totals_brought", "bringing")
_REACH = 110  # characters from the word to the number it comes to
_TO = PatternList("figures", "totals_brought", "to")
_HARMS = PatternList("figures", "totals_brought", "harms")
_PATTERNS = frozenset({"transitive", "intransitive", "state", "noun", "count_noun", "body"})


def brought_to(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "41 were killed, bringing the total since October to 31,923": of the same harm.

    Which harm, the words of the total say ("the total wounded"), else those before it.
    """
    verb = token.head
    if token.dep_ != "dobj" or verb.lower_ not in _BRINGING:
        return
    number = _number_after(token, phrases)
    if number is None:
        return
    own = _HARMS.search(phrases.text, token.idx, number.start)
    harm = _named(own) if own is not None else _harm_before(verb)
    if harm is None:
        return
    people = only_counted(phrases.text, number.start, number.end, number.count, "number")
    yield Hit(frame, harm, token, people, rule="total")


def _number_after(token: Token, phrases: Phrases) -> NumberPhrase | None:
    text = phrases.text
    for number in phrases.numbers:
        if not token.idx < number.start < token.idx + _REACH or not number.count.positive:
            continue
        if _TO.search(text[token.idx : number.start]):
            return number
    return None


def _named(match: re.Match[str]) -> Harm | None:
    return next((h for h in TOLD_ALONE if match[h] is not None), None)


def _harm_before(verb: Token) -> Harm | None:
    """The harm that the nearest word before tells of."""
    for token in reversed(verb.doc[: verb.i]):
        for frame in by_form().get(token.lower_, ()):
            if frame.pattern in _PATTERNS and frame.harm in TOLD_ALONE:
                return frame.harm
    return None
