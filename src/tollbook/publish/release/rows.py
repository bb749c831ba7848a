"""The tables of a release: a frozen dataclass a table, whose fields are all that ever goes out.

What is not a field here cannot leave the book. The codebook, the data package and the check of a
release are made from these definitions. ``None`` is unknown: an empty cell, never a zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, TypeAlias

from msgspec import Meta

from tollbook.record.vocabulary import (
    AgeGroup,
    DateBasis,
    Disputed,
    Grade,
    Harm,
    PlaceLevel,
    Precision,
    Sex,
    SpeakerKind,
    Stance,
    StatementKind,
    Surety,
    Verb,
    Verdict,
    VictimStatus,
)

Id = Annotated[str, Meta(description="Public id: drawn at random, kept from release to release.")]
IncidentId = Annotated[str, Meta(description="Public id of the incident.")]
ReportId = Annotated[
    str | None, Meta(description="Public id of the report; empty: not told, to protect people.")
]
Quote = Annotated[
    str, Meta(description="The report's own words, cut short; █ stands for what is withheld.")
]
Said = Annotated[str, Meta(description="Who says so: by office or kind where no name goes out.")]
Outlet = Annotated[str | None, Meta(description="Outlet of the report; empty: not known.")]
Lat = Annotated[
    float | None, Meta(description="Degrees north, WGS 84: a point that stands for it.")
]
Lon = Annotated[float | None, Meta(description="Degrees east, WGS 84: a point that stands for it.")]
Radius = Annotated[
    float | None, Meta(description="How far from the point the place may reach, kilometres.")
]
Country = Annotated[str | None, Meta(description="ISO 3166-1 alpha-2.")]
Admin1 = Annotated[str | None, Meta(description="First-order unit, GeoNames' code (IQ.09).")]


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """Incidents: claims that tell of one event. Figures are in ``tolls``, by harm."""

    id: Id
    date_start: Annotated[date | None, Meta(description="Earliest day; empty: not known.")]
    date_end: Annotated[date | None, Meta(description="Latest day; empty: not known.")]
    date_precision: Annotated[Precision | None, Meta(description="How fine the date is.")]
    place: Annotated[str | None, Meta(description="First place; empty: not known for certain.")]
    place_level: Annotated[PlaceLevel | None, Meta(description="What kind of place it is.")]
    lat: Lat
    lon: Lon
    radius_km: Radius
    country: Country
    admin1: Admin1
    coarsened: Annotated[
        bool,
        Meta(description="The place is given less finely than it is known, to protect people."),
    ]
    grade: Annotated[Grade, Meta(description="How well the incident is borne out.")]
    contested: Annotated[bool, Meta(description="A credible source names another perpetrator.")]
    statuses: Annotated[
        str, Meta(description="Statuses of victims that reports state, separated by spaces.")
    ]
    means: Annotated[str, Meta(description="How, as families of means, separated by spaces.")]
    reports: Annotated[int, Meta(description="Reports that tell of it, copies included.")]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Places of an incident, where there are several too."""

    incident: IncidentId
    number: Annotated[int, Meta(description="Order in which they are told, from 1.")]
    place: Annotated[str, Meta(description="Name in the gazetteer.")]
    place_id: Annotated[
        str | None,
        Meta(description="gn: GeoNames, tb: tollbook's own, my: the book's; empty: of none."),
    ]
    level: Annotated[PlaceLevel, Meta(description="What kind of place it is.")]
    lat: Lat
    lon: Lon
    radius_km: Radius
    country: Country
    admin1: Admin1


@dataclass(frozen=True, slots=True)
class TollRow:
    """Tolls: how many, for one incident and harm, by the policy of the release."""

    incident: IncidentId
    harm: Annotated[Harm, Meta(description="What was done. Harms are never added up.")]
    min: Annotated[int | None, Meta(description="The least, in people.")]
    best: Annotated[int | None, Meta(description="The best figure, in people.")]
    max: Annotated[int | None, Meta(description="The most that is stated, in people.")]
    open_above: Annotated[bool, Meta(description='There may be more: print "or more".')]
    approximate: Annotated[bool, Meta(description='The best figure was said to be "about".')]
    words: Annotated[str, Meta(description="The same in words, to be printed as it is.")]
    lineages: Annotated[int, Meta(description="Independent sources proven: a minimum.")]
    lineages_most: Annotated[
        int | None, Meta(description="Independent sources that there may be: a maximum.")
    ]
    articles: Annotated[int, Meta(description="Reports that carry it, copies included.")]
    decided: Annotated[bool, Meta(description="A person set or moved it, against the policy.")]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Figures: each claim's part in a toll, with its words, who said them and where."""

    incident: IncidentId
    harm: Annotated[Harm, Meta(description="What the claim asserts.")]
    claim: Id
    used: Annotated[bool, Meta(description="Whether it bears on min, best or max.")]
    part: Annotated[str, Meta(description="What it does in the toll, or why it is set aside.")]
    count: Annotated[str, Meta(description='The number in words: "12 or more"; "not known".')]
    low: Annotated[int | None, Meta(description="The least the words allow, in people.")]
    likely: Annotated[int | None, Meta(description="The number the words give as likely.")]
    high: Annotated[int | None, Meta(description="The most the words allow, in people.")]
    quote: Quote
    speaker: Said
    speaker_kind: Annotated[SpeakerKind, Meta(description="What the speaker is.")]
    stance: Annotated[Stance, Meta(description="How the speaker stands to it.")]
    lineage: Annotated[
        int | None,
        Meta(
            description="Number of the independent source in this toll; empty: a part of another."
        ),
    ]
    source: Outlet
    published: Annotated[date | None, Meta(description="Day of the report; empty: undated.")]
    report: ReportId


@dataclass(frozen=True, slots=True)
class PerpetratorRow:
    """Perpetrators: who is said to have done it; several side by side where it is contested."""

    incident: IncidentId
    perpetrator: Annotated[str, Meta(description="Organisation, or a description; never a person.")]
    registered: Annotated[bool, Meta(description="It is in tollbook's registry of organisations.")]
    surety: Annotated[Surety, Meta(description="How it is said.")]
    said_by: Said


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Statements: words that are no harm but bear on one. A denial is never dropped."""

    incident: IncidentId
    kind: Annotated[StatementKind, Meta(description="What kind of utterance it is.")]
    quote: Quote
    speaker: Said
    source: Outlet
    report: ReportId
    disputes: Annotated[
        Disputed | None,
        Meta(description="Of a denial, doubt, retraction or correction: what it is of."),
    ]


@dataclass(frozen=True, slots=True)
class VictimRow:
    """Victims: names of the dead, where the profile lets them out; else empty."""

    incident: IncidentId
    name: Annotated[str, Meta(description="As the report has it.")]
    sex: Annotated[Sex, Meta(description="As the report has it.")]
    age: Annotated[AgeGroup, Meta(description="As the report has it.")]
    status: Annotated[VictimStatus, Meta(description="As the report has it.")]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """Reports: the documents that the figures rest on."""

    id: Id
    source: Outlet
    title: Annotated[str | None, Meta(description="Headline; empty: none, or not told.")]
    url: Annotated[str | None, Meta(description="Address; empty: not known, or not told.")]
    language: Annotated[str | None, Meta(description="ISO 639-1; empty: could not be told.")]
    published_start: Annotated[date | None, Meta(description="Earliest day; empty: undated.")]
    published_end: Annotated[date | None, Meta(description="Latest day; empty: undated.")]
    published_basis: Annotated[DateBasis | None, Meta(description="Which evidence dates it.")]
    copy_of: Annotated[str | None, Meta(description="Public id of the report that it copies.")]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Accounts: stated running totals, each held against the incidents. Never added up."""

    id: Id
    harm: Annotated[Harm, Meta(description="What the total counts.")]
    area: Annotated[str | None, Meta(description="Area it covers; empty: not said.")]
    period_start: Annotated[date | None, Meta(description="First day; empty: not said.")]
    period_end: Annotated[date | None, Meta(description="Last day; empty: not said.")]
    only: Annotated[str, Meta(description="What its victims are limited to; empty: people.")]
    stated: Annotated[str, Meta(description="The total in words, to be printed as it is.")]
    stated_low: Annotated[int | None, Meta(description="The least the words allow.")]
    stated_likely: Annotated[int | None, Meta(description="The number given as likely.")]
    stated_high: Annotated[int | None, Meta(description="The most the words allow.")]
    speaker: Said
    speaker_kind: Annotated[SpeakerKind | None, Meta(description="What the speaker is.")]
    quote: Quote
    source: Outlet
    report: ReportId
    surely_min: Annotated[int, Meta(description="Least of the incidents surely inside.")]
    surely_max: Annotated[int | None, Meta(description="Most of them; empty: not known.")]
    maybe_min: Annotated[int, Meta(description="The same with those that may be inside.")]
    maybe_max: Annotated[int | None, Meta(description="Most of these; empty: not known.")]
    verdict: Annotated[Verdict, Meta(description="How the two agree.")]
    arithmetic: Annotated[str, Meta(description="How the verdict comes about, in words.")]


@dataclass(frozen=True, slots=True)
class InsideRow:
    """Inside: which incidents a stated total covers."""

    account: Annotated[str, Meta(description="Public id of the account.")]
    incident: IncidentId
    surely: Annotated[bool, Meta(description="Surely covered; else it may be.")]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Decisions of people on what is published: what kind and when. Not who, nor their words."""

    number: Annotated[int, Meta(description="Place in the log, whose numbers have gaps here.")]
    day: Annotated[date, Meta(description="When it was taken, UTC.")]
    verb: Annotated[Verb, Meta(description="What was decided.")]
    subject: Annotated[str, Meta(description="Public id of the record it is about.")]
    incident: Annotated[str | None, Meta(description="Public id of the incident it bears on.")]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Changes against the release before this one."""

    what: Annotated[str, Meta(description="added, changed, removed or merged.")]
    incident: IncidentId
    field: Annotated[str, Meta(description="What changed; empty: the incident as a whole.")]
    before: Annotated[str, Meta(description="As it was; empty: there was none.")]
    after: Annotated[str, Meta(description="As it is; empty: there is none.")]
    why: Annotated[str, Meta(description="What is known to have brought it about.")]


@dataclass(frozen=True, slots=True)
class RedirectRow:
    """Redirects: incidents of earlier releases that are not in this one."""

    old: Annotated[str, Meta(description="Public id in an earlier release.")]
    new: Annotated[str | None, Meta(description="Where it leads; empty: it was removed.")]
    since: Annotated[str, Meta(description="Name of the release that ended it.")]


Row: TypeAlias = (
    IncidentRow | PlaceRow | TollRow | FigureRow | PerpetratorRow | StatementRow | VictimRow
    | ReportRow | AccountRow | InsideRow | DecisionRow | ChangeRow | RedirectRow
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its rows' type, its key, and which of its columns lead to another table."""

    row: type[Row]
    key: tuple[str, ...] = ()
    leads: tuple[tuple[str, str], ...] = ()


FORMAT = 1
"""Of the tables below; raised where a column or table is added, goes or changes its meaning."""

TABLES = MappingProxyType(
    {
        "incidents": Table(IncidentRow, ("id",)),
        "places": Table(PlaceRow, ("incident", "number"), (("incident", "incidents"),)),
        "tolls": Table(TollRow, ("incident", "harm"), (("incident", "incidents"),)),
        "figures": Table(
            FigureRow,
            ("incident", "harm", "claim"),
            (("incident", "incidents"), ("report", "reports")),
        ),
        "perpetrators": Table(PerpetratorRow, (), (("incident", "incidents"),)),
        "statements": Table(
            StatementRow, (), (("incident", "incidents"), ("report", "reports"))
        ),
        "victims": Table(VictimRow, (), (("incident", "incidents"),)),
        "reports": Table(ReportRow, ("id",), (("copy_of", "reports"),)),
        "accounts": Table(AccountRow, ("id",), (("report", "reports"),)),
        "inside": Table(
            InsideRow, ("account", "incident"), (("account", "accounts"), ("incident", "incidents"))
        ),
        "decisions": Table(DecisionRow, ("number",), (("incident", "incidents"),)),
        "changes": Table(ChangeRow),
        "redirects": Table(RedirectRow, ("old",), (("new", "incidents"),)),
    }
)  # fmt: skip
"""Every table of a release, in the order in which it is listed; the key columns are unique."""
