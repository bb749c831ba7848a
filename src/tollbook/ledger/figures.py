"""What the claims add up to: incidents, accounts, copies; and the id register, kept for ever."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Column, Connection, CursorResult, Select, delete, func, insert, select

from tollbook import __version__
from tollbook.errors import BookError
from tollbook.ledger import schema as t
from tollbook.ledger.asides import all_set_asides
from tollbook.ledger.changing import Difference, difference
from tollbook.ledger.kept_lists import touch
from tollbook.ledger.parts import ChangedParts, WholeParts, change_parts, put_whole_parts
from tollbook.ledger.row_digests import TALLY, remember
from tollbook.ledger.rows import Values, account_row, incident_row, set_aside_row
from tollbook.ledger.store import Store
from tollbook.ledger.times import now, stamp
from tollbook.record import Account, Incident, SetAside
from tollbook.record.codec import from_json

_TALLY = 1  # the book holds the figures of one policy at a time
_ISSUED = select(t.id_register.c.claim, t.id_register.c.incident).order_by(t.id_register.c.seq)
_EVERY = (None, None, None, None, None)
_AT_ONCE = 5_000
BY_DAY = (func.coalesce(t.incidents.c.day_start, t.incidents.c.day_end, "9999"), t.incidents.c.id)
"""The order of incidents: their first day, those without one last; then id."""
_REDIRECTS = select(t.redirects.c.merged, t.redirects.c.surviving).order_by(t.redirects.c.seq)


@dataclass(frozen=True, slots=True)
class Written:
    """What a tally changed in the book: ids of records, whether they came, changed or went.

    :ivar incidents: put in, or changed in anything.
    :ivar incidents_gone: not there any more.
    :ivar accounts / accounts_gone: likewise.
    :ivar set_asides: what set-asides that came or went are about (``where`` of each).
    :ivar copies: reports that copy now, or not any more, or another one.
    """

    incidents: frozenset[str] = frozenset()
    incidents_gone: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    accounts_gone: frozenset[str] = frozenset()
    set_asides: frozenset[str] = frozenset()
    copies: frozenset[str] = frozenset()

    @property
    def records(self) -> frozenset[str]:
        """All of them."""
        gone = self.incidents_gone | self.accounts_gone
        return self.incidents | self.accounts | gone | self.set_asides | self.copies


@dataclass(frozen=True, slots=True)
class Follows:
    """What figures follow from, beside the records as they were read and resolved.

    :ivar rules: digest of the policy, the charter and the code.
    :ivar decision: number of the last decision that was heard; 0: none.
    """

    rules: str
    decision: int


class Figures:
    """The tally's results: put as a whole or in part, written where they differ."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put_tally(
        self,
        incidents: Sequence[Incident],
        accounts: Sequence[Account],
        set_aside: Sequence[SetAside],
        copies: Mapping[str, str],
        *,
        policy: str,
        begun: datetime | None,
        follows: tuple[Follows, WholeParts] | None,
    ) -> Written:
        with self._store.writing() as c:
            read = set(c.execute(select(t.claims.c.id)).scalars())
            rows = _Rows(
                [incident_row(x, _TALLY, 0) for x in incidents],
                _links(incidents, read),
                [account_row(x, _TALLY, 0) for x in accounts],
                [_copy(report, first) for report, first in copies.items()],
                [set_aside_row(x, tally=_TALLY) for x in set_aside],
            )
            written = _write(c, rows, _EVERY, policy, begun)
            followed, parts = (None, None) if follows is None else follows
            put_whole_parts(c, parts)
            _follow(c, followed)
            return written

    def change_tally(
        self,
        incidents: Mapping[str, Incident | None],
        accounts: Mapping[str, Account | None],
        set_asides: Mapping[str, Sequence[SetAside]],
        copies: Mapping[str, str | None],
        *,
        begun: datetime | None,
        follows: tuple[Follows, Follows] | None,
        parts: ChangedParts | None,
        issue: Issued,
    ) -> Written | None:
        with self._store.writing() as c:
            if follows is not None and _followed(c) != follows[0]:
                return None
            policy = c.execute(select(t.tallies.c.policy)).scalar_one_or_none()
            if policy is None:
                raise BookError(
                    "there are no figures that could be changed",
                    where=self._store.where,
                    next="tollbook run works all of them out",
                )
            enter_ids(c, *issue, self._store.where)
            there = [incident for incident in incidents.values() if incident is not None]
            rows = _Rows(
                [incident_row(x, _TALLY, 0) for x in there],
                _links(there, _read_among(c, {own for x in there for own in x.claims})),
                [account_row(x, _TALLY, 0) for x in accounts.values() if x is not None],
                [_copy(report, first) for report, first in copies.items() if first is not None],
                [set_aside_row(x, tally=_TALLY) for some in set_asides.values() for x in some],
            )
            of = (incidents, incidents, accounts, copies, set_asides)
            written = _write(c, rows, of, policy, begun)
            if parts is not None:
                change_parts(c, parts)
            _follow(c, None if follows is None else follows[1])
            return written

    def followed(self) -> Follows | None:
        with self._store.reading() as c:
            return _followed(c)

    def tallied_with(self) -> str | None:
        with self._store.reading() as c:
            return c.execute(select(t.tallies.c.policy)).scalar_one_or_none()

    def tallied_at(self) -> datetime | None:
        with self._store.reading() as c:
            at = c.execute(select(t.tallies.c.tallied_at)).scalar_one_or_none()
        return None if at is None else datetime.fromisoformat(at)

    def incidents(self) -> list[Incident]:
        query = select(t.incidents.c.body).order_by(*BY_DAY)
        with self._store.reading() as c:
            return [from_json(body, Incident) for body in c.execute(query).scalars()]

    def accounts(self) -> list[Account]:
        query = select(t.accounts.c.body).order_by(t.accounts.c.claim, t.accounts.c.id)
        with self._store.reading() as c:
            return [from_json(body, Account) for body in c.execute(query).scalars()]

    def copies(self) -> dict[str, str]:
        query = select(t.copies.c.report, t.copies.c.original).order_by(t.copies.c.report)
        with self._store.reading() as c:
            return {row.report: row.original for row in c.execute(query)}

    def set_asides(self) -> list[SetAside]:
        with self._store.reading() as c:
            return all_set_asides(c)


class Register:
    """Ids once given to incidents, and where merged ones lead; append-only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def issue(
        self, issued: Sequence[tuple[str, str]], redirects: Sequence[tuple[str, str]]
    ) -> None:
        if not issued and not redirects:
            return
        with self._store.writing() as c:
            enter_ids(c, issued, redirects, self._store.where)

    def issued(self, claims: Sequence[str] | None = None) -> dict[str, str]:
        with self._store.reading() as c:
            if claims is not None:
                return _among(c, _ISSUED, t.id_register.c.claim, claims)
            return _pairs(c.execute(_ISSUED))

    def redirects(self) -> dict[str, str]:
        with self._store.reading() as c:
            return _pairs(c.execute(_REDIRECTS))


Issued: TypeAlias = tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]
"""(claim, incident) and (merged, surviving) pairs."""


def enter_ids(
    c: Connection,
    issued: Sequence[tuple[str, str]],
    redirects: Sequence[tuple[str, str]],
    where: str,
) -> None:
    """Enters new pairs; known ones are passed by.

    :raises BookError: where a claim has been issued another id before.
    """
    have = _among(c, _ISSUED, t.id_register.c.claim, [claim for claim, _ in issued])
    new: dict[str, str] = {}
    for claim, incident in issued:
        given = have.get(claim) or new.setdefault(claim, incident)
        if given != incident:
            raise BookError(
                "a claim has been issued another incident id before",
                value=f"{claim}: {given}, now {incident}",
                where=where,
                next="this is a fault of the tally: please report it",
            )
    if new:
        rows = [{"claim": claim, "incident": incident} for claim, incident in new.items()]
        c.execute(insert(t.id_register), rows)
    lead = _among(c, _REDIRECTS, t.redirects.c.merged, [merged for merged, _ in redirects])
    moved = []
    for merged, surviving in redirects:
        if merged != surviving and lead.get(merged) != surviving:
            lead[merged] = surviving
            moved.append({"merged": merged, "surviving": surviving})
    if moved:
        c.execute(insert(t.redirects), moved)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that the figures are to have, by table."""

    incidents: Sequence[Values]
    links: Sequence[Values]
    accounts: Sequence[Values]
    copies: Sequence[Values]
    set_asides: Sequence[Values]


def _write(
    c: Connection,
    rows: _Rows,
    of: Sequence[Collection[str] | None],
    policy: str,
    begun: datetime | None,
) -> Written:
    """Brings the tables to these rows; ``of``: of which records they tell, None: of all."""
    at = now() if begun is None else stamp(begun)
    tallied: Values = {"policy": policy, "code_version": __version__, "tallied_at": at}
    if c.execute(t.tallies.update().values(tallied)).rowcount == 0:
        c.execute(insert(t.tallies).values(id=_TALLY, **tallied))
    of_tally, *parts = TALLY
    groups = (rows.incidents, rows.links, rows.accounts, rows.copies, rows.set_asides)
    found: list[Difference] = [
        difference(c, part, _TALLY, group, some)
        for part, group, some in zip(parts, groups, of, strict=True)
    ]
    for each in reversed(found):  # links before the incidents that they lead to
        each.take_out(c)
    for each in found:
        each.put_in(c, _TALLY)
    remember(c, (of_tally,), _TALLY)
    incidents, links, accounts, copies, asides = found
    written = Written(
        # An incident with other claims is another one, whether its row says so or not.
        incidents=(incidents.put | links.put | links.taken) - incidents.taken,
        incidents_gone=incidents.taken,
        accounts=accounts.put,
        accounts_gone=accounts.taken,
        set_asides=asides.put | asides.taken,
        copies=copies.put | copies.taken,
    )
    touch(c, written.records)
    return written


def _followed(c: Connection) -> Follows | None:
    row = c.execute(select(t.tallied_from)).one_or_none()
    return None if row is None else Follows(row.rules, row.decision)


def _follow(c: Connection, follows: Follows | None) -> None:
    c.execute(delete(t.tallied_from))
    if follows is not None:
        values = {"tally": _TALLY, "rules": follows.rules, "decision": follows.decision}
        c.execute(insert(t.tallied_from).values(values))


def _links(incidents: Sequence[Incident], read: Collection[str]) -> list[Values]:
    """Claims that people added stand in their decisions and in no table of readings."""
    return [
        {"incident": i.id, "claim": claim} for i in incidents for claim in i.claims if claim in read
    ]


def _read_among(c: Connection, claims: Collection[str]) -> set[str]:
    every, own = list(claims), t.claims.c.id
    found: set[str] = set()
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        found.update(c.execute(select(own).where(own.in_(some))).scalars())
    return found


def _copy(report: str, original: str) -> Values:
    return {"report": report, "original": original, "tally": _TALLY}


def _among(
    c: Connection, query: Select[str, str], column: Column[str], keys: Sequence[str]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(keys), _AT_ONCE):
        found |= _pairs(c.execute(query.where(column.in_(keys[start : start + _AT_ONCE]))))
    return found


def _pairs(result: CursorResult[str, str]) -> dict[str, str]:
    """First to second column; where the first repeats, the later row holds."""
    return {row[0]: row[1] for row in result}
