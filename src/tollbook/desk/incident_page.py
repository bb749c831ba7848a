"""An incident: its figures by source, who did it, where, what ties it, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tollbook.desk.beside import near, tied
from tollbook.desk.chart import SIDE_WORDS, charts, named_by_title
from tollbook.desk.desk import Desk
from tollbook.desk.fields import SURETIES
from tollbook.desk.history import history
from tollbook.desk.maps import as_json, point_of, points_of
from tollbook.desk.queue_page import Filter, filter_of, neighbours
from tollbook.desk.record_of import found_as
from tollbook.publish.explain import explain
from tollbook.publish.summary import incident_heading
from tollbook.publish.wording import (
    SURETY,
    claim_in_words,
    harm_in_words,
    statement_in_words,
    toll_in_words,
)
from tollbook.record import Claim, Incident, Place, Statement
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import TOLL_HARMS
from tollbook.tally import Policy
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Accused:
    """Someone who is named as perpetrator, with who says so."""

    name: str
    surety: str
    by: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that bears on the incident: a denial, a blame, evidence.

    :ivar kind: in words, with what it disputes ("denial of the figure").
    """

    kind: str
    who: str
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class ByPolicy:
    """What a policy gives for the incident; ``tolls`` by harm, in words."""

    policy: Policy
    tolls: tuple[tuple[str, str], ...]
    own: bool


def routes(desk: Desk) -> APIRouter:
    """An incident's page."""
    router = APIRouter()

    @router.get("/incident/{id}")
    def incident_page(
        request: Request,
        id: str,
        chosen: Annotated[Filter, Depends(filter_of)],
        compare: Annotated[str, Query(max_length=1)] = "",
    ) -> Response:
        sight = desk.shelf.sight()
        view = sight.view
        incident = found_as(view, id, Incident, desk.shelf.folder)
        claims = [view.claim_by_id[c] for c in incident.claims if c in view.claim_by_id]
        now = [point_of(place) for place in incident.places]
        others = points_of(_other_places(view, incident, claims))
        return desk.page(
            request,
            "incident.html",
            incident_heading(incident, view),
            incident=incident,
            heading=incident_heading(incident, view),
            merged_from=id if id != incident.id and id in view.redirects else "",
            charts=charts(view, incident),
            sides=SIDE_WORDS,
            rules=desk.shelf.book.rules(view.policy),
            accused=_accused(view, incident),
            said=_said(view, claims),
            claims=[(claim, claim_in_words(claim), _outlet(view, claim)) for claim in claims],
            tied=tied(view, incident),
            near=near(view, incident),
            now=now,
            others=others[:9],
            points=as_json([*now, *others[:9]]),
            compared=_compared(desk, incident) if compare else (),
            why=explain(view, incident).sections,
            beside=neighbours(desk, incident.id, chosen),
            questions=sight.questions(incident.id),
            history=history(view, incident.id),
            sureties=SURETIES,
            harms=TOLL_HARMS,
            day=_day_typed(incident),
        )

    return router


def _accused(view: View, incident: Incident) -> list[Accused]:
    return [
        Accused(
            squeeze(view.actor_name(a.actor) or a.text),
            SURETY.get(a.surety, a.surety),
            "; ".join(dict.fromkeys(named_by_title(view, squeeze(s)) for s in a.said_by)),
            a.claims,
        )
        for a in incident.perpetrators
    ]


def _said(view: View, claims: Sequence[Claim]) -> list[Said]:
    """Denials, blame and evidence about the incident's claims, as their reports have them."""
    ids = {claim.id for claim in claims}
    found: list[Statement] = [
        statement
        for report in dict.fromkeys(claim.report for claim in claims)
        for statement in view.statements_of_report.get(report, ())
        if statement.about in ids
    ]
    return [
        Said(
            statement_in_words(s.kind, s.disputes),
            squeeze(s.said_by[-1]) if s.said_by else "",
            squeeze(s.span.quote),
            s.about or "",
        )
        for s in found
    ]


def _outlet(view: View, claim: Claim) -> str:
    report = view.report_by_id[claim.report]
    return report.source or report.title or report.id


def _other_places(view: View, incident: Incident, claims: Sequence[Claim]) -> list[Place]:
    mine = {place.id for place in incident.places}
    return [
        place
        for claim in claims
        for found in view.places(claim)
        for place in ((found.place,) if found.place else found.candidate_places)
        if place.id not in mine
    ]


def _compared(desk: Desk, incident: Incident) -> list[ByPolicy]:
    """The incident's tolls by every policy, over the same claims."""
    own = desk.shelf.view().policy
    made = []
    for name in dict.fromkeys((own, *desk.shelf.policies())):
        there = desk.shelf.view_by(name)
        found = there.incident_now(incident.id)
        tolls = found.tolls if found else ()
        made.append(
            ByPolicy(
                desk.shelf.book.rules(name),
                tuple((harm_in_words(t.harm), toll_in_words(t)) for t in tolls),
                own=name == own,
            )
        )
    return made


def _day_typed(incident: Incident) -> str:
    when = incident.when
    if when is None or not when.interval.known:
        return ""
    if when.start == when.end:
        return str(when.start)
    return f"{when.start or '..'}/{when.end or '..'}"
