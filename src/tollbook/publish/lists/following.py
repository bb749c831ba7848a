"""Lists and queue of a large book after a few records changed: those are looked at, and no others.

What comes of it is what making them anew gives; a test holds the two equal.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tollbook.fetched import FetchedView
from tollbook.ledger import Ledger
from tollbook.nearby import Points, spots_of
from tollbook.publish.assemble import newest_key
from tollbook.publish.lists.affected import Affected, affected_by
from tollbook.publish.lists.index import ListIndex
from tollbook.publish.lists.keeping import (
    Kept,
    asked_of_incidents,
    asked_of_reports,
    asked_of_totals,
    in_order,
    reports_and_claims,
)
from tollbook.publish.lists.nouns import (
    Kind,
    account_entry,
    claim_entry,
    decision_entries,
    incident_entry,
    report_entry,
    statement_entry,
)
from tollbook.publish.lists.patched import PatchedList, Placed
from tollbook.publish.queue import headline, settled_in
from tollbook.record import Account, Claim, Report
from tollbook.tally.queue import Waiting

_MOST = 20_000  # records beside the lists, from which on these are made anew


def brought_up_to_date(
    kept: Kept, ledger: Ledger, view: FetchedView, before: FetchedView | None = None
) -> Kept | None:
    """The lists and the queue as they are now; None: they must be made anew.

    :param view: the book as it is now.
    :param before: as it was at the moment of ``kept``; None: it is not at hand.
    """
    since = None if kept.mark is None else ledger.lists.since(kept.mark)
    if since is None or kept.mark is None:
        return None
    if since.mark == kept.mark:
        return kept
    if before is not None:
        view.take_over(before, since.records)
    new = [d for d in view.decisions if kept.mark.decided < d.sequence <= since.mark.decided]
    affected = affected_by(kept, view, since.records, new)
    beside = sum(len(entries) for entries in kept.beside.values())
    if affected is None or beside + len(affected.reports) + len(affected.incidents) > _MOST:
        return None
    return replace(_Following(kept, ledger, view, affected).now(), mark=since.mark)


@dataclass(frozen=True)
class _Changed:
    """A list while entries are put in and taken out."""

    base: ListIndex
    gone: set[int]
    beside: dict[str, Placed]

    def drop(self, ids: Iterable[str]) -> None:
        for own in ids:
            self.beside.pop(own, None)
            row = self.base.row_of(own)
            if row is not None:
                self.gone.add(row)

    def drop_rows(self, rows: range) -> list[str]:
        """Takes rows of the base out; the ids that they have."""
        self.gone.update(rows)
        return [self.base.ids[row] for row in rows]

    def drop_of(self, report: str) -> list[str]:
        """Takes out what came with a report."""
        found = [own for own, placed in self.beside.items() if placed.of == report]
        for own in found:
            del self.beside[own]
        return found

    def done(self) -> ListIndex | PatchedList:
        if not self.gone and not self.beside:
            return self.base
        return PatchedList.of(self.base, frozenset(self.gone), tuple(self.beside.values()))


class _Following:
    def __init__(self, kept: Kept, ledger: Ledger, view: FetchedView, affected: Affected) -> None:
        self.kept, self.ledger, self.view, self.affected = kept, ledger, view, affected
        self.settled = settled_in(view)
        self.changed = {
            kind: _Changed(index, set(kept.gone.get(kind, ())), dict(kept.beside.get(kind, {})))
            for kind, index in kept.made.lists.items()
        }
        self.asked_anew: set[str] = set()
        self.waiting: list[Waiting] = []
        rest = kept.made.rest
        self.claims_from = array("I", rest.claims_from)
        self.statements_from = array("I", rest.statements_from)
        self.newest = array("i", rest.newest)

    def now(self) -> Kept:
        kept, view = self.kept, self.view
        ids = sorted(self.affected.reports)
        reports, claims = reports_and_claims(view, ids)
        renamed = []
        by_id = {report.id: report for report in reports}
        for own in ids:
            row = self._drop_report(own)
            report = by_id.get(own)
            if report is not None:
                self._put_report(report, claims[own], row)
            renamed.append((own, row, report, claims.get(own, [])))
        every = [claim for mine in claims.values() for claim in mine]
        self.waiting += asked_of_reports(view, reports, every, self.settled)
        points = self._incidents()
        self._accounts()
        self._decisions()
        names = kept.names.changed(view, renamed)
        lists: dict[Kind, ListIndex | PatchedList] = {
            kind: each.done() for kind, each in self.changed.items()
        }
        for kind in ("sources", "actors", "places"):
            lists[kind] = (
                kept.lists[kind]
                if names.moved == kept.names.moved
                else ListIndex.of(kind, names.entries(kind))
            )
        waiting, headlines = self._queue()
        gone = kept.points_gone | self.affected.incidents
        return replace(
            kept,
            lists=lists,
            waiting=waiting,
            headlines=headlines,
            points_beside=points,
            points_gone=gone,
            beside={kind: each.beside for kind, each in self.changed.items()},
            gone={kind: frozenset(each.gone) for kind, each in self.changed.items()},
            renamed=names,
            notes=view.note_ids,
        )

    def _drop_report(self, own: str) -> int | None:
        """Takes a report out with all that is read in it; its row in the list that was made."""
        row = self.changed["reports"].base.row_of(own)
        self.changed["reports"].drop([own])
        old = [own, *self.changed["claims"].drop_of(own)]
        self.changed["statements"].drop_of(own)
        if row is not None:
            rows = range(self.claims_from[row], self.claims_from[row + 1])
            old += self.changed["claims"].drop_rows(rows)
            rows = range(self.statements_from[row], self.statements_from[row + 1])
            self.changed["statements"].drop_rows(rows)
        self.asked_anew.update(old)
        return row

    def _put_report(self, report: Report, claims: list[Claim], row: int | None) -> None:
        view, at = self.view, self._at(report, row)
        arrived = (report.sequence, 0, report.id)
        self.changed["reports"].beside[report.id] = Placed(
            at, arrived, report_entry(view, report), report.id
        )
        for n, claim in enumerate(claims):
            placed = Placed(
                self.claims_from[at], (*arrived[:1], n, report.id), claim_entry(view, claim),
                report.id,
            )  # fmt: skip
            self.changed["claims"].beside[claim.id] = placed
        for n, said in enumerate(view.statements_of_report.get(report.id, ())):
            placed = Placed(
                self.statements_from[at], (*arrived[:1], n, report.id),
                statement_entry(view, said), report.id,
            )  # fmt: skip
            self.changed["statements"].beside[said.id] = placed

    def _at(self, report: Report, row: int | None) -> int:
        """The row of the list of reports that a report stands at: its own, or before the notes."""
        if row is not None:
            return row
        ids = self.changed["reports"].base.ids
        if self.view.is_note(report.id):
            return len(ids)
        notes = [self.changed["reports"].base.row_of(note) for note in self.kept.made.rest.notes]
        return min((at for at in notes if at is not None), default=len(ids))

    def _incidents(self) -> Points:
        view, list_, ids = self.view, self.changed["incidents"], self.affected.incidents
        list_.drop(ids)
        view.about_to_show("incidents", sorted(ids | self.affected.twins))
        there = [view.incident_by_id[own] for own in sorted(ids) if own in view.incident_by_id]
        for incident in there:
            key = newest_key(incident)
            at = self._row_of_key(key)
            list_.beside[incident.id] = Placed(at, key, incident_entry(view, incident))
        together = ids | self.affected.twins
        every = [view.incident_by_id[own] for own in sorted(together) if own in view.incident_by_id]
        self.asked_anew |= together
        self.waiting += asked_of_incidents(view, every, self.settled)
        others = [own for own in list_.beside if own not in ids]
        beside = [*there, *(view.incident_by_id[own] for own in others)]
        return Points.of(spot for each in beside for spot in spots_of(each))

    def _row_of_key(self, key: tuple[int, int, str]) -> int:
        numbers, ids = self.newest, self.changed["incidents"].base.ids
        return bisect_left(
            range(len(ids)), key, key=lambda row: (numbers[2 * row], numbers[2 * row + 1], ids[row])
        )

    def _accounts(self) -> None:
        view, list_, ids = self.view, self.changed["accounts"], self.affected.accounts
        list_.drop(ids)
        there: list[Account] = [
            view.account_by_id[own] for own in sorted(ids) if own in view.account_by_id
        ]
        firsts = array("I", self.kept.made.rest.account_claims)
        for account in there:
            order, n = self._order_of(account, view.claim_by_id)
            row = list_.base.row_of(account.id)
            at = row if row is not None else bisect_left(firsts, order + 1)
            list_.beside[account.id] = Placed(
                at, (order, n, account.id), account_entry(view, account)
            )
        self.asked_anew |= ids
        self.waiting += asked_of_totals(view, there, self.settled)

    def _order_of(self, account: Account, claims: Mapping[str, Claim]) -> tuple[int, int]:
        """The first row of the claims of the report in which a total is stated, and where in it."""
        claim = claims.get(account.claim)
        report = self.view.report_by_id.get(claim.report) if claim else None
        if claim is None or report is None:
            return (len(self.changed["claims"].base.ids), 0)
        at = self._at(report, self.changed["reports"].base.row_of(report.id))
        return (self.claims_from[at], claim.evidence.start)

    def _decisions(self) -> None:
        list_, of = self.changed["decisions"], self.affected.decisions
        known = {d.id: d for d in self.view.decisions if d.id in of}
        list_.drop(of)
        for entry in decision_entries(self.view, only=of):
            row = list_.base.row_of(entry.id)
            order = (-known[entry.id].sequence, 0, entry.id)
            list_.beside[entry.id] = Placed(row if row is not None else 0, order, entry)

    def _queue(self) -> tuple[tuple[Waiting, ...], tuple[str, ...]]:
        kept = self.kept
        words = dict(zip((w.subject for w in kept.waiting), kept.headlines, strict=True))
        stay = [
            w
            for w in kept.waiting
            if w.subject not in self.asked_anew and not w.subject.startswith("dec_")
        ]
        anew = {w.subject: w for w in self.waiting}
        waiting = in_order([*(w for w in stay if w.subject not in anew), *anew.values()])
        words.update({own: headline(self.view, own) for own in anew})
        return waiting, tuple(words[w.subject] for w in waiting)
