"""Public ids: random, given once, never two alike."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tollbook.ledger import Ledger, public_ids


def test_an_id_once_given_stays(book: Ledger, folder: Path) -> None:
    first = book.public_ids.give(["inc_a", "clm_b", "inc_a"])
    assert list(first) == ["inc_a", "clm_b"]
    assert re.fullmatch(r"i[0-9a-hjkmnp-tv-z]{10}", first["inc_a"])
    assert first["clm_b"].startswith("c")
    more = book.public_ids.give(["clm_b", "inc_c"])
    assert {s: more[s] for s in first} == first
    assert len(set(more.values())) == 3
    with Ledger.open(folder) as again:
        assert again.public_ids.given() == more


def test_they_are_drawn_and_not_worked_out(folder: Path, tmp_path: Path, book: Ledger) -> None:
    with Ledger.open(tmp_path / "other", create=True) as other:
        assert other.public_ids.give(["inc_a"]) != book.public_ids.give(["inc_a"])


def test_one_that_is_taken_is_drawn_again(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("a" * 10 + "a" * 10 + "b" * 10)
    monkeypatch.setattr(public_ids.secrets, "choice", lambda _: next(letters))
    given = book.public_ids.give(["inc_a", "inc_b"])
    assert list(given.values()) == ["i" + "a" * 10, "i" + "b" * 10]


def test_the_file_refuses_a_second_id(book: Ledger, folder: Path) -> None:
    book.public_ids.give(["inc_a"])
    raw = sqlite3.connect(folder / "book.db")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("INSERT INTO public_ids (public, subject) VALUES ('i1', 'inc_a')")
    raw.close()
