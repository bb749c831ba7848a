"""Decisions as the tally goes by them: what stands, what is tied or parted, what is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations, product

from tollbook.hand.whereabouts import place_of, when_of
from tollbook.record import Claim, Decision, Rulings
from tollbook.record.decided import (
    ActorSet,
    Dated,
    Merged,
    Pair,
    Payload,
    Placed,
    Split,
    TollSet,
    TransitionSet,
    decode,
)
from tollbook.record.rulings import (
    Culprit,
    IncidentRuling,
    Said,
    Tie,
    TollRuling,
    TransitionRuling,
)


class Judged:
    """Decisions gathered one by one, in the log's order.

    :param founders: incident id -> the claim that the id was issued for.
    """

    def __init__(self, founders: Mapping[str, str]) -> None:
        self._founders = founders
        self._standing: dict[str, tuple[str, Said]] = {}
        self._pairs: dict[frozenset[str], tuple[str, Tie]] = {}
        self._splits: dict[str, tuple[set[str], set[str]]] = {}
        self._incidents: dict[str, IncidentRuling] = {}

    def stand(self, decision: Decision, said: Said) -> None:
        """accept, reject, unsure or reopen of a claim: the last one holds."""
        self._standing.pop(decision.subject, None)
        if decision.verb != "reopen":
            self._standing[decision.subject] = (decision.verb, said)

    def tie(self, decision: Decision, value: Payload | None, said: Said) -> None:
        """same, different, split or merge: of each pair of claims the last one holds."""
        subject = self._claim(decision.subject)
        match value:
            case Pair(other=other):
                verb = "together" if decision.verb == "same" else "apart"
                self._pair(verb, subject, self._claim(other), said)
            case Merged(incidents=incidents):
                for other in incidents:
                    self._pair("together", subject, self._claim(other), said)
            case Split(claims=leaving):
                self._split(decision, leaving, said)
            case _:
                pass

    def _split(self, decision: Decision, leaving: tuple[str, ...], said: Said) -> None:
        """The claims that leave stay with one another, and away from those that were beside them.

        Which these were is the decision's ``before``; without it, the incident's first claim.
        """
        staying = [self._claim(decision.subject)]
        if decision.before is not None:
            from_before = _decoded(decision)
            staying = list(from_before.claims) if isinstance(from_before, Split) else staying
        for one, other in combinations(leaving, 2):
            self._pair("together", one, other, said)
        for one, other in product(leaving, staying):
            self._pair("apart", one, other, said)
        self._splits[said.decision] = (set(leaving), set(staying))

    def _rejoined(self, one: str, other: str) -> None:
        """Who ties what an earlier split had parted takes that split back, all of it.

        Else the other claims that were parted would keep the two incidents apart.
        """
        for split, (left, stayed) in list(self._splits.items()):
            if (one in left and other in stayed) or (other in left and one in stayed):
                del self._splits[split]
                for pair in (frozenset((a, b)) for a, b in product(left, stayed)):
                    how, tie = self._pairs.get(pair, ("", None))
                    if how == "apart" and tie is not None and tie.said.decision == split:
                        del self._pairs[pair]

    def together(self, one: str, incident: str, said: Said) -> None:
        """A claim that was added to an incident goes with it."""
        self._pair("together", one, self._claim(incident), said)

    def incident(self, decision: Decision, value: Payload | None, said: Said) -> None:
        """place, date, actor, toll and transition of an incident."""
        founder = self._claim(decision.subject)
        own = self._incidents.pop(founder, IncidentRuling())  # again at the end: the last holds
        match value:
            case Placed():
                own = replace(own, place=place_of(value))
            case Dated():
                own = replace(own, when=when_of(value, said))
            case ActorSet():
                own = replace(own, culprit=Culprit(value.actor, value.surety, said))
            case TollSet():
                ruling = TollRuling(value.min, value.best, value.max, value.open_above, said)
                own = replace(own, tolls={**own.tolls, value.harm: ruling})
            case TransitionSet():
                moved = TransitionRuling(
                    value.moved_from, value.moved_to, value.count, value.on, said
                )
                own = replace(own, transitions=(*own.transitions, moved))
            case _:
                pass
        self._incidents[founder] = own

    def rulings(self, as_read: Mapping[str, Claim]) -> Rulings:
        """All of it, as the tally takes it."""
        return Rulings(
            rejected=dict(self._that("reject")),
            accepted=frozenset(claim for claim, _ in self._that("accept")),
            unsure=dict(self._that("unsure")),
            together=tuple(self._ties("together")),
            apart=tuple(self._ties("apart")),
            incidents=dict(self._incidents),
            as_read=as_read,
        )

    def _that(self, verb: str) -> Iterable[tuple[str, Said]]:
        return ((claim, said) for claim, (how, said) in self._standing.items() if how == verb)

    def _ties(self, kind: str) -> Iterable[Tie]:
        return (
            replace(tie, order=order)
            for order, (how, tie) in enumerate(self._pairs.values())
            if how == kind
        )

    def _pair(self, kind: str, one: str, other: str, said: Said) -> None:
        if one == other:
            return
        if kind == "together":
            self._rejoined(one, other)
        key = frozenset((one, other))
        self._pairs.pop(key, None)  # so that it stands at its new place in the order
        self._pairs[key] = (kind, Tie(one, other, said))

    def _claim(self, id: str) -> str:
        """The claim itself, or the one that an incident is known by."""
        return self._founders.get(id, id)


def _decoded(decision: Decision) -> Payload | None:
    return decode(decision.verb, decision.before) if decision.before else None
