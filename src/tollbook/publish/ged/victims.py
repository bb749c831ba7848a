"""Who died, by class: from the claim that a toll's best figure rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.publish.ged.side import ARMED_KINDS, Side, side_of
from tollbook.record import Claim, Incident, Toll, VictimGroup
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Victims:
    """The dead of one toll by class, in people; their sum is the toll's best.

    :ivar security: soldiers, police and guards of a state; ``combatants``: fighters of others.
    :ivar attackers: of the attackers themselves.
    :ivar party: sides that the reports say the dead belonged to.
    """

    civilians: int = 0
    security: int = 0
    combatants: int = 0
    attackers: int = 0
    unknown: int = 0
    party: tuple[Side, ...] = ()

    @property
    def fighters(self) -> int:
        return self.security + self.combatants


def victims_of(view: View, incident: Incident, toll: Toll) -> Victims:
    """The dead of a toll by class; what nobody says is unknown."""
    used = used_claims(view, toll)
    party = _party(view, used)
    best = toll.best if toll.best is not None else (toll.min or 0)
    lead = lead_claim(used, best)
    if lead is None:
        return Victims(unknown=best, party=party)
    told = [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]
    found: Counter[str] = Counter()
    for claim in (lead, *(c for c in used if c.adds_to == lead.id)):
        parts = [c for c in told if c.part_of == claim.id and c.harm == "killed"]
        found += _by_class(claim, parts, min(claim.count.nearest or 0, best))
    total = found.total()
    if total > best:  # a policy counts fewer than the words: nobody says which of them
        statuses = set(found)
        found = Counter({statuses.pop(): best}) if len(statuses) == 1 else Counter(unknown=best)
    elif total < best:
        found["unknown"] += best - total
    return Victims(
        found["civilian"],
        found["security"],
        found["combatant"],
        found["attacker"],
        found["unknown"],
        party,
    )


def used_claims(view: View, toll: Toll) -> list[Claim]:
    """The claims that a toll's figures were taken from."""
    ids = [figure.claim for figure in toll.figures if figure.used]
    return [view.claim_by_id[c] for c in ids if c in view.claim_by_id]


def lead_claim(used: Sequence[Claim], best: int) -> Claim | None:
    """The claim whose number comes nearest to the best figure; None: there is none."""
    own = [c for c in used if c.count.nearest is not None and c.adds_to is None]
    return min(own or used, key=lambda c: abs((c.count.nearest or 0) - best), default=None)


def _by_class(claim: Claim, parts: Sequence[Claim], number: int) -> Counter[str]:
    """A claim's dead by status: as its groups say, then as its parts do; the rest unknown."""
    found: Counter[str] = Counter()
    statuses = {group.status for group in claim.victims}
    counted = [_number(group) for group in claim.victims]
    if len(statuses) == 1:
        found[statuses.pop()] = number
    elif claim.victims and None not in counted and sum(n or 0 for n in counted) <= number:
        for group, n in zip(claim.victims, counted, strict=True):
            found[group.status] += n or 0
    found["unknown"] += number - found.total()
    for group in claim.includes.parts:
        _move(found, group.status, _number(group) or 0)
    for part in parts:
        said = {group.status for group in part.victims}
        if len(said) == 1:
            _move(found, said.pop(), part.count.nearest or 0)
    attackers = claim.includes.attackers or 0
    for status in ("combatant", "unknown"):
        taken = min(attackers, found[status])
        found[status] -= taken
        found["attacker"] += taken
        attackers -= taken
    return +found


def _move(found: Counter[str], status: str, number: int) -> None:
    """A part of known status comes out of those of whom nothing was said."""
    taken = min(number, found["unknown"])
    if status != "unknown":
        found["unknown"] -= taken
        found[status] += taken


def _number(group: VictimGroup) -> int | None:
    return group.count.nearest if group.count else None


def _party(view: View, claims: Sequence[Claim]) -> tuple[Side, ...]:
    """The armed sides that the words for the dead name ("four fighters of the Band")."""
    found: dict[str, Side] = {}
    for claim in claims:
        spans = [g.span for g in claim.victims if g.span is not None and _fights(g)]
        if not spans:
            continue
        for mention in view.mentions_of_report.get(claim.report, ()):
            if mention.kind != "actor" or not any(s.overlaps(mention.span) for s in spans):
                continue
            for resolution in view.resolutions_of.get(mention.id, ()):
                actor = resolution.actor
                if actor is not None and actor.kind in ARMED_KINDS:
                    found.setdefault(actor.id, side_of(actor))
    return tuple(found.values())


def _fights(group: VictimGroup) -> bool:
    return group.status in ("combatant", "security")
