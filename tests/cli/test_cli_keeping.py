"""Commands that keep a book whole: read, rebuild, log, verify, backup, restore."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

import tollbook as library
from tollbook.record import Claim


def claims_of(book: str = "book") -> list[Claim]:
    with library.open(book) as opened:
        return opened.claims()


@pytest.fixture
def decided(filled):
    """The command line, with a book in which three notes were made."""
    claim = claims_of()[0]
    for n in range(3):
        filled("decide", "note", claim.id, "--reason", f"note {n}", "--by", "Ada")
    return filled


# read, rebuild


def test_read_tells_what_moved(filled, reader) -> None:
    claim = claims_of()[0]
    filled("decide", "reject", claim.id, "--reason", "a rumour")
    assert filled("read").stdout.startswith("0 reports read.\n0 claims new\n0 claims gone\n")
    reader.version, reader.harm = "2", "injured"
    result = filled("read", "--all")
    assert result.exit_code == 0
    assert "2 reports read." in result.stdout
    assert "2 claims new" in result.stdout
    assert "injured 3, incident" in result.stdout
    assert "1 decisions in force: 0 by id, 0 by their words, 1 orphans" in result.stdout
    assert "Next: tollbook list orphans" in result.stdout
    document = json.loads(filled("read", "--all", "--json").stdout)
    assert (document["read"], document["new"], document["tolls"]) == (2, [], [])
    assert document["decisions"][0]["how"] == "orphan"


def test_rebuild_gives_the_same_and_says_so(filled, reader) -> None:
    result = filled("rebuild")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "The same.")
    document = json.loads(filled("rebuild", "--json").stdout)
    assert (document["same"], document["before"]) == (True, document["after"])
    reader.version = "2"
    result = filled("rebuild")
    assert result.exit_code == 0
    assert "read by: fake 1 -> fake 2" in result.stdout


def test_rebuild_fails_where_a_record_had_been_changed(filled) -> None:
    raw = sqlite3.connect("book/book.db")
    raw.execute("UPDATE claims SET body = replace(body, '\"best\":3', '\"best\":4')")
    raw.commit()
    raw.close()
    result = filled("rebuild")
    assert result.exit_code == 3
    assert "changed by hand" in result.stdout
    assert filled("rebuild").exit_code == 0


# log


def test_log_show(decided) -> None:
    shown = decided("log", "show").stdout
    assert [line[0] for line in shown.splitlines() if line[0] != " "] == ["1", "2", "3"]
    assert "note 2" in shown
    assert "Ada" in shown
    assert decided("log", "show", "--last", "1").stdout in shown
    assert len(json.loads(decided("log", "show", "--json").stdout)) == 3


def test_log_show_of_a_book_without_decisions(filled) -> None:
    assert filled("log", "show").stdout == "No decisions yet.\n"


def test_log_export_and_import(decided, folder: Path) -> None:
    decided("backup", "copy")
    claim = claims_of()[0]
    decided("decide", "reject", claim.id, "--reason", "a rumour")
    exported = decided("log", "export").stdout
    decided("log", "export", "--to", "log.jsonl")
    assert (folder / "log.jsonl").read_text("utf-8") == exported
    result = decided("log", "import", "log.jsonl", "--book", "copy")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 decisions taken in.\n")
    assert "killed: 3" in result.stdout
    again = decided("log", "import", "-", "--book", "copy", "--json", input=exported)
    assert json.loads(again.stdout) == {"taken_in": 0, "changes": []}
    assert decided("log", "export", "--book", "copy").stdout == exported


def test_a_broken_log_is_not_taken_in(decided, folder: Path) -> None:
    decided("backup", "copy")
    decided("decide", "note", claims_of()[0].id, "--reason", "one more")
    lines = decided("log", "export").stdout.splitlines()
    (folder / "log.jsonl").write_text("\n".join([*lines[:1], *lines[2:]]))
    result = decided("log", "import", "log.jsonl", "--book", "copy")
    assert result.exit_code == 3
    assert "does not follow the one before" in result.stderr
    assert len(json.loads(decided("log", "show", "--json", "--book", "copy").stdout)) == 3


# verify


def test_verify_of_a_whole_book(decided) -> None:
    result = decided("verify")
    assert result.exit_code == 0
    assert "2 captures, 3 decisions, 2 claims: all as they were written." in result.stdout
    assert json.loads(decided("verify", "--json").stdout) == {"ok": True, "findings": []}


def test_verify_against_an_exported_log(decided) -> None:
    decided("backup", "before")
    decided("decide", "note", claims_of()[0].id, "--reason", "one more", "--by", "Ada")
    decided("log", "export", "--to", "log.jsonl")
    assert decided("verify", "--log", "log.jsonl").exit_code == 0
    exported = Path("log.jsonl").read_text("utf-8")
    Path("cut.jsonl").write_text(exported.rpartition("\n{")[0], "utf-8")
    result = decided("verify", "--log", "cut.jsonl")
    assert result.exit_code == 3
    assert "cut short: its closing line is missing" in result.stdout
    result = decided("verify", "--log", "log.jsonl", "--book", "before")
    assert result.exit_code == 3
    assert "the log was cut: the exported one has 1 decisions more" in result.stdout
    decided("decide", "note", claims_of()[0].id, "--reason", "else", "--book", "before")
    result = decided("verify", "--log", "log.jsonl", "--book", "before")
    assert result.exit_code == 3
    assert "table decisions, sequence 4" in result.stdout


def test_verify_names_a_changed_capture(decided, folder: Path) -> None:
    page = next(path for path in (folder / "book" / "captures").rglob("*") if path.is_file())
    page.chmod(0o644)
    page.write_bytes(b"x" + page.read_bytes()[1:])
    result = decided("verify")
    assert result.exit_code == 3
    assert str(page.relative_to(folder)) in result.stdout
    assert "1 thing is not as written." in result.stdout


# backup, restore


def test_backup_and_restore(decided, folder: Path) -> None:
    result = decided("backup", "safe/monday")
    assert result.exit_code == 0
    assert result.stdout == "The book is copied to safe/monday: 2 captures, 3 decisions.\n"
    restored = decided("restore", "safe/monday", "--book", "again", "--json")
    assert json.loads(restored.stdout) == {"folder": "again", "captures": 2, "decisions": 3}
    for command in (("log", "export"), ("list", "claims", "--csv"), ("verify",)):
        assert (
            decided(*command, "--book", "again").stdout
            == decided(*command, "--book", "book").stdout
        )
    assert decided("backup", "safe/monday").exit_code == 2
    assert decided("restore", "safe/monday", "--book", "book").exit_code == 2
    assert decided("restore", "nowhere", "--book", "new").exit_code == 2
    assert not (folder / "new").exists()


def test_a_backup_that_does_not_hold_is_not_restored(decided, folder: Path) -> None:
    decided("backup", "safe")
    raw = sqlite3.connect("safe/book.db")
    raw.execute("DROP TRIGGER decisions_no_delete")
    raw.execute("DELETE FROM decisions WHERE sequence = 2")
    raw.commit()
    raw.close()
    result = decided("restore", "safe", "--book", "again")
    assert result.exit_code == 3
    assert "the backup is not as it was written: the chain of decisions breaks" in result.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["book", "pages", "safe"]


def test_a_backup_on_a_medium_that_is_only_read(decided, folder: Path) -> None:
    decided("backup", "safe")
    safe = folder / "safe"
    safe.chmod(0o555)
    try:
        assert decided("restore", "safe", "--book", "again").exit_code == 0
    finally:
        safe.chmod(0o755)
    # a user who may write anywhere would have left something there
    assert sorted(path.name for path in safe.iterdir()) == ["book.db", "captures"]
