"""Numbers that say by how many one count differs from another: they count nobody."""

from __future__ import annotations

import re

from tollbook.read.hit import Hit
from tollbook.read.words import per_words, word_set

_REACH = 30  # characters before a number in which its verb stands


@per_words
def _more_than() -> re.Pattern[str]:
    compared = "|".join(sorted(word_set("cues", "differences", "compared")))
    return re.compile(
        rf"(?:[\w,-]+\s+){{1,3}}?(?:{compared})\b(?:\s+\w+){{0,3}}?\s+than\s+"
        r"(?:in|during|on|last|for|an?|the|those)\b",
        re.IGNORECASE,
    )


@per_words
def _moved_by() -> re.Pattern[str]:
    moved = "|".join(sorted(word_set("cues", "differences", "moved")))
    return re.compile(rf"\b(?:{moved})\s+(?:by|of)\s+(?:\w+\s+){{0,2}}?[\w,.]+$", re.IGNORECASE)


def is_difference(hit: Hit, text: str) -> bool:
    """ "12 deaths fewer than in the week before", "five more than in May", "rose by 12".

    :param text: the sentence's.
    """
    if hit.people is None or not hit.people.count.quantified:
        return False
    start, end = hit.people.start, hit.people.end
    if _more_than().match(text, start):
        return True
    return _moved_by().search(text[max(0, start - _REACH) : end].rstrip()) is not None
