"""A stated running total: its words, and the arithmetic against the incidents inside."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.desk.history import history
from tollbook.desk.queue_page import Filter, filter_of, neighbours
from tollbook.desk.record_of import found_as
from tollbook.publish.explain import explain
from tollbook.record import Account


def routes(desk: Desk) -> APIRouter:
    """An account's page."""
    router = APIRouter()

    @router.get("/account/{id}")
    def account_page(
        request: Request, id: str, chosen: Annotated[Filter, Depends(filter_of)]
    ) -> Response:
        sight = desk.shelf.sight()
        account = found_as(sight.view, id, Account, desk.shelf.folder)
        explained = explain(sight.view, account)
        return desk.page(
            request,
            "account.html",
            explained.title,
            account=account,
            explained=explained,
            beside=neighbours(desk, account.id, chosen),
            questions=next((w.questions for w in sight.queue if w.subject == account.id), ()),
            history=history(sight.view, account.id),
        )

    return router
