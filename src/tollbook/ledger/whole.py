"""The book as a whole: one moment of it, a copy of it, its digests."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import delete

from tollbook.ledger import schema
from tollbook.ledger.backup import backup
from tollbook.ledger.digest import derived_digest
from tollbook.ledger.row_digests import Differs, differing
from tollbook.ledger.store import Store


class WholeBook:
    """The part of :class:`~tollbook.ledger.Ledger` that is about all of the book at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def snapshot(self) -> AbstractContextManager[None]:
        """``with book.snapshot():`` everything read inside is of one moment, though runs write."""
        return self._store.snapshot()

    def backup(self, target: Path) -> None:
        """Copies the book as it stands to a new folder, which is a book like any other.

        :raises BookError: where the folder is there already and not empty, or a capture is broken.
        :raises StorageFull: where there is no room.
        """
        backup(self._store, Path(target))

    def derived_digest(self) -> str:
        """A digest over all derived rows, whatever the order and time they came in."""
        with self._store.reading() as c:
            return derived_digest(c)

    def drop_derived(self) -> None:
        """Empties every derived table; what is kept for ever stays."""
        with self._store.writing() as c:
            c.execute(delete(schema.tallies))
            c.execute(delete(schema.reports))

    def rows_changed(self) -> list[Differs]:
        """Derived rows that are not as they were written, by their digests."""
        with self._store.reading() as c:
            return list(differing(c))

    def file_faults(self) -> list[str]:
        """What SQLite's own checks find wrong with the file; empty: sound."""
        return self._store.faults()
