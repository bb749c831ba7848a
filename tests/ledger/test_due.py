"""What is due, found by counts and from the end, is what a look at the whole book says is due."""

from __future__ import annotations

import random

import book_records as make
import pytest

from tollbook.ledger import Ledger
from tollbook.record import Reading, SetAside
from tollbook.record.ged import ForeignTable
from tollbook.record.ids import report_id

NAMES = ("a 1", "a 2", "b 1")
PAGES = 12


def _look(book: Ledger) -> dict[str, object]:
    """The same, by a look at all."""
    made, read, resolved = book.extractors(), book.readers(), book.resolved_with()
    waiting = book.parts.untallied()
    found: dict[str, object] = {
        "unread": sum(own not in read for own in made),
        "reports": len(made),
    }
    for name in NAMES:
        found[f"extraction {name}"] = [
            c for c in book.captures() if made.get(report_id(c.sha256)) != name
        ]
        for names in NAMES:
            found[f"reading {name}, {names}"] = [
                (r.id, *read.get(r.id, ("", "")))
                for r in book.reports()
                if read.get(r.id) != (name, names)
            ]
        found[f"resolving {name}"] = any(
            own not in waiting and resolved.get(own, ("", None))[0] != name for own in read
        )
    return found


def _due(book: Ledger) -> dict[str, object]:
    found: dict[str, object] = {"unread": book.due.unread(), "reports": book.due.reports()}
    for name in NAMES:
        found[f"extraction {name}"] = book.due.extraction(name)
        for names in NAMES:
            found[f"reading {name}, {names}"] = book.due.reading(name, names)
        found[f"resolving {name}"] = book.due.resolving(name)
    return found


def _step(book: Ledger, chance: random.Random) -> None:
    """Does anything that changes what is due."""
    capture = make.take(book, f"page {chance.randrange(PAGES)}".encode())
    own, name = report_id(capture.sha256), chance.choice(NAMES)
    match chance.choice(
        ["report"] * 4 + ["read"] * 4 + ["resolve"] * 4 + ["gone", "else", "tally"]
    ):
        case "report":
            book.put_report(make.make_report(capture), extractor=name)
        case "read" if book.report(own):
            book.put_reading(Reading(own, name), lexicon_version=chance.choice(NAMES))
        case "resolve" if own in book.readers():
            book.put_resolutions(own, (), atlas_version=name, published=None)
        case "gone":
            book.drop_report(own)
        case "else":
            aside = SetAside("a page", "nobody can read it", "page.html", "nothing")
            book.put_unread([(capture.sha256, aside)], [aside])
        case "tally":
            book.put_tally((), (), (), {}, policy="default")


@pytest.mark.parametrize("seed", range(3))
def test_what_is_due_is_what_a_look_at_all_says(book: Ledger, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - what happens, not a secret
    for _ in range(20):
        _step(book, chance)
        assert _due(book) == _look(book)


def test_a_page_that_failed_does_not_hide_another(book: Ledger) -> None:
    late, failed = make.take(book, b"one"), make.take(book, b"two")
    aside = SetAside("a page", "nobody can read it", "page.html", "nothing")
    book.put_unread([(failed.sha256, aside)], [])
    assert book.due.extraction("a 1") == [late, failed]
    book.put_report(make.make_report(late), extractor="a 1")
    assert book.due.extraction("a 1") == [failed]


def test_tables_and_purged_pages_are_counted_out(book: Ledger) -> None:
    table, gone, page = (make.take(book, data) for data in (b"id,relid\n", b"gone", b"page"))
    book.foreign.note(ForeignTable(table.sha256, "Example Recorders", "ged", make.NOON))
    book.put_report(make.make_report(gone), extractor="a 1")
    book.destroying.purge(gone.sha256, decided_by="Ada", reason="x", decided_at=make.NOON)
    assert book.due.extraction("a 1") == [table, page] == _look(book)["extraction a 1"]
