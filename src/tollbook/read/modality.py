"""Whether a harm is told as real: fact, reported, hypothetical or still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.tree import children
from tollbook.read.words import per_words, word_set
from tollbook.record.vocabulary import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

Reality = tuple[Modality, str]
"""A modality and the word that says so."""

_ASKED = re.compile(r"\bhow many\b[^,.;:]{0,60}$", re.IGNORECASE)
_HIGHEST = 8  # steps up from the trigger; words farther above govern something else
_ANYBODY = frozenset({"anyone", "anybody", "whoever", "everyone"})  # "anyone who kills"
_OTHERWISE = re.compile(r"\b(?:easily|otherwise|but for|luckily|fortunately)\b", re.IGNORECASE)
_FEARS = frozenset({"feared", "fear", "fears", "believe", "believed", "presume", "presumed"})


def modality(trigger: Token) -> tuple[Modality, str | None]:
    """How real the trigger's harm is told to be, and the word that says so."""
    if trigger.dep_ == "relcl" and trigger.head.lower_ in _ANYBODY:
        return "hypothetical", trigger.head.lower_
    unreal = _asked_or_made_up(trigger)
    if unreal is not None:
        return "hypothetical", unreal
    token = trigger
    for token, depth in _upwards(trigger):
        found = _auxiliary(token, depth) or _marker(token)
        if found is None and not _taken_for_granted(token, depth):
            found = _unfulfilled(token) or _planned(token)
        if found is None and depth == 0:
            found = _attempted(token) or _commanded(token)
        if found is not None:
            return found
    word = token.head.lower_ if _only_told(token) else _told_with(token) or _beside(trigger)
    return ("reported", word) if word is not None else ("fact", None)


def _told_with(token: Token) -> str | None:
    """ "It is feared that ten were killed"."""
    return next((t.lower_ for t in (token, token.head) if t.lower_ in _FEARS), None)


def _beside(trigger: Token) -> str | None:
    """ "reportedly killed", "were possibly killed"."""
    perhaps = _perhaps(trigger)
    if perhaps is not None:
        return perhaps
    reported = word_set("cues", "reported")
    for child in (*trigger.children, *trigger.head.children):
        if child.lower_ in reported and child.dep_ in {"advmod", "amod"}:
            return child.lower_
    return None


def _asked_or_made_up(trigger: Token) -> str | None:
    """ "Asked how many were killed", "in the film, a boy is killed"."""
    if _ASKED.search(trigger.doc.text[: trigger.idx]):
        return "how many"
    fiction = _fiction().search(trigger.doc.text)
    return fiction["work"] if fiction is not None else None


@per_words
def _fiction() -> re.Pattern[str]:
    """ "in the film", "in a new play": not "in the film studio"."""
    works = "|".join(sorted(word_set("cues", "fiction", "works")))
    behind = "|".join(sorted(word_set("cues", "fiction", "not_behind")))
    return re.compile(
        rf"\bin\s+(?:the|this|that|an?|his|her|their)\s+(?:\w+\s+){{0,2}}?(?P<work>{works})"
        rf"(?![\w'\u2019-]|\s+(?:{behind})\b)",
        re.IGNORECASE,
    )


def _upwards(trigger: Token) -> Iterator[tuple[Token, int]]:
    """The trigger and the words above it that say how real it is, with their distance."""
    token = trigger
    for depth in range(_HIGHEST):
        yield token, depth
        if _ends_climb(token, depth):
            return
        token = token.head


def _ends_climb(token: Token, depth: int) -> bool:
    """Whether what stands above ``token`` says nothing of the harm any more."""
    if token.head == token or token.dep_ == "nsubj" or _taken_for_granted(token, depth):
        return True
    if _only_told(token):
        return True
    if token.dep_ in {"advcl", "relcl"}:
        return depth > 0
    if token.dep_ == "ccomp":
        return token.head.lower_ in speech()
    return token.dep_ == "conj" and bool(children(token, "nsubj", "nsubjpass"))


def _only_told(token: Token) -> bool:
    """ "There were reports that ten were killed": told as what somebody says."""
    if token.dep_ not in {"acl", "ccomp", "relcl"} or not children(token, "mark"):
        return False
    return token.head.lower_ in word_set("cues", "attribution", "said")


def _auxiliaries(token: Token) -> set[str]:
    return {c.lower_ for c in children(token, "aux", "auxpass")}


def _auxiliary(token: Token, depth: int) -> Reality | None:
    """ "could kill", "may have died", "will be killed", "is going to die"."""
    found = _auxiliaries(token)
    modals = found & word_set("cues", "hypothetical", "modals")
    if modals:
        word = min(modals)
        perhaps = "have" in found and word in {"may", "might", "must", "could"}
        perhaps = perhaps and not (word in {"might", "could"} and _against_the_fact(token))
        return "reported" if perhaps else "hypothetical", word
    future = found & word_set("cues", "future")
    if future:
        return "future", min(future)
    return ("future", "going to") if depth and token.lower_ == "going" else None


def _against_the_fact(verb: Token) -> bool:
    """ "Hundreds could have died had the bomb gone off", "if", "but for", "easily"."""
    if _OTHERWISE.search(verb.doc.text):
        return True
    markers = word_set("cues", "hypothetical", "markers")
    for clause in children(verb, "advcl"):
        if any(c.lower_ in markers for c in children(clause, "mark")):
            return True
        first = clause if clause.lower_ == "had" else clause.left_edge
        if first.lower_ == "had" and not children(first, "nsubj", "nsubjpass"):
            return True
    return False


def _perhaps(trigger: Token) -> str | None:
    """ "Were possibly killed"; not "four people, possibly all civilians, killed"."""
    words = word_set("cues", "hypothetical", "perhaps")
    for child in children(trigger, "advmod"):
        following = child.doc[child.i + 1 : trigger.i]
        beside = all(t.dep_ in {"aux", "auxpass"} and t.head == trigger for t in following)
        if child.lower_ in words and child.i < trigger.i and beside:
            return child.lower_
    return None


def is_doubtful(mode: Modality, cue: str | None) -> bool:
    """Whether the word that makes a harm a reported one leaves it open: "may have", "feared"."""
    return mode == "reported" and cue in word_set("cues", "hypothetical", "perhaps")


def _marker(token: Token) -> Reality | None:
    """ "if anybody is killed"."""
    marks = {c.lower_ for c in children(token, "mark", "advmod")}
    conditions = marks & word_set("cues", "hypothetical", "markers")
    return ("hypothetical", min(conditions)) if conditions and "even" not in marks else None


def _taken_for_granted(token: Token, depth: int) -> bool:
    """ "12 victims killed", "the raid, in which 12 died": no matter what stands above."""
    if depth:
        return False
    if token.tag_ == "VB" and "to" in _auxiliaries(token):
        return False  # "threats to kill him"
    if token.dep_ == "relcl" or (
        token.dep_ == "acl" and token.tag_ == "VBN" and not _auxiliaries(token)
    ):
        return True
    return _is_ground(token) or _is_known_event(token)


def _is_ground(token: Token) -> bool:
    """ "will reopen after two were shot", "may sue for being shot": what goes before is real."""
    grounds = word_set("cues", "hypothetical", "grounds")
    if token.dep_ == "advcl":
        return any(c.lower_ in grounds for c in children(token, "mark", "advmod"))
    return token.dep_ == "pcomp" and token.head.lower_ in grounds


def _is_known_event(token: Token) -> bool:
    """ "to investigate the death of a girl": a death that is named is real.

    Not where the verb above would bring it about ("to cause the death of", "to order").
    """
    if token.tag_ not in {"NN", "NNS"} or token.dep_ not in {"dobj", "pobj"}:
        return False
    named = any(c.lower_ in {"the", "this", "that"} for c in children(token, "det"))
    if not named and not children(token, "poss"):
        return False
    above = token.head if token.dep_ == "dobj" else token.head.head
    governing = {above.lower_, above.head.lower_, token.head.lower_}
    return governing.isdisjoint(
        word_set("cues", "hypothetical", "bringing")
        | word_set("cues", "hypothetical", "nouns")
        | word_set("cues", "hypothetical", "matrix")
    )


def _unfulfilled(token: Token) -> Reality | None:
    """ "threatened to kill", "a plot to kill": an infinitive that need not have come about."""
    head = token.head
    to = any(c.lower_ == "to" for c in children(token, "aux"))
    if token.tag_ != "VB" or not to or "have" in _auxiliaries(token):
        return None
    if head == token:
        return "hypothetical", "to"  # "To massacre the people!"
    if token.lower_ in word_set("cues", "background", "answers"):
        return None  # "to avenge the murder of": that murder was done
    if head.lower_ in word_set("cues", "hypothetical", "matrix"):
        return "hypothetical", head.lower_
    if token.dep_ in {"acl", "relcl"} and head.lower_ in word_set("cues", "hypothetical", "nouns"):
        return "hypothetical", head.lower_
    if head.lower_ in word_set("cues", "hypothetical", "real_infinitives"):
        return None
    if token.dep_ == "advcl":
        return "hypothetical", "to"
    return ("hypothetical", head.lower_) if token.dep_ == "xcomp" else None


def _attempted(token: Token) -> Reality | None:
    """ "an attempted murder"."""
    words = {c.lower_ for c in children(token, "amod", "compound")}
    found = words & word_set("cues", "hypothetical", "adjectives")
    return ("hypothetical", min(found)) if found and token.tag_ in {"NN", "NNS"} else None


def _commanded(token: Token) -> Reality | None:
    """ "chanted: kill the king": a command, for it has no subject and no "to"."""
    called = token.tag_ == "VBP" and token.head.tag_ == "VBG"  # "shouting, kill him"
    if (
        not (called or token.tag_ == "VB")
        or _auxiliaries(token)
        or children(token, "nsubj", "nsubjpass")
    ):
        return None
    if token.dep_ not in {"ROOT", "ccomp", "conj", "parataxis"}:
        return None
    above = token.head
    if above != token and (
        above.tag_ not in {"VBD", "VBG"} or _auxiliaries(above) - {"was", "were"}
    ):
        return None
    return "hypothetical", "a command"


def _planned(token: Token) -> Reality | None:
    """ "threats of killing", "a murder plot": an act that is only named."""
    head = token.head
    nouns = word_set("cues", "hypothetical", "nouns")
    if token.tag_ in {"NN", "NNS", "VBG"} and token.dep_ in {"pobj", "pcomp"}:
        above = head.head.lower_
        if head.lower_ in {"of", "for", "to", "from", "at"} and (
            above in nouns or above in word_set("cues", "hypothetical", "matrix")
        ):
            return "hypothetical", above
    if token.dep_ == "compound" and head.lower_ in nouns:
        return "hypothetical", head.lower_
    return None
