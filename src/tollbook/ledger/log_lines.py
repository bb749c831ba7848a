"""The decision log as JSON lines: to keep elsewhere, to compare, to take in again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from tollbook.errors import CheckFailed
from tollbook.ledger.chain import Link, Seal, decision_of, first_broken, holds
from tollbook.record.codec import from_json, to_json


def to_line(link: Link, without: Collection[str] = ()) -> str:
    """One line, without its end: the JSON the digest was taken over, the digest, and the sealed
    texts with their keys, each field of one.

    :param without: fields whose sealed texts are left out, as if they were destroyed.
    """
    line = {**from_json(link.body, dict), "digest": link.decision.digest}
    if link.seals:
        line["sealed"] = {
            field: Seal(None, None) if field in without else each
            for field, each in link.seals.items()
        }
    return to_json(line)


def to_lines(
    links: Sequence[Link], without: Mapping[str, Collection[str]] = MappingProxyType({})
) -> Iterator[str]:
    """The whole log: a line for each decision, and one that closes it.

    The last line tells how many decisions there are and the digest of the last one: without it, a
    file cut short between two lines would pass for a whole one.

    :param without: decision id to the fields whose texts are left out.
    """
    yield from (to_line(link, without.get(link.decision.id, ())) for link in links)
    yield _closing(links)


def _closing(links: Sequence[Link]) -> str:
    return to_json({"decisions": len(links), "last": links[-1].decision.digest if links else ""})


def proven(lines: Iterable[str]) -> list[Link]:
    """The links of an exported log.

    :raises CheckFailed: for a line that is torn or no decision, where the chain breaks, and where
        the file is cut short.
    """
    links: list[Link] = []
    said = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    closing = said.pop()[1] if said and '"decisions":' in said[-1][1] else None
    for number, line in said:
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
    if closing is None or closing.strip() != _closing(links):
        raise CheckFailed(
            "the exported log is cut short: its closing line is missing"
            if closing is None
            else "the exported log is cut: its closing line tells of other decisions",
            value=f"{len(links)} decisions" + ("" if closing is None else f"; {closing.strip()}"),
            where=f"after line {said[-1][0] if said else 0}",
            next="export the log again, or take a whole copy of the file",
        )
    return links


def _link(line: str) -> Link:
    said = from_json(line, dict)
    digest, sealed = said.pop("digest"), said.pop("sealed", {})
    seals = {field: Seal(each["key"], each["value"]) for field, each in sealed.items()}
    body = to_json(said)
    return Link(decision_of(body, digest, seals), body, seals)
