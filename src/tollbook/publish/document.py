"""The shape of the ``--json`` document: what a program gets of a book.

Unknown is null, never zero and never left out; lists are empty, never null. Offsets count code
points in ``reports[].text``. Names of the dead are not among the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from msgspec import Meta

from tollbook.publish.report_document import ClaimDoc, Country, PeriodDoc, ReportDoc, WhenDoc
from tollbook.record.vocabulary import Grade, Harm, PlaceLevel, Verdict

NOTICE = "documented deaths: a floor, not an estimate of all deaths"


@dataclass(frozen=True, slots=True)
class IncidentPlaceDoc:
    """A place of an incident."""

    id: str
    name: str
    lat: float | None
    lon: float | None
    country: Country
    level: PlaceLevel
    radius_km: float


@dataclass(frozen=True, slots=True)
class IncidentActorDoc:
    """Who is said to have done it, and by whom; several side by side where it is contested."""

    text: str
    actor: str | None
    surety: str
    said_by: list[str]
    claims: list[str]


@dataclass(frozen=True, slots=True)
class FigureDoc:
    """One claim's part in a toll."""

    claim: str
    used: bool
    reason: str
    lineage: Annotated[str, Meta(description="The primary source that it goes back to.")]


@dataclass(frozen=True, slots=True)
class OverruledDoc:
    """What the policy gives where a person decided otherwise."""

    min: int | None
    best: int | None
    max: int | None
    open_above: bool


@dataclass(frozen=True, slots=True)
class TollDoc:
    """How many, by a policy that has a name."""

    min: int | None
    best: int | None
    max: int | None
    open_above: Annotated[bool, Meta(description="There may be more than max.")]
    lineages: Annotated[int, Meta(description="Independent sources proven: a minimum.")]
    articles: Annotated[int, Meta(description="Reports that carry it, copies included.")]
    policy: str
    approximate: bool
    figures: list[FigureDoc]
    decided: Annotated[list[str], Meta(description="Decisions that set or moved it.")] = field(
        default_factory=list
    )
    notes: Annotated[list[str], Meta(description="What these say.")] = field(default_factory=list)
    overruled: Annotated[OverruledDoc | None, Meta(description="The policy's own.")] = None
    lineages_most: Annotated[
        int | None, Meta(description="Independent sources that there may be: a maximum.")
    ] = None


@dataclass(frozen=True, slots=True)
class LinkDoc:
    """Why a claim was put with another."""

    claim: str
    other: str
    score: float
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class TransitionDoc:
    """Victims who passed from one harm to another, as reports tell: the injured who died."""

    moved_from: str
    moved_to: str
    low: Annotated[int, Meta(description="So many surely.")]
    high: Annotated[int, Meta(description="So many at most.")]
    by: Annotated[date | None, Meta(description="The day of the first report of it.")]
    claims: list[str]
    why: str


@dataclass(frozen=True, slots=True)
class IncidentDoc:
    """Claims that tell of one event, and what they add up to."""

    id: str
    when: WhenDoc | None
    places: list[IncidentPlaceDoc]
    claims: list[str]
    perpetrators: list[IncidentActorDoc]
    grade: Grade
    tolls: Annotated[dict[str, TollDoc], Meta(description="By harm.")]
    contested: bool = False
    links: list[LinkDoc] = field(default_factory=list)
    transitions: list[TransitionDoc] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StatedDoc:
    """The running total as stated."""

    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class SumDoc:
    """A sum of tolls; null max: open above."""

    min: int
    max: int | None


@dataclass(frozen=True, slots=True)
class StepDoc:
    """From the same speaker's last total to this one, and what is documented of the days between.

    Null low or high: no bound follows from the words.
    """

    account: str
    days: PeriodDoc | None
    low: int | None
    high: int | None
    surely: SumDoc
    maybe: SumDoc


@dataclass(frozen=True, slots=True)
class AccountDoc:
    """A running total held against the incidents that it should cover."""

    id: str
    claim: str
    harm: Harm
    area: str | None
    period: PeriodDoc | None
    stated: StatedDoc
    surely: SumDoc
    maybe: SumDoc
    verdict: Verdict
    arithmetic: list[str]
    inside: Annotated[list[str], Meta(description="Incidents surely covered.")]
    possibly_inside: Annotated[list[str], Meta(description="Incidents that may be covered.")]
    speaker: Annotated[str, Meta(description="Who it goes back to.")] = ""
    only: Annotated[list[str], Meta(description="What its victims are limited to.")] = field(
        default_factory=list
    )
    after: Annotated[StepDoc | None, Meta(description="Since the speaker's last total.")] = None


@dataclass(frozen=True, slots=True)
class SetAsideDoc:
    """What was not read or not counted, and why."""

    what: str
    why: str
    where: str
    next: str


@dataclass(frozen=True, slots=True)
class Document:
    """A book of death tolls: reports, the claims in them, the incidents and accounts they give."""

    tollbook: Annotated[str, Meta(description="Version of tollbook that wrote this.")]
    policy: Annotated[str, Meta(description="Policy that the tolls are worked out by.")]
    notice: Annotated[str, Meta(description="What every figure here is.")]
    reports: list[ReportDoc]
    claims: list[ClaimDoc]
    incidents: list[IncidentDoc]
    accounts: list[AccountDoc]
    set_aside: list[SetAsideDoc]
    charter: Annotated[str, Meta(description="What the book counts, in words.")] = ""
