"""Masking withheld names: where a text holds one, in whatever spelling, and what stands instead.

A masked text has the same length as the text, so that every offset into it stays valid; white
space stays. Too much is masked rather than too little: of "Nadia Example" also "N. Example" and
"Example, Nadia", in any case, with or without accents, hyphens or percent-encoding; and in a
report that has the name, each part of it alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args
from urllib.parse import unquote

import msgspec
from anyascii import anyascii

from tollbook.record import vocabulary
from tollbook.record.codec import from_json, to_json
from tollbook.record.decided import Withheld

T = TypeVar("T")

_VOCABULARY = frozenset(
    word for name in vars(vocabulary).values() for word in get_args(name) if isinstance(word, str)
)
MASK = "█"
_SHORTEST_PART = 3  # letters a part needs to be masked alone: no "Al", "de", "bin"
_LONG_ENOUGH = 8  # letters run together that are masked inside a longer word (a hashtag)
_ENCODED = re.compile(r"(?:%(?:25)*[0-9A-Fa-f]{2})+")
_TWICE = re.compile(r"%(?:25)+(?=[0-9A-Fa-f]{2})")  # an address within an address
_BROKEN = re.compile(r"(?<=\w)[-\u2010\u00ad][^\S\n]*\n\s*(?=\w)")  # a word broken over two lines
_MAY_BE_BROKEN = re.compile(r"[-\u2010\u00ad]\s*(?:\n|\\[nr])")  # in JSON too
_BETWEEN = r"[^a-z0-9]{0,4}"
_APART = r"[^a-z0-9]{1,6}"
_MIDDLE = r"(?:[a-z]{1,15}[^a-z0-9]{1,4}){0,2}"  # further given names, or their initials
_FURTHER = r"(?:[a-z0-9]{1,15}[^a-z0-9.!?;:]{1,4}){1,5}"  # , 34, or bint Hassan bin Omar
_ALIKE = str.maketrans("آأإٱىیکؤئ", "ااااييكوي")  # letters that are written for one another
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}


@dataclass(frozen=True)
class Mask:
    """What is withheld, ready to be found. Without anything withheld, all texts stay as they are.

    :ivar names: patterns over folded text that give a name away by themselves.
    :ivar parts: folded words that do so only beside the name.
    """

    names: tuple[re.Pattern[str], ...] = ()
    parts: re.Pattern[str] | None = None
    _keys: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names)

    def holds(self, text: str) -> bool:
        """Whether the text gives a withheld name away."""
        return bool(self.names) and next(self._found(text, parts=False), None) is not None

    def text(self, text: str, *, parts: bool = False) -> str:
        """The text with every withheld name masked.

        :param parts: also parts of a name that stand alone, because the name is told beside.
        """
        if not self.names:
            return text
        letters: list[str] | None = None
        for start, end in self._found(text, parts=parts):
            letters = letters or list(text)
            for place in range(start, end):
                if not text[place].isspace():
                    letters[place] = MASK
        return text if letters is None else "".join(letters)

    def record(self, record: T, *, parts: bool = False) -> T:
        """The same record with every text in it masked."""
        if not self.names:
            return record
        plain = to_json(record)
        if not self._may_hold(plain, parts=parts):
            return record
        masked = self._walk(from_json(plain, object), parts=parts)
        return msgspec.convert(masked, type(record), str_keys=True)

    def records(self, records: Iterable[T], *, parts: bool = False) -> tuple[T, ...]:
        return tuple(self.record(record, parts=parts) for record in records)

    def _walk(self, value: object, *, parts: bool) -> object:
        if isinstance(value, str):  # a word of the vocabulary is nobody's name
            return value if value in _VOCABULARY else self.text(value, parts=parts)
        if isinstance(value, list):
            return [self._walk(each, parts=parts) for each in value]
        if isinstance(value, dict):
            return {key: self._walk(each, parts=parts) for key, each in value.items()}
        return value

    def _may_hold(self, text: str, *, parts: bool) -> bool:
        """Quickly, whether it is worth looking closely."""
        folded = _ascii(_decoded(text) if "%" in text else text)
        if any(key in folded for key in self._keys):
            return True
        if _MAY_BE_BROKEN.search(text):
            return True
        return parts and self.parts is not None and bool(self.parts.search(folded))

    def _found(self, text: str, *, parts: bool) -> Iterator[tuple[int, int]]:
        if not self._may_hold(text, parts=parts):
            return
        for broken in (False, True) if _BROKEN.search(text) else (False,):
            yield from self._found_in(text, parts=parts, broken=broken)

    def _found_in(self, text: str, *, parts: bool, broken: bool) -> Iterator[tuple[int, int]]:
        folded, places = _folded(text, broken=broken)
        for pattern in self.names:
            for match in pattern.finditer(folded):
                yield _whole(text, places(match.start())[0], places(match.end() - 1)[1])
        if not parts or self.parts is None:
            return
        address = "://" in text
        for match in self.parts.finditer(folded):
            start, end = _whole(text, places(match.start())[0], places(match.end() - 1)[1])
            if address or not text[start].islower():  # "hill" is a word, "Hill" a name
                yield start, end


NOTHING_WITHHELD = Mask()


def mask_of(withheld: Iterable[Withheld]) -> Mask:
    """The mask for all names that are withheld."""
    names: dict[str, None] = {}
    parts: set[str] = set()
    keys: set[str] = set()
    for each in withheld:
        for spelling in (each.value, *each.spellings):
            for folded in _spellings(spelling):
                words = re.findall(r"[a-z0-9]+", folded)
                if not words:
                    continue
                names.update(dict.fromkeys(_patterns(words, _edge_of(spelling))))
                keys.update((words[0], words[-1], *words[1:2]))
                if len(words) > 1:
                    parts.update(w for w in words if len(w) >= _SHORTEST_PART)
    alone = "|".join(sorted(parts, key=lambda w: (-len(w), w)))
    return Mask(
        tuple(re.compile(pattern) for pattern in names),
        re.compile(rf"(?<![a-z0-9])(?:{alone})(?![a-z0-9])") if alone else None,
        tuple(sorted(keys)),
    )


def _spellings(name: str) -> tuple[str, ...]:
    """The name folded, and as German and Scandinavian letters are written without them."""
    spelt = "".join(_UMLAUTS.get(c, c) for c in unicodedata.normalize("NFC", name).casefold())
    return tuple(dict.fromkeys((_ascii(name), _ascii(spelt))))


def _edge_of(name: str) -> str:
    """Where a name begins; in Arabic "and", "by" and "to" are written in one with it."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in name)
    return r"(?<![a-z0-9])" + ("[wfblk]?" if arabic else "")


def _patterns(words: Sequence[str], edge: str) -> Iterator[str]:
    whole, end = "".join(words), r"(?![a-z0-9])"
    if len(words) == 1:
        yield f"{edge}{whole}{end}"
        return
    first, last = words[0], words[-1]
    joined = _BETWEEN.join(words)
    yield joined if len(whole) >= _LONG_ENOUGH else f"{edge}{joined}{end}"
    yield f"{edge}(?:{first}|{first[0]}){_APART}{_MIDDLE}{last}{end}"
    yield f"{edge}{first}{_APART}{_FURTHER}{last}{end}"
    yield f"{edge}{first}{_APART}{last[0]}\\."
    rest = rf"(?:{_APART.join(words[:-1])}|{first}|{first[0]}{end})"
    yield f"{edge}{last}{_APART}{rest}"
    yield from _run_together(words)
    if len(words) > 2:
        yield f"{edge}{''.join(word[0] for word in words[:-1])}{_APART}{last}{end}"
        yield f"{edge}{last}{_APART}{_MIDDLE}{first}{end}"
    if len(words) > 2 and len(words[1]) >= _SHORTEST_PART:
        yield f"{edge}{first}{_APART}{words[1]}{end}"  # a given name and the first family name


def _run_together(words: Sequence[str]) -> Iterator[str]:
    """As hashtags, handles and mail addresses have it: "ZuleikaQuorn", "@zquorn", "zuleika.q@"."""
    first, last = words[0], words[-1]
    for pair in ((first, last), (last, first)):
        if len("".join(pair)) >= _LONG_ENOUGH:
            yield "".join(pair)
    for short in (f"{first[0]}[._-]?{last}", f"{first}[._-]?{last[0]}"):
        yield rf"@{short}(?![a-z])"
        yield rf"(?<![a-z0-9]){short}[0-9._-]{{0,9}}@"


def _decoded(text: str) -> str:
    """Percent-encoding undone, also where it was done twice."""
    return unquote(_TWICE.sub("%", text), errors="replace")


def _ascii(text: str) -> str:
    """Folded to lower-case ASCII; the offsets are not kept."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text).translate(_ALIKE)
    bare = "".join(c for c in composed if not unicodedata.combining(c))  # vowel signs
    return anyascii(bare).lower()


def _folded(text: str, *, broken: bool = False) -> tuple[str, Callable[[int], tuple[int, int]]]:
    """The text as :func:`_ascii` has it, percent-encoding undone, and where each letter came from.

    :param broken: words that are broken over two lines are put together.
    :returns: and what gives, for a letter of the folded text, its start and end in ``text``.
    """
    if text.isascii() and "%" not in text and not broken:
        return text.lower(), lambda at: (at, at + 1)
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    breaks = [m.span() for m in _BROKEN.finditer(text)] if broken else []
    for piece, start, end in _pieces(text):
        if any(a <= start < b for a, b in breaks):
            continue
        folded = _ascii(piece)
        letters.append(folded)
        places += [(start, end)] * len(folded)
    return "".join(letters), places.__getitem__


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """With the letters at either end that fold to nothing (an alif's hamza, a vowel sign)."""
    while start and _is_silent(text[start - 1]):
        start -= 1
    while end < len(text) and _is_silent(text[end]):
        end += 1
    return start, end


def _is_silent(letter: str) -> bool:
    if unicodedata.combining(letter):
        return True
    return letter.isalpha() and not _ascii(letter).strip("'`")


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Each letter with the accents that follow it, and where it stands."""
    at = 0
    for match in _ENCODED.finditer(text):
        yield from _letters(text, at, match.start())
        decoded = _decoded(match.group())
        place = match.start()
        if _TWICE.search(match.group()):  # which letter stands where is not worth knowing
            yield from ((letter, place, match.end()) for letter in decoded)
            at = match.end()
            continue
        for letter in decoded:
            size = 3 * len(letter.encode("utf-8")) if letter != "\ufffd" else 3
            yield letter, place, min(place + size, match.end())
            place += size
        at = match.end()
    yield from _letters(text, at, len(text))


def _letters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    place = start
    while place < end:
        after = place + 1
        while after < end and unicodedata.combining(text[after]):
            after += 1
        yield text[place:after], place, after
        place = after
