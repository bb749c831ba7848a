"""A stated running total: its words, and the arithmetic against the incidents inside."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.desk.history import history
from tollbook.desk.queue_page import Filter, neighbours
from tollbook.desk.record_of import found_as
from tollbook.publish.explain import explain
from tollbook.record import Account


def routes(desk: Desk) -> APIRouter:
    """An account's page."""
    router = APIRouter()

    @router.get("/account/{id}")
    def account_page(request: Request, id: str, queue: str = "") -> Response:
        sight = desk.shelf.sight()
        account = found_as(sight.view, id, Account, desk.shelf.folder)
        explained = explain(sight.view, account)
        return desk.page(
            request,
            "account.html",
            explained.title,
            account=account,
            explained=explained,
            beside=neighbours(desk, account.id, Filter()),
            questions=next((w.questions for w in sight.queue if w.subject == account.id), ()),
            history=history(sight.view, account.id),
        )

    return router
