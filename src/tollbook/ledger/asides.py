"""What was set aside: all of it, or what is about some records, in the order of their arrival."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, case, or_, select

from tollbook.ledger import schema as t
from tollbook.ledger.rows import set_aside_of
from tollbook.record import SetAside

_AT_ONCE = 200  # ranges in one question
_AFTER_BLANK = "!"  # the character after a space: "rep_1 at 7" lies between "rep_1" and "rep_1!"


def all_set_asides(c: Connection) -> list[SetAside]:
    """What readings set aside, by arrival of their report, then what the tally did."""
    return [set_aside_of(row) for row in c.execute(_in_order())]


def set_asides_about(c: Connection, ids: Collection[str]) -> list[SetAside]:
    """Those that begin with one of these ids; in the same order."""
    rows: list[Row[Any]] = []
    for some in _some(sorted(ids)):
        bounds = {f"from_{n}": own for n, own in enumerate(some)}
        bounds |= {f"to_{n}": own + _AFTER_BLANK for n, own in enumerate(some)}
        rows += c.execute(_in_ranges(len(some)), bounds).all()
    return [set_aside_of(row) for row in rows]


@cache  # putting so many ranges into words costs more than the answer
def _in_ranges(count: int) -> Select[Any]:
    """Those that lie in any of so many ranges, ``from_0`` to before ``to_0`` and so on."""
    found_in = t.set_asides.c.found_in
    ranges = (
        and_(found_in >= bindparam(f"from_{n}"), found_in < bindparam(f"to_{n}"))
        for n in range(count)
    )
    return _in_order().where(or_(*ranges))


def set_asides_of_kind(c: Connection, what: str) -> list[SetAside]:
    """Those of which the same was set aside; every one is looked at."""
    query = _in_order().where(t.set_asides.c.what == what)
    return [set_aside_of(row) for row in c.execute(query)]


def where_nobody_reads(c: Connection, why: str) -> set[str]:
    """Where all those lie whose reason begins so."""
    found_in, reason = t.set_asides.c.found_in, t.set_asides.c.why
    query = select(found_in).where(reason >= why, reason < why + "\uffff")
    return set(c.execute(query).scalars())


def _in_order() -> Select[Any]:
    table = t.set_asides
    return (
        select(table)
        .join(t.reports, t.reports.c.id == table.c.report, isouter=True)
        .order_by(
            table.c.tally.is_not(None),
            t.reports.c.sequence,
            case((table.c.tally.is_(None), table.c.seq)),
            table.c.found_in,
            table.c.what,
            table.c.why,
            table.c.next_step,
        )
    )


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
