"""What can be decided in an open book, and destroyed: each appended, then the figures anew."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tollbook import pipeline, resolve, tally
from tollbook.amending import Amended, amend
from tollbook.batch import Atlas
from tollbook.changes import Change, changes
from tollbook.choices import choice_of
from tollbook.errors import BookInUse
from tollbook.in_part import tallied_in_part
from tollbook.ledger import Ledger
from tollbook.record import Choice, Decision, Report
from tollbook.record.decided import Payload
from tollbook.record.vocabulary import Sealed, Verb
from tollbook.settings import Settings
from tollbook.view import Found, View

_Made = TypeVar("_Made", Decision, list[Decision])

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Deciding(ABC):
    """The part of a book that appends decisions."""

    folder: Path
    ledger: Ledger

    @property
    @abstractmethod
    def settings(self) -> Settings:
        """What the book's ``tollbook.toml`` says."""

    @abstractmethod
    def find(self, id: str, view: View | None = None) -> Found:
        """The record with this id, or the only one whose id begins with it."""

    @abstractmethod
    def _fetched_unmasked(self, known: View | None) -> View:
        """All records, as they are now, nothing masked; the book is not read whole."""

    def decide(
        self,
        verb: Verb,
        subject: str,
        *,
        decided_by: str,
        reason: str | None = None,
        value: Payload | None = None,
        clock: Callable[[], datetime] = pipeline.utc_now,
    ) -> tuple[Decision, tuple[Change, ...] | None]:
        """Append a decision and work the figures out again.

        :param subject: id, or the beginning of one, of a record that the verb can be said of; of
            a decision or batch for ``undo``; "book" for what concerns the book as a whole.
        :param reason: required for all but ``accept``; the text of a ``note``.
        :param value: what the verb puts in place (:mod:`tollbook.record.decided`).
        :returns: the decision and the tolls that it changed; None for these where another run is
            writing to the book: it will work them out when it ends.
        :raises UsageError: a reason or value is missing or does not fit, or the verb cannot be
            used on this record.
        :raises NotFound: no record has this id.
        """
        asked = [(subject, value)]
        decided, changed = self.decide_all(
            verb, asked, decided_by=decided_by, reason=reason, clock=clock
        )
        return decided[0], changed

    def decide_all(
        self,
        verb: Verb,
        asked: Sequence[tuple[str, Payload | None]],
        *,
        decided_by: str,
        reason: str | None = None,
        quote: str | None = None,
        at: int | None = None,
        seen: int | None = None,
        clock: Callable[[], datetime] = pipeline.utc_now,
    ) -> tuple[list[Decision], tuple[Change, ...] | None]:
        """Append several decisions of one verb: all or none; more than one share a batch.

        :param asked: subject and value of each, as for :meth:`decide`.
        :param quote: words of the subject, a report, that an added claim rests on.
        :param at: offset in the report's text at which these words start; None: they are looked
            for, and must stand there once.
        :param seen: number of the last decision when the person looked; None: it is not asked
            whether somebody decided since.
        :raises DecidedMeanwhile: somebody else decided on one of the records after ``seen``.
        """
        steps = [(verb, subject, value) for subject, value in asked]
        return self.decide_together(
            steps, decided_by=decided_by, reason=reason, quote=quote, at=at, seen=seen, clock=clock
        )

    def decide_together(
        self,
        steps: Sequence[tuple[Verb, str, Payload | None]],
        *,
        decided_by: str,
        reason: str | None = None,
        quote: str | None = None,
        at: int | None = None,
        seen: int | None = None,
        figures: bool = True,
        known: View | None = None,
        clock: Callable[[], datetime] = pipeline.utc_now,
    ) -> tuple[list[Decision], tuple[Change, ...] | None]:
        """Append decisions of several verbs: all or none; more than one share a batch.

        :param steps: verb, subject and value of each, in the order in which they are to hold; the
            rest is as for :meth:`decide_all`.
        :param figures: False: they stay those of before until :meth:`reckon_anew`.
        :param known: the book as it was a moment ago, of which records are at hand.
        """
        view = self._fetched_unmasked(known)
        choices = [
            choice_of(view, self.folder, verb, (subject, value), reason=reason, quote=quote, at=at)
            for verb, subject, value in steps
        ]

        def append() -> list[Decision]:
            if len(choices) == 1:
                return [self._alone(choices[0], decided_by, clock(), seen)]
            return self.ledger.decide_batch(
                choices, decided_by=decided_by, decided_at=clock(), seen=seen
            )

        if not figures:
            return append(), None
        redated = any(verb in ("correct", "undo") for verb, _, _ in steps)
        return self._settled(append, redated=redated)

    def _atlas(self) -> Atlas:
        """Opened where a decision moves the days that words mean."""
        return resolve.Atlas.open(hand=self.folder / "hand")

    def reckon_anew(self) -> None:
        """Works the figures out from the book as it is: those touched by what was decided, or all.

        :raises BookInUse: another run is writing to the book.
        """
        policy = tally.load_policy(self.settings.policy, hand=self.folder / "hand")
        opening = self._atlas
        if amend(self.ledger, policy) or tallied_in_part(self.ledger, policy, None, opening):
            return
        atlas = None
        if pipeline.dates_moved(self.ledger):  # words mean other days now
            atlas = opening()
        pipeline.settle(self.ledger, policy, atlas=atlas)

    def _alone(
        self, choice: Choice, decided_by: str, decided_at: datetime, seen: int | None
    ) -> Decision:
        return self.ledger.decide(
            choice.verb,
            choice.subject,
            decided_by=decided_by,
            reason=choice.reason,
            anchor=choice.anchor,
            before=choice.before,
            after=choice.after,
            decided_at=decided_at,
            seen=seen,
        )

    def redact(
        self,
        decision: str,
        fields: Sequence[Sealed],
        *,
        decided_by: str,
        reason: str,
        clock: Callable[[], datetime] = pipeline.utc_now,
    ) -> tuple[Decision, tuple[Change, ...] | None]:
        """Destroy words of a decision for good; what it returns is as for :meth:`decide`.

        :param fields: decided_by, before, after, reason or words (those of its anchor).
        :raises UsageError: a reason is missing, or the decision has no such words.
        :raises NotFound: no decision has this id.
        """
        record = self.find(decision)
        return self._settled(
            lambda: self.ledger.destroying.redact(
                record.id, fields, decided_by=decided_by, reason=reason, decided_at=clock()
            ),
            destroying=True,
        )

    def purge(
        self,
        capture: str,
        *,
        decided_by: str,
        reason: str,
        clock: Callable[[], datetime] = pipeline.utc_now,
    ) -> tuple[Decision, tuple[Change, ...] | None]:
        """Destroy a page and all that was read in it; what it returns is as for :meth:`decide`.

        :param capture: the page's SHA-256, or the id of its report.
        :raises UsageError: a reason is missing, or the id is not that of a page.
        :raises NotFound: no page has this id.
        :raises BookInUse: a run is writing to the book.
        """
        sha256 = capture
        if not _SHA256.fullmatch(capture):
            record = self.find(capture)
            sha256 = record.capture if isinstance(record, Report) else record.id
        return self._settled(
            lambda: self.ledger.destroying.purge(
                sha256, decided_by=decided_by, reason=reason, decided_at=clock()
            ),
            destroying=True,
        )

    def _settled(
        self, decide: Callable[[], _Made], *, redated: bool = False, destroying: bool = False
    ) -> tuple[_Made, tuple[Change, ...] | None]:
        """Decides, and works the figures out again where no other run is writing: those that the
        decision touches, or all.

        :param destroying: records go with it: what the figures were is read before.
        """
        policy = tally.load_policy(self.settings.policy, hand=self.folder / "hand")
        before = self.ledger.incidents() if destroying else None
        decision = decide()
        try:
            amended = None if destroying else amend(self.ledger, policy)
            if amended is None and not destroying:
                touched = tallied_in_part(self.ledger, policy, None, self._atlas)
                amended = None if touched is None else Amended(touched.before, touched.after)
            if amended is not None:
                return decision, changes(amended.before, amended.after)
            if before is None:
                before = self.ledger.incidents()
            atlas = None
            if redated and pipeline.dates_moved(self.ledger):  # words mean other days now
                atlas = self._atlas()
            tallied = pipeline.settle(self.ledger, policy, atlas=atlas)
        except BookInUse:
            return decision, None
        return decision, changes(before, tallied.incidents)
