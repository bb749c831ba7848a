"""The rows of a list as they go out: typed columns, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tollbook.publish.decided_words import value_in_words
from tollbook.publish.lists.nouns import Kind
from tollbook.record import Actor, Place, in_force
from tollbook.record.text import squeeze
from tollbook.record_columns import (
    ACCOUNTS,
    CLAIMS,
    INCIDENTS,
    REPORTS,
    accounts_table,
    claims_table,
    incidents_table,
    reports_table,
)
from tollbook.records import Cell, Column
from tollbook.view import View

Rows = Iterator[tuple[Cell, ...]]

_COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    "claims": CLAIMS,
    "incidents": INCIDENTS,
    "reports": REPORTS[:-1],  # its text is on its page
    "accounts": ACCOUNTS,
    "statements": (
        Column("id", "text", "stm_..."),
        Column("report", "text", "id of its report"),
        Column("source", "text", "outlet"),
        Column("kind", "text", "denial, blame, concession, ..."),
        Column("said_by", "texts", "speakers, from the report inwards"),
        Column("about", "text", "id of the claim that it answers"),
        Column("parties", "texts", "whom it speaks of"),
        Column("disputes", "text", "responsibility, figure or event; null: none, or not said"),
        Column("quote", "text", "the words"),
    ),
    "decisions": (
        Column("number", "number", "place in the log"),
        Column("id", "text", "dec_..."),
        Column("at", "text", "when, UTC"),
        Column("by", "text", "who; empty: destroyed"),
        Column("verb", "text", "accept, reject, ..."),
        Column("subject", "text", "id of what it is about"),
        Column("value", "text", "what it put in place, in words"),
        Column("reason", "text", "why"),
        Column("in_force", "yes_no", "whether nobody took it back"),
    ),
    "sources": (Column("name", "text", "as first met"),),
    "actors": (
        Column("id", "text", "of the registry"),
        Column("name", "text", "in English"),
        Column("kind", "text", "army, police, ..."),
        Column("country", "text", "ISO 3166-1 alpha-2"),
        Column("parent", "text", "id of the actor that it is part of"),
    ),
    "places": (
        Column("id", "text", "gn:... is GeoNames"),
        Column("name", "text", "in English where there is a name"),
        Column("country", "text", "ISO 3166-1 alpha-2"),
        Column("lat", "real", "degrees north, WGS 84"),
        Column("lon", "real", "degrees east, WGS 84"),
        Column("place_level", "text", "exact, street, ..., city, ..., country"),
        Column("radius_km", "real", "how far from the point it may be"),
    ),
}


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """The columns of a list's files."""
    return _COLUMNS[kind]


def rows_of(view: View, kind: Kind, ids: Sequence[str]) -> Rows:
    """The rows of these records, as the view has them; an incident has one for each harm.

    An id that the view does not hold any more has no row.
    """
    return _MAKERS[kind](view, ids)


def _claims(view: View, ids: Sequence[str]) -> Rows:
    known = view.claim_by_id
    yield from claims_table(view, (known[own] for own in ids if own in known)).rows


def _incidents(view: View, ids: Sequence[str]) -> Rows:
    known = view.incident_by_id
    yield from incidents_table(view, (known[own] for own in ids if own in known)).rows


def _reports(view: View, ids: Sequence[str]) -> Rows:
    known = view.report_by_id
    for row in reports_table(view, (known[own] for own in ids if own in known)).rows:
        yield row[:-1]


def _accounts(view: View, ids: Sequence[str]) -> Rows:
    known = view.account_by_id
    yield from accounts_table(view, (known[own] for own in ids if own in known)).rows


def _statements(view: View, ids: Sequence[str]) -> Rows:
    for own in ids:
        said = view.statement_by_id.get(own)
        if said is None:
            continue
        report = view.report_by_id.get(said.report)
        yield (
            own,
            said.report,
            report.source if report else None,
            said.kind,
            [squeeze(name) for name in said.said_by],
            said.about,
            [squeeze(name) for name in said.parties],
            said.disputes,
            squeeze(said.span.quote),
        )


def _decisions(view: View, ids: Sequence[str]) -> Rows:
    known = {decision.id: decision for decision in view.decisions}
    standing = {decision.id for decision in in_force(view.decisions)}
    for own in ids:
        made = known.get(own)
        if made is None:
            continue
        yield (
            made.sequence,
            own,
            made.decided_at.isoformat(),
            made.decided_by,
            made.verb,
            made.subject,
            value_in_words(made),
            made.reason,
            own in standing,
        )


def _sources(_: View, ids: Sequence[str]) -> Rows:
    return ((own,) for own in ids)


def _actors(view: View, ids: Sequence[str]) -> Rows:
    known: Mapping[str, Actor] = view.actor_by_id
    for own in ids:
        actor = known.get(own)
        if actor is not None:
            yield (own, actor.name, actor.kind, actor.country, actor.parent)


def _places(view: View, ids: Sequence[str]) -> Rows:
    known: Mapping[str, Place] = view.place_by_id
    for own in ids:
        place = known.get(own)
        if place is not None:
            where = (place.lat, place.lon, place.level, place.radius_km)
            yield (own, place.name, place.country, *where)


_MAKERS: Mapping[Kind, Callable[[View, Sequence[str]], Rows]] = {
    "claims": _claims,
    "incidents": _incidents,
    "reports": _reports,
    "accounts": _accounts,
    "statements": _statements,
    "decisions": _decisions,
    "sources": _sources,
    "actors": _actors,
    "places": _places,
}
