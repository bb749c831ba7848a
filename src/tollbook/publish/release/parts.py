"""What a figure does in its toll, in words of a closed list.

The tally's own reasons name other speakers, reports and quotes; outside the book only what kind of
reason it was goes out.
"""

from __future__ import annotations

import re

from tollbook.record import Figure

_SETS = re.compile(r": sets ((?:the least|the best figure|the most|, | and )+)")
_KINDS = (
    ("in a copy of its report", "the same words in a copy of a report: no further source"),
    ("already counted there", "a part of another figure, counted there"),
    ("the same report says", "the same report says it more fully elsewhere"),
    ("added to the figure of", "added to another figure of the same report"),
    ("after it was given:", "set aside: others died after it was given"),
    (
        "of them died: those killed rose",
        "set aside: as many of them died as the dead rose by later",
    ),
    ("hold them is not said", "raises the most alone: those told of before may hold them"),
    ("an early count", "set aside: an early count; a later one is higher"),
    (" later (", "set aside: its source gave another figure later"),
    ("others say that there were victims", "set aside: says that there was nobody; others differ"),
    ("a word without a number", "set aside: a word without a number; another source gives one"),
    ("it tells of one of them", "set aside: tells of one of the victims alone"),
    ("speaks of its enemy's dead", "raises the most alone: a party on its enemy's losses"),
    ("takes part in the conflict", "raises the most alone: a party to the conflict, by itself"),
    ("doubts it", "raises the most alone: the speaker doubts it"),
    ("is unsure of it", "raises the most alone: a person who reviewed it is unsure"),
    ("waits for a person", "set aside: far above the next figure, on one source"),
    ("lies between", "lies between the least and the most"),
)


def part_of(figure: Figure) -> str:
    """The closed words for a figure's reason."""
    sets = _SETS.search(figure.reason)
    if sets and figure.used:
        return f"sets {sets.group(1).strip()}{_changed(figure)}"
    for sign, words in _KINDS:
        if sign in figure.reason:
            return words
    return "used" if figure.used else "set aside by a rule of the policy"


def _changed(figure: Figure) -> str:
    """What was added to or taken off the figure for people who died later."""
    if ", on top of " in figure.reason:
        return ", with those told of before: it counts those alone who died later"
    return ", less those who died since" if " who died since (" in figure.reason else ""
