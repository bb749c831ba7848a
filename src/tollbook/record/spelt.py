"""Other spellings of a name: which capitals of a text may be the same name, written otherwise.

"Zulaykha al-Qurn" and "Zuleika Quorn" share their consonants, as do a name and its Arabic letters.
That is a hint for a person who withholds a name, and never decides anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from anyascii import anyascii

_PART = r"[A-ZÀ-ÞĀ-Ž][\w'’‘ʿʾ]*[\w]"
_LATIN = re.compile(
    rf"{_PART}(?:[ \-](?:(?:al|el|ul|bin|ibn|bint|abu|de|van|von)[ \-])?{_PART}){{1,3}}"
)
_ARABIC = re.compile(r"[\u0621-\u064a\u064b-\u0652]{2,}")
_SMALL = frozenset({"al", "el", "ul", "bin", "ibn", "bint", "ben", "de", "van", "von", "der"})
_LIKE = str.maketrans("qcgzxvpd", "kkkssfbt")
_MOST = 12


def bones(name: str) -> str:
    """The consonants of a name, those that are written for one another made one: "slk krn"."""
    words = []
    for word in re.split(r"[\s\-‐‑]+", name.strip()):
        arabic = word.startswith("\u0627\u0644") and len(word) > 3
        plain = anyascii(unicodedata.normalize("NFC", word[2:] if arabic else word)).casefold()
        letters = re.sub(r"[^a-z]", "", plain)
        if not letters or letters in _SMALL:
            continue
        hard = letters.replace("kh", "k").replace("gh", "k").replace("sh", "s").replace("ch", "s")
        hard = re.sub(r"[aeiouyhw]", "", hard.translate(_LIKE))
        words.append(re.sub(r"(.)\1+", r"\1", hard))
    return " ".join(word for word in words if word)


def spelt_otherwise(
    names: Iterable[str], texts: Iterable[str], known: Iterable[str] = ()
) -> list[str]:
    """Names in the texts that may be one of these, at most twelve, as they are written there.

    Names of one word, or of too few consonants, are looked for nowhere: they fit everything.

    :param known: spellings that need not be named again.
    """
    wanted = {b for name in names if (b := bones(name)).count(" ") and len(b) >= _LEAST}
    told = {_flat(each) for each in (*names, *known)}
    found: dict[str, None] = {}
    for text in texts if wanted else ():
        for candidate in _candidates(text):
            if bones(candidate) in wanted and _flat(candidate) not in told:
                found[candidate] = None
    return list(found)[:_MOST]


_LEAST = 5  # letters and the space between


def _flat(name: str) -> str:
    return re.sub(r"[^a-z]", "", anyascii(name).casefold())


def _candidates(text: str) -> Iterator[str]:
    for match in _LATIN.finditer(text):
        parts = match.group().split(" ")
        for start in range(len(parts)):
            for end in range(start + 2, len(parts) + 1):
                yield " ".join(parts[start:end])
    words = list(_ARABIC.finditer(text))
    for size in (2, 3):
        for first, last in zip(words, words[size - 1 :], strict=False):
            if last.end() - first.start() <= 40:
                yield text[first.start() : last.end()]
