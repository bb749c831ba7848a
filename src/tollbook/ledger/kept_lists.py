"""Lists worked out once and kept beside the records they follow from: whole, or not at all.

They hold nothing that the records do not: a list whose mark is not that of the book now is worked
out again. Whatever is destroyed in a book takes them all along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import Connection, delete, func, insert, select

from tollbook import __version__
from tollbook.ledger import schema as t
from tollbook.ledger.store import Store


class KeptLists:
    """Bytes by name, each with a mark of what they were made of."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mark(self) -> str:
        """Changes with every run, tally and decision, and with tollbook's version."""
        with self._store.reading() as c:
            return _mark(c)

    def get(self, name: str, mark: str) -> bytes | None:
        """What is kept under a name; None: nothing that was made of this."""
        table = t.kept_lists.c
        query = select(table.body).where(table.name == name, table.made_of == mark)
        with self._store.reading() as c:
            return c.execute(query).scalar_one_or_none()

    def put(self, lists: dict[str, bytes], mark: str) -> bool:
        """Keeps these in place of all that was kept; False: the book changed meanwhile."""
        with self._store.writing(run=False) as c:
            if _mark(c) != mark:
                return False
            forget_lists(c)
            rows = [{"name": n, "made_of": mark, "body": body} for n, body in lists.items()]
            if rows:
                c.execute(insert(t.kept_lists), rows)
        return True


def forget_lists(c: Connection) -> None:
    """Takes all kept lists out."""
    c.execute(delete(t.kept_lists))
    c.execute(delete(t.touched))


def touch(c: Connection, records: Collection[str]) -> None:
    """Notes records that came, changed or went, where lists are kept that may name them."""
    if records and c.execute(select(t.kept_lists.c.name).limit(1)).first() is not None:
        c.execute(insert(t.touched), [{"record": own} for own in sorted(records)])


def _mark(c: Connection) -> str:
    readings, tallies, resolvings = t.readings.c, t.tallies.c, t.resolvings.c
    parts = (
        c.execute(select(func.count(), func.max(t.decisions.c.sequence))).one(),
        c.execute(select(func.count(), func.max(readings.read_at))).one(),
        c.execute(select(func.count(), func.max(resolvings.resolved_at))).one(),
        c.execute(select(tallies.policy, tallies.tallied_at)).all(),
        c.execute(select(func.count()).select_from(t.reports)).scalar_one(),
    )
    said = repr([__version__, *(tuple(p) if isinstance(p, tuple) else str(p) for p in parts)])
    return hashlib.sha256(said.encode()).hexdigest()[:32]
