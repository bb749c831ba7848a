"""A digest of every derived row, kept beside it: a row changed by hand is named, not only noticed.

The digests are written in the transaction that writes the rows, over all their columns as SQLite
holds them. They prove nothing against somebody who writes them anew as well: that the rows follow
from captures and decisions is proven by working them out again (``tollbook rebuild``).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import (
    Column,
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from tollbook.ledger import schema as t
from tollbook.ledger.packed import some_of
from tollbook.record.codec import from_json, to_json

_LENGTH = 16  # hex digits of a row's digest
_BUCKETED = 3  # hex digits: so many rows of digests at most are the figures of one table
_Pairs: TypeAlias = "list[tuple[str, str]]"
_Row: TypeAlias = "Mapping[Any, Any]"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table that are written together for one owner.

    :ivar owner: column that names the owner: a report's id, or the tally's.
    :ivar named: columns that name a row to a person.
    :ivar of_reports: whether the owner is a report.
    :ivar by: the table that has the owner's column; None: the rows' own.
    :ivar bucket: column by which digests are kept in buckets, so that a few of very many rows are
        changed without the others; None: those of an owner are together.
    """

    table: Table
    owner: str
    named: tuple[str, ...] = ("id",)
    of_reports: bool = True
    by: Table | None = None
    bucket: str | None = None

    @property
    def name(self) -> str:
        return self.table.name if self.of_reports else f"{self.table.name} of the tally"

    @property
    def owners(self) -> Column[Any]:
        return (self.table if self.by is None else self.by).c[self.owner]

    @property
    def kept_by(self) -> Column[Any]:
        return t.row_digests.c.report if self.of_reports else t.row_digests.c.tally

    @property
    def named_alone(self) -> bool:
        """Whether no two rows have the same name."""
        return set(self.named) == {column.name for column in self.table.primary_key}

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
    Part(t.resolved_moments, "report", ("report",)),
    Part(t.resolutions, "report", ("subject", "kind", "role")),
)
FOUND_BY = tuple(part for part in READING if part.table is t.finder)
"""Written with the reading, and again with what it resolves to."""
TALLY = (
    Part(t.tallies, "id", ("policy",), of_reports=False),
    Part(t.incidents, "tally", of_reports=False, bucket="id"),
    Part(
        t.incident_claims,
        "tally",
        ("incident", "claim"),
        of_reports=False,
        by=t.incidents,
        bucket="incident",
    ),
    Part(t.accounts, "tally", of_reports=False, bucket="id"),
    Part(t.copies, "tally", ("report",), of_reports=False, bucket="report"),
    Part(t.set_asides, "tally", ("what",), of_reports=False, bucket="found_in"),
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
    mine = list(parts)
    _forget(c, mine, owner)
    made: list[dict[str, object]] = []
    for part in mine:
        rows = c.execute(part.rows().where(part.owners == owner)).mappings()
        by_bucket: defaultdict[str | None, _Pairs] = defaultdict(list)
        for row in rows:
            by_bucket[_bucket(part, row)].append(_pair(part, row))
        made += _rows(part, owner, by_bucket)
    if made:
        c.execute(insert(t.row_digests), made)


def amend(
    c: Connection,
    part: Part,
    owner: str | int,
    *,
    gone: Iterable[_Row],
    come: Iterable[_Row],
) -> None:
    """Writes the digests of some rows that were changed; those of all others stay as they are.

    :param gone: rows as they were, with the names that they had; ``come``: as they are now. A row
        that was changed is in both.
    """
    buckets: defaultdict[str | None, tuple[_Pairs, _Pairs]] = defaultdict(lambda: ([], []))
    for row in gone:
        # one with a name of its own is found by it, whatever it said
        pair = (_name(part, row), "") if part.named_alone else _pair(part, row)
        buckets[_bucket(part, row)][0].append(pair)
    for row in come:
        buckets[_bucket(part, row)][1].append(_pair(part, row))
    kept = _kept(c, part, owner, list(buckets))
    made, changed, empty = {}, [], []
    for bucket, (went, came) in buckets.items():
        seq, said = kept.get(bucket, (None, None))
        pairs = from_json(said, list[tuple[str, str]]) if said else []
        pairs = _without(part, pairs, went, came) + came
        if seq is None:
            made[bucket] = pairs
        elif pairs:
            changed.append({"row": seq, "digests": to_json(sorted(pairs))})
        else:
            empty.append({"row": seq})
    mine = t.row_digests.c.seq == bindparam("row")
    if changed:
        c.execute(update(t.row_digests).where(mine).values(digests=bindparam("digests")), changed)
    if empty:
        c.execute(delete(t.row_digests).where(mine), empty)
    _write(c, part, owner, made)


def _kept(
    c: Connection, part: Part, owner: str | int, buckets: Sequence[str | None]
) -> dict[str | None, tuple[int, str]]:
    """Buckets of an owner's rows to the row in which their digests are kept, and to these."""
    table = t.row_digests.c
    query = select(table.bucket, table.seq, table.digests)
    query = query.where(part.kept_by == owner, table.part == part.name)
    if part.bucket is None:
        return {row[0]: (row[1], row[2]) for row in c.execute(query)}
    found: dict[str | None, tuple[int, str]] = {}
    for some in some_of(buckets):
        rows = c.execute(query.where(table.bucket.in_(some)))
        found |= {row[0]: (row[1], row[2]) for row in rows}
    return found


def rewrite(c: Connection, part: Part, owner: str | int, rows: Iterable[_Row]) -> None:
    """Writes the digests of all rows of an owner, where they are not those that lie there."""
    by_bucket: defaultdict[str | None, _Pairs] = defaultdict(list)
    for row in rows:
        by_bucket[_bucket(part, row)].append(_pair(part, row))
    table = t.row_digests.c
    here = (part.kept_by == owner) & (table.part == part.name)
    found = c.execute(select(table.bucket, table.digests).where(here)).all()
    kept: dict[str | None, str] = {row.bucket: row.digests for row in found}
    made = {bucket: to_json(sorted(pairs)) for bucket, pairs in by_bucket.items()}
    old = [bucket for bucket, said in kept.items() if made.get(bucket) != said]
    for bucket in old:
        c.execute(delete(t.row_digests).where(here, table.bucket == bucket))
    differing = {b: pairs for b, pairs in by_bucket.items() if made[b] != kept.get(b)}
    _write(c, part, owner, differing)


def _without(part: Part, pairs: _Pairs, went: _Pairs, came: _Pairs) -> _Pairs:
    """What stays of a bucket; a row that has a name of its own goes with whatever it said."""
    if part.named_alone:
        names = {name for name, _ in (*went, *came)}
        return [pair for pair in pairs if pair[0] not in names]
    left = Counter(pairs)
    left.subtract(went)
    return list((+left).elements())


def _write(
    c: Connection, part: Part, owner: str | int, by_bucket: Mapping[str | None, _Pairs]
) -> None:
    rows = _rows(part, owner, by_bucket)
    if rows:
        c.execute(insert(t.row_digests), rows)


def _rows(
    part: Part, owner: str | int, by_bucket: Mapping[str | None, _Pairs]
) -> list[dict[str, object]]:
    return [
        {
            "part": part.name,
            "bucket": bucket,
            "digests": to_json(sorted(pairs)),
            part.kept_by.name: owner,
        }
        for bucket, pairs in by_bucket.items()
        if pairs
    ]


def _bucket(part: Part, row: _Row) -> str | None:
    if part.bucket is None:
        return None
    return hashlib.sha256(str(row[part.bucket]).encode()).hexdigest()[:_BUCKETED]


def forget(c: Connection, parts: Iterable[Part], owner: str) -> None:
    """Takes the digests of an owner's rows out, as the rows are."""
    _forget(c, list(parts), owner)


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
        written: dict[str | int, _Pairs] = {}
        for owner, text in c.execute(kept):
            written.setdefault(owner, []).extend(from_json(text, list[tuple[str, str]]))
        for owner, now in _owned(c, part):
            yield from _compare(part, owner, written.pop(owner, None), now)
        for owner, then in written.items():
            yield from _compare(part, owner, then, [])


def _owned(c: Connection, part: Part) -> Iterator[tuple[str | int, _Pairs]]:
    rows = c.execute(part.rows().where(part.owners.is_not(None)).order_by(part.owners)).mappings()
    for owner, group in groupby(rows, key=lambda row: row["owned_by"]):
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


def _forget(c: Connection, parts: Sequence[Part], owner: str | int) -> None:
    """Parts of one owner: all of reports, or all of the tally."""
    names = [part.name for part in parts]
    mine = (parts[0].kept_by == owner, t.row_digests.c.part.in_(names))
    c.execute(delete(t.row_digests).where(*mine))


def _pair(part: Part, said: _Row) -> tuple[str, str]:
    """A row's name and digest; a running number is no part of it, nor is one of those kept in
    buckets, which are in no order of their own."""
    sha = hashlib.sha256()
    for column in part.table.c:
        if column.name == "seq" or (column.name == "ordinal" and part.bucket):
            continue
        value = said[column.name]
        if value is None and "since" in column.info:
            continue  # a column of a later step: rows written before it keep their digests
        # Framed by its length, so that no two rows read alike; None unlike any text.
        raw = b"" if value is None else str(value).encode("utf-8")
        sha.update(b"-:" if value is None else f"{len(raw)}:".encode())
        sha.update(raw)
    return _name(part, said), sha.hexdigest()[:_LENGTH]


def _name(part: Part, said: _Row) -> str:
    return " ".join(str(said[column]) for column in part.named)
