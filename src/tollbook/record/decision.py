"""What people decided, and how each decision stays tied to the words it was about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from tollbook.record.vocabulary import Harm, Verb


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a decision holds on when ids change: the words, and forty characters either side.

    :ivar quote: "" where the words were destroyed (see :attr:`Decision.redacted`).
    """

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
    :ivar digest: the algorithm's name and the hash of what the chain holds of this decision.
    :ivar subject: id of what is decided on; for undo, of a decision or of a batch; "book" for
        what is decided on the book as a whole.
    :ivar before / after: the value changed, as JSON text of the verb's payload
        (:mod:`tollbook.record.decided`); None where nothing is replaced, or it was destroyed.
    :ivar decided_by: "" where the name was destroyed.
    :ivar batch: id shared by decisions taken together, which are undone together; None: alone.
    :ivar redacted: which of decided_by, before, after, reason and words (those of the anchor)
        were destroyed by a later decision.
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
    batch: str | None = None
    redacted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision before it is taken: what is to be appended to the log.

    :ivar anchor: None: made from the claim's words, where the subject is a claim.
    """

    verb: Verb
    subject: str
    reason: str | None = None
    before: str | None = None
    after: str | None = None
    anchor: Anchor | None = None


def in_force(decisions: tuple[Decision, ...] | list[Decision]) -> tuple[Decision, ...]:
    """The decisions that still hold: no undo, and nothing that a standing undo took back.

    Undoing an undo restores what it had taken back. Order is the log's.
    """
    undos = ((d.id, d.batch, d.subject) for d in reversed(decisions) if d.verb == "undo")
    undone = taken_back(undos)
    return tuple(
        d for d in decisions if d.verb != "undo" and d.id not in undone and d.batch not in undone
    )


def taken_back(undos: Iterable[tuple[str, str | None, str]]) -> set[str | None]:
    """Ids of the decisions and batches that do not hold: a standing undo took them back.

    :param undos: id, batch and subject of every undo, the last one first.
    """
    undone: set[str | None] = set()
    for undo, batch, subject in undos:
        if undo not in undone and (batch is None or batch not in undone):
            undone.add(subject)
    return undone


BOOK = "book"
"""The subject of what is decided on the book as a whole."""

LASTING: tuple[Verb, ...] = ("redact", "purge")
"""Verbs that record what was destroyed: they hold whatever is read, and cannot be undone."""

SUBJECTS: Mapping[Verb, tuple[str, ...]] = MappingProxyType(
    {
        "accept": ("claim",),
        "correct": ("claim", "report"),
        "reject": ("claim",),
        "unsure": ("claim", "incident", "account"),
        "same": ("claim", "incident"),
        "different": ("claim", "incident"),
        "split": ("incident",),
        "merge": ("incident",),
        "place": ("claim", "mention", "incident"),
        "actor": ("claim", "mention", "incident"),
        "date": ("claim", "mention", "incident"),
        "toll": ("incident",),
        "stance": ("claim",),
        "scope": ("claim",),
        "transition": ("incident",),
        "add": ("report", "incident", "book"),
        "source": ("book",),
        "withhold": ("book", "claim", "incident", "report", "account"),
        "note": ("claim", "incident", "report", "account", "book"),
        "reopen": ("claim",),
        "undo": ("decision", "batch"),
        "redact": ("decision",),
        "purge": ("capture",),
    }
)
"""What kinds of record a verb can be said of. ``book``: :data:`BOOK`."""
