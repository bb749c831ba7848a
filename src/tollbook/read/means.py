"""Weapons and ways named in a sentence, and causes that make a death no direct violence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tollbook.read.words import per_words, table, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORD = re.compile(r"[a-z]+")


@per_words
def means_words() -> str:
    """Names of weapons and ways as one alternative of a regular expression, the longest first."""
    lines = table("means")["means"]["words"].splitlines()
    words = {w.strip() for line in lines for w in line.split("|")} - {""}
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@per_words
def _means_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{means_words()})(?![\w-])", re.IGNORECASE)


@per_words
def _cause_patterns() -> dict[str, re.Pattern[str]]:
    causes: dict[str, str] = table("means")["cause"]
    return {
        name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        for name, words in causes.items()
    }


def means_in(text: str) -> tuple[str, ...]:
    """Weapons and ways named in ``text``, in order, each once."""
    found = [m.group() for m in _means_pattern().finditer(text)]
    verbs: dict[str, str] = table("means")["verbs"]
    found += [verbs[w] for w in _WORD.findall(text.casefold()) if w in verbs]
    seen: dict[str, str] = {}
    for words in found:
        seen.setdefault(words.casefold(), words)
    return tuple(seen.values())


_PIT = re.compile(r"\b(?:coal|gold|copper|iron|salt|silver|diamond) mines?\b", re.IGNORECASE)


def cause_in(text: str) -> str | None:
    """custody, crush, illness, accident, disaster, suicide or execution, where the words say so."""
    patterns = _cause_patterns()
    text = _PIT.sub("pit", text)  # no weapon
    kept = patterns["not_cause"].sub(" ", text)
    if _means_pattern().search(kept) and not patterns["suicide"].search(kept):
        return None
    for name, pattern in patterns.items():
        if name != "not_cause" and pattern.search(kept):
            return name
    return None


def is_means(token: Token) -> bool:
    """Whether a word names a weapon or an act rather than who used it."""
    if token.lower_ in word_set("means", "doings"):
        return True
    return bool(_means_pattern().fullmatch(token.lower_))
