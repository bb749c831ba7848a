"""Text as it is stored: one Unicode form, plain spaces, paragraphs apart by an empty line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

PARAGRAPH = "\n\n"

# Invisible and without meaning in a news text. Zero-width joiners stay: Persian needs them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")


def tidy(text: str) -> str:
    """One line of text in NFC, runs of white space as one space, control characters as a space.

    Nothing else is changed: quotes, dashes, case and spelling stay as they were.
    """
    plain = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    return " ".join(unicodedata.normalize("NFC", plain).split())


def assemble(title: str | None, paragraphs: Iterable[str]) -> tuple[str, int]:
    """A report's text and the offset at which its body begins (0 where there is no title)."""
    body = PARAGRAPH.join(paragraphs)
    if title is None:
        return body, 0
    head = title + PARAGRAPH
    return head + body, len(head)
