"""Rows of the figures, written only where they differ: what is there against what is to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from tollbook.ledger.row_digests import Part, amend, rewrite
from tollbook.ledger.rows import Values

_AT_ONCE = 5_000
_NUMBERS = ("seq", "ordinal")  # running numbers: what a row says does not depend on them


_Row: TypeAlias = "Mapping[Any, Any]"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be written so that the rows of a part are those that they are to be.

    :ivar gone: rows as they are that will not be.
    :ivar changed: rows as they are, each with what it will be.
    :ivar come: rows that will be and are not.
    :ivar every: all rows that will be; None: only those of some records are looked at.
    """

    part: Part
    gone: tuple[_Row, ...]
    changed: tuple[tuple[_Row, Values], ...]
    come: tuple[Values, ...]
    every: Sequence[Values] | None

    @property
    def put(self) -> frozenset[str]:
        """Records with a row that comes or changes, by the column that digests are kept by."""
        rows = (*self.come, *(row for _, row in self.changed))
        return frozenset(str(row[self.part.bucket or ""]) for row in rows)

    @property
    def taken(self) -> frozenset[str]:
        """Records with a row that goes."""
        return frozenset(str(row[self.part.bucket or ""]) for row in self.gone)

    def take_out(self, c: Connection) -> None:
        """Deletes what goes."""
        _delete(c, self.part, self.gone)

    def put_in(self, c: Connection, owner: int) -> None:
        """Writes what changes and comes, and the digests of all that is in this difference."""
        table, numbered = self.part.table, "ordinal" in self.part.table.c
        come: list[Values] = list(self.come)
        if numbered and come:
            mine = self.part.owners == owner
            last = c.execute(select(func.max(table.c.ordinal)).where(mine)).scalar()
            first = 0 if last is None else last + 1
            come = [{**row, "ordinal": n} for n, row in enumerate(come, start=first)]
        changed = [
            {**new, "ordinal": old["ordinal"]} if numbered else dict(new)
            for old, new in self.changed
        ]
        if changed:
            keys = _key_columns(self.part)
            where = and_(*(table.c[k] == bindparam(f"key_{k}") for k in keys))
            rows = [row | {f"key_{k}": row[k] for k in keys} for row in changed]
            names = [name for name in changed[0] if name not in keys]
            c.execute(update(table).where(where).values({n: bindparam(n) for n in names}), rows)
        for start in range(0, len(come), _AT_ONCE):
            c.execute(insert(table), come[start : start + _AT_ONCE])
        gone = (*self.gone, *(old for old, _ in self.changed))
        full = dict.fromkeys(column.name for column in table.c)
        if self.every is not None:
            rewrite(c, self.part, owner, ({**full, **row} for row in self.every))
        elif gone or come or changed:
            amend(c, self.part, owner, gone=gone, come=({**full, **r} for r in (*changed, *come)))


def difference(
    c: Connection, part: Part, owner: int, rows: Sequence[Values], of: Collection[str] | None
) -> Difference:
    """What differs between the rows of an owner and those that are to be.

    :param of: only rows of these records, by the column that digests are kept by; None: all.
    """
    keys = _key_columns(part)
    wanted: defaultdict[tuple[object, ...], list[Values]] = defaultdict(list)
    for row in rows:
        wanted[tuple(row[k] for k in keys)].append(row)
    gone: list[_Row] = []
    changed: list[tuple[_Row, Values]] = []
    for old in _rows(c, part, owner, of):
        alike = wanted.get(tuple(old[k] for k in keys))
        if not alike:
            gone.append(dict(old))
            continue
        new = alike.pop()
        if any(old[name] != value for name, value in new.items() if name not in _NUMBERS):
            changed.append((dict(old), new))
    come = [row for alike in wanted.values() for row in alike]
    return Difference(part, tuple(gone), tuple(changed), tuple(come), rows if of is None else None)


def _key_columns(part: Part) -> tuple[str, ...]:
    """What tells rows apart: for those without a name of their own, all that they say."""
    primary = tuple(column.name for column in part.table.primary_key)
    if primary != ("seq",):
        return primary
    return tuple(c.name for c in part.table.c if c.name not in ("seq", part.owner, "report"))


def _rows(c: Connection, part: Part, owner: int, of: Collection[str] | None) -> Iterator[_Row]:
    query = part.rows().where(part.owners == owner)
    if of is None:
        yield from c.execute(query).mappings()
        return
    by = part.table.c[part.bucket or ""]
    for some in _some(of):
        yield from c.execute(query.where(by.in_(some))).mappings().all()


def _delete(c: Connection, part: Part, rows: Sequence[_Row]) -> None:
    table = part.table
    keys = [column.name for column in table.primary_key]
    where = and_(*(table.c[k] == bindparam(f"key_{k}") for k in keys))
    if rows:
        c.execute(delete(table).where(where), [{f"key_{k}": row[k] for k in keys} for row in rows])


def _some(ids: Collection[str]) -> Iterable[Sequence[str]]:
    every = list(ids)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]
