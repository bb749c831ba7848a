"""Which words stand for somebody who can do harm: forces, groups, states, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.coordination import people_of
from tollbook.read.means import is_means
from tollbook.read.phrases import Phrases
from tollbook.read.tree import objects_of
from tollbook.read.words import word_set
from tollbook.record import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


def _is_body(token: Token, lexicon: Lexicon) -> bool:
    """Whether a name is a state, a nationality or an organisation; a town does nothing."""
    if lexicon.is_actor(token.text) or token.ent_type_ == "NORP":
        return True
    if token.ent_type_ == "GPE":
        return lexicon.place_name(token.text) == "country"
    return token.ent_type_ == "ORG" and lexicon.place_name(token.text) in {"country", "no"}


def is_state(token: Token, lexicon: Lexicon) -> bool:
    """ "A US drone strike": a country before a weapon, where no names were looked for."""
    name = not token.ent_type_ and token.tag_ == "NNP" and token.dep_ == "compound"
    return name and lexicon.place_name(token.text) == "country"


def says_where(name: Token, act: Token, lexicon: Lexicon) -> bool:
    """ "A Pakistan bombing": a country's own name before a deed of anybody; not "a US raid", nor a
    people's name."""
    if name.i + 1 < len(name.doc) and name.nbor().lower_ in word_set("roles", "games"):
        return True  # "a Russian roulette shooting"
    if name.text == "party":
        return True  # "a party shooting"
    if name.ent_type_ == "NORP" or name.tag_ not in {"NNP", "NNPS"} or name.text.isupper():
        return False
    if "." in name.text or name.i >= act.i or act.lower_ not in word_set("roles", "of_anybody"):
        return False
    return name.dep_ != "poss" and lexicon.place_name(name.text) == "country"


def names_actor(token: Token, lexicon: Lexicon) -> bool:
    """Whether the word names a force, a group or a body."""
    if token.text == "Side":
        return False  # "a West Side shooting"
    listed = token.lower_ in word_set("people", "actors") | word_set("people", "armed")
    return listed or _is_body(token, lexicon)


def is_actor(token: Token, phrases: Phrases, lexicon: Lexicon) -> bool:
    """Whether the word stands for somebody who can do harm."""
    if is_means(token) and token.lower_ not in word_set("people", "armed"):
        return False
    if token.lower_ in word_set("roles", "holders"):
        held = objects_of(token, "of")
        if any(names_actor(h, lexicon) for h in held):
            return True
    return names_actor(token, lexicon) or people_of(token, phrases) is not None
