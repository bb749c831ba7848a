"""Whose somebody is said to be: "the Brigade, an armed wing of the Front", "backed by"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tollbook.read.stated import Found
from tollbook.record import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_AFFILIATION = re.compile(
    r"\b(?:branch(?:es)? of|wing of|arm of|affiliated (?:with|to)|backed by|linked to|loyal to"
    r"|part of|answers? (?:directly )?to|proxy of|proxies of|sponsored by|funded by"
    r"|controlled by)\b",
    re.IGNORECASE,
)
_CLOSE = 30  # characters between an actor and the words that say whose it is
_FOLLOWS = 60  # characters between those words and whose it is


def affiliations(doc: Doc, actors: Sequence[Span], offset: int) -> list[Found]:
    """Statements of one sentence that tie known actors to each other.

    :param offset: where the sentence starts in the report's text.
    """
    found = []
    inside = [a for a in actors if offset <= a.start and a.end <= offset + len(doc.text)]
    for match in _AFFILIATION.finditer(doc.text):
        a, b = offset + match.start(), offset + match.end()
        left = _listed([s for s in inside if s.end <= a], doc.text, offset)
        left = left if left and a - left[-1].end < _CLOSE else []
        right = [s for s in inside if s.start >= b and s.start - b < _FOLLOWS]
        if left and right:
            whom = _one_name(right, doc.text, offset)
            parties = tuple(s.quote for s in (*left, *whom))
            span = (left[0].start - offset, whom[-1].end - offset)
            found.append(Found("affiliation", *span, (), parties))
    return found


def _listed(actors: Sequence[Span], text: str, offset: int) -> list[Span]:
    """The last actor with those listed before it: "the Brigade and the League, which are"."""
    found = list(actors[-1:])
    for actor in reversed(actors[:-1]):
        between = text[actor.end - offset : found[0].start - offset].strip()
        if between not in {"and", ",", ", and", "and the", ", the"}:
            break
        found.insert(0, actor)
    return found


def _one_name(actors: Sequence[Span], text: str, offset: int) -> list[Span]:
    """The first actor and those that its name goes on with: "the Guards (IRGC) Quds Force"."""
    found = [actors[0]]
    for actor in actors[1:]:
        between = text[found[-1].end - offset : actor.start - offset]
        if between.strip(" ()\u00a0"):
            break
        found.append(actor)
    return found
