"""Whether a figure is told as a first count ("initially four were reported dead")."""

from __future__ import annotations

import re

from tollbook.read.words import pattern, per_words, table


def _cue() -> re.Pattern[str]:
    return pattern("cues", "early", "words", before=r"\b", after=r"\b")


@per_words
def _turn() -> re.Pattern[str]:
    turns = "|".join(table("cues")["early"]["turns"])
    return re.compile(rf"[,;]\s+(?:{turns})\b|;", re.IGNORECASE)


def is_early(sentence: str, at: int) -> bool:
    """Whether the words around the figure at ``at`` call it a first count.

    "At first four were reported dead, but later reports spoke of nine": each side of the turn
    has words of its own.
    """
    turns = [m.start() for m in _turn().finditer(sentence)]
    start = max((t for t in turns if t <= at), default=0)
    stop = min((t for t in turns if t > at), default=len(sentence))
    return bool(_cue().search(sentence, start, stop))
