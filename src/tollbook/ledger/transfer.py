"""A book from one store to another, and who may write in a database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tollbook.errors import CheckFailed, UsageError
from tollbook.ledger.copy_rows import database
from tollbook.ledger.folder import open_store
from tollbook.ledger.ledger import Ledger
from tollbook.ledger.postgres_store import PostgresStore
from tollbook.settings import is_database


@dataclass(frozen=True, slots=True)
class Transferred:
    """What a copy was made of, proven to be in it.

    :ivar where: the folder, or the database's address without a password.
    :ivar derived: digest over all derived rows, the same in both.
    :ivar last: digest of the last decision; "": the log is empty.
    """

    where: str
    decisions: int
    derived: str
    last: str


def transfer(book: Ledger, target: str) -> Transferred:
    """Copies the book's rows into the database at an address, or the whole book into a folder.

    :raises BookError: where the target holds anything, cannot be reached or may not be written.
    :raises CheckFailed: where what arrived is not what was sent.
    :raises MissingPart: where the driver for PostgreSQL is not installed.
    """
    if is_database(target):
        store = database(book.folder, target)
        try:
            copied = book.copy_rows(store)
        finally:
            store.close()
        return Transferred(store.where, copied.decisions, copied.derived, copied.last)
    with book.snapshot():
        book.backup(Path(target))
        sent = (book.derived_digest(), [d.digest for d in book.decisions()])
    with Ledger.open(Path(target)) as made:
        log = [d.digest for d in made.decisions()]
        if sent != (made.derived_digest(), log):
            raise CheckFailed(
                "what arrived is not what was sent", where=target, next="tollbook verify"
            )
    return Transferred(target, len(log), sent[0], log[-1] if log else "")


def grant_role(folder: Path, role: str) -> list[str]:
    """Lets a role work in a book's database; the statements that were run.

    :raises UsageError: where the book's rows are not in a database.
    :raises BookError: where there is no such role, or the tables are somebody else's.
    """
    store = open_store(folder, create=False, write=False)
    try:
        if not isinstance(store, PostgresStore):
            raise UsageError(
                "a book in a folder has no roles: whoever may write the folder may write the book",
                where=str(folder),
                next="tollbook copy BOOK postgresql://... moves it into a database",
            )
        return store.grant(role)
    finally:
        store.close()
