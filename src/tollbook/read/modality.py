"""Whether a harm is told as real: fact, reported, hypothetical or still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.match import children
from tollbook.read.words import word_set
from tollbook.record.vocabulary import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_REAL_INFINITIVES = frozenset(
    """said reported believed thought known confirmed alleged presumed understood happened came went managed
    continued began started feared helped found seen rose appeared seems seemed appears left dead
    first second third last only forced were was""".split()
)
_NAMES_OF_ACTS = frozenset(
    "warrant warrants call calls demand demands attempt attempts plot threat threats plan plans conspiracy solicitation bid bounty orders".split()
)


def _has(token: Token, words: frozenset[str]) -> bool:
    return any(c.lower_ in words and c.dep_ in {"aux", "mark", "advmod"} for c in token.children)


def _infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)


def _auxiliaries(token: Token) -> set[str]:
    return {c.lower_ for c in children(token, "aux", "auxpass")}


def modality(trigger: Token) -> tuple[Modality, str | None]:
    """How real the trigger's harm is told to be, and the word that says so."""
    modals = word_set("cues", "hypothetical", "modals")
    matrix = word_set("cues", "hypothetical", "matrix")
    act_nouns = word_set("cues", "hypothetical", "nouns") | _NAMES_OF_ACTS
    markers = word_set("cues", "hypothetical", "markers")
    future = word_set("cues", "future", "words")
    token = trigger
    for depth in range(8):
        aux = _auxiliaries(token)
        past_perfect = "have" in aux
        if aux & modals:
            word = min(aux & modals)
            if past_perfect and word in {"may", "might", "must", "could"}:
                return "reported", word
            return "hypothetical", word
        if aux & future or (token.lower_ == "going" and depth):
            return "future", min(aux & future) if aux & future else "going to"
        marks = {c.lower_ for c in children(token, "mark", "advmod")}
        if marks & markers and "even" not in marks:
            return "hypothetical", min(marks & markers)
        head = token.head
        if not depth and (
            token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ == "VBN" and not aux)
        ):
            break  # "12 victims killed", "the raid, in which 12 died": taken for granted
        if _infinitive(token) and head != token and "have" not in aux:
            if head.lower_ in matrix or (
                token.dep_ in {"acl", "relcl"} and head.lower_ in act_nouns
            ):
                return "hypothetical", head.lower_
            if token.dep_ == "advcl" and head.lower_ not in _REAL_INFINITIVES:
                return "hypothetical", "to"
            if token.dep_ == "xcomp" and head.lower_ not in _REAL_INFINITIVES:
                return "hypothetical", head.lower_
        if token.tag_ in {"NN", "NNS", "VBG"} and token.dep_ in {"pobj", "pcomp"}:
            above = head.head
            if (
                head.lower_ in {"of", "for", "to", "from", "at"}
                and above.lower_ in act_nouns | matrix
            ):
                return "hypothetical", above.lower_
        if token.dep_ == "compound" and head.lower_ in act_nouns:
            return "hypothetical", head.lower_
        if head == token or (token.dep_ in {"advcl", "relcl"} and depth) or token.dep_ in {"nsubj"}:
            break
        if token.dep_ == "ccomp" and head.lower_ in word_set("cues", "attribution", "verbs"):
            break
        if token.dep_ == "conj" and children(token, "nsubj", "nsubjpass"):
            break
        token = head
    for governing in (token, token.head):
        if governing.lower_ in {
            "feared",
            "fear",
            "fears",
            "believe",
            "believed",
            "presume",
            "presumed",
        }:
            return "reported", governing.lower_
    reported = word_set("cues", "reported")
    for near in (trigger, trigger.head):
        for child in near.children:
            if child.lower_ in reported and child.dep_ in {"advmod", "amod"}:
                return "reported", child.lower_
    return "fact", None
