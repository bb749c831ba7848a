"""A parsed sentence with its numbers, ready for questions about its noun phrases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tollbook.read.numbers import NumberPhrase
from tollbook.read.tree import left_edge
from tollbook.read.words import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEXT_MEMBER = re.compile(r"[,;:]\s|\band\b")


@dataclass(slots=True)
class Phrases:
    """A parsed sentence and its number phrases, left to right.

    :ivar text: the sentence; kept, since spaCy puts ``doc.text`` together at every call.
    :ivar persons: indices of tokens in personal names.
    :ivar groups_of_people: indices of tokens in names of nationalities, faiths and parties.
    """

    doc: Doc
    numbers: Sequence[NumberPhrase]
    text: str = field(init=False)
    persons: frozenset[int] = field(init=False)
    groups_of_people: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.doc.text
        self.persons = self._tokens_in("PERSON")
        self.groups_of_people = self._tokens_in("NORP")

    def _tokens_in(self, label: str) -> frozenset[int]:
        return frozenset(t.i for e in self.doc.ents if e.label_ == label for t in e)

    def number_at(self, token: Token) -> NumberPhrase | None:
        """The number phrase that this token is part of."""
        start, end = token.idx, token.idx + len(token)
        return next((n for n in self.numbers if n.core_start < end and start < n.core_end), None)

    def number_right_before(self, token: Token) -> NumberPhrase | None:
        """The number phrase with nothing between it and ``token``."""
        ends = [n.end for n in self.numbers if n.end <= token.idx]
        if not ends or not self._follows(max(ends), token.idx):
            return None  # behind an earlier number stands a later one
        return next(n for n in self.numbers if n.end == max(ends))

    def _follows(self, end: int, start: int) -> bool:
        """Whether nothing stands between but words such as "alleged" and "reported"."""
        between = self.text[end:start].casefold().split()
        return end <= start and not set(between) - word_set("numbers", "hedges")

    def number_before(self, token: Token) -> NumberPhrase | None:
        """The number phrase that counts the noun ``token``: the last inside its left part."""
        if not self.numbers:
            return None
        start = self.doc[left_edge(token)].idx
        last = next((n for n in reversed(self.numbers) if n.core_end <= token.idx), None)
        if last is None or (last.core_end <= start and not self._follows(last.core_end, start)):
            return None
        return None if _NEXT_MEMBER.search(self.text[last.core_end : token.idx]) else last
