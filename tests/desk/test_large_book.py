"""A book too large to be read whole shows the same pages, lists, queue and files as one that is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_visitor import Visitor, visitor_of

from tollbook.book import Book
from tollbook.publish.lists.index import ListIndex
from tollbook.publish.lists.nouns import KINDS, entries
from tollbook.publish.queue import queue_of
from tollbook.record.decided import Withheld

LARGE = "tollbook.desk.sight.LARGE"


@pytest.fixture(scope="module")
def decided_book(example_book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's book with decisions of many kinds, and a name withheld."""
    folder = tmp_path_factory.mktemp("decided") / "book"
    shutil.copytree(example_book, folder)
    visitor = visitor_of(folder)
    view = visitor.view
    placed = next(c for c in view.claims if view.places(c))
    counted = [c for c in view.claims if c.count.quantified and c.scope == "incident"]
    visitor.decide("correct", counted[0].id, field="count", value="about 11")
    visitor.decide("accept", counted[1].id)
    visitor.decide("place", placed.id, value="gn:98854")
    visitor.decide("date", counted[2].id, value="2019-10-02")
    visitor.decide("actor", counted[3].id, value="riot police")
    made = visitor.decide("reject", counted[4].id)
    visitor.decide("undo", made.id)
    source = next(r.source for r in view.reports if r.source)
    visitor.decide("source", "book", name=source, kind="party", party="Army of Examples")
    report = view.reports[0]
    words = report.text[report.body_start :].split(".")[0].strip()
    visitor.decide("add", report.id, quote=words, harm="killed", count="3", day="2019-10-05")
    told = {"typed": "A nurse counted four dead in the ward.", "told_by": "a nurse"}
    visitor.decide("add", view.incidents[0].id, harm="killed", count="4", **told)
    visitor.decide("merge", view.incidents[1].id, other=view.incidents[2].id)
    visitor.shelf.close()
    return folder


@pytest.fixture(scope="module", params=["", "withheld"])
def both(
    request: pytest.FixtureRequest,
    decided_book: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Visitor, Visitor]]:
    """A desk that reads the book whole, and one that fetches."""
    folder = tmp_path_factory.mktemp("both") / "book"
    shutil.copytree(decided_book, folder)
    if request.param:
        with Book.open(folder) as book:
            name = next(
                c.said_by[-1].speaker.split()[-1]
                for c in book.claims()
                if c.said_by[-1].kind == "official" and c.said_by[-1].speaker[0].isupper()
            )
            book.decide(
                "withhold", "book", decided_by="A.", reason="asked for", value=Withheld(name)
            )
    whole = visitor_of(folder)
    whole.shelf.sight()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LARGE, 0)
        fetching = visitor_of(folder)
        fetching.shelf.sight()
    assert fetching.shelf.sight().kept is not None
    assert whole.shelf.sight().kept is None
    yield whole, fetching
    whole.shelf.close()
    fetching.shelf.close()


def _bare(html: str) -> str:
    return re.sub(r'name="csrf" value="[^"]*"', "", html)


def test_every_page_is_the_same(both: tuple[Visitor, Visitor]) -> None:
    whole, fetching = both
    view = whole.view
    addresses = [
        "/",
        "/?ask=denied",
        "/?of=incident",
        "/?words=nasiriyah",
        "/balances",
        "/sources",
        "/log",
        "/sample?seed=3&size=3",
    ]
    addresses += [f"/claim/{c.id}" for c in view.claims]
    addresses += [f"/claim/{c.id}?queue=1&of=claim" for c in view.claims[:5]]
    addresses += [f"/incident/{i.id}" for i in view.incidents]
    addresses += [f"/report/{r.id}" for r in view.reports]
    addresses += [f"/account/{a.id}" for a in view.accounts]
    addresses += [f"/claim/{c.id[:10]}" for c in view.claims[:3]]
    addresses += [f"/incident/{old}" for old in view.redirects]
    for address in addresses:
        one, other = whole.get(address), fetching.get(address)
        assert one.status_code == other.status_code == 200, address
        assert _bare(one.text) == _bare(other.text), address


def test_every_list_and_file_is_the_same(both: tuple[Visitor, Visitor]) -> None:
    whole, fetching = both
    for kind in KINDS:
        for suffix in ("", ".csv", ".json"):
            for query in ("", "?sort=-number&words=a", "?sort=day"):
                address = f"/list/{kind}{suffix}{query}"
                assert _bare(whole.get(address).text) == _bare(fetching.get(address).text), address


def test_the_queue_is_the_same(both: tuple[Visitor, Visitor]) -> None:
    whole, fetching = both
    assert fetching.shelf.sight().queue == queue_of(whole.view)


def test_what_is_kept_is_read_back_as_it_was(both: tuple[Visitor, Visitor]) -> None:
    whole, _ = both
    for kind in KINDS:
        made = ListIndex.of(kind, entries(whole.view, kind))
        assert ListIndex.from_bytes(kind, made.to_bytes()) == made
