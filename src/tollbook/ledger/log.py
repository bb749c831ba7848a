"""The decision log in the book: appended to, read, proven; never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from tollbook.errors import BookError, CheckFailed, NotFound, UsageError
from tollbook.ledger import schema as t
from tollbook.ledger.chain import anchor_of, body_of, first_broken, seal
from tollbook.ledger.store import Store, exists
from tollbook.ledger.times import stamp
from tollbook.record import Anchor, Claim, Decision, Report
from tollbook.record.codec import from_json, to_json
from tollbook.record.decision import taken_back
from tollbook.record.vocabulary import VERBS, Verb

_NEEDS_REASON = ("reject", "undo", "note")


class DecisionLog:
    """What people decided, in one chain, whoever appends and however many at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(
        self,
        verb: Verb,
        subject: str,
        *,
        decided_by: str,
        reason: str | None,
        anchor: Anchor | None,
        before: str | None,
        after: str | None,
        decided_at: datetime,
    ) -> Decision:
        """See :meth:`tollbook.ledger.Ledger.decide`."""
        if verb not in VERBS:
            raise UsageError("no such decision", value=verb, next=f"one of: {', '.join(VERBS)}")
        reason = (reason or "").strip() or None
        if reason is None and verb in _NEEDS_REASON:
            what = "a note needs its text" if verb == "note" else f"to {verb}, give a reason"
            raise UsageError(what, value=subject, next='add --reason "..."')
        if not decided_by.strip():
            raise UsageError("a decision needs a name: who decides", next="add --by NAME")
        stamp(decided_at)  # refuses a time without a zone before anything is locked
        with self._store.writing(run=False) as c:
            claim = self._check_subject(c, verb, subject)
            if anchor is None and claim is not None:
                anchor = _anchor(c, claim)
            decision = seal(
                _last(c),
                decided_at=decided_at,
                decided_by=decided_by.strip(),
                verb=verb,
                subject=subject,
                before=before,
                after=after,
                reason=reason,
                anchor=anchor,
            )
            c.execute(insert(t.decisions).values(_row(decision, body_of(decision))))
        return decision

    def decisions(self) -> list[Decision]:
        with self._store.reading() as c:
            return [decision for decision, _ in _links(c)]

    def check(self) -> Decision | None:
        with self._store.reading() as c:
            return first_broken(_links(c))

    def links(self) -> list[tuple[Decision, str]]:
        """Each decision with the canonical JSON its digest was taken over."""
        with self._store.reading() as c:
            return _links(c)

    def append(self, arrived: Sequence[tuple[Decision, str]]) -> int:
        """Puts decisions of another copy of this log after the last one; returns how many.

        :param arrived: a whole log, proven, with the JSON each digest was taken over.
        :raises CheckFailed: where the two logs differ before the shorter one ends.
        """
        with self._store.writing(run=False) as c:
            own = _links(c)
            for (mine, _), (theirs, _) in zip(own, arrived, strict=False):
                if mine.digest != theirs.digest:
                    raise CheckFailed(
                        "the two logs went different ways from this decision on",
                        value=f"{mine.id} here, {theirs.id} there",
                        where=f"sequence {mine.sequence}",
                        next="nothing was taken in: decide again, in one of the books, what the "
                        "other one adds",
                    )
            new = arrived[len(own) :]
            if new:
                c.execute(insert(t.decisions), [_row(link, body) for link, body in new])
        return len(new)

    def cut_at_end(self) -> int:
        """How many of the last decisions are gone, by the highest number ever given."""
        with self._store.reading() as c:
            query = "SELECT seq FROM sqlite_sequence WHERE name = 'decisions'"
            highest = c.exec_driver_sql(query).scalar() or 0
            last = c.exec_driver_sql("SELECT max(sequence) FROM decisions").scalar() or 0
        return max(int(highest) - int(last), 0)

    def _check_subject(self, c: Connection, verb: Verb, subject: str) -> Claim | None:
        """The claim decided on; None where the subject is none.

        :raises NotFound: where the book holds no such record.
        :raises UsageError: where it holds one that this verb cannot be said of.
        """
        if verb == "undo":
            self._check_undo(c, subject)
            return None
        body = c.execute(
            select(t.claims.c.body).where(t.claims.c.id == subject)
        ).scalar_one_or_none()
        if body is not None:
            return from_json(body, Claim)
        kind = _kind(c, subject)
        if kind is None:
            raise NotFound(
                "the book holds no record with this id",
                value=subject,
                where=str(self._store.file),
                next="tollbook list claims, or tollbook list incidents",
            )
        if verb == "note" and kind in ("incident", "report", "account"):
            return None
        raise UsageError(
            f"{'an' if kind[0] in 'ai' else 'a'} {kind} cannot be the subject of {verb}",
            value=subject,
            next="tollbook list claims: accept and reject take a claim's id"
            if verb != "note"
            else "a note takes the id of a claim, incident, report or account",
        )

    def _check_undo(self, c: Connection, subject: str) -> None:
        if not exists(c, t.decisions.c.id, subject):
            raise NotFound(
                "the log holds no decision with this id",
                value=subject,
                where=str(self._store.file),
                next="tollbook decide --help; undo takes a decision's id (dec_...)",
            )
        table = t.decisions
        undos = select(table.c.id, table.c.subject).where(table.c.verb == "undo")
        rows = c.execute(undos.order_by(table.c.sequence.desc()))
        if subject in taken_back((row.id, row.subject) for row in rows):
            raise UsageError(
                "this decision is undone already",
                value=subject,
                next="to bring it back, undo the decision that undid it",
            )


def _kind(c: Connection, id: str) -> str | None:
    for kind in ("incident", "report", "account", "decision", "statement", "mention"):
        if exists(c, t.metadata.tables[f"{kind}s"].c.id, id):
            return kind
    return "incident" if exists(c, t.id_register.c.incident, id) else None


def _anchor(c: Connection, claim: Claim) -> Anchor | None:
    query = select(t.reports.c.body).where(t.reports.c.id == claim.report)
    return anchor_of(claim, from_json(c.execute(query).scalar_one(), Report))


def _last(c: Connection) -> Decision | None:
    row = c.execute(
        select(t.decisions).order_by(t.decisions.c.sequence.desc()).limit(1)
    ).one_or_none()
    return None if row is None else _decision(row)


def _links(c: Connection) -> list[tuple[Decision, str]]:
    rows = c.execute(select(t.decisions).order_by(t.decisions.c.sequence))
    return [(_decision(row), row.body) for row in rows]


def _row(decision: Decision, body: str) -> dict[str, object]:
    return {
        "sequence": decision.sequence,
        "id": decision.id,
        "parent": decision.parent,
        "decided_at": stamp(decision.decided_at),
        "decided_by": decision.decided_by,
        "verb": decision.verb,
        "subject": decision.subject,
        "before": decision.before,
        "after": decision.after,
        "reason": decision.reason,
        "anchor": None if decision.anchor is None else to_json(decision.anchor),
        "digest": decision.digest,
        "body": body,
    }


def _decision(row: Row[Any]) -> Decision:
    try:
        return Decision(
            id=row.id,
            sequence=row.sequence,
            parent=row.parent,
            decided_at=datetime.fromisoformat(row.decided_at),
            decided_by=row.decided_by,
            verb=row.verb,
            subject=row.subject,
            before=row.before,
            after=row.after,
            reason=row.reason,
            anchor=None if row.anchor is None else from_json(row.anchor, Anchor),
            digest=row.digest,
        )
    except (TypeError, ValueError, msgspec.MsgspecError) as fault:
        raise BookError(
            "a decision in the log was changed into something that cannot be read",
            value=str(row.id),
            where=f"table decisions, sequence {row.sequence}",
            next="tollbook verify; then restore the book from a backup",
        ) from fault
