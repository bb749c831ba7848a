"""Paragraphs and sentences of a report, without a parse: the gate works on these.

A parser would break sentences at "(IRGC)" or before "[in Iran]"; rules on punctuation do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tollbook.read.day_headings import heading_at
from tollbook.read.triggers import tells_of_harm
from tollbook.read.video_titles import video_titles
from tollbook.read.words import word_set

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s)|[.!?\u2026]+[\"'\u201d\u2019)\]]*$")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_LONGEST = 40  # characters; no abbreviation is longer
_STARTS = re.compile(r"\s+[\"'\u201c\u2018(\[-]*[A-Z0-9\u00c0-\u024f@#]")
_DATELINE = re.compile(
    r"(?:(?:[A-Z][A-Z'\u2019.-]{2,}|[A-Z]{2}(?=\s[A-Z]{2}))(?:\s+[A-Z][A-Z'\u2019.-]+){0,3})"
    r"(?:,\s*[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?"
    r"(?:\s*\([^()]{2,40}\),?)?"
    r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)?\s*"
    r"(?:\([^()]{2,40}\)\s*)?"
    r"(?:[\u2013\u2014]+|--?|:)\s+(?=[\"\u201c(]?[A-Z0-9])"
)
"""A dateline before the first sentence ("BASRA, Iraq, Oct 3 (Agency) - ")."""
_WIRE = re.compile(
    r"[A-Z][\w.'\u2019-]*(?:\s[\w.'\u2019-]+){0,3}(?:\s\([A-Z][\w .]+\))?"
    r",\s\d{1,2}\s[A-Z][a-z]{2,8}\.?\s\d{2,4}(?:\s?\([^()\n]{2,60}\))?\s*(?:--+|-|[\u2013\u2014])\s+"
    r"(?:\[[^\]\n]{2,80}\]\s*){0,4}(?=[\"\u201c(]?[A-Z0-9])"
)
"""A wire's dateline with its brackets ("Lima, 3 May 89 (AFP) -- [text] "), in mixed case."""
_CREDIT = re.compile(
    r"(?:[A-Z][\w.'\u2019-]*(?:,?\s[A-Z][\w.'\u2019-]*){0,2}\s)?\([A-Z][\w .&/-]{1,38}\)\s*"
    r"(?:--?|[\u2013\u2014])\s+(?=[\"\u201c(]?[A-Z0-9])"
)
"""A wire's name before its story ("(Agency) - ", "Lagos (Agency) - "): the parser takes it for
somebody who acts."""
_DAY_ALONE = re.compile(
    r"(?:\([A-Z][\w .&/-]{1,38}\)\s+)?"
    r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2},?|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)\s+\d{4}\s*"
    r"(?:\([A-Z][\w .&/-]{1,38}\)\s*)?(?:--?|[\u2013\u2014])\s+(?=[\"\u201c(]?[A-Z0-9])"
)
"""A dateline with no place ("(Agency) March 3, 2023 - ")."""
_IN_BRACKETS = re.compile(
    r"\([A-Z][\w.'\u2019-]*(?:[ -][\w.'\u2019-]+){0,3}(?:, [A-Z][\w.]+)?,"
    r" (?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}\)"
    r"\s*(?:--?|[\u2013\u2014])\s+(?=[\"\u201c(]?[A-Z0-9])"
)
"""A rights group's dateline ("(Basra, October 5, 2019) - ")."""
_ENTRY = re.compile(r"\d{1,4}([/.-])\d{1,2}\1\d{1,4}:\s+(?=[\"\u201c(]?[A-Z0-9])")
"""The day that an entry of a chronicle opens with ("10/03/2019: "); it misleads the parser."""

_OPENINGS = (_DATELINE, _WIRE, _CREDIT, _IN_BRACKETS, _DAY_ALONE, _ENTRY)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its paragraph, as offsets in the report's text.

    :ivar label: characters of a headline's label right before it ("Police: ").
    """

    start: int
    end: int
    paragraph: tuple[int, int]
    index: int
    headline: bool
    label: int = 0

    def text_of(self, text: str) -> str:
        """Its words; ``text`` is the report's."""
        return text[self.start : self.end]


_LABEL = re.compile(
    r"(?!\d)[\w.&/'\u2019-]+(?:\s+(?!(?:by|and|in|after)\b)[\w.&/'\u2019-]+){0,4}:\s+"
    r"(?=[\"\u201c(\u2018']?[A-Z0-9a-z])"
)
"""What a headline opens with before a colon: who says so, a town, "Update"."""

_IN_QUOTES = re.compile(r"[\"'\u201c\u2018](?:[A-Z]\.)+[\"'\u201d\u2019]")
_BEHIND_NAMES = frozenset({"jr", "sr"})
_FIRST_WORD = re.compile(r"\s+(?P<word>[A-Za-z]+)")


def _breaks(text: str, lower_case: bool) -> list[int]:
    ends: list[int] = []
    for match in _END.finditer(text):
        if match.end() == len(text):
            break
        if not lower_case and not _STARTS.match(text, match.end()):
            continue
        if match.group()[0] == "." and len(match.group().rstrip("\"'\u201d\u2019)]")) == 1:
            word = _WORD_BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
            if word:
                bare = word.group(1).casefold()
                initial = len(bare) == 1 and word.group(1).isupper() and bare != "i"
                initial = initial or _nickname(
                    text, match.start() - len(word.group(1)), match.end()
                )
                short = bare in word_set("names", "abbreviations")
                if initial or (short and not (bare in _BEHIND_NAMES and _opens(text, match.end()))):
                    continue
        ends.append(match.end())
    return ends


def _nickname(text: str, start: int, end: int) -> bool:
    """Whether letters with full stops stand in quotes between names ('Omar "J.R." Basri')."""
    return _IN_QUOTES.fullmatch(text, max(0, start - 1), end) is not None


def _opens(text: str, at: int) -> bool:
    """Whether what follows opens with a word that opens sentences rather than goes on a name."""
    word = _FIRST_WORD.match(text, at)
    return word is not None and word["word"] in word_set("names", "not_names")


def split_sentences(text: str, body_start: int = 0) -> list[Sentence]:
    """Sentences of ``text`` in order; offsets are into ``text``, white space trimmed.

    A paragraph without any capital letter is split at full stops before small letters too. Titles
    of other videos, with their running times, are no sentences of the report.
    """
    found: list[Sentence] = []
    titles = video_titles(text, body_start)
    for paragraph in _PARAGRAPH.finditer(text):
        if paragraph.start() in titles:
            continue
        inside = paragraph.group()
        # broken bytes make stray capitals, so only plain ones count
        lower_case = not any("A" <= c <= "Z" for c in inside)
        dateline = next((m for p in _OPENINGS if (m := p.match(inside))), None)
        headline = paragraph.start() < body_start
        label = None if dateline or not headline else _label_of(inside)
        first = [dateline.end()] if dateline else [label] if label else []
        led = [] if first or headline else _headings(inside)
        ends = {*_breaks(inside, lower_case), *led}
        edges = [0, *first, *sorted(e for e in ends if not first or e > first[0]), len(inside)]
        for a, b in pairwise(edges):
            piece = inside[a:b]
            stripped = piece.strip()
            if not stripped:
                continue
            start = paragraph.start() + a + len(piece) - len(piece.lstrip())
            found.append(
                Sentence(
                    start,
                    start + len(stripped),
                    paragraph.span(),
                    len(found),
                    headline,
                    label if label is not None and a == label else 0,
                )
            )
    return found


def _headings(paragraph: str) -> list[int]:
    """Where headings of days end in a paragraph, and what stands before them."""
    starts = [0, *(m.end() for m in re.finditer(r"\n", paragraph))]
    found = [(s, end) for s in starts if (end := heading_at(paragraph, s)) is not None]
    return [edge for pair in found for edge in pair if 0 < edge < len(paragraph)]


def _label_of(headline: str) -> int | None:
    """Where the label of a headline ends; the parser takes it for the subject of what follows.

    None: there is none, or it tells of harm itself ("Toll: 12 dead" is no label).
    """
    label = _LABEL.match(headline)
    return label.end() if label and not tells_of_harm(label.group()) else None
