"""A report: its text with everything marked, what was read in it, and a form to add a claim."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from tollbook.desk.claim_page import report_marks
from tollbook.desk.desk import Desk
from tollbook.desk.fields import SURETIES
from tollbook.desk.history import history
from tollbook.desk.marks import paragraphs
from tollbook.desk.queue_page import Filter, filter_of, neighbours
from tollbook.desk.record_of import found_as
from tollbook.publish.wording import claim_in_words, published_in_words
from tollbook.record import Report
from tollbook.record.vocabulary import HARMS, SCOPES, VictimStatus


def routes(desk: Desk) -> APIRouter:
    """A report's page."""
    router = APIRouter()

    @router.get("/report/{id}")
    def report_page(
        request: Request, id: str, chosen: Annotated[Filter, Depends(filter_of)]
    ) -> Response:
        sight = desk.shelf.sight()
        view = sight.view
        report = found_as(view, id, Report, desk.shelf.folder)
        claims = sorted(
            view.claims_of_report.get(report.id, ()), key=lambda c: (c.evidence.start, c.id)
        )
        return desk.page(
            request,
            "report.html",
            report.title or report.id,
            report=report,
            published=published_in_words(report.published),
            published_typed=report.published.end.isoformat() if report.published else "",
            paragraphs=paragraphs(report.text, report_marks(view, report), report.body_start),
            claims=[(claim, claim_in_words(claim)) for claim in claims],
            original=view.report_by_id.get(view.copies.get(report.id, "")),
            asides=view.asides_of_report.get(report.id, []),
            beside=neighbours(desk, report.id, chosen),
            questions=sight.questions(report.id),
            history=history(view, report.id),
            harms=HARMS,
            scopes=SCOPES,
            statuses=get_args(VictimStatus),
            sureties=SURETIES,
        )

    return router
