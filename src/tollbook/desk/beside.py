"""What stands beside an incident: others near it in days and place, and how its claims are tied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from tollbook.publish.queue import headline
from tollbook.publish.wording import claim_in_words
from tollbook.record import Incident, Link, Place
from tollbook.record.text import squeeze
from tollbook.view import View

_DAYS = 3
_KM = 60.0
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Near:
    """An incident that may be the same, and why it is named here."""

    id: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Tied:
    """Two claims of an incident, with the score that ties them and its reasons.

    :ivar score: 0 to 1; of claims tied by their report, or by a person, 1.
    """

    claim: str
    words: str
    quote: str
    other: str
    other_words: str
    other_quote: str
    score: float
    reasons: tuple[str, ...]


def near(view: View, incident: Incident) -> tuple[Near, ...]:
    """Other incidents within three days and sixty kilometres, or with one of these not known."""
    found: list[tuple[float, float, str, str]] = []
    for other in view.incidents_near(incident, _DAYS):
        if other.id == incident.id:
            continue
        days = _days(incident, other)
        km = _km(incident.places, other.places)
        if (days is not None and days > _DAYS) or (km is not None and km > _KM):
            continue
        if days is None and km is None:
            continue
        words = ", ".join((_days_in_words(days), _km_in_words(km)))
        gap = (days if days is not None else _DAYS + 1, km if km is not None else _KM + 1)
        found.append((*gap, other.id, words))
    nearest = sorted(found)[:_SHOWN]
    shown = [view.incident_by_id[own] for _, _, own, _ in nearest]
    view.about_to_show("claims", [c for each in shown if not each.places for c in each.claims])
    return tuple(Near(own, headline(view, own), why) for _, _, own, why in nearest)


def tied(view: View, incident: Incident) -> tuple[Tied, ...]:
    """The claims' ties, the weakest first: those are the ones to look at."""
    seen: dict[frozenset[str], Link] = {}
    for link in incident.links:
        seen.setdefault(frozenset((link.claim, link.other)), link)
    made = [
        Tied(
            link.claim,
            *_claim(view, link.claim),
            link.other,
            *_claim(view, link.other),
            link.score,
            link.reasons,
        )
        for link in seen.values()
    ]
    return tuple(sorted(made, key=lambda t: (t.score, t.claim, t.other)))


def _claim(view: View, id: str) -> tuple[str, str]:
    claim = view.claim_by_id.get(id)
    return (claim_in_words(claim), squeeze(claim.evidence.quote)) if claim else (id, "")


def _days(a: Incident, b: Incident) -> int | None:
    if a.when is None or b.when is None:
        return None
    return a.when.interval.gap_days(b.when.interval)


def _km(mine: Iterable[Place], theirs: Iterable[Place]) -> float | None:
    """Kilometres between the nearest two; None: a point is not known."""
    here = [(p.lat, p.lon) for p in mine if p.lat is not None and p.lon is not None]
    there = [(p.lat, p.lon) for p in theirs if p.lat is not None and p.lon is not None]
    return min((_distance(*a, *b) for a in here for b in there), default=None)


def _distance(lat: float, lon: float, lat2: float, lon2: float) -> float:
    p, q = radians(lat), radians(lat2)
    a = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(lon2 - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(a))


def _days_in_words(days: int | None) -> str:
    if days is None:
        return "the day of one is not known"
    return "days overlap" if days == 0 else f"{days} day{'s' if days > 1 else ''} apart"


def _km_in_words(km: float | None) -> str:
    if km is None:
        return "the place of one is not known"
    return "at one place" if km < 1 else f"{km:.0f} km apart"
