"""Which sentences of a report are worth parsing: parsing is nearly all the cost of reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.read.sentences import Sentence
from tollbook.read.stated import PLAIN_CUES
from tollbook.read.statements import CUES
from tollbook.read.triggers import tells_of_harm
from tollbook.record import Report, SetAside

LONGEST = 5_000
"""Characters of a sentence that is parsed. What is longer is a table, a list of captions or made
to stop a batch: reading takes time that grows with the square of a sentence's length."""
_SHOWN = 60  # characters of it that are quoted
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


def overlong(sentence: Sentence) -> bool:
    """Whether a sentence is too long to be one, and to be parsed."""
    return sentence.end - sentence.start > LONGEST


def set_aside(report: Report, sentence: Sentence) -> SetAside:
    """What is said of an overlong sentence that tells of harm."""
    return SetAside(
        what=f"{report.text[sentence.start : sentence.start + _SHOWN]!r} ...",
        why=f"{sentence.end - sentence.start:,} characters without the end of a sentence; "
        f"more than {LONGEST:,} are not read",
        where=f"{report.id} at {sentence.start}",
        next="read it and add its claims by hand, or save the text with its sentences as .txt",
    )


def _bears(text: str, sentence: Sentence, triggered: set[int]) -> bool:
    """Whether a sentence without a trigger may say who did it, or who denies it."""
    span = sentence.start, sentence.end
    near = sentence.index - 1 in triggered or sentence.index + 1 in triggered
    if near and PLAIN_CUES.search(text, *span):
        return True
    if CUES.search(text, *span):
        return near or _STRONG.search(text, *span) is not None
    return near and _ORDER.search(text, *span) is not None
