"""Which sentences of a report are worth parsing: parsing is nearly all the cost of reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tollbook.read.idioms import may_hold_idiom
from tollbook.read.sentences import Sentence
from tollbook.read.stated import PLAIN_CUES
from tollbook.read.statements import CUES
from tollbook.read.triggers import tells_of_harm, words_of_harm
from tollbook.record import Report, SetAside

LONGEST = 5_000
"""Characters of a sentence that is parsed. What is longer is a table, a list of captions or made
to stop a batch: reading takes time that grows with the square of a sentence's length."""
MOST_WORDS = 60
"""Words of harm in a sentence that is parsed. What has more is the cells of a table in a row: each
is looked at beside each other, so that time grows with the square of their number."""
_IN_A_ROW = 3  # sentences without a word of harm that may bear on it, one after another
_SHOWN = 60  # characters of it that are quoted
_ORDER = re.compile(
    r"\b(?:dispatch|order|sent|deploy|instruct|command|hired|direct)\w*\b", re.IGNORECASE
)
_STRONG = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|blam\w+|claimed responsibility|accus\w+"
    r"|(?:absurd|baseless|unfounded|groundless) (?:accusation|allegation|charge|claim)s?)\b",
    re.IGNORECASE,
)
_THEY = re.compile(
    r"^(?:They|Both|He|She)\b|\b(?:killed|shot|murdered) them\b"
    r"|\b(?:in|during|by) the (?:ambush|attack|raid|assault|shooting|strikes?|air ?strikes?)\b"
    r"(?! (?:on|in|of|by)\b)"
)
"""Words that send for the sentence before, which says who they are."""


def gate(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences worth parsing: with a trigger, next to one, or bearing on one."""
    triggered = {s.index for s in sentences if tells_of_harm(s.text_of(text))}
    if not triggered:
        return []
    told_of = {
        s.index - 1 for s in sentences if s.index in triggered and _THEY.search(s.text_of(text))
    }
    bearing: dict[int, int] = {}  # a sentence that bears on a harm -> how far behind the harm
    for s in sentences:
        far = bearing.get(s.index - 1, 0)
        behind = 0 < far < _IN_A_ROW
        if s.index not in triggered and _bears(text, s, triggered, behind=behind):
            bearing[s.index] = far + 1
    chosen = triggered | told_of | bearing.keys()
    return [s for s in sentences if s.index in chosen]


def overlong(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is too long to be one, or tells of too much, and is not parsed."""
    return _too_much(text, sentence) is not None


def _too_much(text: str, sentence: Sentence) -> str | None:
    """Why a sentence is not read; None: it is."""
    length = sentence.end - sentence.start
    if length > LONGEST:
        return (
            f"{length:,} characters without the end of a sentence; "
            f"more than {LONGEST:,} are not read"
        )
    words = words_of_harm(sentence.text_of(text)) if length > MOST_WORDS * 3 else 0
    if words > MOST_WORDS:
        return (
            f"{words:,} words of harm without the end of a sentence, as in a table; "
            f"more than {MOST_WORDS:,} are not read"
        )
    return None


def set_aside(report: Report, sentence: Sentence) -> SetAside:
    """What is said of an overlong sentence that tells of harm."""
    return SetAside(
        what=f"{report.text[sentence.start : sentence.start + _SHOWN]!r} ...",
        why=_too_much(report.text, sentence) or "",
        where=f"{report.id} at {sentence.start}",
        next="read it and add its claims by hand, or save the text with its sentences as .txt",
    )


def _bears(text: str, sentence: Sentence, triggered: set[int], *, behind: bool) -> bool:
    """Whether a sentence without a trigger may say who did it, or who denies it.

    :param behind: it follows a sentence that bears on a harm ("It was an army drone, they said.
        The army said that none of its aircraft were there.").
    """
    span = sentence.start, sentence.end
    near = behind or sentence.index - 1 in triggered or sentence.index + 1 in triggered
    if near and (PLAIN_CUES.search(text, *span) or may_hold_idiom(text, *span)):
        return True
    if _STRONG.search(text, *span) or (near and CUES.search(text, *span)):
        return True
    return near and _ORDER.search(text, *span) is not None
