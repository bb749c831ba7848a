"""The decision log's rows: links of the chain as the book's tables hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from tollbook.errors import BookError
from tollbook.ledger import schema as t
from tollbook.ledger.chain import Link, Seal, Seals, decision_of
from tollbook.ledger.times import stamp
from tollbook.record import Decision


def put_links(c: Connection, links: Sequence[Link]) -> None:
    """Appends links, in the connection's transaction."""
    if not links:
        return
    c.execute(insert(t.decisions), [_row(link) for link in links])
    seals = [
        {"decision": link.decision.sequence, "field": field, "key": each.key, "value": each.value}
        for link in links
        for field, each in link.seals.items()
    ]
    if seals:
        c.execute(insert(t.sealed_values), seals)


def all_links(c: Connection, after: int = 0) -> Iterator[Link]:
    """The whole log, in its order; or what comes after the decision of a number.

    :raises BookError: at a row that tells of no decision.
    """
    sealed: defaultdict[int, dict[str, Seal]] = defaultdict(dict)
    late = t.sealed_values.c.decision > after
    for number, field, key, value in c.execute(select(t.sealed_values).where(late)):
        sealed[number][field] = Seal(key, value)
    number = t.decisions.c.sequence
    for row in c.execute(select(t.decisions).where(number > after).order_by(number)):
        yield _link(row, sealed.get(row.sequence, {}))


def last_decision(c: Connection) -> Decision | None:
    """The decision that the next one must follow; None: the log is empty."""
    newest = select(t.decisions).order_by(t.decisions.c.sequence.desc()).limit(1)
    row = c.execute(newest).one_or_none()
    return None if row is None else _link(row, _seals_of(c, row.sequence)).decision


def link_of(c: Connection, id: str) -> Link | None:
    """The link of the decision with this id; None: the log has none."""
    row = c.execute(select(t.decisions).where(t.decisions.c.id == id)).one_or_none()
    return None if row is None else _link(row, _seals_of(c, row.sequence))


def _seals_of(c: Connection, sequence: int) -> Seals:
    table = t.sealed_values
    rows = c.execute(select(table).where(table.c.decision == sequence))
    return {row.field: Seal(row.key, row.value) for row in rows}


def _row(link: Link) -> dict[str, object]:
    decision = link.decision
    return {
        "sequence": decision.sequence,
        "id": decision.id,
        "parent": decision.parent,
        "decided_at": stamp(decision.decided_at),
        "verb": decision.verb,
        "subject": decision.subject,
        "batch": decision.batch,
        "digest": decision.digest,
        "body": link.body,
    }


def _link(row: Row[Any], seals: Seals) -> Link:
    try:
        decision = replace(
            decision_of(row.body, row.digest, seals),
            # What the columns say, so that a row whose columns were changed does not hold.
            id=row.id,
            sequence=row.sequence,
            parent=row.parent,
            decided_at=datetime.fromisoformat(row.decided_at),
            verb=row.verb,
            subject=row.subject,
            batch=row.batch,
        )
    except (TypeError, ValueError, KeyError, AttributeError, msgspec.MsgspecError) as fault:
        raise BookError(
            "a decision in the log was changed into something that cannot be read",
            value=str(row.id),
            where=f"table decisions, sequence {row.sequence}",
            next="tollbook verify; then restore the book from a backup",
        ) from fault
    return Link(decision, row.body, seals)
