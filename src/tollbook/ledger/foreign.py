"""Which captures hold another recorder's table, and whose it is: append-only.

The rows themselves are not stored: they follow from the capture's bytes whenever they are asked for
(:func:`tollbook.intake.foreign_incidents`), so that nothing of them can be changed by hand.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from tollbook.ledger import schema as t
from tollbook.ledger.store import Store, exists
from tollbook.ledger.times import stamp
from tollbook.record.ged import ForeignTable


class ForeignTables:
    """The tables of others that the book has taken in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> list[ForeignTable]:
        """In the order in which they were taken in; those whose capture was purged left out."""
        table = t.foreign_tables
        query = select(table).where(table.c.capture.not_in(select(t.purges.c.capture)))
        with self._store.reading() as c:
            rows = c.execute(query.order_by(table.c.seq)).all()
        return [
            ForeignTable(
                row.capture, row.recorder, row.form, datetime.fromisoformat(row.imported_at)
            )
            for row in rows
        ]

    def note(self, table: ForeignTable) -> bool:
        """Says of a capture that it holds this table; False: that was said before, and stays.

        :raises BookError: the book has no such capture.
        """
        with self._store.writing() as c:
            if exists(c, t.foreign_tables.c.capture, table.capture):
                return False
            c.execute(
                insert(t.foreign_tables).values(
                    capture=table.capture,
                    recorder=table.recorder,
                    form=table.form,
                    imported_at=stamp(table.imported_at),
                )
            )
        return True
