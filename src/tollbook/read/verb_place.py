"""Where did what this verb tells happen? The places of a sentence weighed by the parse.

A place belongs to a verb by the way that leads from one to the other: "killed three in Basra"
directly, "attacked a market in Basra, killing three" by the clause above, "the town of Kut, where
three were killed" from below. A subject ("Baghdad denied") and a word before people ("Basra
police") are no places of what happened; of places one inside the other ("Kut in Wasit province",
"Iraq's city of Kut") the inner one is meant. What the gazetteer knows a name as counts too: a
country is rarely where it was, unless no other place is named.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from tollbook.read.attribution import speech
from tollbook.read.words import per_words, word_set
from tollbook.record import PlaceName

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "poss", "appos", "conj", "flat"})
_CLAUSES = frozenset({"advcl", "relcl", "ccomp", "acl", "conj", "xcomp", "parataxis", "pcomp"})
_DIRECT = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "appos", "conj", "compound", "amod"})
_FAR = 25
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,4}")


@per_words
def _weights() -> Mapping[str, float]:
    text = files("tollbook.read").joinpath("data/verb_place.toml").read_text("utf-8")
    table: dict[str, float] = tomllib.loads(text)["weights"]
    return table


def least(verb: Token) -> float:
    """What a place must weigh to be said to be this verb's."""
    weights = _weights()
    said = verb.lower_ in speech()
    return weights["none"] + (weights["none_of_saying"] if said else 0.0)


def weigh_places(
    verb: Token, places: Sequence[tuple[int, int]], kinds: Sequence[PlaceName]
) -> list[float]:
    """How well each place fits the verb, in the order given; more is better.

    :param places: start and end of each name, in characters of the parsed sentence.
    :param kinds: what the gazetteer knows each name as.
    """
    weights = _weights()
    heads = [_head(verb.doc, start, end) for start, end in places]
    found = []
    for i, (head, kind) in enumerate(zip(heads, kinds, strict=True)):
        weight = _weight(verb, head, [h for j, h in enumerate(heads) if j != i])
        weight += weights.get(f"known_{kind}", 0.0)
        if len(heads) == 1:
            weight += weights.get(f"known_{kind}_alone", 0.0)
        found.append(weight)
    return found


def place_of_verb(
    verb: Token, places: Sequence[tuple[int, int]], kinds: Sequence[PlaceName]
) -> int | None:
    """Which of the places is the verb's; None where none is.

    :param places: start and end of each name, in characters of the parsed sentence.
    :param kinds: what the gazetteer knows each name as.
    """
    weights = weigh_places(verb, places, kinds)
    best = max(range(len(weights)), key=lambda i: (weights[i], -i), default=None)
    return best if best is not None and weights[best] >= least(verb) else None


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
    weights = _weights()
    return sum(weights.get(name, 0.0) * value for name, value in signs(verb, place, others).items())


def signs(verb: Token, place: Token, others: Sequence[Token]) -> dict[str, float]:
    """What speaks for and against a place being the verb's: names of ``data/verb_place.toml``.

    :param place: the last word of the place's name; :param others: those of the other places.
    """
    named = {o.i for o in others}
    noun, found = _noun_named_after(place, named)
    climbed, below, top = _way(noun, verb)
    if any(t.i in named for t in climbed[1:]):
        found["outer"] = 1.0  # "in Kut in Wasit province": the outer one hangs on the inner
    found[_attachment(climbed)] = 1.0
    found["clauses_above"] = float(sum(t.dep_ in _CLAUSES for t in climbed))
    found["steps"] = float(min(len(climbed), 8))
    found["clauses_below"] = float(len(below))
    found["in_subject"] = float(any(t.dep_ == "nsubj" for t in climbed[1:]))
    found["in_object"] = float(any(t.dep_ == "dobj" for t in climbed[1:]))
    found["told_of"] = float(bool(climbed) and any(t.dep_ in {"relcl", "acl"} for t in below))
    found["conj_below"] = float(any(t.dep_ == "conj" for t in below))
    found["ccomp_below"] = float(any(t.dep_ == "ccomp" for t in below))
    if top != verb and top.lower_ in speech():
        found["of_saying"] = 1.0  # "told reporters in Kut that ..." is where it was told
    found["follows"] = float(place.i > verb.i)
    found["words_between"] = float(min(abs(place.i - verb.i), _FAR))
    found["nearest"] = float(all(abs(place.i - verb.i) <= abs(o - verb.i) for o in named))
    found["adjective"] = float(place.tag_ == "JJ" or _whose(place))
    return found


def _whose(place: Token) -> bool:
    """Whether a country's initials stand before a noun in small letters ("two US soldiers", "the
    U.N. convoy"): they say whose, as "Syrian" does."""
    if place.dep_ not in {"compound", "nmod", "amod"} or not _INITIALS.fullmatch(place.text):
        return False
    after = place.doc[place.i + 1] if place.i + 1 < len(place.doc) else None
    return after is not None and after.text.islower() and after.is_alpha


def _noun_named_after(place: Token, named: set[int]) -> tuple[Token, dict[str, float]]:
    """The noun that the name stands with ("the Kut [market]"), and the signs on the way."""
    found: dict[str, float] = {}
    noun = place
    while noun.dep_ in _MODIFIERS and noun.head != noun and noun.head.tag_.startswith("N"):
        above = noun.head
        if noun.dep_ not in {"conj", "appos"}:
            if _holds_another(above, place, named):
                found["outer"] = 1.0  # "Iraq's city of Kut", "the West Bank city of Nablus"
            elif above.lower_ in _sites():
                found["of_a_site"] = 1.0
            elif not above.tag_.startswith("NNP"):
                found["before_people"] = 1.0
        elif noun.dep_ == "appos" and above.i in named:
            found["outer"] = 1.0  # "Kut, Iraq"
        noun = above
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in _sites():
        found["of_a_site"] = 1.0
        noun = of.head  # "the town of Kut"
    return noun, found


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


def _attachment(climbed: Sequence[Token]) -> str:
    """What the name's own place in the sentence is called."""
    if not climbed:
        return "clause_hangs_on_it"  # "Kut, where three were killed"
    first = climbed[0]
    if first.dep_ != "pobj":
        return f"as_{first.dep_}" if first.dep_ in _DIRECT else "as_other"
    preposition = first.head.lower_
    if preposition in word_set("names", "prepositions"):
        return "after_in"
    return {"of": "after_of", "from": "after_from", "to": "after_to", "on": "after_on"}.get(
        preposition, "after_other"
    )


def _sites() -> frozenset[str]:
    return word_set("names", "sites")
