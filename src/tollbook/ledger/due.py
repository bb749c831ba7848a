"""What is still to be done in a book: found without reading what is done already.

That something is missing is told by counts, which a database has at hand. What is missing is most
often what came last: it is looked for from there on backwards, until so many are found.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, Select, Table, exists, func, select, union_all

from tollbook.ledger import schema as t
from tollbook.ledger.arrivals import capture_of, kept_captures
from tollbook.ledger.packed import some_of
from tollbook.ledger.store import Store
from tollbook.record import Capture

_OF_CAPTURE = exists().where(t.reports.c.capture == t.captures.c.sha256)


class Due:
    """Captures and reports that a run has to look at."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def extraction(self, extractor: str) -> list[Capture]:
        """Captures of which this extractor made no report, in their order of arrival."""
        reports, sha256 = t.reports.c, t.captures.c.sha256
        made = select(reports.capture)
        by_others = union_all(
            made.where(reports.extractor < extractor), made.where(reports.extractor > extractor)
        )
        with self._store.reading() as c:
            found = _without_report(c)
            for some in some_of(list(c.execute(by_others).scalars())):
                found += c.execute(kept_captures().where(sha256.in_(some))).all()
        return [capture_of(row) for row in sorted(set(found), key=lambda row: row.seq)]

    def reading(self, reader: str, lexicon_version: str) -> list[tuple[str, str, str]]:
        """Reports that this reader did not read with these names, in their order of arrival; each
        with the reader that did and its names, "" where none did."""
        own, by = t.reports.c, t.readings.c
        read = select(own.sequence, own.id, by.reader, by.lexicon_version)
        read = read.select_from(t.readings.join(t.reports))
        same = by.reader == reader
        by_others = union_all(
            read.where(by.reader < reader),
            read.where(by.reader > reader),
            read.where(same, by.lexicon_version < lexicon_version),
            read.where(same, by.lexicon_version > lexicon_version),
        )
        newest = select(own.sequence, own.id).where(~exists().where(by.report == own.id))
        newest = newest.order_by(own.sequence.desc(), own.id.desc())
        with self._store.reading() as c:
            due = [(row[0], row[1], row[2], row[3]) for row in c.execute(by_others)]
            left = _unread(c)
            if left:
                due += [(row[0], row[1], "", "") for row in c.execute(newest.limit(left))]
        return [(own, reader, names) for _, own, reader, names in sorted(due)]

    def resolving(self, atlas_version: str) -> bool:
        """Whether a report that the figures hold was read and not resolved by this atlas."""
        resolved, waiting = t.resolvings.c, t.untallied.c.report
        query = select(resolved.report).where(resolved.report.not_in(select(waiting))).limit(1)
        late = t.untallied.join(t.readings, t.readings.c.report == waiting)
        late = late.outerjoin(t.resolvings, resolved.report == waiting)
        unresolved = select(func.count()).select_from(late).where(resolved.report.is_(None))
        with self._store.reading() as c:
            if _many(c, t.readings) - _many(c, t.resolvings) > c.execute(unresolved).scalar_one():
                return True
            version = resolved.atlas_version
            others = (version < atlas_version, version > atlas_version)
            return any(c.execute(query.where(other)).first() is not None for other in others)

    def reports(self) -> int:
        """How many reports there are."""
        with self._store.reading() as c:
            return _many(c, t.reports)

    def unread(self) -> int:
        """How many reports nobody read yet."""
        with self._store.reading() as c:
            return _unread(c)

    def copies(self) -> int:
        """How many reports copy another."""
        with self._store.reading() as c:
            return _many(c, t.copies)


def _many(c: Connection, table: Table) -> int:
    return c.execute(select(func.count()).select_from(table)).scalar_one()


def _unread(c: Connection) -> int:
    return _many(c, t.reports) - _many(c, t.readings)  # a reading is of one report


def _without_report(c: Connection) -> list[Row[Any]]:
    """Captures that are kept and gave no report, in no order.

    Those of which it is known why are asked for by name. Were they not, a run would look through
    the whole book for a page that once failed.
    """
    sha256 = t.captures.c.sha256
    failed = select(t.unread.c.capture).where(t.unread.c.capture.is_not(None))
    known = sha256.in_(failed.union(select(t.foreign_tables.c.capture)))
    bare: Select[Any] = kept_captures().where(~_OF_CAPTURE)
    found = list(c.execute(bare.where(known)))
    made = select(func.count(t.reports.c.capture.distinct()))
    of_purged = exists().where(t.reports.c.capture == t.purges.c.capture)
    and_reported = select(func.count()).select_from(t.purges).where(of_purged)
    kept = _many(c, t.captures) - _many(c, t.purges)
    of_kept = c.execute(made).scalar_one() - c.execute(and_reported).scalar_one()
    left = kept - of_kept - len(found)
    if left > 0:
        newest = bare.where(~known).order_by(t.captures.c.seq.desc()).limit(left)
        found += c.execute(newest).all()
    return found
