"""Ids that stay: issued once, from the earliest-arrived claim, and kept when incidents merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.record import Claim
from tollbook.record.ids import incident_id
from tollbook.tally.event import Event


@dataclass(frozen=True, slots=True)
class Issue:
    """The ids of events, with what is new for the register.

    :ivar ids: one for each event, in their order.
    :ivar issued: (claim, incident), one for each id issued now: its earliest-arrived claim.
    :ivar redirects: (id given up, id that stands for it now).
    """

    ids: tuple[str, ...]
    issued: tuple[tuple[str, str], ...]
    redirects: tuple[tuple[str, str], ...]


def issue(events: Sequence[Event], out: Iterable[Claim], register: Mapping[str, str]) -> Issue:
    """Give every event its id.

    An event keeps the id issued to a claim of its own; of several, that of the claim that
    arrived first, and the others redirect to it. Where the claim that an id was issued to no
    longer counts (rejected, say), the event that its report tells of beside it keeps the id.
    An event without any gets a new one from its earliest-arrived claim.

    :param out: claims that are in no event.
    :param register: claim id -> incident id, as issued before.
    """
    members = [
        sorted((*event.entries, *(copy for copy, _ in event.twins)), key=lambda e: e.arrived)
        for event in events
    ]
    holder: dict[str, tuple[tuple[int, int, str], int]] = {}
    for number, mine in enumerate(members):
        for e in mine:
            known = register.get(e.id)
            if known is not None:
                here = (e.arrived, number)
                holder[known] = min(holder.get(known, here), here)
    held: list[list[str]] = [[] for _ in members]
    for known, (_, number) in sorted(holder.items(), key=lambda item: item[1]):
        held[number].append(known)
    taken = set(holder)
    by_report: dict[str, list[tuple[int, int]]] = {}
    for number, mine in enumerate(members):
        for e in mine:
            by_report.setdefault(e.claim.report, []).append((e.claim.evidence.start, number))
    for claim in sorted(out, key=lambda c: (c.report, c.evidence.start, c.id)):
        orphaned = register.get(claim.id)
        beside = [p for p in by_report.get(claim.report, ()) if not held[p[1]]]
        if orphaned is None or orphaned in taken or not beside:
            continue
        at = claim.evidence.start
        _, number = min(beside, key=lambda place: (abs(place[0] - at), place))
        held[number].append(orphaned)
        taken.add(orphaned)
    ids: list[str] = []
    issued: list[tuple[str, str]] = []
    redirects: list[tuple[str, str]] = []
    for mine, own in zip(members, held, strict=True):
        if own:
            ids.append(own[0])
            redirects += [(other, own[0]) for other in own[1:]]
        else:
            founder = mine[0].id
            ids.append(incident_id(founder))
            issued.append((founder, ids[-1]))
    return Issue(tuple(ids), tuple(sorted(issued)), tuple(sorted(redirects)))
