"""Sources: who speaks in the book, what each is, whose party it belongs to, what it is part of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from tollbook.desk.desk import Desk
from tollbook.record import Decision
from tollbook.record.decided import SourceDeclared, decode
from tollbook.record.text import fold, squeeze
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
        view = desk.shelf.view()
        found = sources(view)
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


def sources(view: View) -> list[Source]:
    """Every outlet and every named speaker, those who say most first."""
    outlets = Counter(squeeze(r.source) for r in view.reports if r.source)
    speakers: Counter[str] = Counter()
    kinds: dict[str, set[str]] = defaultdict(set)
    for claim in view.claims:
        last = view.as_read.get(claim.id, claim).said_by[-1]
        if last.kind != "report":
            name = squeeze(last.speaker)
            speakers[name] += 1
            kinds[fold(name)].add(last.kind.replace("_", " "))
    known = declared(view)
    names: dict[str, str] = {}
    for name in (*outlets, *speakers, *(d.outlet for d, _ in known.values())):
        names.setdefault(fold(name), name)
    published, spoken = _by_key(outlets), _by_key(speakers)
    made = [
        Source(
            name,
            published[key],
            spoken[key],
            ", ".join(sorted(kinds[key])),
            *known.get(key, (None, None)),
        )
        for key, name in names.items()
    ]
    return sorted(made, key=lambda s: (-s.said, s.name.casefold()))


def _by_key(counts: Counter[str]) -> Counter[str]:
    """Counts of spellings, as counts of names as they are compared."""
    folded: Counter[str] = Counter()
    for name, n in counts.items():
        folded[fold(name)] += n
    return folded


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
