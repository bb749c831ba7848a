"""Attacks on a place, a property or a group, which have a target and no toll of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tollbook.read.coordination import people_of
from tollbook.read.frames import Frame
from tollbook.read.hit import Hit
from tollbook.read.means import is_means
from tollbook.read.phrases import Phrases
from tollbook.read.tree import (
    VERBAL,
    by_agents,
    children,
    is_negated,
    is_passive,
    objects_of,
    subjects,
)
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

AIMED = ("on", "at", "upon", "into", "toward", "towards")
SETTING = frozenset({"set", "sets", "setting"})
"""Verbs that "fire" is the object of where something is burnt down."""

_FIRED_AT = frozenset({"crowd", "crowds", "house", "home", "vehicle", "car"})


def _attacked(
    frame: Frame, trigger: Token, agents: Sequence[Token], target: Token, rule: str
) -> Hit:
    return Hit(frame, "attacked", trigger, None, tuple(agents), target, rule=rule)


def attack(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "rebels attacked a station", "the station was attacked", "an attack on the station"."""
    if token.tag_ in VERBAL:
        if is_passive(token):
            targets, agents = subjects(token), by_agents(token)
        else:
            targets, agents = children(token, "dobj"), subjects(token)
        if targets and not is_negated(token):
            yield _attacked(frame, token, agents, targets[0], "attack")
    elif token.tag_ in {"NN", "NNS"}:
        for target in objects_of(token, "on", "against"):
            if target.ent_type_ not in {"DATE", "TIME"}:
                yield _attacked(frame, token, by_agents(token), target, "attack on")


def fire_on(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "fired on", "opened fire on", "firing directly at", "set fire to"."""
    if token.lower_ == "opened":
        return
    if token.tag_ in {"NN", "NNS"} and token.head.lower_ in SETTING:
        targets = objects_of(token, "to") + objects_of(token.head, "to")
        for target in targets[:1]:
            yield _attacked(frame, token, subjects(token.head), target, "set fire to")
        return
    verb = token if token.tag_ in VERBAL else token.head
    if token.tag_ not in VERBAL and verb.lower_ not in {"open", "opened", "opens", "opening"}:
        return
    targets = objects_of(token, *AIMED)
    if verb != token:
        targets += objects_of(verb, *AIMED)
    for target in targets:
        thing = target.lower_ in _FIRED_AT or target.lower_ in word_set("means", "targets")
        if thing or people_of(target, phrases) is not None:
            yield _attacked(frame, token, subjects(verb), target, "fired on")
            return


def struck_with(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "hit the prison with rockets", "targeted the market in two raids", "was struck by missiles".

    Only places and things: of people hit with something others frames tell.
    """
    if token.tag_ not in VERBAL or is_negated(token):
        return
    passive = is_passive(token)
    targets = subjects(token) if passive else children(token, "dobj")
    weapons = objects_of(token, "with", "in", "using") + (by_agents(token) if passive else [])
    weapons += [w for t in targets for w in objects_of(t, "with")]
    if not targets or people_of(targets[0], phrases) is not None or is_means(targets[0]):
        return
    if any(is_means(w) for w in weapons):
        agents = by_agents(token) if passive else subjects(token)
        yield _attacked(frame, token, agents, targets[0], "struck with")
