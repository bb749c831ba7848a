"""After decisions, a desk that changes its lists shows what one that makes them anew does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk_visitor import Visitor, visitor_of

from tollbook.publish.lists.nouns import KINDS
from tollbook.publish.queue import queue_of

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
        claim=next(i.claims[0] for i in v.view.incidents if i.id == _of_several(v)[0]),
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


def _bare(html: str) -> str:
    return re.sub(r'name="csrf" value="[^"]*"', "", html)


@pytest.mark.parametrize("step", STEPS)
def test_lists_and_queue_follow(
    desks: tuple[Visitor, Visitor], step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, following = desks
    STEPS[step](whole)
    monkeypatch.setattr(LARGE, 0)
    monkeypatch.setattr(
        "tollbook.desk.sight.make_anew", lambda *_: pytest.fail("lists were made anew")
    )
    sight = following.shelf.sight()
    monkeypatch.setattr(LARGE, 10**9)
    assert sight.queue == queue_of(whole.view)
    for kind in KINDS:
        for suffix, query in (("", ""), (".csv", ""), ("", "?sort=-day"), ("", "?sort=number")):
            address = f"/list/{kind}{suffix}{query}"
            one = whole.get(address).text
            monkeypatch.setattr(LARGE, 0)
            other = following.get(address).text
            monkeypatch.setattr(LARGE, 10**9)
            assert _bare(one) == _bare(other), address
