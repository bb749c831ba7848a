"""Lists of every noun of the book, with what they are chosen by; each has its twins as files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response, StreamingResponse

from tollbook.desk.desk import Desk
from tollbook.publish.lists.asked import Asked, label
from tollbook.publish.lists.index import ListIndex
from tollbook.publish.lists.nouns import FACETS, KINDS, SAYS, Facet, Kind
from tollbook.publish.lists.patched import PatchedList
from tollbook.publish.lists.shown import HEADS, lines
from tollbook.publish.lists.twins import FORMS, MEDIA_TYPE, Form, forms_of, twin

ROWS = 50
_SHOWN = 8  # words of a facet before "more"
_MOST = 60  # words of a facet behind "more"; the others are reached by typing

HEADINGS = {
    "harm": "Harm",
    "scope": "Scope",
    "speaker": "Said by",
    "stance": "Speaker",
    "status": "Victims",
    "state": "State",
    "contested": "Contested",
    "kind": "Kind",
    "country": "Country",
    "place": "Place",
    "source": "Outlet",
    "language": "Language",
    "decided": "Decided",
    "by": "Who",
    "holds": "In force",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A word of a facet to click.

    :ivar count: how many rows have it, in words; a plus says that not all were counted.
    """

    words: str
    count: str
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """A facet, with the words that most rows have first."""

    heading: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]
    left: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the list."""

    words: str
    href: str
    chosen: bool


def routes(desk: Desk) -> APIRouter:
    """The lists and their twins."""
    router = APIRouter()

    @router.get("/list/{name}")
    def list_page(request: Request, name: str) -> Response:
        kind, form = _kind_and_form(name)
        asked = Asked.of(kind, request.query_params.multi_items())
        sight = desk.shelf.sight()
        index = sight.list_of(kind)
        if form is not None:
            pieces = twin(sight.view, kind, form, index.ids_of(asked))
            saved = {"Content-Disposition": f'attachment; filename="{kind}.{form}"'}
            return StreamingResponse(pieces, media_type=MEDIA_TYPE[form], headers=saved)
        page = index.page(asked, ROWS)
        return desk.page(
            request,
            "list.html",
            kind.capitalize(),
            kind=kind,
            kinds=[(each, each.capitalize(), f"/list/{each}") for each in KINDS],
            asked=asked,
            sentence=asked.sentence(page.total),
            heads=HEADS[kind],
            lines=lines(sight.view, kind, page.ids),
            facets=_facets(index, asked),
            orders=_orders(asked),
            hidden=[(k, v) for k, v in replace(asked, after="", before="").pairs() if k in _KEPT],
            has_days=bool(SAYS[kind][0]),
            clear=f"/list/{kind}",
            total=page.total,
            newer=_beside(asked, before=page.ids[0]) if page.before and page.ids else "",
            older=_beside(asked, after=page.ids[-1]) if page.after and page.ids else "",
            start=replace(asked, after="", before="").address() if page.before else "",
            twins=[(each, asked.address(f".{each}")) for each in forms_of(kind)],
        )

    return router


_KEPT = frozenset({"sort", *HEADINGS})


def _kind_and_form(name: str) -> tuple[Kind, Form | None]:
    kind, _, suffix = name.partition(".")
    form = next((each for each in FORMS if each == suffix), None)
    for known in KINDS:
        if known == kind and (not suffix or form in forms_of(known)):
            return known, form
    raise HTTPException(404)


def _beside(asked: Asked, *, after: str = "", before: str = "") -> str:
    return replace(asked, after=after, before=before).address()


def _facets(index: ListIndex | PatchedList, asked: Asked) -> list[FacetShown]:
    made = []
    counts = index.counts(asked)
    for name in FACETS[index.kind]:
        chosen = asked.value(name)
        counted = counts[name]
        choices = [
            Choice(
                label(name, each.value),
                f"{each.count:,}{'+' if each.more else ''}",
                _turned(asked, name, each.value, chosen),
                each.value == chosen,
            )
            for each in sorted(counted[:_MOST], key=lambda c: c.value != chosen)
        ]
        if chosen is not None and chosen not in [each.value for each in counted[:_MOST]]:
            none = Choice(label(name, chosen), "0", asked.without(name).address(), chosen=True)
            choices.insert(0, none)
        if len(choices) > 1 or chosen is not None:
            first, more = tuple(choices[:_SHOWN]), tuple(choices[_SHOWN:])
            made.append(FacetShown(HEADINGS[name], first, more, max(len(counted) - _MOST, 0)))
    return made


def _turned(asked: Asked, name: Facet, value: str, chosen: str | None) -> str:
    """The address with a word chosen, or not any more."""
    if value == chosen:
        return asked.without(name).address()
    return asked.with_facet(name, value).address()


def _orders(asked: Asked) -> list[Order]:
    made = []
    for sort in ("", "-day", "day", "-number", "number"):
        there = replace(asked, sort=sort, after="", before="")
        words = there.order_in_words() or ("its own order" if not sort else "")
        if words:
            made.append(Order(words, there.address(), sort == asked.sort))
    return made
