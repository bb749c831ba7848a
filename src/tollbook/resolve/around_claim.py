"""Where a claim stands in its report, and the claim of the event that a report opens with."""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.record import Claim, Report


def paragraphs_back(report: Report, claim: Claim) -> list[tuple[int, int]]:
    """The claim's paragraph and the one before it, within the body (or title) it stands in."""
    text = report.text
    start = text.rfind("\n\n", 0, claim.sentence[0]) + 1
    paragraphs = [(max(0, start), claim.sentence[0])]
    before = start - 1
    if before > report.body_start:
        earlier = text.rfind("\n\n", 0, before) + 1
        paragraphs.append((max(earlier, report.body_start), before))
    return paragraphs


def opening(report: Report, claims: Sequence[Claim]) -> Claim | None:
    """The claim of the first event that the body tells of as news; None: it tells of none."""
    news = (
        c
        for c in sorted(claims, key=lambda c: c.evidence.start)
        if c.scope == "incident" and not c.past and c.modality in ("fact", "reported")
        if c.evidence.start >= report.body_start
    )
    return next(news, None)
