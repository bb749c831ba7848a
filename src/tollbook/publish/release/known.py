"""What is known to name no person: lists of words, and names that a report's words resolve to."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tollbook.publish.wording import country_name
from tollbook.record.withheld import MASK
from tollbook.resolve.countries import countries, demonyms

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""What stands within a word and is not seen: soft hyphens, joiners, marks of direction."""
_JOINS = rf"(?:['’‘ʼ`´\-‐‑{_UNSEEN}\u0300-\u036f]|[-‐][^\S\n]*\n\s*(?=[a-z]))"
WORD = re.compile(
    rf"{MASK}+|[^\W\d_](?:[\w.]|{_JOINS})*[^\W_][\u0300-\u036f]*|[^\W\d_][\u0300-\u036f]*"
)


@cache
def word_lists() -> dict[str, frozenset[str]]:
    raw = resources.files(__package__).joinpath("data/no_names.toml").read_text("utf-8")
    found: dict[str, str] = tomllib.loads(raw)
    return {name: frozenset(text.split()) for name, text in found.items()}


@cache
def country_names() -> tuple[frozenset[str], frozenset[tuple[str, ...]]]:
    """Countries: their names of one word, and of several."""
    names = {parts_of(n) for c in countries().values() for n in (country_name(c.iso), *c.names)}
    return frozenset(n[0] for n in names if len(n) == 1), frozenset(n for n in names if len(n) > 1)


@cache
def phrases_of_all() -> frozenset[tuple[str, ...]]:
    """Countries and peoples whose names have several words."""
    return country_names()[1] | frozenset(n for n in _peoples() if len(n) > 1)


@cache
def _peoples() -> frozenset[tuple[str, ...]]:
    told = (*demonyms(), *(d for c in countries().values() for d in c.demonyms))
    return frozenset(parts_of(name) for name in told)


@cache
def plain_words() -> frozenset[str]:
    """Words that name no person, folded."""
    apart = ("common", "also_names", "done", "addresses")
    words = {w for name, told in word_lists().items() if name not in apart for w in told}
    return frozenset(words | {n[0] for n in _peoples() if len(n) == 1} | country_names()[0])


@cache
def also_persons() -> frozenset[str]:
    """Of these, those that people are called by too: "Jordan", "May", "Church", "King"."""
    lists = word_lists()
    of_offices = lists["titles"] | lists["bodies"] | lists["places"]
    return (lists["time"] | of_offices | country_names()[0]) - lists["function"]


@cache
def never_part_of_a_name() -> frozenset[str]:
    """Words that stay beside a name; months and countries are first names too ("Jordan Zaqari")."""
    lists = word_lists()
    return lists["function"] | lists["titles"] | lists["bodies"] | lists["done"]


def parts_of(name: str) -> tuple[str, ...]:
    return tuple(bare_word(word) for word in WORD.findall(name))


_NOT_SEEN = re.compile(f"[{_UNSEEN}]")


def bare_word(word: str) -> str:
    word = _NOT_SEEN.sub("", word).casefold().replace("’", "'")
    return word.removesuffix("'s").strip(".'-")


@dataclass(frozen=True, slots=True)
class Known:
    """Names that are known to be nobody's; good in the texts they are known in.

    A name of several words explains them only where it stands whole: in "Abu Kamal" nobody is
    called Kamal, elsewhere somebody may be.

    :ivar words: of organisations and outlets, and of persons who may be named, folded.
    :ivar places: of places; people are called by many of them, so the words around decide.
    :ivar phrases: names of several words.
    :ivar common: words that the book's reports write small somewhere: a capital at the beginning of
        a sentence or in a headline is then no sign of a name.
    :ivar small: the text writes names small too (a message): a word goes out only if it is common.
    """

    words: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()
    small: bool = False

    def and_names(self, names: Iterable[str], places: Iterable[str] = ()) -> Known:
        """With these names too."""
        told, where = [parts_of(n) for n in names], [parts_of(p) for p in places]
        return Known(
            self.words | {n[0] for n in told if len(n) == 1},
            self.common,
            self.places | {p[0] for p in where if len(p) == 1},
            self.phrases | {n for n in (*told, *where) if len(n) > 1},
            self.small,
        )

    def and_known(self, other: Known) -> Known:
        """With what the other knows too."""
        return Known(
            self.words | other.words,
            self.common | other.common,
            self.places | other.places,
            self.phrases | other.phrases,
            self.small or other.small,
        )


_SMALL = re.compile(r"(?<![\w'’\-@#/.:_])[a-zà-ÿ]{2,}(?![\w'’\-@/_]|\.\w)")
_SURE = ((30, 1), (300, 2))  # in so many texts, how many must have the word; in more, three
_A_TEXT = 8  # words from which on a text without capitals is one that writes names small
_CAPITALS = 0.01  # of the words of a text: fewer are none


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that are written small somewhere in the texts: in several, where there are many.

    Addresses and hashtags are no texts, and a text that writes everything small says nothing.
    """
    found: Counter[str] = Counter()
    n = 0
    for text in texts:
        n += 1
        if not writes_small(text):
            found.update(set(_SMALL.findall(text)))
    least = next((least for most, least in _SURE if n < most), 3)
    return frozenset(word for word, times in found.items() if times >= least)


def writes_small(text: str) -> bool:
    """Whether a text has next to no capitals, so that they say nothing about names."""
    words = WORD.findall(text)
    capitals = sum(word[:1].isupper() for word in words)
    return len(words) >= _A_TEXT and capitals <= _CAPITALS * len(words)
