"""Claims that no reader made: on words that a person selected, or on a note that one typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.hand.whereabouts import dated_claim, place_of, placed_claim, when_of
from tollbook.record import (
    Claim,
    Decision,
    Perpetrator,
    Report,
    Resolution,
    Span,
    Speaker,
    VictimGroup,
)
from tollbook.record.decided import AddedClaim
from tollbook.record.ids import added_claim_id, record_id
from tollbook.record.rulings import Said

BY_HAND = "by hand"
"""Reader of a claim that a person added; the person's name follows."""


@dataclass(frozen=True, slots=True)
class Added:
    """One claim added, with what it resolves to.

    :ivar note: the report that stands for a typed note; None: the claim stands on a report's words.
    :ivar incident: the incident that the person put it into; None: left to the tally.
    """

    claim: Claim
    resolutions: tuple[Resolution, ...]
    note: Report | None
    incident: str | None


def added(decision: Decision, value: AddedClaim, said: Said, report: Report | None) -> Added | None:
    """The claim that a decision adds.

    :param report: the one that the selected words stand in; None for a note.
    :returns: None where the words do not stand in the report (any more).
    """
    note = None
    if value.note is not None:
        text = value.note.strip()
        note = Report(
            record_id("rep", decision.id), "", None, text, None, value.source, None, None,
            sequence=_AFTER_ALL + decision.sequence,
        )  # fmt: skip
        span = Span(0, len(text), text)
        home = note
    elif report is not None and value.span is not None and value.span.holds_in(report.text):
        span, home = value.span, report
    else:
        return None
    chain: tuple[Speaker, ...] = (Speaker("report", None, "report", "asserts", "unknown"),)
    if note is None and value.source:
        chain += (Speaker(value.source, None, "unknown", "asserts", "unknown"),)
    claim = Claim(
        id=added_claim_id(decision.id),
        report=home.id,
        harm=value.harm,
        count=value.count,
        scope=value.scope,
        modality=value.modality,
        said_by=chain,
        evidence=span,
        sentence=(span.start, span.end),
        rule="added",
        reader=f"{BY_HAND}, {said.who}",
        victims=(VictimGroup(span.quote, value.status),) if value.status != "unknown" else (),
        perpetrators=(Perpetrator(value.actor.actor, value.actor.surety),)
        if value.actor and value.actor.actor
        else (),
    )
    found: list[Resolution] = []
    if value.where is not None:
        found = placed_claim(claim, place_of(value.where), said, found)
    if value.when is not None:
        found = dated_claim(claim, when_of(value.when, said), said, found)
    return Added(claim, tuple(found), note, value.incident)


_PART = re.compile(
    r"\b(?:of|among|amongst)\s+(?:(?:the|these|those)\s+(?:dead|killed|victims|wounded|injured|"
    r"fatalities|casualties|slain|detainees|hostages)|them|those|whom|these)\b",
    re.IGNORECASE,
)


def whole_of(claim: Claim, told: Iterable[Claim]) -> Claim | None:
    """The claim of the same report of whose people an added one tells: "two of the dead were
    students". None: its words say nothing of the kind, or no such claim stands before it.

    A part that stood beside its whole would lower the least of the toll.

    :param told: claims of the report.
    """
    if not _PART.search(claim.evidence.quote):
        return None
    few = claim.count.nearest or 1
    wholes = [
        c
        for c in told
        if c.harm == claim.harm
        and c.scope == claim.scope
        and c.part_of is None
        and c.evidence.start < claim.evidence.start
        and (c.count.nearest or 0) >= few
    ]
    return max(wholes, key=lambda c: (c.evidence.start, c.id), default=None)


_AFTER_ALL = 10**9
"""Notes come after every capture in the order of arrival: no id depends on when one was typed."""
