"""What a decision puts in place, verb by verb: the payload of its ``before`` and ``after``.

A decision keeps payloads as canonical JSON text (:func:`encode`, :func:`decode`). Verbs without
a payload (accept, reject, unsure, reopen, undo, purge) say all in verb, subject and reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import msgspec

from tollbook.errors import UsageError
from tollbook.record.codec import from_json, to_json
from tollbook.record.count import Count
from tollbook.record.interval import Interval
from tollbook.record.report import Span
from tollbook.record.vocabulary import (
    AgeGroup,
    Harm,
    Modality,
    PlaceLevel,
    Scope,
    Sealed,
    Sex,
    SourceKind,
    Stake,
    Stance,
    Surety,
    Verb,
    VictimStatus,
)

Field = Literal[
    "count",
    "harm",
    "modality",
    "stake",
    "status",
    "role",
    "sex",
    "age",
    "attackers",
    "means",
    "target",
    "cause",
    "published",
    "language",
    "source",
    "title",
]
"""What ``correct`` can replace: of a claim up to ``cause``, of a report from ``published`` on
(:data:`OF_REPORTS`). Place, actor, date, stance and scope have verbs of their own."""

OF_REPORTS: tuple[Field, ...] = ("published", "language", "source", "title")

_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "harm": get_args(Harm),
        "modality": get_args(Modality),
        "stake": get_args(Stake),
        "status": get_args(VictimStatus),
        "sex": get_args(Sex),
        "age": get_args(AgeGroup),
    }
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """``correct``: one field of a claim or report, as it should read.

    :ivar value: a Count for ``count``, a number for ``attackers``, an ISO day for ``published``,
        a word of the vocabulary where the field has one, else text; None: not known or none.
    :raises ValueError: for a value that the field cannot have.
    """

    field: Field
    value: Count | int | str | None

    def __post_init__(self) -> None:
        words = _WORDS.get(self.field)
        if words is not None and self.value not in words:
            raise ValueError(f"{self.field} is one of {', '.join(words)}, not {self.value!r}")
        if self.field == "count":
            fits = isinstance(self.value, Count)
        elif self.field == "attackers":
            fits = self.value is None or (isinstance(self.value, int) and self.value >= 0)
        else:
            fits = self.value is None or isinstance(self.value, str)
        if not fits:
            raise ValueError(f"{self.field} cannot be {self.value!r}")
        if self.field == "published" and isinstance(self.value, str):
            date.fromisoformat(self.value)


@dataclass(frozen=True, slots=True)
class Placed:
    """``place``: where it was, as a person says.

    :ivar lat / lon: degrees, WGS 84; None: not known.
    :ivar radius_km: how far off the point may be; None: not said.
    :ivar id: the gazetteer's; None: a place of one's own.
    :ivar country: ISO 3166-1 alpha-2; None: not known.
    :ivar admin1: first-order unit, GeoNames' code; None: not known.
    :ivar parents: ids of the places that contain it, as the gazetteer has them: without them a
        square would lie in no city, and the claims of one event would part.
    :raises ValueError: for coordinates that are none, or half of a pair.
    """

    name: str
    lat: float | None
    lon: float | None
    level: PlaceLevel
    radius_km: float | None = None
    id: str | None = None
    country: str | None = None
    admin1: str | None = None
    parents: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("a place has both latitude and longitude, or neither")
        if not -90 <= (self.lat or 0) <= 90 or not -180 <= (self.lon or 0) <= 180:
            raise ValueError(f"no place on earth: {self.lat}, {self.lon}")
        if self.radius_km is not None and self.radius_km < 0:
            raise ValueError(f"a radius is not negative: {self.radius_km}")


@dataclass(frozen=True, slots=True)
class ActorSet:
    """``actor``: who did it; None: nobody is known to have.

    :ivar actor: id in the registry, or a name of one's own.
    """

    actor: str | None
    surety: Surety = "stated"


@dataclass(frozen=True, slots=True)
class Dated:
    """``date``: the earliest and latest day it can have been; None: that end is not known."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        Interval(self.start, self.end)


@dataclass(frozen=True, slots=True)
class TollSet:
    """``toll``: an incident's figure for one harm, in people, set by hand.

    :raises ValueError: for a negative number or bounds out of order.
    """

    harm: Harm
    min: int
    best: int | None
    max: int | None
    open_above: bool = False

    def __post_init__(self) -> None:
        known = [n for n in (self.min, self.best, self.max) if n is not None]
        if known[0] < 0 or known != sorted(known):
            raise ValueError(f"a toll must have 0 <= min <= best <= max, not {known}")


@dataclass(frozen=True, slots=True)
class Pair:
    """``same`` and ``different``: the other claim or incident."""

    other: str


@dataclass(frozen=True, slots=True)
class Split:
    """``split``: the claims that leave the incident and tell of one of their own."""

    claims: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.claims:
            raise ValueError("a split needs the claims that leave")


@dataclass(frozen=True, slots=True)
class Merged:
    """``merge``: the incidents that are one with the subject."""

    incidents: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.incidents:
            raise ValueError("a merge needs another incident")


@dataclass(frozen=True, slots=True)
class StanceSet:
    """``stance``: how a speaker of the claim's chain stands to what is said.

    :ivar link: which speaker, from 0, the report; None: the innermost.
    """

    stance: Stance
    link: int | None = None


@dataclass(frozen=True, slots=True)
class ScopeSet:
    """``scope``: what the claim's figure covers."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class TransitionSet:
    """``transition``: so many victims of an incident pass from one harm to another on a day.

    :ivar on: None: the day is not known.
    """

    moved_from: Harm
    moved_to: Harm
    count: int
    on: date | None = None

    def __post_init__(self) -> None:
        if self.count < 1 or self.moved_from == self.moved_to:
            raise ValueError("a transition moves at least one person from one harm to another")


@dataclass(frozen=True, slots=True)
class AddedClaim:
    """``add``: a claim that no reader made, on words of a report or on a typed note.

    :ivar span: the words in the report (subject: the report); None: it rests on ``note``.
    :ivar note: what was seen or told, in the recorder's words; None: it rests on ``span``.
    :ivar source: who told, required with a note.
    :ivar when: None: not known.
    """

    harm: Harm
    count: Count
    span: Span | None = None
    note: str | None = None
    source: str | None = None
    scope: Scope = "incident"
    modality: Modality = "reported"
    status: VictimStatus = "unknown"
    where: Placed | None = None
    when: Dated | None = None
    actor: ActorSet | None = None
    incident: str | None = None

    def __post_init__(self) -> None:
        if (self.span is None) == (self.note is None):
            raise ValueError("an added claim rests on a span or on a note, and on one of them")
        if self.note is not None and not (self.note.strip() and (self.source or "").strip()):
            raise ValueError("a typed note needs its text and its source")


@dataclass(frozen=True, slots=True)
class SourceDeclared:
    """``source``: what an outlet is.

    :ivar party: the party to the conflict it belongs to; None: to none.
    :ivar parent: the source it is part of; None: of none.
    """

    outlet: str
    kind: SourceKind
    party: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """``withhold``: a name or other text that no output may show.

    :ivar spellings: further spellings that are masked too.
    """

    value: str
    spellings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not all(any(c.isalnum() for c in text) for text in (self.value, *self.spellings)):
            raise ValueError("what is withheld must have letters or digits")


@dataclass(frozen=True, slots=True)
class Noted:
    """``note``: its text, where it is not given as the reason."""

    text: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """``redact``: which fields of the subject, a decision, were destroyed."""

    fields: tuple[Sealed, ...]


Payload: TypeAlias = (
    Corrected
    | Placed
    | ActorSet
    | Dated
    | TollSet
    | Pair
    | Split
    | Merged
    | StanceSet
    | ScopeSet
    | TransitionSet
    | AddedClaim
    | SourceDeclared
    | Withheld
    | Noted
    | Redacted
)

PAYLOADS: Mapping[Verb, type[Payload]] = MappingProxyType(
    {
        "correct": Corrected,
        "same": Pair,
        "different": Pair,
        "split": Split,
        "merge": Merged,
        "place": Placed,
        "actor": ActorSet,
        "date": Dated,
        "toll": TollSet,
        "stance": StanceSet,
        "scope": ScopeSet,
        "transition": TransitionSet,
        "add": AddedClaim,
        "source": SourceDeclared,
        "withhold": Withheld,
        "note": Noted,
        "redact": Redacted,
    }
)
"""Which payload a verb has; verbs that are not in it have none."""


def encode(payload: Payload) -> str:
    """The payload as a decision keeps it: canonical JSON."""
    return to_json(payload)


def decode(verb: Verb, text: str) -> Payload:
    """The payload of a decision of this verb from its JSON text.

    :raises UsageError: where the verb has none, or the text does not fit it.
    """
    kind = PAYLOADS.get(verb)
    if kind is None:
        raise UsageError(
            f"{verb} replaces no value",
            value=text[:80],
            next=f"leave it out: {verb} says all by itself, and the reason says why",
        )
    try:
        return from_json(text, kind)
    except (msgspec.MsgspecError, ValueError) as fault:
        raise UsageError(
            f"this is no value for {verb}: {fault}",
            value=text[:80],
            where=f"record {kind.__name__}",
            next="see docs/rooms/record.md for the fields of each verb's value",
        ) from fault
