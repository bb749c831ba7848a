"""What is still to be done in a book: found without reading what is done already."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from tollbook.ledger import schema as t
from tollbook.ledger.arrivals import capture_of, kept_captures
from tollbook.ledger.store import Store
from tollbook.record import Capture


class Due:
    """Captures and reports that a run has to look at."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def extraction(self, extractor: str) -> list[Capture]:
        """Captures of which this extractor made no report, in their order of arrival."""
        reports, captures = t.reports.c, t.captures.c
        made = select(reports.capture).where(reports.extractor == extractor)
        query = kept_captures().where(captures.sha256.not_in(made)).order_by(captures.seq)
        with self._store.reading() as c:
            return [capture_of(row) for row in c.execute(query)]

    def reading(self, reader: str, lexicon_version: str) -> list[tuple[str, str, str]]:
        """Reports that this reader did not read with these names, in their order of arrival; each
        with the reader that did and its names, "" where none did."""
        by = t.readings.c
        query = select(t.reports.c.id, by.reader, by.lexicon_version)
        query = query.select_from(t.reports.outerjoin(t.readings))
        other = or_(by.report.is_(None), by.reader != reader, by.lexicon_version != lexicon_version)
        query = query.where(other).order_by(t.reports.c.sequence, t.reports.c.id)
        with self._store.reading() as c:
            return [(row[0], row[1] or "", row[2] or "") for row in c.execute(query)]

    def reports(self) -> int:
        """How many reports there are."""
        with self._store.reading() as c:
            return c.execute(select(func.count()).select_from(t.reports)).scalar_one()

    def unread(self) -> int:
        """How many reports nobody read yet."""
        query = select(func.count()).select_from(t.reports.outerjoin(t.readings))
        with self._store.reading() as c:
            return c.execute(query.where(t.readings.c.report.is_(None))).scalar_one()

    def copies(self) -> int:
        """How many reports copy another."""
        with self._store.reading() as c:
            return c.execute(select(func.count()).select_from(t.copies)).scalar_one()
