"""Lists worked out once and kept beside the records they follow from, with what changed since.

They hold nothing that the records do not. From the moment in which somebody begins to make lists,
each record that comes, changes or goes is noted in the transaction that changes it; decisions are
in the log. So lists are brought up to date by the records noted and the decisions taken since, and
not made anew. Whatever is destroyed in a book takes them all along.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from tollbook import __version__
from tollbook.ledger import schema as t
from tollbook.ledger.row_digests import Differs
from tollbook.ledger.store import Store
from tollbook.record.codec import from_json, to_json

_PART = "kept_lists"
_BEGUN = ""  # the row that says that lists are being made, so that changes are noted


class Mark(msgspec.Struct, frozen=True):
    """A moment of the book, for lists made of it.

    :ivar begun: when the lists were begun; those begun at another time are other lists.
    :ivar touched: number of the last record noted; ``decided``: of the last decision.
    :ivar made_by: version and form of what made them.
    """

    begun: str
    touched: int
    decided: int
    made_by: str


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in the book since a mark.

    :ivar records: ids of reports, incidents, accounts and of what set-asides are about.
    :ivar mark: the book as it is now.
    """

    records: frozenset[str]
    mark: Mark


class KeptLists:
    """Bytes by name, each with a mark of what they were made of."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, form: str, at: str) -> Mark:
        """Takes all kept lists out and notes what changes from now on.

        :param form: of the lists; those of another form are as if there were none.
        :param at: the time, to tell these lists from any others.
        """
        with self._store.writing(run=False) as c:
            forget_lists(c)
            mark = Mark(at, 0, _decided(c), _made_by(form))
            _keep(c, {_BEGUN: b""}, mark)
        return mark

    def get(self, form: str) -> tuple[Mark, dict[str, bytes]] | None:
        """What is kept, whole, with the moment it is of; None: nothing of this form."""
        table = t.kept_lists.c
        with self._store.reading() as c:
            rows = c.execute(select(table.name, table.made_of, table.body)).all()
        marks = {row.made_of for row in rows}
        if len(rows) < 2 or len(marks) != 1:
            return None
        try:
            mark = from_json(marks.pop(), Mark)
        except msgspec.MsgspecError:  # kept by an earlier tollbook
            return None
        if mark.made_by != _made_by(form):
            return None
        return mark, {row.name: row.body for row in rows if row.name != _BEGUN}

    def put(self, lists: dict[str, bytes], mark: Mark) -> bool:
        """Keeps these in place of all that was kept; False: others were begun meanwhile."""
        with self._store.writing(run=False) as c:
            now = _begun(c)
            if now is None or now.begun != mark.begun:
                return False
            c.execute(delete(t.kept_lists))
            c.execute(delete(t.touched).where(t.touched.c.seq <= mark.touched - _SPARED))
            _keep(c, {_BEGUN: b"", **lists}, mark)
            _remember(c, lists)
        return True

    def differing(self) -> list[Differs]:
        """Lists that are not as they were kept."""
        with self._store.reading() as c:
            table = t.row_digests.c
            said = c.execute(select(table.digests).where(table.part == _PART)).scalar_one_or_none()
            kept = dict(from_json(said, list[tuple[str, str]])) if said else {}
            query = select(t.kept_lists.c.name, t.kept_lists.c.body)
            now = {n: _digest(body) for n, body in c.execute(query).all() if n != _BEGUN}
        return [
            Differs(_PART, "the lists", name, _how(kept.get(name), now.get(name)))
            for name in sorted(kept.keys() | now.keys())
            if kept.get(name) != now.get(name)
        ]

    def since(self, mark: Mark) -> Since | None:
        """What changed since a mark; None: it is not known, and lists must be made anew."""
        table = t.touched.c
        with self._store.reading() as c:
            now = _begun(c)
            if now is None or now.begun != mark.begun or now.made_by != mark.made_by:
                return None
            first = c.execute(select(func.min(table.seq))).scalar()
            rows = c.execute(select(table.seq, table.record).where(table.seq > mark.touched)).all()
            if rows and first is not None and first > mark.touched + 1:
                return None  # what lies between was dropped when lists were kept
            last = max((row.seq for row in rows), default=mark.touched)
            decided = _decided(c)
        new = Mark(mark.begun, last, decided, mark.made_by)
        return Since(frozenset(row.record for row in rows), new)


_SPARED = 100_000  # records noted that stay for those who have older lists in memory


def forget_lists(c: Connection) -> None:
    """Takes all kept lists out."""
    c.execute(delete(t.kept_lists))
    c.execute(delete(t.touched))
    c.execute(delete(t.row_digests).where(t.row_digests.c.part == _PART))


def _remember(c: Connection, lists: dict[str, bytes]) -> None:
    c.execute(delete(t.row_digests).where(t.row_digests.c.part == _PART))
    pairs = sorted((name, _digest(body)) for name, body in lists.items())
    c.execute(insert(t.row_digests).values(part=_PART, digests=to_json(pairs)))


def _digest(body: bytes | str) -> str:
    """Of a body; one written by hand may be a text."""
    return hashlib.sha256(body.encode() if isinstance(body, str) else body).hexdigest()


def _how(kept: str | None, now: str | None) -> str:
    return "put in" if kept is None else "removed" if now is None else "changed"


def touch(c: Connection, records: Collection[str]) -> None:
    """Notes records that came, changed or went, where lists are kept that may name them."""
    if records and c.execute(select(t.kept_lists.c.name).limit(1)).first() is not None:
        c.execute(insert(t.touched), [{"record": own} for own in sorted(records)])


def _begun(c: Connection) -> Mark | None:
    table = t.kept_lists.c
    said = c.execute(select(table.made_of).where(table.name == _BEGUN)).scalar_one_or_none()
    return None if said is None else from_json(said, Mark)


def _keep(c: Connection, lists: dict[str, bytes], mark: Mark) -> None:
    said = to_json(mark)
    rows = [{"name": n, "made_of": said, "body": body} for n, body in lists.items()]
    c.execute(insert(t.kept_lists), rows)


def _decided(c: Connection) -> int:
    return c.execute(select(func.max(t.decisions.c.sequence))).scalar() or 0


def _made_by(form: str) -> str:
    return f"{__version__} {form}"
