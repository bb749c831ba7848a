"""Harm told as a state: people are dead or missing, bodies are found, lives are lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.beside import nearby_number, whole_of_parts
from tollbook.read.coordination import people_of, those_before
from tollbook.read.frames import Frame
from tollbook.read.hit import Hit, asserted_none, first_people, numbered
from tollbook.read.people import People
from tollbook.read.phrases import Phrases
from tollbook.read.tree import (
    VERBAL,
    children,
    coordination_root,
    is_negated,
    is_passive,
    objects_of,
    own_subjects,
    subjects,
)
from tollbook.read.words import word_set
from tollbook.record.vocabulary import Harm

if TYPE_CHECKING:
    from spacy.tokens import Token

# relations in which a participle is an adjective or a noun rather than the verb of its clause
_NO_VERB = frozenset(
    {"oprd", "acl", "acomp", "amod", "pobj", "dobj", "nsubj", "conj", "attr", "nsubjpass"}
)
_PREDICATE = frozenset(
    {
        "acomp",
        "oprd",
        "attr",
        "xcomp",
        "ccomp",
        "advcl",
        "advmod",
        "npadvmod",
        "dep",
        "dobj",
        "conj",
    }
)
_BETWEEN = frozenset(
    {
        "",
        "people",
        "persons",
        "were",
        "others",
        "more",
        "confirmed",
        "found",
        "pronounced",
        "reported",
    }
)


def state(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "12 dead", "left 12 dead", "found dead", "are missing"."""
    if _is_idiom(token) or _is_verb(token, frame) or _says_whom(token) or _says_who(token):
        return
    harm = _feared(token, frame)
    whole = whole_of_parts(token, frame, phrases, harm)
    if whole is not None:
        yield whole
        return
    number = phrases.number_before(token)
    if number is not None and not (token.dep_ == "amod" and phrases.number_before(token.head)):
        between = phrases.text[number.end : token.idx].strip().casefold()
        if between in _BETWEEN:
            yield numbered(token, frame, number, phrases, harm)
            return
    holders = _holders(token)
    people = first_people(holders, phrases) or nearby_number(token, phrases)
    if people is not None:
        yield Hit(frame, harm, token, people, negated=is_negated(token.head), rule="state")
        before = those_before(people, holders, phrases)
        if before is not None:
            yield Hit(frame, harm, token, before, rule="listed before")


def _says_whom(token: Token) -> bool:
    """ "Troops shot dead all five attackers": not the troops."""
    if not 0 < token.i < len(token.doc) - 1 or token.nbor(-1).lower_ not in {"shot", "stabbed"}:
        return False
    return token.nbor(1).tag_ in {"DT", "CD", "PDT"} and not is_passive(token.nbor(-1))


def _says_who(token: Token) -> bool:
    """ "The dead are refugees and people of the district": who they were, and no number."""
    if token.dep_ != "nsubj" or not any(c.lower_ == "the" for c in children(token, "det")):
        return False
    told = children(token.head, "attr")
    return bool(told) and not any(
        t.tag_ == "CD" or t.lower_ in {"a", "an"} for t in told[0].subtree
    )


def _is_idiom(token: Token) -> bool:
    """ "dead end", "dead heat": nobody died."""
    last = token.i + 1 == len(token.doc)
    return not last and token.doc[token.i + 1].lower_ in word_set("cues", "deadly", "idioms")


def _is_verb(token: Token, frame: Frame) -> bool:
    """Whether the word is its clause's verb, which the transitive frame reads."""
    if frame.harm == "missing" or token.tag_ not in VERBAL or token.dep_ in _NO_VERB:
        return False
    return frame.harm == "injured" or token.tag_ != "VBN"


def _feared(token: Token, frame: Frame) -> Harm:
    """ "feared dead" is missing."""
    feared = word_set("cues", "deadly", "feared")
    if frame.name == "dead" and any(t.lower_ in feared for t in (token.head, *token.children)):
        return "missing"
    return frame.harm


def _holders(token: Token) -> list[Token]:
    """Whom an adjective such as "dead" is said of."""
    own = children(token, "nsubj", "nsubjpass")
    if own:
        return own
    if token.dep_ == "nsubj" and children(token, "det"):
        return children(token.head, "attr")  # "the dead were three farmers and a shepherd"
    head = token.head
    if head.lower_ in {"among", "amongst"} and token.dep_ == "pobj":
        return own_subjects(head.head)  # "three children were among the dead"
    if token.dep_ in {"amod", "acl"}:
        # "found two women and a man dead": said of all of them
        return [coordination_root(head) if token.i > head.i else head]
    if token.dep_ not in _PREDICATE:
        return []
    passive = children(head, "nsubjpass")
    objects = [o for o in children(head, "dobj") if o != token]
    if passive and head.dep_ == "relcl" and passive[0].tag_ in {"WP", "WDT"}:
        return [head.head]  # "a student who was shot dead" is one
    if passive or objects:
        return passive or objects
    if token.dep_ == "conj" and head.tag_ in {"JJ", "VBN", "NN"}:
        return _holders(head)
    return subjects(head)


def body(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "the bodies of three men were found", "14 bodies recovered"."""
    if token.tag_ not in {"NN", "NNS"}:
        return
    verb = token.head
    tells = (verb, *children(token, "acl", "relcl"), *children(verb, "xcomp"))
    found = word_set("cues", "bodies", "found")
    if not any(t.lower_ in found for t in tells):
        return
    people = _owners(token, phrases)
    number = phrases.number_before(token)
    if people is not None:
        yield Hit(frame, frame.harm, token, people, rule="bodies of")
    elif number is not None:
        yield numbered(token, frame, number, phrases, frame.harm)
    elif not children(token, "poss"):
        own = people_of(token, phrases)
        if own is not None and own.kind in {"plural", "indefinite"}:
            yield Hit(frame, frame.harm, token, own, rule="bodies")


def _owners(token: Token, phrases: Phrases) -> People | None:
    """Whose body or life it is: "of three men", "three men's"."""
    of = first_people(objects_of(token, "of"), phrases)
    return of or first_people(children(token, "poss"), phrases)


def lives(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "claimed the lives of six", "took nine lives", "eleven people lost their lives"."""
    verb = token.head
    while verb.dep_ in {"conj", "pobj"} and verb.head != verb and verb.tag_ not in VERBAL:
        verb = verb.head
    if verb.lower_ in word_set("cues", "lives", "losing") and token.dep_ == "dobj":
        yield from _lost(token, verb, frame, phrases)
    elif verb.lower_ in word_set("cues", "lives", "taking"):
        yield from _taken(token, verb, frame, phrases)


def _lost(token: Token, verb: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    people = first_people(subjects(verb), phrases)
    number = phrases.number_before(token)
    if people is not None:
        yield Hit(frame, frame.harm, token, people, rule="lost their lives")
    elif number is not None:
        yield numbered(token, frame, number, phrases, frame.harm)


def _taken(token: Token, verb: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    none = asserted_none(token, frame, phrases)
    people = _owners(token, phrases) or first_people(children(verb, "dative"), phrases)
    number = phrases.number_before(token)
    if none is not None:
        yield none
    elif people is not None:
        yield Hit(frame, frame.harm, token, people, tuple(subjects(verb)), rule="lives of")
    elif number is not None:
        hit = numbered(token, frame, number, phrases, frame.harm)
        yield replace(hit, agents=tuple(subjects(verb)))
