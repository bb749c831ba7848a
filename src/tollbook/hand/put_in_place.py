"""Every decision in force, put in place one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.hand.added import added, whole_of
from tollbook.hand.corrections import (
    corrected_claim,
    corrected_report,
    with_perpetrator,
    with_scope,
    with_stance,
)
from tollbook.hand.judged import Judged
from tollbook.hand.sources import Sources
from tollbook.hand.whereabouts import (
    blamed_claim,
    dated_claim,
    place_of,
    placed_claim,
    rescoped,
    when_of,
)
from tollbook.record import (
    Actor,
    Claim,
    Decision,
    Mention,
    Report,
    Resolution,
    Rulings,
    SetAside,
    in_force,
)
from tollbook.record.decided import (
    ActorSet,
    AddedClaim,
    Corrected,
    Dated,
    Payload,
    Placed,
    ScopeSet,
    SourceDeclared,
    StanceSet,
    decode,
)
from tollbook.record.rulings import Said
from tollbook.record.text import fold

_STANDING = frozenset({"accept", "reject", "unsure", "reopen"})
_TYING = frozenset({"same", "different", "split", "merge"})


@dataclass(frozen=True, slots=True)
class AsDecided:
    """A book's records with the decisions of people put in place.

    :ivar claims: as read or as decided, and those that people added.
    :ivar rulings: what the tally is to go by.
    :ivar as_read: claims that decisions changed, as the reader had them, by id.
    :ivar as_resolved: by id of a claim or mention, what its words had resolved to.
    :ivar added: ids of the claims that people added.
    :ivar set_aside: claims added on words that stand in their report no more.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    resolutions: tuple[Resolution, ...]
    rulings: Rulings
    as_read: Mapping[str, Claim]
    as_resolved: Mapping[str, tuple[Resolution, ...]]
    added: frozenset[str]
    set_aside: tuple[SetAside, ...] = ()


def put_in_place(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    mentions: Sequence[Mention],
    resolutions: Sequence[Resolution],
    decisions: Sequence[Decision],
    *,
    issued: Mapping[str, str],
) -> AsDecided:
    """Records as read, with all decisions in force put in place.

    A decision about a record that is not there changes nothing.

    :param decisions: the log; each subject as it is now (carried over).
    :param issued: the id register, claim id -> incident id.
    """
    standing = in_force(list(decisions))
    if not standing:
        nothing = Rulings()
        return AsDecided(
            tuple(reports), tuple(claims), tuple(resolutions), nothing, {}, {}, frozenset()
        )
    desk = _Desk(reports, claims, mentions, resolutions, issued)
    for decision in standing:
        desk.put(decision)
    return desk.done()


class _Desk:
    """The records while decisions are put in place."""

    def __init__(
        self,
        reports: Sequence[Report],
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        resolutions: Sequence[Resolution],
        issued: Mapping[str, str],
    ) -> None:
        self.reports = {report.id: report for report in reports}
        self.claims = {claim.id: claim for claim in claims}
        self.mentions = {mention.id: mention for mention in mentions}
        self.found: defaultdict[str, list[Resolution]] = defaultdict(list)
        for resolution in resolutions:
            self.found[resolution.subject].append(resolution)
        self.read = dict(self.claims)
        self.resolved = {subject: tuple(found) for subject, found in self.found.items()}
        self.known = _actors(resolutions)
        founders: dict[str, str] = {}
        for claim, incident in issued.items():
            founders.setdefault(incident, claim)
        self.judged = Judged(founders)
        self.declared: list[SourceDeclared] = []
        self.added: list[str] = []
        self.lost: list[SetAside] = []

    def put(self, decision: Decision) -> None:
        said = Said(decision.id, decision.decided_by, decision.decided_at.date(), decision.reason)
        if decision.verb in _STANDING:
            self.judged.stand(decision, said)
            return
        if decision.after is None:  # it replaces nothing, or what it put in place was destroyed
            return
        value = decode(decision.verb, decision.after)
        if decision.verb in _TYING:
            self.judged.tie(decision, value, said)
        elif isinstance(value, SourceDeclared):
            self.declared.append(value)
        elif isinstance(value, AddedClaim):
            self._add(decision, value, said)
        elif decision.subject in self.claims:
            self._on_claim(self.claims[decision.subject], value, said)
        elif decision.subject in self.mentions:
            self._on_mention(self.mentions[decision.subject], value, said)
        elif decision.subject in self.reports and isinstance(value, Corrected):
            report = self.reports[decision.subject]
            self.reports[report.id] = corrected_report(report, value)
        else:
            self.judged.incident(decision, value, said)

    def _add(self, decision: Decision, value: AddedClaim, said: Said) -> None:
        made = added(decision, value, said, self.reports.get(decision.subject))
        if made is None:
            self.lost.append(
                SetAside(
                    "added claim without its words",
                    f"{said.who} added it on words that stand in the report no more",
                    decision.id,
                    f"tollbook decide undo {decision.id}, and add it anew",
                )
            )
            return
        if made.note is not None:
            self.reports[made.note.id] = made.note
        beside = (c for c in self.claims.values() if c.report == made.claim.report)
        whole = whole_of(made.claim, beside)
        self.claims[made.claim.id] = replace(made.claim, part_of=whole.id if whole else None)
        self.found[made.claim.id] = list(made.resolutions)
        self.added.append(made.claim.id)
        incident = made.incident
        if decision.subject.startswith("inc_"):
            incident = incident or decision.subject
        if incident is not None:
            self.judged.together(made.claim.id, incident, said)

    def _on_claim(self, claim: Claim, value: Payload, said: Said) -> None:
        found = self.found[claim.id]
        match value:
            case Corrected():
                claim = corrected_claim(claim, value)
            case StanceSet():
                claim = with_stance(claim, value)
            case ScopeSet():
                claim = with_scope(claim, value)
                found = rescoped(value.scope, found)
            case ActorSet():
                claim = with_perpetrator(claim, value)
                found = blamed_claim(claim, value, said, found, self.known)
            case Placed():
                found = placed_claim(claim, place_of(value), said, found)
            case Dated():
                found = dated_claim(claim, when_of(value, said), said, found)
            case _:
                return
        self.claims[claim.id] = claim
        self.found[claim.id] = found

    def _on_mention(self, mention: Mention, value: Payload, said: Said) -> None:
        """What words mean: for the mention, and for every claim that rests on these words."""
        kind = {Placed: "place", Dated: "time", ActorSet: "actor"}.get(type(value))
        if kind != mention.kind:
            return
        for claim in [c for c in self.claims.values() if c.report == mention.report]:
            if any(r.kind == kind and r.span == mention.span for r in self.found[claim.id]):
                self._on_claim(claim, value, said)
        self.found[mention.id] = _of_mention(mention, value, said, self.known)

    def done(self) -> AsDecided:
        sources = Sources(self.declared)
        if sources:
            for claim in list(self.claims.values()):
                report = self.reports.get(claim.report)
                if report is not None:
                    self.claims[claim.id] = sources.spoken(claim, report)
        as_read = {own: read for own, read in self.read.items() if self.claims[own] != read}
        as_resolved = {
            subject: self.resolved.get(subject, ())
            for subject, found in self.found.items()
            if tuple(found) != self.resolved.get(subject, ()) and subject not in self.added
        }
        return AsDecided(
            tuple(self.reports.values()),
            tuple(self.claims.values()),
            tuple(r for found in self.found.values() for r in found),
            self.judged.rulings(as_read),
            as_read,
            as_resolved,
            frozenset(self.added),
            tuple(self.lost),
        )


def _of_mention(
    mention: Mention, value: Payload, said: Said, known: Mapping[str, Actor]
) -> list[Resolution]:
    place = place_of(value) if isinstance(value, Placed) else None
    when = when_of(value, said) if isinstance(value, Dated) else None
    actor = None
    if isinstance(value, ActorSet) and value.actor is not None:
        actor = known.get(value.actor) or known.get(fold(value.actor))
    reasons = (f"decided by {said.words} ({said.decision})",)
    return [
        Resolution(
            mention.id, mention.kind, mention.span, 1.0, "decision", reasons, place, when, actor
        )
    ]


def _actors(resolutions: Iterable[Resolution]) -> dict[str, Actor]:
    known: dict[str, Actor] = {}
    for resolution in resolutions:
        for actor in (resolution.actor, *resolution.candidate_actors):
            if actor is not None:
                known[actor.id] = known[fold(actor.name)] = actor
    return known
