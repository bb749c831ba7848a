"""Which sentences of a report are worth parsing: parsing is nearly all the cost of reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.read.sentences import Sentence
from tollbook.read.stated import PLAIN_CUES
from tollbook.read.statements import CUES
from tollbook.read.triggers import tells_of_harm

_ORDER = re.compile(
    r"\b(?:dispatch|order|sent|deploy|instruct|command|hired|direct)\w*\b", re.IGNORECASE
)
_STRONG = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|blam\w+|claimed responsibility|accus\w+)\b", re.IGNORECASE
)
_THEY = re.compile(r"^(?:They|Both|He|She)\b|\b(?:killed|shot|murdered) them\b")
"""Words that send for the sentence before, which says who they are."""


def gate(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences worth parsing: with a trigger, next to one, or bearing on one."""
    triggered = {s.index for s in sentences if tells_of_harm(s.text_of(text))}
    if not triggered:
        return []
    told_of = {
        s.index - 1 for s in sentences if s.index in triggered and _THEY.search(s.text_of(text))
    }
    return [
        s
        for s in sentences
        if s.index in triggered or s.index in told_of or _bears(text, s, triggered)
    ]


def _bears(text: str, sentence: Sentence, triggered: set[int]) -> bool:
    """Whether a sentence without a trigger may say who did it, or who denies it."""
    span = sentence.start, sentence.end
    near = sentence.index - 1 in triggered or sentence.index + 1 in triggered
    if near and PLAIN_CUES.search(text, *span):
        return True
    if CUES.search(text, *span):
        return near or _STRONG.search(text, *span) is not None
    return near and _ORDER.search(text, *span) is not None
