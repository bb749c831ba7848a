"""Damage of every kind is found and named."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import any_record
import book_records as make
import pytest
from by_hand import by_hand
from hypothesis import given, settings

from tollbook.ledger import Ledger
from tollbook.ledger.verify import spans_of, verify
from tollbook.record import Claim, Span
from tollbook.record.codec import from_json, to_json

REWORDED = "UPDATE sealed_values SET value = 'x' WHERE decision = 2 AND field = 'reason'"


@pytest.fixture
def whole(book: Ledger) -> Ledger:
    _, claim = make.fill(book)
    make.tally(book, claim)
    for n in range(4):
        book.decide("note", claim.id, decided_by="A", reason=str(n), decided_at=make.NOON)
    return book


def test_a_whole_book_has_no_findings(whole: Ledger) -> None:
    assert verify(whole) == []


@pytest.mark.parametrize(
    ("change", "words", "where"),
    [
        ("UPDATE captures SET size = 9", "9 bytes", "table captures, seq 1"),
        ("UPDATE decisions SET verb = 'accept' WHERE sequence = 2", "chain", "sequence 2"),
        (
            REWORDED,
            "chain",
            "sequence 2",
        ),
        ("DELETE FROM decisions WHERE sequence = 2", "chain", "sequence 3"),
        ("DELETE FROM decisions WHERE sequence > 2", "last 2 of the log", "at the end"),
        ("DELETE FROM decisions", "last 4 of the log", "at the end"),
        ("UPDATE decisions SET body = '{' WHERE sequence = 3", "cannot be read", "sequence 3"),
        ("UPDATE decisions SET decided_at = 'soon' WHERE sequence = 1", "cannot be read", "ence 1"),
        ("DELETE FROM readings", "no row of readings", "book.db"),
        (
            "UPDATE incidents SET body = replace(body, 'inc_', 'inc_0')",
            "never entered",
            "incidents",
        ),
        (
            "UPDATE reports SET body = replace(body, 'Three miners', 'Seven miners')",
            "does not say 'Three miners died'",
            "characters 0 to 17",
        ),
    ],
)
def test_a_change_by_hand_is_named(
    whole: Ledger, folder: Path, change: str, words: str, where: str
) -> None:
    by_hand(folder, change)
    findings = verify(whole)
    where = where if where != "book.db" else whole.where
    assert any(words in f.why and where in f.where and f.next for f in findings), findings


def test_a_flipped_bit_in_a_capture_is_named(whole: Ledger, folder: Path) -> None:
    capture = whole.captures()[0]
    path = folder / "captures" / capture.sha256[:2] / capture.sha256[2:]
    path.chmod(0o644)
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    assert [(f.what, f.where) for f in verify(whole)] == [(capture.sha256, str(path))]
    path.unlink()
    assert [f.why for f in verify(whole)] == ["a capture's file is missing"]


@pytest.mark.sqlite_only
def test_a_page_of_the_file_torn_out_is_named(whole: Ledger, folder: Path) -> None:
    whole.close()
    file = folder / "book.db"
    raw = sqlite3.connect(file)
    query = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_claims_harm_scope'"
    page = raw.execute(query).fetchone()[0]
    raw.close()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(data)
    with Ledger.open(folder) as torn:
        assert "damaged" in verify(torn)[0].why
        path = folder / "captures" / torn.captures()[0].sha256[:2]
        next(path.iterdir()).unlink()
        assert "missing" in verify(torn)[-1].why  # the damage does not hide other damage


@settings(max_examples=25, deadline=None)
@given(claim=any_record.any_claim)
def test_no_span_of_a_claim_goes_unchecked(claim: Claim) -> None:
    """Whatever in a claim's JSON looks like a span is among those that are checked."""
    found: list[Span] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if set(value) == {"start", "end", "quote"}:
                found.append(Span(**value))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(from_json(to_json(replace(claim, id="clm")), dict))
    key = lambda s: (s.start, s.end, s.quote)  # noqa: E731
    assert sorted((s for _, s in spans_of(claim)), key=key) == sorted(found, key=key)
