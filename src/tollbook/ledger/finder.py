"""Claims by what one looks for: harm, scope, outlet, place, days; a few among a million at once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, literal, select

from tollbook.ledger import schema as t
from tollbook.record import Resolution
from tollbook.record.codec import from_json
from tollbook.record.wanted import Wanted

_MANY = 5_000  # claims from which on a rule is too wide to start from


def enter(c: Connection, report: str) -> None:
    """Writes anew what the claims of a report are found by."""
    made = t.claims.c.report == report
    own = select(t.claims.c.id).where(made)
    c.execute(delete(t.finder).where(t.finder.c.claim.in_(own)))
    found = t.resolutions
    resolved: dict[tuple[str, str], tuple[str | None, ...]] = {}
    query = select(found.c.subject, found.c.kind, found.c.body, *_columns()).where(
        found.c.report == report, found.c.role.in_(("", "area", "period"))
    )
    for row in c.execute(query.order_by(found.c.ordinal)):
        place = from_json(row.body, Resolution).place
        if place is not None or row.day_start or row.day_end:
            named = None if place is None else place.name
            resolved.setdefault((row.subject, row.kind), (named, *row[3:]))
    known = t.claims.join(t.reports, t.reports.c.id == t.claims.c.report)
    columns = (t.claims.c.id, t.claims.c.ordinal, t.claims.c.harm, t.claims.c.scope)
    rows = []
    for claim in c.execute(
        select(*columns, t.reports.c.sequence, t.reports.c.source).select_from(known).where(made)
    ):
        name, country, *_ = resolved.get((claim.id, "place"), (None,) * 4)
        *_, start, end = resolved.get((claim.id, "time"), (None,) * 4)
        rows.append(
            {
                "claim": claim.id,
                "sequence": claim.sequence,
                "ordinal": claim.ordinal,
                "harm": claim.harm,
                "scope": claim.scope,
                "source": claim.source,
                "place": name,
                "country": country,
                "day_start": start or end,
                "day_end": end or start,
            }
        )
    if rows:
        c.execute(insert(t.finder), rows)


def enter_all(c: Connection) -> None:
    """Writes what all claims are found by, in a book that did not know this yet."""
    for report in c.execute(select(t.readings.c.report)).scalars().all():
        enter(c, report)


def chosen(c: Connection, wanted: Wanted) -> Select[tuple[str]]:
    """A query for the ids of the claims wanted, in their order of arrival."""
    f = t.finder.c
    days = _days(wanted)
    by_name = {
        column: _named(c, column, part)
        for column, part in (("source", wanted.source), ("place", wanted.place))
        if part is not None
    }
    narrow = {name: f[name].in_(names) for name, names in by_name.items()}
    if days is not None:
        narrow["day_start"] = f.day_start.between(*days)
    few = {name: _up_to(c, rule) for name, rule in narrow.items()}
    first = min(few, key=few.__getitem__, default=None)
    if first is not None and few[first] >= _MANY:
        first = None  # nothing narrow: in order of arrival, which ends when the list is full

    def column(name: str) -> ColumnElement[str]:
        """The column, in a form that no index is looked up for unless it is to lead."""
        leads = name == first or (first is None and name in ("harm", "scope"))
        return f[name] if leads else f[name].op("||")("")

    query = select(f.claim).order_by(f.sequence, f.ordinal).limit(wanted.limit)
    if wanted.harm is not None:
        query = query.where(column("harm") == wanted.harm)
    if wanted.scope is not None:
        query = query.where(column("scope") == wanted.scope)
    for name, names in by_name.items():
        query = query.where(column(name).in_(names))
    return query if days is None else query.where(column("day_start").between(*days))


def _days(wanted: Wanted) -> tuple[str, str] | None:
    if wanted.since is None and wanted.until is None:
        return None
    return (wanted.since or date.min).isoformat(), (wanted.until or date.max).isoformat()


def _up_to(c: Connection, rule: ColumnElement[bool]) -> int:
    """How many claims a rule lets pass, counted no further than is needed to choose."""
    some = select(literal(1)).select_from(t.finder).where(rule).limit(_MANY).subquery()
    return c.execute(select(func.count()).select_from(some)).scalar_one()


def _named(c: Connection, column: str, part: str) -> list[str]:
    """The names in a column that contain a part; they are few, however many rows have them."""
    name = t.finder.c[column]
    names = select(func.min(name).label("name")).cte("names", recursive=True)
    above = select(func.min(name)).where(name > names.c.name).scalar_subquery()
    names = names.union_all(select(above).where(names.c.name.is_not(None)))
    found = c.execute(select(names.c.name).where(names.c.name.is_not(None))).scalars()
    return [whole for whole in found if part.casefold() in whole.casefold()]


def _columns() -> tuple[ColumnElement[str | None], ...]:
    return t.resolutions.c.country, t.resolutions.c.day_start, t.resolutions.c.day_end
