"""The decision log as JSON lines: to keep elsewhere, to compare, to take in again."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tollbook.errors import CheckFailed
from tollbook.ledger.chain import Link, Seal, decision_of, first_broken, holds
from tollbook.record.codec import from_json, to_json


def to_line(link: Link) -> str:
    """One line, without its end: the JSON the digest was taken over, the digest, and the sealed
    texts with their keys, each field of one."""
    line = {**from_json(link.body, dict), "digest": link.decision.digest}
    if link.seals:
        line["sealed"] = dict(link.seals)
    return to_json(line)


def proven(lines: Iterable[str]) -> list[Link]:
    """The links of an exported log.

    :raises CheckFailed: for a line that is torn or no decision, and where the chain breaks.
    """
    links: list[Link] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            links.append(_link(line))
        except (msgspec.MsgspecError, KeyError, ValueError, TypeError, AttributeError) as fault:
            raise CheckFailed(
                "a line of the exported log is torn or is no decision",
                value=line[:80],
                where=f"line {number}",
                next="export the log again",
            ) from fault
    broken = first_broken(links)
    if broken is not None:
        changed = not holds(next(link for link in links if link.decision is broken))
        raise CheckFailed(
            "the exported log is no whole chain: this decision was changed"
            if changed
            else "the exported log is no whole chain: this decision does not follow the one before",
            value=broken.id,
            where=f"sequence {broken.sequence}",
            next="export the log again from a book that tollbook verify finds whole",
        )
    return links


def _link(line: str) -> Link:
    said = from_json(line, dict)
    digest, sealed = said.pop("digest"), said.pop("sealed", {})
    seals = {field: Seal(each["key"], each["value"]) for field, each in sealed.items()}
    body = to_json(said)
    return Link(decision_of(body, digest, seals), body, seals)
