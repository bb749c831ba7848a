"""The shape of reports and claims in the ``--json`` document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from tollbook.record.vocabulary import (
    AgeGroup,
    Confidence,
    DateBasis,
    Disputed,
    Harm,
    MentionKind,
    Modality,
    PlaceLevel,
    Precision,
    Scope,
    Sex,
    Shape,
    SpeakerKind,
    Stake,
    Stance,
    StatementKind,
    Surety,
    VictimStatus,
)

Start = Annotated[int, Meta(description="First code point in the report's text, from 0.")]
End = Annotated[int, Meta(description="Code point after the last: text[start:end] == quote.")]
Quote = Annotated[str, Meta(description="The exact words of the report.")]
Country = Annotated[
    str | None, Meta(description="ISO 3166-1 alpha-2; null: not resolved, or across borders.")
]
Candidates = Annotated[
    list[str], Meta(description="What it may be where no one is certain; empty where one is.")
]


@dataclass(frozen=True, slots=True)
class PublishedDoc:
    """When a report was published, and which evidence says so.

    :ivar at: the moment, in the zone of its stamp; null: no hour, or no zone.
    """

    start: date
    end: date
    basis: DateBasis
    confidence: Confidence
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PeriodDoc:
    """Earliest and latest day, both included; null: that end is not known."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class WhenDoc:
    """When something happened, and the words or facts that give it."""

    start: date | None
    end: date | None
    precision: Precision
    basis: str


@dataclass(frozen=True, slots=True)
class CountDoc:
    """A number of people as it was said. Null bounds are unknown."""

    low: int | None
    best: int | None
    high: int | None
    shape: Shape
    raw: Annotated[str, Meta(description="The words; empty where none were said.")]


@dataclass(frozen=True, slots=True)
class StatementDoc:
    """An utterance that is no harm but bears on one: a denial, a blame, evidence."""

    id: str
    kind: StatementKind
    quote: Quote
    start: Start
    end: End
    said_by: list[str]
    about: Annotated[str | None, Meta(description="Id of the claim it answers.")]
    parties: list[str]
    disputes: Annotated[
        Disputed | None,
        Meta(description="What of the harm it disputes; null: nothing, or the words do not say."),
    ]


@dataclass(frozen=True, slots=True)
class MentionDoc:
    """A place, actor or time named in a report, with what it resolves to."""

    kind: MentionKind
    text: Quote
    start: Start
    end: End
    name: Annotated[str | None, Meta(description="Canonical, or ISO 8601 days; null: not certain.")]
    lat: float | None
    lon: float | None
    country: Country
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class ReportDoc:
    """One document as it was read."""

    id: str
    title: str | None
    text: str
    language: Annotated[str | None, Meta(description="ISO 639-1; null: could not be told.")]
    source: str | None
    url: str | None
    published: PublishedDoc | None
    copies_of: Annotated[str | None, Meta(description="Id of the report that it copies.")]
    statements: list[StatementDoc]
    mentions: list[MentionDoc]


@dataclass(frozen=True, slots=True)
class SpeakerDoc:
    """One link of the chain of who told whom; the report itself comes first."""

    speaker: str
    verb: str | None
    kind: SpeakerKind
    stance: Stance
    stake: Stake


@dataclass(frozen=True, slots=True)
class VictimsDoc:
    """Who was harmed. Only ``status`` partitions a toll."""

    text: str
    status: VictimStatus
    role: str | None
    sex: Sex
    age: AgeGroup
    count: CountDoc | None


@dataclass(frozen=True, slots=True)
class PerpetratorDoc:
    """Who is said to have done it."""

    text: str
    actor: Annotated[str | None, Meta(description="Name in the registry; null: not in it.")]
    surety: Surety
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class IncludesDoc:
    """What the claim's figure contains; null attackers: not said."""

    attackers: int | None
    parts: list[VictimsDoc]


@dataclass(frozen=True, slots=True)
class PlaceDoc:
    """Where, in the report's words and in the gazetteer's."""

    text: Annotated[str | None, Meta(description="Null where a rule supplied the place.")]
    name: str | None
    lat: float | None
    lon: float | None
    country: Country
    level: PlaceLevel | None
    radius_km: float | None
    candidates: Candidates


@dataclass(frozen=True, slots=True)
class WordsDoc:
    """Words of a report at their place."""

    quote: Quote
    start: Start
    end: End


@dataclass(frozen=True, slots=True)
class ClaimDoc:
    """One asserted harm, with its exact words."""

    id: str
    report: str
    harm: Harm
    count: CountDoc
    scope: Scope
    area: Annotated[str | None, Meta(description="Of a running total: resolved name or words.")]
    period: PeriodDoc | None
    modality: Modality
    said_by: list[SpeakerDoc]
    victims: list[VictimsDoc]
    perpetrators: list[PerpetratorDoc]
    ordered_by: list[str]
    target: str | None
    means: list[str]
    places: list[PlaceDoc]
    when: WhenDoc | None
    includes: IncludesDoc
    inherited: Annotated[list[str], Meta(description="Fields taken from an earlier mention.")]
    quote: Quote
    start: Start
    end: End
    rule: str
    reader: str
    cause: Annotated[str | None, Meta(description="Null: direct violence.")] = None
    past: Annotated[bool, Meta(description="Told as background.")] = False
    part_of: Annotated[str | None, Meta(description="Claim that already counts these.")] = None
    adds_to: Annotated[str | None, Meta(description="Claim that these come on top of.")] = None
    repeats: list[WordsDoc] = field(default_factory=list)
    incident: Annotated[str | None, Meta(description="Id of the incident it is part of.")] = None
    set_aside: Annotated[str | None, Meta(description="Why it enters no figure; else null.")] = None
