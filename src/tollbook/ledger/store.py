"""What every store of a book's rows does: one unchanging view to read, whole transactions to write.

A store is a SQLite file (:mod:`~tollbook.ledger.sqlite_store`) or a PostgreSQL database
(:mod:`~tollbook.ledger.postgres_store`).
"""

from __future__ import annotations

import contextlib
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Column, Connection, Engine, event, select
from sqlalchemy.pool import ConnectionPoolEntry


class RunLock(Protocol):
    """The right to write captures and derived rows, which one run has at a time."""

    def acquire(self) -> None:
        """Takes the lock; does nothing where this object holds it already.

        :raises BookInUse: where another run holds it.
        """

    def release(self) -> None:
        """Gives the lock back; does nothing where it is not held."""


class Store(ABC):
    """One book's rows and its writing lock. Safe to use from several threads.

    :ivar folder: the book's folder, where captures and what people wrote lie.
    :ivar where: what a message names as the place of the rows; never holds a password.
    """

    folder: Path
    where: str
    lock: RunLock

    def __init__(self, engine: Engine, writer: Engine) -> None:
        self._engine = engine
        self._writer = writer
        self._wrote = False
        self._closed = False
        self._snapshot = threading.local()
        event.listen(engine, "checkin", self._came_back)

    def _came_back(self, _: Any, entry: ConnectionPoolEntry) -> None:
        """Closes a connection that somebody still had when the store was closed: the pool it
        goes back to is nobody's any more."""
        if self._closed:
            entry.close()

    def _close_connections(self) -> None:
        """Closes all connections: those in use when they come back."""
        self._closed = True
        self._engine.dispose()

    @abstractmethod
    def explained(self) -> AbstractContextManager[None]:
        """Turns what the database says into an error that names the book and the next step."""

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with one unchanging view of the book.

        :raises BookError: or its kinds, where the rows cannot be read.
        """
        held = getattr(self._snapshot, "connection", None)
        if held is not None:
            with self.explained():
                yield held
            return
        with self.explained(), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """While it lasts, everything that this thread reads is of one moment."""
        with self.reading() as connection:
            outer = getattr(self._snapshot, "connection", None)
            self._snapshot.connection = connection
            try:
                yield
            finally:
                self._snapshot.connection = outer

    @contextlib.contextmanager
    def writing(self, *, run: bool = True) -> Iterator[Connection]:
        """A transaction that is on the disk when the block ends, or leaves nothing behind.

        Writers wait for each other's transactions, each of which is short: what one reads in its
        transaction is what is there until it ends.

        :param run: whether this belongs to a run (captures, derived rows), of which there is
            one at a time. Decisions don't: they only queue.
        :raises BookInUse: where another run holds the book.
        """
        if run:
            self.lock.acquire()
        whole = getattr(self._snapshot, "whole", None)
        if whole is not None:
            with self.explained(), whole.begin_nested():
                yield whole
            return
        with self.explained(), self._writer.begin() as connection:
            self._begun(connection, run=run)
            yield connection
        self._wrote = self._wrote or run

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """While it lasts, what this thread writes for a run is one transaction: on the disk once,
        when the block ends. Others wait for it to write: it is to be short.

        Each writing in it is whole or leaves nothing, whatever becomes of the others; one that
        fails, or a block that is left in the middle, takes nothing else with it.

        :raises BookInUse: where another run holds the book.
        """
        self.lock.acquire()
        with self.explained(), self._writer.begin() as connection:
            self._begun(connection, run=True)
            outer = getattr(self._snapshot, "connection", None)
            self._snapshot.connection = self._snapshot.whole = connection
            try:
                yield
            except (Exception, KeyboardInterrupt):
                connection.commit()
                raise
            finally:
                self._snapshot.connection, self._snapshot.whole = outer, None
        self._wrote = True

    @abstractmethod
    def _begun(self, connection: Connection, *, run: bool) -> None:
        """What a writing transaction does first."""

    @abstractmethod
    def revision(self, connection: Connection) -> str | None:
        """Which step the book's tables are at; None: there are no tables yet.

        :raises BookError: for a database that is somebody else's.
        """

    @abstractmethod
    def is_set_up(self, connection: Connection) -> bool:
        """Whether the file or database itself is as :meth:`set_up` leaves it."""

    @abstractmethod
    def set_up(self) -> None:
        """Sets what belongs to the file or database itself, once; needs no one else at it."""

    @abstractmethod
    def state(self) -> str:
        """A text that is another one whenever a row may have changed."""

    @abstractmethod
    def highest_decision(self, connection: Connection) -> int:
        """The highest number that a decision was ever given, though it may be gone; 0: none."""

    @abstractmethod
    def put_highest_decision(self, connection: Connection, number: int) -> None:
        """Enters that number in a book that was just filled from another one."""

    @abstractmethod
    def scrub(self) -> None:
        """Writes the rows anew without what was deleted or overwritten.

        Databases leave old words where they stood until their place is needed again.

        :raises BookInUse: where another program is reading or writing for too long.
        """

    @abstractmethod
    def faults(self) -> list[str]:
        """What checks of the file and of the rows' references find; empty: sound."""

    def settings_at_risk(self) -> list[str]:
        """Settings of a server under which an acknowledged row can be lost; empty: none."""
        return []

    @abstractmethod
    def close(self) -> None:
        """Closes all connections and frees the lock."""


def exists(c: Connection, column: Column[Any], value: str) -> bool:
    """Whether any row has this value there."""
    return c.execute(select(column).where(column == value).limit(1)).first() is not None
