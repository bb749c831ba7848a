"""After the fields that Airwars publishes of an incident, as JSON.

The fields are those of the code of Airwars' own site (civcas, belligerent and summary data) and of
its methodology: least and most by class, belligerents with what they say, how well the place is
known. Unknown is null: Airwars prints "Unknown", never 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tollbook import __version__
from tollbook.publish.assemble import to_bytes
from tollbook.publish.document import NOTICE
from tollbook.publish.spared import Spared
from tollbook.publish.wording import statement_in_words
from tollbook.record import Claim, Incident, VictimGroup
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Grade, Harm
from tollbook.view import View

_ACCURACY = {"landmark": "nearby landmark", "region": None, "country": None}


@dataclass(frozen=True, slots=True)
class Range:
    """Least and most, in people; null: unknown."""

    min: int | None
    max: int | None


@dataclass(frozen=True, slots=True)
class Casualties:
    """Civilians by the policy; children, women and men as reports tell them apart."""

    civilians: Range
    children: Range
    women: Range
    men: Range
    belligerents: Range


@dataclass(frozen=True, slots=True)
class Belligerent:
    """Who is said to have done it: Suspected unless it says so itself; and what it denies."""

    name: str
    type: str
    surety: list[str]
    statements: list[str]


@dataclass(frozen=True, slots=True)
class Geolocation:
    name: str
    latitude: float | None
    longitude: float | None
    accuracy: str | None
    radius_km: float


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A report; ``archive_url`` and ``author`` are not in a book."""

    url: str | None
    archive_url: None
    author: None
    outlet: str | None
    date: date | None
    language: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class CivcasIncident:
    """An incident; its names of victims are not written."""

    unique_reference_code: str
    previous_unique_reference_codes: list[str]
    date_start: date | None
    date_end: date | None
    grading: Grade
    killed: Casualties
    injured: Casualties
    belligerents: list[Belligerent]
    geolocation: list[Geolocation]
    sources: list[CitedSource]
    independent_sources: int


@dataclass(frozen=True, slots=True)
class AirwarsLike:
    notice: str
    policy: str
    incidents: list[CivcasIncident]


def airwars_files(view: View) -> dict[str, bytes]:
    """One JSON document."""
    said = (
        f"computed by tollbook {__version__} after the published rules of Airwars; not Airwars data"
    )
    merged: defaultdict[str, list[str]] = defaultdict(list)
    for old in sorted(view.redirects):
        now = view.incident_now(old)
        if now is not None:
            merged[now.id].append(old)
    spared = Spared(view)
    doc = AirwarsLike(
        f"{said}; {NOTICE}",
        view.policy,
        [_incident(view, i, merged[i.id], spared) for i in view.incidents],
    )
    return {"incidents.json": to_bytes(doc, indent=2)}


def _incident(view: View, incident: Incident, merged: list[str], spared: Spared) -> CivcasIncident:
    claims = [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]
    when = incident.when
    return CivcasIncident(
        unique_reference_code=incident.id,
        previous_unique_reference_codes=merged,
        date_start=when.start if when else None,
        date_end=when.end if when else None,
        grading=incident.grade,
        killed=_casualties(incident, claims, "killed"),
        injured=_casualties(incident, claims, "injured"),
        belligerents=_belligerents(view, incident, claims, spared),
        geolocation=[
            Geolocation(p.name, p.lat, p.lon, _ACCURACY.get(p.level, p.level), p.radius_km)
            for p in incident.places
        ],
        sources=[
            CitedSource(
                r.url, None, None, spared.outlet(r), r.published.end if r.published else None,
                r.language, spared.title(r),
            )
            for r in view.reports_of(incident)
        ],
        independent_sources=max((t.lineages for t in incident.tolls), default=0),
    )  # fmt: skip


def _casualties(incident: Incident, claims: Iterable[Claim], harm: Harm) -> Casualties:
    toll = incident.toll(harm)
    used = {figure.claim for figure in toll.figures if figure.used} if toll else set()
    groups = [
        (claim, group)
        for claim in claims
        if claim.harm == harm and (claim.id in used or claim.part_of is not None)
        for group in (*claim.victims, *claim.includes.parts)
    ]

    def told(is_one: Callable[[VictimGroup], bool]) -> Range:
        numbers = [n for claim, g in groups if is_one(g) and (n := _number(claim, g)) is not None]
        return Range(min(numbers, default=None), max(numbers, default=None))

    return Casualties(
        civilians=Range(toll.min, toll.max) if toll else Range(None, None),
        children=told(lambda g: g.age == "child"),
        women=told(lambda g: g.age != "child" and g.sex == "female"),
        men=told(lambda g: g.age != "child" and g.sex == "male"),
        belligerents=told(lambda g: g.status in ("combatant", "security")),
    )


def _number(claim: Claim, group: VictimGroup) -> int | None:
    """How many of a group; the claim's own number where the group is all of its victims."""
    if group.count is not None:
        return group.count.nearest
    return claim.count.nearest if claim.victims == (group,) else None


def _belligerents(
    view: View, incident: Incident, claims: Iterable[Claim], spared: Spared
) -> list[Belligerent]:
    names: dict[str, list[str]] = {}
    words: dict[str, set[str]] = {}
    for actor in incident.perpetrators:
        name = spared.accused(actor)
        names.setdefault(name, []).append(actor.surety)
        own = squeeze(view.actor_name(actor.actor) or actor.text)
        words.setdefault(name, set()).add(own.casefold())
    reports = {claim.report for claim in claims}
    about = {claim.id for claim in claims}
    said = [s for s in view.statements if s.report in reports and s.about in about]
    return [
        Belligerent(
            name,
            "Known" if "self_claimed" in sureties else "Suspected",
            list(dict.fromkeys(sureties)),
            [
                f"{statement_in_words(s.kind, s.disputes)}: "
                + spared.words(s.report, s.span.start, s.span.end)
                for s in said
                if any(squeeze(party).casefold() in words[name] for party in s.parties)
            ],
        )
        for name, sureties in names.items()
    ]
