"""What the tables of claims, incidents, accounts and reports hold, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from tollbook.record import Account, Claim, Incident, Place, Report, Toll
from tollbook.record.text import squeeze
from tollbook.records import Cell, Column, Kind, Table
from tollbook.view import View


def _columns(kinds: Sequence[tuple[str, Kind, str]]) -> tuple[Column, ...]:
    return tuple(Column(name, kind, about) for name, kind, about in kinds)


_WHERE: Final[tuple[tuple[str, Kind, str], ...]] = (
    ("place", "text", "name of the first place"),
    ("country", "text", "ISO 3166-1 alpha-2"),
    ("lat", "real", "degrees north, WGS 84"),
    ("lon", "real", "degrees east, WGS 84"),
    ("place_level", "text", "exact, street, ..., city, ..., country"),
    ("radius_km", "real", "how far from the point it may be"),
)
_DAYS: Final[tuple[tuple[str, Kind, str], ...]] = (
    ("from", "day", "earliest day possible"),
    ("to", "day", "latest day possible"),
)

CLAIMS = _columns(
    (
        ("id", "text", "clm_..."),
        ("report", "text", "id of its report"),
        ("source", "text", "outlet"),
        ("published", "day", "latest day that the report may have been published"),
        ("harm", "text", "killed, injured, ..."),
        ("low", "number", "the least the words allow"),
        ("best", "number", "the number the words give"),
        ("high", "number", "the most the words allow"),
        ("shape", "text", "how the number was put"),
        ("how_many", "text", "the same in words"),
        ("scope", "text", "incident, cumulative, generic, unclear"),
        ("modality", "text", "fact, reported, hypothetical, future"),
        ("said_by", "text", "who says so in the end"),
        ("speaker_kind", "text", "official, medic, ...; report: the outlet itself"),
        ("stance", "text", "asserts, denies, doubts, relays, retracts"),
        ("victims", "texts", "who was harmed, in the report's words"),
        ("status", "texts", "civilian, combatant, security, unknown"),
        ("perpetrators", "texts", "who is said to have done it"),
        ("means", "texts", "how"),
        ("cause", "text", "null: direct violence"),
        *_WHERE,
        *_DAYS,
        ("incident", "text", "id of its incident"),
        ("set_aside", "text", "why it enters no figure"),
        ("quote", "text", "the words that assert the harm"),
        ("url", "text", "of the report"),
    )
)

INCIDENTS = _columns(
    (
        ("id", "text", "inc_...; one row for each harm"),
        *_DAYS,
        *_WHERE,
        ("harm", "text", "null: it tells of no harm to people"),
        ("min", "number", "least"),
        ("best", "number", "best"),
        ("max", "number", "most stated"),
        ("open_above", "yes_no", "there may be more than the most stated"),
        ("lineages", "number", "independent primary sources proven"),
        ("articles", "number", "reports that carry it, copies included"),
        ("grade", "text", "confirmed, fair, weak, contested, discounted"),
        ("contested", "yes_no", "a credible source names another perpetrator"),
        ("perpetrators", "texts", "who is said to have done it"),
        ("claims", "texts", "ids of its claims"),
        ("policy", "text", "by whose rules"),
    )
)

ACCOUNTS = _columns(
    (
        ("id", "text", "acc_..."),
        ("claim", "text", "the claim that states the total"),
        ("source", "text", "outlet"),
        ("harm", "text", "killed, injured, ..."),
        ("area", "text", "what it covers"),
        *_DAYS,
        ("low", "number", "the least stated"),
        ("best", "number", "the number stated"),
        ("high", "number", "the most stated"),
        ("surely_min", "number", "least of the incidents surely inside"),
        ("surely_max", "number", "most of these; null: open"),
        ("maybe_min", "number", "least, with those that may be inside"),
        ("maybe_max", "number", "most of these; null: open"),
        ("verdict", "text", "consistent, incidents_missing, ..."),
        ("arithmetic", "texts", "the sum, line by line"),
        ("inside", "texts", "ids of the incidents surely inside"),
        ("possibly_inside", "texts", "ids of those that may be"),
    )
)

REPORTS = _columns(
    (
        ("id", "text", "rep_..."),
        ("title", "text", "headline"),
        ("source", "text", "outlet"),
        ("url", "text", "where it was"),
        ("language", "text", "ISO 639-1"),
        ("published_from", "day", "earliest day"),
        ("published_to", "day", "latest day"),
        ("copies_of", "text", "id of the report that it copies"),
        ("claims", "number", "claims read in it"),
        ("text", "text", "title line and body"),
    )
)


def claims_table(view: View, claims: Iterable[Claim]) -> Table:
    return Table(CLAIMS, tuple(_claim(view, claim) for claim in claims))


def incidents_table(view: View, incidents: Iterable[Incident]) -> Table:
    return Table(INCIDENTS, tuple(row for i in incidents for row in _incident(view, i)))


def accounts_table(view: View, accounts: Iterable[Account]) -> Table:
    return Table(ACCOUNTS, tuple(_account(view, account) for account in accounts))


def reports_table(view: View, reports: Iterable[Report]) -> Table:
    return Table(REPORTS, tuple(_report(view, report) for report in reports))


def _claim(view: View, claim: Claim) -> tuple[Cell, ...]:
    report = view.report_by_id.get(claim.report)
    place = next((r.place for r in view.places(claim) if r.place), None)
    time = view.time(claim, "period" if claim.scope == "cumulative" else "")
    when = time.when if time else None
    incident = view.incident_of_claim.get(claim.id)
    aside = view.aside_of(claim.id)
    speaker = claim.said_by[-1]
    return (
        claim.id,
        claim.report,
        report.source if report else None,
        report.published.end if report and report.published else None,
        claim.harm,
        claim.count.low,
        claim.count.best,
        claim.count.high,
        claim.count.shape,
        claim.count.in_words(),
        claim.scope,
        claim.modality,
        squeeze(speaker.speaker),
        speaker.kind,
        speaker.stance,
        [squeeze(group.text) for group in claim.victims],
        [group.status for group in claim.victims],
        [squeeze(p.text) for p in claim.perpetrators],
        list(claim.means),
        claim.cause,
        *_place(place),
        when.start if when else None,
        when.end if when else None,
        incident.id if incident else None,
        aside.why if aside else None,
        squeeze(claim.evidence.quote),
        report.url if report else None,
    )


def _place(place: Place | None) -> tuple[Cell, ...]:
    if place is None:
        return (None,) * len(_WHERE)
    return (place.name, place.country, place.lat, place.lon, place.level, place.radius_km)


def _incident(view: View, incident: Incident) -> Iterator[tuple[Cell, ...]]:
    when = incident.when
    days: tuple[date | None, date | None] = (when.start, when.end) if when else (None, None)
    who: list[str] = [squeeze(view.actor_name(a.actor) or a.text) for a in incident.perpetrators]
    tolls: Sequence[Toll | None] = incident.tolls or (None,)
    for toll in tolls:
        yield (
            incident.id,
            *days,
            *_place(next(iter(incident.places), None)),
            *_toll(toll),
            incident.grade,
            incident.contested,
            who,
            list(incident.claims),
            view.policy,
        )


def _toll(toll: Toll | None) -> tuple[Cell, ...]:
    if toll is None:
        return (None,) * 7
    figures = (toll.min, toll.best, toll.max, toll.open_above)
    return (toll.harm, *figures, toll.lineages, toll.articles)


def _account(view: View, account: Account) -> tuple[Cell, ...]:
    claim = view.claim_by_id.get(account.claim)
    report = view.report_by_id.get(claim.report) if claim else None
    period = account.period
    return (
        account.id,
        account.claim,
        report.source if report else None,
        account.harm,
        account.area,
        period.start if period else None,
        period.end if period else None,
        account.stated.low,
        account.stated.best,
        account.stated.high,
        account.surely.min,
        account.surely.max,
        account.maybe.min,
        account.maybe.max,
        account.verdict,
        list(account.arithmetic),
        list(account.inside),
        list(account.possibly_inside),
    )


def _report(view: View, report: Report) -> tuple[Cell, ...]:
    published = report.published
    return (
        report.id,
        report.title,
        report.source,
        report.url,
        report.language,
        published.start if published else None,
        published.end if published else None,
        view.copies.get(report.id),
        len(view.claims_of_report.get(report.id, ())),
        report.text,
    )
