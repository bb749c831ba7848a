"""Upper-case text in mixed case, by how often each form of a word is seen.

Old wires and many headlines are all in capitals, which hide from the parser what is a name. Such
paragraphs are read in mixed case; what is read from them is kept in the report's own letters.

The word list of an installed spaCy pipeline stands in order of frequency ("the" 3rd, "The"
22nd, "THE" 1,024th), so it serves as the table of a frequency truecaser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from tollbook.record import Count, Reading, Report, Span

if TYPE_CHECKING:
    from spacy.language import Language

Rank = Callable[[str], int | None]
"""A word form's place in order of frequency, 0 the most frequent; None: not listed."""

_PARAGRAPH = re.compile(r"[^\n]+")
_CAPITAL_WORDS = 4
"""Words of capitals from which on a line is taken to be written in them: not "US" or "FARC"."""

_SMALL_SHARE = 0.1
"""Share of small letters up to which a line is all in capitals ("McDONALD SAYS 3 DEAD")."""

_TITLE_WORDS = 4
"""Long words from which on a headline may be taken to be in title case."""

_LONG_WORD = re.compile(r"(?<![\w'\u2019-])[A-Za-z][A-Za-z'\u2019]{3,}")
_INNER_WORD = re.compile(r"(?<=[\w,;:] )[A-Z][a-z]+(?![\w'\u2019-])")
_WORD = re.compile(r"[A-Z][A-Z'\u2019]*[A-Z]|[A-Z]")
_SENTENCE_START = re.compile(r"(?:^|(?<![ .][A-Za-z])[.!?]\s+|\n\s*|--\s*|\]\s*|[.,] \")$")
_AFTER_A_DAY = re.compile(r"\b\d{1,2} $")
_NAME_RATIO = 0.5
"""A capitalised form must be at least twice as frequent as the lower-case one to be a name:
"President" stands nearly level with "president", since titles are printed before names."""


def rank_of(nlp: Language) -> Rank:
    """The ranks of a loaded pipeline's word vectors."""
    place = {key: i for i, key in enumerate(nlp.vocab.vectors.key2row)}
    strings = nlp.vocab.strings
    return lambda form: place.get(strings.add(form))


def truecase(text: str, rank: Rank) -> str:
    """The text with each all-capital word in its most frequent form; length is kept."""

    def form(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) == 1 and word != "A":
            return word
        lower, title = word.lower(), word.capitalize()
        chosen = _likeliest(word, lower, title, rank)
        before = text[max(0, match.start() - 6) : match.start()]
        starts = not before or _SENTENCE_START.search(before)
        month = word == "MAY" and _AFTER_A_DAY.search(before)
        return title if chosen == lower and (starts or month) else chosen

    return _WORD.sub(form, text)


def _likeliest(upper: str, lower: str, title: str, rank: Rank) -> str:
    ranks = {form: rank(form) for form in (lower, title, upper)}
    known = {form: place for form, place in ranks.items() if place is not None}
    if not known:
        return title  # not in the list at all: most likely a name
    if lower not in known:
        return min(known, key=known.__getitem__)
    names = {f: p for f, p in known.items() if f != lower and p < known[lower] * _NAME_RATIO}
    return min(names, key=names.__getitem__) if names else lower


def in_capitals(line: str) -> bool:
    """Whether a line is written all in capitals."""
    small, capital = sum(map(str.islower, line)), sum(map(str.isupper, line))
    words = sum(1 for m in _WORD.finditer(line) if len(m.group()) > 1)
    return words >= _CAPITAL_WORDS and small <= _SMALL_SHARE * (small + capital)


def recased(text: str, rank: Callable[[], Rank]) -> str:
    """The text with its lines of capitals in mixed case; every character keeps its place.

    :param rank: gives the word list; only asked for where a line is in capitals.
    """

    def line(match: re.Match[str]) -> str:
        words = match.group()
        return truecase(words, rank()) if in_capitals(words) else words

    return _PARAGRAPH.sub(line, text)


def in_title_case(line: str) -> bool:
    """Whether each word of a headline but the small ones begins with a capital."""
    words = [w for w in _LONG_WORD.findall(line) if not w.isupper()]
    return len(words) >= _TITLE_WORDS and all(w[0].isupper() for w in words)


def with_plain_headline(text: str, body_start: int, words: Collection[str]) -> str:
    """The text with these words of a headline in title case in small letters, but for the first.

    "Three People Dead East of Hilla" is a row of names to the parser. Every character keeps its
    place.

    :param words: in small letters; none that names are made of ("Hospital").
    """

    def line(match: re.Match[str]) -> str:
        printed = match.group()
        if not in_title_case(printed):
            return printed
        return _INNER_WORD.sub(
            lambda m: m.group().lower() if m.group().lower() in words else m.group(), printed
        )

    return _PARAGRAPH.sub(line, text[:body_start]) + text[body_start:]


def as_printed(reading: Reading, report: Report, read: str) -> Reading:
    """A reading of recased text with its words as the report has them.

    :param read: the text that was read, character for character as long as the report's.
    """

    def printed(value: Any) -> Any:
        if isinstance(value, Span):
            return report.span(value.start, value.end)
        if isinstance(value, tuple):
            return tuple(printed(v) for v in value)
        if isinstance(value, Count):
            at = read.find(value.raw) if value.raw else -1
            return replace(value, raw=report.text[at : at + len(value.raw)]) if at >= 0 else value
        if not is_dataclass(value) or isinstance(value, type):
            return value
        held = {f.name: getattr(value, f.name) for f in fields(value)}
        own = held.get("span")
        changed = {}
        for name, old in held.items():
            if isinstance(own, Span) and isinstance(old, str) and old == own.quote:
                changed[name] = report.span(own.start, own.end).quote
            else:
                changed[name] = printed(old)
        return replace(value, **{n: v for n, v in changed.items() if v is not held[n]})

    whole: Reading = printed(reading)
    return whole
