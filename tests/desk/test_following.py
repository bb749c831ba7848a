"""After decisions, a desk that changes its lists shows what one that makes them anew does."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_visitor import Visitor, visitor_of

from tollbook.book import Book
from tollbook.publish.lists.nouns import KINDS
from tollbook.publish.queue import queue_of
from tollbook.record.decided import Withheld

LARGE = "tollbook.desk.sight.LARGE"


@pytest.fixture(scope="module")
def desks(
    example_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Visitor, Visitor]]:
    """A desk that reads the book whole, and one that fetches and follows, over one book."""
    folder = tmp_path_factory.mktemp("following") / "book"
    shutil.copytree(example_book, folder)
    whole, following = visitor_of(folder), visitor_of(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LARGE, 0)
        following.shelf.sight()
    yield whole, following
    whole.shelf.close()
    following.shelf.close()


def _counted(visitor: Visitor) -> list[str]:
    return [c.id for c in visitor.view.claims if c.count.quantified and c.scope == "incident"]


def _of_several(visitor: Visitor) -> list[str]:
    return [i.id for i in visitor.view.incidents if len(i.claims) > 1]


def _source(visitor: Visitor) -> str:
    return next(r.source for r in visitor.view.reports if r.source)


def _last(visitor: Visitor) -> str:
    last = visitor.view.standing[-1]
    return last.batch or last.id


STEPS: dict[str, Callable[[Visitor], object]] = {
    "accept": lambda v: v.decide("accept", _counted(v)[0]),
    "correct": lambda v: v.decide("correct", _counted(v)[1], field="count", value="about 11"),
    "reject": lambda v: v.decide("reject", _counted(v)[2]),
    "undo": lambda v: v.decide("undo", _last(v)),
    "date": lambda v: v.decide("date", _counted(v)[3], value="2019-10-02"),
    "place": lambda v: v.decide("place", _counted(v)[3], value="gn:98854"),
    "actor": lambda v: v.decide("actor", _counted(v)[4], value="riot police"),
    "scope": lambda v: v.decide("scope", _counted(v)[5], value="generic"),
    "merge": lambda v: v.decide("merge", v.view.incidents[0].id, other=v.view.incidents[1].id),
    "split": lambda v: v.decide(
        "split",
        _of_several(v)[0],
        other=next(i.claims[0] for i in v.view.incidents if i.id == _of_several(v)[0]),
    ),
    "add": lambda v: v.decide(
        "add",
        v.view.reports[0].id,
        quote=v.view.reports[0].text[v.view.reports[0].body_start :].split(".")[0].strip(),
        harm="killed",
        count="3",
        day="2019-10-05",
    ),
    "told": lambda v: v.decide(
        "add",
        v.view.incidents[0].id,
        harm="killed",
        count="4",
        typed="A nurse counted four dead in the ward.",
        told_by="a nurse",
    ),
    "undo of the note": lambda v: v.decide("undo", _last(v)),
    "source": lambda v: v.decide("source", "book", name=_source(v), kind="party", party="Army X"),
    "unsure": lambda v: v.decide("unsure", v.view.incidents[2].id),
    "note": lambda v: v.decide("note", v.view.reports[1].id),
}


ADDRESSES = [
    f"/list/{kind}{rest}"
    for kind in KINDS
    for rest in ("", ".csv", "?sort=-day", "?sort=number", "?words=a")
]
ADDRESSES += ["/", "/?of=claim", "/log", "/balances", "/sources", "/jump?to=nasiriyah"]


def _bare(html: str) -> str:
    return re.sub(r'name="csrf" value="[^"]*"', "", html)


def test_lists_and_queue_follow_every_kind_of_decision(
    desks: tuple[Visitor, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, following = desks
    monkeypatch.setattr(
        "tollbook.desk.sight.make_anew", lambda *_: pytest.fail("lists were made anew")
    )
    for name, step in STEPS.items():
        monkeypatch.setattr(LARGE, 10**9)
        step(whole)
        seen = {address: whole.get(address).text for address in ADDRESSES}
        records = [
            *(f"/claim/{c.id}" for c in whole.view.claims[::5]),
            *(f"/incident/{i.id}" for i in whole.view.incidents[::3]),
        ]
        seen |= {address: whole.get(address).text for address in records}
        waiting = queue_of(whole.view)
        monkeypatch.setattr(LARGE, 0)
        assert following.shelf.sight().queue == waiting, name
        for address, text in seen.items():
            assert _bare(text) == _bare(following.get(address).text), (name, address)


def test_a_desk_opened_later_takes_up_what_was_kept_and_follows(
    desks: tuple[Visitor, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _ = desks
    STEPS["accept"](whole)
    monkeypatch.setattr(LARGE, 0)
    monkeypatch.setattr(
        "tollbook.desk.sight.make_anew", lambda *_: pytest.fail("lists were made anew")
    )
    later = visitor_of(whole.shelf.folder)
    assert later.shelf.sight().queue == queue_of(whole.view)
    later.shelf.close()


def test_a_withheld_name_has_lists_made_anew(
    desks: tuple[Visitor, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, following = desks
    with Book.open(whole.shelf.folder) as book:
        book.decide(
            "withhold", "book", decided_by="A.", reason="asked", value=Withheld("Nasiriyah")
        )
    monkeypatch.setattr(LARGE, 0)
    assert "nasiriyah" not in following.get("/list/claims").text.lower()


def test_a_decision_in_a_large_book_is_shown_at_once_and_its_figures_follow(
    example_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(example_book, folder)
    monkeypatch.setattr(LARGE, 0)
    monkeypatch.setattr(
        "tollbook.pipeline.settle", lambda *_: pytest.fail("the pages wait for the figures")
    )
    large = visitor_of(folder)
    view = large.view
    alone = (i for i in view.incidents if len(i.claims) == 1 and i.tolls)
    incident = next(i for i in alone if view.claim_by_id[i.claims[0]].count.best)
    claim = view.claim_by_id[incident.claims[0]]
    form = {"id": claim.id, "field": "count", "value": "19", "reason": "read again"}
    answer = large.send("/decide/correct", then=f"/claim/{claim.id}", **form)
    page = large.get(answer.headers["location"]).text
    assert "19" in page
    assert "1 decision not in the figures yet" in page
    assert large.view.incident_by_id[incident.id] == incident
    until = time.monotonic() + 120
    while large.shelf.sight().not_in_figures and time.monotonic() < until:
        assert not large.shelf.reckoning.fault
        time.sleep(0.2)
    assert "not in the figures" not in large.get("/").text
    assert large.view.incident_by_id[incident.id].tolls != incident.tolls
    large.shelf.close()
