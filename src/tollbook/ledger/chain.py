"""The chain of decisions: what is hashed, how one follows another, and proof that it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, datetime

from tollbook.record import Anchor, Claim, Decision, Report
from tollbook.record.codec import from_json, to_json
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import Verb

ALGORITHM = "sha256"
_CONTEXT = 40  # characters kept either side of a decision's quote (design.md, Decision)


def seal(
    last: Decision | None,
    *,
    decided_at: datetime,
    decided_by: str,
    verb: Verb,
    subject: str,
    before: str | None,
    after: str | None,
    reason: str | None,
    anchor: Anchor | None,
) -> Decision:
    """The decision that follows ``last``, with its id and digest; None: the log's first."""
    draft = Decision(
        id="",
        sequence=1 if last is None else last.sequence + 1,
        parent="" if last is None else last.digest,
        decided_at=decided_at.astimezone(UTC),
        decided_by=decided_by,
        verb=verb,
        subject=subject,
        before=before,
        after=after,
        reason=reason,
        anchor=anchor,
        digest="",
    )
    named = replace(draft, id=record_id("dec", body_of(draft)))
    return replace(named, digest=digest_of_body(body_of(named)))


def body_of(decision: Decision) -> str:
    """Canonical JSON of all fields but the digest: keys sorted at every depth."""
    all_fields = {f.name: getattr(decision, f.name) for f in fields(decision)}
    del all_fields["digest"]
    plain = from_json(to_json(all_fields), dict)
    return to_json(plain)


def digest_of_body(body: str) -> str:
    """The algorithm's name and the hash of the body's UTF-8 bytes."""
    return f"{ALGORITHM}:{hashlib.sha256(body.encode('utf-8')).hexdigest()}"


def holds(decision: Decision, body: str) -> bool:
    """Whether the body gives the decision's digest and says what the decision's fields say.

    Fields that later versions added, and that the body therefore lacks, must be None.
    """
    if digest_of_body(body) != decision.digest:
        return False
    said = from_json(body, dict)
    shown = from_json(body_of(decision), dict)
    return all(shown.get(name) == value for name, value in said.items()) and all(
        value is None for name, value in shown.items() if name not in said
    )


def first_broken(links: Iterable[tuple[Decision, str]]) -> Decision | None:
    """The first decision that does not hold or does not follow the one before; None: all do."""
    parent, sequence = "", 0
    for decision, body in links:
        follows = decision.parent == parent and decision.sequence == sequence + 1
        if not follows or not holds(decision, body):
            return decision
        parent, sequence = decision.digest, decision.sequence
    return None


def anchor_of(claim: Claim, report: Report) -> Anchor:
    """Where a decision about ``claim`` holds on, should the claim's id change."""
    start, end = claim.evidence.start, claim.evidence.end
    return Anchor(
        capture=report.capture,
        harm=claim.harm,
        quote=claim.evidence.quote,
        before=report.text[max(start - _CONTEXT, 0) : start],
        after=report.text[end : end + _CONTEXT],
    )
