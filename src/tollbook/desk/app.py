"""The desk as a web application: pages by room, one guard before all, errors as pages."""

from __future__ import annotations

from importlib import resources

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from tollbook import __version__
from tollbook.desk import (
    account_page,
    add_page,
    adjudicate_page,
    balances_page,
    claim_page,
    coding_page,
    decide,
    help_page,
    incident_page,
    jump_page,
    list_page,
    log_page,
    places_page,
    progress_page,
    queue_page,
    report_page,
    sample_page,
    sign_in,
    sources_page,
    told_page,
)
from tollbook.desk.desk import Desk
from tollbook.desk.guard import Guard, Session
from tollbook.desk.shelf import Shelf
from tollbook.errors import BookInUse, DecidedMeanwhile, NotFound, TollbookError, UsageError

_REFUSALS = (400, 403, 404, 405, 413)

PAGES = (
    queue_page,
    claim_page,
    report_page,
    incident_page,
    account_page,
    balances_page,
    sources_page,
    list_page,
    jump_page,
    add_page,
    sample_page,
    coding_page,
    adjudicate_page,
    log_page,
    told_page,
    places_page,
    progress_page,
    help_page,
    decide,
    sign_in,
)
"""Modules with a function ``routes(desk)``; a new page is one more of them."""


def create_app(shelf: Shelf, session: Session) -> FastAPI:
    """The desk over one book, for one session."""
    desk = Desk(shelf, session)
    app = FastAPI(
        title="tollbook desk", version=__version__, docs_url=None, redoc_url=None, openapi_url=None
    )
    for page in PAGES:
        app.include_router(page.routes(desk))
    here = resources.files("tollbook")
    app.mount("/static", StaticFiles(directory=str(here / "desk" / "static")), "static")
    app.mount("/assets", StaticFiles(directory=str(here / "assets")), "assets")
    _say_errors(app, desk)
    app.add_middleware(Guard, session=session)
    return app


def _say_errors(app: FastAPI, desk: Desk) -> None:
    """Every error is a page that says what was wrong and what to do next."""

    def shown(request: Request, status: int, error: TollbookError) -> Response:
        return desk.page(request, "error.html", error.message, status=status, error=error)

    @app.exception_handler(TollbookError)
    def ours(request: Request, error: Exception) -> Response:
        if not isinstance(error, TollbookError):
            raise error
        return shown(request, _status(error), error)

    def refused(request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 400)
        words = {404: "there is no such page", 405: "this page cannot be asked so"}
        message = words.get(status, str(getattr(error, "detail", error)))
        return shown(request, status, TollbookError(message, value=request.url.path))

    for status in _REFUSALS:
        app.add_exception_handler(status, refused)

    @app.exception_handler(RequestValidationError)
    def unusable(request: Request, error: Exception) -> Response:
        if not isinstance(error, RequestValidationError):
            raise error
        named = [".".join(str(part) for part in e["loc"]) for e in error.errors()]
        wrong = UsageError("the form or address cannot be used", value=", ".join(named[:5]))
        return shown(request, 422, wrong)


def _status(error: TollbookError) -> int:
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, DecidedMeanwhile):
        return 409
    return 503 if isinstance(error, BookInUse) else 400
