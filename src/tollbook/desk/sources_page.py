"""Sources: who speaks in the book, what each is, whose party it belongs to, what it is part of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.desk.sight import Sight
from tollbook.publish.lists.naming import Spoken
from tollbook.record import Decision
from tollbook.record.decided import SourceDeclared, decode
from tollbook.record.text import fold
from tollbook.record.vocabulary import SourceKind
from tollbook.view import View

ROWS = 200

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)

MEANING: Mapping[SourceKind, str] = {
    "outlet": "a paper, a station, a site",
    "agency": "a wire service: its copies are one source",
    "office": "a ministry, an army, a governor",
    "party": "a side of the conflict, or its outlet",
    "ngo": "a monitor, a rights group",
    "witness": "someone who was there",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A name that speaks in the book.

    :ivar as_outlet: reports that it published.
    :ivar as_speaker: claims whose innermost speaker it is.
    :ivar kinds: kinds of speaker that the reader took it for.
    """

    name: str
    as_outlet: int
    as_speaker: int
    kinds: str
    declared: SourceDeclared | None
    decision: Decision | None

    @property
    def said(self) -> int:
        return self.as_outlet + self.as_speaker


def routes(desk: Desk) -> APIRouter:
    """The sources."""
    router = APIRouter()

    @router.get("/sources")
    def sources_page(
        request: Request,
        words: Annotated[str, Query(max_length=200)] = "",
        name: Annotated[str, Query(max_length=400)] = "",
    ) -> Response:
        sight = desk.shelf.sight()
        view, found = sight.view, sources(sight)
        wanted = words.casefold().split()
        shown = [s for s in found if all(w in s.name.casefold() for w in wanted)]
        return desk.page(
            request,
            "sources.html",
            "Sources",
            sources=shown[:ROWS],
            total=len(shown),
            rows=ROWS,
            words=words,
            chosen=next((s for s in found if name and fold(s.name) == fold(name)), None),
            name=name,
            kinds=[(kind, MEANING[kind]) for kind in KINDS],
            parties=sorted({d.party for d, _ in declared(view).values() if d.party}),
        )

    return router


def sources(sight: Sight) -> list[Source]:
    """Every outlet and every named speaker, those who say most first."""
    view = sight.view
    known = declared(view)
    spoken = {each.key: each for each in sight.speakers}
    for value, _ in known.values():
        key = fold(value.outlet)
        spoken.setdefault(key, Spoken(key, value.outlet, 0, 0, frozenset()))
    made = [
        Source(
            each.name,
            each.as_outlet,
            each.as_speaker,
            ", ".join(sorted(kind.replace("_", " ") for kind in each.kinds)),
            *known.get(each.key, (None, None)),
        )
        for each in spoken.values()
    ]
    return sorted(made, key=lambda s: (-s.said, s.name.casefold()))


def declared(view: View) -> dict[str, tuple[SourceDeclared, Decision]]:
    """What people declared of each source, by its folded name; the last holds."""
    found: dict[str, tuple[SourceDeclared, Decision]] = {}
    for carried in view.carried:
        decision = carried.decision
        if decision.verb == "source" and decision.after is not None:
            value = decode("source", decision.after)
            if isinstance(value, SourceDeclared):
                found[fold(value.outlet)] = (value, decision)
    return found
