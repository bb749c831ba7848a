"""A program that is killed: imports once, then does each job it is told in a child of its own.

Told on standard input, a line each: a job's name and its arguments. The child says on standard
output what was acknowledged, as it is; its parent says when it has ended, and how.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fastapi.testclient import TestClient

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline
from tollbook.book import Book
from tollbook.desk.app import create_app
from tollbook.desk.guard import Session, hosts_of
from tollbook.desk.shelf import Shelf
from tollbook.ledger import Ledger
from tollbook.settings import load_settings


def say(*words: object) -> None:
    """At once and whole: what comes out was true before it came out."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def run(folder: str, pages: str) -> None:
    def on_read(report: object) -> None:
        say("reading")

    pipeline.run(
        [Path(pages)],
        Path(folder),
        load_settings(Path(folder) / "tollbook.toml"),
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


def backup(folder: str, _: str) -> None:
    with Ledger.open(Path(folder)) as ledger:
        ledger.backup(Path(f"{folder}-safe-{os.getpid()}"))
    say("done")


def desk(folder: str, _: str) -> None:
    """Accepts and rejects at the desk for as long as it is let."""
    shelf = Shelf(Path(folder), "A")
    session = Session(hosts_of("127.0.0.1", 8650))
    client = TestClient(create_app(shelf, session), base_url="http://127.0.0.1:8650")
    client.get(f"/start?token={session.token}", follow_redirects=False)
    claims = [claim.id for claim in shelf.view().claims]
    for n in range(10_000):
        form = {"csrf": session.csrf, "id": claims[n % len(claims)], "reason": f"{n}"}
        answer = client.post(
            f"/decide/{('accept', 'reject')[n % 2]}",
            data=form,
            headers={"Origin": "http://127.0.0.1:8650"},
            follow_redirects=False,
        )
        if answer.status_code != 303:
            raise RuntimeError(answer.text)
        own = answer.headers["location"].partition("done=")[2]
        say("decided", next(d.digest for d in shelf.view().decisions if d.id == own))


JOBS = {"run": run, "decide": decide, "migrate": migrate, "backup": backup, "desk": desk}


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
            except BaseException as fault:
                say("failed", " ".join(repr(fault).split()))
                raise
            finally:
                os._exit(status)
        say("child", child)
        say("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    main()
