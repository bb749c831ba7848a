"""What each person did, week by week."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.publish.work_done import work_done


def routes(desk: Desk) -> APIRouter:
    """Progress."""
    router = APIRouter()

    @router.get("/progress")
    def progress_page(request: Request) -> Response:
        work = work_done(desk.shelf.view(), desk.shelf.book.ledger.codings.every())
        return desk.page(request, "progress.html", "Progress", work=work)

    return router
