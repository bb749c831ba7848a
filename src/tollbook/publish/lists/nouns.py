"""Every noun of a book as the entries of its list: what they are chosen, ordered and found by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from tollbook.publish.decided_words import value_in_words
from tollbook.record import (
    Account,
    Actor,
    Claim,
    Decision,
    Incident,
    Place,
    Report,
    Statement,
)
from tollbook.record.text import fold, squeeze
from tollbook.view import View

Kind = Literal[
    "claims",
    "incidents",
    "reports",
    "accounts",
    "statements",
    "decisions",
    "sources",
    "actors",
    "places",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

Facet = Literal[
    "harm",
    "scope",
    "speaker",
    "stance",
    "status",
    "state",
    "contested",
    "kind",
    "country",
    "place",
    "source",
    "language",
    "decided",
    "by",
    "holds",
]

FACETS: Mapping[Kind, tuple[Facet, ...]] = {
    "claims": (
        "harm",
        "scope",
        "speaker",
        "stance",
        "status",
        "decided",
        "country",
        "place",
        "source",
    ),
    "incidents": ("harm", "state", "contested", "country", "place"),
    "reports": ("language", "source"),
    "accounts": ("harm", "state", "place", "source"),
    "statements": ("kind", "source"),
    "decisions": ("kind", "holds", "by"),
    "sources": ("kind",),
    "actors": ("kind", "country"),
    "places": ("kind", "country"),
}
"""What each list is chosen by, in the order in which it is shown."""

SAYS: Mapping[Kind, tuple[str, str]] = {
    "claims": ("day", "people"),
    "incidents": ("day", "people"),
    "reports": ("publication", "claims"),
    "accounts": ("last day", "people"),
    "statements": ("report's day", ""),
    "decisions": ("day", ""),
    "sources": ("", "claims and reports"),
    "actors": ("", "claims"),
    "places": ("", "claims"),
}
"""What day and number mean in a list; "": it has none. A day is the first possible, of a total
the last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list, as it is chosen and ordered; what it shows comes from the records.

    :ivar facets: a word for each facet of its list that is known.
    :ivar day: what it is ordered by in time; None: not known.
    :ivar number: people, or how often it is named; None: not known.
    :ivar words: what it is searched by.
    """

    id: str
    facets: Mapping[Facet, str]
    day: date | None
    number: int | None
    words: str


def claim_entry(view: View, claim: Claim) -> Entry:
    report = view.report_by_id.get(claim.report)
    role = "area" if claim.scope == "cumulative" else ""
    place = next((r.place for r in view.places(claim, role) if r.place), None)
    time = view.time(claim, "period" if claim.scope == "cumulative" else "")
    when = time.when if time else None
    last = claim.said_by[-1]
    source = squeeze(report.source) if report and report.source else ""
    known = [n for n in (claim.count.low, claim.count.best, claim.count.high) if n is not None]
    speakers = "" if last.kind == "report" else squeeze(last.speaker)
    named = [squeeze(p.text) for p in claim.perpetrators]
    return Entry(
        claim.id,
        {
            "harm": claim.harm,
            "scope": claim.scope,
            "speaker": last.kind,
            "stance": last.stance,
            "status": claim.victims[0].status if claim.victims else "unknown",
            "decided": _decided(view, claim),
            "country": (place.country or "") if place else "",
            "place": place.name if place else "",
            "source": source,
        },
        (when.start or when.end) if when else None,
        max(known, default=None),
        " ".join((claim.evidence.quote, place.name if place else "", source, speakers, *named)),
    )


def _decided(view: View, claim: Claim) -> str:
    verbs = [decision.verb for decision in view.decisions_on(claim.id)]
    judged = next((v for v in reversed(verbs) if v in ("accept", "reject", "unsure")), None)
    return judged or ("corrected" if claim.id in view.as_read else "nothing")


def incident_entry(view: View, incident: Incident) -> Entry:
    when = incident.when
    place = next(iter(incident.places), None)
    known = [n for t in incident.tolls for n in (t.min, t.best, t.max) if n is not None]
    who = (squeeze(view.actor_name(a.actor) or a.text) for a in incident.perpetrators)
    names = (each.name for each in incident.places)
    return Entry(
        incident.id,
        {
            "harm": incident.tolls[0].harm if incident.tolls else "",
            "state": incident.grade,
            "contested": "yes" if incident.contested else "no",
            "country": (place.country or "") if place else "",
            "place": place.name if place else "",
        },
        (when.start or when.end) if when else None,
        max(known, default=None),
        " ".join((*names, *who)),
    )


def report_entry(view: View, report: Report) -> Entry:
    return Entry(
        report.id,
        {
            "language": report.language or "",
            "source": squeeze(report.source) if report.source else "",
        },
        report.published.start if report.published else None,
        len(view.claims_of_report.get(report.id, ())),
        " ".join((report.title or "", report.source or "", report.text)),
    )


def account_entry(view: View, account: Account) -> Entry:
    claim = view.claim_by_id.get(account.claim)
    report = view.report_by_id.get(claim.report) if claim else None
    source = squeeze(report.source) if report and report.source else ""
    period = account.period
    return Entry(
        account.id,
        {
            "harm": account.harm,
            "state": account.verdict,
            "place": account.area or "",
            "source": source,
        },
        (period.end or period.start) if period else None,
        account.stated.nearest,
        " ".join((account.area or "", source, claim.evidence.quote if claim else "")),
    )


def statement_entry(view: View, statement: Statement) -> Entry:
    report = view.report_by_id.get(statement.report)
    source = squeeze(report.source) if report and report.source else ""
    published = report.published if report else None
    return Entry(
        statement.id,
        {"kind": statement.kind, "source": source},
        published.start if published else None,
        None,
        " ".join((statement.span.quote, *statement.said_by, *statement.parties, source)),
    )


def decision_entries(view: View, only: Container[str] | None = None) -> Iterator[Entry]:
    """Decisions, newest first.

    :param only: ids of those wanted; None: all.
    """
    standing = {decision.id for decision in view.standing}
    for decision in reversed(view.decisions):
        if only is None or decision.id in only:
            yield _decision(decision, decision.id in standing)


def _decision(decision: Decision, holds: bool) -> Entry:
    quote = decision.anchor.quote if decision.anchor else ""
    return Entry(
        decision.id,
        {
            "kind": decision.verb,
            "holds": "yes" if holds else "no",
            "by": decision.decided_by,
        },
        decision.decided_at.date(),
        None,
        " ".join((value_in_words(decision), decision.reason or "", quote, decision.subject)),
    )


@dataclass
class Named:
    """Sources, actors and places: gathered from all records that name them.

    Records may be handed over a part at a time; the entries are of all of them.
    """

    sources: dict[str, str] = field(default_factory=dict)
    reports: Counter[str] = field(default_factory=Counter)
    spoken: Counter[str] = field(default_factory=Counter)
    spoke_as: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    actors: dict[str, Actor] = field(default_factory=dict)
    blamed: Counter[str] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    placed: Counter[str] = field(default_factory=Counter)

    def report(self, report: Report) -> None:
        if report.source:
            name = squeeze(report.source)
            self.reports[self._source(name)] += 1

    def claim(self, view: View, claim: Claim) -> None:
        last = claim.said_by[-1]
        if last.kind != "report":
            key = self._source(squeeze(last.speaker))
            self.spoken[key] += 1
            self.spoke_as[key][last.kind] += 1
        for found in view.resolutions_of.get(claim.id, ()):
            if found.place is not None:
                self.places.setdefault(found.place.id, found.place)
                self.placed[found.place.id] += 1
            if found.actor is not None:
                self.actors.setdefault(found.actor.id, found.actor)
                self.blamed[found.actor.id] += 1

    def _source(self, name: str) -> str:
        key = fold(name)
        self.sources.setdefault(key, name)
        return key

    def source_entries(self) -> Iterator[Entry]:
        """Who says most comes first. The id is the name."""
        said = {key: self.reports[key] + self.spoken[key] for key in self.sources}
        for key in sorted(self.sources, key=lambda k: (-said[k], k)):
            kinds = self.spoke_as[key]
            kind = "outlet" if not kinds else kinds.most_common(1)[0][0]
            name = self.sources[key]
            yield Entry(name, {"kind": kind}, None, said[key], name)

    def actor_entries(self) -> Iterator[Entry]:
        for own in sorted(self.actors, key=lambda a: (-self.blamed[a], a)):
            actor = self.actors[own]
            facets: dict[Facet, str] = {"kind": actor.kind, "country": actor.country or ""}
            yield Entry(own, facets, None, self.blamed[own], f"{actor.name} {own}")

    def place_entries(self) -> Iterator[Entry]:
        for own in sorted(self.places, key=lambda p: (-self.placed[p], p)):
            place = self.places[own]
            facets: dict[Facet, str] = {"kind": place.level, "country": place.country or ""}
            yield Entry(own, facets, None, self.placed[own], f"{place.name} {own}")


def named_in(view: View, claims: Iterable[Claim], reports: Iterable[Report]) -> Named:
    """Who and what the records name."""
    found = Named()
    for report in reports:
        found.report(report)
    for claim in claims:
        found.claim(view, claim)
    return found


def entries(view: View, kind: Kind) -> Iterator[Entry]:
    """The entries of a list, in its own order: arrival, newest incident first, newest decision."""
    from tollbook.publish.assemble import accounts_in_order, claims_in_order, newest_first  # noqa: PLC0415

    match kind:
        case "claims":
            return (claim_entry(view, each) for each in claims_in_order(view))
        case "incidents":
            return (incident_entry(view, each) for each in newest_first(view.incidents))
        case "reports":
            return (report_entry(view, each) for each in view.reports)
        case "accounts":
            return (account_entry(view, each) for each in accounts_in_order(view))
        case "statements":
            return (statement_entry(view, each) for each in view.statements)
        case "decisions":
            return decision_entries(view)
        case "sources":
            return named_in(view, view.claims, view.reports).source_entries()
        case "actors":
            return named_in(view, view.claims, ()).actor_entries()
        case "places":
            return named_in(view, view.claims, ()).place_entries()
