"""Several reviewers at once through the desk, on loopback: no error, no lost decision, one chain.

    python benchmarks/reviewers.py --reviewers 20 --decisions 10
    python benchmarks/reviewers.py --store postgresql://user@host/empty_database
    python benchmarks/reviewers.py --beside 300

Makes a book of made-up pages, opens a desk over it for each reviewer, has every
reviewer accept, reject and note claims, half of them the same claims, and then counts.
With ``--beside`` a process of its own takes in so many pages more meanwhile, in runs of 25.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import uvicorn

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.desk.app import create_app
from tollbook.desk.guard import Session, hosts_of
from tollbook.desk.shelf import Shelf
from tollbook.ledger import Ledger
from tollbook.ledger.verify import verify
from tollbook.settings import load_settings

PAGES = 40
_AT_ONCE = 25
TOWNS = ("Nasiriyah", "Amara")


def make_book(folder: Path, store: str | None) -> None:
    pages = folder / "pages"
    pages.mkdir()
    for n in range(PAGES):
        words = f"At dawn {n + 2} people were killed in {TOWNS[n % 2]}, by the bridge."
        day = f"2019-{n // 28 + 10}-{n % 28 + 1:02}"
        (pages / f"{n}.html").write_text(page(words, title=f"Day {n}", day=day))
    book = folder / "book"
    book.mkdir()
    if store is not None:
        (book / "tollbook.toml").write_text(f"store = {json.dumps(store)}\n")
    settings = load_settings(book / "tollbook.toml")
    pipeline.run([pages], book, settings, reader=FakeReader(), atlas=FakeAtlas())


def run_beside(folder: Path, pages: int) -> None:
    """Takes in so many pages more, in runs of 25; what a process of its own does."""
    settings = load_settings(folder / "book" / "tollbook.toml")
    for first in range(0, pages, _AT_ONCE):
        more = folder / f"more{first}"
        more.mkdir()
        for n in range(first, min(first + _AT_ONCE, pages)):
            words = f"At noon {n + 2} people were killed in {TOWNS[n % 2]}, on the road {n}."
            day = f"2020-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
            (more / f"{n}.html").write_text(page(words, title=f"More {n}", day=day))
        pipeline.run([more], folder / "book", settings, reader=FakeReader(), atlas=FakeAtlas())


class Reviewer:
    """A person at a desk of their own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.shelf = Shelf(folder, name)
        self.socket = socket.create_server(("127.0.0.1", 0))
        port = self.socket.getsockname()[1]
        self.session = Session(hosts_of("127.0.0.1", port))
        config = uvicorn.Config(create_app(self.shelf, self.session), log_level="warning")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],), daemon=True)
        self.thread.start()
        self.base = f"http://127.0.0.1:{port}"
        self.client = httpx.Client(base_url=self.base, timeout=120, headers={"Origin": self.base})
        self.client.get(f"/start?token={self.session.token}")
        self.answers: Counter[int] = Counter()
        self.seconds: list[float] = []

    def decide(self, verb: str, claim: str, number: int) -> None:
        """One decision; where somebody else was first, once more after being told."""
        seen = self.shelf.view().decisions
        form = {
            "csrf": self.session.csrf,
            "seen": str(seen[-1].sequence if seen else 0),
            "id": claim,
            "reason": f"{self.name} {number}",
        }
        while True:
            start = time.perf_counter()
            answer = self.client.post(f"/decide/{verb}", data=form)
            self.seconds.append(time.perf_counter() - start)
            self.answers[answer.status_code] += 1
            if answer.status_code != 409:
                return
            form["seen"] = str(self.shelf.view().decisions[-1].sequence)

    def close(self) -> None:
        self.client.close()
        self.server.should_exit = True
        self.thread.join(20)
        self.shelf.close()
        self.socket.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--decisions", type=int, default=10, help="of each reviewer")
    parser.add_argument("--store", help="address of an empty PostgreSQL database; else SQLite")
    parser.add_argument("--beside", type=int, default=0, help="pages taken in meanwhile")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_book(folder, wanted.store)
        runs = multiprocessing.get_context("spawn").Process(
            target=run_beside, args=(folder, wanted.beside)
        )
        runs.start()
        done = load(folder / "book", wanted.reviewers, wanted.decisions)
        done["runs_went_on_to_the_end"] = runs.is_alive()
        runs.join()
        if runs.exitcode:
            raise SystemExit(f"a run failed: {runs.exitcode}")
        done |= looked_through(folder / "book", PAGES + wanted.beside)
        print(json.dumps(done))  # noqa: T201
    return 0


def looked_through(book: Path, pages: int) -> dict[str, object]:
    """The book when all is done.

    :raises SystemExit: where a page is not read, or the book does not verify.
    """
    with Ledger.open(book) as ledger:
        claims, findings, broken = len(ledger.claims()), verify(ledger), ledger.check_chain()
    if claims != pages or findings or broken:
        raise SystemExit(f"{claims} claims of {pages} pages, found {findings}, {broken}")
    return {"pages": pages, "found_by_verify": 0}


def load(book: Path, reviewers: int, decisions: int) -> dict[str, object]:
    """What came of so many reviewers, each with so many decisions, at once.

    :raises SystemExit: where an answer was an error, a decision is lost, or the chain breaks.
    """
    with Ledger.open(book) as ledger:
        claims = [claim.id for claim in ledger.claims()]
    people = [Reviewer(book, f"R{n:02}") for n in range(reviewers)]
    verbs = ("accept", "reject", "note")

    def work(person: Reviewer) -> None:
        own = people.index(person)
        for n in range(decisions):
            claim = claims[n % 4] if n % 2 else claims[(own * decisions + n) % len(claims)]
            person.decide(verbs[(own + n) % 3], claim, n)

    start = time.perf_counter()
    with ThreadPoolExecutor(reviewers) as pool:
        list(pool.map(work, people))
    took = time.perf_counter() - start
    for person in people:
        person.close()
    with Ledger.open(book) as ledger:
        log = ledger.decisions()
        findings = verify(ledger)
        broken = ledger.check_chain()
    answers = sum((person.answers for person in people), Counter())
    seconds = [s for person in people for s in person.seconds]
    said = {(d.decided_by, d.reason) for d in log}
    lost = [
        (person.name, n)
        for person in people
        for n in range(decisions)
        if (person.name, f"{person.name} {n}") not in said
    ]
    if lost or findings or broken or set(answers) - {303, 409} or len(log) != reviewers * decisions:
        raise SystemExit(f"lost {lost}, found {findings}, {broken}, answers {dict(answers)}")
    return {
        "reviewers": reviewers,
        "decisions": len(log),
        "asked_again": answers[409],
        "errors": 0,
        "lost": 0,
        "seconds": round(took, 1),
        "median_answer_s": round(statistics.median(seconds), 3),
        "slowest_answer_s": round(max(seconds), 3),
    }


if __name__ == "__main__":
    sys.exit(main())
