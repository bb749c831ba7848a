"""Ids as digests of content, so that a second run gives the same id."""

from __future__ import annotations

import hashlib

_LENGTH = 16  # hex digits: 64 bits, about 1 in 10**7 for a clash among a million records


def digest_of(*parts: object) -> str:
    """SHA-256 over parts in order, hexadecimal; each part is framed, so no two lists collide."""
    sha = hashlib.sha256()
    for part in parts:
        raw = str(part).encode("utf-8", "surrogatepass")
        sha.update(f"{len(raw)}:".encode())
        sha.update(raw)
    return sha.hexdigest()


def record_id(prefix: str, *parts: object) -> str:
    """An id such as ``clm_0f3a...`` from a prefix (rep, clm, inc, acc, dec, stm, men) and parts."""
    return f"{prefix}_{digest_of(*parts)[:_LENGTH]}"


def report_id(capture_sha256: str) -> str:
    """A report's id: that of its bytes, so that a better extractor keeps the id."""
    return record_id("rep", capture_sha256)


def incident_id(earliest_claim: str) -> str:
    """The id an incident is issued once, from its earliest-arrived claim."""
    return record_id("inc", earliest_claim)


def added_claim_id(decision: str) -> str:
    """The id of the claim that a decision added."""
    return record_id("clm", decision)


def account_id(claim: str) -> str:
    """The id of the account of the running total that a claim states."""
    return record_id("acc", claim)
