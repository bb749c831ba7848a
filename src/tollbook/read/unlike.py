"""Whether two figures of one report count other people, or people of another event."""

from __future__ import annotations

import re

from tollbook.read.draft import Draft
from tollbook.read.words import word_set

_WORD = re.compile(r"[^\W_][\w'-]*")
SMALL_WORDS = frozenset(["the", "a", "an", "of", "its", "and"])
"""Words of a name that tell nobody from another."""


def of_a_kind(draft: Draft) -> bool:
    """Whether a draft counts some kind of the dead only ("three children"), not the dead."""
    return bool(draft.heads) and not draft.heads & word_set("people", "generic")


def of_other_kinds(whole: Draft, some: Draft) -> bool:
    """Whether a figure is made up of kinds that those of another are none of.

    "Four bandits and two policemen" hold no guard and no farmers; "12 people" may hold both, and
    "12 villagers" women and children. What parts them is status, or age and sex told of both.
    """
    if whole.heads & some.heads:
        return False
    mine, theirs = ({v.status for v in d.victims} for d in (whole, some))
    if mine and theirs and "unknown" not in mine | theirs and not mine & theirs:
        return True
    if _protesters(whole) != _protesters(some) and all(_has_roles(d) for d in (whole, some)):
        return True  # protesters, and an officer
    if all_attackers(whole) and not some.attackers and (of_a_kind(some) or _civilians(some)):
        return True
    if all_attackers(some) and not whole.attackers and _civilians(whole):
        return True
    if whole.n != some.n and _other_age_or_sex(whole, some):
        return True
    listed = len(whole.victims) > 1 and all(v.count is not None for v in whole.victims)
    told = all(v.status != "unknown" or v.role for v in (*whole.victims, *some.victims))
    kinds = listed and told and bool(theirs) and of_a_kind(whole) and of_a_kind(some)
    return kinds and whole.n != some.n


def _protesters(draft: Draft) -> bool:
    return {v.role for v in draft.victims} == {"protester"}


def _has_roles(draft: Draft) -> bool:
    return bool(draft.victims) and all(v.role for v in draft.victims)


def _other_age_or_sex(a: Draft, b: Draft) -> bool:
    """ "Three children were killed; a sniper shot a woman": none of the three.

    A "youth" may be told of as a child and as a man.
    """
    if (a.heads | b.heads) & word_set("people", "youth") or not (a.victims and b.victims):
        return False
    one, other = _ages(a), _ages(b)
    if {frozenset({"child"}), frozenset({"adult"})} == {one, other}:
        return True
    sexes = ({v.sex for v in a.victims}, {v.sex for v in b.victims})
    return sexes in (({"male"}, {"female"}), ({"female"}, {"male"}))


def _ages(draft: Draft) -> frozenset[str]:
    """Children or adults, as far as is told; "a woman" is one."""
    adults = not draft.heads.isdisjoint({"man", "men", "woman", "women"})
    told = {v.age for v in draft.victims}
    grown = {"adult" if age == "elderly" or (age == "unknown" and adults) else age for age in told}
    return frozenset(grown)


def _civilians(draft: Draft) -> bool:
    return bool(draft.victims) and all(v.status == "civilian" for v in draft.victims)


def all_attackers(draft: Draft) -> bool:
    """Whether it counts attackers alone ("all five attackers")."""
    himself = draft.heads & word_set("people", "reflexive")
    return bool(draft.attackers) and draft.attackers == draft.n and not himself


def by_others(a: Draft, b: Draft) -> bool:
    """Whether each names who did it, in its own sentence, and they have no word in common.

    "The army's shells killed 22"; "1,200 were killed in the rebels' attack": none of the 22.
    """
    if a.sentence == b.sentence:
        return False
    mine, theirs = (
        {
            w
            for p in d.perpetrators
            if p.surety == "stated"
            for w in _WORD.findall(p.text.casefold())
        }
        - SMALL_WORDS
        for d in (a, b)
    )
    return bool(mine and theirs) and not mine & theirs


def told_anew(new: Draft, old: Draft) -> bool:
    """Whether a paragraph further on gives another figure with a day and a place of its own."""
    placed = bool(new.places and new.times) and not old.times
    names = ({p.quote.casefold() for p in d.places} for d in (new, old))
    placed = placed and not set.intersection(*names)
    return placed and new.paragraph != old.paragraph and not old.headline
