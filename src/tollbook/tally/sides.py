"""Figures of different people: soldiers that one report counts are no rival of another's civilians.

UCDP keeps the dead of each side and civilians apart (codebook 22.1, 5.7); each is reconciled by
itself, then they are added. What parts them is a status that nobody disputes: that of security
forces, and of fighters whom their own side counts as its dead. Whether the others were civilians or
fighters is often what two speakers differ about, so "eight militants" and "ten civilians" stay
rivals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from tollbook.tally.entry import Entry
from tollbook.tally.lineage import last_speaker
from tollbook.tally.points import add_points, counted, status_of
from tollbook.tally.policy import Policy
from tollbook.tally.stated import Stated

SECURITY, FIGHTERS, OTHERS = "security forces", "fighters", "civilians and others"


def by_side(stated: Sequence[Stated], policy: Policy) -> Mapping[str, list[Stated]]:
    """The figures of each side, where each counts people of known sides alone.

    :returns: empty where there is one side, where a figure is of all, or where two sides are
        given one number by two sources: that may be the same people, called otherwise.
    """
    fighters = any(
        status_of(e.claim) == "combatant" and last_speaker(e.claim).stake == "own_losses"
        for s in stated
        for e in (s.lead, *s.adds)
    )
    found: dict[str, list[Stated]] = defaultdict(list)
    loose: list[Stated] = []
    for s in stated:
        if s.points.vague or s.points.is_zero:
            loose.append(s)
            continue
        pieces = _pieces(s, policy, fighters=fighters)
        if pieces is None:
            return {}
        for side, piece in pieces.items():
            if all(piece.key != known.key for known in found[side]):
                found[side].append(piece)
    if len(found) < 2 or _may_be_the_same(found):
        return {}
    for s in loose:  # a word gives way to a number, wherever it stands
        own = _side(s.lead, fighters=fighters)
        found[own if own is not None and own in found else min(found)].append(s)
    return {side: found[side] for side in sorted(found)}


def _pieces(s: Stated, policy: Policy, *, fighters: bool) -> dict[str, Stated] | None:
    """A figure as those of each side it counts; None: it is of all, or cannot be taken apart."""
    if s.on_top or s.overtaken:
        return None
    members: dict[str, list[Entry]] = defaultdict(list)
    for member in (s.lead, *s.adds):
        side = _side(member, fighters=fighters)
        if side is None:
            return None
        members[side].append(member)
    if len(members) == 1:
        return dict.fromkeys(members, s)
    found: dict[str, Stated] = {}
    for side, mine in members.items():
        points = [counted(e.claim, policy).points for e in mine]
        known = [p for p in points if p is not None]
        if len(known) < len(points):
            return None
        restated = s.restated if s.lead in mine else ()
        found[side] = replace(
            s, lead=mine[0], points=add_points(known), adds=tuple(mine[1:]), restated=restated
        )
    together = add_points([piece.points for piece in found.values()])
    return found if together.high == s.points.high else None


def _side(entry: Entry, *, fighters: bool) -> str | None:
    """The side of all whom a claim counts; None: it does not say, or they are of several."""
    claim = entry.claim
    if claim.includes.attackers:
        theirs = FIGHTERS if fighters else OTHERS
        return theirs if claim.includes.attackers == claim.count.nearest else None
    match status_of(claim):
        case "security":
            return SECURITY
        case "combatant":
            return FIGHTERS if fighters else OTHERS
        case "civilian":
            return OTHERS
        case _:
            return _the_enemy(entry, fighters=fighters)


def _the_enemy(entry: Entry, *, fighters: bool) -> str | None:
    """Of what side "31 of the enemy" are: whom rebels fight, or whom an army does."""
    speaker = last_speaker(entry.claim)
    if speaker.stake != "enemy_losses":
        return None
    if speaker.kind in {"military", "police"}:
        return FIGHTERS if fighters else OTHERS
    return SECURITY


def _may_be_the_same(found: Mapping[str, Sequence[Stated]]) -> bool:
    """Whether two sources give one number of different people: "five guards", "five workers"."""
    return any(
        a.points.top == b.points.top and a.root != b.root
        for mine, theirs in combinations(found.values(), 2)
        for a, b in product(mine, theirs)
    )
