"""Where the desk's forms go: one form, one decision (or one batch), one redirect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from tollbook.desk.access import refuse_undo_of_others
from tollbook.desk.acts import Act, Around, SeveralPlaces, steps_of, value_of
from tollbook.desk.desk import Desk, local
from tollbook.desk.form import FORM_SCHEMA, Form, form_of
from tollbook.desk.maps import as_json, points_of
from tollbook.desk.who import NOW
from tollbook.errors import BookInUse, DecidedMeanwhile, NotFound, TollbookError, UsageError
from tollbook.publish.decided_words import value_in_words
from tollbook.publish.queue import headline
from tollbook.publish.summary import incident_heading
from tollbook.record import Claim, Report
from tollbook.view import View

LABELS = {
    "reason": "Reason",
    "value": "Value",
    "count": "How many",
    "place": "Where",
    "day": "When",
    "actor": "Who did it",
    "lat": "Latitude",
    "lon": "Longitude",
    "min": "Least",
    "best": "Best",
    "max": "Most",
    "number": "How many",
    "typed": "Note",
    "told_by": "Source: who told",
    "name": "Name",
    "party": "Party",
    "parent": "Part of",
    "quote": "Words",
    "radius_km": "Radius in km",
}
"""Fields that are shown again where a form could not be used; the others travel unseen."""

_MOST_FIELDS = 12_000
_LONG = frozenset({"typed", "quote"})
_STATUS: dict[type[TollbookError], int] = {BookInUse: 503, DecidedMeanwhile: 409}
_UNSEEN = frozenset({"csrf", "preview"})


def routes(desk: Desk) -> APIRouter:
    """The one address that every form of the desk is sent to."""
    router = APIRouter()

    @router.post("/decide/{act}", openapi_extra={"requestBody": FORM_SCHEMA})
    def decide(act: Act, form: Annotated[Form, Depends(read_form)], request: Request) -> Response:
        desk.session.refuse_other_forms(form.csrf)
        view = desk.shelf.view()
        subjects = list(dict.fromkeys(one.strip() for one in form.id if one.strip()))
        try:
            if not subjects:
                raise UsageError("no record is chosen", next="tick one or more first")
            if form.preview:
                return _preview(desk, request, act, form, subjects)
            if act == "undo":
                refuse_undo_of_others(NOW.get(), subjects, view.decisions)
            around = Around(report_of(view, subjects[0]), desk.shelf.places_named)
            value = value_of(act, form, around)
            stood = {own: _incident_of(view, own) for own in subjects}
            quote = form.quote if act == "add" and form.quote.strip() else None
            made, changed = desk.shelf.decide_together(
                steps_of(view, act, subjects, value, form),
                reason=form.reason.strip() or None,
                quote=quote,
                at=_number(form.at) if quote else None,
                seen=_number(form.seen),
            )
        except SeveralPlaces as fault:
            return _which_place(desk, request, act, form, fault)
        except (UsageError, NotFound, BookInUse, DecidedMeanwhile) as fault:
            return _mend(desk, request, act, form, fault)
        moved = () if changed is None else _moved(desk.shelf.view(), stood)
        return desk.done(form.then, made, changed, moved)

    return router


def _incident_of(view: View, id: str) -> str:
    """The incident that a claim stands in; "": none, or it is no claim."""
    found = view.incident_of_claim.get(id)
    return found.id if found is not None else ""


def _moved(view: View, stood: Mapping[str, str]) -> tuple[str, ...]:
    """Which claims stand in another incident than they did, and in which."""
    made = []
    for own, before in stood.items():
        now = view.incident_of_claim.get(own)
        if own not in view.claim_by_id or not before or view.incident_now(before) == now:
            continue
        where = f"now in the incident {incident_heading(now)}" if now else "in no incident now"
        which = "the claim" if len(stood) == 1 else headline(view, own)
        made.append(f"{which} is {where}")
    return tuple(made)


async def read_form(request: Request) -> Form:
    """The form that a request carries; files in it are refused."""
    sent = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    return form_of(sent.multi_items())


def report_of(view: View, id: str) -> Report | None:
    """The report that a claim or mention stands in; a report itself; None: no single one."""
    record = view.claim_by_id.get(id) or view.report_by_id.get(id)
    if isinstance(record, Claim):
        return view.report_by_id.get(record.report)
    return record


def kept(form: Form, *without: str) -> list[tuple[str, str]]:
    """What a form holds, to be sent once more, but for some of its fields."""
    pairs: list[tuple[str, str]] = []
    for name, value in _items(form):
        if name in _UNSEEN or name in without:
            continue
        values = value if isinstance(value, tuple) else (value,)
        pairs += [(name, one) for one in values if one]
    return pairs


def _items(form: Form) -> list[tuple[str, str | tuple[str, ...]]]:
    return [(field.name, getattr(form, field.name)) for field in fields(form)]


def _preview(desk: Desk, request: Request, act: Act, form: Form, subjects: list[str]) -> Response:
    view = desk.shelf.view()
    return desk.page(
        request,
        "preview.html",
        f"{act} {len(subjects)} records?",
        act=act,
        records=[(own, headline(view, own)) for own in subjects],
        kept=kept(form, "reason"),
        reason=form.reason,
        back=local(form.back or form.then or "/"),
    )


def _which_place(
    desk: Desk, request: Request, act: Act, form: Form, fault: SeveralPlaces
) -> Response:
    points = points_of(fault.places)
    return desk.page(
        request,
        "which_place.html",
        "Which place?",
        status=422,
        act=act,
        name=fault.value or "",
        field=fault.field,
        points=points,
        points_json=as_json(points),
        kept=kept(form, fault.field),
        back=local(form.back or form.then or "/"),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None


def _others(view: View, fault: DecidedMeanwhile) -> DecidedMeanwhile:
    """What somebody else decided, in words, before the form is sent once more."""
    other = next((d for d in view.decisions if d.id == fault.value), None)
    if other is None:
        return fault
    said = " ".join(part for part in (other.verb, value_in_words(other)) if part)
    when = f"{other.decided_at:%Y-%m-%d %H:%M} UTC"
    words = f"{said}, by {other.decided_by}, {when}" + (f": {other.reason}" if other.reason else "")
    return DecidedMeanwhile(
        fault.message,
        value=words,
        where=fault.where,
        next="save again to decide all the same; what they decided stays in the log",
    )


def _mend(
    desk: Desk,
    request: Request,
    act: Act,
    form: Form,
    fault: UsageError | NotFound | BookInUse | DecidedMeanwhile,
) -> Response:
    """The form once more, with what was wrong: nothing that was typed is lost."""
    more: dict[str, object] = {"seen": form.seen}
    if isinstance(fault, DecidedMeanwhile):
        fault = _others(desk.shelf.view(), fault)
        more = {}  # what is shown now has been seen
    shown = [
        (name, LABELS[name], str(value), name in _LONG)
        for name, value in _items(form)
        if name in LABELS and (value or name == "reason")
    ]
    return desk.page(
        request,
        "mend.html",
        "Not saved yet",
        status=_STATUS.get(type(fault), 422),
        act=act,
        fault=fault,
        shown=shown,
        kept=kept(form, *LABELS, "seen"),
        back=local(form.back or form.then or "/"),
        **more,
    )
