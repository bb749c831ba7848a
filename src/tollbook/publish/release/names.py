"""Names in free text: what a capital stands for, and masking it where nothing says that it is none.

No list of names is ever whole, so the question is turned round: a word with a capital goes out only
where it is known to name no person (a place, an organisation, a day, the first word of a sentence).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from tollbook.publish.release.cues import put_as_a_person, put_as_a_place, settlements, things
from tollbook.publish.release.known import (
    WORD,
    Known,
    also_persons,
    bare_word,
    country_names,
    never_part_of_a_name,
    phrases_of_all,
    plain_words,
    word_lists,
)
from tollbook.record.text import fold, squeeze
from tollbook.record.withheld import MASK, Mask

_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff](?:[^\W\d_]|[\u0300-\u036f])*")
_LONG = 4  # letters of a name that is looked for within an address
_ENDS = re.compile(r"[.!?:;]['\"”’)]*\s*$|^\W*$|\n\s*$|[\"“‘]\s*$")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[@#＃]\w[\w.\-]*\w|"
    r"(?<!\w)\w+?_\w+|"
    r"(?<![\w.])\+?\d(?:[\s\-./()]{0,2}\d){8,}(?![\w.])"
)
"""Addresses, handles, hashtags and telephone numbers lead to somebody."""
_COORDINATED = re.compile(r"\s*(?:,\s*(?:and|or|&)?|and|or|&|;|/)\s*")
_ASKS = re.compile(r"\s+(?:the|this|that|these|those|they|he|she|it|we|you|there)\b")
"""After "Will" and "May" at the beginning of a sentence."""
_ACTS = re.compile(
    r"\s+(?:was|is|had|has|shot|killed|stabbed|fired|hit|told|died|fled|leaves|leave|who)\b"
)
_SCHEME = re.compile(r"https?:/{1,2}")
WITHHELD = "(name withheld)"


_ARTICLE = re.compile(r"\b(?:the|an?|his|her|their|our|its)\s+$", re.IGNORECASE)


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


def _suspects(text: str, known: Known) -> Iterator[tuple[int, int]]:
    addresses = [m.span() for m in _ADDRESS.finditer(text)]
    yield from addresses
    words = [
        (m.start(), m.end(), m.group())
        for m in WORD.finditer(text)
        if not any(start <= m.start() < end for start, end in addresses)
    ]
    for n, bad in enumerate(_Line(text, words, known).suspect):
        if bad:
            yield words[n][:2]


class _Line:
    """The words of one text, judged: which may be names."""

    def __init__(self, text: str, words: list[tuple[int, int, str]], known: Known) -> None:
        self.text, self.words, self.known = text, words, known
        self.bare = [bare_word(word) for _, _, word in words]
        # "al-Amin" has one too
        self.capital = [
            word[0] == MASK or any(letter.isupper() for letter in word) for _, _, word in words
        ]
        self.headline = len(words) > 3 and sum(self.capital) >= 0.6 * len(words)
        self.whole = self._whole()
        self.suspect = [self._alone(n) for n in range(len(words))]
        self._beside()
        self._coordinated()

    def _alone(self, n: int) -> bool:
        """Whether a word may be a name, taken by itself and the words around it."""
        start, _, word = self.words[n]
        if word[0] == MASK:
            return True
        if n in self.whole:
            return False
        explained = _explained(word, self.known)
        if _OTHER_SCRIPT.search(word):
            return not explained
        ordinary = any(
            self.bare[n] in told
            for told in (self.known.common, word_lists()["common"], word_lists()["done"])
        )
        if not self.capital[n]:
            return self.known.small and not explained and not ordinary
        if explained:
            return self._is_a_person(n)
        first = n == 0 or bool(_ENDS.search(self.text[max(0, start - 8) : start]))
        if self.bare[n] in word_lists()["also_names"]:
            return self.headline or not first or not _ASKS.match(self.text[self.words[n][1] :])
        if not (first or self.headline) or not ordinary:
            return True
        ours = self.bare[n] in word_lists()["common"]  # "Soldiers shot her brother"
        return first and not ours and self._is_a_person(n, start=True)

    def _is_a_person(self, n: int, *, start: bool = False) -> bool:
        """Whether the words around say so of a word that is more often none.

        :param start: it begins a sentence, where only what follows says anything.
        """
        bare = self.bare[n]
        place = bare in self.known.places and bare not in country_names()[0]
        if not (start or place or bare in also_persons()):
            return False
        lists = word_lists()
        office = bare in lists["titles"] or bare in lists["bodies"] or bare in lists["places"]
        before, after = self._around(n)
        if office and (n == 0 or self.headline or _ARTICLE.search(before)):
            return False  # "The King was killed"
        if office and n and self.capital[n - 1] and self.bare[n - 1] not in lists["titles"]:
            return False  # "Border Guard"
        if office and bare in lists["also_names"] and _ACTS.match(after):
            return True  # "King shot a man"
        day = bare in lists["time"]
        return put_as_a_person("" if start else before, after, trade=place, day=day)

    def _around(self, n: int) -> tuple[str, str]:
        start, end, word = self.words[n]
        own = re.search(r"['’]s$", word)  # "Jordan's mother"
        return self.text[max(0, start - 60) : start], self.text[end - (2 if own else 0) : end + 60]

    def _whole(self) -> set[int]:
        """Words of names of several words that stand whole, and of things that name themselves."""
        found: set[int] = set()
        phrases = self.known.phrases | phrases_of_all()
        longest = max((len(p) for p in phrases), default=0)
        heads = {p[0] for p in phrases}
        for n, bare in enumerate(self.bare):
            if bare not in heads or not self.capital[n]:
                continue
            for size in range(min(longest, len(self.bare) - n), 1, -1):
                if tuple(self.bare[n : n + size]) in phrases and self._unbroken(n, n + size):
                    found.update(range(n, n + size))
                    break
        spans = list(things(self.text))
        for start, end, then in settlements(self.text):
            if any(at == then and _explained(w, self.known) for at, _, w in self.words):
                spans.append((start, end))
        for n, (start, end, _) in enumerate(self.words):
            if any(a <= start and end <= b for a, b in spans):
                found.add(n)
        return found

    def _unbroken(self, first: int, behind: int) -> bool:
        gaps = (self._gap(n, n + 1) for n in range(first, behind - 1))
        return all(gap.strip(" \n\t\u00a0-.'’,") == "" for gap in gaps)

    def _gap(self, left: int, right: int) -> str:
        return self.text[self.words[left][1] : self.words[right][0]]

    def _beside(self) -> None:
        """ "Rose Example": what stands beside a name is one."""
        for n in range(len(self.words)):
            if not self.capital[n] or self.suspect[n] or n in self.whole:
                continue
            if self.bare[n] in never_part_of_a_name() or self._owns(n):
                continue
            near = [m for m in (n - 1, n + 1) if 0 <= m < len(self.words) and self.suspect[m]]
            self.suspect[n] = any(
                self._gap(min(n, m), max(n, m)).strip(" .-'’") == "" for m in near
            )

    def _owns(self, n: int) -> bool:
        """ "Iraq's Example province": a country that owns what follows is no part of its name."""
        word = self.words[n][2]
        return word.endswith(("'s", "’s")) and not (n and self.suspect[n - 1])

    def _coordinated(self) -> None:
        """ "Maya, Sol and Zaqari": what is told in one breath with a name is one, unless the row
        stands where places do."""
        row = [n for n, bare in enumerate(self.bare) if bare not in ("and", "or")]
        for ordered in (row, row[::-1]):
            for other, n in pairwise(ordered):
                if self.suspect[n] or not self.suspect[other] or not self._may_be_called(n):
                    continue
                if _COORDINATED.fullmatch(self._gap(min(n, other), max(n, other))):
                    self.suspect[n] = not self._in_a_row_of_places(n)

    def _may_be_called(self, n: int) -> bool:
        lists = word_lists()
        place = self.bare[n] in self.known.places
        office = any(self.bare[n] in lists[name] for name in ("titles", "bodies", "places"))
        if not self.capital[n] or n in self.whole or not (place or office):
            return False
        return not (n and self.capital[n - 1] and self._gap(n - 1, n).isspace())

    def _in_a_row_of_places(self, n: int) -> bool:
        while n > 1:
            left = n - 2 if self.bare[n - 1] in ("and", "or") else n - 1
            if not self.capital[left] or not _COORDINATED.fullmatch(self._gap(left, n)):
                break
            n = left
        before, _ = self._around(n)
        return put_as_a_place(before, "") or before.endswith(" of ")


def _explained(word: str, known: Known) -> bool:
    """Whether the word, or each part of it, is known to name no person."""
    bare = bare_word(word)
    if bare in known.words or bare in known.places or bare in plain_words():
        return True
    pieces = [p for p in re.split(r"[\-'’.]", word) if p]
    return len(pieces) > 1 and all(
        piece.islower()
        or piece.casefold() in known.words
        or piece.casefold() in known.places
        or piece.casefold() in plain_words()
        for piece in pieces
    )


def address_tells(url: str, text: str, known: Known) -> bool:
    """Whether an address may tell a name: of the report, or one that only the address has.

    Nothing has a capital there. So each word of the path has to be one that is known to be no
    name, or that the book's reports write small; and of the host no more is asked than that it
    holds no word that may be a name in the report's text.
    """
    hosts, path = "", ""
    for within in _SCHEME.split(unquote(url))[1:]:  # an archive's address has another within
        host, _, rest = within.partition("/")
        hosts, path = hosts + host, f"{path} {rest}"
    letters = fold(hosts).replace(" ", "")
    if any(word in letters for word in _suspect_words(text, known) if len(word) > _LONG):
        return True
    words = re.findall(r"[^\W\d_]+", fold(re.sub(r"[^\w]+", " ", path)))
    line = f" {' '.join(words)} "
    for phrase in known.phrases | phrases_of_all():
        line = line.replace(f" {' '.join(phrase)} ", " ")
    lists = word_lists()
    free = known.words | known.places | known.common | plain_words() | lists["common"]
    free = (free | lists["done"] | lists["addresses"]) - lists["also_names"]
    return any(len(word) >= _LONG - 1 and word not in free for word in line.split())


def _suspect_words(text: str, known: Known) -> frozenset[str]:
    found = {fold(text[start:end]) for start, end in _suspects(text, known)}
    parts = {part for word in found for part in word.split() if len(part) >= _LONG}
    return frozenset(parts - known.common - plain_words())


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
