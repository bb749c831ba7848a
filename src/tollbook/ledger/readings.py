"""Reports and what readers and the resolver found in them: derived, replaced as a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, delete, insert, select, update

from tollbook import __version__
from tollbook.errors import BookError, NotFound
from tollbook.ledger import schema as t
from tollbook.ledger.finder import enter
from tollbook.ledger.kept_lists import forget_lists, touch
from tollbook.ledger.row_digests import (
    FOUND_BY,
    READING,
    REPORT,
    RESOLVING,
    forget,
    remember,
)
from tollbook.ledger.rows import (
    claim_row,
    mention_row,
    published_of,
    published_row,
    report_row,
    resolution_row,
    set_aside_of,
    set_aside_row,
    statement_row,
)
from tollbook.ledger.store import Store, exists
from tollbook.ledger.times import now
from tollbook.record import (
    Claim,
    Mention,
    Published,
    Reading,
    Report,
    Resolution,
    SetAside,
    Statement,
)
from tollbook.record.codec import from_json, to_json
from tollbook.record.ids import digest_of

T = TypeVar("T")


class Readings:
    """Derived rows that belong to one report each."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # --- reports

    def put_report(self, report: Report, extractor: str) -> None:
        with self._store.writing() as c:
            row = report_row(report, extractor)
            old = c.execute(
                select(t.reports.c.body).where(t.reports.c.id == report.id)
            ).scalar_one_or_none()
            if old is not None and old != row["body"]:
                # Spans point into the text that was: what was read in it goes with it.
                _withdraw(c, report.id, keep=())
                c.execute(delete(t.readings).where(t.readings.c.report == report.id))
                forget(c, (*READING, *RESOLVING), report.id)
            written = {k: v for k, v in row.items() if k != "id"}
            if old is None:
                c.execute(insert(t.reports).values(row))
            else:
                c.execute(update(t.reports).where(t.reports.c.id == report.id).values(written))
            remember(c, REPORT, report.id)
            if old is None:
                c.execute(insert(t.untallied).values(report=report.id))
            elif old != row["body"]:
                _figures_are_old(c, report.id)
            touch(c, [report.id])

    def drop_report(self, id: str) -> None:
        with self._store.reading() as c:
            if not exists(c, t.reports.c.id, id):
                return
        with self._store.writing() as c:
            _withdraw(c, id, keep=())
            _figures_are_old(c, id)
            c.execute(delete(t.reports).where(t.reports.c.id == id))
            touch(c, [id])

    def report(self, id: str) -> Report | None:
        return self._one(select(t.reports.c.body).where(t.reports.c.id == id), Report)

    def reports(self) -> list[Report]:
        order = (t.reports.c.sequence, t.reports.c.id)
        return self._many(select(t.reports.c.body).order_by(*order), Report)

    def extractors(self) -> dict[str, str]:
        with self._store.reading() as c:
            rows = c.execute(select(t.reports.c.id, t.reports.c.extractor))
            return {row.id: row.extractor for row in rows}

    # --- readings

    def put_reading(self, reading: Reading, lexicon_version: str) -> None:
        self._check(reading)
        with self._store.writing() as c:
            if not exists(c, t.reports.c.id, reading.report):
                raise NotFound(
                    "a reading needs its report in the book",
                    value=reading.report,
                    where=self._store.where,
                    next="store the report first",
                )
            _withdraw(c, reading.report, keep=[claim.id for claim in reading.claims])
            # Cascades over claims, statements, mentions, set-asides and resolutions.
            c.execute(delete(t.readings).where(t.readings.c.report == reading.report))
            c.execute(
                insert(t.readings).values(
                    report=reading.report,
                    reader=reading.reader,
                    lexicon_version=lexicon_version,
                    code_version=__version__,
                    read_at=now(),
                )
            )
            _fill(c, t.claims, [claim_row(x, n) for n, x in enumerate(reading.claims)])
            _fill(c, t.statements, [statement_row(x, n) for n, x in enumerate(reading.statements)])
            _fill(c, t.mentions, [mention_row(x, n) for n, x in enumerate(reading.mentions)])
            _fill(
                c,
                t.set_asides,
                [set_aside_row(x, report=reading.report) for x in reading.set_aside],
            )
            enter(c, reading.report)
            forget(c, RESOLVING, reading.report)
            remember(c, READING, reading.report)
            _figures_are_old(c, reading.report)
            touch(c, [reading.report])

    def keep(self, report: Report, reading: Reading, lexicon_version: str) -> None:
        with self._store.writing() as c:
            c.execute(
                insert(t.kept_readings).values(
                    capture=report.capture,
                    text_digest=digest_of(report.text),
                    reader=reading.reader,
                    lexicon_version=lexicon_version,
                    code_version=__version__,
                    read_at=now(),
                    body=to_json(reading),
                )
            )

    def kept(self, report: Report, reader: str, lexicon_version: str) -> Reading | None:
        table = t.kept_readings.c
        query = select(table.body).where(
            table.capture == report.capture,
            table.text_digest == digest_of(report.text),
            table.reader == reader,
            table.lexicon_version == lexicon_version,
        )
        return self._one(query.order_by(table.seq.desc()).limit(1), Reading)

    def readers(self) -> dict[str, tuple[str, str]]:
        with self._store.reading() as c:
            rows = c.execute(select(t.readings))
            return {row.report: (row.reader, row.lexicon_version) for row in rows}

    def set_asides(self, reports: Collection[str]) -> list[SetAside]:
        """What was set aside in reading these reports, by their arrival."""
        table = t.set_asides
        query = select(table).join(t.reports, t.reports.c.id == table.c.report)
        with self._store.reading() as c:
            rows = c.execute(query.order_by(t.reports.c.sequence, table.c.seq))
            return [set_aside_of(row) for row in rows if row.report in reports]

    def claims(
        self, *, harm: str | None, scope: str | None, source: str | None, limit: int | None
    ) -> list[Claim]:
        query = _in_order(t.claims).limit(limit)
        if harm is not None:
            query = query.where(t.claims.c.harm == harm)
        if scope is not None:
            query = query.where(t.claims.c.scope == scope)
        if source is not None:
            query = query.where(t.reports.c.source == source)
        return self._many(query, Claim)

    def claim(self, id: str) -> Claim | None:
        return self._one(select(t.claims.c.body).where(t.claims.c.id == id), Claim)

    def statements(self) -> list[Statement]:
        return self._many(_in_order(t.statements), Statement)

    def mentions(self) -> list[Mention]:
        return self._many(_in_order(t.mentions), Mention)

    # --- resolutions

    def put_resolutions(
        self,
        report_id: str,
        resolutions: Sequence[Resolution],
        atlas_version: str,
        published: Published | None,
    ) -> None:
        with self._store.writing() as c:
            if not exists(c, t.readings.c.report, report_id):
                raise NotFound(
                    "what a report's words resolve to needs its reading in the book",
                    value=report_id,
                    where=self._store.where,
                    next="store the reading first",
                )
            c.execute(delete(t.resolvings).where(t.resolvings.c.report == report_id))
            c.execute(
                insert(t.resolvings).values(
                    report=report_id,
                    atlas_version=atlas_version,
                    code_version=__version__,
                    resolved_at=now(),
                    **published_row(published),
                )
            )
            if published is not None and published.at is not None:
                moment = {"report": report_id, "at": published.at.isoformat()}
                c.execute(insert(t.resolved_moments).values(moment))
            rows = [resolution_row(x, report_id, n) for n, x in enumerate(resolutions)]
            _fill(c, t.resolutions, rows)
            enter(c, report_id)
            remember(c, (*RESOLVING, *FOUND_BY), report_id)
            _figures_are_old(c, report_id)
            touch(c, [report_id])

    def resolved_with(self) -> dict[str, tuple[str, Published | None]]:
        with self._store.reading() as c:
            columns = select(t.resolvings, t.resolved_moments.c.at)
            rows = c.execute(columns.select_from(t.resolvings.outerjoin(t.resolved_moments)))
            return {row.report: (row.atlas_version, published_of(row)) for row in rows}

    def resolutions(self) -> list[Resolution]:
        return self._many(_in_order(t.resolutions), Resolution)

    def _one(self, query: Select[Any], kind: type[T]) -> T | None:
        with self._store.reading() as c:
            body = c.execute(query).scalar_one_or_none()
        return None if body is None else from_json(body, kind)

    def _many(self, query: Select[Any], kind: type[T]) -> list[T]:
        with self._store.reading() as c:
            return [from_json(body, kind) for body in c.execute(query).scalars()]

    def _check(self, reading: Reading) -> None:
        for found in (reading.claims, reading.statements, reading.mentions):
            seen: set[str] = set()
            for record in found:
                if record.report != reading.report or record.id in seen:
                    raise BookError(
                        "a reading names a record of another report, or one record twice",
                        value=record.id,
                        where=f"{reading.report} read by {reading.reader}",
                        next="this is a fault of the reader: please report it",
                    )
                seen.add(record.id)


def _in_order(table: Table) -> Select[Any]:
    """Bodies by arrival of their report, then in the order the reader gave them."""
    return (
        select(table.c.body)
        .join(t.reports, t.reports.c.id == table.c.report)
        .order_by(t.reports.c.sequence, t.reports.c.id, table.c.ordinal)
    )


def _fill(c: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        c.execute(insert(table), rows)


def _figures_are_old(c: Connection, report: str) -> None:
    """What the figures follow from has changed: the next tally is one of the whole book, unless
    they hold nothing of the report yet."""
    if not exists(c, t.untallied.c.report, report):
        c.execute(delete(t.tallied_from))


def _withdraw(c: Connection, report_id: str, *, keep: Sequence[str]) -> None:
    """Drops the figures where they rest on a claim of this report that is about to go.

    A figure that cannot be followed back to its words must not be shown, not even until the
    run that is under way has tallied anew.
    """
    table = t.claims
    old = set(c.execute(select(table.c.id).where(table.c.report == report_id)).scalars())
    gone = sorted(old - set(keep))
    in_figures = (t.incident_claims.c.claim, t.accounts.c.claim)
    for claim in gone:
        if any(exists(c, column, claim) for column in in_figures):
            c.execute(delete(t.tallies))
            forget_lists(c)
            return
