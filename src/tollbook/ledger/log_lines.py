"""The decision log as JSON lines: to keep elsewhere, to compare, to take in again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tollbook.errors import CheckFailed
from tollbook.ledger.chain import digest_of_body, first_broken
from tollbook.record import Decision
from tollbook.record.codec import from_json, to_json


def to_line(decision: Decision, body: str) -> str:
    """One line, without its end: the JSON the digest was taken over, and the digest."""
    return to_json({**from_json(body, dict), "digest": decision.digest})


def proven(lines: Iterable[str]) -> list[tuple[Decision, str]]:
    """The decisions of an exported log with the JSON their digests were taken over.

    :raises CheckFailed: for a line that is torn or no decision, and where the chain breaks.
    """
    links: list[tuple[Decision, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said = from_json(line, dict)
            del said["digest"]
            link = (from_json(line, Decision), to_json(said))
        except (msgspec.MsgspecError, KeyError, ValueError, TypeError) as fault:
            raise CheckFailed(
                "a line of the exported log is torn or is no decision",
                value=line[:80],
                where=f"line {number}",
                next="export the log again",
            ) from fault
        links.append(link)
    broken = first_broken(links)
    if broken is not None:
        body = next(body for decision, body in links if decision is broken)
        changed = digest_of_body(body) != broken.digest
        raise CheckFailed(
            "the exported log is no whole chain: this decision was changed"
            if changed
            else "the exported log is no whole chain: this decision does not follow the one before",
            value=broken.id,
            where=f"sequence {broken.sequence}",
            next="export the log again from a book that tollbook verify finds whole",
        )
    return links
