"""The chain of decisions: what is hashed, how one follows another, and proof that it holds.

A link's body is canonical JSON. It holds no name and no free text, but an HMAC of each under a
random key of its own, kept with the text beside the chain (:class:`Seal`): where key and text are
destroyed, the chain still holds. Bodies made before that had no ``algorithm`` and hold all
fields themselves; they are proven by their own rule.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeAlias

import msgspec

from tollbook.record import Anchor, Choice, Claim, Decision, Report
from tollbook.record.codec import from_json, to_json
from tollbook.record.ids import record_id

DIGEST = "sha256"
"""How a link's body is hashed; the tag before every digest."""
SEALING = "hmac-sha256"
"""How a sealed text stands in the body; the tag before every HMAC."""
ALGORITHM = f"{DIGEST}+{SEALING}"
"""What a body names as the way it was made."""
_CONTEXT = 40  # characters kept either side of a decision's quote (design.md, Decision)
_KEY_BYTES = 32

_PLAIN = ("id", "sequence", "parent", "decided_at", "verb", "subject", "batch")
_SEALED = ("decided_by", "before", "after", "reason")


@dataclass(frozen=True, slots=True)
class Seal:
    """A text that the chain holds only the HMAC of.

    :ivar key: 32 random bytes in hexadecimal; None, like ``value``: destroyed.
    """

    key: str | None
    value: str | None


Seals: TypeAlias = Mapping[str, Seal]
"""By field: decided_by, before, after, reason, and words (of the anchor)."""


@dataclass(frozen=True, slots=True)
class Link:
    """A decision with the JSON its digest was taken over and the texts sealed in that."""

    decision: Decision
    body: str
    seals: Seals


def seal(
    last: Decision | None,
    choice: Choice,
    *,
    decided_by: str,
    decided_at: datetime,
    batch: str | None = None,
) -> Link:
    """The link that follows ``last``, with its id, digest and seals; None: the log's first."""
    draft = Decision(
        id="",
        sequence=1 if last is None else last.sequence + 1,
        parent="" if last is None else last.digest,
        decided_at=decided_at.astimezone(UTC),
        decided_by=decided_by,
        verb=choice.verb,
        subject=choice.subject,
        before=choice.before,
        after=choice.after,
        reason=choice.reason,
        anchor=choice.anchor,
        digest="",
        batch=batch,
    )
    seals = {
        field: Seal(secrets.token_hex(_KEY_BYTES), text) for field, text in _texts(draft).items()
    }
    hmacs = {field: hmac_of(each) for field, each in seals.items()}
    named = record_id("dec", to_json(_body(draft, hmacs)))
    body = to_json({**_body(draft, hmacs), "id": named})
    return Link(replace(draft, id=named, digest=digest_of_body(body)), body, seals)


def hmac_of(sealed: Seal) -> str | None:
    """Tag and HMAC of a sealed text; None: it was destroyed."""
    if sealed.key is None or sealed.value is None:
        return None
    digest = hmac.digest(bytes.fromhex(sealed.key), sealed.value.encode("utf-8"), "sha256")
    return f"{SEALING}:{digest.hex()}"


def digest_of_body(body: str) -> str:
    """The algorithm's name and the hash of the body's UTF-8 bytes."""
    return f"{DIGEST}:{hashlib.sha256(body.encode('utf-8')).hexdigest()}"


def decision_of(body: str, digest: str, seals: Seals) -> Decision:
    """The decision that a link's body and sealed texts tell of.

    :raises ValueError: or MsgspecError, KeyError, TypeError, where they tell of none.
    """
    said = from_json(body, dict)
    if "algorithm" not in said:
        return msgspec.convert({**said, "digest": digest}, Decision)
    if said["algorithm"] != ALGORITHM:
        raise ValueError(f"made by a way not known here: {said['algorithm']}")
    texts = {field: each.value for field, each in seals.items()}
    fields = {name: said[name] for name in _PLAIN}
    fields |= {name: texts.get(name) for name in _SEALED}
    fields["decided_by"] = texts.get("decided_by") or ""
    fields["redacted"] = sorted(field for field, each in seals.items() if each.value is None)
    if said["anchor"] is not None:
        words = from_json(texts.get("words") or _NO_WORDS, dict)
        fields["anchor"] = {**said["anchor"], **words}
    else:
        fields["anchor"] = None
    return msgspec.convert({**fields, "digest": digest}, Decision)


_NO_WORDS = '{"after":"","before":"","quote":""}'


def holds(link: Link) -> bool:
    """Whether the body gives the digest and says what the decision and its sealed texts say."""
    decision, body = link.decision, link.body
    if digest_of_body(body) != decision.digest:
        return False
    said = from_json(body, dict)
    algorithm = said.get("algorithm")
    if algorithm is None:
        return not link.seals and _older_holds(decision, said)
    stated, texts = dict(_sealed_in(said)), _texts(decision)
    if algorithm != ALGORITHM or stated.keys() != link.seals.keys():
        return False
    for field, each in link.seals.items():
        if each.key is None and each.value is None:
            continue  # destroyed: stands as the body has it
        if hmac_of(each) != stated[field] or texts.get(field) != each.value:
            return False
    return to_json(_body(decision, stated)) == body


def first_broken(links: Iterable[Link]) -> Decision | None:
    """The first decision that does not hold or does not follow the one before; None: all do."""
    parent, sequence = "", 0
    for link in links:
        decision = link.decision
        follows = decision.parent == parent and decision.sequence == sequence + 1
        if not follows or not holds(link):
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


def _texts(decision: Decision) -> dict[str, str]:
    """The names and free texts of a decision, each as it is sealed."""
    texts = {name: getattr(decision, name) for name in _SEALED}
    anchor = decision.anchor
    if anchor is not None:
        words = {"quote": anchor.quote, "before": anchor.before, "after": anchor.after}
        texts["words"] = to_json(words)
    return {name: text for name, text in texts.items() if text is not None}


def _body(decision: Decision, hmacs: Mapping[str, str | None]) -> dict[str, object]:
    anchor = decision.anchor
    return {
        **{name: getattr(decision, name) for name in _PLAIN},
        **{name: hmacs.get(name) for name in _SEALED},
        "algorithm": ALGORITHM,
        "anchor": None
        if anchor is None
        else {"capture": anchor.capture, "harm": anchor.harm, "words": hmacs.get("words")},
    }


def _sealed_in(said: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Field and HMAC of every text that a body was made over."""
    for name in _SEALED:
        if isinstance(stated := said.get(name), str):
            yield name, stated
    anchor = said.get("anchor")
    if isinstance(anchor, dict) and isinstance(stated := anchor.get("words"), str):
        yield "words", stated


_OLDER = (*(name for name in _PLAIN if name != "batch"), *_SEALED, "anchor")


def _older_holds(decision: Decision, said: Mapping[str, object]) -> bool:
    """The rule for bodies without sealed texts: each field stands in the body itself."""
    shown = from_json(to_json({name: getattr(decision, name) for name in _OLDER}), dict)
    if decision.batch is not None or decision.redacted:
        return False
    return all(shown.get(name) == value for name, value in said.items()) and all(
        value is None for name, value in shown.items() if name not in said
    )
