"""What people decided, and how each decision stays tied to the words it was about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tollbook.record.vocabulary import Harm, Verb


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a decision holds on when ids change: the words, and forty characters either side."""

    capture: str
    harm: Harm | None
    quote: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One appended row of the decision log.

    :ivar sequence: place in the log, from 1.
    :ivar parent: digest of the decision before it; "" for the first.
    :ivar digest: "sha256:" and the hash of the canonical JSON of all other fields.
    :ivar subject: id of what is decided on (a claim; for undo, a decision).
    :ivar before / after: the value changed, as JSON text; None where nothing is replaced.
    """

    id: str
    sequence: int
    parent: str
    decided_at: datetime
    decided_by: str
    verb: Verb
    subject: str
    before: str | None
    after: str | None
    reason: str | None
    anchor: Anchor | None
    digest: str


def in_force(decisions: tuple[Decision, ...] | list[Decision]) -> tuple[Decision, ...]:
    """The decisions that still hold: no undo, and nothing that a standing undo took back.

    Undoing an undo restores what it had taken back. Order is the log's.
    """
    undone: set[str] = set()
    for decision in reversed(decisions):
        if decision.verb == "undo" and decision.id not in undone:
            undone.add(decision.subject)
    return tuple(d for d in decisions if d.verb != "undo" and d.id not in undone)
