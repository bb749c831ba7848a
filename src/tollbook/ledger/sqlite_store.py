"""The SQLite file: how it is opened and its transactions."""

from __future__ import annotations

import contextlib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL

from tollbook.errors import BookError
from tollbook.ledger.lock import WritingLock
from tollbook.ledger.schema import APPLICATION_ID
from tollbook.ledger.sqlite_faults import explained
from tollbook.ledger.store import Store
from tollbook.settings import BOOK_FILE

_PATIENCE_S = 30.0  # how long a writer waits for another's transaction; each is short


class SqliteStore(Store):
    """One book's SQLite file and its writing lock.

    WAL, so that reading goes on while a run writes; ``synchronous=FULL`` throughout, so that
    what is acknowledged is on the disk.
    """

    def __init__(self, folder: Path, name: str = BOOK_FILE) -> None:
        self.folder = folder
        self.file = folder / name
        self.where = str(self.file)
        self.lock = WritingLock(folder)
        engine = create_engine(
            URL.create("sqlite", database=str(self.file)),
            connect_args={"timeout": _PATIENCE_S},
            # One who holds a connection may need a second: a limit would have them wait for
            # each other for ever.
            max_overflow=-1,
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        super().__init__(engine, engine.execution_options(begin="BEGIN IMMEDIATE"))

    def explained(self) -> AbstractContextManager[None]:
        return explained(self.file)

    def _begun(self, connection: Connection, *, run: bool) -> None:
        """Nothing: BEGIN IMMEDIATE has waited for the others."""

    def revision(self, connection: Connection) -> str | None:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        # SQLite's own (sqlite_stat1, say) may lie in a file that has no other yet.
        names = {name for name in tables.scalars() if not name.startswith("sqlite_")}
        if not names:
            return None
        owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if owner != APPLICATION_ID or "alembic_version" not in names:
            raise BookError(
                "this is a SQLite database, but no tollbook book",
                value=f"tables {', '.join(sorted(names)[:5])}",
                where=self.where,
                next="name another folder with --book",
            )
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return None if version is None else str(version)

    def is_set_up(self, connection: Connection) -> bool:
        return bool(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal")

    def set_up(self) -> None:
        """Sets the file's journal to write-ahead, which stays set."""
        bare = self._engine.execution_options(begin=None)  # SQLite refuses it in a transaction
        with self.explained(), bare.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def state(self) -> str:
        """By the times and sizes of the file and its log."""
        found = []
        for file in (self.file, self.file.with_name(f"{self.file.name}-wal")):
            with contextlib.suppress(OSError):
                seen = file.stat()
                found.append(f"{seen.st_mtime_ns} {seen.st_size}")
        return ", ".join(found)

    def highest_decision(self, connection: Connection) -> int:
        query = "SELECT seq FROM sqlite_sequence WHERE name = 'decisions'"
        return int(connection.exec_driver_sql(query).scalar() or 0)

    def put_highest_decision(self, connection: Connection, number: int) -> None:
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'decisions'")
        connection.exec_driver_sql("INSERT INTO sqlite_sequence VALUES ('decisions', ?)", (number,))

    def scrub(self) -> None:
        """Writes the file anew and empties the write-ahead log."""
        bare = self._engine.execution_options(begin=None)
        with self.explained(), bare.connect() as connection:
            connection.exec_driver_sql("PRAGMA temp_store = FILE")  # it may be a large book
            try:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.exec_driver_sql("PRAGMA temp_store = MEMORY")

    def faults(self) -> list[str]:
        with self.reading() as c:
            said = [str(line) for line in c.exec_driver_sql("PRAGMA integrity_check").scalars()]
            loose = c.exec_driver_sql("PRAGMA foreign_key_check").all()
        faults = [] if said == ["ok"] else said
        return faults + [f"table {r[0]}, row {r[1]} refers to no row of {r[2]}" for r in loose]

    def close(self) -> None:
        """Closes the file (the last one out folds the write-ahead log in) and frees the lock."""
        if self._wrote:
            self._wrote = False
            # Lets SQLite plan long lists well: without it a filtered list of a large book sorts
            # everything. A courtesy: a full disk must not turn a good run into a failed one.
            with contextlib.suppress(BookError), self.writing() as connection:
                connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
                connection.exec_driver_sql("ANALYZE")
            self._wrote = False
        self._close_connections()
        self.lock.release()


def _prepare(dbapi: Any, _: object) -> None:
    # The driver's own guesses at where transactions start are switched off: BEGIN comes from
    # `_begin`, so that SELECTs and CREATE TABLE belong to transactions too.
    dbapi.isolation_level = None
    cursor = dbapi.cursor()
    try:
        for pragma in (
            "foreign_keys = ON",
            "synchronous = FULL",
            "temp_store = MEMORY",
            "cache_size = -32768",
        ):
            cursor.execute(f"PRAGMA {pragma}")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("begin", "BEGIN")
    if begin is not None:
        connection.exec_driver_sql(begin)
