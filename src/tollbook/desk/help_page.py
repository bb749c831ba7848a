"""The help page: the keys, from the table that the pages go by, and what the verbs mean."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.desk.keys import TYPING

VERBS: tuple[tuple[str, str], ...] = (
    ("accept", "the claim is read rightly; its figure never waits for a person"),
    ("reject", "the claim enters no figure, and stays to be seen"),
    ("unsure", "the claim raises the most alone: neither the least nor the best"),
    ("correct", "one field reads otherwise; the machine's value stays beside it"),
    ("same, different", "two claims or incidents are one event, or two"),
    ("merge, split", "incidents are one; claims leave and become one of their own"),
    ("toll", "a figure by hand; the policy's own stays beside it"),
    ("transition", "so many died of their wounds, or were found dead, on a day"),
    ("add", "a claim that no reader made, on words of a report or on a note with its source"),
    ("source", "what an outlet is, whose party it belongs to, what it is part of"),
    ("undo", "takes a decision, or a whole batch, back; nothing is ever overwritten"),
)


def routes(desk: Desk) -> APIRouter:
    """Help."""
    router = APIRouter()

    @router.get("/help")
    def help_page(request: Request) -> Response:
        return desk.page(request, "help.html", "Help", typing=TYPING, verbs=VERBS)

    return router
