"""From claims to incidents and accounts: the room's one function, pure from records to records."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from tollbook.record import (
    EVERYTHING,
    NO_RULINGS,
    Account,
    Charter,
    Claim,
    Incident,
    Report,
    Resolution,
    Rulings,
    SetAside,
    Statement,
)
from tollbook.tally.account import Booked, accounts
from tollbook.tally.block import candidate_pairs
from tollbook.tally.documented import Documented, documented
from tollbook.tally.entering import Entered
from tollbook.tally.entry import Entry
from tollbook.tally.event import Context, Event, event
from tollbook.tally.grounds import Records, Rules, context_of, entered_by, twins_of
from tollbook.tally.link import Cluster, Tied, clusters_of
from tollbook.tally.points import points_of
from tollbook.tally.policy import Policy
from tollbook.tally.refusal import aside
from tollbook.tally.register import issue
from tollbook.tally.telling import tellings
from tollbook.tally.ties import Ties, unheard


@dataclass(frozen=True, slots=True)
class Tallied:
    """What the claims add up to.

    :ivar incidents: in the order of their first day, then id.
    :ivar accounts: in the order of their claims' ids.
    :ivar set_aside: claims that enter nothing, and figures that wait for a person.
    :ivar issued: (claim id, incident id) newly issued, for the id register.
    :ivar redirects: (merged incident id, surviving id).
    """

    incidents: tuple[Incident, ...]
    accounts: tuple[Account, ...]
    set_aside: tuple[SetAside, ...]
    issued: tuple[tuple[str, str], ...]
    redirects: tuple[tuple[str, str], ...]


class Keeper(Protocol):
    """Takes down what a tally of a whole book finds on its way."""

    def linked(self, tied: Tied) -> None:
        """All tellings, and which of them are tied."""

    def taken_back(self, retractions: Sequence[Entry]) -> None:
        """Claims by which sources take figures back."""

    def inside(self, books: Sequence[Documented]) -> None:
        """All incidents, as accounts see them."""

    def booked(self, booked: Booked) -> None:
        """An account with what it follows from."""


def tally(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    resolutions: Sequence[Resolution],
    rulings: Rulings = NO_RULINGS,
    *,
    copies: Mapping[str, str],
    issued: Mapping[str, str],
    policy: Policy,
    charter: Charter = EVERYTHING,
    keeper: Keeper | None = None,
) -> Tallied:
    """Link claims to incidents, reckon their tolls and hold the running totals against them.

    The result does not depend on the order of any argument; ids depend on the reports'
    sequence and on the register alone.

    :param rulings: what people decided, of claims and of incidents.
    :param copies: report id -> id of the report it copies.
    :param issued: the id register, claim id -> incident id.
    :param charter: what the book counts; claims outside are set aside.
    :param keeper: takes down what a part of it is found by later; None: nobody does.
    """
    records = Records(reports, claims, statements, resolutions, rulings, copies)
    with _no_search_for_cycles():
        return _tally(records, Rules(policy, charter), issued, keeper)


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of small records and no cycles among them: the search took a third of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _tally(
    records: Records, rules: Rules, issued: Mapping[str, str], keeper: Keeper | None
) -> Tallied:
    rulings = records.rulings
    entered = entered_by(records, rules)
    twins, carried = twins_of(entered)
    context = context_of(entered, twins, records, rules)
    ties = Ties(rulings, entered.twins)
    told = tellings(entered.incidents, ties)
    tied = Tied(told, context.scorer, ties)
    tied.tie(candidate_pairs(told))
    if keeper is not None:
        keeper.linked(tied)
        keeper.taken_back(entered.retractions)
    clusters, nobody = without_nobody(clusters_of(tied), rulings, twins)
    del told, tied
    events = _events(clusters, context)
    inside = {claim for e in events for claim in e.claims}
    issue_now = issue(events, (c for c in records.claims if c.id not in inside), issued)
    incidents = [e.as_incident(own) for e, own in zip(events, issue_now.ids, strict=True)]
    books = [
        documented(i, (entry.claim for entry in e.entries))
        for i, e in zip(incidents, events, strict=True)
    ]
    books.sort(key=lambda book: book.incident.id)
    booked = accounts(entered.balances, books, carried)
    if keeper is not None:
        keeper.inside(books)
        for each in booked:
            keeper.booked(each)
    return Tallied(
        incidents=tuple(sorted(incidents, key=_printed_order)),
        accounts=tuple(each.account for each in booked),
        set_aside=_set_aside(
            entered, events, [*nobody, *unheard(rulings, [e.claims for e in events])]
        ),
        issued=issue_now.issued,
        redirects=issue_now.redirects,
    )


def without_nobody(
    clusters: Sequence[Cluster],
    rulings: Rulings,
    twins: Mapping[str, Sequence[tuple[Entry, Entry]]],
) -> tuple[list[Cluster], list[SetAside]]:
    """The clusters that tell of something done to somebody, and the claims of the others set aside.

    "Nobody was hurt" is a figure of an attack or of an incident that others tell of; by itself,
    with nobody who did anything and nothing attacked, it tells of no incident. What a person
    tied, accepted or set is kept.

    :param twins: claim id -> copies' claims that repeat it.
    """
    kept: list[Cluster] = []
    nobody: list[SetAside] = []
    for cluster in clusters:
        entries = [entry for telling in cluster.tellings for entry in telling.entries]
        decided = cluster.ties or any(
            e.id in rulings.accepted or e.id in rulings.incidents for e in entries
        )
        if decided or not all(_is_nobody(e.claim) for e in entries):
            kept.append(cluster)
            continue
        why = "it says that nobody was hurt, and nothing tells of an attack"
        entries += [copy for e in entries for copy, _ in twins.get(e.id, ())]
        nobody += [aside(e.claim, "nobody hurt", why, f"tollbook show {e.id}") for e in entries]
    return kept, nobody


def _is_nobody(claim: Claim) -> bool:
    if claim.harm == "attacked" or claim.perpetrators or claim.means:
        return False
    points = points_of(claim.count, {})
    return points is not None and points.is_zero


def _events(clusters: list[Cluster], context: Context) -> list[Event]:
    """The clusters worked out, each dropped as soon as it is: a million tellings take room."""
    clusters.reverse()
    events: list[Event] = []
    while clusters:
        events.append(event(clusters.pop(), context))
    return events


def _printed_order(incident: Incident) -> tuple[str, str]:
    start = incident.when.start or incident.when.end if incident.when else None
    return (start.isoformat() if start else "9999", incident.id)


def _set_aside(
    entered: Entered, events: Sequence[Event], unheard: Sequence[SetAside]
) -> tuple[SetAside, ...]:
    waiting = [*unheard, *(s for e in events for s in e.waiting)]
    return tuple(
        sorted((*entered.set_aside, *waiting), key=lambda s: (s.where, s.what, s.why, s.next))
    )
