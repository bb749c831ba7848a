"""Folding text: to compare names, and to hand plain text to a parser without moving spans."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_ONE_FOR_ONE = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u2007": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "[": "(",
        "]": ")",
        "\t": " ",
    }
)

_ARTICLES = ("al ", "an ", "ar ", "as ", "ash ", "at ", "ad ", "adh ", "az ", "el ", "the ")
_IN_FULL = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_SHORTENED = re.compile(r"\b(?:st|ste|mt|ft)\b(?= )")
_FLAT = str.maketrans(
    dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015/_.,", " ")
    | dict.fromkeys("'`\u2018\u2019\u02bb\u02bc\u02be\u02bf\"()[]", "")
)


def clean_for_parsing(text: str) -> str:
    """The same text with odd spaces, curly quotes and square brackets made plain.

    One character for one character: every offset stays valid. No-break spaces and square
    brackets break sentences in the parser (stack.md 1.4), hence this.
    """
    return text.translate(_ONE_FOR_ONE)


def fold(name: str) -> str:
    """First fold of a name: ASCII, lower case, no apostrophes, hyphens as spaces, no article.

    "An-Nasiriyah" and "Nāṣirīyah" become "nasiriyah"; "St. Louis" and "Saint Louis" one;
    "Nasiriyah" and "Nassiriya" differ still, see :func:`fold_hard`.
    """
    if not name.isascii():
        name = anyascii(unicodedata.normalize("NFC", name))
    flat = " ".join(name.casefold().translate(_FLAT).split())
    while flat.startswith(_ARTICLES):
        bare = flat.partition(" ")[2]
        if len(bare) < 2:
            break
        flat = bare
    if "t" in flat and _SHORTENED.search(flat):
        flat = _SHORTENED.sub(lambda m: _IN_FULL[m[0]], flat)
    return flat


_HARD = (
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ae|aye"), "ai"),
    (re.compile(r"ee|ei|ie|iy|y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"q|kh|ck"), "k"),
    (re.compile(r"dh|th"), "d"),
    (re.compile(r"gh|j"), "g"),
    (re.compile(r"(?:ija|iia|ia|aya)h?\b"), "ia"),
    (re.compile(r"e(?=\w)"), "a"),
    (re.compile(r"o"), "u"),
    (re.compile(r"(?:ah|eh|e)\b"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"\b(?:al|el|ul|as|ad|an|ar|at|az|i) (?=\w)"), ""),
)


def harden(folded: str) -> str:
    """The second fold of a name that :func:`fold` has been through."""
    for pattern, replacement in _HARD:
        folded = pattern.sub(replacement, folded)
    return folded


def fold_hard(name: str) -> str:
    """Second fold, for transliterations that differ: doubled letters, ou/oo, ee/i, -iyah, -ah.

    Looser than :func:`fold`; to be tried only where the first finds nothing.
    """
    return harden(fold(name))


def squeeze(text: str) -> str:
    """Runs of white space as one space, ends trimmed: for comparing and for printing quotes."""
    return " ".join(text.split())
