"""Who was hit: by bullets or shrapnel, in a part of the body, with wounds, in what condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tollbook.read.frames import Frame
from tollbook.read.hit import Hit, first_people
from tollbook.read.people import only_counted
from tollbook.read.phrases import Phrases
from tollbook.read.tree import (
    RELATIVE,
    VERBAL,
    by_agents,
    children,
    is_negated,
    is_passive,
    number_of_them,
    objects_of,
    own_subjects,
    subjects,
)
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_THEM = re.compile(r"[\s,]*(?:of\s+(?:them|whom|the\s+\w+|those\s+\w+))?[\s,]*", re.IGNORECASE)
_INTO = frozenset({"in", "into", "across", "on", "through", "to"})


def struck(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "struck by gunfire", "a bullet grazed the girl", "hit in the leg"; never "hit by a car"."""
    if token.tag_ not in VERBAL:
        return
    passive = is_passive(token)
    objects = [] if passive else children(token, "dobj")
    if not (_by_projectile(token) or _in_the_body(token, objects)):
        return
    # "struck the boy in the chest"; of "grazed the boy's leg" it is the boy
    owners = [p for o in objects for p in children(o, "poss")]
    holders = subjects(token) if passive else [*owners, *objects]
    people = first_people(holders, phrases)
    if people is None and not passive and not objects and token.tag_ in {"VBN", "VBD"}:
        people = first_people(own_subjects(token), phrases)  # "Boy grazed by bullet"
    if people is None or people.kind == "none":
        return
    deadly = any(c.lower_ in {"fatally", "mortally"} for c in token.children) or any(
        c.lower_ in {"killed", "killing", "kill"} for c in children(token, "conj")
    )
    agents = tuple(by_agents(token) if passive else subjects(token))
    harm = "killed" if deadly else frame.harm
    negated = is_negated(token)
    yield Hit(frame, harm, token, people, agents, negated=negated, rule="hit by a projectile")


def _by_projectile(verb: Token) -> bool:
    projectiles = word_set("means", "projectiles")
    found = [*objects_of(verb, "by", "with"), *by_agents(verb)]
    if not is_passive(verb):
        found += own_subjects(verb) or subjects(verb)
    return any(t.lower_ in projectiles or _compound(t) in projectiles for t in found)


def _compound(token: Token) -> str:
    """The noun before ("bullet" of "bullet fragments")."""
    return next((c.lower_ for c in children(token, "compound")), "")


def _in_the_body(verb: Token, objects: list[Token]) -> bool:
    body = word_set("means", "body")
    return any(
        o.lower_ in body
        for holder in (verb, *objects)
        for prep in children(holder, "prep")
        if prep.lower_ in _INTO
        for o in children(prep, "pobj")
    ) or any(o.lower_ in body and children(o, "poss") for o in objects)


def with_wounds(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "found three men with gunshot wounds", "walked in with a stab wound"."""
    if token.dep_ != "pobj" or token.head.lower_ != "with":
        return
    kinds = {c.lower_ for c in children(token, "compound", "amod")}
    telling = word_set("means", "wounding")
    if token.lower_.startswith("wound"):
        telling |= word_set("means", "body")
    if kinds.isdisjoint(telling):
        return
    holder = token.head.head
    if holder.dep_ == "pobj" and holder.head.dep_ == "prep" and not first_people([holder], phrases):
        holder = holder.head.head  # "was driven to a clinic with stab wounds"
    if holder.tag_ in VERBAL:
        if is_passive(holder):
            people = first_people(subjects(holder), phrases)
        else:
            objects = children(holder, "dobj")
            people = first_people(objects or subjects(holder), phrases)
    else:
        people = first_people([holder], phrases)
    if people is not None and people.kind != "none":
        yield Hit(frame, frame.harm, token, people, rule="with wounds")


def condition(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "two others are in critical condition", "was listed in stable condition"."""
    states = word_set("means", "conditions")
    if token.dep_ != "pobj" or token.head.lower_ != "in":
        return
    if not any(c.lower_ in states for c in token.children):
        return
    holder = token.head.head
    while holder.dep_ in {"prep", "pobj"} and holder.head != holder:
        holder = holder.head
    if holder.tag_ not in VERBAL:
        return
    people = first_people(subjects(holder), phrases)
    if people is not None and people.kind != "none" and not is_negated(holder):
        yield Hit(frame, frame.harm, token, people, rule="condition")


def fares(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "is fighting for his life", "remains in hospital", "are expected to survive".

    The word stands behind a preposition of one of the frame's verbs, or is a verb below it.
    """
    verb, trigger = _verb_above(token, frame), token
    if token.tag_ in VERBAL and token.dep_ == "xcomp" and not children(token, "dobj", "prep"):
        verb = trigger = token.head  # what is told is that they live, not that they are to
    if verb is None or verb.lower_ not in frame.verbs or is_negated(verb):
        return
    people = first_people(subjects(verb), phrases)
    if people is not None and people.kind != "none":
        yield Hit(frame, frame.harm, trigger, people, rule="how they fare")


def _verb_above(noun: Token, frame: Frame) -> Token | None:
    """The verb that a noun stands below with a preposition, the frame's where it names one."""
    if noun.lower_ in word_set("means", "care", "in_need"):
        said = {t.lower_ for t in noun.subtree if t.i < noun.i}
        if said.isdisjoint(word_set("means", "care")):
            return None  # "foster care"
    prep = noun.head
    if noun.dep_ == "pobj" and prep.dep_ in {"prep", "agent"}:
        return prep.head if frame.particle in {"", prep.lower_} else None
    if noun.dep_ == "dobj" and frame.particle in {c.lower_ for c in children(prep, "prt")}:
        return prep  # "taken off life support"
    return None


def sent_to_hospital(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "The shooting sent two men to a hospital": whom the event sent there was hurt by it."""
    verb = token.head.head
    if token.dep_ != "pobj" or token.head.lower_ != "to" or verb.lower_ not in frame.verbs:
        return
    events = word_set("means", "sending")
    doers = subjects(verb)
    if is_passive(verb) or not any(s.lower_ in events or s.lower_ in RELATIVE for s in doers):
        return
    people = first_people(children(verb, "dobj"), phrases)
    if people is not None and people.kind != "none":
        yield Hit(frame, frame.harm, token, people, rule="sent to hospital")


def some_fatally(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "four were shot, one fatally": some of those just told of died."""
    if number_of_them(token) is None:
        return
    text = phrases.text
    for number in reversed(phrases.numbers):
        if number.end <= token.idx and _OF_THEM.fullmatch(text, number.end, token.idx):
            people = only_counted(text, number.start, number.end, number.count, "number")
            yield Hit(frame, frame.harm, token, people, rule="some of them")
            return
