"""Who and what stands with one word of harm: the harmed, who did it, what was aimed at, and how.

This asks of any word of harm, known to a frame or not ("launched a series of attacks", "the
blast", "responsible for the bombing"). Only the word's own sentence is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.means import is_means
from tollbook.read.trailing import active_doers
from tollbook.read.tree import (
    VERBAL,
    accused_of,
    by_agents,
    children,
    is_passive,
    objects_of,
    subjects,
)
from tollbook.read.words import nouns, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_POINTERS = frozenset({"which", "that", "it", "this", "there", "what", "who"})
_ACTORS = frozenset({"PERSON", "ORG", "NORP"})
_HIGHEST = 4  # words up from the noun to the verb that it is done with


@dataclass(frozen=True, slots=True)
class Parties:
    """Heads of noun phrases, in the order of the sentence; empty where nobody is named.

    :ivar targets: what an attack was aimed at, people or things; :ivar means: weapons and ways.
    """

    victims: tuple[Token, ...] = ()
    doers: tuple[Token, ...] = ()
    targets: tuple[Token, ...] = ()
    means: tuple[Token, ...] = ()


def parties_of(trigger: Token, *, attack: bool) -> Parties:
    """Whoever stands with a word of harm.

    :param attack: the word tells of an attack, which has targets, rather than of who was harmed.
    """
    if trigger.tag_ in VERBAL and trigger.dep_ != "amod":
        harmed, doers = _of_verb(trigger)
    elif trigger.tag_ in _NOUNS:
        harmed, doers = _of_noun(trigger, attack=attack)
    else:
        harmed, doers = _described(trigger), by_agents(trigger.head)
    by = [t for d in doers for t in _listed(d)]
    means = [*(t for t in by if is_means(t)), *_weapons(trigger)]
    found = tuple(t for h in harmed for t in _listed(h) if t.lower_ not in _POINTERS)
    people = _unique([*(t for t in by if not is_means(t)), *_behind(means)])
    acting = (a for t in people if t not in found for a in _acting(t))
    doing = tuple(name_of(t) for t in acting)
    if attack:
        return Parties((), doing, found, _unique(means))
    return Parties(found, doing, (), _unique(means))


def _can_act(token: Token) -> bool:
    """Whether a word stands for somebody: people, a body, a name; no place, day or thing."""
    if token.lower_ in _POINTERS or token.tag_ == "CD":
        return False
    if any(c.lower_ == "no" for c in children(token, "det")):
        return False  # "no group claimed the attack"
    if token.ent_type_:
        return token.ent_type_ in _ACTORS
    return (
        token.lower_ in nouns()
        or token.lower_ in word_set("people", "actors")
        or token.lower_ in word_set("roles", "acting")
    )


def _acting(token: Token) -> list[Token]:
    """Who acts; of "the militia's decision to attack", the militia."""
    if _can_act(token):
        return [token]
    return [o for o in children(token, "poss") if _can_act(o)]


def name_of(token: Token) -> Token:
    """Of "the armed group Red Flag" and "the Red Flag group" the name: the noun says less."""
    if token.lower_ in word_set("roles", "called"):
        named = [c for c in children(token, "appos", "compound", "nmod") if _is_name(c)]
        return named[0] if named else token
    return token


def _is_name(token: Token) -> bool:
    return token.ent_type_ in _ACTORS or (token.tag_.startswith("NNP") and not token.ent_type_)


def _unique(tokens: Sequence[Token]) -> tuple[Token, ...]:
    return tuple({t.i: t for t in tokens}.values())


def _listed(token: Token) -> list[Token]:
    """The members of a coordination, and what "a group of gunmen" and "20 of them" hold."""
    found = [token]
    if token.lower_ in word_set("roles", "holders"):
        held = objects_of(token, "of")
        found = held or found
    for child in token.rights:
        if child.dep_ == "conj" and not children(child, "dobj"):
            found += _listed(child)
    return found


def _of_verb(verb: Token) -> tuple[list[Token], list[Token]]:
    if is_passive(verb):
        return subjects(verb), [*by_agents(verb), *_done_in(verb)]
    if verb.lower_ in word_set("roles", "undergoing"):
        return subjects(verb), [*by_agents(verb), *_done_in(verb)]
    objects = children(verb, "dobj")
    aimed = objects_of(verb, *word_set("roles", "aiming"))
    if objects or aimed:
        return objects or aimed, active_doers(verb)
    return [], subjects(verb)


def _done_in(verb: Token) -> list[Token]:
    """ "killed in an attack by gunmen", "wounded during a Taliban raid"."""
    acts = [t for t in objects_of(verb, "in", "during", "after", "by", "from") if is_means(t)]
    return [d for act in acts for d in _doers_of(act)]


def _of_noun(noun: Token, *, attack: bool) -> tuple[list[Token], list[Token]]:
    doers = _doers_of(noun)
    owners = [o for o in children(noun, "poss") if o.ent_type_ not in {"DATE", "TIME", "EVENT"}]
    if attack:
        aimed = objects_of(noun, "on", "against", "at", "targeting")
        aimed += [o for c in children(noun, "acl") for o in _aim(c)]
        verb = _done_with(noun)
        if verb is not None:
            aimed += objects_of(verb, "on", "against", "at")
            if noun.dep_ == "nsubj" and verb.lower_ in word_set("roles", "aimed_verbs"):
                aimed += children(verb, "dobj")
        return aimed, [*owners, *doers]
    harmed = [*objects_of(noun, "of", "to", "among"), *owners]
    verb = _done_with(noun)
    if verb is not None and not harmed:
        if verb.lower_ in word_set("roles", "suffering"):
            return subjects(verb), doers
        harmed = objects_of(verb, "to", "on")
    return harmed, doers


def _aim(verb: Token) -> list[Token]:
    """ "an attack targeting the base", "bombings aimed at police"."""
    if verb.lower_ not in word_set("roles", "aimed_verbs"):
        return []
    return children(verb, "dobj") or objects_of(verb, "at", "on", "against")


def _doers_of(noun: Token) -> list[Token]:
    """Who did a deed that a noun names: "a Taliban attack", "an attack by X"."""
    found = [*by_agents(noun), *objects_of(noun, "from", "between")]
    actors = word_set("people", "actors")
    found += [
        c
        for c in children(noun, "compound", "amod", "nmod")
        if c.lower_ in actors or c.ent_type_ in {"NORP", "ORG"}
    ]
    verb = _done_with(noun)
    if verb is not None and verb.lower_ in word_set("roles", "committing"):
        found += by_agents(verb) if is_passive(verb) else accused_of(verb) or subjects(verb)
    if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "in", "behind", "with", "of"}:
        found += _tied(noun.head)
    for child in children(noun, "acl", "relcl"):
        if child.lower_ in word_set("roles", "committing"):
            found += by_agents(child)
    return found


def _tied(prep: Token) -> list[Token]:
    """ "X is responsible for the attack", "the men behind it", "accused of the attack"."""
    above = prep.head
    if above.lower_ == "responsibility":
        verb = above.head
        return by_agents(verb) if is_passive(verb) else subjects(verb)
    if above.lower_ in word_set("roles", "tying"):
        if above.tag_ in VERBAL:
            return children(above, "dobj") or subjects(above)
        if above.dep_ == "acomp":
            return subjects(above.head)
        return [above.head] if above.dep_ in {"amod", "acl"} else []
    if prep.lower_ == "behind":
        return [above] if above.tag_ in _NOUNS else subjects(above)
    return []


def _done_with(noun: Token) -> Token | None:
    """The verb that a deed's noun is done with: "launched a series of attacks"."""
    token = noun
    for _ in range(_HIGHEST):
        if token.dep_ in {"pobj", "prep", "conj", "compound"} and token.head.tag_ not in VERBAL:
            token = token.head
        elif token.dep_ == "pobj" and token.head.head.tag_ in VERBAL:
            return None
        else:
            break
    head = token.head
    plain = token.dep_ in {"dobj", "nsubj", "nsubjpass", "prep"}
    return head if plain and head.tag_ in VERBAL and head != token else None


def _described(word: Token) -> list[Token]:
    """ "the injured passengers", "12 were dead", "left 12 dead"."""
    if word.dep_ == "amod":
        return [word.head]
    if word.dep_ in {"acomp", "oprd", "ccomp", "attr"}:
        return children(word, "nsubj") or children(word.head, "dobj") or subjects(word.head)
    return []


def _weapons(trigger: Token) -> list[Token]:
    """Weapons named with the deed: "with a knife", "a car bomb attack", "by a mine"."""
    near = [*objects_of(trigger, "with", "by", "using"), *children(trigger, "compound", "nmod")]
    for child in children(trigger, "advcl", "acl"):
        if child.lower_ in word_set("roles", "using"):
            near += children(child, "dobj")
    return [t for t in near if is_means(t)]


def _behind(means: Sequence[Token]) -> Iterator[Token]:
    """Who is behind a weapon or an act: "an Israeli airstrike killed"."""
    for act in means:
        yield from _doers_of(act)
