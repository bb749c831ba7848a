"""Words of a text folded to compare texts, and which of them are figures."""

from __future__ import annotations

import re

from tollbook.intake.stamps import MONTH_WORDS

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBER_WORDS = {word: str(i) for i, word in enumerate(_SMALL)} | {
    word: str(10 * i) for i, word in enumerate(_TENS, 2)
}
_FIGURES = frozenset(
    [
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "dozen",
        "dozens",
        "score",
        "scores",
        "tens",
        "several",
        "many",
        "no",
        "none",
        "million",
        "couple",
        "few",
    ]
)
# "A fifth man died", "another died": an update without a number. In headlines they tell nothing.
_UPDATES = frozenset(
    [
        "another",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    ]
)


def is_figure(word: str) -> bool:
    """Whether a word of a body tells how many, or that there is one more."""
    return is_number(word) or word in _UPDATES


def is_number(word: str) -> bool:
    return word[0].isdigit() or word in _FIGURES


def words_of(text: str) -> list[str]:
    """Words without case, numbers in digits ("Nineteen" and "19" are one)."""
    folded = (w.casefold().replace("’", "'").replace(",", "") for w in _WORD.findall(text))
    return [_NUMBER_WORDS.get(w, w) for w in folded]


def without_days(words: tuple[str, ...]) -> tuple[str, ...]:
    """Without what stands within two words of a month's name: "4 October 2019"."""
    near = {j for i, w in enumerate(words) if w in MONTH_WORDS for j in range(i - 2, i + 3)}
    return tuple(w for i, w in enumerate(words) if i not in near)
