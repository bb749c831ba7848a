"""The lists and the queue of a large book: worked out a part at a time, and kept."""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import msgspec

from tollbook.fetched import FetchedView
from tollbook.ledger import Ledger
from tollbook.ledger.kept_lists import Mark
from tollbook.nearby import Points, Spot, spots_of
from tollbook.publish.assemble import newest_key
from tollbook.publish.lists.index import ListBuilder, ListIndex
from tollbook.publish.lists.naming import Names, NamesBuilder
from tollbook.publish.lists.nouns import (
    KINDS,
    Entry,
    Kind,
    account_entry,
    claim_entry,
    decision_entries,
    incident_entry,
    report_entry,
    statement_entry,
)
from tollbook.publish.lists.patched import PatchedList, Placed
from tollbook.publish.queue import considered, headline, settled_in
from tollbook.record import Account, Claim, Incident, Report
from tollbook.tally.queue import Settled, Waiting, queue

_REPORTS = 200  # looked at together
_INCIDENTS = 2_000
_REST = "rest"
_FORM = "4"
"""Of what is kept; another one where any of it is written otherwise."""


class Rest(msgspec.Struct, frozen=True):
    """What is kept beside the columns of the lists.

    :ivar waiting: the queue; ``headlines``: what each of its records is, in words.
    :ivar points: where incidents lie; ``notes``: reports that people typed.
    :ivar claims_from / statements_from: for each row of the list of reports the first row of its
        claims and statements in theirs; one more, for the end.
    :ivar newest: for each row of the list of incidents what it is ordered by, two numbers.
    :ivar account_claims: for each row of the list of accounts the first row of the claims of the
        report that its total is stated in.
    """

    waiting: tuple[Waiting, ...]
    headlines: tuple[str, ...]
    points: Points
    notes: tuple[str, ...]
    claims_from: bytes
    statements_from: bytes
    newest: bytes
    account_claims: bytes


@dataclass(frozen=True)
class Made:
    """What was made of the book at one moment, as it is kept."""

    lists: dict[Kind, ListIndex]
    names: Names
    rest: Rest

    def to_bytes(self) -> dict[str, bytes]:
        bodies: dict[str, bytes] = {kind: index.to_bytes() for kind, index in self.lists.items()}
        return bodies | {"names": self.names.to_bytes(), _REST: msgspec.msgpack.encode(self.rest)}

    @classmethod
    def from_bytes(cls, kept: Mapping[str, bytes]) -> Made:
        lists = {kind: ListIndex.from_bytes(kind, kept[kind]) for kind in KINDS}
        names = Names.from_bytes(kept["names"])
        return cls(lists, names, msgspec.msgpack.decode(kept[_REST], type=Rest))


@dataclass(frozen=True)
class Kept:
    """The lists and the queue of a large book as it is now.

    :ivar mark: the moment it is of; None: of one that cannot be followed up.
    :ivar beside: entries that came or changed since ``made``, by kind and id.
    :ivar gone: rows of the lists that were made that went or changed.
    :ivar renamed: what reports name that came or changed; None: one that names nothing any more.
    """

    made: Made
    mark: Mark | None
    lists: Mapping[Kind, ListIndex | PatchedList]
    waiting: tuple[Waiting, ...]
    headlines: tuple[str, ...]
    points: Points
    points_beside: Points = field(default_factory=Points)
    points_gone: frozenset[str] = frozenset()
    beside: Mapping[Kind, Mapping[str, Placed]] = field(default_factory=dict)
    gone: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    renamed: Names | None = None
    notes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, made: Made, mark: Mark | None) -> Kept:
        rest = made.rest
        return cls(
            made,
            mark,
            made.lists,
            rest.waiting,
            rest.headlines,
            rest.points,
            notes=frozenset(rest.notes),
        )

    @property
    def names(self) -> Names:
        """What reports name now."""
        return self.renamed or self.made.names

    def day_and_place(self, incident: str) -> tuple[date, str] | None:
        """The first day and place of an incident as they are listed; None: no day is."""
        placed = self.beside.get("incidents", {}).get(incident)
        if placed is not None:
            entry = placed.entry
            return None if entry.day is None else (entry.day, entry.facets.get("place", ""))
        index = self.made.lists["incidents"]
        row = index.row_of(incident)
        number = None if row is None else index.orders["day"].number_of(row)
        if row is None or number is None:
            return None
        places = index.facets["place"]
        return date.fromordinal(number), places.values[places.codes[row]]


def kept_of(ledger: Ledger, view: FetchedView) -> Kept:
    """The lists and the queue as they were kept last, or made anew where none are."""
    found = ledger.lists.get(_FORM)
    if found is not None:
        mark, bodies = found
        with contextlib.suppress(msgspec.MsgspecError, KeyError, TypeError, ValueError):
            return Kept.of(Made.from_bytes(bodies), mark)  # but those that were changed by hand
    return make_anew(ledger, view)


def make_anew(ledger: Ledger, view: FetchedView) -> Kept:
    """The lists and the queue worked out from all records, and kept."""
    mark = ledger.lists.begin(_FORM, datetime.now(UTC).isoformat())
    made = Making(ledger, view).made()
    there = ledger.lists.put(made.to_bytes(), mark)
    return Kept.of(made, mark if there else None)


class Making:
    """Lists and queue of a book whose records are never all at hand at once."""

    def __init__(self, ledger: Ledger, view: FetchedView) -> None:
        self.ledger = ledger
        self.view = view
        self.lists = {kind: ListBuilder(kind) for kind in KINDS}
        self.names = NamesBuilder()
        self.settled: Settled = settled_in(view)
        self.waiting: list[Waiting] = []
        self.headlines: dict[str, str] = {}
        self.spots: list[Spot] = []
        self.claims_from = array("I", [0])
        self.statements_from = array("I", [0])

    def made(self) -> Made:
        view = self.view
        accounts = [view.account_by_id[own] for own in self.ledger.fetching.account_ids()]
        self._wait(queue(considered(view, accounts=accounts, settled=self.settled)))
        stating = {account.claim for account in accounts}
        order: dict[str, tuple[int, int]] = {}
        for reports, claims in self._by_reports():
            for report in reports:
                first = len(self.lists["claims"])
                mine = claims[report.id]
                order.update({c.id: (first, n) for n, c in enumerate(mine) if c.id in stating})
                self._take(report, mine)
            self._ask(reports, [claim for report in reports for claim in claims[report.id]])
        newest = self._take_incidents()
        last = (len(self.lists["claims"]), 0)
        accounts.sort(key=lambda a: (order.get(a.claim, last), a.id))
        self._add("accounts", (account_entry(view, account) for account in accounts))
        self._add("decisions", decision_entries(view))
        names = self.names.done()
        for kind in ("sources", "actors", "places"):
            self._add(kind, names.entries(kind))
        waiting = in_order(self.waiting)
        rest = Rest(
            waiting,
            tuple(self.headlines[w.subject] for w in waiting),
            Points.of(self.spots),
            tuple(sorted(view.note_ids)),
            self.claims_from.tobytes(),
            self.statements_from.tobytes(),
            newest,
            array("I", (order.get(a.claim, last)[0] for a in accounts)).tobytes(),
        )
        return Made({kind: each.done() for kind, each in self.lists.items()}, names, rest)

    def _add(self, kind: Kind, entries: Iterator[Entry]) -> None:
        for entry in entries:
            self.lists[kind].add(entry)

    def _by_reports(self) -> Iterator[tuple[list[Report], dict[str, list[Claim]]]]:
        """Reports in order of arrival, a part at a time, with their claims as they stand."""
        ids = self.view.all_report_ids()
        for start in range(0, len(ids), _REPORTS):
            yield reports_and_claims(self.view, ids[start : start + _REPORTS])

    def _take(self, report: Report, claims: list[Claim]) -> None:
        view = self.view
        self.lists["reports"].add(report_entry(view, report))
        self._add("claims", (claim_entry(view, claim) for claim in claims))
        statements = view.statements_of_report.get(report.id, ())
        self._add("statements", (statement_entry(view, each) for each in statements))
        self.names.add(view, report, claims)
        self.claims_from.append(len(self.lists["claims"]))
        self.statements_from.append(len(self.lists["statements"]))

    def _ask(self, reports: list[Report], claims: list[Claim]) -> None:
        self._wait(asked_of_reports(self.view, reports, claims, self.settled))

    def _wait(self, found: Sequence[Waiting]) -> None:
        """Enters them into the queue, in words while their records are at hand."""
        there = self.view.incident_by_id
        asked = [there[w.subject] for w in found if w.subject.startswith("inc_")]
        unplaced = [incident for incident in asked if not incident.places]
        self.view.about_to_show("claims", [c for incident in unplaced for c in incident.claims])
        self.waiting += found
        self.headlines |= {w.subject: headline(self.view, w.subject) for w in found}

    def _take_incidents(self) -> bytes:
        """Asks of all incidents and lists them; what each row of the list is ordered by."""
        view = self.view
        entries: list[tuple[tuple[int, int, str], Entry]] = []
        for some in _by_day(self.ledger.fetching.incident_days()):
            view.about_to_show("incidents", some)
            incidents = [view.incident_by_id[own] for own in some]
            self.spots += [spot for each in incidents for spot in spots_of(each)]
            entries += [(newest_key(each), incident_entry(view, each)) for each in incidents]
            self._wait(asked_of_incidents(view, incidents, self.settled))
        entries.sort(key=lambda each: each[0])
        self._add("incidents", (entry for _, entry in entries))
        return array("i", (n for key, _ in entries for n in key[:2])).tobytes()


def in_order(waiting: list[Waiting]) -> tuple[Waiting, ...]:
    """The queue in its order."""
    return tuple(sorted(waiting, key=lambda w: (-w.points, w.subject)))


def reports_and_claims(
    view: FetchedView, ids: list[str]
) -> tuple[list[Report], dict[str, list[Claim]]]:
    """Reports, those that are there, with their claims in the order of their words."""
    view.about_to_show("reports", ids)
    reports = [view.report_by_id[own] for own in ids if own in view.report_by_id]
    claims = {
        report.id: sorted(
            view.claims_of_report.get(report.id, ()), key=lambda c: (c.evidence.start, c.id)
        )
        for report in reports
    }
    view.about_to_show("claims", [claim.id for mine in claims.values() for claim in mine])
    return reports, claims


def asked_of_reports(
    view: FetchedView, reports: list[Report], claims: list[Claim], settled: Settled
) -> tuple[Waiting, ...]:
    """What is asked of reports and of the claims in them."""
    inside = {}
    for claim in claims:
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
        settled=settled,
        decisions=False,
    )
    return tuple(w for w in queue(of) if not w.subject.startswith("inc_"))


def asked_of_incidents(
    view: FetchedView, incidents: list[Incident], settled: Settled
) -> tuple[Waiting, ...]:
    """What is asked of incidents: all of a day together, as some ask for others of that day."""
    differing = [each for each in incidents if len(_lineages(each)) > 1]
    telling = [claim for each in differing for claim in each.claims]
    view.about_to_show("claims", telling)
    claims = [view.claim_by_id[c] for c in telling if c in view.claim_by_id]
    of = considered(view, claims=claims, incidents=incidents, settled=settled, decisions=False)
    return tuple(w for w in queue(of) if w.subject.startswith("inc_"))


def asked_of_totals(
    view: FetchedView, accounts: list[Account], settled: Settled
) -> tuple[Waiting, ...]:
    """What is asked of accounts and of decisions."""
    return queue(considered(view, accounts=accounts, settled=settled))


def _lineages(incident: Incident) -> set[str]:
    """Sources that have a figure in use: of one alone no figures can be far apart."""
    return {f.lineage for toll in incident.tolls for f in toll.figures if f.used and f.lineage}


def _by_day(days: list[tuple[str, str]]) -> Iterator[list[str]]:
    """Incidents some at a time, those of one day together.

    :param days: incidents in the order of their days.
    """
    some: list[str] = []
    before = ""
    for own, day in days:
        if len(some) >= _INCIDENTS and day != before:
            yield some
            some = []
        some.append(own)
        before = day
    if some:
        yield some
