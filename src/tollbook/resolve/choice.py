"""What a name of a report came to."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.record import Place, Span


@dataclass(frozen=True, slots=True)
class Choice:
    """What one name of a report came to.

    :ivar place: None: not in the gazetteer, or ambiguous (then ``candidates`` has them).
    :ivar score: 0 to 1.
    :ivar people: the word names a people ("Iraqi"), not where something is.
    :ivar supported: more than the name speaks for it: its country is named, the words say what
        it lies in, our own list has it, or it is a big place. Ordinary words that are also
        names of small places ("Media") are not.
    :ivar listed: it stands in our own table or the user's.
    :ivar placed: the words beside it say what it lies in ("Kut, Iraq").
    """

    span: Span
    place: Place | None
    candidates: tuple[Place, ...]
    score: float
    reasons: tuple[str, ...]
    people: bool = False
    supported: bool = False
    listed: bool = False
    placed: bool = False
