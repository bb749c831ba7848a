"""What words resolve to: places, days and actors, with candidates where it is not certain."""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.record.interval import When
from tollbook.record.report import Span
from tollbook.record.vocabulary import MentionKind, PlaceLevel, PlaceRelation


@dataclass(frozen=True, slots=True)
class Place:
    """A canonical place.

    :ivar id: "gn:98182" (GeoNames), "tb:..." (our supplement), "my:..." (the user's), "said:..."
        (only the report names it; the point is that of what its words say it lies in or near).
    :ivar country: ISO 3166-1 alpha-2; None for a region that crosses borders.
    :ivar admin1: GeoNames first-order code ("IQ.09"); None: unknown or not applicable.
    :ivar radius_km: how far from the point the place may reach.
    :ivar parents: ids of the places that contain it, nearest first.
    :ivar relation: how the event lies to it; ``radius_km`` then reaches from its point to where
        the event may have been ("12 km north of Kut": Kut, away, 12 km or more).
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    level: PlaceLevel
    radius_km: float
    population: int = 0
    parents: tuple[str, ...] = ()
    relation: PlaceRelation = "at"


@dataclass(frozen=True, slots=True)
class Actor:
    """A canonical actor of the registry (an organisation, never a private person)."""

    id: str
    name: str
    kind: str
    country: str | None
    parent: str | None = None


def government_id(country: str) -> str:
    """The registry's id of a state's government, by its ISO code ("IQ": "iq-gov")."""
    return f"{country.casefold()}-gov"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one set of words, or one claim, resolves to.

    :ivar subject: id of a mention or of a claim.
    :ivar span: the words resolved; None where nothing was said and a rule supplied it.
    :ivar place / when / actor: the one of ``kind``; None: not resolved, or ambiguous.
    :ivar candidates: names or ids of what it may be where no one is certain, best first.
    :ivar basis: for a claim's place or time: clause, sentence, paragraph, dateline, report,
        inherited; for a mention: "mention".
    :ivar score: 0 to 1, the resolver's own certainty; not a probability.
    :ivar reasons: why this one, in words.
    """

    subject: str
    kind: MentionKind
    span: Span | None
    score: float
    basis: str
    reasons: tuple[str, ...]
    place: Place | None = None
    when: When | None = None
    actor: Actor | None = None
    candidate_places: tuple[Place, ...] = ()
    candidate_actors: tuple[Actor, ...] = ()
    role: str = ""
    """For a claim's actor: "perpetrator"; for a cumulative claim's place or time: "area" or
    "period"; else ""."""
