"""What people decided, and how each decision stays tied to the words it was about."""

from __future__ import annotations

from collections.abc import Iterable
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
    undone = taken_back((d.id, d.subject) for d in reversed(decisions) if d.verb == "undo")
    return tuple(d for d in decisions if d.verb != "undo" and d.id not in undone)


def taken_back(undos: Iterable[tuple[str, str]]) -> set[str]:
    """Ids of the decisions that do not hold, for an undo or for nothing that undid the undo.

    :param undos: id and subject of every undo, the last one first.
    """
    undone: set[str] = set()
    for undo, subject in undos:
        if undo not in undone:
            undone.add(subject)
    return undone
