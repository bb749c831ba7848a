"""A jump to anything: an id, or what records, places and sources have these words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from tollbook.desk.desk import Desk, address_of
from tollbook.desk.sight import Sight
from tollbook.errors import NotFound
from tollbook.publish.lists.asked import Asked
from tollbook.publish.lists.nouns import Kind
from tollbook.publish.lists.shown import Line, lines
from tollbook.record import Mention, Statement

_ID = re.compile(r"(?:[a-z]{3}_)?[0-9a-f]{4,16}")
_SHOWN = 6

_ORDER: tuple[Kind, ...] = (
    "places",
    "actors",
    "sources",
    "incidents",
    "accounts",
    "claims",
    "reports",
    "statements",
    "decisions",
)


@dataclass(frozen=True, slots=True)
class FoundIn:
    """What a list has of the words, with the address of all of it."""

    kind: Kind
    lines: tuple[Line, ...]
    total: int
    href: str


def routes(desk: Desk) -> APIRouter:
    """The field at the top of every page."""
    router = APIRouter()

    @router.get("/jump")
    def jump(request: Request, to: Annotated[str, Query(max_length=200)] = "") -> Response:
        sight = desk.shelf.sight()
        wanted = " ".join(to.split())
        address = _record(sight, wanted, desk.shelf.folder.name)
        if address is not None:
            return RedirectResponse(address, status_code=303)
        found = [each for kind in _ORDER if (each := _found(sight, kind, wanted)).total]
        if len(found) == 1 and found[0].total == 1 and found[0].lines[0].href:
            return RedirectResponse(found[0].lines[0].href, status_code=303)
        return desk.page(request, "jump.html", f"Jump to “{wanted}”", to=wanted, found=found)

    return router


def _record(sight: Sight, wanted: str, where: str) -> str | None:
    """The page of the record with this id, or the only one whose id begins so; None: no id."""
    if not _ID.fullmatch(wanted):
        return None
    try:
        record = sight.view.find(wanted, where=where)
    except NotFound:
        return None
    if isinstance(record, (Statement, Mention)):
        return f"/report/{record.report}"
    return address_of(record.id)


def _found(sight: Sight, kind: Kind, wanted: str) -> FoundIn:
    if not wanted:
        return FoundIn(kind, (), 0, "")
    asked = Asked(kind, words=wanted)
    page = sight.list_of(kind).page(asked, _SHOWN)
    return FoundIn(kind, tuple(lines(sight.view, kind, page.ids)), page.total, asked.address())
