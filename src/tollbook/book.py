"""A book, opened: to look things up in, and to write decisions into."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import NoReturn, TypeVar

from tollbook import pipeline, tally
from tollbook.bundle import not_read
from tollbook.deciding import Deciding
from tollbook.errors import BookInUse, NotFound
from tollbook.fetched import FetchedView
from tollbook.foreign import foreign_of, masked_row
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
from tollbook.record.ged import ForeignIncident
from tollbook.record.vocabulary import Harm, Scope
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
from tollbook.tally.pairwise import Comparison, compare
from tollbook.view import Found, View, hidden

_Record = TypeVar("_Record", Report, Claim, Statement, Mention, Incident, Account, Decision)

_CHANGE_CLAIMS = ("correct", "stance", "scope", "place", "date", "actor", "add", "source")


class Book(Deciding):
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

    def fetched_view(self) -> FetchedView:
        """The same view without reading the book: records are looked up when they are asked for.

        For a large book of which a few records are shown. It is of the moment in which it was made
        for as long as nobody writes to the book.
        """
        return self._fetched(self.mask)

    def _fetched_unmasked(self, known: View | None) -> FetchedView:
        view = self._fetched(Mask())
        if isinstance(known, FetchedView):
            view.take_over(known, ())
        return view

    def _fetched(self, mask: Mask) -> FetchedView:
        return FetchedView(
            self.ledger,
            mask,
            policy=self.policy,
            charter=self.charter,
            whole=self.view,
            asides=self._set_asides,
        )

    def unmasked(self) -> View:
        """All records with withheld names as they are: to check them, never to show them."""
        return self._unmasked()

    @property
    def policy(self) -> str:
        """Name of the policy that the book's figures are worked out by."""
        return self.ledger.tallied_with() or self.settings.policy

    def rules(self, policy: str) -> tally.Policy:
        """A policy by its name, the book's own in ``hand/policy.toml`` first.

        :raises UsageError: there is no such policy.
        """
        return tally.load_policy(policy, hand=self.folder / "hand")

    def view_by(self, policy: str) -> View:
        """All records, with the figures that a policy gives; the book keeps its own.

        :raises UsageError: there is no such policy.
        """
        rules = self.rules(policy)
        tallied, _ = pipeline.reckon(self.ledger, rules)
        view = replace(
            self._unmasked(),
            incidents=tallied.incidents,
            accounts=tallied.accounts,
            redirects={**self.ledger.redirects(), **dict(tallied.redirects)},
            policy=policy,
        )
        return view.masked(self.mask)

    def compare(self, one: Claim | Incident, other: Claim | Incident) -> Comparison:
        """What ties two claims or incidents and what keeps them apart; names masked."""
        with self.ledger.snapshot():
            decided = pipeline.as_decided(self.ledger)
            sides = [
                record.claims if isinstance(record, Incident) else (record.id,)
                for record in (one, other)
            ]
            compared = compare(
                decided.reports,
                decided.claims,
                decided.resolutions,
                decided.rulings,
                (sides[0], sides[1]),
                copies=self.ledger.copies(),
                policy=self.rules(self.policy),
                charter=self.charter,
            )
        return self.mask.record(compared, parts=True)

    def _unmasked(self) -> View:
        ledger = self.ledger
        with ledger.snapshot():  # a run may be writing
            decided = pipeline.as_decided(ledger)
            return View(
                reports=decided.reports,
                claims=decided.claims,
                statements=tuple(ledger.statements()),
                mentions=tuple(ledger.mentions()),
                resolutions=decided.resolutions,
                incidents=tuple(ledger.incidents()),
                accounts=tuple(ledger.accounts()),
                decisions=tuple(ledger.decisions()),
                set_asides=tuple(self._set_asides()),
                copies=ledger.copies(),
                redirects=ledger.redirects(),
                policy=ledger.tallied_with() or self.settings.policy,
                charter=self.charter,
                as_read=decided.as_read,
                as_resolved=decided.as_resolved,
            )

    def excerpt(self, wanted: Wanted) -> View:
        """The claims wanted, with their reports, places, days and incidents, masked."""
        if self._claims_decided():
            return self.view()  # what people put in place is not in the tables
        with self.ledger.snapshot():
            found = self.ledger.excerpt(wanted)
            view = View(
                reports=found.reports,
                claims=found.claims,
                resolutions=found.resolutions,
                incidents=found.incidents,
                policy=self.policy,
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
        if not self.mask and not self._claims_decided():
            return found
        ids = {record.id for record in found}
        return [record for record in shown(self.view()) if record.id in ids]

    def _claims_decided(self) -> bool:
        """Whether people put something in place of what was read, or beside it."""
        return any(decision.verb in _CHANGE_CLAIMS for decision in self.ledger.decisions())

    def captures(self) -> list[Capture]:
        return list(self.mask.records(self.ledger.captures()))

    def foreign_incidents(self, *, recorder: str | None = None) -> tuple[ForeignIncident, ...]:
        """Incidents as other recorders have them, of tables that were imported; in no toll.

        :param recorder: only those of this one; None: all.
        """
        found, mask = foreign_of(self.ledger, recorder=recorder), self.mask
        return tuple(masked_row(each, each.row, mask) for each in found)

    def reports(self) -> Records[Report]:
        """All reports in their order of arrival."""
        found = self._shown(self.ledger.reports(), attrgetter("reports"))
        return Records(found, REPORTS, lambda: reports_table(self.view(), found))

    def claims(self, *, harm: Harm | None = None, scope: Scope | None = None) -> Records[Claim]:
        """Claims by arrival of their report, as read or as people decided; added ones last.

        :param harm: only those of this harm; ``scope`` likewise.
        """
        if self.mask or self._claims_decided():
            found: Sequence[Claim] = [
                claim
                for claim in self.view().claims
                if harm in (None, claim.harm) and scope in (None, claim.scope)
            ]
        else:
            found = self.ledger.claims(harm=harm, scope=scope)
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
        view = self.view_by(policy)
        return Records(view.incidents, INCIDENTS, lambda: incidents_table(view, view.incidents))

    def accounts(self, *, policy: str | None = None) -> Records[Account]:
        """Running totals held against the incidents; ``policy`` as for :meth:`incidents`."""
        if policy is None:
            found = self._shown(self.ledger.accounts(), attrgetter("accounts"))
            return Records(found, ACCOUNTS, lambda: accounts_table(self.view(), found))
        view = self.view_by(policy)
        return Records(view.accounts, ACCOUNTS, lambda: accounts_table(view, view.accounts))

    def decisions(self) -> list[Decision]:
        """The whole log, undone decisions too."""
        return list(self._shown(self.ledger.decisions(), attrgetter("decisions")))

    def set_asides(self) -> list[SetAside]:
        """What readers and the tally set aside, reports not read yet, files that gave none."""
        return list(self.view().set_asides) if self.mask else self._set_asides()

    def _set_asides(self) -> list[SetAside]:
        readers = self.ledger.readers()
        unread = [
            not_read(report, self.folder)
            for report in self.ledger.reports()
            if report.id not in readers
        ]
        return self.ledger.set_asides() + unread + self.ledger.unread()

    def report(self, id: str) -> Report:
        """:raises NotFound: no report has this id."""
        return {report.id: report for report in self.reports()}.get(id) or self._missing(id)

    def claim(self, id: str) -> Claim:
        """:raises NotFound: no claim has this id."""
        return {claim.id: claim for claim in self.claims()}.get(id) or self._missing(id)

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
