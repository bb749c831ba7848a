"""The log: every decision, newest first, with what it replaced; undone ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk, address_of
from tollbook.desk.history import Past, past
from tollbook.publish.queue import headline
from tollbook.record import Decision
from tollbook.record.decision import BOOK
from tollbook.record.vocabulary import VERBS
from tollbook.view import View

ROWS = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision, and what it is about."""

    past: Past
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Which part of the log is looked at."""

    verb: str = ""
    by: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None

    def takes(self, decision: Decision) -> bool:
        """Whether a decision is in this part."""
        day = decision.decided_at.date()
        said = (decision.reason, decision.subject, decision.after, decision.id, decision.batch)
        text = " ".join(part for part in said if part).casefold()
        return (
            self.verb in ("", decision.verb)
            and self.by.casefold() in decision.decided_by.casefold()
            and (self.since or day) <= day <= (self.until or day)
            and all(word in text for word in self.words.casefold().split())
        )


def wish_of(
    verb: Annotated[str, Query(max_length=20)] = "",
    by: Annotated[str, Query(max_length=200)] = "",
    words: Annotated[str, Query(max_length=200)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    until: Annotated[str, Query(max_length=10)] = "",
) -> Wish:
    """The part of the log that an address names; a day that is none is passed by."""
    return Wish(verb, by, words, _day(since), _day(until))


def routes(desk: Desk) -> APIRouter:
    """The log of decisions."""
    router = APIRouter()

    @router.get("/log")
    def log_page(
        request: Request,
        wish: Annotated[Wish, Depends(wish_of)],
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    ) -> Response:
        view = desk.shelf.view()
        taken = [d for d in reversed(view.decisions) if wish.takes(d)]
        shown = taken[(page - 1) * ROWS : page * ROWS]
        return desk.page(
            request,
            "log.html",
            "Log",
            wish=wish,
            entries=_entries(view, shown),
            total=len(taken),
            counts=Counter(d.verb for d in view.decisions).most_common(),
            orphans=[(o.decision.id, o.why) for o in view.orphans],
            verbs=VERBS,
            page=page,
            pages=(len(taken) + ROWS - 1) // ROWS,
        )

    return router


def _entries(view: View, shown: Sequence[Decision]) -> list[Entry]:
    standing = {d.id for d in view.standing}
    view.about_to_show("claims", [d.subject for d in shown if d.subject.startswith("clm_")])
    return [
        Entry(
            past(d, holds=d.id in standing),
            "" if d.subject == BOOK else headline(view, d.subject),
            "" if d.subject == BOOK else address_of(d.subject),
        )
        for d in shown
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
