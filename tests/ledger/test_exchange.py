"""Export, import, backup and reading at one moment."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import book_records as make
import pytest

from tollbook.errors import BookError, CheckFailed
from tollbook.ledger import Ledger
from tollbook.ledger.verify import verify


@pytest.fixture
def lines(book: Ledger) -> list[str]:
    _, claim = make.fill(book)
    make.tally(book, claim)
    for n in range(4):
        book.decide("note", claim.id, decided_by="Ada", reason=f"n° {n}", decided_at=make.NOON)
    return list(book.export_log())


def the_first(number: int, lines: list[str]) -> list[str]:
    """The lines of a log as it was exported when it had so many decisions."""
    last = json.loads(lines[number - 1])["digest"]
    return [*lines[:number], f'{{"decisions":{number},"last":"{last}"}}']


def test_an_export_is_taken_in_once(book: Ledger, lines: list[str], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other", create=True) as other:
        assert other.import_log(the_first(2, lines)) == 2
        assert other.import_log([*lines, ""]) == 2
        assert other.import_log(lines) == 0
        assert other.import_log(the_first(3, lines)) == 0
        assert other.decisions() == book.decisions()
        assert other.check_chain() is None
        assert list(other.export_log()) == lines


def _without(key: str, line: str) -> str:
    return json.dumps({k: v for k, v in json.loads(line).items() if k != key})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda ls: [*ls[:1], *ls[2:]], "does not follow"),
        (lambda ls: ls[1:], "does not follow"),
        (lambda ls: [*ls[:2], ls[2][:-20]], "torn"),
        (lambda ls: [ls[0].replace("n° 0", "n° 9"), *ls[1:]], "was changed"),
        (lambda ls: [_without("digest", ls[0])], "no decision"),
        (lambda ls: [_without("reason", ls[0])], "no decision|was changed"),
        (lambda ls: ls[:-1], "cut short: its closing line is missing"),
        (lambda ls: [*ls[:2], ls[-1]], "cut: its closing line tells of other"),
        (lambda _: [], "closing line is missing"),
        (lambda _: ["[1, 2]"], "no decision"),
        (lambda _: ["what is this"], "no decision"),
    ],
)
def test_a_broken_export_is_refused_whole(
    lines: list[str], tmp_path: Path, change: Callable[[list[str]], list[str]], words: str
) -> None:
    with Ledger.open(tmp_path / "other", create=True) as other:
        with pytest.raises(CheckFailed, match=words) as caught:
            other.import_log(change(lines))
        assert caught.value.where
        assert other.decisions() == []


def test_a_fork_is_refused_and_named(book: Ledger, lines: list[str], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other", create=True) as other:
        other.import_log(the_first(2, lines))
        _, claim = make.fill(other)
        own = other.decide("note", claim.id, decided_by="Bo", reason="x", decided_at=make.NOON)
        with pytest.raises(CheckFailed, match="different ways") as caught:
            other.import_log(lines)
        assert caught.value.where == "sequence 3"
        assert own.id in str(caught.value.value)
        assert len(other.decisions()) == 3


def test_a_backup_is_the_book(book: Ledger, folder: Path, lines: list[str], tmp_path: Path) -> None:
    (folder / "hand").mkdir()
    (folder / "hand" / "policy.toml").write_text("x = 1\n")
    (folder / "tollbook.toml").write_text("")
    target = tmp_path / "safe" / "copy"
    book.backup(target)
    make.fill(book, b"later")
    with Ledger.open(target) as copy:
        assert verify(copy) == []
        assert list(copy.export_log()) == lines
        assert len(copy.captures()) == 1
        assert copy.capture_bytes(make.sha(b"one")) == b"one"
    assert (target / "hand" / "policy.toml").exists()
    assert (target / "tollbook.toml").exists()
    with pytest.raises(BookError, match="empty or new"):
        book.backup(target)


def test_a_backup_of_a_broken_book_is_no_book(book: Ledger, folder: Path, tmp_path: Path) -> None:
    capture = make.take(book, b"one")
    (folder / "captures" / capture.sha256[:2] / capture.sha256[2:]).unlink()
    with pytest.raises(BookError, match="missing"):
        book.backup(tmp_path / "copy")
    with pytest.raises(BookError, match="no book here"):
        Ledger.open(tmp_path / "copy")


def test_a_snapshot_is_of_one_moment(book: Ledger, folder: Path) -> None:
    make.take(book, b"one")
    with Ledger.open(folder) as reader:
        with reader.snapshot():
            assert len(reader.captures()) == 1
            make.take(book, b"two")
            assert len(reader.captures()) == 1
            with reader.snapshot():
                assert len(reader.captures()) == 1
            assert len(reader.captures()) == 1
        assert len(reader.captures()) == 2
