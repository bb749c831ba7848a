"""A digest of every derived row, kept beside it: a row changed by hand is named, not only noticed.

The digests are written in the transaction that writes the rows, over all their columns as SQLite
holds them. They prove nothing against somebody who writes them anew as well: that the rows follow
from captures and decisions is proven by working them out again (``tollbook rebuild``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, Row, Select, Table, delete, insert, select

from tollbook.ledger import schema as t
from tollbook.record.codec import from_json, to_json

_LENGTH = 16  # hex digits of a row's digest
_Pairs: TypeAlias = "list[tuple[str, str]]"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table that are written together for one owner.

    :ivar owner: column that names the owner: a report's id, or the tally's.
    :ivar named: columns that name a row to a person.
    :ivar of_reports: whether the owner is a report.
    :ivar by: the table that has the owner's column; None: the rows' own.
    """

    table: Table
    owner: str
    named: tuple[str, ...] = ("id",)
    of_reports: bool = True
    by: Table | None = None

    @property
    def name(self) -> str:
        return self.table.name if self.of_reports else f"{self.table.name} of the tally"

    @property
    def owners(self) -> Column[Any]:
        return (self.table if self.by is None else self.by).c[self.owner]

    @property
    def kept_by(self) -> Column[Any]:
        return t.row_digests.c.report if self.of_reports else t.row_digests.c.tally

    def rows(self) -> Select[Any]:
        """Owner, then all columns of each row."""
        query = select(self.owners.label("owned_by"), *self.table.c)
        return query if self.by is None else query.select_from(self.table.join(self.by))


REPORT = (Part(t.reports, "id"),)
READING = (
    Part(t.readings, "report", ("report",)),
    Part(t.claims, "report"),
    Part(t.statements, "report"),
    Part(t.mentions, "report"),
    Part(t.finder, "report", ("claim",), by=t.claims),
    Part(t.set_asides, "report", ("what",)),
)
RESOLVING = (
    Part(t.resolvings, "report", ("report",)),
    Part(t.resolutions, "report", ("subject", "kind", "role")),
)
FOUND_BY = tuple(part for part in READING if part.table is t.finder)
"""Written with the reading, and again with what it resolves to."""
TALLY = (
    Part(t.tallies, "id", ("policy",), of_reports=False),
    Part(t.incidents, "tally", of_reports=False),
    Part(t.incident_claims, "tally", ("incident", "claim"), of_reports=False, by=t.incidents),
    Part(t.accounts, "tally", of_reports=False),
    Part(t.copies, "tally", ("report",), of_reports=False),
    Part(t.set_asides, "tally", ("what",), of_reports=False),
)
ALL = (*REPORT, *READING, *RESOLVING, *TALLY)


@dataclass(frozen=True, slots=True)
class Differs:
    """A row that is not as it was written.

    :ivar row: the names of the row.
    :ivar how: "changed", "removed", "put in" or, of all rows of an owner, "never written here".
    """

    table: str
    owner: str
    row: str
    how: str


def remember(c: Connection, parts: Iterable[Part], owner: str | int) -> None:
    """Writes the digests of an owner's rows as they are now, in place of those that were."""
    for part in parts:
        _forget(c, part, owner)
        pairs = [_pair(part, row) for row in c.execute(part.rows().where(part.owners == owner))]
        if pairs:
            values: dict[str, object] = {"part": part.name, "digests": to_json(sorted(pairs))}
            values[part.kept_by.name] = owner
            c.execute(insert(t.row_digests).values(values))


def forget(c: Connection, parts: Iterable[Part], owner: str) -> None:
    """Takes the digests of an owner's rows out, as the rows are."""
    for part in parts:
        _forget(c, part, owner)


def remember_all(c: Connection) -> None:
    """Writes the digests of all derived rows of a book that has none yet."""
    for part in ALL:
        owners = select(part.owners).where(part.owners.is_not(None)).distinct()
        for owner in c.execute(owners).scalars().all():
            remember(c, (part,), owner)


def differing(c: Connection) -> Iterator[Differs]:
    """Every derived row that is not as it was written, table by table."""
    for part in ALL:
        kept = select(part.kept_by, t.row_digests.c.digests)
        kept = kept.where(t.row_digests.c.part == part.name)
        written = {owner: from_json(text, list[tuple[str, str]]) for owner, text in c.execute(kept)}
        for owner, now in _owned(c, part):
            yield from _compare(part, owner, written.pop(owner, None), now)
        for owner, then in written.items():
            yield from _compare(part, owner, then, [])


def _owned(c: Connection, part: Part) -> Iterator[tuple[str | int, _Pairs]]:
    rows = c.execute(part.rows().where(part.owners.is_not(None)).order_by(part.owners))
    for owner, group in groupby(rows, key=lambda row: row.owned_by):
        yield owner, [_pair(part, row) for row in group]


def _compare(part: Part, owner: str | int, then: _Pairs | None, now: _Pairs) -> Iterator[Differs]:
    whose = str(owner) if part.of_reports else "the figures"
    if then is None:
        yield Differs(part.table.name, whose, now[0][0], "never written here")
        return
    gone, come = Counter(then) - Counter(now), Counter(now) - Counter(then)
    were, are = {name for name, _ in gone}, {name for name, _ in come}
    for name in sorted(are | were):
        how = "put in" if name not in were else "changed" if name in are else "removed"
        yield Differs(part.table.name, whose, name, how)


def _forget(c: Connection, part: Part, owner: str | int) -> None:
    c.execute(delete(t.row_digests).where(part.kept_by == owner, t.row_digests.c.part == part.name))


def _pair(part: Part, row: Row[Any]) -> tuple[str, str]:
    """A row's name and digest; a running number is no part of it."""
    said = row._mapping
    name = " ".join(str(said[column]) for column in part.named)
    sha = hashlib.sha256()
    for column in part.table.c:
        if column.name == "seq":
            continue
        value = said[column.name]
        if value is None and "since" in column.info:
            continue  # a column of a later step: rows written before it keep their digests
        # Framed by its length, so that no two rows read alike; None unlike any text.
        raw = b"" if value is None else str(value).encode("utf-8")
        sha.update(b"-:" if value is None else f"{len(raw)}:".encode())
        sha.update(raw)
    return name, sha.hexdigest()[:_LENGTH]
