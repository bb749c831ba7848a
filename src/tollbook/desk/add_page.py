"""Add: files or a pasted text, read while one watches, with what was set aside."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from tollbook.desk.desk import Desk
from tollbook.desk.form import form_document
from tollbook.desk.incoming import MOST_FILES, Arriving, Incoming, Run
from tollbook.publish.lists.shown import lines
from tollbook.publish.summary import run_in_words

_SHOWN = 100  # reports and set-asides that are named
_TEXT = 2 * 1024 * 1024  # bytes of a pasted text


def routes(desk: Desk) -> APIRouter:
    """The page, and where its form goes."""
    router = APIRouter()
    incoming = Incoming(desk.shelf.folder)

    @router.get("/add")
    def add_page(request: Request) -> Response:
        return _page(desk, request, incoming.last)

    @router.post("/add", openapi_extra={"requestBody": _SCHEMA})
    def add(sent: Annotated[_Sent, Depends(read_upload)], request: Request) -> Response:
        csrf, arriving = sent
        desk.session.refuse_other_forms(csrf)
        before = frozenset(desk.shelf.book.ledger.fetching.report_ids())
        incoming.start(arriving, before)
        return RedirectResponse("/add", status_code=303)

    return router


_Sent = tuple[str, list[Arriving]]

_SCHEMA = form_document(
    {
        "csrf": {"type": "string"},
        "text": {"type": "string"},
        "name": {"type": "string", "maxLength": 200},
        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
    },
    "multipart/form-data",
)


async def read_upload(request: Request) -> _Sent:
    """The form's token, and the files and the text in it, as bytes."""
    sent = await request.form(max_files=MOST_FILES, max_fields=10, max_part_size=_TEXT)
    arriving = [
        Arriving(each.filename or "", await each.read())
        for each in sent.getlist("file")
        if not isinstance(each, str) and each.size
    ]
    text, csrf, name = (sent.get(field) for field in ("text", "csrf", "name"))
    if isinstance(text, str) and text.strip():
        named = name.strip() if isinstance(name, str) else ""
        arriving.append(Arriving(f"{named or 'pasted text'}.txt", text.encode("utf-8")))
    await sent.close()
    return (csrf if isinstance(csrf, str) else "", arriving)


def _page(desk: Desk, request: Request, run: Run | None) -> Response:
    going = run is not None and run.running
    new: list[str] = []
    if run is not None and run.report is not None:
        every = desk.shelf.book.ledger.fetching.report_ids()
        new = [own for own in every if own not in run.before]
    asides = (
        desk.shelf.view().shown(run.report.set_asides, desk.shelf.book.mask)
        if (run and run.report)
        else ()
    )
    made = desk.page(
        request,
        "add.html",
        "Add",
        run=run,
        going=going,
        said=run_in_words(run.report) if run and run.report else "",
        new=lines(desk.shelf.view(), "reports", new[:_SHOWN]),
        number=len(new),
        asides=asides[:_SHOWN],
        set_aside=len(asides),
        most=desk.session.most_bytes // (1024 * 1024),
        most_files=MOST_FILES,
    )
    if going:
        made.headers["Refresh"] = "1"  # works without scripts
    return made
