"""How long a run takes that finds one new report, and a decision, as the book grows.

    python benchmarks/run.py [SIZES...] [--folder DIR]

Books of made-up worlds (:mod:`tollbook.evals.world`; 1,000, 10,000 and 100,000 claims where none
are given) are filled and tallied; kept in ``--folder`` where one is given, and used again. Then are
timed, in processor seconds: a run that finds one new report of a known incident, one that finds one
with a running total, one that finds nothing new, a decision that changes no words (accept), and one
that does (reject). The reader and the places are stand-ins that know one sentence: reading a report
takes the same in every book.
Of each the ratio to the smallest book is printed: 1 is a time that does not grow.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tollbook
from tollbook import batch, dated, intake, pipeline, tally
from tollbook.book import Book
from tollbook.evals.world import as_claims, make_world, of_size
from tollbook.ledger import Ledger
from tollbook.record import (
    Claim,
    Count,
    Lexicon,
    Mention,
    Place,
    Published,
    Reading,
    Report,
    Resolution,
    Speaker,
    When,
)
from tollbook.record.ids import record_id, report_id
from tollbook.record.vocabulary import Verb
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.settings import Settings

SIZES = (1_000, 10_000, 100_000)
SEED = 7
TAKEN = datetime(2024, 1, 1, 12, 0, tzinfo=UTC)
_VERBS: tuple[Verb, ...] = ("accept", "reject")
_SAID = re.compile(r"(\d+) people (were|have been) killed in the town")


class OneSentence:
    """Reads "N people were killed in the town", and "have been killed" as a running total."""

    name = "world"
    version = "1"
    in_process = True

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        claims = [
            Claim(
                id=record_id("clm", report.id, found.start()),
                report=report.id,
                harm="killed",
                count=Count.exact(int(found.group(1)), found.group(1)),
                scope="incident" if found.group(2) == "were" else "cumulative",
                modality="fact",
                said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
                evidence=report.span(*found.span()),
                sentence=found.span(),
                rule="world",
                reader="world 1",
            )
            for found in _SAID.finditer(report.text)
        ]
        return Reading(report.id, "world 1", tuple(claims))


class OnePlace:
    """Everything new was in one town on one day; totals are of the half year before it."""

    version = "world 1"
    lexicon = Lexicon()

    def __init__(self, place: Place, when: When) -> None:
        self.place, self.when = place, when

    def resolve(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        published: Published | None,
    ) -> tuple[Resolution, ...]:
        return tuple(made for claim in claims for made in self._found(claim))

    def _found(self, claim: Claim) -> tuple[Resolution, ...]:
        where = Resolution(claim.id, "place", None, 1.0, "clause", (), place=self.place)
        when = Resolution(claim.id, "time", None, 1.0, "clause", (), when=self.when)
        if claim.scope == "incident":
            return where, when
        first = None if self.when.start is None else self.when.start - timedelta(days=182)
        period = replace(when, when=replace(self.when, start=first), role="period")
        return replace(where, role="area"), period


def fill(folder: Path, size: int) -> None:
    """A book of a world of about so many claims, as it is after a run."""
    world = as_claims(make_world(Gazetteer.open(), of_size(size), SEED))
    claims, found = defaultdict(list), defaultdict(list)
    report_of = {}
    for claim in world.claims:
        claims[claim.report].append(claim)
        report_of[claim.id] = claim.report
    for resolution in world.resolutions:
        found[report_of[resolution.subject]].append(resolution)
    with Ledger.open(folder, create=True) as ledger:
        for some in batch.at_a_time(world.reports):
            with ledger.together():
                for report in some:
                    own = _keep(ledger, report, claims[report.id])
                    found[own] = found.pop(report.id, [])
        dates = dated.effective_dates(ledger.reports(), pipeline.copies_in(ledger))
        for mine in batch.at_a_time(dates.items()):
            with ledger.together():
                for own, day in mine:
                    ledger.put_resolutions(own, found[own], atlas_version="world 1", published=day)
        pipeline.settle(ledger, tally.load_policy("default"))


def _keep(ledger: Ledger, report: Report, claims: Sequence[Claim]) -> str:
    """Puts a report into a book, with what was read in it; its id there."""
    data = f"{report.id}\n\n{report.text}".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    own = report_id(sha256)
    capture = ledger.take(
        sha256, data, media_type="text/plain", origin=f"{report.id}.txt", record=None,
        taken_at=TAKEN,
    )  # fmt: skip
    kept = replace(report, id=own, capture=sha256, sequence=capture.sequence)
    ledger.put_report(kept, extractor=intake.EXTRACTOR)
    read = tuple(replace(claim, report=own) for claim in claims)
    ledger.put_reading(Reading(own, "world 1", read), lexicon_version="world 1")
    return own


def _places(ledger: Ledger) -> OnePlace:
    for incident in ledger.incidents():
        if incident.when is not None and incident.places and incident.toll("killed"):
            return OnePlace(incident.places[0], incident.when)
    return OnePlace(Place("tb:town", "Town", 9.0, 7.5, "NG", None, "town", 5.0), _DAY)


_DAY = When(TAKEN.date(), TAKEN.date(), "day", "the day it names")


def measure(folder: Path) -> dict[str, float]:
    """Processor seconds of each kind of work in a book, which is left with a report more."""
    with Ledger.open(folder) as ledger:
        held, atlas = len(ledger.claims()), _places(ledger)
    page, total = (folder.parent / f"{folder.name}-{name}.txt" for name in ("new", "total"))
    page.write_text(
        f"Written {time.time_ns()}.\n\n7 people were killed in the town, police said.\n"
    )
    total.write_text(f"{time.time_ns()} said.\n\n70 people have been killed in the town so far.\n")

    def run(paths: list[Path]) -> Callable[[], object]:
        return lambda: pipeline.run(paths, folder, Settings(), reader=OneSentence(), atlas=atlas)

    taken: dict[str, float] = {"claims": held}
    taken["one new report"] = _timed(run([page]))
    taken["one new total"] = _timed(run([total]))
    taken["nothing new"] = _timed(run([page]))
    with tollbook.open(folder) as book:
        incident = next(i for i in book.ledger.incidents() if len(i.claims) > 2)
        for verb in _VERBS:
            taken[verb] = _timed(_decide(book, verb, incident.claims[0]))
    return taken


def _decide(book: Book, verb: Verb, claim: str) -> Callable[[], object]:
    return lambda: book.decide(verb, claim, decided_by="A. Recorder", reason="measured")


def _timed(work: Callable[[], object]) -> float:
    used = time.process_time()
    work()
    return round(time.process_time() - used, 3)


def main() -> int:
    """Measure every size in a process of its own."""
    parser = argparse.ArgumentParser(description="One new report, and one decision.")
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--folder", type=Path, help="where books are kept and found again")
    parser.add_argument("--here", action="store_true", help="measure one size in this process")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if given.here:
            book = folder / f"book{given.sizes[0]}"
            if not book.exists():
                fill(book, given.sizes[0])
            sys.stdout.write(json.dumps(measure(book)) + "\n")
            return 0
        rows: list[dict[str, float]] = []
        for size in given.sizes:
            own = [sys.executable, __file__, "--here", str(size), "--folder", str(folder)]
            done = subprocess.run(own, stdout=subprocess.PIPE, check=True)  # noqa: S603 - ourselves
            rows.append(json.loads(done.stdout))
            ratios = {
                name: round(took / max(rows[0][name], 0.001), 1) for name, took in rows[-1].items()
            }
            sys.stdout.write(
                json.dumps(rows[-1]) + " times the smallest " + json.dumps(ratios) + "\n"
            )
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
