"""What the words of an opening entry resolve to: the table says place, days and sides outright."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from tollbook.record import Actor, Claim, Place, Report, Resolution, When
from tollbook.record.ged import GedRow
from tollbook.record.ids import record_id
from tollbook.record.opening import RULE, OpeningRow, opening_row, side_words
from tollbook.record.vocabulary import PlaceLevel, PlaceRelation, Precision
from tollbook.resolve.registry import Registry
from tollbook.resolve.states import iso_of_gwno

_LEVELS: Final[Mapping[int, tuple[PlaceLevel, PlaceRelation, float]]] = {
    1: ("town", "at", 5.0),
    2: ("town", "near", 25.0),
    3: ("district", "at", 40.0),
    4: ("province", "at", 120.0),
    5: ("region", "at", 100.0),
    6: ("country", "at", 500.0),
    7: ("region", "at", 300.0),
}
"""UCDP's where_prec as level, relation and reach in kilometres; the reach is our choice."""

_PRECISIONS: Final[Mapping[int, Precision]] = {
    1: "day",
    2: "days",
    3: "week",
    4: "month",
    5: "year",
}


def brought_forward(
    report: Report, claims: Sequence[Claim], registry: Registry | None = None
) -> tuple[Resolution, ...]:
    """Resolutions of the claims of an opening entry.

    :param registry: to know the sides by; None: they are known by the table's own names alone.
    """
    found = opening_row(report.text)
    if found is None:
        return ()
    made: list[Resolution] = []
    for claim in claims:
        made += _of_claim(claim, found, registry)
    return tuple(made)


def _of_claim(claim: Claim, found: OpeningRow, registry: Registry | None) -> list[Resolution]:
    row = found.row
    made = []
    place, when = place_of(row), when_of(row)
    if place is not None:
        span = claim.places[0] if claim.places else None
        made.append(Resolution(claim.id, "place", span, 1.0, RULE, (_SAID,), place=place))
    if when is not None:
        span = claim.times[0] if claim.times else None
        made.append(Resolution(claim.id, "time", span, 1.0, RULE, (_SAID,), when=when))
    for side, span in side_words(found, ("side_a", "side_b")).items():
        if all(perpetrator.span != span for perpetrator in claim.perpetrators):
            continue
        said = Resolution(claim.id, "actor", span, 1.0, RULE, (_SAID,), role="perpetrator")
        made.append(replace(said, actor=_actor(row, side, span.quote, registry)))
    return made


_SAID = "the table says so"


def place_of(row: GedRow) -> Place | None:
    """A row's place; None: it has no coordinates."""
    if row.latitude is None or row.longitude is None:
        return None
    level, relation, reach = _LEVELS.get(row.where_prec or 1, _LEVELS[1])
    name = row.where_coordinates or row.adm_2 or row.adm_1 or row.country or "not named"
    key = (name, row.latitude, row.longitude, level, relation)
    iso = iso_of_gwno().get(row.country_id or 0)
    own = f"ged:{record_id('plc', *key)[4:]}"
    return Place(own, name, row.latitude, row.longitude, iso, None, level, reach, relation=relation)


def when_of(row: GedRow) -> When | None:
    """A row's days; None: it has none. A row that sums several actions is a period."""
    if row.date_start is None or row.date_end is None or row.date_start > row.date_end:
        return None
    precision: Precision = _PRECISIONS.get(row.date_prec or 0, "days")
    if row.event_clarity == 2:
        precision = "period"
    return When(row.date_start, row.date_end, precision, RULE)


def _actor(row: GedRow, side: str, name: str, registry: Registry | None) -> Actor:
    """The registry's actor of this very name and kind, else one known by the table alone.

    Side a of state-based violence is a government (codebook 22.1, 2), also where it is not named.
    """
    codes = row.gwnoa if side == "side_a" else row.gwnob
    number = row.side_a_new_id if side == "side_a" else row.side_b_new_id
    government = bool(codes) or (row.type_of_violence == 1 and side == "side_a")
    iso = iso_of_gwno().get(codes[0]) if codes else None
    if registry is not None:
        known = registry.find(name, frozenset({iso} if iso else ())).actor
        if known is not None and (known.kind == "government") == government:
            return known
    own = str(number) if number and ":" not in name else record_id("act", name)[4:]
    return Actor(f"ged:{own}", name, "government" if government else "armed_group", iso)
