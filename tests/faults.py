"""A program that is killed: imports once, then does each job it is told in a child of its own.

Told on standard input, a line each: a job's name and its arguments. The child says on standard
output what was acknowledged, as it is; its parent says when it has ended.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.book import Book
from tollbook.ledger import Ledger
from tollbook.settings import Settings


def say(*words: object) -> None:
    """At once and whole: what comes out was true before it came out."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def run(folder: str, pages: str) -> None:
    def on_read(report: object) -> None:
        say("reading")

    pipeline.run(
        [Path(pages)],
        Path(folder),
        Settings(),
        reader=FakeReader(on_read=on_read),
        atlas=FakeAtlas(),
    )
    say("done")


def decide(folder: str, _: str) -> None:
    """Accepts, rejects and takes back for as long as it is let."""
    with Book.open(Path(folder)) as book:
        claims = [claim.id for claim in book.claims()]
        for n in range(10_000):
            claim = claims[n % len(claims)]
            rejected, _ = book.decide("reject", claim, decided_by="A", reason=f"{n}")
            say("decided", rejected.digest)
            undone, _ = book.decide("undo", rejected.id, decided_by="A", reason=f"{n}")
            say("decided", undone.digest)


def migrate(folder: str, _: str) -> None:
    Ledger.open(Path(folder)).close()
    say("done")


JOBS = {"run": run, "decide": decide, "migrate": migrate}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:  # all is imported now, so that children need not
        (Path(name) / "a.html").write_text(page("At dawn 3 people were killed in Amara."))
        run(f"{name}/book", f"{name}/a.html")
    say("ready")
    for line in sys.stdin:
        job, *arguments = line.split()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                JOBS[job](*arguments)
                status = 0
            finally:
                os._exit(status)
        say("child", child)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
