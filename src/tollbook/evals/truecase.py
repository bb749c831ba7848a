"""Upper-case text in mixed case, by how often each form of a word is seen.

The word list of an installed spaCy pipeline stands in order of frequency ("the" 3rd, "The"
22nd, "THE" 1,024th), so it serves as the table of a frequency truecaser.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import cache

Rank = Callable[[str], int | None]
"""A word form's place in order of frequency, 0 the most frequent; None: not listed."""

_WORD = re.compile(r"[A-Z][A-Z'\u2019]*[A-Z]|[A-Z]")
_SENTENCE_START = re.compile(r"(?:^|(?<![ .][A-Za-z])[.!?]\s+|\n\s*|--\s*|\]\s*|[.,] \")$")
_AFTER_A_DAY = re.compile(r"\b\d{1,2} $")
_NAME_RATIO = 0.5
"""A capitalised form must be at least twice as frequent as the lower-case one to be a name:
"President" stands nearly level with "president", since titles are printed before names."""


@cache
def model_rank(model: str) -> Rank:
    """The ranks of a spaCy pipeline's word vectors.

    :raises OSError: the pipeline is not installed.
    """
    import spacy  # noqa: PLC0415 - slow to load, and only this needs it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # W095: made for an earlier spaCy; the words are the same
        nlp = spacy.load(model, exclude=["tok2vec", "tagger", "parser", "ner", "lemmatizer"])
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
