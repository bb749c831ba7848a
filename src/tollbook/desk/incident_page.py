"""An incident: its claims by source, the figures chosen and set aside, who did it, where."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.desk.history import history
from tollbook.desk.queue_page import Filter, neighbours
from tollbook.desk.record_of import found_as
from tollbook.publish.explain import explain
from tollbook.publish.summary import incident_heading
from tollbook.record import Incident


def routes(desk: Desk) -> APIRouter:
    """An incident's page."""
    router = APIRouter()

    @router.get("/incident/{id}")
    def incident_page(request: Request, id: str, queue: str = "") -> Response:
        sight = desk.shelf.sight()
        incident = found_as(sight.view, id, Incident, desk.shelf.folder)
        return desk.page(
            request,
            "incident.html",
            incident_heading(incident, sight.view),
            incident=incident,
            merged_from=id if id != incident.id and id in sight.view.redirects else "",
            explained=explain(sight.view, incident),
            beside=neighbours(desk, incident.id, Filter()),
            questions=next((w.questions for w in sight.queue if w.subject == incident.id), ()),
            history=history(sight.view, incident.id),
        )

    return router
