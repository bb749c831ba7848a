"""``tollbook import`` and ``tollbook compare``: other recorders' tables."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tollbook.book import Book
from tollbook.publish.ged import ged_csv
from tollbook.record.ged import GedRow

ROW = GedRow(
    id=7, type_of_violence=3, side_a="A Band", side_b="Civilians", where_prec=1,
    where_coordinates="Nasiriyah", latitude=31.058, longitude=46.257, country_id=645,
    event_clarity=1, date_prec=1, date_start=date(2019, 10, 5), date_end=date(2019, 10, 5),
    deaths_a=0, deaths_b=0, deaths_civilians=3, deaths_unknown=0, low=3, best=3, high=3,
)  # fmt: skip


@pytest.fixture
def theirs(folder: Path) -> Path:
    """A table of two rows, the second with low above best."""
    path = folder / "theirs.csv"
    path.write_bytes(ged_csv([ROW, replace(ROW, id=8, low=9, where_coordinates="=Elsewhere")]))
    return path


def test_a_table_is_kept_apart_from_the_books_own_figures(filled, theirs, folder: Path) -> None:
    before = filled("list", "incidents", "--json").output
    made = filled("import", "ged", theirs, "--recorder", "Example Recorders")
    assert made.exit_code == 0, made.output
    assert "2 foreign incidents of Example Recorders" in made.output
    assert "low is above best, in 1 row" in made.output
    assert filled("list", "incidents", "--json").output == before
    assert filled("run").exit_code == 0  # a table is no report, and is not tried as one
    assert filled("verify").exit_code == 0
    assert filled("rebuild").exit_code == 0
    with Book.open(folder / "book") as book:
        found = book.foreign_incidents(recorder="Example Recorders")
        assert [f.row.id for f in found] == [7, 8]
        assert book.foreign_incidents(recorder="Others") == ()
        assert len(book.reports()) == 2


def test_a_table_is_taken_in_once(filled, theirs) -> None:
    filled("import", "ged", theirs, "--recorder", "Example Recorders")
    again = filled("import", "ged", theirs, "--recorder", "Others", "--json")
    made = json.loads(again.output)
    assert (made["new"], made["table"]["recorder"], made["rows"]) == (
        False, "Example Recorders", 2,
    )  # fmt: skip


def test_foreign_rows_are_written_as_they_came(filled, theirs, folder: Path) -> None:
    filled("import", "ged", theirs, "--recorder", "Example Recorders")
    made = filled("export", "ged", "--foreign", "Example Recorders", "--out", "again")
    assert made.exit_code == 0, made.output
    assert (folder / "again" / "ged.csv").read_bytes() == theirs.read_bytes()
    assert "low is above best" in (folder / "again" / "faults.csv").read_text("utf-8")
    assert filled("export", "ged", "--foreign", "Others").exit_code == 2


def test_a_row_that_cannot_be_typed_is_said_and_the_rest_taken(filled, theirs) -> None:
    theirs.write_bytes(theirs.read_bytes().replace(b",31.058,", b",north,", 1))
    made = filled("import", "ged", theirs)
    assert made.exit_code == 1
    assert "1 foreign incident of UCDP GED" in made.output
    assert "latitude holds 'north'" in made.output


@pytest.mark.parametrize("given", ["nothing.csv", "pages/a.html"])
def test_what_is_no_table_makes_no_book(tollbook, pages, folder: Path, given: str) -> None:
    made = tollbook("import", "ged", given)
    assert made.exit_code == 2, made.output
    assert not (folder / "book").exists()


def test_a_book_and_a_table_compared(filled, theirs) -> None:
    made = filled("compare", "book", theirs, "--json")
    assert made.exit_code == 0, made.output
    doc = json.loads(made.output)
    assert doc["a"]["incidents"] == 2
    assert len(doc["agree"]) + len(doc["conflict"]) == 1
    assert len(doc["only_a"]) == 1
    text = filled("compare", "book", theirs)
    assert "Only in book (1)" in text.output
    assert "ids are ignored" in text.output


def test_a_table_inside_a_book_compared(filled, theirs) -> None:
    filled("import", "ged", theirs, "--recorder", "Example Recorders")
    made = filled("compare", "book:Example Recorders", theirs, "--json")
    assert len(json.loads(made.output)["agree"]) == 2


@pytest.mark.parametrize("given", ["nowhere", "book:Nobody", "pages/a.html"])
def test_what_cannot_be_compared(filled, given: str) -> None:
    assert filled("compare", "book", given).exit_code == 2


def test_a_table_of_ones_own_is_brought_forward_as_entries(filled, theirs, folder: Path) -> None:
    assert filled("import", "ged", theirs, "--as", "opening").exit_code == 2  # whose is it?
    made = filled("import", "ged", theirs, "--as", "opening", "--recorder", "Our Office")
    assert "2 entries brought forward from Our Office, 2 new" in made.output
    again = filled("import", "ged", theirs, "--as", "opening", "--recorder", "Our Office", "--json")
    assert json.loads(again.output)["new"] == 0
    with Book.open(folder / "book") as book:
        claims = [c for c in book.claims() if c.rule == "brought forward"]
        assert [c.evidence.quote for c in claims] == ["best: 3", "best: 3"]
        assert book.ledger.copies() == {}  # rows read alike and are no copies
        report = book.report(claims[0].report)
        assert (report.source, report.published) == ("Our Office", None)
    assert filled("why", claims[0].id).exit_code == 0
    assert filled("verify").exit_code == 0
    rebuilt = filled("rebuild")
    assert rebuilt.exit_code == 0, rebuilt.output


def test_no_page_can_pass_for_an_opening_entry(tollbook, folder: Path) -> None:
    words = "Brought forward: Our Office, 7\n\nbest: 90\n\nlow: 90\n\nhigh: 90"
    (folder / "page.txt").write_text(words)
    tollbook("run", "page.txt")
    with Book.open(folder / "book") as book:
        assert [c for c in book.claims() if c.rule == "brought forward"] == []
