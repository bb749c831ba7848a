"""Where accounts look, and what sources take back: rows that a part of the figures is found by."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from tollbook.ledger import schema as t
from tollbook.ledger.packed import batches, some_of


@dataclass(frozen=True, slots=True)
class KeptWindow:
    """The days that an account looks at, as day numbers.

    :ivar body: all that it is worked out from beside the incidents inside, as JSON.
    :ivar series: of the totals that may stand in one series with it; None: it stands in none.
    :ivar area: number of its places.
    """

    account: str
    harm: str
    first: int
    last: int
    body: str
    series: int | None
    area: int


@dataclass(frozen=True, slots=True)
class KeptTakenBack:
    """A claim by which a source with a name takes figures back.

    :ivar source: who takes back what: a block of the tellings that it may be about.
    """

    claim: str
    report: str
    source: int


def put_whole_windows(
    c: Connection, windows: Sequence[KeptWindow], taken_back: Collection[KeptTakenBack]
) -> None:
    """Brings the tables to those of a whole book; windows of accounts that are gone went with
    these."""
    kept = {row.account: tuple(row) for row in c.execute(select(t.windows))}
    put_windows(c, [w for w in windows if kept.get(w.account) != _row_of(w)])
    c.execute(delete(t.taken_back))
    put_taken_back(c, taken_back)


def change_taken_back(c: Connection, changed: Mapping[str, Sequence[KeptTakenBack]]) -> None:
    """Writes all claims of some reports by which figures are taken back."""
    for some in some_of(list(changed)):
        c.execute(delete(t.taken_back).where(t.taken_back.c.report.in_(some)))
    put_taken_back(c, [taken for mine in changed.values() for taken in mine])


def forget_windows(c: Connection) -> None:
    """Empties the tables."""
    c.execute(delete(t.windows))
    c.execute(delete(t.taken_back))


def put_windows(c: Connection, windows: Sequence[KeptWindow]) -> None:
    table = t.windows
    have: set[str] = set()
    for some in some_of([w.account for w in windows]):
        have.update(c.execute(select(table.c.account).where(table.c.account.in_(some))).scalars())
    rows = [dict(zip(table.c.keys(), _row_of(w), strict=True)) for w in windows]
    own, names = table.c.account, [c.name for c in table.c if c is not table.c.account]
    changed = update(table).where(own == bindparam("own"))
    changed = changed.values({name: bindparam(name) for name in names})
    for made in batches(row | {"own": row["account"]} for row in rows if row["account"] in have):
        c.execute(changed, made)
    for made in batches(row for row in rows if row["account"] not in have):
        c.execute(insert(table), made)


def _row_of(w: KeptWindow) -> tuple[str, str, int, int, str, int | None, int]:
    return (w.account, w.harm, w.first, w.last, w.body, w.series, w.area)


def put_taken_back(c: Connection, taken: Collection[KeptTakenBack]) -> None:
    for some in batches(asdict(each) for each in taken):
        c.execute(insert(t.taken_back), some)
