"""What coders coded by hand: kept as it came, the last of a coder and an item holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from tollbook.ledger import schema as t
from tollbook.ledger.store import Store
from tollbook.ledger.times import stamp
from tollbook.record.coding import Coded

_FIELDS = ("told", "harm", "scope", "low", "best", "high")


class Codings:
    """The codings of a book. Never needs the right to run."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, coded: Sequence[Coded]) -> None:
        """Keeps them, all or none; their numbers are given on the way."""
        rows = [
            {
                "item": one.item,
                "coder": one.coder,
                "coded_at": stamp(one.coded_at),
                **{name: getattr(one, name) for name in _FIELDS},
            }
            for one in coded
        ]
        if rows:
            with self._store.writing(run=False) as c:
                c.execute(insert(t.codings), rows)

    def every(self) -> list[Coded]:
        """All of them in order of arrival, those that a later one took the place of too."""
        table = t.codings
        with self._store.reading() as c:
            rows = c.execute(select(table).order_by(table.c.seq)).all()
        return [
            Coded(row.seq, row.item, row.coder, datetime.fromisoformat(row.coded_at), *row[4:])
            for row in rows
        ]

    def standing(self) -> list[Coded]:
        """The last of each coder for each item, in order of arrival."""
        last = {(one.item, one.coder): one for one in self.every()}
        return sorted(last.values(), key=lambda one: one.number)
