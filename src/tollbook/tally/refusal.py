"""Which claims enter nothing, and why, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tollbook.record import Claim, SetAside
from tollbook.record.rulings import Said
from tollbook.record.text import squeeze

RETRACTED = "retracted claim"


def aside(claim: Claim, what: str, why: str, next: str) -> SetAside:
    """A set-aside that names the claim, its report and its words."""
    return SetAside(what, why, where_is(claim), next)


def where_is(claim: Claim) -> str:
    """A claim with its report and words, as set-asides name it."""
    return f'{claim.id} in {claim.report}: "{squeeze(claim.evidence.quote)}"'


def refusal(
    claim: Claim,
    rejected: Mapping[str, Said],
    twin_of: Mapping[str, str],
    causes: Collection[str],
) -> SetAside | None:
    """Why a claim enters nothing; None: it enters.

    :param causes: causes other than an attack that count all the same.
    """
    show = f"tollbook show {claim.id}"
    own = rejected.get(claim.id)
    said = own or rejected.get(twin_of.get(claim.id, ""))
    if said is not None:
        of_original = "" if own else " in the report this one copies"
        reason = f": {said.reason}" if said.reason else ""
        return aside(
            claim,
            "rejected claim",
            f"{said.who} rejected it{of_original}{reason}",
            f"tollbook decide undo {said.decision}",
        )
    for applies, what, why, next_step in (
        (
            claim.scope == "generic",
            "general statement",
            "it tells what is usual or sums up, not one event; it joins no incident and no total",
            show,
        ),
        (
            claim.scope == "unclear",
            "claim of unclear scope",
            "whether it tells of one event or gives a running total is not clear",
            show,
        ),
        (
            claim.modality in ("hypothetical", "future"),
            f"{claim.modality} claim",
            "it did not happen, or not yet, by the report's own words",
            show,
        ),
        (
            claim.said_by[-1].stance == "denies",
            "denied claim",
            f"{claim.said_by[-1].speaker} denies it",
            show,
        ),
        (
            claim.said_by[-1].stance == "retracts",
            RETRACTED,
            f"{claim.said_by[-1].speaker} takes it back",
            show,
        ),
        (
            claim.cause is not None and claim.cause not in causes,
            "other cause",
            f"the cause is {claim.cause}, not violence",
            show,
        ),
        (
            claim.harm == "attacked" and claim.scope == "cumulative",
            "number of attacks",
            "attacks have no toll; a total of attacks is held against nothing",
            show,
        ),
        (
            claim.harm != "attacked" and claim.count.shape == "not_reported",
            "nothing reported",
            "that no casualties were reported says nothing of how many there were",
            show,
        ),
        (
            claim.harm != "attacked" and not claim.counts,
            "claim without a number",
            "its words give no number, not even a least",
            show,
        ),
    ):
        if applies:
            return aside(claim, what, why, next_step)
    return None
