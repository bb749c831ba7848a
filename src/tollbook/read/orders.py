"""Who had it done: "ordered troops to fire", "hired by", "on the minister's orders"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.hit import Hit
from tollbook.read.roles import acts_of, phrase
from tollbook.read.speakers import chain
from tollbook.read.tree import VERBAL, by_agents, children, is_passive, objects_of, subjects
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Perpetrator, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RELATIVE = frozenset({"which", "who", "that"})


@dataclass(frozen=True, slots=True)
class Order:
    """ "X sent Y to do it": who ordered whom, in which sentence, and who says so."""

    sentence_index: int
    by: str
    doers: tuple[Perpetrator, ...]
    said_by: tuple[Speaker, ...]


def orders_in(doc: Doc, offset: int, sentence_index: int, lexicon: Lexicon) -> list[Order]:
    """Orders told in one parsed sentence.

    :param offset: where the sentence starts in the report's text.
    """
    found = []
    ordering = word_set("cues", "deeds", "ordering")
    for token in doc:
        if token.lower_ not in ordering or not token.tag_.startswith("V") or is_passive(token):
            continue
        who, whom = subjects(token), children(token, "dobj")
        if not who or not whom or who[0].lower_ in _RELATIVE:
            continue
        doer = phrase(whom[0], offset)
        by = phrase(who[0], offset).quote
        said_by = chain(token, offset, lexicon, headline=False)
        doers = (Perpetrator(doer.quote, "stated", doer),)
        found.append(Order(sentence_index, by, doers, said_by))
    return found


@dataclass(frozen=True, slots=True)
class Ordered:
    """Who had one harm done, and who was to do it; empty where the sentence says nothing."""

    by: tuple[Span, ...] = ()
    doers: tuple[Token, ...] = ()


def ordered(hit: Hit, doers: Sequence[Token], offset: int) -> Ordered:
    """Who had the harm of a hit done, in its own sentence.

    :param doers: who is said to have done it; :param offset: where the sentence starts.
    """
    by: dict[int, Token] = {}
    sent: dict[int, Token] = {}
    deeds = acts_of(hit)
    for token in hit.trigger.doc:
        for who in _on_orders(token):
            by[who.i] = who
        for sender, whom in _sends(token, hit, doers):
            by[sender.i] = sender
            sent.update({w.i: w for w in whom})
    for deed in deeds:
        for who in _planned(deed):
            by[who.i] = who
    spans = tuple(phrase(t, offset) for t in by.values() if t.lower_ not in _RELATIVE)
    return Ordered(spans, tuple(sent.values()))


def _on_orders(token: Token) -> list[Token]:
    """ "on the orders of X", "at X's behest", "under the command of X"."""
    if token.lower_ not in word_set("roles", "ordering", "nouns") or token.dep_ != "pobj":
        return []
    if token.head.lower_ not in word_set("roles", "ordering", "before"):
        return []
    return [*children(token, "poss"), *objects_of(token, "of", "from")]


def _sends(
    token: Token, hit: Hit, doers: Sequence[Token]
) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """ "X ordered troops to fire", "X deployed snipers, who killed", "men hired by X"."""
    if token.lower_ not in word_set("roles", "ordering", "sending") or token.tag_ not in VERBAL:
        return
    if is_passive(token):
        sent = token.head if token.dep_ in {"acl", "relcl"} else None
        if sent is not None and any(d.i == sent.i for d in doers):
            for agent in by_agents(token):
                yield agent, ()
        return
    who = [s for s in subjects(token) if s.lower_ not in _RELATIVE]
    whom, does = _to_do(token)
    if not who or not whom:
        return
    if does or any(d.i == w.i for d in doers for w in whom):
        yield who[0], tuple(whom)


def _to_do(verb: Token) -> tuple[list[Token], bool]:
    """Whom somebody sends, and whether it is said to do harm."""
    deeds = word_set("roles", "ordering", "deeds")
    whom = children(verb, "dobj")
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        if child.lower_ in deeds and child.tag_ == "VB":
            return whom or children(child, "nsubj"), True
    return whom, False


def _planned(deed: Token) -> list[Token]:
    """ "ordered the killing", "an attack ordered by X", "the killing was ordered by X"."""
    planning = word_set("roles", "ordering", "planning")
    for child in children(deed, "acl", "relcl"):
        if child.lower_ in planning:
            return by_agents(child) if is_passive(child) or child.tag_ == "VBN" else subjects(child)
    head = deed.head
    if head.lower_ not in planning or head.tag_ not in VERBAL:
        return []
    if deed.dep_ == "nsubjpass":
        return by_agents(head)
    if deed.dep_ == "dobj":
        return [s for s in subjects(head) if s.lower_ not in _RELATIVE]
    return []
