"""What was attacked, in the words of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tollbook.read.coordination import people_of
from tollbook.read.hit import Hit
from tollbook.read.phrases import Phrases
from tollbook.read.roles import phrase
from tollbook.read.words import word_set
from tollbook.record import Lexicon, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_TARGET_TAIL = 8  # tokens of "of ..." that still belong to a target's name


def target_of(hit: Hit, phrases: Phrases, lexicon: Lexicon, offset: int) -> Span | None:
    """What was attacked, if it is people, a named place or body, or a thing one can attack.

    :param offset: where the sentence starts in the report's text.
    """
    token = hit.target
    if token is None or not _can_be_attacked(token, phrases, lexicon):
        return None
    span = phrase(token, offset)
    end = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "belonging"}:
            near = (t.i for t in child.subtree if t.i - token.i < _TARGET_TAIL)
            end = max(near, default=end)
    last = token.doc[end]
    stop = last.idx + len(last)
    return Span(span.start, offset + stop, phrases.text[span.start - offset : stop])


def _can_be_attacked(token: Token, phrases: Phrases, lexicon: Lexicon) -> bool:
    return (
        token.lower_ in word_set("means", "targets")
        or lexicon.is_actor(token.text)
        or token.ent_type_ in {"GPE", "FAC", "ORG", "LOC"}
        or people_of(token, phrases) is not None
    )
