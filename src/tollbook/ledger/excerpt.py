"""A few claims of a large book, with the records that a list of them shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Column, Connection, Table, select

from tollbook.ledger import schema as t
from tollbook.ledger.finder import chosen
from tollbook.record import Claim, Incident, Report, Resolution
from tollbook.record.codec import from_json
from tollbook.record.wanted import Wanted

_AT_ONCE = 5_000  # ids in one question: SQLite takes no more than 32,766

_Record = TypeVar("_Record", Claim, Incident, Report, Resolution)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Claims in order of arrival, with their reports, places, days and incidents."""

    claims: tuple[Claim, ...]
    reports: tuple[Report, ...]
    resolutions: tuple[Resolution, ...]
    incidents: tuple[Incident, ...]


def excerpt(c: Connection, wanted: Wanted) -> Excerpt:
    """See :meth:`tollbook.ledger.Ledger.excerpt`."""
    ids = [row.claim for row in c.execute(chosen(c, wanted))]
    found = {claim.id: claim for claim in _bodies(c, t.claims, t.claims.c.id, ids, Claim)}
    claims = tuple(found[claim] for claim in ids if claim in found)
    of_reports = list(dict.fromkeys(claim.report for claim in claims))
    reports = _bodies(c, t.reports, t.reports.c.id, of_reports, Report)
    links = t.incident_claims
    of_incidents: dict[str, None] = {}
    for some in _some(ids):
        for row in c.execute(select(links).where(links.c.claim.in_(some))):
            of_incidents[row.incident] = None
    return Excerpt(
        claims,
        tuple(sorted(reports, key=lambda r: (r.sequence, r.id))),
        tuple(_bodies(c, t.resolutions, t.resolutions.c.subject, ids, Resolution)),
        tuple(_bodies(c, t.incidents, t.incidents.c.id, list(of_incidents), Incident)),
    )


def _bodies(
    c: Connection, table: Table, column: Column[str], ids: Sequence[str], kind: type[_Record]
) -> Iterator[_Record]:
    order = [table.c[name] for name in ("report", "ordinal") if name in table.c]
    for some in _some(ids):
        query = select(table.c.body).where(column.in_(some)).order_by(*order)
        for body in c.execute(query).scalars():
            yield from_json(body, kind)


def _some(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
