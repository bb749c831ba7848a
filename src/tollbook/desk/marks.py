"""A report's text cut into pieces, so that words can be marked where they stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to be marked.

    :ivar kind: a CSS class: "evidence", "claim", "speaker", "place" ...
    :ivar field: the field of the form that these words gave; "": none.
    :ivar href: where the words lead; None: nowhere.
    """

    start: int
    end: int
    kind: str
    field: str = ""
    href: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters between two ends of marks.

    :ivar at: offset of the first letter in the report's text, in code points.
    :ivar fields: fields of the form that these letters gave, apart by spaces.
    """

    text: str
    at: int
    kinds: str = ""
    fields: str = ""
    href: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a report.

    :ivar heading: whether it is the title.
    """

    pieces: tuple[Piece, ...]
    heading: bool


def paragraphs(text: str, marks: Sequence[Mark], body_start: int = 0) -> tuple[Paragraph, ...]:
    """The text in lines and pieces: joined in order they are the text, but for line ends.

    :param body_start: where the body begins; lines before are the title.
    """
    wanted = sorted(marks, key=lambda m: (m.start, m.end))
    made, first = [], 0
    for line in _LINE.finditer(text):
        while first < len(wanted) and wanted[first].end <= line.start():
            first += 1
        inside = []
        for mark in wanted[first:]:
            if mark.start >= line.end():
                break
            if mark.end > line.start():
                inside.append(mark)
        pieces = tuple(_pieces(text, line.start(), line.end(), inside))
        made.append(Paragraph(pieces, heading=line.end() <= body_start))
    return tuple(made)


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterable[Piece]:
    ends = {start, end}
    for mark in marks:
        ends.update((max(mark.start, start), min(mark.end, end)))
    cuts = sorted(ends)
    for left, right in itertools.pairwise(cuts):
        over = [m for m in marks if m.start <= left and right <= m.end]
        linked = [m for m in over if m.href]
        yield Piece(
            text[left:right],
            left,
            " ".join(dict.fromkeys(m.kind for m in over)),
            " ".join(dict.fromkeys(m.field for m in over if m.field)),
            linked[-1].href if linked else None,
            "; ".join(dict.fromkeys(m.title for m in over if m.title)),
        )
