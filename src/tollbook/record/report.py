"""What came in: captures (bytes), reports (documents), spans of words, and what was set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tollbook.record.interval import Published
from tollbook.record.vocabulary import Disputed, MentionKind, StatementKind


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a report: ``report.text[start:end] == quote``, in code points.

    :raises ValueError: for an empty or backward span, or a quote of another length.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or self.end - self.start != len(self.quote):
            raise ValueError(f"not a span: {self.start}-{self.end} {self.quote!r}")

    def holds_in(self, text: str) -> bool:
        """Whether these exact words stand at this place in ``text``."""
        return text[self.start : self.end] == self.quote

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Capture:
    """Raw bytes as taken; kept for ever under their SHA-256.

    :ivar sequence: order of arrival in this book, from 1; 0 before the book has numbered it.
    :ivar origin: where the bytes were found, as given by the user (path, or path and line).
    :ivar record: which line of a JSONL file (from 1); None for a file of its own.
    """

    sha256: str
    media_type: str
    size: int
    taken_at: datetime
    origin: str
    record: int | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """One document as it will be read. Spans of claims point into ``text``.

    ``text`` starts with the title on a line of its own where there is one, so that headline
    claims have spans too; ``title`` repeats it.

    :ivar source: outlet as named by the page or the user; None: not known, never guessed.
    :ivar published: None: undated, and stays undated.
    :ivar language: ISO 639-1 code; None: could not be told.
    :ivar sequence: arrival order, that of its capture.
    :ivar body_start: offset in ``text`` at which the body begins (after the title line).
    """

    id: str
    capture: str
    title: str | None
    text: str
    language: str | None
    source: str | None
    url: str | None
    published: Published | None
    sequence: int = 0
    body_start: int = 0

    def span(self, start: int, end: int) -> Span:
        """The words at start..end, proven to stand there."""
        return Span(start, end, self.text[start:end])


_LEFT_OUT = re.compile(
    r"\b(?:not|without)\s+(?:counting|including)\b[^,;.]*$|\bexcluding\b[^,;.]*$", re.IGNORECASE
)


def left_out(before: str) -> bool:
    """Whether the words of a sentence up to here open what a figure leaves out ("not counting")."""
    return _LEFT_OUT.search(before) is not None


_LATER = re.compile(
    r"\band (?:said|says|added|adds|told)\b[^;.]{0,60}"
    r"\b(?:later|since|afterwards|subsequently|then)\b"
)


def told_with(
    text: str, spans: Sequence[Span], evidence: Span, sentence: tuple[int, int]
) -> list[Span]:
    """Of the names and times of a sentence, those between the same semicolons as the evidence.

    "40 died on the first day; in Najaf three were killed": what follows a semicolon is never
    where or when of what stands before it. Where nothing stands between them, what stands before.

    Nor what the same speaker says to have come later ("put the toll at 21 and said that soldiers
    had later killed seven near Kut"). Nor is what a figure leaves out ("703 were killed, not
    counting casualties in the north").

    :param spans: all in the sentence; :param sentence: its start and end in ``text``.
    """
    own = left_out(text[sentence[0] : evidence.start])
    spans = [s for s in spans if own or not left_out(text[sentence[0] : s.start])]
    start = text.rfind(";", sentence[0], evidence.start) + 1
    stop = text.find(";", evidence.end, sentence[1])
    later = _LATER.search(text, evidence.end, sentence[1] if stop < 0 else stop)
    stop = stop if later is None else later.start()
    before = [s for s in spans if stop < 0 or s.start < stop]
    return [s for s in before if s.start >= start] or before


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, actor or time named in a report.

    :ivar sentence: the sentence's start and end in the report's text.
    :ivar paragraph: the paragraph's start and end.
    """

    id: str
    report: str
    kind: MentionKind
    span: Span
    sentence: tuple[int, int]
    paragraph: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statement:
    """An utterance that is no harm itself but bears on one (denial, blame, evidence ...).

    :ivar said_by: speakers from the report inwards, as named.
    :ivar about: the claim it answers; None: no claim in this report.
    :ivar parties: whom it speaks of (who denies, who is blamed, whose branch whom).
    :ivar disputes: what a denial, doubt, retraction or correction is of; None: the words do not
        say, it disputes no harm told here, or it is a statement of another kind.
    """

    id: str
    report: str
    kind: StatementKind
    span: Span
    said_by: tuple[str, ...]
    about: str | None
    parties: tuple[str, ...]
    disputes: Disputed | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that was not read or not counted, and why: listed and counted, never silent.

    :ivar where: file, report or words; of a claim, its id first (:attr:`claim`).
    """

    what: str
    why: str
    where: str
    next: str

    @property
    def claim(self) -> str | None:
        """The id of the claim that was set aside; None: it is none."""
        first = self.where.split(maxsplit=1)[0] if self.where else ""
        return first if first.startswith("clm_") else None
