"""Places by a name that is being typed: a list to choose from, put in place by htmx."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.desk.maps import as_json, points_of

SHOWN = 9
_SHORTEST = 3  # letters; fewer name too many places


def routes(desk: Desk) -> APIRouter:
    """The look-up of places."""
    router = APIRouter()

    @router.get("/find/places")
    def find_places(
        value: Annotated[str, Query(max_length=400)] = "",
        place: Annotated[str, Query(max_length=400)] = "",
    ) -> Response:
        name = (value or place).strip()
        found = desk.shelf.places_named(name) if len(name) >= _SHORTEST else []
        points = points_of(found)
        return desk.part(
            "found_places.html",
            points=points[:SHOWN],
            points_json=as_json(points[:SHOWN]),
            more=len(points) - SHOWN,
            name=name,
            asked=len(name) >= _SHORTEST,
            field="value" if value else "place",
        )

    return router
