"""A claim or a report as a person says it should read: correct, stance, scope, actor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tollbook.record import Claim, Includes, Perpetrator, Published, Report, VictimGroup
from tollbook.record.decided import ActorSet, Corrected, ScopeSet, StanceSet


def corrected_claim(claim: Claim, value: Corrected) -> Claim:
    """The claim with one field replaced.

    Status, role, sex and age are said of all victims of the claim; the stake is the innermost
    speaker's. A field that a claim does not have leaves it as it is.
    """
    change = _OF_CLAIMS.get(value.field)
    return claim if change is None else change(claim, value.value)


def _victims(axis: str) -> Callable[[Claim, Any], Claim]:
    def change(claim: Claim, value: Any) -> Claim:
        groups = claim.victims or (VictimGroup(claim.evidence.quote),)
        axes: dict[str, Any] = {axis: value}
        return replace(claim, victims=tuple(replace(group, **axes) for group in groups))

    return change


def _stake(claim: Claim, value: Any) -> Claim:
    *outer, last = claim.said_by
    return replace(claim, said_by=(*outer, replace(last, stake=value)))


def _means(claim: Claim, value: Any) -> Claim:
    words = (word.strip() for word in (value or "").split(","))
    return replace(claim, means=tuple(word for word in words if word))


_OF_CLAIMS: Mapping[str, Callable[[Claim, Any], Claim]] = {
    "count": lambda claim, value: replace(claim, count=value),
    "harm": lambda claim, value: replace(claim, harm=value),
    "modality": lambda claim, value: replace(claim, modality=value),
    "target": lambda claim, value: replace(claim, target=value),
    "cause": lambda claim, value: replace(claim, cause=value),
    "attackers": lambda claim, value: replace(
        claim, includes=Includes(value, claim.includes.parts)
    ),
    "stake": _stake,
    "means": _means,
    **{axis: _victims(axis) for axis in ("status", "role", "sex", "age")},
}


def corrected_report(report: Report, value: Corrected) -> Report:
    """The report with its date, language, source or title replaced; its text stays."""
    words = value.value
    if words is not None and not isinstance(words, str):
        return report
    match value.field:
        case "published":
            day = date.fromisoformat(words) if words else None
            return replace(report, published=Published(day, day, "given") if day else None)
        case "language":
            return replace(report, language=words)
        case "source":
            return replace(report, source=words)
        case "title":
            return replace(report, title=words)
        case _:
            return report


def with_stance(claim: Claim, value: StanceSet) -> Claim:
    """The claim with one speaker's stance replaced; the innermost where none is named."""
    at = len(claim.said_by) - 1 if value.link is None else value.link
    if not 0 <= at < len(claim.said_by):
        return claim
    chain = list(claim.said_by)
    chain[at] = replace(chain[at], stance=value.stance)
    return replace(claim, said_by=tuple(chain))


def with_scope(claim: Claim, value: ScopeSet) -> Claim:
    return replace(claim, scope=value.scope)


def with_perpetrator(claim: Claim, value: ActorSet) -> Claim:
    """The claim with the perpetrator that a person names, beside nobody else."""
    if value.actor is None:
        return replace(claim, perpetrators=())
    return replace(claim, perpetrators=(Perpetrator(value.actor, value.surety),))
