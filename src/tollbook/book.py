"""A book, opened: to look things up in, and to write decisions into."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import NoReturn, TypeVar

from tollbook import pipeline, tally
from tollbook.changes import Change, changes
from tollbook.errors import BookInUse, NotFound
from tollbook.ledger import Ledger
from tollbook.record import (
    Account,
    Capture,
    Charter,
    Claim,
    Decision,
    Incident,
    Mention,
    Report,
    SetAside,
    Statement,
)
from tollbook.record.decided import Sealed
from tollbook.record.vocabulary import Harm, Scope, Verb
from tollbook.record.wanted import Wanted
from tollbook.record.withheld import Mask, mask_of
from tollbook.record_columns import (
    ACCOUNTS,
    CLAIMS,
    INCIDENTS,
    REPORTS,
    accounts_table,
    claims_table,
    incidents_table,
    reports_table,
)
from tollbook.records import Records
from tollbook.settings import Settings, load_settings
from tollbook.view import Found, View, hidden

_Record = TypeVar("_Record", Report, Claim, Statement, Mention, Incident, Account, Decision)

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Book:
    """One open book. Close it, or use it in a ``with``.

    Every method reads what the book holds at that moment; use :meth:`view` for many look-ups.
    """

    def __init__(self, folder: Path, ledger: Ledger) -> None:
        self.folder = folder
        self.ledger = ledger

    @classmethod
    def open(cls, folder: Path | str) -> Book:
        """Open a book that is there.

        :raises BookError: no book in that folder, or it cannot be read (NewerBook, BookInUse).
        """
        return cls(Path(folder), Ledger.open(Path(folder)))

    def close(self) -> None:
        self.ledger.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def settings(self) -> Settings:
        """What the book's ``tollbook.toml`` says; defaults for all that it leaves out."""
        return load_settings(self.folder / "tollbook.toml")

    @property
    def charter(self) -> Charter:
        """What the book counts, by its ``hand/charter.toml``.

        :raises UsageError: the file cannot be used.
        """
        return tally.load_charter(self.folder / "hand")

    @property
    def mask(self) -> Mask:
        """What masks the names that are withheld in this book."""
        return mask_of(self.ledger.withheld())

    def view(self) -> View:
        """All records, as they are now, with withheld names masked."""
        return self._unmasked().masked(self.mask)

    def _unmasked(self) -> View:
        ledger = self.ledger
        with ledger.snapshot():  # a run may be writing
            return View(
                reports=tuple(ledger.reports()),
                claims=tuple(ledger.claims()),
                statements=tuple(ledger.statements()),
                mentions=tuple(ledger.mentions()),
                resolutions=tuple(ledger.resolutions()),
                incidents=tuple(ledger.incidents()),
                accounts=tuple(ledger.accounts()),
                decisions=tuple(ledger.decisions()),
                set_asides=tuple(self._set_asides()),
                copies=ledger.copies(),
                redirects=ledger.redirects(),
                policy=ledger.tallied_with() or self.settings.policy,
                charter=self.charter,
            )

    def excerpt(self, wanted: Wanted) -> View:
        """The claims wanted, with their reports, places, days and incidents, masked."""
        with self.ledger.snapshot():
            found = self.ledger.excerpt(wanted)
            view = View(
                reports=found.reports,
                claims=found.claims,
                resolutions=found.resolutions,
                incidents=found.incidents,
                policy=self.ledger.tallied_with() or self.settings.policy,
                charter=self.charter,
            )
        return view.masked(self.mask)

    def export_log(self, *, withheld: bool = False) -> list[str]:
        """The log as JSON lines, to keep elsewhere or for :meth:`import_log` of a copy.

        :param withheld: also the texts that tell of a withheld name; without them the lines are
            a whole log all the same.
        """
        if withheld or not self.mask:
            return list(self.ledger.export_log())
        masked = {decision.id: decision for decision in self.decisions()}
        telling = {d.id: hidden(d, masked[d.id]) for d in self.ledger.decisions()}
        return list(self.ledger.export_log(without=telling))

    def import_log(self, lines: Iterable[str]) -> tuple[int, bool]:
        """Take in what another copy of this book has decided since; work the figures out again.

        :returns: how many decisions were new; whether the figures are worked out (False: another
            run is writing to the book and will do it).
        :raises CheckFailed: the lines are no whole log, or one that forked from this book's.
        """
        policy = tally.load_policy(self.settings.policy, hand=self.folder / "hand")
        taken = self.ledger.import_log(lines)
        if not taken:
            return 0, True
        try:
            pipeline.settle(self.ledger, policy)
        except BookInUse:
            return taken, False
        return taken, True

    def _shown(
        self, found: Sequence[_Record], shown: Callable[[View], Sequence[_Record]]
    ) -> Sequence[_Record]:
        """The records as they may be shown: those of the view, where any name is withheld."""
        if not self.mask:
            return found
        ids = {record.id for record in found}
        return [record for record in shown(self.view()) if record.id in ids]

    def captures(self) -> list[Capture]:
        return list(self.mask.records(self.ledger.captures()))

    def reports(self) -> Records[Report]:
        """All reports in their order of arrival."""
        found = self._shown(self.ledger.reports(), attrgetter("reports"))
        return Records(found, REPORTS, lambda: reports_table(self.view(), found))

    def claims(self, *, harm: Harm | None = None, scope: Scope | None = None) -> Records[Claim]:
        """Claims by arrival of their report.

        :param harm: only those of this harm; ``scope`` likewise.
        """
        found = self._shown(self.ledger.claims(harm=harm, scope=scope), attrgetter("claims"))
        return Records(found, CLAIMS, lambda: claims_table(self.view(), found))

    def statements(self) -> list[Statement]:
        return list(self._shown(self.ledger.statements(), attrgetter("statements")))

    def mentions(self) -> list[Mention]:
        return list(self._shown(self.ledger.mentions(), attrgetter("mentions")))

    def incidents(self, *, policy: str | None = None) -> Records[Incident]:
        """Incidents with their tolls; as a table one row for each harm.

        :param policy: work the figures out by this one, for this call alone ("ibc-like"); None:
            the figures that the book holds.
        :raises UsageError: there is no such policy.
        """
        if policy is None:
            found = self._shown(self.ledger.incidents(), attrgetter("incidents"))
            return Records(found, INCIDENTS, lambda: incidents_table(self.view(), found))
        view = self._by(policy)
        return Records(view.incidents, INCIDENTS, lambda: incidents_table(view, view.incidents))

    def accounts(self, *, policy: str | None = None) -> Records[Account]:
        """Running totals held against the incidents; ``policy`` as for :meth:`incidents`."""
        if policy is None:
            found = self._shown(self.ledger.accounts(), attrgetter("accounts"))
            return Records(found, ACCOUNTS, lambda: accounts_table(self.view(), found))
        view = self._by(policy)
        return Records(view.accounts, ACCOUNTS, lambda: accounts_table(view, view.accounts))

    def _by(self, policy: str) -> View:
        """The book as another policy has it."""
        rules = tally.load_policy(policy, hand=self.folder / "hand")
        tallied, _ = pipeline.reckon(self.ledger, rules)
        view = replace(
            self._unmasked(),
            incidents=tallied.incidents,
            accounts=tallied.accounts,
            redirects={**self.ledger.redirects(), **dict(tallied.redirects)},
            policy=policy,
        )
        return view.masked(self.mask)

    def decisions(self) -> list[Decision]:
        """The whole log, undone decisions too."""
        return list(self._shown(self.ledger.decisions(), attrgetter("decisions")))

    def set_asides(self) -> list[SetAside]:
        """What readers and the tally set aside, reports not read yet, files that gave none."""
        return list(self.view().set_asides) if self.mask else self._set_asides()

    def _set_asides(self) -> list[SetAside]:
        readers = self.ledger.readers()
        unread = [
            SetAside(
                what=report.title or report.id,
                why="not read yet",
                where=report.id,
                next=f"tollbook run --book {self.folder}",
            )
            for report in self.ledger.reports()
            if report.id not in readers
        ]
        return self.ledger.set_asides() + unread + self.ledger.unread()

    def report(self, id: str) -> Report:
        """:raises NotFound: no report has this id."""
        found = self.ledger.report(id) or self._missing(id)
        return self._shown([found], attrgetter("reports"))[0]

    def claim(self, id: str) -> Claim:
        """:raises NotFound: no claim has this id."""
        found = self.ledger.claim(id) or self._missing(id)
        return self._shown([found], attrgetter("claims"))[0]

    def incident(self, id: str) -> Incident:
        """The incident with this id, or the one that it was merged into.

        :raises NotFound: no incident ever had this id.
        """
        view = View(incidents=tuple(self.incidents()), redirects=self.ledger.redirects())
        return view.incident_now(id) or self._missing(id)

    def account(self, id: str) -> Account:
        """:raises NotFound: no account has this id."""
        accounts = {account.id: account for account in self.accounts()}
        return accounts.get(id) or self._missing(id)

    def find(self, id: str, view: View | None = None) -> Found:
        """The record with this id, or the only one whose id begins with it.

        :param view: where to look; None: in the book as it is now.
        :raises NotFound: none, or several; the error names the nearest.
        """
        return (view or self.view()).find(id, where=str(self.folder))

    def _missing(self, id: str) -> NoReturn:
        raise NotFound(
            "no record has this id",
            value=id,
            where=str(self.folder),
            next="see the ids: tollbook list incidents",
        )

    def decide(
        self,
        verb: Verb,
        subject: str,
        *,
        decided_by: str,
        reason: str | None = None,
        clock: Callable[[], datetime] = pipeline.utc_now,
    ) -> tuple[Decision, tuple[Change, ...] | None]:
        """Append a decision and work the figures out again.

        :param subject: id, or the beginning of one: of a claim; of any record for ``note``; of a
            decision for ``undo``.
        :param reason: required for all but ``accept``; the text of a ``note``.
        :returns: the decision and the tolls that it changed; None for these where another run is
            writing to the book: it will work them out when it ends.
        :raises UsageError: a reason is missing, or the verb cannot be used on this record.
        :raises NotFound: no record has this id.
        """
        record = self.find(subject)
        return self._settled(
            lambda: self.ledger.decide(
                verb, record.id, decided_by=decided_by, reason=reason, decided_at=clock()
            )
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
            )
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
            )
        )

    def _settled(
        self, decide: Callable[[], Decision]
    ) -> tuple[Decision, tuple[Change, ...] | None]:
        """Decides, and works the figures out again where no other run is writing."""
        before = self.ledger.incidents()
        policy = tally.load_policy(self.settings.policy, hand=self.folder / "hand")
        decision = decide()
        try:
            tallied = pipeline.settle(self.ledger, policy)
        except BookInUse:
            return decision, None
        return decision, changes(before, tallied.incidents)
