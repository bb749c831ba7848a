"""How fast the ledger is: decisions, proof of the log, opening and listing a large book.

    python benchmarks/ledger.py [--claims N] [--decisions N] [--folder DIR]

Makes a synthetic book of so many claims (a million unless told) in a temporary folder, or takes
the one that an earlier run left in ``--folder``, and prints each figure beside the one that is
promised. Single decisions are each on the disk before they are acknowledged. Times are of the
wall clock, with those of the processor beside them: on a busy machine the two differ.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import click
from sqlalchemy import Connection, Table, insert

from tollbook.ledger import Ledger
from tollbook.ledger import schema as t
from tollbook.ledger.rows import claim_row, report_row, resolution_row
from tollbook.record import (
    Choice,
    Claim,
    Count,
    Place,
    Published,
    Report,
    Resolution,
    Speaker,
)
from tollbook.record.ids import report_id
from tollbook.record.wanted import Wanted

CLAIMS_A_REPORT = 20
OUTLETS, TOWNS, DAYS = 200, 2000, 8000
HARMS = ("killed",) * 11 + ("injured",) * 5 + ("detained",) * 2 + ("abducted", "missing")
SCOPES = ("incident",) * 16 + ("cumulative",) * 3 + ("generic",)
TEXT = "Three miners died at the northern pit on Monday. " * 5
NOW = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
LISTS = {
    "harm": Wanted(harm="killed", limit=50),
    "harm and scope": Wanted(harm="missing", scope="generic", limit=50),
    "outlet": Wanted(source="outlet 199", limit=50),
    "place": Wanted(place="town 1999", limit=50),
    "place and harm": Wanted(place="town 7", harm="killed", limit=50),
    "week": Wanted(since=date(2019, 10, 1), until=date(2019, 10, 7), limit=50),
    "years and harm": Wanted(since=date(2015, 1, 1), harm="missing", limit=50),
    "all of it": Wanted(
        harm="killed",
        scope="incident",
        source="outlet 1",
        place="town",
        since=date(2019, 10, 1),
        until=date(2019, 12, 31),
        limit=50,
    ),
}

Rows: TypeAlias = "dict[Table, list[dict[str, object]]]"


def fill(ledger: Ledger, claims: int) -> None:
    """Puts synthetic records in, past the ledger's own checks: a million rows in one go."""
    with ledger._store.writing() as c:
        for rows in _batches(claims):
            for table, made in rows.items():
                _insert(c, table, made)


def _insert(c: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    c.execute(insert(table), rows)


def _batches(claims: int) -> Iterator[Rows]:
    chance = random.Random(1)  # noqa: S311 - the same book each time
    sample = _report("0" * 64, 0, date(2003, 1, 1))
    claim = claim_row(_claim(sample), 0)
    body = str(claim["body"])
    town = Place("gn:TOWN", "Town NAME", 31.0, 46.0, "IQ", "IQ.09", "city", 8.0)
    found = Resolution("SUBJECT", "place", None, 0.9, "clause", ("named",), place=town)
    place = resolution_row(found, "", 0)
    rows = _empty()
    for number in range(claims // CLAIMS_A_REPORT):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        day = date(2003, 1, 1) + timedelta(days=chance.randrange(DAYS))
        report = _report(digest, number + 1, day, f"Outlet {int(chance.random() ** 2 * OUTLETS)}")
        arrived = {"seq": number + 1, "sha256": digest, "media_type": "text/html", "size": 1}
        rows[t.captures].append({**arrived, "taken_at": NOW.isoformat(), "origin": "synthetic"})
        rows[t.reports].append(report_row(report, "synthetic 1"))
        made = {"report": report.id, "code_version": "0", "read_at": "", "resolved_at": ""}
        rows[t.readings].append({**made, "reader": "synthetic 1", "lexicon_version": "1"})
        rows[t.resolvings].append({**made, "atlas_version": "1"})
        for ordinal in range(CLAIMS_A_REPORT):
            id = f"clm_{number * CLAIMS_A_REPORT + ordinal:016x}"  # noqa: A001
            harm, scope = chance.choice(HARMS), chance.choice(SCOPES)
            named = int(chance.random() ** 2 * TOWNS)
            said = body.replace(str(claim["id"]), id).replace(sample.id, report.id)
            said = said.replace('"harm":"killed"', f'"harm":"{harm}"')
            said = said.replace('"scope":"incident"', f'"scope":"{scope}"')
            own = {"id": id, "report": report.id, "ordinal": ordinal, "harm": harm}
            rows[t.claims].append({**claim, **own, "scope": scope, "body": said})
            told = str(place["body"]).replace("SUBJECT", id).replace("NAME", str(named))
            of_claim = {"report": report.id, "ordinal": ordinal, "subject": id}
            rows[t.resolutions].append({**place, **of_claim, "place": f"gn:{named}", "body": told})
            rows[t.finder].append(
                {
                    "claim": id,
                    "sequence": number + 1,
                    "ordinal": ordinal,
                    "harm": harm,
                    "scope": scope,
                    "source": report.source,
                    "place": f"Town {named}",
                    "country": "IQ",
                    "day_start": day.isoformat(),
                    "day_end": day.isoformat(),
                }
            )
        if len(rows[t.claims]) >= 20_000:
            yield rows
            rows = _empty()
    if rows[t.claims]:
        yield rows


def _empty() -> Rows:
    tables = (t.captures, t.reports, t.readings, t.claims, t.finder, t.resolvings, t.resolutions)
    return {table: [] for table in tables}


def _report(digest: str, sequence: int, day: date, source: str = "Outlet 0") -> Report:
    published = Published(day, day, "meta")
    return Report(report_id(digest), digest, None, TEXT, "en", source, None, published, sequence)


def _claim(report: Report) -> Claim:
    return Claim(
        id="clm_" + "0" * 16,
        report=report.id,
        harm="killed",
        count=Count.exact(3, "Three"),
        scope="incident",
        modality="fact",
        said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
        evidence=report.span(0, 17),
        sentence=(0, 48),
        rule="die.subject",
        reader="synthetic 1",
    )


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock on the wall and of the processor."""

    wall: float
    processor: float


def took(work: Callable[[], object], *, times: int = 1) -> Took:
    """How long the work takes; of several times the median of each clock."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return Took(statistics.median(walls), statistics.median(processors))


def say(what: str, measured: Took, promised: str, *, each: int | None = None) -> None:
    """One line; ``each``: how many were done, where a rate is promised."""
    if each is not None:
        told = f"{each / measured.wall:>9,.0f} /s, {each / measured.processor:>9,.0f} /s"
    elif measured.wall < 1:
        told = f"{measured.wall * 1000:>9,.0f} ms, {measured.processor * 1000:>9,.0f} ms"
    else:
        told = f"{measured.wall:>9,.1f} s,  {measured.processor:>9,.1f} s "
    click.echo(f"{what:<28} {told} of processor time   (promised: {promised})")


def measure(folder: Path, decisions: int) -> None:
    """Prints every figure of a filled book."""
    say("open", took(lambda: Ledger.open(folder).close(), times=5), "under 500 ms")
    with Ledger.open(folder) as ledger:
        for name, wanted in LISTS.items():
            listed = took(lambda w=wanted: ledger.excerpt(w), times=5)
            say(f"list by {name}", listed, "under 100 ms")
        subjects = [claim.id for claim in ledger.excerpt(Wanted(limit=1000)).claims]

        def one_by_one() -> None:
            for n in range(200):
                ledger.decide(
                    "reject", subjects[n], decided_by="A", reason="measured", decided_at=NOW
                )

        say("single decisions", took(one_by_one), "50 /s or more", each=200)
        choices = [Choice("reject", subjects[n % 1000], "measured") for n in range(10_000)]

        def together() -> None:
            ledger.decide_batch(choices, decided_by="A", decided_at=NOW)

        say("a batch of 10,000", took(together), "under 10 s")
        while len(ledger.decisions()) < decisions:
            ledger.decide_batch(choices, decided_by="A", decided_at=NOW)
        number = len(ledger.decisions())
        say(f"{number:,} decisions verified", took(ledger.check_chain), "under 20 s")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="keep the book here, and use it again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.folder or Path(name) / "book"
        if not (folder / "book.db").exists():
            with Ledger.open(folder, create=True) as ledger:
                making = took(lambda: fill(ledger, chosen.claims))
            click.echo(f"{chosen.claims:,} synthetic claims made in {making.wall:,.0f} s")
        measure(folder, chosen.decisions)
    return 0


if __name__ == "__main__":
    sys.exit(main())
