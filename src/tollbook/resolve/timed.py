"""When something was, as words or a rule say it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tollbook.record import Span, When


@dataclass(frozen=True, slots=True)
class Timed:
    """A claim's time; ``when`` None: the words cannot be resolved, and why."""

    when: When | None
    span: Span | None
    basis: str
    reason: str
    score: float


def refused(found: Timed, why: str) -> Timed:
    """The time, taken back, and why."""
    words = f"'{found.span.quote}': " if found.span else ""
    return replace(found, when=None, reason=f"{words}{why}", score=0.0)
