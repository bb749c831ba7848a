"""Names that readers may use: actors to keep in one piece, and whether a name is a place.

A :class:`Lexicon` is handed to a reader; the reader never looks anything up elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from tollbook.record.resolution import Actor

ACRONYM = 5
"""Forms up to this many letters are known only as they are written; longer ones in any case."""

PlaceName = Literal["no", "country", "region", "town", "small"]
"""What a name is in the gazetteer: nothing; a country; a first- or second-order unit; a town of
5,000 or more; or only something smaller (names of small places are often ordinary words)."""


def _no_place(_: str) -> PlaceName:
    return "no"


@dataclass(frozen=True)
class Lexicon:
    """Names known before reading.

    :ivar actors: surface form as newspapers print it -> actor. Matching is case-sensitive for
        forms of up to five letters (acronyms), else not.
    :ivar place_name: what a name is in the gazetteer; pure, quick (tens of thousands a second).
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    place_name: Callable[[str], PlaceName] = _no_place

    def is_actor(self, words: str) -> bool:
        """Whether these words are a form of a known actor, in the case that its length allows."""
        return words in self.actors or (len(words) > ACRONYM and words.casefold() in self._folded)

    @cached_property
    def _folded(self) -> frozenset[str]:
        return frozenset(form.casefold() for form in self.actors if len(form) > ACRONYM)


EMPTY_LEXICON = Lexicon()
