"""Where, when and who as a person says: what words resolve to, replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tollbook.record import Actor, Claim, Place, Resolution, When
from tollbook.record.decided import ActorSet, Dated, Placed
from tollbook.record.ids import record_id
from tollbook.record.rulings import Said
from tollbook.record.text import fold
from tollbook.record.vocabulary import PlaceLevel, Precision, Scope

DECISION = "decision"
"""Basis of a resolution that a person gave."""

_REACH_KM: Mapping[PlaceLevel, float] = {
    "exact": 0.1,
    "street": 0.5,
    "landmark": 0.5,
    "neighbourhood": 2.0,
    "village": 2.0,
    "town": 5.0,
    "city": 10.0,
    "district": 30.0,
    "province": 100.0,
    "country": 500.0,
    "region": 500.0,
}
"""How far a place of one's own reaches where nobody says: half the size of a usual one."""


def place_of(placed: Placed) -> Place:
    """The place that a person gave; one that no gazetteer has gets an id of its own."""
    own = record_id("my", fold(placed.name), placed.lat, placed.lon, placed.country)
    radius = placed.radius_km if placed.radius_km is not None else _REACH_KM[placed.level]
    return Place(
        placed.id or own.replace("_", ":"),
        placed.name,
        placed.lat,
        placed.lon,
        placed.country,
        placed.admin1,
        placed.level,
        radius,
        parents=placed.parents,
    )


def placed(place: Place) -> Placed:
    """A place as a decision puts it, with what contains it: the other way round."""
    return Placed(
        place.name,
        place.lat,
        place.lon,
        place.level,
        place.radius_km,
        place.id,
        place.country,
        place.admin1,
        place.parents,
    )


def when_of(dated: Dated, said: Said) -> When:
    precision: Precision = "day"
    if dated.start is None or dated.end is None:
        precision = "bound"
    elif dated.start != dated.end:
        precision = "days"
    return When(dated.start, dated.end, precision, f"decided by {said.words}")


def placed_claim(
    claim: Claim, place: Place, said: Said, found: Iterable[Resolution]
) -> list[Resolution]:
    """What a claim resolves to, with its place, or the area that its total covers, replaced."""
    role = "area" if claim.scope == "cumulative" else ""
    made = _resolution(claim.id, "place", said, role)
    return _instead(found, replace(made, place=place))


def dated_claim(
    claim: Claim, when: When, said: Said, found: Iterable[Resolution]
) -> list[Resolution]:
    """What a claim resolves to, with its days, or the period that its total covers, replaced."""
    role = "period" if claim.scope == "cumulative" else ""
    return _instead(found, replace(_resolution(claim.id, "time", said, role), when=when))


def blamed_claim(
    claim: Claim,
    value: ActorSet,
    said: Said,
    found: Iterable[Resolution],
    known: Mapping[str, Actor],
) -> list[Resolution]:
    """What a claim resolves to, with its perpetrator replaced.

    :param known: actors of the registry that the book's reports name, by id and by folded name.
    """
    rest = [r for r in found if r.kind != "actor"]
    if value.actor is None:
        return rest
    actor = known.get(value.actor) or known.get(fold(value.actor))
    if actor is None:
        return rest
    return [*rest, replace(_resolution(claim.id, "actor", said, "perpetrator"), actor=actor)]


def rescoped(scope: Scope, found: Iterable[Resolution]) -> list[Resolution]:
    """A claim's places and days as those of an event, or as the area and period of a total."""
    to_total = {"place": "area", "time": "period"}
    to_event = {"area": "", "period": ""}
    made = list(found)
    if scope == "cumulative":
        there = {r.role for r in made}
        return [
            replace(r, role=to_total[r.kind])
            if r.role == "" and r.kind in to_total and to_total[r.kind] not in there
            else r
            for r in made
        ]
    there = {r.kind for r in made if r.role == ""}
    return [
        replace(r, role=to_event[r.role]) if r.role in to_event and r.kind not in there else r
        for r in made
    ]


def _resolution(subject: str, kind: str, said: Said, role: str) -> Resolution:
    return Resolution(
        subject=subject,
        kind=kind,  # type: ignore[arg-type]  # one of the three, by the callers above
        span=None,
        score=1.0,
        basis=DECISION,
        reasons=(f"decided by {said.words} ({said.decision})",),
        role=role,
    )


def _instead(found: Iterable[Resolution], made: Resolution) -> list[Resolution]:
    return [*(r for r in found if (r.kind, r.role) != (made.kind, made.role)), made]
