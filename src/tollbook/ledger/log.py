"""The decision log in the book: appended to, read, proven; never changed."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from tollbook.errors import BookError, CheckFailed, UsageError
from tollbook.ledger import schema as t
from tollbook.ledger.chain import Link, first_broken, seal
from tollbook.ledger.links import all_links, last_decision, link_of, put_links
from tollbook.ledger.meanwhile import refuse_if_decided
from tollbook.ledger.store import Store
from tollbook.ledger.subjects import Subjects
from tollbook.ledger.times import stamp
from tollbook.record import Choice, Decision, in_force
from tollbook.record.codec import from_json
from tollbook.record.decided import PAYLOADS, Redacted, Withheld, decode, encode
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import VERBS, Verb

_NO_REASON: tuple[Verb, ...] = ("accept", "note")
_PAYLOAD_LEFT_OUT: tuple[Verb, ...] = ("note",)  # the reason is its text
_OWN_COMMAND: tuple[Verb, ...] = ("redact", "purge")


class DecisionLog:
    """What people decided, in one chain, whoever appends and however many at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(
        self,
        choices: Sequence[Choice],
        *,
        decided_by: str,
        decided_at: datetime,
        together: bool,
        seen: int | None = None,
    ) -> list[Decision]:
        """See :meth:`tollbook.ledger.Ledger.decide_batch`.

        :param together: whether the choices get a batch id, and are undone together.
        """
        checked = [_checked(choice) for choice in choices]
        decided_by = named(decided_by)
        stamp(decided_at)  # refuses a time without a zone before anything is locked
        for choice in checked:
            if choice.verb in _OWN_COMMAND:
                raise UsageError(
                    f"{choice.verb} destroys something and is no mere decision",
                    value=choice.subject,
                    next=f"tollbook {choice.verb} --help",
                )
        with self._store.writing(run=False) as c:
            if seen is not None:
                refuse_if_decided(c, checked, seen, decided_by)
            return append(
                c,
                checked,
                Subjects(c, self._store.where),
                decided_by=decided_by,
                decided_at=decided_at,
                together=together,
            )

    def decisions(self, after: int = 0) -> list[Decision]:
        with self._store.reading() as c:
            return [link.decision for link in all_links(c, after)]

    def last(self) -> int:
        with self._store.reading() as c:
            return c.execute(select(func.max(t.decisions.c.sequence))).scalar_one() or 0

    def withheld(self) -> list[Withheld]:
        """The names that are withheld now. What cannot be read in a broken log is passed over."""
        verbs = t.decisions.c.verb.in_(("withhold", "undo"))
        with self._store.reading() as c:
            rows = c.execute(
                select(t.decisions.c.id, t.decisions.c.verb).where(verbs).order_by("sequence")
            ).all()
            if not any(row.verb == "withhold" for row in rows):
                return []
            found: list[Decision] = []
            for row in rows:
                with contextlib.suppress(BookError):
                    link = link_of(c, row.id)
                    found += [] if link is None else [link.decision]
        texts = (d.after for d in in_force(found))
        return [from_json(text, Withheld) for text in texts if text is not None]

    def check(self) -> Decision | None:
        with self._store.reading() as c:
            return first_broken(all_links(c))

    def links(self) -> list[Link]:
        """The decisions with the JSON their digests were taken over and their sealed texts."""
        with self._store.reading() as c:
            return list(all_links(c))

    def take_in(self, arrived: Sequence[Link]) -> int:
        """Puts decisions of another copy of this log after the last one; returns how many.

        :param arrived: a whole log, proven.
        :raises CheckFailed: where the two logs differ before the shorter one ends.
        """
        with self._store.writing(run=False) as c:
            own = list(all_links(c))
            for mine, theirs in zip(own, arrived, strict=False):
                if mine.decision.digest != theirs.decision.digest:
                    raise CheckFailed(
                        "the two logs went different ways from this decision on",
                        value=f"{mine.decision.id} here, {theirs.decision.id} there",
                        where=f"sequence {mine.decision.sequence}",
                        next="nothing was taken in: decide again, in one of the books, what the "
                        "other one adds",
                    )
            new = arrived[len(own) :]
            put_links(c, new)
            for link in new:
                _destroyed_elsewhere(c, link.decision)
        return len(new)

    def cut_at_end(self) -> int:
        """How many of the last decisions are gone, by the highest number ever given."""
        with self._store.reading() as c:
            last = c.execute(select(func.max(t.decisions.c.sequence))).scalar() or 0
            return max(self._store.highest_decision(c) - last, 0)


def _destroyed_elsewhere(c: Connection, decision: Decision) -> None:
    """Destroys here what a decision that was taken in says was destroyed there."""
    if decision.verb != "redact" or decision.after is None:
        return
    redacted = from_json(decision.after, Redacted)
    of = select(t.decisions.c.sequence).where(t.decisions.c.id == decision.subject)
    table = t.sealed_values
    chosen = table.c.decision.in_(of) & table.c.field.in_(redacted.fields)
    c.execute(update(table).where(chosen).values(key=None, value=None))


def named(decided_by: str) -> str:
    """Who decides, without white space around.

    :raises UsageError: for nobody.
    """
    name = decided_by.strip()
    if not name:
        raise UsageError("a decision needs a name: who decides", next="add --by NAME")
    return name


def append(
    c: Connection,
    choices: Sequence[Choice],
    subjects: Subjects,
    *,
    decided_by: str,
    decided_at: datetime,
    together: bool,
) -> list[Decision]:
    """Puts choices, their words checked, at the end of the log, in the connection's transaction."""
    last = last_decision(c)
    batch = None
    if together:
        parent = "" if last is None else last.digest
        batch = record_id("bat", parent, stamp(decided_at), len(choices))
    links: list[Link] = []
    for choice in choices:
        anchored = replace(choice, anchor=subjects.anchor(choice))
        link = seal(last, anchored, decided_by=decided_by, decided_at=decided_at, batch=batch)
        links.append(link)
        last = link.decision
    put_links(c, links)
    return [link.decision for link in links]


def _checked(choice: Choice) -> Choice:
    """The choice with its texts in the form that is stored.

    :raises UsageError: for a verb that there is not, a reason or value that is missing, a value
        that does not fit.
    """
    verb, subject = choice.verb, choice.subject
    if verb not in VERBS:
        raise UsageError("no such decision", value=verb, next=f"one of: {', '.join(VERBS)}")
    reason = (choice.reason or "").strip() or None
    if reason is None and verb not in _NO_REASON:
        raise UsageError(f"to {verb}, give a reason", value=subject, next='add --reason "..."')
    before, after = (
        None if text is None else encode(decode(verb, text))
        for text in (choice.before, choice.after)
    )
    if verb == "note" and reason is None and after is None:
        raise UsageError("a note needs its text", value=subject, next='add --reason "..."')
    if after is None and verb in PAYLOADS and verb not in _PAYLOAD_LEFT_OUT:
        raise UsageError(
            f"{verb} needs the value that holds from now on",
            value=subject,
            next=f"tollbook decide --help shows how to give it for {verb}",
        )
    return replace(choice, reason=reason, before=before, after=after)
