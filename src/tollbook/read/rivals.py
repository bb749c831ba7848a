"""Who gives two figures of one harm in a report: one speaker, two of them, or the two sides."""

from __future__ import annotations

import re

from tollbook.read.draft import Draft
from tollbook.read.unlike import SMALL_WORDS

_WORD = re.compile(r"[\w'\u2019-]+")


def speaker_key(draft: Draft) -> str:
    """Who says so in the end, for comparison; "" for the report itself."""
    return draft.said_by[-1].speaker.casefold() if len(draft.said_by) > 1 else ""


def rival_speakers(a: Draft, b: Draft) -> bool:
    """Whether two different speakers give the figures; "inquiry" is "a government inquiry".

    What the report says itself rivals nothing that it quotes.
    """
    if a.own or b.own:
        return False
    mine, theirs = (frozenset(_WORD.findall(speaker_key(d))) - SMALL_WORDS for d in (a, b))
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


def rival_words(words: Draft, number: Draft) -> bool:
    """ "Police said three were killed. Activists said dozens were": a figure beside the other."""
    if words.count.shape != "vague" or words.partitive or not rival_speakers(words, number):
        return False
    if words.headline or number.headline:
        return False  # what a headline says in short, the body says in full
    return words.kind not in {"definite", "pronoun"} and number.kind not in {"definite", "pronoun"}


def against(a: Draft, b: Draft) -> bool:
    """Whether two speakers may mean the same people, or other events: in other paragraphs, or where
    one speaks of the enemy's dead and the other of civilians."""
    return of_the_enemy(a) or of_the_enemy(b) or a.paragraph != b.paragraph


def of_the_enemy(draft: Draft) -> bool:
    """Whether a side counts the dead of the other."""
    return draft.said_by[-1].stake == "enemy_losses"


def of_both_sides(a: Draft, b: Draft) -> bool:
    """ "The army said three of its soldiers died and eight rebels were killed": none are both."""
    stakes = {d.said_by[-1].stake for d in (a, b)}
    return stakes == {"own_losses", "enemy_losses"} and speaker_key(a) == speaker_key(b)
