"""Who died, by class: from the claim that a toll's best figure rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tollbook.publish.ged.side import ARMED_KINDS, Side, side_of
from tollbook.record import Claim, Incident, Span, Toll, VictimGroup
from tollbook.view import View

_Class: TypeAlias = "tuple[str, str | None]"
"""A status, and the name of the armed side that the dead belonged to (None: not said)."""


@dataclass(frozen=True, slots=True)
class Victims:
    """The dead of one toll by class, in people; their sum is the toll's best.

    :ivar security: soldiers, police and guards of a state; ``combatants``: fighters of others.
    :ivar attackers: of the attackers themselves.
    :ivar party: armed sides that the reports say the dead belonged to.
    :ivar of_party: of the security and combatants, how many of which side, by its name.
    :ivar clash: whether the reports say that two armed sides fought.
    """

    civilians: int = 0
    security: int = 0
    combatants: int = 0
    attackers: int = 0
    unknown: int = 0
    party: tuple[Side, ...] = ()
    of_party: Mapping[str, int] = field(default_factory=dict)
    clash: bool = False

    @property
    def fighters(self) -> int:
        return self.security + self.combatants


def victims_of(view: View, incident: Incident, toll: Toll) -> Victims:
    """The dead of a toll by class; what nobody says is unknown."""
    used = used_claims(view, toll)
    sides = {side.name: side for claim in used for side in _sides(view, claim).values()}
    clash = any("clash" in claim.means for claim in used)
    party = tuple(sides.values())
    best = toll.best if toll.best is not None else (toll.min or 0)
    lead = lead_claim(used, best)
    if lead is None:
        return Victims(unknown=best, party=party, clash=clash)
    told = [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]
    found: Counter[_Class] = Counter()
    for claim in (lead, *(c for c in used if c.adds_to == lead.id)):
        parts = [c for c in told if c.part_of == claim.id and c.harm == "killed"]
        own = _sides(view, claim)
        found += _by_class(claim, parts, own, min(claim.count.nearest or 0, best))
    total = found.total()
    if total > best:  # a policy counts fewer than the words: nobody says which of them
        classes = set(found)
        found = Counter({classes.pop(): best}) if len(classes) == 1 else Counter({UNKNOWN: best})
    elif total < best:
        found[UNKNOWN] += best - total
    by_status: Counter[str] = Counter()
    of_party: Counter[str] = Counter()
    for (status, side), number in found.items():
        by_status[status] += number
        if side is not None and status in ("security", "combatant"):
            of_party[side] += number
    return Victims(
        by_status["civilian"],
        by_status["security"],
        by_status["combatant"],
        by_status["attacker"],
        by_status["unknown"],
        party,
        dict(of_party),
        clash,
    )


UNKNOWN: _Class = ("unknown", None)


def used_claims(view: View, toll: Toll) -> list[Claim]:
    """The claims that a toll's figures were taken from."""
    ids = [figure.claim for figure in toll.figures if figure.used]
    return [view.claim_by_id[c] for c in ids if c in view.claim_by_id]


def lead_claim(used: Sequence[Claim], best: int) -> Claim | None:
    """The claim whose number comes nearest to the best figure; None: there is none."""
    own = [c for c in used if c.count.nearest is not None and c.adds_to is None]
    return min(own or used, key=lambda c: abs((c.count.nearest or 0) - best), default=None)


def _by_class(
    claim: Claim, parts: Sequence[Claim], sides: Mapping[Span, Side], number: int
) -> Counter[_Class]:
    """A claim's dead by class: as its groups say, then as its parts do; the rest unknown."""

    def class_of(group: VictimGroup) -> _Class:
        side = sides.get(group.span) if group.span else None
        return group.status, side.name if side else None

    found: Counter[_Class] = Counter()
    classes = {class_of(group) for group in claim.victims}
    counted = [_number(group) for group in claim.victims]
    if len(classes) == 1:
        found[classes.pop()] = number
    elif claim.victims and None not in counted and sum(n or 0 for n in counted) <= number:
        for group, n in zip(claim.victims, counted, strict=True):
            found[class_of(group)] += n or 0
    found[UNKNOWN] += number - found.total()
    for group in claim.includes.parts:
        _move(found, class_of(group), _number(group) or 0)
    for part in parts:
        said = {group.status for group in part.victims}
        if len(said) == 1:
            _move(found, (said.pop(), None), part.count.nearest or 0)
    attackers = claim.includes.attackers or 0
    for own in [c for c in found if c[0] == "combatant"] + [UNKNOWN]:
        taken = min(attackers, found[own])
        found[own] -= taken
        found["attacker", None] += taken
        attackers -= taken
    return +found


def _move(found: Counter[_Class], to: _Class, number: int) -> None:
    """A part of known status comes out of those of whom nothing was said."""
    taken = min(number, found[UNKNOWN])
    if to[0] != "unknown":
        found[UNKNOWN] -= taken
        found[to] += taken


def _number(group: VictimGroup) -> int | None:
    return group.count.nearest if group.count else None


def _sides(view: View, claim: Claim) -> dict[Span, Side]:
    """The armed sides that the words for the dead name ("four fighters of the Band")."""
    named = [(r.span, r.actor) for r in view.resolutions_of.get(claim.id, ()) if r.span is not None]
    for mention in view.mentions_of_report.get(claim.report, ()):
        if mention.kind == "actor":
            resolved = view.resolutions_of.get(mention.id, ())
            named += [(mention.span, r.actor) for r in resolved]
    found: dict[Span, Side] = {}
    for group in (*claim.victims, *claim.includes.parts):
        if group.span is None or group.status not in ("combatant", "security"):
            continue
        for span, actor in named:
            if actor is not None and actor.kind in ARMED_KINDS and span.overlaps(group.span):
                found.setdefault(group.span, side_of(actor))
    return found
