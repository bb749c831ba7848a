"""Incidents from clusters of tellings: when, where, who, the tolls, the grade, the reasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from tollbook.record import (
    Incident,
    Link,
    Place,
    Rulings,
    SetAside,
    Statement,
    Toll,
    Transition,
    When,
)
from tollbook.record.vocabulary import TOLL_HARMS, Grade, Harm
from tollbook.tally.blame import Blame, blame
from tollbook.tally.case import Grounds
from tollbook.tally.entry import Entry
from tollbook.tally.geography import TOWN, finest, lie, roughness
from tollbook.tally.lineage import last_speaker, lineages, root_of
from tollbook.tally.link import Cluster
from tollbook.tally.points import is_fighter, status_of
from tollbook.tally.policy import Policy
from tollbook.tally.retraction import Retractions, taken_back
from tollbook.tally.ruled import ruled_blame, ruled_places, ruled_tolls, ruled_when, ruling_on
from tollbook.tally.score import Scorer, probability
from tollbook.tally.telling import Telling, common_interval
from tollbook.tally.toll import reckon
from tollbook.tally.transitions import transitions

COPIED = ("the same words, in a copy of the report",)
"""Why a copy's claim is linked to that of the original."""


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A cluster worked out, before it has an id.

    :ivar entries: its claims, copies' twins apart.
    :ivar twins: copies' claims with their entries in the originals.
    """

    entries: tuple[Entry, ...]
    twins: tuple[tuple[Entry, Entry], ...]
    when: When | None
    places: tuple[Place, ...]
    blame: Blame
    grade: Grade
    tolls: tuple[Toll, ...]
    links: tuple[Link, ...]
    waiting: tuple[SetAside, ...]
    transitions: tuple[Transition, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(sorted(e.id for e in (*self.entries, *(copy for copy, _ in self.twins))))

    def as_incident(self, id: str) -> Incident:
        return Incident(
            id=id,
            claims=self.claims,
            when=self.when,
            places=self.places,
            perpetrators=self.blame.perpetrators,
            contested=self.blame.contested,
            grade=self.grade,
            tolls=self.tolls,
            links=self.links,
            transitions=self.transitions,
        )


@dataclass(frozen=True, slots=True)
class Context:
    """What working out an event needs besides its cluster.

    :ivar twins: claim id -> copies' claims that repeat it, with its own entry.
    :ivar statements: claim id -> the statements about it.
    :ivar rulings: what people decided.
    :ivar retractions: what sources take back.
    """

    twins: Mapping[str, Sequence[tuple[Entry, Entry]]]
    statements: Mapping[str, Sequence[Statement]]
    rulings: Rulings
    scorer: Scorer
    policy: Policy
    retractions: Retractions = field(default_factory=dict)


def event(cluster: Cluster, context: Context) -> Event:
    """Work out one event."""
    entries = tuple(e for t in cluster.tellings for e in t.entries)
    copied = tuple(chain.from_iterable(context.twins.get(e.id, ()) for e in entries))
    when = _when(cluster.tellings)
    by_harm: dict[Harm, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_harm[entry.claim.harm].append(entry)
    gone = taken_back(cluster.tellings, context.retractions, context.scorer)
    claims = [e.id for e in (*entries, *(copy for copy, _ in copied))]
    ruling = ruling_on(claims, context.rulings)
    moved = {t.moved_from for t in ruling.transitions}
    unsure = context.rulings.unsure
    passed = transitions(cluster.tellings, context.policy, unsure, gone).without(moved)
    tolls: list[Toll] = []
    waiting: list[SetAside] = []
    for harm in TOLL_HARMS:
        mine = by_harm.get(harm)
        if not mine:
            continue
        ids = {e.id for e in mine}
        others = frozenset(e.id for e in entries if e.id not in ids)
        grounds = Grounds(
            when.start if when and when.end else None,
            tuple(pair for pair in copied if pair[1].id in ids),
            context.rulings,
            gone,
            passed,
        )
        reckoned = reckon(harm, mine, others, grounds, context.policy)
        if harm == "killed":
            passed = replace(passed, dead_now=reckoned.toll.best)
        tolls.append(reckoned.toll)
        waiting += reckoned.waiting
    about = [s for e in entries for s in context.statements.get(e.id, ())]
    who = ruled_blame(ruling.culprit, blame(entries, about, context.policy))
    return Event(
        entries,
        copied,
        ruled_when(ruling, when),
        ruled_places(ruling, _places(cluster.tellings)),
        who,
        _grade(entries, tolls, who, context.policy),
        ruled_tolls(ruling, tolls, context.policy.name),
        tuple(_links(cluster, copied, context.scorer)),
        tuple(waiting),
        tuple(passed.records()),
    )


def _when(tellings: Sequence[Telling]) -> When | None:
    """The days that the tellings agree on, with the basis of the finest of them.

    A part of a figure on days of its own ("a third brother had died two days before") dates none.
    """
    dated = [(e.when, e.claim.part_of) for t in tellings for e in t.entries if e.when is not None]
    wholes = [when.interval for when, part_of in dated if part_of is None]
    known = [
        when
        for when, part_of in dated
        if part_of is None or not wholes or any(map(when.interval.overlaps, wholes))
    ]
    common = common_interval(w.interval for w in known)
    if common is None:
        return None

    def fineness(w: When) -> tuple[int, str, str]:
        return (w.interval.days or 10**6, str(w.start), w.basis)

    finest_when = min(known, key=fineness)
    precision = finest_when.precision
    if common.start and common.start == common.end:
        precision = "day"
    return When(common.start, common.end, precision, finest_when.basis)


_NOWHERE = 10**9
"""Behind every place of a text."""


def _places(tellings: Sequence[Telling]) -> tuple[Place, ...]:
    """The places told of, the coarser left out: first where people were hurt, not only held, then
    those that most tellings and claims name, then what a report says first. A county that one of
    the towns may lie in comes after them."""
    named = Counter(p for t in tellings for p in t.places)
    entries = [e for t in tellings for e in t.entries]
    claims = Counter(p.id for e in entries for p in e.places)
    first: dict[str, int] = {}
    for e in entries:
        for p in e.places:
            first[p.id] = min(e.claim.evidence.start, first.get(p.id, e.claim.evidence.start))
    hurt = {p.id for e in entries if e.claim.harm != "detained" for p in e.places}
    found = finest(list(named))
    towns = [p for p in found if p.id in hurt and roughness(p) <= TOWN]
    return tuple(
        sorted(
            found,
            key=lambda p: (
                p.id not in hurt,
                roughness(p) > TOWN and any(lie(t, p)[0] == "inside" for t in towns),
                -named[p],
                -claims[p.id],
                first.get(p.id, _NOWHERE),
                roughness(p),
                p.id,
                p.radius_km,
            ),
        )
    )


def _grade(entries: Sequence[Entry], tolls: Sequence[Toll], who: Blame, policy: Policy) -> Grade:
    """The grade by Airwars' conditions (docs/policies.md, Grades), but for actions nearby."""
    hurt = [e for e in entries if e.claim.harm != "attacked"]
    nobody = bool(tolls) and all(t.max == 0 and not t.open_above for t in tolls)
    fighters = bool(hurt) and all(is_fighter(status_of(e.claim)) for e in hurt)
    if nobody or (policy.discount_combatants and fighters):
        return "discounted"
    if who.contested:
        return "contested"
    if who.accepted:
        return "confirmed"
    # early and replaced counts give no figure, but their sources still tell of the event
    told = lineages(root_of(e.claim, e.original) for e in entries if _credible(e, policy))
    return "fair" if len(set(told.values())) > 1 else "weak"


def _credible(entry: Entry, policy: Policy) -> bool:
    """Whether the one who tells of it neither takes part nor doubts it."""
    speaker = last_speaker(entry.claim)
    if speaker.stance == "doubts" or speaker.stake == "enemy_losses":
        return False
    return speaker.kind not in policy.partisan or speaker.stake in ("own_losses", "own_doing")


def _links(cluster: Cluster, twins: Sequence[tuple[Entry, Entry]], scorer: Scorer) -> list[Link]:
    """For every claim but one, what ties it best to the rest; and what people tied."""
    tellings = cluster.tellings
    links = [
        Link(tie.one, tie.other, 1.0, (f"one incident, by decision of {tie.said.words}",))
        for tie in cluster.ties
    ]
    by_key = {t.key: t for t in tellings}
    for t in tellings:
        head = t.entries[0]
        if t.key in cluster.best:  # else only a person's decision holds it here
            score, key = cluster.best[t.key]
            other = by_key[key]
            why = scorer.reasons(t, other)
            links.append(Link(head.id, other.entries[0].id, probability(score), why))
        links += [Link(e.id, head.id, 1.0, (_told_together(e, head),)) for e in t.entries[1:]]
    links += [Link(copy.id, first.id, 1.0, COPIED) for copy, first in twins]
    return sorted(links, key=lambda link: (link.claim, link.other))


def _told_together(entry: Entry, head: Entry) -> str:
    if head.id in (entry.claim.part_of, entry.claim.adds_to):
        return "the report ties the two figures together"
    return "told in the same report, and neither day nor place parts them"
