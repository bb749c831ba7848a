"""What a decision may be about: that the record is there, and that the verb can be said of it."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from tollbook.errors import NotFound, UsageError
from tollbook.ledger import schema as t
from tollbook.ledger.chain import anchor_of
from tollbook.ledger.store import exists
from tollbook.record import Anchor, Choice, Claim, Report
from tollbook.record.codec import from_json
from tollbook.record.decision import BOOK, LASTING, SUBJECTS, taken_back
from tollbook.record.ids import added_claim_id

_CLAIM = (
    select(t.claims.c.body.label("claim"), t.reports.c.body.label("report"))
    .join(t.reports, t.reports.c.id == t.claims.c.report)
    .where(t.claims.c.id == bindparam("subject"))
)
_KINDS = ("incident", "report", "account", "decision", "statement", "mention")


class Subjects:
    """The subjects of choices that are taken together, checked in one transaction."""

    def __init__(self, c: Connection, where: str) -> None:
        self._c = c
        self._where = where
        self._undone: set[str | None] | None = None

    def anchor(self, choice: Choice) -> Anchor | None:
        """The anchor given, else that of the claim decided on; None: the subject is no claim.

        :raises NotFound: where the book holds no such record.
        :raises UsageError: where it holds one that this verb cannot be said of.
        """
        told = None
        if choice.verb != "undo":  # most decisions are about claims: found by one question
            told = self._c.execute(_CLAIM, {"subject": choice.subject}).one_or_none()
        kind = self._kind(choice) if told is None else "claim"
        allowed = SUBJECTS[choice.verb]
        if kind not in allowed:
            raise UsageError(
                f"{'an' if kind[0] in 'ai' else 'a'} {kind} cannot be the subject of {choice.verb}",
                value=choice.subject,
                next=f"{choice.verb} takes the id of: {', '.join(allowed)}",
            )
        if choice.verb == "undo":
            self._check_undo(choice.subject)
        if choice.anchor is not None or told is None:
            return choice.anchor
        return anchor_of(from_json(told.claim, Claim), from_json(told.report, Report))

    def _is_added(self, subject: str) -> bool:
        """Whether a claim stands in the decision that added it, and in no reading."""
        adds = select(t.decisions.c.id).where(t.decisions.c.verb == "add")
        return any(added_claim_id(own) == subject for own in self._c.execute(adds).scalars())

    def _kind(self, choice: Choice) -> str:
        c, subject = self._c, choice.subject
        if choice.verb == "undo":
            if exists(c, t.decisions.c.id, subject):
                return "decision"
            if exists(c, t.decisions.c.batch, subject):
                return "batch"
            raise NotFound(
                "the log holds no decision with this id",
                value=subject,
                where=self._where,
                next="tollbook list decisions; undo takes a decision's id (dec_...) or that of a "
                "batch (bat_...)",
            )
        if subject == BOOK:
            return BOOK
        for kind in _KINDS:
            if exists(c, t.metadata.tables[f"{kind}s"].c.id, subject):
                return kind
        if exists(c, t.id_register.c.incident, subject):
            return "incident"
        if self._is_added(subject):
            return "claim"
        if exists(c, t.captures.c.sha256, subject):
            return "capture"
        raise NotFound(
            "the book holds no record with this id",
            value=subject,
            where=self._where,
            next="tollbook list claims, or tollbook list incidents",
        )

    def _check_undo(self, subject: str) -> None:
        table = t.decisions
        if self._undone is None:
            undos = select(table.c.id, table.c.batch, table.c.subject)
            undos = undos.where(table.c.verb == "undo").order_by(table.c.sequence.desc())
            self._undone = taken_back((u.id, u.batch, u.subject) for u in self._c.execute(undos))
        decided = self._c.execute(
            select(table.c.verb, table.c.batch).where(table.c.id == subject)
        ).one_or_none()
        if decided is not None and decided.batch is not None:
            raise UsageError(
                "this decision was taken together with others, which are undone together",
                value=subject,
                next=f"tollbook decide undo {decided.batch} takes all of them back; or decide "
                "anew on this one record",
            )
        if decided is not None and decided.verb in LASTING:
            raise UsageError(
                f"what {decided.verb} destroyed cannot be brought back",
                value=subject,
                next="a backup from before may still hold it",
            )
        if subject in self._undone:
            raise UsageError(
                "this decision is undone already",
                value=subject,
                next="to bring it back, undo the decision that undid it",
            )
        # Two choices of one batch cannot undo the same: the second finds it here.
        self._undone.add(subject)
