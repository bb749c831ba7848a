"""People harmed by the weapon that they were about to use: attackers, not victims."""

from __future__ import annotations

import re

from tollbook.read.people import People
from tollbook.read.words import pattern, word_set


def _own_weapon() -> re.Pattern[str]:
    return pattern("cues", "own_weapon", "patterns", before=r"\b", after=r"\b")


def attackers_among(people: People, sentence: str) -> int | None:
    """How many of those harmed were attackers; None: nobody is said to be one.

    "The bomb went off as he was planting it, killing him". Soldiers, children and whoever has a
    trade or passes by are never taken for those who carried the weapon.
    """
    if people.attackers is not None or people.count.low is None:
        return people.attackers
    if not people.count.is_exact or people.kind in {"none", "plural"}:
        return None
    if people.heads & word_set("cues", "own_weapon", "others"):
        return None
    if any(g.status in {"civilian", "security"} for g in people.groups):
        return None
    return people.count.low if _own_weapon().search(sentence) else None
