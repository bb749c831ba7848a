"""The page about this room says what the code does."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import book_records as make
import pytest

from tollbook.ledger import Ledger
from tollbook.ledger import schema as t

REWORDED = "UPDATE sealed_values SET value = 'x' WHERE decision = 2 AND field = 'reason'"
PAGE = Path(__file__).parents[2] / "docs" / "rooms" / "ledger.md"


def test_every_table_is_on_the_page() -> None:
    listed: set[str] = set()
    for row in re.findall(r"^\|(.*?)\|", PAGE.read_text("utf-8"), re.M):
        listed |= set(re.findall(r"`(\w+)`", row))
    assert set(t.metadata.tables) <= listed


@pytest.fixture
def whole() -> Callable[[Path], str]:
    """The check printed on the page, which knows nothing of tollbook."""
    names: dict[str, Any] = {}
    code = next(
        b
        for b in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
        if "def whole" in b
    )
    # The page opens the file and leaves closing to the interpreter; tests want it closed.
    code = code.replace("sqlite3.connect(file).execute(", "connect(file).execute(")
    exec(code, names)  # noqa: S102 - our own page

    def run(file: Path) -> str:
        connection = sqlite3.connect(file)
        names["connect"] = lambda _: connection
        try:
            return str(names["whole"](file))
        finally:
            connection.close()

    return run


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("", "whole"),
        ("UPDATE decisions SET verb = 'x' WHERE sequence = 2", "decision 2 does not follow"),
        (
            REWORDED,
            "decision 2: its words",
        ),
        ("UPDATE sealed_values SET value = NULL, key = NULL WHERE decision = 2", "whole"),
        ("UPDATE decisions SET body = body || ' ' WHERE sequence = 3", "decision 3 was changed"),
        ("DELETE FROM decisions WHERE sequence = 1", "decision 1 does not follow"),
    ],
)
def test_the_check_on_the_page_agrees_with_ours(
    book: Ledger, folder: Path, whole: Callable[[Path], str], change: str, said: str
) -> None:
    _, claim = make.fill(book)
    for n in range(3):
        book.decide("note", claim.id, decided_by="Ada", reason=f"née {n}", decided_at=make.NOON)
    raw = sqlite3.connect(folder / "book.db", isolation_level=None)
    raw.execute("DROP TRIGGER decisions_no_update")
    raw.execute("DROP TRIGGER decisions_no_delete")
    raw.execute("DROP TRIGGER sealed_values_only_destroyed")
    raw.execute(change)
    raw.close()
    assert whole(folder / "book.db").startswith(said)
    assert (book.check_chain() is None) is (said == "whole")
