"""Checks of frames and words: that they can be used, and that the examples read as they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tollbook.read.frames import Example, Frame, frames
from tollbook.read.own import WORD_FILES
from tollbook.read.triggers import needs
from tollbook.read.words import in_force, nouns, table
from tollbook.record import EMPTY_LEXICON, Claim, Lexicon, Reading, Report


class Reads(Protocol):
    def read(self, report: Report, lexicon: Lexicon) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Failed:
    """An example that does not read as its frame says.

    :ivar wanted, got: what the example says, and what was read, in words.
    """

    frame: Frame
    text: str
    wanted: str
    got: str


def check_words() -> None:
    """Make everything that the words in force are made into.

    :raises UsageError: for frames or words of users that cannot be used.
    """
    for name in WORD_FILES:
        table(name)
    nouns()
    needs()


def own_frames() -> tuple[Frame, ...]:
    """Of the frames in force those that the users of a book wrote."""
    theirs = {file for file, _ in in_force().frames}
    return tuple(frame for frame in frames() if frame.file in theirs)


def failing(reader: Reads, frame: Frame) -> Iterator[Failed]:
    """The examples of a frame that do not read as they say.

    An example holds where one claim has its bounds; a harmless sentence, where there is none.
    """
    for example in frame.examples:
        claims = _claims(reader, example.text)
        if not any(_bounds(claim) == _wanted(example) for claim in claims):
            yield Failed(frame, example.text, _shown(_wanted(example)), _said(claims))
    for text in frame.harmless:
        claims = _claims(reader, text)
        if claims:
            yield Failed(frame, text, "nothing", _said(claims))


_Bounds = tuple[int | None, int | None, int | None]


def _wanted(example: Example) -> _Bounds:
    return example.low, example.best, example.high


def _bounds(claim: Claim) -> _Bounds:
    return claim.count.low, claim.count.best, claim.count.high


def _shown(bounds: _Bounds) -> str:
    return ", ".join("-1" if n is None else str(n) for n in bounds)


def _said(claims: list[Claim]) -> str:
    return "; ".join(f"{c.harm} {_shown(_bounds(c))}" for c in claims) or "nothing"


def _claims(reader: Reads, text: str) -> list[Claim]:
    report = Report(
        id=f"rep_{hashlib.sha256(text.encode()).hexdigest()[:16]}",
        capture="0" * 64,
        title=None,
        text=text,
        language="en",
        source=None,
        url=None,
        published=None,
        sequence=1,
        body_start=0,
    )
    return list(reader.read(report, EMPTY_LEXICON).claims)
