"""A book's rows from one store into another: all of them, as they are, in one transaction."""

# ruff: noqa: S608 - all that is put into SQL is a name or number of this package
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Table, insert, select

from tollbook.errors import BookError, CheckFailed
from tollbook.ledger.digest import derived_digest
from tollbook.ledger.links import all_links
from tollbook.ledger.migrate import upgrade
from tollbook.ledger.schema import metadata
from tollbook.ledger.store import Store

_AT_ONCE = 1_000  # rows on their way


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy was made of, proven to be in it.

    :ivar rows: of all tables.
    :ivar derived: digest over all derived rows, the same in both.
    :ivar last: digest of the last decision; "": the log is empty.
    """

    rows: int
    decisions: int
    derived: str
    last: str


def copy_to_database(store: Store, target: Store) -> Copied:
    """Copies the book's rows as they stand into a new database; its captures stay where they are.

    :raises BookError: where the database holds tables, cannot be reached or may not be written.
    :raises CheckFailed: where what arrived is not what was sent; nothing is kept then.
    """
    with target.reading() as there:
        if target.revision(there) is not None:
            raise _not_empty(target)
    target.set_up()
    with store.reading() as here, target.writing() as there:
        if target.revision(there) is not None:
            raise _not_empty(target)
        upgrade(there, target.where, None)
        rows = copy_rows(here, there)
        target.put_highest_decision(there, store.highest_decision(here))
        return _proven(here, there, rows, target.where)


def copy_rows(here: Connection, there: Connection) -> int:
    """Copies every row of every table, in an order in which each finds what it refers to.

    :returns: how many rows.
    """
    number = 0
    for table in metadata.sorted_tables:
        for some in _rows(here, table):
            there.execute(insert(table), some)
            number += len(some)
        if there.dialect.name == "postgresql":
            _go_on_counting(there, table)
    return number


def _rows(c: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    query = select(table).order_by(*table.primary_key)
    found = c.execute(query, execution_options={"yield_per": _AT_ONCE})
    for some in found.mappings().partitions():
        yield [dict(row) for row in some]


def _go_on_counting(c: Connection, table: Table) -> None:
    """Rows that follow get the numbers after those that were copied."""
    column = table.autoincrement_column
    if column is None:
        return
    c.exec_driver_sql(
        f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), "
        f"greatest((SELECT max({column.name}) FROM {table.name}), 1), "
        f"EXISTS (SELECT 1 FROM {table.name}))"
    )


def _proven(here: Connection, there: Connection, rows: int, where: str) -> Copied:
    sent, arrived = list(all_links(here)), list(all_links(there))
    derived = derived_digest(here)
    if sent != arrived or derived != derived_digest(there):
        raise CheckFailed(
            "what arrived is not what was sent; nothing was kept",
            value="the log" if sent != arrived else "the derived rows",
            where=where,
            next="tollbook verify; then copy again",
        )
    return Copied(rows, len(sent), derived, sent[-1].decision.digest if sent else "")


def _not_empty(target: Store) -> BookError:
    return BookError(
        "there is a book in this database already; nothing is written over",
        where=target.where,
        next="createdb NAME makes a new one",
    )


def database(folder: Path, url: str) -> Store:
    """The database at an address, to be filled.

    :raises MissingPart: where the driver is not installed.
    :raises UsageError: where the address cannot be read.
    """
    from tollbook.ledger.postgres_store import PostgresStore  # noqa: PLC0415 - most have none

    return PostgresStore(folder, url)
