"""Captures as they arrive: the bytes on disk, the row that numbers them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from tollbook.errors import BookError, NotFound
from tollbook.ledger.capture_files import CaptureFiles
from tollbook.ledger.rows import set_aside_of
from tollbook.ledger.schema import capture_origins, captures, purges, unread
from tollbook.ledger.store import Store, exists
from tollbook.ledger.times import stamp
from tollbook.record import Capture, SetAside


class Arrivals:
    """The book's captures, numbered in their order of arrival from 1."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.files = CaptureFiles(store.folder / "captures")

    def take(
        self,
        sha256: str,
        data: bytes,
        *,
        media_type: str,
        origin: str,
        record: int | None,
        taken_at: datetime,
    ) -> Capture:
        """See :meth:`tollbook.ledger.Ledger.take`."""
        if hashlib.sha256(data).hexdigest() != sha256:
            raise BookError(
                "the bytes handed over are not those their digest says",
                value=sha256,
                where=origin,
                next="run again: the file may have changed while it was read",
            )
        when, origin = stamp(taken_at), printable(origin)
        self._store.lock.acquire()
        with self._store.reading() as c:
            if exists(c, purges.c.capture, sha256):
                raise BookError(
                    "this page was purged from the book and is not taken in again",
                    value=sha256,
                    where=origin,
                    next="tollbook log show says by whom and why",
                )
        self.files.keep(sha256, data)
        with self._store.writing() as c:
            known = c.execute(select(captures).where(captures.c.sha256 == sha256)).one_or_none()
            if known is not None:
                _note_origin(c, known, origin, record, when)
                return capture_of(known)
            seq = c.execute(select(func.coalesce(func.max(captures.c.seq), 0) + 1)).scalar_one()
            c.execute(
                insert(captures).values(
                    seq=seq,
                    sha256=sha256,
                    media_type=media_type,
                    size=len(data),
                    taken_at=when,
                    origin=origin,
                    record=record,
                )
            )
        taken = datetime.fromisoformat(when)
        return Capture(sha256, media_type, len(data), taken, origin, record, seq)

    def one(self, sha256: str) -> Capture | None:
        with self._store.reading() as c:
            row = c.execute(kept_captures().where(captures.c.sha256 == sha256)).one_or_none()
        return None if row is None else capture_of(row)

    def all(self) -> list[Capture]:
        with self._store.reading() as c:
            return [capture_of(row) for row in c.execute(kept_captures().order_by(captures.c.seq))]

    def origins(self, sha256: str) -> list[str]:
        """Every place these bytes were found, the first one first; a JSONL line as path:line."""
        more = (
            select(capture_origins.c.origin)
            .where(capture_origins.c.capture == sha256)
            .order_by(capture_origins.c.seq)
        )
        with self._store.reading() as c:
            first = c.execute(select(captures.c.origin).where(captures.c.sha256 == sha256))
            return [*first.scalars(), *c.execute(more).scalars()]

    def put_unread(
        self, captured: Sequence[tuple[str, SetAside]], files: Sequence[SetAside]
    ) -> None:
        """See :meth:`tollbook.ledger.Ledger.put_unread`."""
        rows = [_unread_row(aside, None) for aside in files]
        rows += [_unread_row(aside, sha256) for sha256, aside in captured]
        names = ("capture", "what", "why", "found_in", "next_step")
        with self._store.reading() as c:
            kept = c.execute(select(*(unread.c[n] for n in names)).order_by(unread.c.seq)).all()
        if [tuple(row) for row in kept] == [tuple(row[n] for n in names) for row in rows]:
            return  # most runs change nothing here
        with self._store.writing() as c:
            c.execute(delete(unread))
            if rows:
                c.execute(insert(unread), rows)

    def unread(self, *, files: bool = False) -> list[SetAside]:
        query = select(unread).order_by(unread.c.seq)
        if files:
            query = query.where(unread.c.capture.is_(None))
        with self._store.reading() as c:
            return [set_aside_of(row) for row in c.execute(query)]

    def bytes_of(self, sha256: str) -> bytes:
        if self.one(sha256) is None:
            raise NotFound(
                "no capture has this digest",
                value=sha256,
                where=self._store.where,
                next="tollbook list reports",
            )
        return self.files.read(sha256)


def kept_captures() -> Select[tuple[object, ...]]:
    """The captures whose bytes are kept: all but those that were purged."""
    return select(captures).where(captures.c.sha256.not_in(select(purges.c.capture)))


def printable(origin: str) -> str:
    """A path as text: bytes of a file name that are no UTF-8 are written as escapes."""
    return origin.encode("utf-8", "backslashreplace").decode("utf-8")


def _unread_row(aside: SetAside, capture: str | None) -> dict[str, str | None]:
    return {
        "capture": capture,
        "what": aside.what,
        "why": aside.why,
        "found_in": printable(aside.where),
        "next_step": printable(aside.next),
    }


def _note_origin(
    c: Connection, known: Row[tuple[object, ...]], origin: str, record: int | None, when: str
) -> None:
    if (known.origin, known.record) == (origin, record):
        return
    table = capture_origins
    same = select(table.c.seq).where(
        table.c.capture == known.sha256,
        table.c.origin == origin,
        table.c.record.is_not_distinct_from(record),  # no line equals no line
    )
    if c.execute(same.limit(1)).first() is None:
        c.execute(
            insert(table).values(capture=known.sha256, origin=origin, record=record, taken_at=when)
        )


def capture_of(row: Row[tuple[object, ...]]) -> Capture:
    return Capture(
        sha256=row.sha256,
        media_type=row.media_type,
        size=row.size,
        taken_at=datetime.fromisoformat(row.taken_at),
        origin=row.origin,
        record=row.record,
        sequence=row.seq,
    )
