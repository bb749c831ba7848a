"""The book as the desk's pages see it: one view for as long as nothing changes, and decisions."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.book import Book
from tollbook.changes import Change
from tollbook.desk.reckoning import Reckoning
from tollbook.desk.sight import Sight, sight_of
from tollbook.desk.who import NOW
from tollbook.record import Decision, Place
from tollbook.record.decided import Payload
from tollbook.record.vocabulary import Verb
from tollbook.tally import policy_names
from tollbook.view import View

if TYPE_CHECKING:
    from tollbook.resolve import Atlas

HandStamp = tuple[tuple[int, int], ...]
Stamp = tuple[str, HandStamp]

Decided = tuple[list[Decision], tuple[Change, ...] | None]
"""The decisions taken, and the tolls that they changed; None: these are worked out later."""


class Shelf:
    """Where the desk's pages get the book from, and write their decisions to.

    Reading goes on while a run writes. For each decision the book is opened anew and closed, so
    that no other program has to wait for its writing lock longer than that.

    :param by: who decides, where the desk has one person.
    """

    def __init__(self, folder: Path, by: str) -> None:
        self.folder = folder
        self._by = by
        self._book = Book.open(folder)
        self._seen: tuple[Stamp, Sight] | None = None
        self._lock = threading.Lock()
        self._deciding = threading.Lock()
        self._looking_up = threading.Lock()
        self._atlas: tuple[HandStamp, Atlas] | None = None
        self.reckoning = Reckoning(folder)

    def close(self) -> None:
        self.reckoning.close()
        self._book.close()
        if self._atlas is not None:
            self._atlas[1].close()

    def catch_up(self) -> None:
        """Works the figures of a large book out where decisions are not in them yet."""
        sight = self.sight()
        if sight.kept is not None and sight.not_in_figures:
            self.reckoning.ask()

    @property
    def by(self) -> str:
        """Who decides now."""
        who = NOW.get()
        return self._by if who is None else who.name

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
                before = self._seen[1] if self._seen else None
                self._seen = (stamp, sight_of(self._book, before))
            return self._seen[1]

    def view(self) -> View:
        """All records as they are now, with withheld names masked."""
        return self.sight().view

    def _stamp(self) -> Stamp:
        """Changes whenever a row of the book or its ``hand`` folder does."""
        return self._book.ledger.state(), self._hand_stamp()

    def _hand_stamp(self) -> HandStamp:
        stamps = []
        for file in sorted(self.hand.glob("*")):
            try:
                found = file.stat()
            except OSError:
                continue
            stamps.append((found.st_mtime_ns, found.st_size))
        return tuple(stamps)

    def decide(
        self,
        verb: Verb,
        asked: Sequence[tuple[str, Payload | None]],
        *,
        reason: str | None,
        quote: str | None = None,
        at: int | None = None,
        seen: int | None = None,
    ) -> Decided:
        """Append decisions of one verb; see :meth:`decide_together`."""
        steps = [(verb, subject, value) for subject, value in asked]
        return self.decide_together(steps, reason=reason, quote=quote, at=at, seen=seen)

    def decide_together(
        self,
        steps: Sequence[tuple[Verb, str, Payload | None]],
        *,
        reason: str | None,
        quote: str | None = None,
        at: int | None = None,
        seen: int | None = None,
    ) -> Decided:
        """Append decisions, all or none, and work the figures out again; of a large book beside.

        What it takes, returns and raises is as for :meth:`tollbook.book.Book.decide_together`.
        """
        sight = self.sight()
        large = sight.kept is not None
        with self._deciding, Book.open(self.folder) as book:
            done = book.decide_together(
                steps,
                decided_by=self.by,
                reason=reason,
                quote=quote,
                at=at,
                seen=seen,
                figures=not large,
                known=sight.view,
            )
        if large:
            self.reckoning.ask()
        return done

    def places_named(self, name: str) -> list[Place]:
        """The places that a name may mean; empty: the gazetteer has none."""
        from tollbook import resolve  # noqa: PLC0415 - the index is large
        from tollbook.typed import places_in  # noqa: PLC0415

        with self._looking_up:
            stamp = self._hand_stamp()
            if self._atlas is None or self._atlas[0] != stamp:
                if self._atlas is not None:
                    self._atlas[1].close()
                self._atlas = (stamp, resolve.Atlas.open(hand=self.hand))
            return places_in(self._atlas[1], name)

    def policies(self) -> list[str]:
        """Names of the policies that figures can be worked out by."""
        return list(policy_names())

    def view_by(self, policy: str) -> View:
        """All records with the figures of another policy; the book keeps its own."""
        sight = self.sight()
        if policy not in sight.by_policy:
            sight.by_policy[policy] = self._book.view_by(policy)
        return sight.by_policy[policy]
