"""What a run writes within a second is one transaction, and each writing in it whole or nothing."""

from __future__ import annotations

from pathlib import Path

import book_records as make
import pytest
from sqlalchemy import event

from tollbook.batch import at_a_time
from tollbook.errors import NotFound
from tollbook.ledger import Ledger
from tollbook.record import Reading


def reports_of(folder: Path) -> int:
    with Ledger.open(folder) as other:
        return len(other.reports())


def test_nothing_is_there_for_others_until_the_block_ends(book: Ledger, folder: Path) -> None:
    with book.together():
        make.fill(book)
        assert len(book.reports()) == 1
        assert reports_of(folder) == 0
    assert reports_of(folder) == 1


def test_it_is_one_transaction(book: Ledger) -> None:
    ended: list[object] = []
    event.listen(book._store._engine, "commit", ended.append)
    with book.together():
        make.fill(book)
        make.fill(book, b"two", make.TEXT + " Nobody saw it.")
    assert len(ended) == 1


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_what_was_written_before_somebody_stopped_it_is_there(
    book: Ledger, folder: Path, stop: type[BaseException]
) -> None:
    def filled_until_stopped() -> None:
        with book.together():
            make.fill(book)
            raise stop

    with pytest.raises(stop):
        filled_until_stopped()
    assert reports_of(folder) == 1
    make.fill(book, b"two", make.TEXT + " Nobody saw it.")  # and the book can be written on
    assert reports_of(folder) == 2


def test_a_writing_that_fails_leaves_nothing_and_takes_nothing_with_it(
    book: Ledger, folder: Path
) -> None:
    def failing() -> None:
        with book._store.writing() as c:
            c.exec_driver_sql("DELETE FROM reports")
            raise RuntimeError

    with book.together():
        report, _ = make.fill(book)
        with pytest.raises(NotFound):
            book.put_reading(Reading("rep_of_nobody", "world 1"), lexicon_version="1")
        with pytest.raises(RuntimeError):
            failing()
    assert reports_of(folder) == 1
    assert book.report(report.id) == report
    assert book.rows_changed() == []


def test_what_was_made_before_making_failed_comes_first() -> None:
    def made() -> object:
        yield from (1, 2, 3)
        raise KeyboardInterrupt

    found: list[object] = []
    with pytest.raises(KeyboardInterrupt):
        found.extend(at_a_time(made()))  # type: ignore[arg-type]
    assert found == [[1, 2, 3]]
