"""Second coding at the desk: one claim's words after another, blind to what was read in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from tollbook.desk.desk import Desk
from tollbook.desk.form import form_document
from tollbook.desk.sample_page import AROUND, from_a_word
from tollbook.errors import UsageError
from tollbook.publish.coding_sheet import CODED, Value, drawn, value_of
from tollbook.publish.wording import published_in_words
from tollbook.record import Claim
from tollbook.record.coding import Coded
from tollbook.record.vocabulary import HARMS, SCOPES
from tollbook.view import View

_MOST = 2000
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as it stands in its report; nothing of what was read in it.

    :ivar left / right: of the sentence, either side of the words to be coded.
    """

    title: str
    published: str
    before: str
    left: str
    words: str
    right: str
    after: str


def words_of(view: View, claim: Claim) -> Words:
    """What is shown of a claim to who codes it, with withheld names masked."""
    report = view.report_by_id[claim.report]
    text, (start, end), evidence = report.text, claim.sentence, claim.evidence
    start, end = min(start, evidence.start), max(end, evidence.end)
    return Words(
        report.title or "",
        published_in_words(report.published),
        from_a_word(text[max(start - AROUND, 0) : start], start > AROUND),
        text[start : evidence.start],
        text[evidence.start : evidence.end],
        text[evidence.end : end],
        from_a_word(text[end : end + AROUND][::-1], end + AROUND < len(text))[::-1],
    )


@dataclass(frozen=True, slots=True)
class Answers:
    """A form of answers as it was sent."""

    csrf: str
    sent: dict[str, str]

    def values(self, where: str) -> dict[str, Value]:
        """The answers by field; after anything but a "yes" there is no other.

        :raises UsageError: an answer that no coder can mean.
        """
        sent = self.sent | ({"told": ""} if self.sent.get("told") == "unclear" else {})
        values = {name: value_of(name, sent.get(name, ""), where) for name in CODED}
        if values["told"] != "yes":
            return {"told": values["told"], **dict.fromkeys(CODED[1:])}
        if values["harm"] is None:
            raise UsageError("which harm is told is missing", where=where, next="choose one")
        known = [v for name in ("low", "best", "high") if isinstance(v := values[name], int)]
        if known != sorted(known):
            raise UsageError(
                "the least is no more than the best, and the best no more than the most",
                value=", ".join(map(str, known)),
                where=where,
            )
        return values


async def read_answers(request: Request) -> Answers:
    """The form that a request carries; files in it are refused."""
    form = await request.form(max_files=0, max_fields=20)
    sent = {name: value for name, value in form.items() if isinstance(value, str)}
    if any(len(value) > _LONGEST for name, value in sent.items() if name != "reason"):
        raise UsageError("an answer is too long", next="shorten it")
    return Answers(sent.pop("csrf", ""), {name: value.strip() for name, value in sent.items()})


ANSWERS_SCHEMA = form_document(
    {name: {"type": "string", "maxLength": _LONGEST} for name in ("csrf", "item", *CODED)}
)


def routes(desk: Desk) -> APIRouter:
    """The page that shows the next one, and where its form goes."""
    router = APIRouter()

    @router.get("/coding")
    def coding_page(
        request: Request,
        seed: Annotated[int, Query(ge=0, le=10**9)] = 1,
        size: Annotated[int, Query(ge=1, le=_MOST)] = 100,
    ) -> Response:
        view = desk.shelf.view()
        every = drawn(view, size, seed) if view.claims else []
        own = {
            c.item for c in desk.shelf.book.ledger.codings.standing() if c.coder == desk.shelf.by
        }
        left = [claim for claim in every if claim.id not in own]
        return desk.page(
            request,
            "coding.html",
            "Second coding",
            seed=seed,
            size=size,
            drawn=len(every),
            done=len(every) - len(left),
            claim=left[0].id if left else "",
            words=words_of(view, left[0]) if left else None,
            harms=HARMS,
            scopes=SCOPES,
        )

    @router.post("/coding", openapi_extra={"requestBody": ANSWERS_SCHEMA})
    def code(form: Annotated[Answers, Depends(read_answers)], request: Request) -> Response:
        desk.session.refuse_other_forms(form.csrf)
        item = form.sent.get("item", "")
        if item not in desk.shelf.view().claim_by_id:
            raise UsageError(
                "there is no such claim to code", value=item, next="load the page anew"
            )
        if form.sent.get("told", "") not in ("yes", "no", "unclear"):
            raise UsageError("whether harm is told is missing", next="choose an answer")
        values = form.values("second coding")
        coded = Coded(0, item, desk.shelf.by, datetime.now(UTC), **values)  # type: ignore[arg-type]
        desk.shelf.book.ledger.codings.add([coded])
        again = urlencode([(n, form.sent[n]) for n in ("seed", "size") if n in form.sent])
        return RedirectResponse(f"/coding?{again}", status_code=303)

    return router
