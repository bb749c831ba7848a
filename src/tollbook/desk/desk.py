"""What every page of the desk shares: the book, the session, and how a page is made."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from tollbook.changes import Change
from tollbook.desk.guard import Session
from tollbook.desk.keys import KEYS, key_of
from tollbook.desk.shelf import Shelf
from tollbook.desk.who import NOW
from tollbook.publish.decided_words import value_in_words
from tollbook.publish.queue import headline, record_kind
from tollbook.publish.summary import incident_heading
from tollbook.publish.wording import harm_in_words, plural, toll_in_words
from tollbook.record import Decision
from tollbook.record.decision import LASTING
from tollbook.record.text import squeeze
from tollbook.view import View

_REMEMBERED = 200  # decisions whose effect is kept for the page that follows

NAV: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("/", "Queue", ("/claim/", "/report/", "/incident/", "/decide/")),
    ("/balances", "Balances", ("/account/",)),
    ("/sources", "Sources", ()),
    ("/list/claims", "Lists", ("/list/",)),
    ("/add", "Add", ()),
    ("/log", "Log", ()),
)
"""The pages named at the top: address, word, and beginnings of addresses that belong to it."""

REASONS = {
    "reject": (
        "not about a death or an injury",
        "another event, outside the charter",
        "a rumour, not confirmed",
        "misread by the machine",
        "the same words as another claim",
    ),
    "unsure": ("cannot be told from the report", "needs a second look", "sources conflict"),
    "correct": ("as the words say", "a slip in the report", "from another report of this source"),
    "same": ("the same event, told again", "one funeral, one list of names"),
    "different": ("another place", "another day", "other victims"),
    "split": ("another place", "another day", "other victims"),
    "merge": ("the same event, told again",),
    "place": ("named in the report", "the only one that fits", "from a map or a video"),
    "date": ("named in the report", "counted from the report's day"),
    "add": ("as the words say", "read by a person", "told to me"),
    "source": ("its own site says so", "known to all who work here", "owned by it"),
    "toll": ("names counted", "the hospital's list", "after comparing all sources"),
    "transition": ("died of wounds", "found dead"),
    "undo": ("taken back at the desk", "a slip of the key"),
}
"""Reasons to choose from; any other can be typed."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What was just decided, with what takes it back.

    :ivar undo: id of the decision or batch; None: it cannot be taken back.
    :ivar effect: the figures that it changed, in words.
    """

    words: str
    undo: str | None
    effect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastDecision:
    """What ``z`` would take back."""

    id: str
    words: str


@dataclass
class Desk:
    """One session's desk over one book."""

    shelf: Shelf
    session: Session
    _effects: OrderedDict[str, tuple[str, ...]] = field(default_factory=OrderedDict)
    _pages: Environment = field(init=False)

    def __post_init__(self) -> None:
        self._pages = Environment(
            loader=PackageLoader("tollbook.desk"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._pages.filters.update(
            squeeze=squeeze,
            harm=harm_in_words,
            toll=toll_in_words,
            value=value_in_words,
            kind=record_kind,
            address=address_of,
        )
        self._pages.globals.update(
            key=key_of, keys=KEYS, reasons=REASONS, plural=plural, nav=NAV, jumps=True
        )

    def page(
        self, request: Request, template: str, title: str, *, status: int = 200, **content: object
    ) -> Response:
        """A page; ``content`` is what its template shows.

        :param title: of the browser's tab.
        """
        sight = self.shelf.sight()
        html = self._pages.get_template(template).render(
            title=title,
            here=_here(request),
            path=request.url.path,
            drawer=self.session.cookie,  # where the browser keeps this book's drafts
            csrf=self.session.csrf,
            seen=content.pop("seen", _last_number(sight.view)),
            by=self.shelf.by,
            who=NOW.get(),
            book=self.shelf.folder.name or str(self.shelf.folder),
            policy=sight.view.policy,
            waiting=len(sight.queue),
            behind=sight.not_in_figures,
            reckoning=self.shelf.reckoning,
            toast=self._toast(sight.view, request.query_params.get("done", "")),
            last=self._last(sight.view),
            **content,
        )
        return HTMLResponse(html, status_code=status)

    def part(self, template: str, **content: object) -> Response:
        """A part of a page, for htmx to put in place."""
        return HTMLResponse(self._pages.get_template(template).render(**content))

    def done(
        self,
        then: str,
        decisions: Iterable[Decision],
        changed: Iterable[Change] | None,
        moved: Sequence[str] = (),
    ) -> Response:
        """Back to a page of the desk, which says what was decided.

        :param moved: claims that stand in another incident now, in words.
        """
        made = list(decisions)
        own = made[0].batch or made[0].id
        if changed is None:
            words = "another run is writing; it will work the figures out"
            if self.shelf.reckoning.going:
                words = "the figures are being worked out; what is shown is of before this decision"
            effect: tuple[str, ...] = (words,)
        else:
            view = self.shelf.view()
            effect = (*moved, *(_change_in_words(view, change) for change in changed))
        self._effects[own] = effect
        while len(self._effects) > _REMEMBERED:
            self._effects.popitem(last=False)
        return RedirectResponse(_with_done(local(then), own), status_code=303)

    def _toast(self, view: View, done: str) -> Toast | None:
        if not done:
            return None
        made = [d for d in view.decisions if done in (d.id, d.batch)]
        if not made:
            return None
        first = made[0]
        if [d.verb for d in made] == ["split", "same"]:
            words = f"move{_about(view, made[-1])}"
        elif len(made) > 1:
            verbs = ", ".join(dict.fromkeys(d.verb for d in made))
            one = len({d.subject for d in made}) == 1
            about = _about(view, first) if one else f" {plural(len(made), 'record')}"
            words = f"{verbs}{about}"
        else:
            about, value = _about(view, first), value_in_words(first)
            words = " ".join(part for part in (f"{first.verb}{about}", value) if part)
        standing = any(d in view.standing for d in made)
        undo = done if standing and first.verb not in ("undo", *LASTING) else None
        return Toast(words, undo, self._effects.get(done, ()))

    def _last(self, view: View) -> LastDecision | None:
        mine = (
            d
            for d in reversed(view.standing)
            if d.decided_by == self.shelf.by and d.verb not in LASTING
        )
        last = next(mine, None)
        if last is None:
            return None
        return LastDecision(last.batch or last.id, f"{last.verb}{_about(view, last)}")


def _last_number(view: View) -> int:
    """What a form says of its page: every decision up to this one was seen."""
    return view.decisions[-1].sequence if view.decisions else 0


def _about(view: View, decision: Decision) -> str:
    if decision.verb == "undo":
        undone = next((d for d in view.decisions if decision.subject in (d.id, d.batch)), None)
        return f" of {undone.verb}{_about(view, undone)}" if undone else ""
    if decision.subject == "book":
        return ""
    words = headline(view, decision.subject)
    return f" {words if len(words) <= 80 else words[:79].rstrip() + '…'}"


def _change_in_words(view: View, change: Change) -> str:
    """ "28 Nov 2019, Nasiriyah, Iraq; killed: 25 to 32 → 25 to 30"."""
    incident = view.incident_now(change.incident)
    where = f"{incident_heading(incident)}; " if incident else ""
    before = toll_in_words(change.before) if change.before else "no figure"
    after = toll_in_words(change.after) if change.after else "no figure"
    moved = f"{before} → {after}" if before != after else f"{after}, by other sources than before"
    return f"{where}{harm_in_words(change.harm)}: {moved}"


def address_of(id: str) -> str:
    """The page of a record, by its id; the log's for a decision or batch."""
    kind = record_kind(id)
    if kind == "record":
        return "/log"
    if kind == "decision":
        return f"/log?words={id}#{id}"
    return f"/{kind}/{id}"


def local(address: str) -> str:
    """An address on this desk; the queue where it leads anywhere else."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return "/"
    if parts.path.startswith(("//", "/\\")) or "\\" in parts.path:
        return "/"
    kept = urlencode([(k, v) for k, v in parse_qsl(parts.query, True) if k != "done"])
    return urlunsplit(("", "", parts.path, kept, parts.fragment))


def _here(request: Request) -> str:
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "done"]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def _with_done(address: str, done: str) -> str:
    parts = urlsplit(address)
    query = f"{parts.query}&done={done}" if parts.query else f"done={done}"
    return urlunsplit(("", "", parts.path, query, parts.fragment))
