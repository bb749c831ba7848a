"""A place found for a claim's event, with the step and words that gave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.record import Place, Span
from tollbook.resolve.choice import Choice
from tollbook.resolve.nesting import finest


@dataclass(frozen=True, slots=True)
class Located:
    """One place of a claim's event, and the step and words that gave it.

    :ivar span: the words that name the place; None: a rule supplied it.
    """

    choice: Choice
    place: Place | None
    basis: str
    reasons: tuple[str, ...]
    span: Span | None = None


def one_place(found: Sequence[Located]) -> tuple[Located, ...]:
    """Names that nest ("Tahrir Square in Baghdad, Iraq") as one: the finest of each."""
    fine = {p.id for p in finest(i.place for i in found if i.place is not None)}
    kept: dict[str, Located] = {}
    for item in found:
        if item.place is None:
            kept.setdefault(item.choice.span.quote, item)
        elif item.place.id in fine:
            kept.setdefault(item.place.id, item)
    return tuple(kept.values())


def behind(found: Sequence[Located], span: Span) -> bool:
    """Whether one of the places is named further on in the text than ``span``."""
    return any(i.span is not None and i.span.start > span.start for i in found)
