"""How fast the desk is over a large book: queue, claims, incidents and filtered lists.

    python benchmarks/desk.py [--claims N] [--requests N] [--folder DIR]

Makes the synthetic book of benchmarks/ledger.py (a million claims unless told), puts incidents,
totals and decisions into it, opens the desk over it, and asks for pages one after the other: in
this process, and through uvicorn on loopback. Then it decides on claims and asks for their pages.
Prints median and 95th percentile of the wall clock and of the processor beside what is promised:
under 150 ms for queue, claims, incidents and lists.
"""

from __future__ import annotations

import argparse
import random
import resource
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import httpx
import uvicorn
from fastapi.testclient import TestClient
from sqlalchemy import insert

from ledger import HARMS, SCOPES, TOWNS, fill
from tollbook.desk.app import create_app
from tollbook.desk.guard import Session, hosts_of
from tollbook.desk.shelf import Shelf
from tollbook.ledger import Ledger
from tollbook.ledger import schema as t
from tollbook.ledger.rows import account_row, incident_row
from tollbook.record import (
    Account,
    Choice,
    Count,
    Figure,
    Incident,
    Interval,
    Place,
    Sum,
    Toll,
    When,
)

NOW = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
DECIDED = 2_000
PROMISED_MS = 150


def add_up(ledger: Ledger, claims: int) -> None:
    """Incidents of three claims each, some totals and decisions; past the tally, for its time."""
    chance = random.Random(2)  # noqa: S311 - the same book each time
    incidents, links = [], []
    for n in range(claims // 3):
        ids = tuple(f"clm_{3 * n + k:016x}" for k in range(3))
        made = _incident(f"inc_{n:016x}", ids, chance)
        incidents.append(incident_row(made, 1, n))
        links += [{"incident": made.id, "claim": claim} for claim in ids]
    accounts = [account_row(_account(n), 1, n // 1000) for n in range(0, claims, 1000)]
    with ledger._store.writing() as c:
        tally = {"id": 1, "policy": "default", "code_version": "0", "tallied_at": NOW.isoformat()}
        c.execute(insert(t.tallies).values(tally))
        for table, rows in (
            (t.incidents, incidents),
            (t.incident_claims, links),
            (t.accounts, accounts),
        ):
            for start in range(0, len(rows), 20_000):
                c.execute(insert(table), rows[start : start + 20_000])
    choices = [Choice("accept", f"clm_{n * 7:016x}", "measured") for n in range(DECIDED)]
    ledger.decide_batch(choices, decided_by="A. Recorder", decided_at=NOW)


def _incident(own: str, claims: tuple[str, ...], chance: random.Random) -> Incident:
    town = int(chance.random() ** 2 * TOWNS)
    day = date(2003, 1, 1) + timedelta(chance.randrange(8000))
    lat, lon = 29 + town % 80 / 10, 40 + town // 80 / 3
    place = Place(f"gn:{town}", f"Town {town}", lat, lon, "IQ", "IQ.09", "city", 8.0)
    low = chance.randrange(1, 12)
    high = low if chance.random() < 0.8 else low * 3 + 5
    figures = tuple(Figure(c, True, "used", f"source {k}") for k, c in enumerate(claims))
    toll = Toll("killed", low, low, high, False, 3, 3, "default", figures)
    when = None if chance.random() < 0.03 else When(day, day, "day", "named")
    places = () if chance.random() < 0.03 else (place,)
    return Incident(own, claims, when, places, (), chance.random() < 0.02, "fair", (toll,))


def _account(n: int) -> Account:
    period = Interval(date(2019, 10, 1), date(2019, 10, 31))
    return Account(
        id=f"acc_{n:016x}",
        claim=f"clm_{n:016x}",
        harm="killed",
        stated=Count.exact(180, "180"),
        area="Iraq",
        period=period,
        inside=(),
        possibly_inside=(),
        surely=Sum(100, 120),
        maybe=Sum(100, 130),
        verdict="incidents_missing",
        arithmetic=("at least 50 are not documented here",),
    )


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds by the clock on the wall and of the processor."""

    wall: float
    processor: float


def asked(claims: int, requests: int) -> dict[str, list[str]]:
    """Addresses to ask for, by what they are."""
    chance = random.Random(3)  # noqa: S311 - the same addresses each time

    def many(one: Callable[[], str]) -> list[str]:
        return [one() for _ in range(requests)]

    def filtered() -> str:
        chosen = {
            "harm": chance.choice(HARMS),
            "scope": chance.choice(SCOPES),
            "place": f"Town {int(chance.random() ** 2 * TOWNS)}",
            "source": f"Outlet {chance.randrange(200)}",
            "since": f"{chance.randrange(2003, 2020)}-01-01",
            "until": f"{chance.randrange(2020, 2024)}-12-31",
            "sort": chance.choice(("day", "-day", "number", "-number")),
            "words": chance.choice(("miners", "outlet", "town 7", "died")),
            "decided": chance.choice(("accept", "nothing")),
        }
        names = chance.sample(sorted(chosen), chance.randrange(1, 5))
        return "/list/claims?" + str(httpx.QueryParams({name: chosen[name] for name in names}))

    def incidents() -> str:
        chosen = {
            "contested": "yes",
            "place": f"Town {chance.randrange(TOWNS)}",
            "since": f"{chance.randrange(2003, 2024)}-05-01",
            "sort": chance.choice(("day", "-number")),
        }
        names = chance.sample(sorted(chosen), chance.randrange(1, 4))
        return "/list/incidents?" + str(httpx.QueryParams({name: chosen[name] for name in names}))

    asks = ("", "ask=figures_apart", "ask=contested", "of=incident", "of=account", "ask=no_day")
    return {
        "queue": many(lambda: f"/?{chance.choice(asks)}&page={chance.randrange(1, 40)}"),
        "claim": many(lambda: f"/claim/clm_{chance.randrange(claims):016x}"),
        "claim, of the queue": many(
            lambda: f"/claim/clm_{chance.randrange(claims):016x}?queue=1&of=claim"
        ),
        "incident": many(lambda: f"/incident/inc_{chance.randrange(claims // 3):016x}?queue=1"),
        "claims listed": many(filtered),
        "incidents listed": many(incidents),
        "deep pages": many(
            lambda: (
                f"/list/claims?sort={chance.choice(('', 'day', '-number'))}"
                f"&{chance.choice(('after', 'before'))}=clm_{chance.randrange(claims):016x}"
            )
        ),
        "jump": many(lambda: f"/jump?to=town+{chance.randrange(TOWNS)}"),
        "log": many(lambda: f"/log?page={chance.randrange(1, DECIDED // 100)}"),
        "told": many(lambda: "/told"),
        "sources": many(lambda: f"/sources?words=outlet+{chance.randrange(200)}"),
        "balances": many(lambda: "/balances"),
    }


def timed(get: Callable[[str], httpx.Response], addresses: list[str]) -> list[Took]:
    """How long each address took."""
    took = []
    for address in addresses:
        wall, processor = time.perf_counter(), time.process_time()
        answer = get(address)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        took.append(Took(wall * 1000, processor * 1000))
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
    return took


def decided(inside: httpx.Client, shelf: Shelf, csrf: str, claims: int, times: int) -> None:
    """Decisions, each followed to its page, a list and the queue; figures stay those of before."""
    shelf.reckoning.close()  # a whole tally beside it would be measured, too
    chance = random.Random(4)  # noqa: S311 - the same claims each time
    took: dict[str, list[Took]] = {}
    for _ in range(times):
        own = f"clm_{chance.randrange(claims):016x}"
        form = {"csrf": csrf, "id": own, "reason": "measured", "then": f"/claim/{own}"}
        wall, processor = time.perf_counter(), time.process_time()
        answer = inside.post(
            "/decide/accept", data=form, headers={"Origin": "http://127.0.0.1:8650"}
        )
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        if answer.status_code != 200:
            raise SystemExit(f"accept {own}: {answer.status_code}")
        took.setdefault("accept, to its page", []).append(Took(wall * 1000, processor * 1000))
        for name, address in {
            "the queue after it": "/",
            "a list after it": "/list/claims?decided=accept&sort=-number",
            "sources after it": "/list/sources",
        }.items():
            took.setdefault(name, []).extend(timed(inside.get, [address]))
    for name, some in took.items():
        say(name, some)


def say(what: str, took: list[Took]) -> None:
    walls, processors = [t.wall for t in took], [t.processor for t in took]
    p95 = statistics.quantiles(walls, n=20)[-1]
    late = "" if p95 < PROMISED_MS else "   TOO SLOW"
    click.echo(
        f"{what:<28} median {statistics.median(walls):>7,.1f} ms   p95 {p95:>7,.1f} ms   "
        f"of the processor {statistics.quantiles(processors, n=20)[-1]:>7,.1f} ms{late}"
    )


def served(shelf: Shelf) -> Iterator[httpx.Client]:
    """A client of the desk through uvicorn on loopback."""
    listening = socket.create_server(("127.0.0.1", 0))
    session = Session(hosts_of("127.0.0.1", listening.getsockname()[1]))
    server = uvicorn.Server(uvicorn.Config(create_app(shelf, session), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with httpx.Client(base_url=base, follow_redirects=True, timeout=600) as client:
        client.get(f"/start?token={session.token}")
        yield client
    server.should_exit = True
    thread.join()


def measure(folder: Path, claims: int, requests: int) -> None:
    shelf = Shelf(folder, "A. Recorder")
    start = time.perf_counter()
    shelf.sight()
    click.echo(f"opened in {time.perf_counter() - start:,.1f} s, with what is kept or made anew")
    shelf.close()
    shelf = Shelf(folder, "A. Recorder")
    start = time.perf_counter()
    shelf.sight()
    click.echo(f"opened again in {time.perf_counter() - start:,.1f} s")
    session = Session(hosts_of("127.0.0.1", 8650))
    inside = TestClient(create_app(shelf, session), base_url="http://127.0.0.1:8650")
    inside.get(f"/start?token={session.token}")
    addresses = asked(claims, requests)
    for name, some in addresses.items():
        first = timed(inside.get, some[:1])[0].wall
        say(f"{name} (in process)", timed(inside.get, some[1:]))
        click.echo(f"{'':<26} the first one {first:,.1f} ms")
    decided(inside, shelf, session.csrf, claims, min(requests, 40))
    for client in served(shelf):
        for name, some in addresses.items():
            say(f"{name} (loopback)", timed(client.get, some))
    shelf.close()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    click.echo(f"memory at most {most:,.0f} MiB")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--folder", type=Path, help="keep the book here, and use it again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.folder or Path(name) / "book"
        if not (folder / "book.db").exists():
            start = time.perf_counter()
            with Ledger.open(folder, create=True) as ledger:
                fill(ledger, chosen.claims)
                add_up(ledger, chosen.claims)
            took = time.perf_counter() - start
            click.echo(f"{chosen.claims:,} synthetic claims made in {took:,.0f} s")
        measure(folder, chosen.claims, chosen.requests)
    return 0


if __name__ == "__main__":
    sys.exit(main())
