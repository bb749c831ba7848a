"""The lists of the data files, named by where they stand in them.

A module says which words it goes by (``PatternList("events", "counted", "count_of")``); the words
themselves, and what they are for, are in ``data/en``. They are looked up when they are first
needed, and again when those of another book come into force.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tollbook.read.words import pattern, word_set


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words, for ``in``.

    :ivar file: of ``data/en``, without its ending; :ivar section: in it; :ivar key: in that.
    """

    file: str
    section: str
    key: str = "words"

    @property
    def words(self) -> frozenset[str]:
        """The list.

        :raises KeyError: where there is no such list.
        """
        return word_set(self.file, self.section, self.key)

    def __contains__(self, word: str) -> bool:
        return word in self.words


@dataclass(frozen=True, slots=True)
class PatternList:
    """What meets any pattern of a list, in capitals or not.

    :ivar file, section, key: as of a list of words.
    """

    file: str
    section: str
    key: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The list as one regular expression.

        :raises KeyError: where there is no such list.
        :raises ValueError: where a pattern has a ``{name}`` that is no list.
        """
        return pattern(self.file, self.section, self.key)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first place in ``text[start:end]`` that any of the patterns meets."""
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Whether one of them meets what stands at ``start``."""
        return self.pattern.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Whether one of them meets the whole of ``text[start:end]``."""
        return self.pattern.fullmatch(text, start, end)

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Each place that one of them meets, none overlapping."""
        return self.pattern.finditer(text, start, end)
