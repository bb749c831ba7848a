"""Blame that nobody lays: "None of the sources blamed the army", "declined to accuse it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.tree import children, is_negated, is_passive, own_subjects
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing", "without", "noone"})


def is_nobody(token: Token) -> bool:
    """ "none of the sources", "no group", "no one"."""
    return token.lower_ in _NOBODY or any(
        c.lower_ in _NOBODY and c.dep_ in {"det", "preconj", "nummod", "advmod"}
        for c in token.children
    )


def is_unsaid(verb: Token) -> bool:
    """Whether a verb of blaming tells that nobody blamed: a "not", nobody as its subject, or a
    refusal above it ("declined to blame", "stopped short of accusing", "without blaming").
    """
    if is_negated(verb):
        return True
    if not is_passive(verb) and any(is_nobody(s) for s in own_subjects(verb)):
        return True
    above = verb.head
    refusing = word_set("cues", "statements", "refusing")
    if verb.dep_ == "xcomp":
        return above.lower_ in refusing
    if verb.dep_ == "pcomp":
        return above.lower_ == "without" or above.head.lower_ in refusing
    if any(c.lower_ == "neither" for t in (verb, above) for c in children(t, "preconj", "cc")):
        return (
            verb.dep_ == "conj"
            or verb == above
            or any(c.lower_ == "neither" for c in children(verb, "preconj", "cc"))
        )  # "has neither confirmed nor denied it"
    # "did not blame the army or accuse the militia"
    either = any(c.lower_ in {"or", "nor"} for c in children(above, "cc"))
    return verb.dep_ == "conj" and either and not own_subjects(verb) and is_unsaid(above)
