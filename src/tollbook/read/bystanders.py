"""Words that stand where a doer stands and did nothing: who was harmed, who only tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.frames import by_form
from tollbook.read.tree import VERBAL, children, left_edge, own_subjects
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def all_of(token: Token) -> list[Token]:
    """The members of a list that starts at a doer, and those who did it "together with" it."""
    found = [token]
    for child in token.rights:
        if child.dep_ == "conj":
            found += all_of(child)
        beside = child.dep_ == "prep" and any(c.lower_ == "together" for c in child.lefts)
        for prep in (
            [child] if beside else children(child, "prep") if child.lower_ == "along" else []
        ):
            found += children(prep, "pobj") if prep.lower_ == "with" else []
    return found


def did_nothing(token: Token, trigger: Token) -> bool:
    """Whether a word taken for the doer of a harm is none, by what it is or who it tells of.

    :param trigger: the word of harm.
    """
    if token.lower_ in word_set("roles", "tellers"):
        return True
    if token.lower_ in word_set("roles", "stand_ins") and not children(token, "prep"):
        return True
    return _is_sheltered(token) or _only_tells(token, trigger)


_HOLDING = frozenset(
    {"sheltering", "housing", "hosting", "carrying", "transporting", "accommodating", "treating"}
)


def _is_sheltered(token: Token) -> bool:
    """ "A strike on a school sheltering displaced people killed 14": these killed nobody."""
    start = left_edge(token)
    return start > 0 and token.doc[start - 1].lower_ in _HOLDING


_DISGUISED = frozenset({"disguised", "dressed", "posing", "masquerading", "clad"})


def behind_disguise(token: Token) -> list[Token]:
    """Of "gunmen disguised as police stormed" the gunmen; any other word stands for itself."""
    start = left_edge(token)
    if start < 2 or token.doc[start - 1].lower_ != "as":
        return [token]
    worn = token.doc[start - 2]
    if worn.lower_ not in _DISGUISED:
        return [token]
    return [worn.head] if worn.dep_ == "acl" else own_subjects(worn)


def was_harmed_before(token: Token, trigger: Token) -> bool:
    """ "killed four people named as ... and wounded others": the four wounded nobody.

    Who is said to act in words of its own ("a guard who shot", "a bomber suspected of") does.
    """
    above = token.head
    if token.dep_ not in {"dobj", "nsubjpass"} or above == trigger or above.i > trigger.i:
        return False
    if above.lower_ not in by_form() or own_subjects(trigger):
        return False
    if above.lower_ in word_set("roles", "seeking") and children(token, "relcl"):
        return False  # "arrested a man who drove into a crowd, killing two"
    return trigger.tag_ in VERBAL and trigger.dep_ in {"conj", "advcl", "acl"}


def _only_tells(token: Token, trigger: Token) -> bool:
    """ "were identified as injured by her uncle": the uncle says so."""
    by = token.head
    if by.lower_ != "by" or trigger.dep_ == "ROOT":
        return False
    above = trigger.head
    if above.lower_ == "as":
        above = above.head
    armed = word_set("people", "armed") | word_set("people", "actors")
    if token.lower_ in armed or token.ent_type_ in {"ORG", "NORP"}:
        return False
    return above.lower_ in word_set("roles", "telling")
