"""The book as the desk's pages see it: one view for as long as nothing changes, and decisions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tollbook.book import Book
from tollbook.changes import Change
from tollbook.publish.queue import Waiting, queue_of
from tollbook.record import Decision, Place
from tollbook.record.decided import Payload
from tollbook.record.vocabulary import Verb
from tollbook.tally import policy_names
from tollbook.view import View

Stamp = tuple[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True)
class Sight:
    """The book at one moment, with what is worked out from it once for many pages."""

    view: View

    @cached_property
    def queue(self) -> tuple[Waiting, ...]:
        """What needs a person, most useful first."""
        return queue_of(self.view)


class Shelf:
    """Where the desk's pages get the book from, and write their decisions to.

    Reading goes on while a run writes. For each decision the book is opened anew and closed, so
    that no other program has to wait for its writing lock longer than that.

    :ivar by: who decides in this session.
    """

    def __init__(self, folder: Path, by: str) -> None:
        self.folder = folder
        self.by = by
        self._book = Book.open(folder)
        self._seen: tuple[Stamp, Sight] | None = None
        self._lock = threading.Lock()
        self._deciding = threading.Lock()

    def close(self) -> None:
        self._book.close()

    @property
    def hand(self) -> Path:
        return self.folder / "hand"

    @property
    def book(self) -> Book:
        """The open book, to read from."""
        return self._book

    def sight(self) -> Sight:
        """The book as it is now."""
        with self._lock:
            stamp = self._stamp()
            if self._seen is None or self._seen[0] != stamp:
                self._seen = (stamp, Sight(self._book.view()))
            return self._seen[1]

    def view(self) -> View:
        """All records as they are now, with withheld names masked."""
        return self.sight().view

    def _stamp(self) -> Stamp:
        """Changes whenever a row of the book or its ``hand`` folder does."""
        stamps = []
        for file in sorted(self.hand.glob("*")):
            try:
                found = file.stat()
            except OSError:
                continue
            stamps.append((found.st_mtime_ns, found.st_size))
        return self._book.ledger.state(), tuple(stamps)

    def decide(
        self,
        verb: Verb,
        asked: Sequence[tuple[str, Payload | None]],
        *,
        reason: str | None,
        quote: str | None = None,
        at: int | None = None,
        seen: int | None = None,
    ) -> tuple[list[Decision], tuple[Change, ...] | None]:
        """Append decisions, all or none, and work the figures out again.

        What it takes, returns and raises is as for :meth:`tollbook.book.Book.decide_all`.
        """
        with self._deciding, Book.open(self.folder) as book:
            return book.decide_all(
                verb, asked, decided_by=self.by, reason=reason, quote=quote, at=at, seen=seen
            )

    def places_named(self, name: str) -> list[Place]:
        """The places that a name may mean; empty: the gazetteer has none."""
        from tollbook.typed import places_named  # noqa: PLC0415 - the index is large

        return places_named(name, hand=self.hand)

    def policies(self) -> list[str]:
        """Names of the policies that figures can be worked out by."""
        return list(policy_names())

    def view_by(self, policy: str) -> View:
        """All records with the figures of another policy; the book keeps its own."""
        return self._book.view_by(policy)

    def run_inside(self, work: Callable[[Book], None]) -> None:
        """Do something with the book opened for this alone, one at a time."""
        with self._deciding, Book.open(self.folder) as book:
            work(book)
