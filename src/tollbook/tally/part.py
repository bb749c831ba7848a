"""A part of a book's incidents reckoned: by its own tellings and ties, as a whole tally would.

The records are those of some reports; what the rest of the book tells does not come into it, as
long as no tie, decision or id leads out of the part. To see to that is the caller's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tollbook.record import Incident, SetAside
from tollbook.tally.account import Booked, opened
from tollbook.tally.balance import balance
from tollbook.tally.documented import Documented, documented
from tollbook.tally.entry import Entry
from tollbook.tally.event import event
from tollbook.tally.grounds import Records, Rules, context_of, entered_by, twins_of
from tollbook.tally.link import Tied, clusters_of
from tollbook.tally.reckoning import without_nobody
from tollbook.tally.refusal import where_is
from tollbook.tally.register import issue
from tollbook.tally.telling import Telling, tellings
from tollbook.tally.ties import Ties, unheard


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a part adds up to.

    :ivar books: its incidents by id, as accounts see them.
    :ivar asides: what is set aside of its claims, by where it stands; empty where nothing is.
    :ivar out: claims that an id was issued to and that are in no incident.
    :ivar issued / redirects: as of :class:`tollbook.tally.reckoning.Tallied`.
    """

    books: Mapping[str, Documented]
    asides: Mapping[str, tuple[SetAside, ...]]
    out: frozenset[str]
    issued: tuple[tuple[str, str], ...]
    redirects: tuple[tuple[str, str], ...]

    @property
    def incidents(self) -> dict[str, Incident]:
        return {own: book.incident for own, book in self.books.items()}


class Part:
    """Some reports' records, and what they tell.

    :param records: whole groups of copies; all reports in which a figure of what is reckoned is
        taken back; those of all claims that people tied or parted.
    """

    def __init__(self, records: Records, rules: Rules) -> None:
        self.records = records
        self.entered = entered_by(records, rules)
        self.twins, self.carried = twins_of(self.entered)
        self.context = context_of(self.entered, self.twins, records, rules)
        self.ties = Ties(records.rulings, self.entered.twins)
        self.told: dict[str, Telling] = {
            t.key: t for t in tellings(self.entered.incidents, self.ties)
        }

    @cached_property
    def telling_of(self) -> Mapping[str, str]:
        """Claims to the keys of their tellings; a copy's to that of what it repeats."""
        found = {e.id: t.key for t in self.told.values() for e in t.entries}
        twins = self.entered.twins
        return found | {copy.id: found[first.id] for copy, first in twins if first.id in found}

    @cached_property
    def claims_of(self) -> Mapping[str, frozenset[str]]:
        """Tellings to their claims, copies' among them."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for claim, key in self.telling_of.items():
            found[key].add(claim)
        return {key: frozenset(claims) for key, claims in found.items()}

    def totals(self, of: Collection[str]) -> dict[str, Booked]:
        """The accounts of some reports' totals by their ids, before anything is held against
        them."""
        mine = (balance(e) for e in self.entered.balances if e.claim.report in of)
        every = (opened(b, self.carried[b.entry.id]) for b in mine if b is not None)
        return {each.account.id: each for each in every}

    def retractions(self, of: Collection[str]) -> dict[str, Entry]:
        """Claims of some reports by which their sources take figures back."""
        return {e.id: e for e in self.entered.retractions if e.claim.report in of}

    def tied_by_people(self) -> list[frozenset[str]]:
        """Tellings that one decision tied or parted, decision by decision."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for tie in (*self.records.rulings.together, *self.records.rulings.apart):
            mine = (self.telling_of.get(own) for own in (tie.one, tie.other))
            found[tie.said.decision].update(key for key in mine if key is not None)
        return [frozenset(keys) for keys in found.values()]

    def reckoned(
        self,
        keys: Collection[str],
        tied: Iterable[tuple[str, str, float]],
        register: Mapping[str, str],
        *,
        elsewhere: Collection[str],
        of: Collection[str],
    ) -> Reckoned:
        """The incidents that these tellings make up.

        :param tied: all pairs of them at or above the threshold.
        :param register: claim id -> incident id, of all claims of these reports.
        :param elsewhere: claims that are in incidents of other tellings.
        :param of: reports all of whose claims are told of in set-asides; of others only those
            that these tellings hold.
        """
        told = [self.told[key] for key in sorted(keys)]
        place = {t.key: n for n, t in enumerate(told)}
        links = Tied(told, self.context.scorer, self.ties)
        links.hold(
            sorted((*_in_order(place[one], place[other]), score) for one, other, score in tied)
        )
        rulings = self.records.rulings
        clusters, nobody = without_nobody(clusters_of(links), rulings, self.twins)
        events = [event(cluster, self.context) for cluster in clusters]
        inside = {claim for e in events for claim in e.claims}
        out = [
            c
            for c in self.records.claims
            if c.id in register and c.id not in inside and c.id not in elsewhere
        ]
        ids = issue(events, out, register)
        books = {
            own: documented(e.as_incident(own), (entry.claim for entry in e.entries))
            for e, own in zip(events, ids.ids, strict=True)
        }
        mine = {claim for key in keys for claim in self.claims_of[key]}
        asides: dict[str, list[SetAside]] = {
            where_is(c): [] for c in self.records.claims if c.id in mine or c.report in of
        }
        for tie in (*rulings.together, *rulings.apart):
            if tie.one in mine or tie.other in mine:
                asides[tie.said.decision] = []
        found = [*self.entered.set_aside, *nobody, *(s for e in events for s in e.waiting)]
        for each in (*found, *unheard(rulings, [e.claims for e in events])):
            if each.where in asides:
                asides[each.where].append(each)
        return Reckoned(
            books,
            {where: tuple(some) for where, some in asides.items()},
            frozenset(c.id for c in out),
            ids.issued,
            ids.redirects,
        )


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
