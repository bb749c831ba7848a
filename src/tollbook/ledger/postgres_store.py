"""The PostgreSQL database: how it is reached, its transactions, its one-run-at-a-time lock."""

# ruff: noqa: S608 - all that is put into SQL is a name or number of this package
from __future__ import annotations

import contextlib
import importlib.util
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, exists, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from tollbook.errors import BookError, BookInUse, MissingPart, UsageError
from tollbook.ledger.postgres_faults import explained
from tollbook.ledger.postgres_rules import HIGHEST, grants
from tollbook.ledger.schema import metadata
from tollbook.ledger.store import Store

_PATIENCE_S = 30  # how long a writer waits for another's transaction; each is short
_RUN = "hashtextextended('tollbook run ' || current_schema(), 0)"
_WRITER = "hashtextextended('tollbook writer ' || current_schema(), 0)"


class PostgresStore(Store):
    """One book's database, or schema of a database, and its writing lock.

    Reading is REPEATABLE READ, of one moment. Writing is READ COMMITTED behind an advisory lock
    that each writer takes first and keeps until its transaction ends, so that it reads what it
    adds to; ``synchronous_commit`` is on, whatever the server's default.

    :param url: ``postgresql://user@host/database``, as libpq takes it; the password may stand in
        ``~/.pgpass`` instead.
    :raises MissingPart: where the driver is not installed.
    :raises UsageError: where the address cannot be read.
    """

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        engine, self.where = _engine(url)
        event.listen(engine, "connect", _prepare)
        reader = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        super().__init__(reader, engine)
        self.lock: PostgresRunLock = PostgresRunLock(engine, self.where)

    def explained(self) -> AbstractContextManager[None]:
        return explained(self.where)

    def _begun(self, connection: Connection, *, run: bool) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
        if run:
            self.lock.check(connection)

    def revision(self, connection: Connection) -> str | None:
        tables = connection.exec_driver_sql(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )
        names = set(tables.scalars())
        if not names:
            return None
        if not {"alembic_version", HIGHEST} <= names:
            raise BookError(
                "the database holds other tables, and no tollbook book",
                value=f"tables {', '.join(sorted(names)[:5])}",
                where=self.where,
                next="createdb NAME makes an empty one; name it in tollbook.toml",
            )
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return None if version is None else str(version)

    def is_set_up(self, connection: Connection) -> bool:
        return True

    def set_up(self) -> None:
        """Nothing belongs to the database itself; that its texts are Unicode is looked at.

        :raises BookError: where the database cannot hold every text.
        """
        with self.reading() as c:
            encoding = c.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise BookError(
                "the database cannot hold every script",
                value=f"encoding {encoding}",
                where=self.where,
                next="createdb --encoding UTF8 --template template0 NAME makes one that can",
            )

    def state(self) -> str:
        """Which transactions are seen: those of the server's other databases count too."""
        with self.reading() as c:
            return str(c.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar_one())

    def highest_decision(self, connection: Connection) -> int:
        return int(connection.exec_driver_sql(f"SELECT sequence FROM {HIGHEST}").scalar() or 0)

    def put_highest_decision(self, connection: Connection, number: int) -> None:
        said = f"UPDATE {HIGHEST} SET sequence = {int(number)}"
        connection.exec_driver_sql(said)

    def scrub(self) -> None:
        """Writes the tables anew that words were destroyed in.

        The server's write-ahead log and its archive keep the old pages for as long as it is set
        to keep them (docs/security.md).

        :raises BookError: where the tables are somebody else's.
        """
        own = (
            "SELECT pg_get_userbyid(relowner) = current_user OR pg_has_role(relowner, 'USAGE') "
            "FROM pg_class WHERE oid = 'sealed_values'::regclass"
        )
        bare = self._writer.execution_options(isolation_level="AUTOCOMMIT")
        with self.explained(), bare.connect() as connection:
            if not connection.exec_driver_sql(own).scalar_one():
                raise BookError(
                    "the words are destroyed in the rows; only the owner of the tables can have "
                    "the files of the database written anew without them",
                    where=self.where,
                    next="have the owner run: VACUUM FULL; in this database",
                )
            for table in sorted(metadata.tables):
                connection.exec_driver_sql(f'VACUUM FULL "{table}"')

    def faults(self) -> list[str]:
        found = []
        with self.reading() as c:
            for table in metadata.sorted_tables:
                found += list(_loose(c, table))
        return found

    def settings_at_risk(self) -> list[str]:
        with self.reading() as c:
            shown = {
                name: c.exec_driver_sql(f"SHOW {name}").scalar_one()
                for name in ("fsync", "full_page_writes", "synchronous_commit")
            }
        return [f"{name} = {value}" for name, value in shown.items() if value == "off"]

    def grant(self, role: str) -> list[str]:
        """Lets a role work in the book and change nothing that is kept for ever; what was said.

        :raises BookError: where there is no such role, or the tables are somebody else's.
        """
        with self.explained(), self._writer.begin() as connection:
            said = grants(connection, role)
            for statement in said:
                connection.exec_driver_sql(statement.replace("%", "%%"))
        return said

    def close(self) -> None:
        """Closes all connections and frees the lock."""
        self.lock.release()
        self._close_connections()


class PostgresRunLock:
    """The right to write captures and derived rows: an advisory lock of one connection.

    The server frees it when that connection ends, however it ends. Each transaction of the run
    looks whether it is still held (:meth:`check`): a line that broke may have let another run in.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self._where = where
        self._connection: Connection | None = None
        self._server_process = 0

    def acquire(self) -> None:
        if self._connection is not None:
            return
        with explained(self._where):
            connection = self._engine.execution_options(isolation_level="AUTOCOMMIT").connect()
            try:
                connection.detach()  # not to be lent to anybody else
                held = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_RUN})")
                if not held.scalar_one():
                    raise self._in_use(connection)
                # A run may think for longer than a server lets idle lines stand.
                connection.exec_driver_sql(
                    "SELECT set_config(name, '0', false) FROM pg_settings "
                    "WHERE name = 'idle_session_timeout'"
                )
                number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
            except BaseException:
                connection.close()
                raise
        self._connection, self._server_process = connection, int(number)

    def _in_use(self, connection: Connection) -> BookInUse:
        holder = connection.exec_driver_sql(
            f"SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
            f"WHERE {_HELD} LIMIT 1"
        ).scalar()
        return BookInUse(
            "another run is writing to this book",
            value=str(holder).removeprefix("tollbook ") if holder else None,
            where=self._where,
            next="wait until it ends and run this again; list, show and why work meanwhile",
        )

    def check(self, c: Connection) -> None:
        """Refuses a transaction whose run does not hold the book any more.

        :raises BookInUse: where the line that held it was cut.
        """
        query = f"SELECT 1 FROM pg_locks l WHERE {_HELD} AND l.pid = {self._server_process}"
        if c.exec_driver_sql(query).first() is None:
            self.release()
            raise BookInUse(
                "the line that held the book for this run was cut; another run may have it now",
                where=self._where,
                next="run the same command again: it goes on where this one stopped",
            )

    def release(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(DBAPIError):  # cut already
                self._connection.close()
            self._connection = None


_HELD = (
    "l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
    f"AND l.classid = (({_RUN} >> 32) & 4294967295)::oid "
    f"AND l.objid = ({_RUN} & 4294967295)::oid"
)
"""The rows of ``pg_locks l`` that stand for the book's lock: the key in two halves."""


def _engine(url: str) -> tuple[Engine, str]:
    if importlib.util.find_spec("psycopg") is None:
        raise MissingPart(
            "the driver for PostgreSQL is not installed",
            value="psycopg",
            next='pip install "tollbook[postgres]"',
        )
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as fault:  # ValueError: a port that is no number
        raise UsageError(
            "the address of the database cannot be read",
            where="store in tollbook.toml",
            next='write it as in: store = "postgresql://tollbook@localhost/iraq"',
        ) from fault
    query = {"connect_timeout": "10", **address.query}
    query.setdefault("application_name", f"tollbook process {os.getpid()} on {_host()}")
    address = address.set(drivername="postgresql+psycopg", query=query)
    engine = create_engine(
        address,
        pool_pre_ping=True,  # a server that was started anew must not fail the next command
        max_overflow=-1,  # one who holds a connection may need a second
    )
    shown = address.set(drivername="postgresql", password=None, query={})
    return engine, shown.render_as_string()


def _host() -> str:
    return socket.gethostname()[:30]


def _prepare(dbapi: Any, _: object) -> None:
    with dbapi.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute(f"SET lock_timeout = '{_PATIENCE_S}s'")
        cursor.execute("SET client_min_messages = warning")
    dbapi.commit()


def _loose(c: Connection, table: Table) -> Iterator[str]:
    """Rows that refer to none: only somebody who switched the server's own checks off makes any."""
    for key in table.foreign_keys:
        here, there = key.parent, key.column
        other = there.table.alias()
        found = select(func.count()).where(
            here.is_not(None), ~exists().where(other.c[there.name] == here)
        )
        if number := c.execute(found.select_from(table)).scalar_one():
            yield f"table {table.name}: {number} rows refer to no row of {there.table.name}"
