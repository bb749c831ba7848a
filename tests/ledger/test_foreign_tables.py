"""Tables of other recorders: which captures hold one, said once and kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import book_records as make
import pytest

from tollbook.errors import BookError
from tollbook.ledger import Ledger
from tollbook.record.ged import ForeignTable


def test_whose_a_table_is_stays_as_it_was_said(book: Ledger, folder: Path) -> None:
    capture = make.take(book, b"id,relid\n")
    said = ForeignTable(capture.sha256, "Example Recorders", "ged", make.NOON)
    assert book.foreign.note(said)
    assert not book.foreign.note(ForeignTable(capture.sha256, "Others", "ged", make.NOON))
    assert book.foreign.all() == [said]
    with Ledger.open(folder) as again:
        assert again.foreign.all() == [said]


def test_only_a_capture_can_hold_one(book: Ledger) -> None:
    with pytest.raises(BookError):
        book.foreign.note(ForeignTable("0" * 64, "Example Recorders", "ged", make.NOON))


def test_it_goes_with_a_purged_capture(book: Ledger) -> None:
    capture = make.take(book, b"id,relid\n")
    book.foreign.note(ForeignTable(capture.sha256, "Example Recorders", "ged", make.NOON))
    book.destroying.purge(capture.sha256, decided_by="Ada", reason="x", decided_at=make.NOON)
    assert book.foreign.all() == []


def test_the_file_refuses_a_change(book: Ledger, folder: Path) -> None:
    capture = make.take(book, b"id,relid\n")
    book.foreign.note(ForeignTable(capture.sha256, "Example Recorders", "ged", make.NOON))
    raw = sqlite3.connect(folder / "book.db")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("UPDATE foreign_tables SET recorder = 'Others'")
    raw.close()
