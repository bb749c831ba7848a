"""Figures and kept lists that are changed row by row, and what changed since lists were kept."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey

from tollbook.ledger.column_types import NUMBER, TEXT

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables. Digests stay: of figures they are parted into buckets and leave the running
    number out, but a row that is not as it was written keeps the digest that says so."""
    rows = op.get_bind().execute(_DIGESTS.select().order_by(_DIGESTS.c.seq)).mappings().all()
    op.drop_table("row_digests")
    op.create_table(
        "row_digests",
        Column("seq", NUMBER, primary_key=True),
        Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE")),
        Column("tally", NUMBER, ForeignKey("tallies.id", ondelete="CASCADE")),
        Column("part", TEXT, nullable=False),
        Column("bucket", TEXT),
        Column("digests", TEXT, nullable=False),
    )
    op.create_index("ix_row_digests_report_part", "row_digests", ["report", "part"])
    op.create_index("ix_row_digests_tally_part_bucket", "row_digests", ["tally", "part", "bucket"])
    op.create_index("ix_set_asides_found_in", "set_asides", ["found_in"])
    op.create_table(
        "touched",
        Column("seq", NUMBER, primary_key=True),
        Column("record", TEXT, nullable=False),
    )
    made = [new for row in rows for new in _parted(row)]
    if made:
        op.get_bind().execute(_PARTED.insert(), made)


_NUMBERS = frozenset(
    {"seq", "tally", "ordinal", "killed_min", "killed_best", "killed_max"}
    | {"stated_low", "stated_best", "stated_high"}
)


def _table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, _type(each)) for each in columns))


def _type(column: str) -> sa.types.TypeEngine[Any]:
    if column == "contested":
        return sa.Boolean()
    return NUMBER if column in _NUMBERS else TEXT


_DIGESTS = _table("row_digests", "seq", "report", "tally", "part", "digests")
_PARTED = _table("row_digests", "report", "tally", "part", "bucket", "digests")
_INCIDENTS = _table(
    *("incidents", "id", "tally", "ordinal", "day_start", "day_end", "place", "country", "grade"),
    *("contested", "killed_min", "killed_best", "killed_max", "body"),
)
_LINKS = _table("incident_claims", "incident", "claim")
_ACCOUNTS = _table(
    *("accounts", "id", "tally", "ordinal", "claim", "harm", "area", "verdict"),
    *("stated_low", "stated_best", "stated_high", "body"),
)
_COPIES = _table("copies", "report", "original", "tally")
_ASIDES = _table("set_asides", "seq", "report", "tally", "what", "why", "found_in", "next_step")
_OF = {
    # Part: table, columns that name a row, column by which it is in a bucket.
    "incidents of the tally": (_INCIDENTS, ("id",), "id"),
    "incident_claims of the tally": (_LINKS, ("incident", "claim"), "incident"),
    "accounts of the tally": (_ACCOUNTS, ("id",), "id"),
    "copies of the tally": (_COPIES, ("report",), "report"),
    "set_asides of the tally": (_ASIDES, ("what",), "found_in"),
}


def _parted(row: Mapping[Any, Any]) -> list[dict[str, object]]:
    kept = {name: row[name] for name in ("report", "tally", "part", "digests")}
    if row["part"] not in _OF:
        return [{**kept, "bucket": None}]
    table, named, by = _OF[row["part"]]
    left = Counter((name, digest) for name, digest in json.loads(row["digests"]))
    buckets: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    query = table.select()
    if "tally" in table.c:
        query = query.where(table.c.tally == row["tally"])
    for found in op.get_bind().execute(query).mappings():
        name = " ".join(str(found[column]) for column in named)
        columns = [column.name for column in table.c if column.name != "seq"]
        was = (name, _digest(found, columns))
        if left[was]:
            left[was] -= 1
            now = _digest(found, [column for column in columns if column != "ordinal"])
            buckets[hashlib.sha256(str(found[by]).encode()).hexdigest()[:3]].append((name, now))
    for pair in (+left).elements():  # rows that are not there as they were written
        buckets[""].append(pair)
    return [
        {**kept, "bucket": bucket, "digests": json.dumps(sorted(pairs), separators=(",", ":"))}
        for bucket, pairs in sorted(buckets.items())
    ]


def _digest(row: Mapping[Any, Any], columns: Sequence[str]) -> str:
    sha = hashlib.sha256()
    for column in columns:
        value = row[column]
        raw = b"" if value is None else str(value).encode("utf-8")
        sha.update(b"-:" if value is None else f"{len(raw)}:".encode())
        sha.update(raw)
    return sha.hexdigest()[:16]
