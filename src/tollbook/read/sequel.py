"""Sentences that go on to a further attack: "An hour later a second bomb went off"."""

from __future__ import annotations

import re

from tollbook.read.means import means_words
from tollbook.read.words import per_words, table


@per_words
def _sequel() -> re.Pattern[str]:
    cues = "|".join(table("cues")["sequel"]["openings"])
    new = "|".join(table("cues")["sequel"]["articles"])
    return re.compile(
        rf"^\W*(?:{cues})\b.{{0,80}}?\b(?:{new})\s+(?:[\w-]+\s+){{0,3}}?(?:{means_words()})\b",
        re.IGNORECASE | re.DOTALL,
    )


@per_words
def _separate() -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(table('cues')['sequel']['separate'])})\b", re.IGNORECASE)


def is_separate(sentence: str) -> bool:
    """Whether a sentence opens by telling of another event ("In a separate attack")."""
    return _separate().match(sentence) is not None


def is_sequel(sentence: str) -> bool:
    """Whether a sentence opens with a later time or another place and tells of a new attack."""
    return _sequel().match(sentence) is not None
