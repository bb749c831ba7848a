"""Destroying words for good: those of a decision, or a capture with all that was read in it.

Both are decisions themselves and leave the chain whole. What is destroyed is overwritten in the
book's file too; what backups, exports and the disk's own free blocks hold is beyond its reach
(docs/security.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, union, update

from tollbook.errors import NotFound, UsageError
from tollbook.ledger import schema as t
from tollbook.ledger.capture_files import CaptureFiles
from tollbook.ledger.kept_lists import forget_lists
from tollbook.ledger.links import link_of
from tollbook.ledger.log import append, named
from tollbook.ledger.parts import forget_parts
from tollbook.ledger.store import Store
from tollbook.ledger.subjects import Subjects
from tollbook.ledger.times import stamp
from tollbook.record import Choice, Decision
from tollbook.record.codec import from_json
from tollbook.record.decided import Redacted, encode
from tollbook.record.ids import report_id
from tollbook.record.vocabulary import Sealed

_OF_THE_PAGE: tuple[Sealed, ...] = ("words", "before", "after")
_READ_IN_REPORTS = (t.claims, t.mentions, t.statements)


class Destroying:
    """What may be taken out of a book for ever."""

    def __init__(self, store: Store, files: CaptureFiles) -> None:
        self._store = store
        self._files = files

    def redact(
        self,
        decision: str,
        fields: Sequence[Sealed],
        *,
        decided_by: str,
        reason: str,
        decided_at: datetime,
    ) -> Decision:
        """Destroys words of a decision for good; the chain still holds. A decision itself.

        :param fields: decided_by, before, after, reason or words (those of its anchor).
        :raises NotFound: where the log does not have the decision.
        :raises UsageError: for a missing reason or name, words that the decision does not have,
            one that was taken before decisions were sealed, or the name that is withheld.
        :raises BookInUse: where the file could not be written anew: call it again.
        """
        by, why = named(decided_by), _reason(reason, "redact", decision)
        stamp(decided_at)
        with self._store.writing(run=False) as c:
            sequence = _may_be_redacted(c, decision, fields)
            payload = encode(Redacted(tuple(dict.fromkeys(fields))))
            made = append(
                c,
                [Choice("redact", decision, why, after=payload)],
                Subjects(c, self._store.where),
                decided_by=by,
                decided_at=decided_at,
                together=False,
            )[0]
            _destroy(c, [sequence], fields)
            forget_lists(c)
        self._store.scrub()
        return made

    def purge(self, sha256: str, *, decided_by: str, reason: str, decided_at: datetime) -> Decision:
        """Destroys a capture's bytes, its report and all that was read in it. A decision itself.

        Of the capture stay digest, number, size and time; of decisions on its records, who, when
        and why. Figures go until the next :meth:`~tollbook.ledger.Ledger.put_tally`. Calling it
        again finishes what was interrupted.

        :returns: the decision that says why; that of the first purge, where there was one.
        :raises NotFound: where no capture has this digest.
        :raises UsageError: for a missing reason or name.
        :raises BookInUse: where a run is writing, or the file could not be written anew.
        """
        by, why = named(decided_by), _reason(reason, "purge", sha256)
        stamp(decided_at)
        with self._store.writing() as c:
            made = _purged(c, sha256)
            if made is None:
                made = append(
                    c,
                    [Choice("purge", sha256, why)],
                    Subjects(c, self._store.where),
                    decided_by=by,
                    decided_at=decided_at,
                    together=False,
                )[0]
                c.execute(insert(t.purges).values(capture=sha256, decision=made.sequence))
            _forget(c, sha256)
            forget_lists(c)
        self._files.remove(sha256)  # after the row: a kill in between is found by verify
        self._store.scrub()
        return made

    def purged(self) -> dict[str, Decision]:
        """Digest of each purged capture to the decision that says why."""
        query = select(t.purges.c.capture, t.decisions.c.id)
        query = query.join(t.decisions, t.decisions.c.sequence == t.purges.c.decision)
        with self._store.reading() as c:
            rows = c.execute(query.order_by(t.purges.c.seq)).all()
            links = {row.capture: link_of(c, row.id) for row in rows}
        return {capture: link.decision for capture, link in links.items() if link is not None}

    def left(self) -> list[str]:
        """Digests of purged captures whose bytes still lie on the disk: a purge was cut short."""
        return [sha256 for sha256 in self.purged() if self._files.path(sha256).exists()]


def _reason(reason: str, verb: str, subject: str) -> str:
    if not reason.strip():
        raise UsageError(f"to {verb}, give a reason", value=subject, next='add --reason "..."')
    return reason.strip()


def _may_be_redacted(c: Connection, decision: str, fields: Sequence[Sealed]) -> int:
    """The decision's place in the log.

    :raises NotFound: where the log does not have it.
    :raises UsageError: where those fields of it cannot be destroyed.
    """
    link = link_of(c, decision)
    if link is None:
        raise NotFound(
            "the log holds no decision with this id",
            value=decision,
            next="tollbook list decisions",
        )
    if not link.seals:
        raise UsageError(
            "this decision was taken before decisions were sealed: its words are in the chain",
            value=decision,
            next="they cannot be destroyed without breaking the chain; withhold masks them",
        )
    absent = [field for field in fields if field not in link.seals]
    if absent or not fields:
        raise UsageError(
            "the decision has no such words",
            value=", ".join(absent) or "no field named",
            where=decision,
            next=f"it has: {', '.join(sorted(link.seals))}",
        )
    if link.decision.verb == "withhold" and "after" in fields:
        raise UsageError(
            "the name would be shown again: this decision is what tollbook knows it by",
            value=decision,
            next="purge the pages that name the person first; then undo the withholding",
        )
    return link.decision.sequence


def _destroy(c: Connection, decisions: Sequence[int], fields: Sequence[Sealed]) -> None:
    table = t.sealed_values
    chosen = table.c.decision.in_(decisions) & table.c.field.in_(fields)
    c.execute(update(table).where(chosen).values(key=None, value=None))


def _purged(c: Connection, sha256: str) -> Decision | None:
    query = select(t.decisions.c.id).join(t.purges, t.purges.c.decision == t.decisions.c.sequence)
    found = c.execute(query.where(t.purges.c.capture == sha256)).scalar_one_or_none()
    link = None if found is None else link_of(c, found)
    return None if link is None else link.decision


def _anchored_in(body: str) -> str | None:
    """The capture that a decision's words stand in; None: it holds on to no words."""
    anchor = from_json(body, dict).get("anchor")
    return None if anchor is None else anchor.get("capture")


def _forget(c: Connection, sha256: str) -> None:
    """Takes out of every table what came from the capture; its digest and number stay."""
    report = report_id(sha256)
    read = union(*(select(each.c.id).where(each.c.report == report) for each in _READ_IN_REPORTS))
    about = select(t.decisions.c.sequence, t.decisions.c.subject, t.decisions.c.body).where(
        or_(
            t.decisions.c.body.contains(sha256),
            t.decisions.c.subject == report,
            t.decisions.c.subject.in_(read),
        ),
        t.decisions.c.verb != "withhold",  # what masks a name outlives the page that had it
    )
    of_the_page = {report, *c.execute(read).scalars()}
    found = [
        row.sequence
        for row in c.execute(about)
        if row.subject in of_the_page or _anchored_in(row.body) == sha256
    ]
    _destroy(c, found, _OF_THE_PAGE)
    c.execute(delete(t.tallies))  # figures that rest on the page go; the next tally makes them
    forget_parts(c)
    c.execute(delete(t.reports).where(t.reports.c.id == report))
    c.execute(delete(t.kept_readings).where(t.kept_readings.c.capture == sha256))
    c.execute(delete(t.unread).where(t.unread.c.capture == sha256))
    c.execute(update(t.captures).where(t.captures.c.sha256 == sha256).values(origin=""))
    places = t.capture_origins
    c.execute(update(places).where(places.c.capture == sha256).values(origin=""))
