"""Words that tie somebody to a deed, as the data lists them: "blamed on", "claimed by" ..."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tollbook.read.tree import VERBAL, by_agents, children, is_passive, objects_of, subjects
from tollbook.read.unsaid import is_unsaid
from tollbook.read.words import per_words, table, word_set
from tollbook.record.vocabulary import Surety

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEING = frozenset({"is", "was", "are", "were", "be"})
_TAKEN_ON = frozenset({"responsibility", "credit"})


@dataclass(frozen=True, slots=True)
class Tie:
    """A word that ties somebody to a deed: where both stand, and how sure that makes it.

    :ivar deed: "subject", "object" or prepositions; :ivar doer: the same.
    """

    deed: frozenset[str]
    doer: frozenset[str]
    effect: Surety


@per_words
def ties() -> dict[str, tuple[Tie, ...]]:
    """Every form of a tying word (small letters) -> what it does."""
    found: dict[str, tuple[Tie, ...]] = {}
    for entry in table("roles")["tie"]:
        tie = Tie(
            frozenset(entry["deed"].split()),
            frozenset(entry["doer"].split()),
            cast("Surety", entry["effect"]),
        )
        for form in entry["forms"].split():
            found[form] = (*found.get(form, ()), tie)
    return found


@dataclass(frozen=True, slots=True)
class Tied:
    """Somebody tied to a deed: how surely, and by which word."""

    doer: Token
    surety: Surety
    word: Token


def tied_to(deed: Token) -> list[tuple[Token, Surety]]:
    """Who is tied to a deed by the words around it, and how surely; as the sentence has them."""
    return [(one.doer, one.surety) for one in tied_by_words(deed)]


def tied_by_words(deed: Token) -> list[Tied]:
    """The same, each with the word that ties."""
    found: dict[int, Tied] = {}
    for word, place in _words_with(deed):
        for tie in ties().get(word.lower_, ()):
            if place in tie.deed:
                for doer in _doers(word, tie, deed):
                    if doer.i != deed.i and not _nobody(doer):
                        found.setdefault(doer.i, Tied(doer, _effect(word, tie), word))
    return [found[i] for i in sorted(found)]


def _words_with(deed: Token) -> Iterator[tuple[Token, str]]:
    """Words that may tie somebody to the deed, and where the deed stands with them."""
    for child in children(deed, "acl"):
        if child.tag_ == "VBN":
            yield child, "subject"
    for child in children(deed, "relcl"):
        yield child, "subject" if is_passive(child) else "object"
        for prep in children(child, "prep"):  # "the attack, for which X claimed responsibility"
            yield child, prep.lower_
        yield from ((noun, "for") for noun in _taken_on_with(child))
    head = deed.head
    if deed.dep_ == "nsubj" and head.lower_ in _BEING:  # "the blast was the work of the militia"
        yield from ((what, "subject") for what in children(head, "attr"))
    if deed.dep_ == "nsubjpass":
        yield head, "subject"
    elif deed.dep_ in {"dobj", "xcomp"}:
        yield head, "object"
    elif deed.dep_ in {"pobj", "pcomp"}:
        yield from _above_preposition(head)


def _above_preposition(prep: Token) -> Iterator[tuple[Token, str]]:
    """The word that a preposition with the deed belongs to ("guilty of", "credit for")."""
    if prep.lower_ == "behind":
        yield prep, "for"
    yield prep.head, prep.lower_
    yield from ((noun, prep.lower_) for noun in _taken_on_with(prep.head))


def _taken_on_with(verb: Token) -> list[Token]:
    """The "responsibility" or "credit" that a verb has as its object."""
    return [noun for noun in children(verb, "dobj") if noun.lower_ in _TAKEN_ON]


def _doers(word: Token, tie: Tie, deed: Token) -> list[Token]:
    if word.lower_ != "guilty" and (children(word, "neg") or _by_nobody(word)):
        return []
    if "subject" in tie.doer:
        return _subject(word)
    if "object" in tie.doer:
        return children(word, "dobj") or children(word, "nsubjpass") or _described(word)
    # "blamed the attack on the rebels": the parser gives "on" to the attack
    found = objects_of(word, *tie.doer) or (
        objects_of(deed, *tie.doer) if "object" in tie.deed else []
    )
    return found or (by_agents(word) if "by" in tie.doer else [])


def _by_nobody(word: Token) -> bool:
    """ "No source attributed the strike to the army": the army is tied to it by nobody."""
    return (
        word.tag_ in VERBAL
        and "accused" in {t.effect for t in ties()[word.lower_]}
        and (is_unsaid(word))
    )


def _described(word: Token) -> list[Token]:
    """ "two men suspected of", "the militia accused of"."""
    return [word.head] if word.dep_ == "acl" and word.tag_ == "VBN" else []


def _subject(word: Token) -> list[Token]:
    """The subject of a tying verb, or of the verb that a noun or adjective stands with."""
    if word.tag_ in VERBAL:
        return by_agents(word) if is_passive(word) else subjects(word)
    verb = word.head
    while verb.dep_ in {"pobj", "prep"} and verb.tag_ not in VERBAL:
        verb = verb.head
    if verb.tag_ not in VERBAL or (children(verb, "neg") and word.lower_ != "guilty"):
        return []
    if word.lower_ in _TAKEN_ON:
        if verb.lower_ not in word_set("roles", "taking_on"):
            return []
        return by_agents(verb) if is_passive(verb) else subjects(verb)
    return (
        children(verb, "dobj")
        if verb.lower_.startswith("h") and word.dep_ == "oprd"
        else (subjects(verb))
    )


def spreading(found: Sequence[Token]) -> list[Token]:
    """Of "the group spread leaflets claiming responsibility" the group."""
    carriers = word_set("cues", "attribution", "carriers")
    acting = [
        s for t in found if t.lower_ in carriers and t.dep_ == "dobj" for s in subjects(t.head)
    ]
    return acting or [t for t in found if t.lower_ not in carriers]


def _effect(word: Token, tie: Tie) -> Surety:
    if word.lower_ == "guilty":
        around = {c.lower_ for t in (word, word.head) for c in t.children}
        return "denied" if "not" in around else tie.effect
    return tie.effect


def _nobody(token: Token) -> bool:
    """ "no group has claimed the attack", "nobody is responsible"."""
    words = {c.lower_ for c in token.children}
    return bool(words & {"no", "neither"}) or token.lower_ in {
        "nobody",
        "none",
        "one",
        "responsibility",
    }
