"""Paragraphs and sentences of a report, without a parse: the gate works on these.

A parser would break sentences at "(IRGC)" or before "[in Iran]"; rules on punctuation do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev fr sr jr st gen maj col lt capt cpl sgt brig adm cmdr pvt cpt pte hon gov sen rep
    supt insp det dist no nos vs etc inc co corp ltd dept est approx ave blvd rd hwy mt ft
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    a.m p.m u.s u.n u.k e.g i.e d.c l.a vol fig op ed eds al
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
    okla ore pa tenn tex vt va wash wis wyo n.y n.j n.c s.c n.m n.h n.d s.d w.va r.i b.c""".split()
)
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s)|[.!?\u2026]+[\"'\u201d\u2019)\]]*$")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_STARTS = re.compile(r"\s+[\"'\u201c\u2018(\[-]*[A-Z0-9\u00c0-\u024f@#]")


_DATELINE = re.compile(
    r"(?:[A-Z][A-Z'\u2019.-]{2,}(?:\s+[A-Z][A-Z'\u2019.-]+){0,3})(?:,\s*[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2})?"
    r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}))?\s*(?:\([^()]{2,40}\)\s*)?"
    r"(?:[\u2013\u2014]+|--?|:)\s+(?=[\"\u201c(]?[A-Z0-9])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its paragraph, as offsets in the report's text."""

    start: int
    end: int
    paragraph: tuple[int, int]
    index: int
    headline: bool

    def text_of(self, text: str) -> str:
        return text[self.start : self.end]


def _breaks(text: str, lower_case: bool) -> list[int]:
    ends: list[int] = []
    for match in _END.finditer(text):
        if match.end() == len(text):
            break
        follows = text[match.end() :]
        if not lower_case and not _STARTS.match(follows):
            continue
        if match.group()[0] == "." and len(match.group().rstrip("\"'\u201d\u2019)]")) == 1:
            word = _WORD_BEFORE.search(text[: match.start()])
            if word:
                bare = word.group(1).casefold()
                initial = len(bare) == 1 and word.group(1).isupper() and bare != "i"
                if initial or bare in _ABBREVIATIONS:
                    continue
        ends.append(match.end())
    return ends


def split_sentences(text: str, body_start: int = 0) -> list[Sentence]:
    """Sentences of ``text`` in order; offsets are into ``text``, white space trimmed.

    A text without any capital letter is split at full stops before small letters too.
    """
    lower_case = not any(c.isupper() for c in text[:2000])
    found: list[Sentence] = []
    for paragraph in _PARAGRAPH.finditer(text):
        inside = paragraph.group()
        dateline = _DATELINE.match(inside)
        first = [dateline.end()] if dateline else []
        ends = [e for e in _breaks(inside, lower_case) if not first or e > first[0]]
        edges = [0, *first, *ends, len(inside)]
        for a, b in zip(edges, edges[1:], strict=False):
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
                    paragraph.start() < body_start,
                )
            )
    return found
