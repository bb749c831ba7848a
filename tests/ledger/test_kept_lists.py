"""Lists that are kept: found changed by hand, and told what changed since."""

from __future__ import annotations

from pathlib import Path

import book_records as make
import pytest
from by_hand import by_hand

from tollbook.ledger import Ledger
from tollbook.ledger.verify import verify


@pytest.mark.parametrize(
    ("done", "how"),
    [
        ("UPDATE kept_lists SET body = 'x' WHERE name = 'claims'", "changed"),
        ("DELETE FROM kept_lists WHERE name = 'claims'", "removed"),
        ("UPDATE kept_lists SET name = 'other' WHERE name = 'queue'", "put in"),
    ],
)
def test_a_kept_list_changed_by_hand_is_named(
    book: Ledger, folder: Path, done: str, how: str
) -> None:
    make.fill(book)
    mark = book.lists.begin("1", "now")
    assert book.lists.put({"claims": b"one", "queue": b"two"}, mark)
    assert verify(book) == []
    by_hand(folder, done)
    assert any(f.where == "table kept_lists, of the lists" and how in f.why for f in verify(book))
    book.drop_derived()
    assert verify(book) == []


def test_what_changed_since_is_told(book: Ledger) -> None:
    report, claim = make.fill(book)
    mark = book.lists.begin("1", "now")
    assert book.lists.get("1") is None
    make.tally(book, claim)
    incident = book.incidents()[0].id
    book.lists.put({"claims": b"one"}, mark)
    kept = book.lists.get("1")
    assert kept == (mark, {"claims": b"one"})
    assert book.lists.get("2") is None
    since = book.lists.since(mark)
    assert since is not None
    assert since.records >= {incident, "clm_x"}
    assert report.id not in since.records
    book.decide("accept", claim.id, decided_by="A.", reason=None, decided_at=make.NOON)
    book.put_reading(make.make_reading(report, claim), lexicon_version="l")
    later = book.lists.since(since.mark)
    assert later is not None
    assert (later.records, later.mark.decided) == (frozenset({report.id}), mark.decided + 1)


def test_lists_begun_anew_or_forgotten_are_followed_no_more(book: Ledger) -> None:
    make.fill(book)
    mark = book.lists.begin("1", "now")
    assert book.lists.begin("1", "later") != mark
    assert not book.lists.put({"claims": b"one"}, mark)
    assert book.lists.since(mark) is None
