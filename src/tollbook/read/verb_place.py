"""Where did what this verb tells happen? The places of a sentence weighed by the parse.

A place belongs to a verb by the way that leads from one to the other: "killed three in Basra"
directly, "attacked a market in Basra, killing three" by the clause above, "the town of Kut, where
three were killed" from below. A subject ("Baghdad denied") and a word before people ("Basra
police") are no places of what happened; of places one inside the other ("Kut in Wasit province",
"Iraq's city of Kut") the inner one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEAST = 0.3
"""A place that weighs less is not said to be the verb's."""

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "poss", "appos", "conj", "flat"})
_CLAUSES = frozenset({"advcl", "relcl", "ccomp", "acl", "conj", "xcomp", "parataxis", "pcomp"})
_OF_SUBJECT = {"nsubj": -2.5, "nsubjpass": -0.5, "dobj": 0.5}
_HERE, _OF, _FROM, _OTHER = 1.5, 0.5, -1.0, -0.5
_BEFORE_PEOPLE = -1.5
_OUTER = -1.0
_CLAUSE_ABOVE, _CLAUSE_BELOW, _SUBJECT_ABOVE = -0.5, -0.25, -0.3
_SPEAKERS = -1.0
_FOLLOWS, _PER_WORD, _FAR = 0.2, -0.02, 25


def weigh_places(verb: Token, places: Sequence[tuple[int, int]]) -> list[float]:
    """How well each place fits the verb, in the order given; more is better.

    :param places: start and end of each name, in characters of the parsed sentence.
    """
    heads = [_head(verb.doc, start, end) for start, end in places]
    return [
        _weight(verb, head, [h for j, h in enumerate(heads) if j != i])
        for i, head in enumerate(heads)
    ]


def place_of_verb(verb: Token, places: Sequence[tuple[int, int]]) -> int | None:
    """Which of the places is the verb's; None where none is.

    :param places: start and end of each name, in characters of the parsed sentence.
    """
    weights = weigh_places(verb, places)
    best = max(range(len(weights)), key=lambda i: (weights[i], -i), default=None)
    return best if best is not None and weights[best] >= LEAST else None


def _head(doc: Doc, start: int, end: int) -> Token:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else doc[-1]


def _up(token: Token) -> Iterator[Token]:
    """The token and all above it."""
    yield token
    while token.head != token:
        token = token.head
        yield token


def _weight(verb: Token, place: Token, others: Sequence[Token]) -> float:
    named = {o.i for o in others}
    noun, weight = _noun_named_after(place, named)
    climbed, below, top = _way(noun, verb)
    for step in climbed[1:]:
        if step.i in named:  # "in Kut in Wasit province": the outer one hangs on the inner
            weight += _OUTER
            break
    weight += _attachment(climbed)
    weight += _CLAUSE_ABOVE * sum(t.dep_ in _CLAUSES for t in climbed)
    weight += _CLAUSE_BELOW * len(below)
    if any(t.dep_ == "nsubj" for t in climbed[1:]):
        weight += _SUBJECT_ABOVE
    if climbed and any(t.dep_ in {"relcl", "acl"} for t in below):
        weight += _CLAUSE_ABOVE
    if top != verb and top.lower_ in speech():
        weight += _SPEAKERS  # "told reporters in Kut that ..." is where it was told
    if place.i > verb.i:
        weight += _FOLLOWS
    return weight + _PER_WORD * min(abs(place.i - verb.i), _FAR)


def _noun_named_after(place: Token, named: set[int]) -> tuple[Token, float]:
    """The noun that the name stands with ("the Kut [market]"), and what that takes away."""
    weight, noun = 0.0, place
    while noun.dep_ in _MODIFIERS and noun.head != noun and noun.head.tag_.startswith("N"):
        above = noun.head
        if noun.dep_ not in {"conj", "appos"}:
            if _holds_another(above, place, named):
                weight += _OUTER  # "Iraq's city of Kut", "the West Bank city of Nablus"
            elif not above.tag_.startswith("NNP") and above.lower_ not in _sites():
                weight += _BEFORE_PEOPLE
        elif noun.dep_ == "appos" and above.i in named:
            weight += _OUTER  # "Kut, Iraq"
        noun = above
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in _sites():
        noun = of.head  # "the town of Kut"
    return noun, weight


def _holds_another(noun: Token, place: Token, named: set[int]) -> bool:
    """Whether a noun that stands after one place's name names another place itself."""
    if any(place.i < i <= noun.i for i in named):
        return True
    return any(t.i in named for c in noun.children if c.lower_ == "of" for t in c.children)


def _way(noun: Token, verb: Token) -> tuple[list[Token], list[Token], Token]:
    """What is climbed from the noun, and from the verb, to the first word above both."""
    above_verb = list(_up(verb))
    indices = [t.i for t in above_verb]
    climbed: list[Token] = []
    for token in _up(noun):
        if token.i in indices:
            return climbed, above_verb[: indices.index(token.i)], token
        climbed.append(token)
    return climbed, above_verb, verb


def _attachment(climbed: Sequence[Token]) -> float:
    """What the name's own place in the sentence says."""
    if not climbed:
        return 1.0  # the clause of the verb hangs on it: "Kut, where three were killed"
    first = climbed[0]
    if first.dep_ != "pobj":
        return _OF_SUBJECT.get(first.dep_, 0.0)
    preposition = first.head.lower_
    if preposition in word_set("names", "prepositions"):
        return _HERE
    return {"of": _OF, "from": _FROM}.get(preposition, _OTHER)


def _sites() -> frozenset[str]:
    return word_set("names", "sites")
