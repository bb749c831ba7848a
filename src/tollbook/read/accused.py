"""Whom a verb of blame accuses, and of what: "blamed the deaths on X", "accused X of hiding"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tollbook.read.stated import name_of
from tollbook.read.tree import children, objects_of
from tollbook.read.word_lists import PatternList
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

HARM_WORDS = PatternList("bearing", "accused", "harm_words")
_BEHIND = PatternList("bearing", "accused", "behind")


def blamed_on(verb: Token, whom: Sequence[Token]) -> list[Token]:
    """ "blamed the deaths on the militia", where the parser gives "on" to the deaths."""
    if not verb.lower_.startswith("blam"):
        return []
    return [o for w in whom if w.ent_type_ == "" for o in objects_of(w, "on")]


def accused_doing(verb: Token) -> list[Token]:
    """What somebody is accused of or blamed for, as a verb: "of hiding it", "for failing to"."""
    above = [verb, *children(verb, "dobj", "nsubjpass")]
    preps = [p for t in above for p in children(t, "prep") if p.lower_ in {"of", "for"}]
    first = [v for p in preps for v in children(p, "pcomp")]
    return [*first, *(c for v in first for c in children(v, "conj"))]


def all_accused(token: Token) -> tuple[str, ...]:
    """Of "accused Israel and the United States of the attack" both."""
    if token.lower_ in {"whom", "who", "which", "that"} and token.head.dep_ == "relcl":
        token = token.head.head  # "the former president, whom the government accuses"
    joined = [c for c in children(token, "conj") if _is_body(token) and _is_body(c)]
    return (_accused(token), *map(_accused, joined))


def _is_body(token: Token) -> bool:
    return token.tag_ in {"NNP", "NNPS"} or token.lower_ in word_set("people", "actors")


def _accused(token: Token) -> str:
    """Who is blamed, without what for ("the militia of the attack", "... for the attack")."""
    name = name_of(token)
    for word in (" of ", " for ", " over "):
        whom, said, what = name.rpartition(word)
        if said and HARM_WORDS.search(what):
            return whom
    return name


def is_no_party(name: str) -> bool:
    """ "the lack of lights", "heavy rain": what is blamed there is nobody."""
    head = _BEHIND.pattern.split(name.casefold().strip('"\u201c\u201d '), maxsplit=1)[0].split()
    return bool(head) and head[-1] in word_set("bearing", "circumstances")
