"""Who was beaten, kicked, assaulted or maimed: blows that wound, and limbs that they break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.acts import deadly, is_contest, transitive
from tollbook.read.frames import Frame
from tollbook.read.hit import Hit, first_people
from tollbook.read.phrases import Phrases
from tollbook.read.tree import VERBAL, by_agents, children, is_negated, is_passive, subjects
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


def blow(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "punched and kicked a driver"; of "attacked" and the like only with a tool or manner.

    "Attacked two clerks with an axe", "badly beat a boy": whoever is so treated is hurt. Without
    such words "attacked" and "beat" say nothing of the kind (a speech, a team).
    """
    if token.tag_ not in VERBAL or _not_of_a_body(token) or is_contest(token):
        return
    if token.lower_ in frame.only_upgraded and not _forceful(token):
        return
    for hit in transitive(token, frame, phrases):
        if hit.people is not None and hit.people.kind != "none":
            harm = "killed" if deadly(token) else frame.harm
            yield replace(hit, harm=harm, rule=f"{hit.rule}, a blow")


def _not_of_a_body(verb: Token) -> bool:
    """ "kicked out of the party", "verbally assaulted"."""
    kept = word_set("cues", "blows", "harmless")
    return any(c.lower_ in kept for c in children(verb, "prt", "advmod", "prep") if c.i != verb.i)


def _forceful(verb: Token) -> bool:
    manner, tools = word_set("cues", "blows", "manner"), word_set("cues", "blows", "tools")
    body = word_set("means", "body")
    if any(c.lower_ in manner for c in children(verb, "advmod", "prt", "npadvmod")):
        return True
    if any(c.lower_ == "leaving" for c in children(verb, "advcl", "xcomp")):
        return True  # "attacked a clerk, leaving him with a broken jaw"
    holders = [verb, *children(verb, "dobj"), *by_agents(verb)]
    for prep in (c for h in holders for c in children(h, "prep")):
        objects = [o for p in children(prep, "pobj") for o in (p, *children(p, "conj"))]
        if prep.lower_ == "with" and any(o.lower_ in tools for o in objects):
            return True
        if prep.lower_ in {"in", "on", "about", "around"} and any(
            o.lower_ in body for o in objects
        ):
            return True
    return False


def maimed(token: Token, frame: Frame, phrases: Phrases) -> Iterator[Hit]:
    """ "broke a clerk's arm", "his leg was broken", "lost an eye": whose body it is."""
    if token.tag_ not in VERBAL:
        return
    limbs = word_set("means", "limbs")
    passive = is_passive(token)
    parts = [
        t for t in (subjects(token) if passive else children(token, "dobj")) if t.lower_ in limbs
    ]
    if not parts:
        return
    losing = token.lower_ in word_set("cues", "lives", "losing")
    holders = subjects(token) if losing else [o for p in parts for o in children(p, "poss")]
    people = first_people(holders, phrases)
    if people is not None and people.kind != "none":
        yield Hit(frame, frame.harm, token, people, negated=is_negated(token), rule="maimed")
