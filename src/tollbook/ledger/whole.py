"""The book as a whole: one moment of it, a copy of it, its digests."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import delete

from tollbook.ledger import schema
from tollbook.ledger.backup import backup
from tollbook.ledger.copy_rows import Copied, copy_to_database
from tollbook.ledger.digest import derived_digest
from tollbook.ledger.kept_lists import KeptLists, forget_lists
from tollbook.ledger.parts import forget_parts
from tollbook.ledger.row_digests import Differs, differing
from tollbook.ledger.store import Store


class WholeBook:
    """The part of :class:`~tollbook.ledger.Ledger` that is about all of the book at once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def where(self) -> str:
        """The file, or the database's address without a password."""
        return self._store.where

    def state(self) -> str:
        """A text that is another one whenever a row may have changed; quick to ask for."""
        return self._store.state()

    def snapshot(self) -> AbstractContextManager[None]:
        """``with book.snapshot():`` everything read inside is of one moment, though runs write."""
        return self._store.snapshot()

    def backup(self, target: Path) -> None:
        """Copies the book as it stands to a new folder, which is a book like any other.

        :raises BookError: where the folder is there already and not empty, or a capture is broken.
        :raises StorageFull: where there is no room.
        """
        backup(self._store, Path(target))

    def copy_rows(self, target: Store) -> Copied:
        """Copies all rows into an empty database.

        :raises BookError: where it holds anything, or may not be written.
        :raises CheckFailed: where what arrived is not what was sent; nothing is kept then.
        """
        return copy_to_database(self._store, target)

    def derived_digest(self) -> str:
        """A digest over all derived rows, whatever the order and time they came in."""
        with self._store.reading() as c:
            return derived_digest(c)

    def drop_derived(self) -> None:
        """Empties every derived table; what is kept for ever stays."""
        with self._store.writing() as c:
            c.execute(delete(schema.tallies))
            forget_parts(c)
            c.execute(delete(schema.reports))
            forget_lists(c)

    def rows_changed(self) -> list[Differs]:
        """Derived rows that are not as they were written, by their digests."""
        with self._store.reading() as c:
            found = list(differing(c))
        return [*found, *KeptLists(self._store).differing()]

    def file_faults(self) -> list[str]:
        """What the database's own checks find wrong; empty: sound."""
        return self._store.faults()

    def settings_at_risk(self) -> list[str]:
        """Settings of a database server under which an acknowledged row can be lost."""
        return self._store.settings_at_risk()
