"""The first page: what needs a person, and why, most useful first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk, address_of
from tollbook.publish.queue import headline, record_kind
from tollbook.record import in_force
from tollbook.tally.queue import CODES, Question, Waiting
from tollbook.view import View

ROWS = 50

IN_WORDS = {
    "orphan": "orphaned decision",
    "contradicted": "decisions contradict",
    "unusual_figure": "unusual figure",
    "contested": "who did it is contested",
    "figures_apart": "figures far apart",
    "total_falls": "total falls",
    "total_exceeded": "more documented than stated",
    "unclear_scope": "scope unclear",
    "several_places": "several places",
    "unread_language": "no reader for its language",
    "denied": "denied",
    "same_day_and_place": "same day and place",
    "no_day": "no day",
    "no_place": "no place",
    "several_actors": "several actors",
    "undated_report": "report without a date",
    "incidents_missing": "incidents missing",
}
"""Kinds of question, as filters name them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which part of the queue is looked at; "" and None let all pass."""

    ask: str = ""
    of: str = ""
    words: str = ""

    def query(self, **more: str) -> str:
        """The filter as the query of an address, "" where there is none."""
        pairs = {"ask": self.ask, "of": self.of, "words": self.words, **more}
        kept = {name: value for name, value in pairs.items() if value}
        return urlencode(kept)

    def sentence(self, n: int) -> str:
        """The filter in English."""
        what = f"{self.of}s" if self.of else "records"
        why = f", asked: {IN_WORDS.get(self.ask, self.ask)}" if self.ask else ""
        words = f", with the words “{self.words}”" if self.words else ""
        return f"{n:,} {what if n != 1 else what[:-1]} waiting for a person{why}{words}"


def filter_of(
    ask: Annotated[str, Query(max_length=40)] = "",
    of: Annotated[str, Query(max_length=20)] = "",
    words: Annotated[str, Query(max_length=200)] = "",
) -> Filter:
    """The filter that an address carries."""
    return Filter(ask, of, words)


@dataclass(frozen=True, slots=True)
class Row:
    """A record of the queue, as it is shown."""

    id: str
    kind: str
    record: str
    questions: Sequence[Question]
    people: int | None
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter to click, with how many it leaves."""

    value: str
    words: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is.

    :ivar judged: claims that a person accepted, rejected or is unsure of.
    :ivar today: decisions taken today, by anyone, that hold.
    """

    claims: int
    judged: int
    today: int

    @property
    def share(self) -> int:
        """Per cent of the claims that a person judged."""
        return round(100 * self.judged / self.claims) if self.claims else 0


def routes(desk: Desk) -> APIRouter:
    """The queue."""
    router = APIRouter()

    @router.get("/")
    def queue_page(
        request: Request,
        chosen: Annotated[Filter, Depends(filter_of)],
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    ) -> Response:
        sight = desk.shelf.sight()
        found = chosen_of(sight.view, sight.queue, chosen)
        shown = found[(page - 1) * ROWS : page * ROWS]
        return desk.page(
            request,
            "queue.html",
            "Queue",
            filter=chosen,
            sentence=chosen.sentence(len(found)),
            rows=[_row(sight.view, waiting, chosen) for waiting in shown],
            asks=_facets(sight.queue, chosen),
            kinds=_kinds(sight.queue, chosen),
            progress=progress(sight.view),
            first=(page - 1) * ROWS + 1,
            total=len(found),
            newer=f"/?{chosen.query(page=str(page - 1))}" if page > 1 else "",
            older=f"/?{chosen.query(page=str(page + 1))}" if page * ROWS < len(found) else "",
        )

    return router


def chosen_of(view: View, waiting: Sequence[Waiting], chosen: Filter) -> list[Waiting]:
    """The part of the queue that a filter leaves, in the queue's order."""
    words = chosen.words.casefold().split()
    return [
        w
        for w in waiting
        if (not chosen.ask or any(q.code == chosen.ask for q in w.questions))
        and (not chosen.of or record_kind(w.subject) == chosen.of)
        and (not words or _says(view, w, words))
    ]


def _says(view: View, waiting: Waiting, words: list[str]) -> bool:
    text = f"{headline(view, waiting.subject)} {' '.join(q.words for q in waiting.questions)}"
    return all(word in text.casefold() for word in words)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a record stands in the queue, with the addresses of those beside it.

    :ivar at: from 1; 0: it is not in this part of the queue.
    """

    at: int
    of: int
    previous: str
    next: str
    back: str


def neighbours(desk: Desk, id: str, chosen: Filter) -> Neighbours:
    """The records before and after one in the part of the queue that a filter leaves."""
    sight = desk.shelf.sight()
    ids = [w.subject for w in chosen_of(sight.view, sight.queue, chosen)]
    back = f"/?{chosen.query()}" if chosen.query() else "/"
    at = ids.index(id) if id in ids else -1
    if at < 0:
        return Neighbours(0, len(ids), "", page_of(ids[0], chosen) if ids else "", back)
    return Neighbours(
        at + 1,
        len(ids),
        page_of(ids[at - 1], chosen) if at else "",
        page_of(ids[at + 1], chosen) if at + 1 < len(ids) else "",
        back,
    )


def page_of(id: str, chosen: Filter) -> str:
    """The page of a record, reached from this part of the queue."""
    address = address_of(id)
    if "#" in address:
        return address
    return f"{address}?{chosen.query(queue='1')}"


def progress(view: View) -> Progress:
    """How far the work is."""
    judged = set()
    today = datetime.now(UTC).date()
    for carried in view.carried:
        if carried.decision.verb in ("accept", "reject", "unsure"):
            judged.add(carried.subject)
    return Progress(
        len(view.claims),
        len(judged & set(view.claim_by_id)),
        sum(d.decided_at.astimezone(UTC).date() == today for d in in_force(view.decisions)),
    )


def _row(view: View, waiting: Waiting, chosen: Filter) -> Row:
    own = waiting.subject
    href = page_of(own, chosen)
    return Row(own, record_kind(own), headline(view, own), waiting.questions, waiting.people, href)


def _facets(waiting: Sequence[Waiting], chosen: Filter) -> list[Facet]:
    counts = Counter(code for w in waiting for code in {q.code for q in w.questions})
    return [
        Facet(
            code,
            IN_WORDS[code],
            counts[code],
            f"/?{replace(chosen, ask='' if chosen.ask == code else code).query()}",
            chosen.ask == code,
        )
        for code in CODES
        if counts[code]
    ]


def _kinds(waiting: Sequence[Waiting], chosen: Filter) -> list[Facet]:
    counts = Counter(record_kind(w.subject) for w in waiting)
    return [
        Facet(
            kind,
            f"{kind}s",
            count,
            f"/?{replace(chosen, of='' if chosen.of == kind else kind).query()}",
            chosen.of == kind,
        )
        for kind, count in counts.most_common()
    ]
