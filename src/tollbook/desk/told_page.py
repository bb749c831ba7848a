"""What somebody told: an interview, a call; a claim with its source, on no page."""

from __future__ import annotations

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.desk.fields import SURETIES
from tollbook.record.vocabulary import HARMS, SCOPES, VictimStatus


def routes(desk: Desk) -> APIRouter:
    """The form for what was told."""
    router = APIRouter()

    @router.get("/told")
    def told_page(request: Request, about: Annotated[str, Query(max_length=40)] = "") -> Response:
        view = desk.shelf.view()
        incident = view.incident_now(about) if about else None
        return desk.page(
            request,
            "told.html",
            "Add what was told",
            incident=incident,
            notes=list(view.by_hand)[-20:][::-1],
            harms=HARMS,
            scopes=SCOPES,
            statuses=get_args(VictimStatus),
            sureties=SURETIES,
        )

    return router
