"""Records by their ids, and by the reports they stand in: a few of a large book, quickly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy import Column, Select, Table, func, select

from tollbook.ledger import schema as t
from tollbook.ledger.asides import (
    set_asides_about,
    set_asides_of_kind,
    where_nobody_reads,
)
from tollbook.ledger.figures import BY_DAY
from tollbook.ledger.rows import published_of
from tollbook.ledger.store import Store
from tollbook.record import (
    Account,
    Actor,
    Claim,
    Incident,
    Mention,
    Place,
    Published,
    Report,
    Resolution,
    SetAside,
    Statement,
)
from tollbook.record.codec import from_json

_AT_ONCE = 5_000  # ids in one question
_BEGINS = {
    "reports": "rep_",
    "claims": "clm_",
    "incidents": "inc_",
    "accounts": "acc_",
    "statements": "stm_",
    "mentions": "men_",
}
_T = TypeVar("_T")


@dataclass(slots=True)
class Readout:
    """A report with all that was read in it and what its words resolve to, as read."""

    report: Report
    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    resolutions: list[Resolution] = field(default_factory=list)


class Fetching:
    """Looks records up by key. Where nothing has a key, the answer has none for it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def claims_held(self) -> int:
        """How many claims were read."""
        with self._store.reading() as c:
            return c.execute(select(func.count()).select_from(t.claims)).scalar_one()

    def report_ids(self) -> list[str]:
        """Ids of all reports, in order of arrival."""
        query = select(t.reports.c.id).order_by(t.reports.c.sequence, t.reports.c.id)
        return self._column(query)

    def reports_from(self, start: str, limit: int) -> list[str]:
        """So many reports whose ids come next from one on; after the last comes the first."""
        own = t.reports.c.id
        found = self._column(select(own).where(own >= start).order_by(own).limit(limit))
        left = limit - len(found)
        return found + self._column(select(own).where(own < start).order_by(own).limit(left))

    def incident_ids(self) -> list[str]:
        return self._column(select(t.incidents.c.id).order_by(*BY_DAY))

    def incident_days(self) -> list[tuple[str, str]]:
        """Ids of all incidents with their first day, "" where none is known, by day."""
        columns = t.incidents.c
        query = select(columns.id, func.coalesce(columns.day_start, columns.day_end, ""))
        with self._store.reading() as c:
            return [(row[0], row[1]) for row in c.execute(query.order_by(*BY_DAY))]

    def account_ids(self) -> list[str]:
        return self._column(select(t.accounts.c.id).order_by(t.accounts.c.claim))

    def readouts(self, reports: Collection[str]) -> dict[str, Readout]:
        """All about some reports, by id."""
        found = {
            own: Readout(from_json(body, Report))
            for own, body in self._rows(t.reports.c.id, t.reports.c.body, reports)
        }
        for claim in self._of_reports(t.claims, reports, Claim):
            found[claim.report].claims.append(claim)
        for statement in self._of_reports(t.statements, reports, Statement):
            found[statement.report].statements.append(statement)
        for mention in self._of_reports(t.mentions, reports, Mention):
            found[mention.report].mentions.append(mention)
        for own, body in self._rows(
            t.resolutions.c.report, t.resolutions.c.body, reports, t.resolutions.c.ordinal
        ):
            found[own].resolutions.append(from_json(body, Resolution))
        return found

    def report_of(self, ids: Collection[str]) -> dict[str, str]:
        """Claims, statements and mentions to the reports that they stand in."""
        found: dict[str, str] = {}
        for table in (t.claims, t.statements, t.mentions):
            some = [own for own in ids if own.startswith(_BEGINS[table.name])]
            found.update(self._rows(table.c.id, table.c.report, some))
        return found

    def held(self, ids: Collection[str]) -> set[str]:
        """Those of the ids that are a report's, incident's, account's, statement's or mention's."""
        tables = (t.reports, t.incidents, t.accounts, t.statements, t.mentions)
        return {
            own
            for table in tables
            for own, _ in self._rows(
                table.c.id, table.c.id, [i for i in ids if i.startswith(_BEGINS[table.name])]
            )
        }

    def captured(self, captures: Collection[str]) -> dict[str, str]:
        """Captures to the reports made of them."""
        return dict(self._rows(t.reports.c.capture, t.reports.c.id, captures))

    def incidents(self, ids: Collection[str]) -> dict[str, Incident]:
        rows = self._rows(t.incidents.c.id, t.incidents.c.body, ids)
        return {own: from_json(body, Incident) for own, body in rows}

    def incident_of(self, claims: Collection[str]) -> dict[str, str]:
        """Claims to their incidents."""
        links = t.incident_claims.c
        return dict(self._rows(links.claim, links.incident, claims))

    def accounts(self, ids: Collection[str]) -> dict[str, Account]:
        rows = self._rows(t.accounts.c.id, t.accounts.c.body, ids)
        return {own: from_json(body, Account) for own, body in rows}

    def reports(self, ids: Collection[str]) -> dict[str, Report]:
        rows = self._rows(t.reports.c.id, t.reports.c.body, ids)
        return {own: from_json(body, Report) for own, body in rows}

    def languages(self, captures: Collection[str]) -> dict[str, str | None]:
        """The reports made of captures, with their languages; None: it could not be told."""
        made = list(self.captured(captures).values())
        return dict(self._rows(t.reports.c.id, t.reports.c.language, made))

    def captured_as(self, media_type: str) -> list[str]:
        """Captures of one media type, those that were purged among them."""
        return self._column(
            select(t.captures.c.sha256).where(t.captures.c.media_type == media_type)
        )

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        rows = self._rows(t.claims.c.id, t.claims.c.body, ids)
        return {own: from_json(body, Claim) for own, body in rows}

    def founders(self, incidents: Collection[str]) -> dict[str, str]:
        """Claims that ids of incidents were issued to, with these ids."""
        table = t.id_register.c
        return dict(self._rows(table.claim, table.incident, incidents, by=table.incident))

    def issued_to(self, claims: Collection[str]) -> dict[str, str]:
        """Claims that an incident's id was issued to, with these ids."""
        table = t.id_register.c
        return dict(self._rows(table.claim, table.incident, claims))

    def copies_around(self, reports: Collection[str]) -> dict[str, str]:
        """Who copies whom among the reports that these copy, or are copied by, or both."""
        table = t.copies.c
        firsts = {*reports, *dict(self._rows(table.report, table.original, reports)).values()}
        return dict(self._rows(table.report, table.original, firsts, by=table.original))

    def resolved_by(self, reports: Collection[str]) -> dict[str, tuple[str, Published | None]]:
        """Reports to the atlas version and the date counted from, of those resolved."""
        found: dict[str, tuple[str, Published | None]] = {}
        query = select(t.resolvings, t.resolved_moments.c.at)
        query = query.select_from(t.resolvings.outerjoin(t.resolved_moments))
        for some in _some(list(reports)):
            with self._store.reading() as c:
                rows = c.execute(query.where(t.resolvings.c.report.in_(some)))
                found |= {row.report: (row.atlas_version, published_of(row)) for row in rows}
        return found

    def account_of(self, claims: Collection[str]) -> dict[str, str]:
        """Claims that state a total to their accounts."""
        return dict(self._rows(t.accounts.c.claim, t.accounts.c.id, claims))

    def set_asides(self, about: Collection[str]) -> list[SetAside]:
        """What was set aside of these claims, or in these reports."""
        with self._store.reading() as c:
            return set_asides_about(c, about)

    def contradicted(self) -> list[SetAside]:
        """Decisions that others contradict."""
        with self._store.reading() as c:
            return set_asides_of_kind(c, "decision that others contradict")

    def unread_languages(self) -> frozenset[str]:
        """Reports that no reader here reads."""
        with self._store.reading() as c:
            return frozenset(where_nobody_reads(c, "no reader for"))

    def read_among(self, reports: Collection[str]) -> set[str]:
        """Those of the reports that were read."""
        own = t.readings.c.report
        return {each for each, _ in self._rows(own, own, reports)}

    def actors(self, ids: Collection[str]) -> dict[str, Actor]:
        """Actors that any words resolve to."""
        found = self._resolved(t.resolutions.c.actor, ids)
        return {own: r.actor for own, r in found.items() if r.actor is not None}

    def places(self, ids: Collection[str]) -> dict[str, Place]:
        """Places that any words resolve to."""
        found = self._resolved(t.resolutions.c.place, ids)
        return {own: r.place for own, r in found.items() if r.place is not None}

    def beginning(self, start: str, limit: int) -> list[str]:
        """Ids of reports, claims, incidents, accounts, statements and mentions that begin so."""
        found: list[str] = []
        after = start + "\uffff"
        for table in (t.reports, t.claims, t.incidents, t.accounts, t.statements, t.mentions):
            own = table.c.id
            query = select(own).where(own >= start, own < after).order_by(own).limit(limit)
            found += self._column(query)
        return found

    def _resolved(self, column: Column[str], ids: Collection[str]) -> dict[str, Resolution]:
        found: dict[str, Resolution] = {}
        with self._store.reading() as c:
            for own in ids:
                query = select(t.resolutions.c.body).where(column == own).limit(1)
                body = c.execute(query).scalar_one_or_none()
                if body is not None:
                    found[own] = from_json(body, Resolution)
        return found

    def _of_reports(self, table: Table, reports: Collection[str], kind: type[_T]) -> Iterator[_T]:
        rows = self._rows(table.c.report, table.c.body, reports, table.c.ordinal)
        return (from_json(body, kind) for _, body in rows)

    def _rows(
        self,
        key: Column[str],
        value: Column[str],
        keys: Collection[str],
        order: Column[int] | None = None,
        by: Column[str] | None = None,
    ) -> Iterator[tuple[str, str]]:
        """Key and value of the rows with these keys; ``by``: the column that these stand in."""
        for some in _some(list(keys)):
            query = select(key, value).where((key if by is None else by).in_(some))
            if order is not None:
                query = query.order_by(key, order)
            with self._store.reading() as c:
                rows = [(row[0], row[1]) for row in c.execute(query)]
            yield from rows  # who stops half-way keeps no connection

    def _column(self, query: Select[str]) -> list[str]:
        with self._store.reading() as c:
            return [row[0] for row in c.execute(query)]


def _some(keys: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(keys), _AT_ONCE):
        yield keys[start : start + _AT_ONCE]
