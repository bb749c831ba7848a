"""Quotations that run over sentences, and whose they are.

A sentence inside quotation marks is its speaker's, though only the sentence before or behind says
who that is: '"They fired at us," said a nurse. "Two men were killed."'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tollbook.read.in_full import in_full, kind_in_full
from tollbook.read.word_lists import PatternList
from tollbook.record import Lexicon, Span, Speaker

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_MARKS = re.compile('["\u201c\u201d]')
_WHO_FIRST = PatternList("attribution", "quoted", "who_first")
_VERB_FIRST = PatternList("attribution", "quoted", "verb_first")
_BEFORE = PatternList("attribution", "quoted", "before")
_ACCOUNT = PatternList("attribution", "quoted", "account")
_NO_SPEAKER = PatternList("attribution", "quoted", "no_speaker")
_SENTENCE_END = re.compile(r"[.!?]\s")
_ENDS_SPEECH = frozenset(",?!\u2026-")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, as offsets in the text, and whose they are."""

    start: int
    end: int
    speaker: Speaker


def quotations(text: str, lexicon: Lexicon) -> list[Quotation]:
    """The quotations of a text whose speaker is named beside them, in order."""
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        last: Quotation | None = None
        for start, end in _quoted(text, paragraph.start(), paragraph.end()):
            speaker = _speaker(text, start, end, paragraph.span(), lexicon)
            if speaker is None and last is not None and _goes_on(text, last.end, start):
                speaker = last.speaker
            if speaker is not None:
                last = Quotation(start, end, speaker)
                found.append(last)
    return found


def quoted_at(found: Sequence[Quotation], offset: int) -> Speaker | None:
    """Who says what stands at this place; None: it stands in no quotation of a named speaker."""
    return next((q.speaker for q in found if q.start <= offset < q.end), None)


def _quoted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    marks = [m.start() for m in _MARKS.finditer(text, start, end)]
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        yield opening + 1, closing


def _speaker(
    text: str, start: int, end: int, paragraph: tuple[int, int], lexicon: Lexicon
) -> Speaker | None:
    """Who is named beside a quotation: behind it where it ends in a comma, else before it."""
    if text[end - 1 : end] in _ENDS_SPEECH or text[end + 1 : end + 2] == ",":
        for pattern in (_VERB_FIRST, _WHO_FIRST):
            match = pattern.match(text, end + 1, paragraph[1])
            if match is not None and not _NO_SPEAKER.search(match["who"]):
                return _named(match, lexicon)
    ends = [m.end() for m in _SENTENCE_END.finditer(text, paragraph[0], start - 1)]
    opening = max([paragraph[0], *(e for e in ends if e < start)])
    before = text[opening : start - 1]
    for pattern in (_BEFORE, _ACCOUNT):
        match = pattern.match(before.lstrip("\"\u201d '"))
        if match is not None and not _NO_SPEAKER.search(match["who"]):
            return _named(match, lexicon, opening + len(before) - len(before.lstrip("\"\u201d '")))
    return None


def _named(match: re.Match[str], lexicon: Lexicon, offset: int = 0) -> Speaker:
    name = match["who"].rstrip(" .,")
    verb = match["verb"] if "verb" in match.re.groupindex else None
    start = offset + match.start("who")
    span = in_full(match.string, Span(start, start + len(name), name), offset)
    kind = kind_in_full(name, span.quote, lexicon)
    return Speaker(span.quote, verb, kind, "asserts", "third_party", span)


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether only the words that name the speaker stand between two quotations."""
    return len(_SENTENCE_END.findall(text, end + 1, start)) <= 1
