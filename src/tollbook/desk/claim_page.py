"""A claim: its report with the words marked, and the claim as a short form beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tollbook.desk.beside import near
from tollbook.desk.desk import Desk, address_of
from tollbook.desk.fields import SURETIES, claim_fields
from tollbook.desk.history import history
from tollbook.desk.maps import Point, as_json, point_of, points_of
from tollbook.desk.marks import Mark, paragraphs
from tollbook.desk.queue_page import Filter, filter_of, neighbours
from tollbook.desk.record_of import found_as
from tollbook.publish.explain_claim import explain_claim
from tollbook.publish.summary import incident_heading
from tollbook.publish.wording import claim_in_words, published_in_words, statement_in_words
from tollbook.record import Claim, Report, Span
from tollbook.record.vocabulary import HARMS, SCOPES, VictimStatus
from tollbook.view import View


def routes(desk: Desk) -> APIRouter:
    """A claim's page."""
    router = APIRouter()

    @router.get("/claim/{id}")
    def claim_page(
        request: Request,
        id: str,
        chosen: Annotated[Filter, Depends(filter_of)],
        queue: Annotated[str, Query(max_length=1)] = "",
    ) -> Response:
        sight = desk.shelf.sight()
        view = sight.view
        claim = found_as(view, id, Claim, desk.shelf.folder)
        report = view.report_by_id[claim.report]
        beside = neighbours(desk, claim.id, chosen)
        standing = [d.verb for d in view.decisions_on(claim.id)]
        verdict = next((v for v in reversed(standing) if v in ("accept", "reject", "unsure")), None)
        here = request.url.path
        now, candidates = places_of(view, claim)
        incident = view.incident_of_claim.get(claim.id)
        account = view.account_of_claim.get(claim.id)
        return desk.page(
            request,
            "claim.html",
            claim_in_words(claim),
            claim=claim,
            heading=claim_in_words(claim),
            report=report,
            published=published_in_words(report.published),
            paragraphs=paragraphs(report.text, marks_of(view, claim), report.body_start),
            fields=claim_fields(view, claim),
            sureties=SURETIES,
            verdict=verdict,
            questions=sight.questions(claim.id),
            beside=beside,
            from_queue=bool(queue),
            then=beside.next if queue and beside.next else here,
            why=explain_claim(view, claim).sections,
            history=history(view, claim.id),
            now=now,
            candidates=candidates,
            points=as_json([*now, *candidates]),
            incident=incident,
            near=near(view, incident) if incident else (),
            incident_words=incident_heading(incident, view) if incident else "",
            account=account,
            aside=view.aside_of(claim.id),
            others=other_claims(view, claim),
            harms=HARMS,
            scopes=SCOPES,
            statuses=get_args(VictimStatus),
        )

    return router


def marks_of(view: View, claim: Claim) -> list[Mark]:
    """What is marked in a claim's report: its own words, and faintly all others'."""
    marks = report_marks(view, view.report_by_id[claim.report], but=claim.id)
    own = [Mark(claim.evidence.start, claim.evidence.end, "evidence", "harm")]
    own += [Mark(s.start, s.end, "repeat", title="said again") for s in claim.repeats]
    for field in claim_fields(view, claim):
        own += [
            Mark(s.start, s.end, f"own own-{field.name}", field.name, title=field.label)
            for s in field.spans
        ]
    return [*marks, *own]


def report_marks(view: View, report: Report, *, but: str = "") -> list[Mark]:
    """Claims, statements and places of a report.

    :param but: a claim that is marked otherwise.
    """
    marks = [
        Mark(m.span.start, m.span.end, f"mention mention-{m.kind}")
        for m in view.mentions_of_report.get(report.id, ())
        if m.kind != "time"
    ]
    marks += [
        Mark(s.span.start, s.span.end, "statement", title=statement_in_words(s.kind, s.disputes))
        for s in view.statements_of_report.get(report.id, ())
    ]
    marks += _set_aside(view, report)
    for other in view.claims_of_report.get(report.id, ()):
        speakers = [s.span for s in other.said_by if s.span is not None]
        marks += [Mark(s.start, s.end, "speaker") for s in _inside(speakers, report)]
        if other.id != but:
            evidence = other.evidence
            marks.append(
                Mark(
                    evidence.start,
                    evidence.end,
                    "claim",
                    href=address_of(other.id),
                    title=claim_in_words(other),
                )
            )
    return marks


_AT = re.compile(r" at (\d+)$")


def _set_aside(view: View, report: Report) -> list[Mark]:
    """Words with a trigger that the reader made no claim of, with its reason."""
    found = []
    for aside in view.asides_of_report.get(report.id, ()):
        at = _AT.search(aside.where)
        if at is None:
            continue
        start, words = int(at[1]), aside.what.strip("'\"")
        if report.text.startswith(words, start):
            found.append(Mark(start, start + len(words), "set-aside", title=aside.why))
    return found


def _inside(spans: Iterable[Span], report: Report) -> list[Span]:
    return [s for s in spans if s.end <= len(report.text)]


def places_of(view: View, claim: Claim) -> tuple[list[Point], list[Point]]:
    """Where the claim is placed now, and what else its words may mean, numbered."""
    role = "area" if claim.scope == "cumulative" else ""
    found = view.places(claim, role)
    standing = [r.place for r in found if r.place is not None]
    ids = {place.id for place in standing}
    others = [p for r in found for p in r.candidate_places if p.id not in ids]
    return [point_of(place) for place in standing], points_of(others)


def other_claims(view: View, claim: Claim) -> Sequence[Claim]:
    """The other claims of its report, as they stand in it."""
    return sorted(
        (c for c in view.claims_of_report.get(claim.report, ()) if c.id != claim.id),
        key=lambda c: (c.evidence.start, c.id),
    )
