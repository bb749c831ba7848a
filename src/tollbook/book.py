"""A book, opened: to look things up in, and to write decisions into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import NoReturn, TypeAlias

from tollbook import pipeline, tally
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
    Toll,
)
from tollbook.record.vocabulary import Harm, Scope, Verb
from tollbook.record.wanted import Wanted
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
from tollbook.view import View

Found: TypeAlias = Report | Claim | Incident | Account | Decision | Statement | Mention
"""Any record that has an id."""


@dataclass(frozen=True, slots=True)
class Change:
    """A toll before and after a decision; None: no such toll."""

    incident: str
    harm: Harm
    before: Toll | None
    after: Toll | None


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

    def view(self) -> View:
        """All records, as they are now."""
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
                set_asides=tuple(self.set_asides()),
                copies=ledger.copies(),
                redirects=ledger.redirects(),
                policy=ledger.tallied_with() or self.settings.policy,
                charter=self.charter,
            )

    def excerpt(self, wanted: Wanted) -> View:
        """The claims wanted, with their reports, places, days and incidents, and nothing else."""
        with self.ledger.snapshot():
            found = self.ledger.excerpt(wanted)
            return View(
                reports=found.reports,
                claims=found.claims,
                resolutions=found.resolutions,
                incidents=found.incidents,
                policy=self.ledger.tallied_with() or self.settings.policy,
                charter=self.charter,
            )

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

    def captures(self) -> list[Capture]:
        return self.ledger.captures()

    def reports(self) -> Records[Report]:
        """All reports in their order of arrival."""
        found = self.ledger.reports()
        return Records(found, REPORTS, lambda: reports_table(self.view(), found))

    def claims(self, *, harm: Harm | None = None, scope: Scope | None = None) -> Records[Claim]:
        """Claims by arrival of their report.

        :param harm: only those of this harm; ``scope`` likewise.
        """
        found = self.ledger.claims(harm=harm, scope=scope)
        return Records(found, CLAIMS, lambda: claims_table(self.view(), found))

    def statements(self) -> list[Statement]:
        return self.ledger.statements()

    def mentions(self) -> list[Mention]:
        return self.ledger.mentions()

    def incidents(self, *, policy: str | None = None) -> Records[Incident]:
        """Incidents with their tolls; as a table one row for each harm.

        :param policy: work the figures out by this one, for this call alone ("ibc-like"); None:
            the figures that the book holds.
        :raises UsageError: there is no such policy.
        """
        if policy is None:
            found = self.ledger.incidents()
            return Records(found, INCIDENTS, lambda: incidents_table(self.view(), found))
        view = self._by(policy)
        return Records(view.incidents, INCIDENTS, lambda: incidents_table(view, view.incidents))

    def accounts(self, *, policy: str | None = None) -> Records[Account]:
        """Running totals held against the incidents; ``policy`` as for :meth:`incidents`."""
        if policy is None:
            found = self.ledger.accounts()
            return Records(found, ACCOUNTS, lambda: accounts_table(self.view(), found))
        view = self._by(policy)
        return Records(view.accounts, ACCOUNTS, lambda: accounts_table(view, view.accounts))

    def _by(self, policy: str) -> View:
        """The book as another policy has it."""
        rules = tally.load_policy(policy, hand=self.folder / "hand")
        tallied, _ = pipeline.reckon(self.ledger, rules)
        return replace(
            self.view(),
            incidents=tallied.incidents,
            accounts=tallied.accounts,
            redirects={**self.ledger.redirects(), **dict(tallied.redirects)},
            policy=policy,
        )

    def decisions(self) -> list[Decision]:
        return self.ledger.decisions()

    def set_asides(self) -> list[SetAside]:
        """What readers and the tally set aside, reports not read yet, files that gave none."""
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
        return self.ledger.report(id) or self._missing(id)

    def claim(self, id: str) -> Claim:
        """:raises NotFound: no claim has this id."""
        return self.ledger.claim(id) or self._missing(id)

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
        view = view or self.view()
        records: dict[str, Found] = {}
        for group in (
            view.reports,
            view.claims,
            view.incidents,
            view.accounts,
            view.decisions,
            view.statements,
            view.mentions,
        ):
            records.update((record.id, record) for record in group)
        for merged in view.redirects:
            survivor = view.incident_now(merged)
            if survivor is not None:
                records.setdefault(merged, survivor)
        if id in records:
            return records[id]
        begins = [full for full in records if full.startswith(id) or full[4:].startswith(id)]
        if len(begins) == 1 and id:
            return records[begins[0]]
        near = begins[:5] or get_close_matches(id, records, n=3, cutoff=0.6)
        raise NotFound(
            "several records have an id that begins so" if begins else "no record has this id",
            value=id,
            where=str(self.folder),
            next=f"one of these? {', '.join(near)}"
            if near
            else "see the ids: tollbook list incidents",
        )

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
        before = self.incidents()
        policy = tally.load_policy(self.settings.policy, hand=self.folder / "hand")
        decision = self.ledger.decide(
            verb, record.id, decided_by=decided_by, reason=reason, decided_at=clock()
        )
        try:
            tallied = pipeline.settle(self.ledger, policy)
        except BookInUse:
            return decision, None
        return decision, changes(before, tallied.incidents)


def changes(before: Sequence[Incident], after: Sequence[Incident]) -> tuple[Change, ...]:
    """The tolls that differ, in the order of the incidents before; new incidents last."""
    old = {(i.id, t.harm): t for i in before for t in i.tolls}
    new = {(i.id, t.harm): t for i in after for t in i.tolls}
    return tuple(
        Change(incident, harm, old.get((incident, harm)), new.get((incident, harm)))
        for incident, harm in dict.fromkeys([*old, *new])
        if _printed(old.get((incident, harm))) != _printed(new.get((incident, harm)))
    )


def _printed(toll: Toll | None) -> tuple[object, ...] | None:
    """What a toll shows; which claims were used is not part of it."""
    if toll is None:
        return None
    return (toll.min, toll.best, toll.max, toll.open_above, toll.lineages, toll.articles)
