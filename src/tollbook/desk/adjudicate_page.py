"""Adjudication: where coders differ, side by side, and one decision for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tollbook.desk.coding_page import ANSWERS_SCHEMA, Answers, Words, read_answers, words_of
from tollbook.desk.desk import Desk
from tollbook.errors import MissingPart, NotFound, UsageError
from tollbook.publish.adjudication import Agreements, Item, agreements, items_of, steps_of
from tollbook.publish.agreement import AgreementDoc
from tollbook.publish.coding_sheet import CODED, Value
from tollbook.record.coding import Coded
from tollbook.record.vocabulary import HARMS, SCOPES

_SHOWN = 20  # items on one page
_RESAMPLES = 200  # `tollbook agreement` draws more
_SEED = 1


@dataclass(frozen=True, slots=True)
class Beside:
    """An item as the page shows it: without names before it is decided.

    :ivar rows: field, one answer for each letter, and whether they differ.
    :ivar codings: numbers of the codings shown, for the form.
    """

    item: Item
    words: Words | None
    rows: tuple[tuple[str, tuple[Value, ...], bool], ...]
    codings: str


@dataclass(frozen=True, slots=True)
class Row:
    """Agreement on one field, in words, for people and for each of them with the machine."""

    field: str
    cells: tuple[str, ...]


def routes(desk: Desk) -> APIRouter:
    """The page, and where its forms go."""
    router = APIRouter()
    worked_out: list[tuple[object, tuple[tuple[str, ...], tuple[Row, ...], str]]] = []

    def table() -> tuple[tuple[str, ...], tuple[Row, ...], str]:
        """Worked out once until a claim or a coding changes: it resamples."""
        view, standing = desk.shelf.view(), _standing(desk)
        key = (id(view), tuple(one.number for one in standing))
        if not worked_out or worked_out[0][0] != key:
            try:
                found = agreements(view, standing, seed=_SEED, resamples=_RESAMPLES)
                worked_out[:] = [(key, (*_rows(found), ""))]
            except MissingPart as fault:
                worked_out[:] = [(key, ((), (), f"{fault.message}: {fault.next}"))]
        return worked_out[0][1]

    @router.get("/adjudicate")
    def adjudicate_page(
        request: Request, start: Annotated[int, Query(ge=0, le=10**6)] = 0
    ) -> Response:
        view = desk.shelf.view()
        items = items_of(view, _standing(desk))
        states = {state: [i for i in items if i.state == state] for state in _STATES}
        mine = [item for item in states["open"] if desk.shelf.by in item.coders()]
        others = [item for item in states["open"] if desk.shelf.by not in item.coders()]
        heads, rows, missing = table()
        return desk.page(
            request,
            "adjudicate.html",
            "Adjudication",
            counts={state: len(found) for state, found in states.items()},
            doubly=len(items),
            mine=len(mine),
            open=[_beside(desk, item) for item in others[start : start + _SHOWN]],
            left=len(others),
            start=start,
            following=start + _SHOWN if start + _SHOWN < len(others) else None,
            decided=[_beside(desk, item) for item in states["decided"][:_SHOWN]],
            heads=heads,
            rows=rows,
            missing=missing,
            resamples=_RESAMPLES,
            harms=HARMS,
            scopes=SCOPES,
        )

    @router.post("/adjudicate", openapi_extra={"requestBody": ANSWERS_SCHEMA})
    def adjudicate(form: Annotated[Answers, Depends(read_answers)], request: Request) -> Response:
        desk.session.refuse_other_forms(form.csrf)
        item = _asked(desk, form)
        letter = form.sent.get("choice", "")
        if letter == "other":
            values = form.values("adjudication")
        else:
            chosen = next((side for side in item.sides if side.letter == letter), None)
            if chosen is None:
                raise UsageError("whose answers hold is missing", next="choose one of the columns")
            values = dict(chosen.values)
        claim = desk.shelf.view().claim_by_id[item.claim]
        seen = form.sent.get("seen", "")
        made, changed = desk.shelf.decide_together(
            steps_of(claim, values, None if letter == "other" else letter, item.numbers),
            reason=form.sent.get("reason") or None,
            seen=int(seen) if seen.isascii() and seen.isdecimal() else None,
        )
        return desk.done("/adjudicate", made, changed)

    return router


_STATES = ("open", "decided", "agreed", "gone")


def _standing(desk: Desk) -> list[Coded]:
    return desk.shelf.book.ledger.codings.standing()


def _asked(desk: Desk, form: Answers) -> Item:
    """The item that a form is about.

    :raises NotFound: nobody, or one person only, coded it.
    :raises UsageError: it is not open, not the asker's to decide, or was coded anew meanwhile.
    """
    wanted = form.sent.get("item", "")
    items = items_of(desk.shelf.view(), _standing(desk))
    item = next((one for one in items if one.claim == wanted), None)
    if item is None:
        raise NotFound("no two coders coded such a claim", value=wanted)
    if item.state != "open":
        said = {"decided": "somebody has decided on it", "agreed": "its coders agree"}
        why = said.get(item.state, "a changed reader reads no such claim any more")
        raise UsageError(why, value=wanted, next="what was decided can be undone in the log")
    if desk.shelf.by in item.coders():
        raise UsageError(
            "you coded this yourself", value=wanted, next="let somebody decide who did not"
        )
    if form.sent.get("codings") != ",".join(map(str, item.numbers)):
        raise UsageError("it was coded anew meanwhile", value=wanted, next="look at it again")
    return item


def _beside(desk: Desk, item: Item) -> Beside:
    view = desk.shelf.view()
    claim = view.claim_by_id.get(item.claim)
    return Beside(
        item,
        words_of(view, claim) if claim else None,
        tuple(
            (name, tuple(side.values[name] for side in item.sides), name in item.differing)
            for name in CODED
        ),
        ",".join(map(str, item.numbers)),
    )


def _rows(found: Agreements) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    docs = [doc for doc in (found.people, *found.machine) if doc is not None]
    heads = tuple(" and ".join(doc.coders) if doc is not found.people else "People" for doc in docs)
    rows = tuple(Row(name, tuple(_cell(doc, name) for doc in docs)) for name in CODED)
    return heads, rows


def _cell(doc: AgreementDoc, name: str) -> str:
    field = next(each for each in doc.fields if each.field == name)
    same = f"{field.same:,} of {field.items:,} the same"
    if field.alpha is None:
        return f"no alpha; {same}"
    if field.low is None or field.high is None:
        return f"{field.alpha:.2f}; {same}"
    return f"{field.alpha:.2f} [{field.low:.2f}, {field.high:.2f}]; {same}"
