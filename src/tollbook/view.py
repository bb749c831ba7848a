"""All records of a book at one moment, with the look-ups that lists and explanations need."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from tollbook.asides import SetAsides, grouped
from tollbook.errors import NotFound
from tollbook.hand import DECISION
from tollbook.ledger.carry_over import Carried, carry_over
from tollbook.record import (
    EVERYTHING,
    Account,
    Actor,
    Charter,
    Claim,
    Decision,
    Figure,
    Incident,
    Mention,
    Perpetrator,
    Place,
    Report,
    Resolution,
    SetAside,
    Statement,
    Toll,
    in_force,
)
from tollbook.record.text import fold, squeeze

if TYPE_CHECKING:
    from tollbook.pipeline import Workings
    from tollbook.record.withheld import Mask

Found: TypeAlias = Report | Claim | Incident | Account | Decision | Statement | Mention
"""Any record that has an id."""

_ID = re.compile(r"\b[a-z]{3}_[0-9a-f]{16}\b")
_Item = TypeVar("_Item")
_Key = TypeVar("_Key")


@dataclass(frozen=True)
class View(SetAsides):
    """Records and their relations, unchanging. Lists keep the order in which the book holds them.

    :ivar copies: report id -> id of the report that it copies.
    :ivar redirects: id of a merged incident -> id of the one that holds its claims now.
    :ivar policy: name of the policy that the figures are worked out by.
    :ivar charter: what the book counts.
    :ivar as_read: claims that decisions changed, as the reader had them, by id; ``claims`` holds
        them as decided, and with them the claims that people added.
    :ivar as_resolved: what words had resolved to where a person decided, by id of their record.
    :ivar beside: in a masked view, ids of what tells a withheld name or rests on what does.
    """

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    incidents: tuple[Incident, ...] = ()
    accounts: tuple[Account, ...] = ()
    decisions: tuple[Decision, ...] = ()
    set_asides: tuple[SetAside, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    policy: str = "default"
    charter: Charter = EVERYTHING
    as_read: Mapping[str, Claim] = field(default_factory=dict)
    as_resolved: Mapping[str, tuple[Resolution, ...]] = field(default_factory=dict)
    beside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, workings: Workings, *, policy: str = "default") -> View:
        """The view of what was worked out in memory, without a book."""
        return cls(
            reports=workings.reports,
            claims=workings.claims,
            statements=workings.statements,
            mentions=workings.mentions,
            resolutions=workings.resolutions,
            incidents=workings.tallied.incidents,
            accounts=workings.tallied.accounts,
            set_asides=workings.set_aside,
            copies=workings.copies,
            redirects=dict(workings.tallied.redirects),
            policy=policy,
        )

    def masked(self, mask: Mask) -> View:
        """The same view with every withheld name masked, of the same length.

        In a report that tells the name, and in all that rests on that report, its parts too.
        """
        if not mask:
            return self
        beside = self._beside(mask)

        def of(records: Iterable[_Item], key: Callable[[_Item], str]) -> tuple[_Item, ...]:
            return tuple(mask.record(each, parts=key(each) in beside) for each in records)

        view = replace(
            self,
            reports=of(self.reports, attrgetter("id")),
            claims=of(self.claims, attrgetter("id")),
            statements=of(self.statements, attrgetter("id")),
            mentions=of(self.mentions, attrgetter("id")),
            resolutions=of(self.resolutions, attrgetter("subject")),
            incidents=of(self.incidents, attrgetter("id")),
            accounts=of(self.accounts, attrgetter("id")),
            decisions=of(self.decisions, attrgetter("id")),
            as_read={own: mask.record(c, parts=own in beside) for own, c in self.as_read.items()},
            as_resolved={
                own: tuple(mask.record(r, parts=own in beside) for r in found)
                for own, found in self.as_resolved.items()
            },
            beside=frozenset(beside),
        )
        view = replace(view, set_asides=view.shown(self.set_asides, mask))
        # Found by the words as they are: a masked anchor might not be found in a masked report.
        decided = {decision.id: decision for decision in view.decisions}
        view.__dict__["carried"] = tuple(
            replace(c, decision=decided[c.decision.id], why=mask.text(c.why)) for c in self.carried
        )
        return view

    def shown(self, asides: Iterable[SetAside], mask: Mask) -> tuple[SetAside, ...]:
        """What was set aside in this (masked) view's reports, or before, as it may be shown."""
        return tuple(
            mask.record(each, parts=not self.beside.isdisjoint(ids_in(each.where)))
            for each in asides
        )

    def _beside(self, mask: Mask) -> set[str]:
        """Reports that tell a withheld name, and all that rests on them: ids, and digests."""
        beside = {
            report.id
            for report in self.reports
            if any(mask.holds(t) for t in (report.text, report.title, report.url) if t)
        }
        beside |= {report.capture for report in self.reports if report.id in beside}
        for group in (self.claims, self.statements, self.mentions):
            beside.update(record.id for record in group if record.report in beside)
        for incident in self.incidents:
            if not beside.isdisjoint(incident.claims):
                beside.add(incident.id)
        beside.update(account.id for account in self.accounts if account.claim in beside)
        for decision in self.decisions:
            about = {decision.subject, decision.anchor.capture if decision.anchor else ""}
            if decision.verb == "withhold" or not beside.isdisjoint(about):
                beside.add(decision.id)
        return beside

    def find(self, id: str, *, where: str) -> Found:
        """The record with this id, or the only one whose id begins with it.

        :param where: the book's folder, for the error.
        :raises NotFound: none, or several; the error names the nearest.
        """
        records: dict[str, Found] = {}
        for group in (
            self.reports,
            self.claims,
            self.incidents,
            self.accounts,
            self.decisions,
            self.statements,
            self.mentions,
        ):
            records.update((record.id, record) for record in group)
        for merged in self.redirects:
            survivor = self.incident_now(merged)
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
            where=where,
            next=f"one of these? {', '.join(near)}"
            if near
            else "see the ids: tollbook list incidents",
        )

    @cached_property
    def report_by_id(self) -> Mapping[str, Report]:
        return {report.id: report for report in self.reports}

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def incident_by_id(self) -> Mapping[str, Incident]:
        return {incident.id: incident for incident in self.incidents}

    @cached_property
    def account_by_id(self) -> Mapping[str, Account]:
        return {account.id: account for account in self.accounts}

    @cached_property
    def statement_by_id(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def decision_by_id(self) -> Mapping[str, Decision]:
        return {decision.id: decision for decision in self.decisions}

    @cached_property
    def standing(self) -> tuple[Decision, ...]:
        """The decisions in force."""
        return tuple(in_force(list(self.decisions)))

    def incidents_near(self, incident: Incident, days: int) -> Iterable[Incident]:
        """At least all incidents that lie within so many days of one; here all there are."""
        return self.incidents

    def about_to_show(self, kind: str, ids: Sequence[str]) -> None:
        """Told which records are looked up next; a view that fetches does so in one go."""

    @cached_property
    def account_of_claim(self) -> Mapping[str, Account]:
        return {account.claim: account for account in self.accounts}

    @cached_property
    def incident_of_claim(self) -> Mapping[str, Incident]:
        return {claim: incident for incident in self.incidents for claim in incident.claims}

    def arrival_of(self, report: str) -> int:
        """What reports are ordered by."""
        return self._arrival[report]

    @property
    def by_hand(self) -> Sequence[Claim]:
        """Claims that people added."""
        return [claim for claim in self.claims if claim.reader.startswith("by hand")]

    def claims_there(self, ids: Collection[str]) -> set[str]:
        """Those of the ids that are a claim's."""
        return {own for own in ids if own in self.claim_by_id}

    @cached_property
    def claims_of_report(self) -> Mapping[str, list[Claim]]:
        return grouped(self.claims, attrgetter("report"))

    @cached_property
    def statements_of_report(self) -> Mapping[str, list[Statement]]:
        return grouped(self.statements, attrgetter("report"))

    @cached_property
    def mentions_of_report(self) -> Mapping[str, list[Mention]]:
        return grouped(self.mentions, attrgetter("report"))

    @cached_property
    def resolutions_of(self) -> Mapping[str, list[Resolution]]:
        """By subject: the id of a claim or of a mention."""
        return grouped(self.resolutions, attrgetter("subject"))

    def places(self, claim: Claim, role: str = "") -> list[Resolution]:
        return self._resolved(claim, "place", role)

    def time(self, claim: Claim, role: str = "") -> Resolution | None:
        return next(iter(self._resolved(claim, "time", role)), None)

    def actor(self, claim: Claim, perpetrator: Perpetrator) -> Resolution | None:
        """What the words for a perpetrator resolve to; None: they are in no registry."""
        of_actors = [r for r in self.resolutions_of.get(claim.id, ()) if r.kind == "actor"]
        for resolution in of_actors:
            if perpetrator.span is not None and resolution.span == perpetrator.span:
                return resolution
            if resolution.basis == DECISION:
                return resolution
        words = perpetrator.text.casefold()
        for resolution in of_actors:
            if resolution.span is not None and resolution.span.quote.casefold() == words:
                return resolution
        return None

    def _resolved(self, claim: Claim, kind: str, role: str) -> list[Resolution]:
        return [
            r for r in self.resolutions_of.get(claim.id, ()) if r.kind == kind and r.role == role
        ]

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actors of the registry that any words resolve to."""
        return {r.actor.id: r.actor for r in self.resolutions if r.actor is not None}

    @cached_property
    def actor_by_words(self) -> dict[str, Actor]:
        """Folded words -> the one actor that they resolve to somewhere in the book."""
        found: dict[str, Actor] = {}
        rivals = set()
        for resolution in self.resolutions:
            if resolution.actor is None or resolution.span is None:
                continue
            words = fold(squeeze(resolution.span.quote))
            if found.setdefault(words, resolution.actor).id != resolution.actor.id:
                rivals.add(words)
        return {words: actor for words, actor in found.items() if words not in rivals}

    @cached_property
    def place_by_id(self) -> Mapping[str, Place]:
        """Places that any words resolve to, or that an incident has; as first met."""
        found: dict[str, Place] = {}
        for places in (
            (place for incident in self.incidents for place in incident.places),
            (r.place for r in self.resolutions if r.place is not None),
        ):
            for place in places:
                found.setdefault(place.id, place)
        return found

    def incident_now(self, id: str) -> Incident | None:
        """The incident with this id, or the one that it was merged into; None: there is neither."""
        now, passed = id, set[str]()
        while now not in self.incident_by_id and now in self.redirects and now not in passed:
            passed.add(now)
            now = self.redirects[now]
        return self.incident_by_id.get(now)

    def actor_name(self, actor: str | None) -> str | None:
        """The name of an actor of the registry, given its id; what it is not id of, as it is."""
        record = self.actor_by_id.get(actor) if actor is not None else None
        return record.name if record is not None else actor

    def figures_of(self, claim_id: str) -> list[tuple[Incident, Toll, Figure]]:
        """The part that a claim has in each toll of its incident."""
        incident = self.incident_of_claim.get(claim_id)
        if incident is None:
            return []
        return [
            (incident, toll, figure)
            for toll in incident.tolls
            for figure in toll.figures
            if figure.claim == claim_id
        ]

    def reports_of(self, incident: Incident) -> list[Report]:
        """The reports that tell of an incident, in order of arrival."""
        ids = {self.claim_by_id[c].report for c in incident.claims if c in self.claim_by_id}
        there = [i for i in ids if i in self._arrival]
        return [self.report_by_id[i] for i in sorted(there, key=self._arrival.__getitem__)]

    @cached_property
    def _arrival(self) -> dict[str, int]:
        """Where a report stands among all."""
        return {report.id: place for place, report in enumerate(self.reports)}

    @cached_property
    def carried(self) -> tuple[Carried, ...]:
        """Each decision in force with the record that it is about now, in the log's order."""
        groups = (self.reports, self.incidents, self.accounts, self.statements, self.mentions)
        others = {record.id for group in groups for record in group}
        return carry_over(
            self.decisions, self.claims, self.reports, others=others, redirects=self.redirects
        )

    @cached_property
    def orphans(self) -> tuple[Carried, ...]:
        """Decisions in force whose record is gone and whose words are not found: for a person."""
        return tuple(carried for carried in self.carried if carried.subject is None)

    @cached_property
    def _carried_to(self) -> dict[str | None, list[Carried]]:
        return grouped(self.carried, attrgetter("subject"))

    def decisions_on(self, subject: str) -> list[Decision]:
        """The decisions in force on a record, in the order they were taken."""
        return [carried.decision for carried in self._carried_to.get(subject, ())]


def ids_in(text: str) -> list[str]:
    """Ids of records that a text names."""
    return _ID.findall(text)


def hidden(decision: Decision, shown: Decision) -> list[str]:
    """Which texts of a decision a mask changed; ``words`` are those of its anchor."""
    fields = ("decided_by", "before", "after", "reason")
    differ = [name for name in fields if getattr(decision, name) != getattr(shown, name)]
    return differ + ["words"] * (decision.anchor != shown.anchor)
