"""Runs beside people who decide: nothing fails, nothing is lost, one chain; on both stores."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fake_rooms import FakeAtlas, FakeReader, page
from postgres import Server, settle
from tollbook import pipeline
from tollbook.book import Book
from tollbook.ledger import Ledger
from tollbook.ledger.verify import verify
from tollbook.settings import load_settings

PEOPLE, DECISIONS, RUNS, AT_ONCE = 4, 4, 3, 5


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_runs_and_reviewers_at_once(
    tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    book = tmp_path / "book"
    if kind == "postgres":
        server: Server = request.getfixturevalue("server")
        settle(book, server.url(request.getfixturevalue("database")))

    def run(number: int) -> None:
        pages = tmp_path / f"pages{number}"
        pages.mkdir()
        for n in range(AT_ONCE):
            words = f"At dawn {n + 2} people were killed in Amara, on the road {number} {n}."
            made = page(words, title=f"Day {number} {n}", day=f"2019-1{number % 3}-{n + 10}")
            (pages / f"{n}.html").write_text(made)
        settings = load_settings(book / "tollbook.toml")
        pipeline.run([pages], book, settings, reader=FakeReader(), atlas=FakeAtlas())

    def decide(person: int) -> list[str]:
        with Book.open(book) as own:
            claims = sorted(claim.id for claim in own.claims())
        made = []
        for n in range(DECISIONS):
            with Book.open(book) as own:
                verb = ("accept", "reject", "note")[(person + n) % 3]
                subject = claims[(person * n) % AT_ONCE]
                decision, _ = own.decide(verb, subject, decided_by=f"R{person}", reason=f"{n}")
                made.append(decision.digest)
        return made

    run(0)
    with ThreadPoolExecutor(PEOPLE + 1) as pool:
        runs = pool.submit(lambda: [run(n) for n in range(1, RUNS + 1)])
        acknowledged = [d for made in pool.map(decide, range(PEOPLE)) for d in made]
        runs.result()
    run(RUNS + 1)  # the figures of all that was decided
    with Ledger.open(book) as ledger:
        log = ledger.decisions()
        assert sorted(d.digest for d in log) == sorted(acknowledged)
        assert len(log) == PEOPLE * DECISIONS
        assert [d.sequence for d in log] == list(range(1, len(log) + 1))
        assert [d.parent for d in log] == ["", *(d.digest for d in log[:-1])]
        assert len(ledger.claims()) == (RUNS + 2) * AT_ONCE
        assert verify(ledger) == []
