"""Run by test_durability: writes to a book and says each thing only once it is acknowledged."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import book_records as make

from tollbook.ledger import Ledger


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def runs(folder: Path) -> None:
    with Ledger.open(folder, create=True) as book:
        say("open")
        start = len(book.captures())
        for n in range(start, start + 10_000):
            data = f"document {n} ".encode() * 2000
            _, claim = make.fill(book, data)
            make.tally(book, *book.claims()[-20:])
            say("capture", make.sha(data))
            say("claim", claim.id)
            decision = book.decide(
                "reject", claim.id, decided_by="A", reason=f"{n}", decided_at=datetime.now(UTC)
            )
            say("decision", decision.digest)


def decides(folder: Path, name: str, times: int) -> None:
    with Ledger.open(folder) as book:
        claim = book.claims()[0].id
        say("open")
        for n in range(times):
            decision = book.decide(
                "note", claim, decided_by=name, reason=f"{n}", decided_at=datetime.now(UTC)
            )
            say("decision", decision.digest)


def makes(folder: Path) -> None:
    say("open")
    with Ledger.open(folder, create=True):
        pass


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["runs", folder]:
            runs(Path(folder))
        case ["makes", folder]:
            makes(Path(folder))
        case ["decides", folder, name, times]:
            decides(Path(folder), name, int(times))
