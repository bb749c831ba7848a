"""Every noun of a book as a typed table: incidents, claims, reports, accounts and the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Final

from tollbook.record import Place, geo_precision, in_force, where_prec
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import PlaceRelation
from tollbook.record_columns import accounts_table, claims_table, incidents_table, reports_table
from tollbook.records import Cell, Column, Table
from tollbook.view import View

STATEMENTS: Final = (
    Column("id", "text", "stm_..."),
    Column("report", "text", "id of its report"),
    Column("kind", "text", "denial, blame, claim_of_responsibility, concession, ..."),
    Column("said_by", "texts", "speakers from the report inwards"),
    Column("about", "text", "the claim that it answers; null: none in this report"),
    Column("parties", "texts", "whom it speaks of"),
    Column("disputes", "text", "responsibility, figure or event; null: none, or not said"),
    Column("quote", "text", "the words"),
)
PLACES: Final = (
    Column(
        "id", "text", "gn: GeoNames, tb: ours, my: the user's, ged: a table's, said: a report's own"
    ),
    Column("name", "text", "canonical name"),
    Column("country", "text", "ISO 3166-1 alpha-2"),
    Column("admin1", "text", "GeoNames' first-order code"),
    Column("lat", "real", "degrees north, WGS 84"),
    Column("lon", "real", "degrees east, WGS 84"),
    Column("place_level", "text", "exact, street, ..., country"),
    Column("relation", "text", "how events lie to it: at, near, away, between"),
    Column("radius_km", "real", "how far from the point it may be"),
    Column("where_prec", "number", "UCDP's code of it"),
    Column("geo_precision", "number", "ACLED's code of it; null: it has none"),
    Column("incidents", "number", "incidents at it"),
)
DECISIONS: Final = (
    Column("number", "number", "order in the log"),
    Column("id", "text", "dec_..."),
    Column("at", "text", "when, ISO 8601, UTC"),
    Column("by", "text", "who decided"),
    Column("verb", "text", "accept, correct, reject, ..."),
    Column("subject", "text", "id of the record decided on"),
    Column("reason", "text", "why"),
    Column("in_force", "yes_no", "whether it is not undone"),
)
SOURCES: Final = (
    Column("source", "text", "outlet as the pages name it; null: not known"),
    Column("reports", "number", "reports of it"),
    Column("copies", "number", "of these, copies of another report"),
    Column("claims", "number", "claims read in them"),
    Column("incidents", "number", "incidents that they tell of"),
    Column("first", "day", "earliest day of publication"),
    Column("last", "day", "latest day of publication"),
)


def _statements(view: View) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            s.id,
            s.report,
            s.kind,
            [squeeze(name) for name in s.said_by],
            s.about,
            [squeeze(name) for name in s.parties],
            s.disputes,
            squeeze(s.span.quote),
        )
        for s in view.statements
    ]
    return Table(STATEMENTS, tuple(rows))


def _places(view: View) -> Table:
    """One row for each place and relation: "in Kut" and "near Kut" are two."""
    found: dict[tuple[str, PlaceRelation, float], Place] = {}
    for place in [r.place for r in view.resolutions if r.place] + [
        p for i in view.incidents for p in i.places
    ]:
        found.setdefault((place.id, place.relation, place.radius_km), place)
    at = Counter(
        (p.id, p.relation, p.radius_km) for i in view.incidents for p in dict.fromkeys(i.places)
    )
    rows: list[tuple[Cell, ...]] = [
        (
            place.id,
            place.name,
            place.country,
            place.admin1,
            place.lat,
            place.lon,
            place.level,
            place.relation,
            place.radius_km,
            where_prec(place),
            geo_precision(place),
            at[key],
        )
        for key, place in sorted(found.items())
    ]
    return Table(PLACES, tuple(rows))


def _decisions(view: View) -> Table:
    standing = {decision.id for decision in in_force(view.decisions)}
    rows: list[tuple[Cell, ...]] = [
        (
            d.sequence,
            d.id,
            d.decided_at.isoformat(),
            d.decided_by,
            d.verb,
            d.subject,
            d.reason,
            d.id in standing,
        )
        for d in view.decisions
    ]
    return Table(DECISIONS, tuple(rows))


def _sources(view: View) -> Table:
    incidents: defaultdict[str | None, set[str]] = defaultdict(set)
    for claim in view.claims:
        report = view.report_by_id.get(claim.report)
        incident = view.incident_of_claim.get(claim.id)
        if report is not None and incident is not None:
            incidents[report.source].add(incident.id)
    rows: list[tuple[Cell, ...]] = []
    for source in sorted({r.source for r in view.reports}, key=lambda name: (name is None, name)):
        mine = [r for r in view.reports if r.source == source]
        days = [r.published for r in mine if r.published]
        rows.append(
            (
                source,
                len(mine),
                sum(r.id in view.copies for r in mine),
                sum(len(view.claims_of_report.get(r.id, ())) for r in mine),
                len(incidents[source]),
                min((d.start for d in days), default=None),
                max((d.end for d in days), default=None),
            )
        )
    return Table(SOURCES, tuple(rows))


NOUNS: Final[Mapping[str, Callable[[View], Table]]] = {
    "incidents": lambda view: incidents_table(view, view.incidents),
    "claims": lambda view: claims_table(view, view.claims),
    "reports": lambda view: reports_table(view, view.reports),
    "accounts": lambda view: accounts_table(view, view.accounts),
    "statements": _statements,
    "places": _places,
    "decisions": _decisions,
    "sources": _sources,
}
"""What a book can be written out as, in the order of the files."""
