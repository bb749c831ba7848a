"""The first page: what needs a person, and why, most useful first."""

from __future__ import annotations

import weakref
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk, address_of
from tollbook.desk.sight import Sight
from tollbook.publish.queue import record_kind
from tollbook.tally.queue import CODES, Question, Waiting

ROWS = 50
_HELD = 16  # filters whose part of the queue stays at hand

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
        found = chosen_of(sight, chosen)
        shown = [sight.queue[n] for n in found[(page - 1) * ROWS : page * ROWS]]
        return desk.page(
            request,
            "queue.html",
            "Queue",
            filter=chosen,
            sentence=chosen.sentence(len(found)),
            rows=[_row(sight, waiting, chosen) for waiting in shown],
            asks=_facets(sight, chosen),
            kinds=_kinds(sight, chosen),
            progress=progress(sight),
            first=(page - 1) * ROWS + 1,
            total=len(found),
            newer=f"/?{chosen.query(page=str(page - 1))}" if page > 1 else "",
            older=f"/?{chosen.query(page=str(page + 1))}" if page * ROWS < len(found) else "",
        )

    return router


def chosen_of(sight: Sight, chosen: Filter) -> Sequence[int]:
    """The places in the queue that a filter leaves."""
    if chosen == Filter():
        return range(len(sight.queue))
    found = _chosen.get(sight, chosen)
    if found is None:
        words = chosen.words.casefold().split()
        found = [
            n
            for n, w in enumerate(sight.queue)
            if (not chosen.ask or any(q.code == chosen.ask for q in w.questions))
            and (not chosen.of or record_kind(w.subject) == chosen.of)
            and (not words or _says(sight, w, words))
        ]
        _chosen.put(sight, chosen, found)
    return found


class _Chosen:
    """Parts of the queue that were asked for last, of the sight that they were asked of."""

    def __init__(self) -> None:
        self._sight: weakref.ref[Sight] | None = None
        self._found: dict[Filter, Sequence[int]] = {}

    def get(self, sight: Sight, chosen: Filter) -> Sequence[int] | None:
        same = self._sight is not None and self._sight() is sight
        return self._found.get(chosen) if same else None

    def put(self, sight: Sight, chosen: Filter, found: Sequence[int]) -> None:
        if self._sight is None or self._sight() is not sight or len(self._found) > _HELD:
            self._sight, self._found = weakref.ref(sight), {}
        self._found[chosen] = found


_chosen = _Chosen()


def _says(sight: Sight, waiting: Waiting, words: list[str]) -> bool:
    text = f"{sight.headline(waiting.subject)} {' '.join(q.words for q in waiting.questions)}"
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
    found = chosen_of(sight, chosen)
    back = f"/?{chosen.query()}" if chosen.query() else "/"
    own = sight.place_in_queue.get(id, -1)
    at = bisect_left(found, own)
    if own < 0 or at == len(found) or found[at] != own:
        first = page_of(sight.queue[found[0]].subject, chosen) if found else ""
        return Neighbours(0, len(found), "", first, back)
    return Neighbours(
        at + 1,
        len(found),
        page_of(sight.queue[found[at - 1]].subject, chosen) if at else "",
        page_of(sight.queue[found[at + 1]].subject, chosen) if at + 1 < len(found) else "",
        back,
    )


def page_of(id: str, chosen: Filter) -> str:
    """The page of a record, reached from this part of the queue."""
    address = address_of(id)
    if "#" in address:
        return address
    return f"{address}?{chosen.query(queue='1')}"


def progress(sight: Sight) -> Progress:
    """How far the work is."""
    return Progress(sight.claims, sight.judged, sight.by_day[datetime.now(UTC).date()])


def _row(sight: Sight, waiting: Waiting, chosen: Filter) -> Row:
    own = waiting.subject
    href, words = page_of(own, chosen), sight.headline(own)
    return Row(own, record_kind(own), words, waiting.questions, waiting.people, href)


def _facets(sight: Sight, chosen: Filter) -> list[Facet]:
    counts = sight.asked
    return [
        Facet(
            code,
            IN_WORDS[code],
            counts[code],
            f"/?{replace(chosen, ask='' if chosen.ask == code else code).query()}",
            chosen.ask == code,
        )
        for code in CODES
        if counts.get(code)
    ]


def _kinds(sight: Sight, chosen: Filter) -> list[Facet]:
    return [
        Facet(
            kind,
            f"{kind}s",
            count,
            f"/?{replace(chosen, of='' if chosen.of == kind else kind).query()}",
            chosen.of == kind,
        )
        for kind, count in sight.kinds.most_common()
    ]
