"""The words that name a speaker, and whether words can be one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.kinds import kind_of
from tollbook.read.tree import children, left_edge
from tollbook.read.words import word_set
from tollbook.record import EMPTY_LEXICON, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_TAIL = frozenset({"of", "at", "in", "for", "from", "with", "without"})
_LONGEST = 7  # tokens from the head to the end of a speaker's name
_MADE_BY = frozenset({
    "attributed", "issued", "released", "signed", "recorded", "compiled", "collected", "gathered",
    "published", "kept",
})  # fmt: skip
_SOME_GROUP = frozenset({"group", "militia", "movement", "faction", "gang", "cartel", "network"})

_SOME_BODY = _SOME_GROUP | {
    "organisation", "organization", "association", "charity", "monitor", "watchdog", "institute",
    "centre", "center", "agency", "body", "ngo",
}  # fmt: skip


def name_span(token: Token, offset: int) -> Span:
    """The speaker's noun phrase: its left part, the head, and a short tail ("of the police").

    Of "a statement by the ministry" and "the ministry's statement" the ministry.

    :param offset: where the sentence starts in the report's text.
    """
    token = _named_body(_whose(token))
    doc = token.doc
    start, end = left_edge(token), _tail_end(token, token.i)
    for child in token.rights:
        if child.dep_ == "conj" and child.i - token.i < 4 and child.tag_.startswith("N"):
            end = max(end, child.i)
    if token.lower_ in _SOME_GROUP:
        while end + 1 < len(doc) and doc[end + 1].tag_ in {"NNP", "HYPH"}:
            end += 1  # "the Islamist group al-Shabaab"
    while start < end and (doc[start].is_punct or doc[start].dep_ == "cc"):
        start += 1
    a, b = doc[start].idx, doc[end].idx + len(doc[end])
    return Span(offset + a, offset + b, doc[start : end + 1].text)  # of doc.text, a part


def _named_body(token: Token) -> Token:
    """Of "a monitoring group, the Observatory for Human Rights" the Observatory."""
    if token.lower_ not in _SOME_BODY:
        return token
    beside = [*children(token, "appos"), *children(token.head.head, "pobj", "appos")]
    for child in (c for c in beside if c.i > token.i + 1 and c.tag_.startswith("NNP")):
        if token.doc[token.i + 1 : left_edge(child)].text == ",":
            return child
    return token


def _whose(token: Token) -> Token:
    """Who made a statement, where the noun is what it stands in."""
    if token.lower_ not in word_set("cues", "attribution", "carriers"):
        return token
    owners = [p for p in children(token, "poss") if p.tag_ not in {"PRP$", "WP$"}]
    for child in (*children(token, "prep"), *children(token, "acl")):
        if child.lower_ in {"by", "from", "of"}:
            owners += children(child, "pobj")
        elif child.lower_ in _MADE_BY:
            owners += [o for p in children(child, "prep", "agent") for o in children(p, "pobj")]
    speaking = [o for o in owners if can_speak(o) or many_words(o)]
    return speaking[0] if speaking else token


def many_words(token: Token) -> bool:
    """Whether the words of a noun phrase together are a speaker ("the interior ministry")."""
    words = token.doc[left_edge(token) : token.i + 1].text
    return kind_of(words, EMPTY_LEXICON) != "unknown" or token.tag_.startswith("NNP")


def _tail_end(token: Token, head: int) -> int:
    end = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in _TAIL:
            objects = children(child, "pobj")
            if objects and objects[0].i - head < _LONGEST:
                end = max(end, _tail_end(objects[0], head))
    return end


def can_speak(token: Token) -> bool:
    return (
        kind_of(token.text, EMPTY_LEXICON) != "unknown"
        or token.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"}
        or token.lower_ in {"he", "she", "they", "we"}
    )
