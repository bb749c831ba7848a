"""What the claims add up to: incidents, accounts, copies; and the id register, kept for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import CursorResult, delete, insert, select

from tollbook import __version__
from tollbook.errors import BookError
from tollbook.ledger import schema as t
from tollbook.ledger.row_digests import TALLY, remember
from tollbook.ledger.rows import account_row, incident_row, set_aside_of, set_aside_row
from tollbook.ledger.store import Store
from tollbook.ledger.times import now
from tollbook.record import Account, Incident, SetAside
from tollbook.record.codec import from_json

_TALLY = 1  # the book holds the figures of one policy at a time
_ISSUED = select(t.id_register.c.claim, t.id_register.c.incident).order_by(t.id_register.c.seq)
_REDIRECTS = select(t.redirects.c.merged, t.redirects.c.surviving).order_by(t.redirects.c.seq)


class Figures:
    """The tally's results, replaced as a whole."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put_tally(
        self,
        incidents: Sequence[Incident],
        accounts: Sequence[Account],
        set_aside: Sequence[SetAside],
        copies: Mapping[str, str],
        policy: str,
    ) -> None:
        with self._store.writing() as c:
            # Claims that people added stand in their decisions and in no table of readings.
            read = set(c.execute(select(t.claims.c.id)).scalars())
            links = [
                {"incident": i.id, "claim": claim}
                for i in incidents
                for claim in i.claims
                if claim in read
            ]
            c.execute(delete(t.tallies))
            c.execute(
                insert(t.tallies).values(
                    id=_TALLY, policy=policy, code_version=__version__, tallied_at=now()
                )
            )
            for table, rows in (
                (t.incidents, [incident_row(x, _TALLY, n) for n, x in enumerate(incidents)]),
                (t.incident_claims, links),
                (t.accounts, [account_row(x, _TALLY, n) for n, x in enumerate(accounts)]),
                (t.set_asides, [set_aside_row(x, tally=_TALLY) for x in set_aside]),
                (t.copies, [_copy(report, first) for report, first in copies.items()]),
            ):
                if rows:
                    c.execute(insert(table), rows)
            remember(c, TALLY, _TALLY)

    def tallied_with(self) -> str | None:
        with self._store.reading() as c:
            return c.execute(select(t.tallies.c.policy)).scalar_one_or_none()

    def incidents(self) -> list[Incident]:
        query = select(t.incidents.c.body).order_by(t.incidents.c.ordinal)
        with self._store.reading() as c:
            return [from_json(body, Incident) for body in c.execute(query).scalars()]

    def accounts(self) -> list[Account]:
        query = select(t.accounts.c.body).order_by(t.accounts.c.ordinal)
        with self._store.reading() as c:
            return [from_json(body, Account) for body in c.execute(query).scalars()]

    def copies(self) -> dict[str, str]:
        query = select(t.copies.c.report, t.copies.c.original).order_by(t.copies.c.report)
        with self._store.reading() as c:
            return {row.report: row.original for row in c.execute(query)}

    def set_asides(self) -> list[SetAside]:
        table = t.set_asides
        query = (
            select(table)
            .join(t.reports, t.reports.c.id == table.c.report, isouter=True)
            .order_by(table.c.tally.is_not(None), t.reports.c.sequence, table.c.seq)
        )
        with self._store.reading() as c:
            return [set_aside_of(row) for row in c.execute(query)]


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
            have = _pairs(c.execute(_ISSUED))
            new: dict[str, str] = {}
            for claim, incident in issued:
                given = have.get(claim) or new.setdefault(claim, incident)
                if given != incident:
                    raise BookError(
                        "a claim has been issued another incident id before",
                        value=f"{claim}: {given}, now {incident}",
                        where=self._store.where,
                        next="this is a fault of the tally: please report it",
                    )
            if new:
                rows = [{"claim": claim, "incident": incident} for claim, incident in new.items()]
                c.execute(insert(t.id_register), rows)
            lead = _pairs(c.execute(_REDIRECTS))
            moved = []
            for merged, surviving in redirects:
                if merged != surviving and lead.get(merged) != surviving:
                    lead[merged] = surviving
                    moved.append({"merged": merged, "surviving": surviving})
            if moved:
                c.execute(insert(t.redirects), moved)

    def issued(self) -> dict[str, str]:
        with self._store.reading() as c:
            return _pairs(c.execute(_ISSUED))

    def redirects(self) -> dict[str, str]:
        with self._store.reading() as c:
            return _pairs(c.execute(_REDIRECTS))


def _copy(report: str, original: str) -> dict[str, object]:
    return {"report": report, "original": original, "tally": _TALLY}


def _pairs(result: CursorResult[str, str]) -> dict[str, str]:
    """First to second column; where the first repeats, the later row holds."""
    return {row[0]: row[1] for row in result}
