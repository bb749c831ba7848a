"""The gold folder: what is read, its digest, the order of --limit, and items files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from tollbook.errors import UsageError
from tollbook.evals import Gold, GoldMissing, Outcome, compare, read_items, write_items
from tollbook.evals.gold import in_md5_order
from tollbook.evals.items import item_lines


class Row(msgspec.Struct, frozen=True):
    id: str
    n: int = 0


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "b.jsonl").write_text('{"id": "b1", "n": 2, "more": [1]}\n\n')
    (tmp_path / "set" / "a.jsonl").write_text('{"id": "a1"}\n{"id": "a2"}\n')
    return Gold(tmp_path)


def test_rows_of_several_files_in_order_of_path(gold: Gold) -> None:
    assert [row.id for row in gold.rows("set/*.jsonl", Row)] == ["a1", "a2", "b1"]


def test_digest_is_that_of_the_files_one_after_the_other(gold: Gold) -> None:
    both = b"".join((gold.folder / "set" / name).read_bytes() for name in ("a.jsonl", "b.jsonl"))
    assert gold.digest(["set/*.jsonl"]) == hashlib.sha256(both).hexdigest()


def test_a_set_that_is_not_there(gold: Gold) -> None:
    with pytest.raises(GoldMissing) as missing:
        gold.rows("other/x.jsonl", Row)
    assert missing.value.value == "other/x.jsonl"
    assert "TOLLBOOK_GOLD" in str(missing.value)


def test_a_broken_line_is_named(gold: Gold) -> None:
    (gold.folder / "set" / "a.jsonl").write_text('{"id": "a1"}\n{"id": 7}\n')
    with pytest.raises(UsageError) as fault:
        gold.rows("set/a.jsonl", Row)
    assert str(fault.value.where).endswith("a.jsonl:2")


def test_the_folder_comes_from_the_environment() -> None:
    assert Gold.from_environment({"TOLLBOOK_GOLD": "/data/gold"}).folder == Path("/data/gold")
    assert Gold.from_environment({}).folder == Path("../shared/gold")


def test_md5_order() -> None:
    ids = ["one", "two", "three", "four"]
    by_hand = sorted(ids, key=lambda i: hashlib.md5(i.encode(), usedforsecurity=False).hexdigest())
    assert [ids[i] for i in in_md5_order(ids)] == by_hand
    assert by_hand != ids


def outcome(id: str, *, ok: bool) -> Outcome:
    return Outcome(id, {"killed": 1}, {"best": 1 if ok else None}, ok, "One man was killed.")


def test_items_survive_writing_and_differences_are_found(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    old = [outcome("a", ok=True), outcome("b", ok=False), outcome("c", ok=True)]
    new = [outcome("a", ok=False), outcome("b", ok=True), outcome("d", ok=True)]
    write_items(path, old)
    assert read_items(path) == item_lines(old)
    difference = compare(read_items(path), item_lines(new))
    assert [pair[1].id for pair in difference.gained] == ["b"]
    assert [pair[1].id for pair in difference.lost] == ["a"]
    assert (difference.only_old, difference.only_new) == (1, 1)


def test_a_file_that_is_no_items_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("hello\n")
    with pytest.raises(UsageError, match="older items"):
        read_items(path)
