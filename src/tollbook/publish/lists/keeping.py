"""The lists and the queue of a large book: worked out a part at a time, kept in the book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from tollbook.fetched import FetchedView
from tollbook.ledger import Ledger
from tollbook.nearby import Points
from tollbook.publish.assemble import newest_key
from tollbook.publish.lists.index import ListBuilder, ListIndex
from tollbook.publish.lists.nouns import (
    KINDS,
    Entry,
    Kind,
    Named,
    account_entry,
    claim_entry,
    decision_entries,
    incident_entry,
    report_entry,
    statement_entry,
)
from tollbook.publish.queue import considered, headline, settled_in, unread_in
from tollbook.record import Account, Claim, Incident, Report
from tollbook.tally.queue import Settled, Waiting, queue
from tollbook.view import View

_REPORTS = 200  # looked at together
_INCIDENTS = 2_000
_QUEUE = "queue"


class QueueKept(msgspec.Struct, frozen=True):
    """The queue with what each of its records is, in words, and how far the work is.

    :ivar claims: how many there are.
    :ivar points: where incidents lie.
    """

    waiting: tuple[Waiting, ...]
    headlines: tuple[str, ...]
    claims: int
    points: Points


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a large book: read back in a second or two."""

    lists: dict[Kind, ListIndex]
    queue: QueueKept


def kept_of(ledger: Ledger, view: FetchedView) -> Kept:
    """The lists and the queue of the book as it is now; worked out anew where it has changed."""
    mark = ledger.lists.mark()
    found = {name: ledger.lists.get(name, mark) for name in (*KINDS, _QUEUE)}
    queued = found[_QUEUE]
    if queued is not None and all(body is not None for body in found.values()):
        lists = {kind: ListIndex.from_bytes(kind, found[kind] or b"") for kind in KINDS}
        read = Kept(lists, msgspec.msgpack.decode(queued, type=QueueKept))
        view.know_points(read.queue.points)
        return read
    made = Making(ledger, view).made()
    bodies: dict[str, bytes] = {kind: index.to_bytes() for kind, index in made.lists.items()}
    view.know_points(made.queue.points)
    ledger.lists.put({**bodies, _QUEUE: msgspec.msgpack.encode(made.queue)}, mark)
    return made


class Making:
    """Lists and queue of a book whose records are never all at hand at once."""

    def __init__(self, ledger: Ledger, view: FetchedView) -> None:
        self.ledger = ledger
        self.view = view
        self.lists = {kind: ListBuilder(kind) for kind in KINDS}
        self.named = Named()
        self.settled: Settled = settled_in(view)
        self.unread = unread_in(view)
        self.waiting: list[Waiting] = []
        self.points: list[Points] = []

    def made(self) -> Kept:
        view = self.view
        accounts = list(_accounts(self.ledger, view))
        self._ask(view, accounts=accounts)
        stating = {account.claim for account in accounts}
        order: dict[str, int] = {}
        for reports, claims in self._by_reports():
            order.update({c.id: len(order) + n for n, c in enumerate(claims) if c.id in stating})
            self._take(reports, claims)
        self._take_incidents()
        last = len(order)
        for account in sorted(accounts, key=lambda a: (order.get(a.claim, last), a.id)):
            self.lists["accounts"].add(account_entry(view, account))
        self._add("decisions", decision_entries(view))
        self._add("sources", self.named.source_entries())
        self._add("actors", self.named.actor_entries())
        self._add("places", self.named.place_entries())
        lists = {kind: each.done() for kind, each in self.lists.items()}
        waiting = sorted(self.waiting, key=lambda w: (-w.points, w.subject))
        words = tuple(headline(view, w.subject) for w in waiting)
        number = len(lists["claims"].ids)
        return Kept(lists, QueueKept(tuple(waiting), words, number, Points.joined(self.points)))

    def _add(self, kind: Kind, entries: Iterator[Entry]) -> None:
        for entry in entries:
            self.lists[kind].add(entry)

    def _by_reports(self) -> Iterator[tuple[list[Report], list[Claim]]]:
        """Reports in order of arrival, a part at a time, with their claims as they stand."""
        ids = self.view.all_report_ids()
        for start in range(0, len(ids), _REPORTS):
            some = ids[start : start + _REPORTS]
            self.view.about_to_show("reports", some)
            reports = [self.view.report_by_id[own] for own in some]
            claims = [
                claim
                for own in some
                for claim in sorted(
                    self.view.claims_of_report.get(own, ()),
                    key=lambda c: (c.evidence.start, c.id),
                )
            ]
            self.view.about_to_show("claims", [claim.id for claim in claims])
            yield reports, claims

    def _take(self, reports: list[Report], claims: list[Claim]) -> None:
        view = self.view
        for report in reports:
            self.named.report(report)
            self.lists["reports"].add(report_entry(view, report))
            for statement in view.statements_of_report.get(report.id, ()):
                self.lists["statements"].add(statement_entry(view, statement))
        inside = {}
        for claim in claims:
            self.named.claim(view, claim)
            self.lists["claims"].add(claim_entry(view, claim))
            incident = view.incident_of_claim.get(claim.id)
            if incident is not None:  # that they are in one is asked here; the rest by incident
                inside[incident.id] = replace(incident, tolls=(), contested=False)
        resolutions = [r for c in claims for r in view.resolutions_of.get(c.id, ())]
        of = considered(
            view,
            reports=reports,
            claims=claims,
            resolutions=resolutions,
            incidents=list(inside.values()),
            settled=self.settled,
            unread=self.unread,
            decisions=False,
        )
        self.waiting += queue(of)

    def _ask(self, view: View, *, accounts: list[Account]) -> None:
        """What is asked of decisions and of accounts."""
        of = considered(view, accounts=accounts, settled=self.settled, unread=self.unread)
        self.waiting += queue(of)

    def _take_incidents(self) -> None:
        view = self.view
        ids = self.ledger.fetching.incident_ids()
        entries = []
        for start in range(0, len(ids), _INCIDENTS):
            some = ids[start : start + _INCIDENTS]
            view.about_to_show("incidents", some)
            incidents = [view.incident_by_id[own] for own in some]
            self.points.append(Points.of(incidents))
            entries += [(newest_key(each), incident_entry(view, each)) for each in incidents]
            differing = [each for each in incidents if len(_lineages(each)) > 1]
            telling = [claim for each in differing for claim in each.claims]
            view.about_to_show("claims", telling)
            claims = [view.claim_by_id[c] for c in telling if c in view.claim_by_id]
            of = considered(
                view,
                claims=claims,
                incidents=incidents,
                settled=self.settled,
                unread=self.unread,
                decisions=False,
            )
            self.waiting += [w for w in queue(of) if w.subject.startswith("inc_")]
        entries.sort(key=lambda each: each[0])
        self._add("incidents", (entry for _, entry in entries))


def _lineages(incident: Incident) -> set[str]:
    """Sources that have a figure in use: of one alone no figures can be far apart."""
    return {f.lineage for toll in incident.tolls for f in toll.figures if f.used and f.lineage}


def _accounts(ledger: Ledger, view: View) -> Iterator[Account]:
    return (view.account_by_id[own] for own in ledger.fetching.account_ids())
