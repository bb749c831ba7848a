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


_ALIKE = (
    ("ou", "u"), ("oo", "u"), ("aye", "ai"), ("ae", "ai"),
    ("ee", "i"), ("ei", "i"), ("ie", "i"), ("iy", "i"), ("y", "i"),
    ("q", "k"), ("kh", "k"), ("ck", "k"), ("dh", "d"), ("th", "d"), ("gh", "g"), ("j", "g"),
    ("o", "u"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_ENDS_IA = re.compile(r"a?i+ah?\b")
_INNER_E = re.compile(r"e(?=\w)")
_ENDS_A = re.compile(r"(?:ah|eh|e)\b")
_INNER_ARTICLE = re.compile(r"\b(?:al|el|ul|as|ad|an|ar|at|az|i) (?=\w)")


def harden(folded: str) -> str:
    """The second fold of a name that :func:`fold` has been through."""
    for one, other in _ALIKE:
        folded = folded.replace(one, other)
    folded = _ENDS_IA.sub("ia", _DOUBLED.sub(r"\1", folded))
    folded = _ENDS_A.sub("a", _INNER_E.sub("a", folded))
    return _INNER_ARTICLE.sub("", _DOUBLED.sub(r"\1", folded))


def fold_hard(name: str) -> str:
    """Second fold, for transliterations that differ: doubled letters, ou/oo, ee/i, -iyah, -ah.

    Looser than :func:`fold`; to be tried only where the first finds nothing.
    """
    return harden(fold(name))


def squeeze(text: str) -> str:
    """Runs of white space as one space, ends trimmed: for comparing and for printing quotes."""
    return " ".join(text.split())
