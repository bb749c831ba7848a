"""Names in free text: what a capital stands for, and masking it where nothing says that it is none.

No list of names is ever whole, so the question is turned round: a word with a capital goes out only
where it is known to name no person (a place, an organisation, a day, the first word of a sentence).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tollbook.publish.wording import country_name
from tollbook.record.text import fold, squeeze
from tollbook.record.withheld import MASK, Mask
from tollbook.resolve.countries import countries, demonyms

_WORD = re.compile(r"[^\W\d_](?:[\w.]*['’\-]?)*[^\W_]|[^\W\d_]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff](?:[^\W\d_]|[\u0300-\u036f])*")
_LONG = 4  # letters of a name that is looked for within an address
_ENDS = re.compile(r"[.!?:;]['\"”’)]*\s*$|^\W*$|\n\s*$|[\"“‘]\s*$")
WITHHELD = "(name withheld)"


@cache
def _plain_words() -> frozenset[str]:
    """Words that name no person, folded."""
    raw = resources.files(__package__).joinpath("data/no_names.toml").read_text("utf-8")
    lists: dict[str, str] = tomllib.loads(raw)
    words = {word for name, text in lists.items() if name != "common" for word in text.split()}
    for country in countries().values():
        for name in (country_name(country.iso), *country.names, *country.demonyms):
            words.update(_parts(name))
    for name in demonyms():
        words.update(_parts(name))
    return frozenset(words)


@cache
def _never_part_of_a_name() -> frozenset[str]:
    """Words that stay beside a name; months and countries are first names too ("Jordan Zaqari")."""
    raw = resources.files(__package__).joinpath("data/no_names.toml").read_text("utf-8")
    found = tomllib.loads(raw)
    return frozenset((found["function"] + found["titles"] + found["bodies"]).split())


@cache
def _ordinary_words() -> frozenset[str]:
    raw = resources.files(__package__).joinpath("data/no_names.toml").read_text("utf-8")
    return frozenset(tomllib.loads(raw)["common"].split())


def _parts(name: str) -> list[str]:
    return [_bare(word) for word in _WORD.findall(name)]


def _bare(word: str) -> str:
    word = word.casefold().replace("’", "'")
    return word.removesuffix("'s").strip(".'-")


@dataclass(frozen=True, slots=True)
class Known:
    """Words that are known to name no person.

    :ivar words: of places, organisations and outlets, folded; good in the texts they are known in.
    :ivar common: words that the book's reports write small somewhere: a capital at the beginning of
        a sentence or in a headline is then no sign of a name.
    """

    words: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()

    def and_names(self, names: Iterable[str]) -> Known:
        """With these names too."""
        more = {part for name in names for part in _parts(name)}
        return Known(self.words | more, self.common) if more - self.words else self


_SMALL = re.compile(r"(?<![\w'’\-@#/.:_])[a-zà-ÿ]{2,}(?![\w'’\-@/_]|\.\w)")
_SURE = ((30, 1), (300, 2))  # in so many texts, how many must have the word; in more, three


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that are written small somewhere in the texts: in several, where there are many.

    Addresses and hashtags are no texts.
    """
    found: Counter[str] = Counter()
    n = 0
    for text in texts:
        n += 1
        found.update(set(_SMALL.findall(text)))
    least = next((least for most, least in _SURE if n < most), 3)
    return frozenset(word for word, times in found.items() if times >= least)


def unnamed(text: str, known: Known, mask: Mask | None = None, *, parts: bool = False) -> str:
    """The text with every word masked that may be a person's name, of the same length.

    :param mask: names that are known and may not go out, masked first; ``parts`` as for
        :meth:`~tollbook.record.withheld.Mask.text`.
    """
    if mask is not None:
        text = mask.text(text, parts=parts)
    letters: list[str] | None = None
    for start, end in _suspects(text, known):
        letters = letters or list(text)
        for at in range(start, end):
            if not text[at].isspace():
                letters[at] = MASK
    return text if letters is None else "".join(letters)


def _suspects(text: str, known: Known) -> Iterable[tuple[int, int]]:
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    capital = [any(letter.isupper() for letter in word) for _, _, word in words]  # "al-Amin" too
    headline = len(words) > 3 and sum(capital) >= 0.6 * len(words)
    suspect = [False] * len(words)
    for n, (start, _, word) in enumerate(words):
        if _OTHER_SCRIPT.search(word):
            suspect[n] = not _explained(word, known)
            continue
        if not capital[n] or _explained(word, known):
            continue
        first = bool(_ENDS.search(text[max(0, start - 8) : start])) or n == 0
        ordinary = _bare(word) in known.common or _bare(word) in _ordinary_words()
        suspect[n] = not ((first or headline) and ordinary)
    for n, (_, _, word) in enumerate(words):  # "Rose Example": what stands beside a name is one
        if not capital[n] or suspect[n] or _bare(word) in _never_part_of_a_name():
            continue
        near = [m for m in (n - 1, n + 1) if 0 <= m < len(words) and suspect[m]]
        apart = any(
            text[words[min(n, m)][1] : words[max(n, m)][0]].strip(" .-'’") == "" for m in near
        )
        suspect[n] = apart
    yield from ((start, end) for (start, end, _), bad in zip(words, suspect, strict=True) if bad)


def _explained(word: str, known: Known) -> bool:
    """Whether the word, or each part of it, is known to name no person."""
    bare = _bare(word)
    if bare in known.words or bare in _plain_words():
        return True
    pieces = [p for p in re.split(r"[\-'’.]", word) if p]
    return len(pieces) > 1 and all(
        piece.islower() or piece.casefold() in known.words or piece.casefold() in _plain_words()
        for piece in pieces
    )


def suspects(text: str, known: Known) -> frozenset[str]:
    """The words that may be names, folded: to be looked for where nothing has a capital.

    Words that are written small too are left out: in an address they say nothing.
    """
    found = {fold(text[start:end]) for start, end in _suspects(text, known)}
    parts = {part for word in found for part in word.split() if len(part) >= _LONG}
    return frozenset(parts - known.common - _plain_words())


def without_names(text: str, known: Known, mask: Mask | None = None, *, parts: bool = False) -> str:
    """The text with what may be a name cut out: "the spokesman, Karim X" gives "the spokesman"."""
    masked = unnamed(text, known, mask, parts=parts)
    if MASK not in masked:
        return squeeze(masked)
    bare = re.sub(rf"[\w'’.\-]*{MASK}+[\w'’.\-{MASK}]*", " ", masked)
    bare = re.sub(r"\b(?:Mr|Mrs|Ms|Dr|Sir)\.?(?=\s|$)", " ", bare)
    bare = re.sub(r"\s+([,;.])", r"\1", bare)
    bare = re.sub(r"([,;])(?:\s*[,;])+", r"\1", bare)
    return squeeze(bare).strip(" ,;.-'’()").strip()
