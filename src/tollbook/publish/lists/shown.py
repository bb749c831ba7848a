"""One line of a list as a page shows it: a link, and a few cells in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tollbook.publish.decided_words import value_in_words
from tollbook.publish.lists.asked import label
from tollbook.publish.lists.nouns import Kind
from tollbook.publish.queue import headline
from tollbook.publish.summary import incident_heading
from tollbook.publish.wording import (
    VERDICT,
    claim_in_words,
    country_name,
    day_in_words,
    harm_in_words,
    interval_in_words,
    place_in_words,
    published_in_words,
    statement_in_words,
    toll_in_words,
)
from tollbook.record.text import squeeze
from tollbook.view import View

HEADS: Mapping[Kind, tuple[str, ...]] = {
    "claims": ("Claim", "Words", "Where", "When", "From"),
    "incidents": ("Incident", "Figures", "Sources", "Grade"),
    "reports": ("Report", "Outlet", "Published", "Claims"),
    "accounts": ("Total", "Area", "Period", "Verdict"),
    "statements": ("Statement", "Who", "Kind", "From"),
    "decisions": ("Decision", "About", "Why", "Who and when"),
    "sources": ("Source", ""),
    "actors": ("Actor", "Kind", "Country", ""),
    "places": ("Place", "Kind", "Country", ""),
}
"""What stands over the columns."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a page.

    :ivar href: the record's own page, or what there is of it.
    :ivar cells: in words, as many as the list has heads but the first.
    :ivar links: the cell's address, by its place; others are plain.
    """

    id: str
    words: str
    href: str
    cells: tuple[str, ...]
    links: Mapping[int, str]


def lines(view: View, kind: Kind, ids: Sequence[str]) -> list[Line]:
    """The rows of these records; one that is gone shows its id."""
    view.about_to_show(kind, ids)
    return [_line(view, kind, own) for own in ids]


def _line(view: View, kind: Kind, own: str) -> Line:
    match kind:
        case "claims" if own in view.claim_by_id:
            return _claim(view, own)
        case "incidents" if own in view.incident_by_id:
            return _incident(view, own)
        case "reports" if own in view.report_by_id:
            return _report(view, own)
        case "accounts" if own in view.account_by_id:
            return _account(view, own)
        case "statements" if own in view.statement_by_id:
            return _statement(view, own)
        case "decisions":
            return _decision(view, own)
        case "sources":
            return _source(own)
        case "actors" if own in view.actor_by_id:
            return _actor(view, own)
        case "places" if own in view.place_by_id:
            return _place(view, own)
        case _:
            return Line(own, own, "", ("",) * (len(HEADS[kind]) - 1), {})


def _claim(view: View, own: str) -> Line:
    claim = view.claim_by_id[own]
    report = view.report_by_id.get(claim.report)
    role = "area" if claim.scope == "cumulative" else ""
    place = next((r.place for r in view.places(claim, role) if r.place), None)
    time = view.time(claim, "period" if claim.scope == "cumulative" else "")
    when = interval_in_words(time.when.interval) if time and time.when else None
    source = (report.source or report.title or report.id) if report else claim.report
    cells = (
        squeeze(claim.evidence.quote),
        place_in_words(place) if place else "",
        when or "",
        squeeze(source),
    )
    return Line(own, claim_in_words(claim), f"/claim/{own}", cells, {3: f"/report/{claim.report}"})


def _incident(view: View, own: str) -> Line:
    incident = view.incident_by_id[own]
    tolls = "; ".join(f"{harm_in_words(t.harm)} {toll_in_words(t)}" for t in incident.tolls)
    most = max((toll.lineages for toll in incident.tolls), default=0)
    grade = "contested" if incident.contested else label("state", incident.grade)
    cells = (tolls or "no figure", str(most) if most else "", grade)
    return Line(own, incident_heading(incident, view), f"/incident/{own}", cells, {})


def _report(view: View, own: str) -> Line:
    report = view.report_by_id[own]
    n = len(view.claims_of_report.get(own, ()))
    cells = (report.source or "", published_in_words(report.published), str(n) if n else "")
    return Line(own, headline(view, own), f"/report/{own}", cells, {})


def _account(view: View, own: str) -> Line:
    account = view.account_by_id[own]
    words = f"{harm_in_words(account.harm)}: {account.stated.in_words()}"
    cells = (
        account.area or "not said",
        interval_in_words(account.period) or "",
        VERDICT.get(account.verdict, account.verdict),
    )
    return Line(own, words, f"/account/{own}", cells, {})


def _statement(view: View, own: str) -> Line:
    said = view.statement_by_id[own]
    report = view.report_by_id.get(said.report)
    who = squeeze(said.said_by[-1]) if said.said_by else ""
    source = (report.source or report.title or report.id) if report else said.report
    cells = (who, statement_in_words(said.kind, said.disputes), squeeze(source))
    words = squeeze(said.span.quote)
    return Line(own, words, f"/report/{said.report}", cells, {2: f"/report/{said.report}"})


def _decision(view: View, own: str) -> Line:
    made = view.decision_by_id.get(own)
    if made is None:
        return Line(own, own, "/log", ("", "", ""), {})
    words = f"{made.verb} {value_in_words(made)}".strip()
    who = made.decided_by or "a name that was destroyed"
    about = "" if made.subject == "book" else headline(view, made.subject)
    cells = (about, made.reason or "", f"{who}, {day_in_words(made.decided_at.date())}")
    return Line(own, words, f"/log#{own}", cells, {})


def _source(own: str) -> Line:
    declare = f"/sources?{urlencode({'name': own})}#declare"
    reports = f"/list/reports?{urlencode({'source': own})}"
    return Line(own, own, declare, ("its reports",), {0: reports})


def _actor(view: View, own: str) -> Line:
    actor = view.actor_by_id[own]
    country = country_name(actor.country) if actor.country else ""
    claims = f"/list/claims?{urlencode({'words': actor.name})}"
    cells = (label("kind", actor.kind), country, "claims with its name")
    return Line(own, actor.name, claims, cells, {})


def _place(view: View, own: str) -> Line:
    place = view.place_by_id[own]
    country = country_name(place.country) if place.country else ""
    claims = f"/list/claims?{urlencode({'place': place.name})}"
    incidents = f"/list/incidents?{urlencode({'place': place.name})}"
    cells = (label("kind", place.level), country, "incidents")
    return Line(own, place.name, claims, cells, {2: incidents})
