"""Running a suite over its gold, in this process or over several."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tollbook.errors import UsageError
from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold, in_md5_order
from tollbook.evals.suite import Case, Outcome, Suite
from tollbook.evals.suites import load_suite
from tollbook.progress import SILENT, Progress
from tollbook.record.ids import digest_of
from tollbook.settings import Settings


@dataclass(frozen=True, slots=True)
class EvalReport:
    """What a suite measured.

    :ivar items: cases worked out (``--limit`` counts these; a case may give several outcomes).
    :ivar sums: of each metric that is a ratio: how many were right, and of how many.
    :ivar lower: metrics that are the better the lower.
    :ivar faults: documents that the reader failed on; they score as if nothing was found.
    """

    suite: str
    data_digest: str
    items: int
    reader: str
    metrics: dict[str, float | None]
    outcomes: tuple[Outcome, ...]
    faults: tuple[str, ...] = ()
    sums: dict[str, tuple[float, float]] = field(default_factory=dict)
    lower: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Solved:
    outcomes: list[Outcome]
    faults: list[str]
    reader: str


def run_suite(
    suite: Suite[Case],
    gold: Gold,
    *,
    settings: Settings | None = None,
    limit: int | None = None,
    jobs: int = 1,
    bench: Bench | None = None,
    progress: Progress = SILENT,
    seeds: Sequence[int] = (),
    kept: Path | None = None,
) -> EvalReport:
    """Work out the suite's cases and add up its metrics.

    The result does not depend on ``jobs``: cases are independent and come back in order.

    :param limit: only the first so many cases by the MD5 of their id; None: all.
    :param jobs: processes; each loads the reader for itself.
    :param bench: parts to measure, then in this process; None: those that ``settings`` name.
    :param seeds: for a suite that makes its own data: the seeds to make it from; empty: its own.
    :param kept: folder of readings kept from run to run; None: all is read anew.
    :raises GoldMissing: the suite's data is not there.
    :raises MissingPart: the reader or its model is not installed.
    :raises UsageError: seeds for a suite that takes none.
    """
    gold = Gold(suite.own) if suite.own is not None else gold
    digest = gold.digest(suite.files)
    if seeds:
        cases = _from_seeds(suite, seeds)
        digest = digest_of(digest, *seeds)
    else:
        cases = suite.load(gold)
    if limit is not None:
        cases = [cases[i] for i in in_md5_order([case.id for case in cases])[:limit]]
    items = len(cases)
    if suite.regroup is not None:
        cases = suite.regroup(cases)
    progress.stage(f"Measuring {suite.name}", len(cases))
    outcomes: list[Outcome] = []
    faults: list[str] = []
    reader = bench.signature if bench else ""
    opening = partial(Bench.open, settings or Settings(), kept)
    for case, solved in zip(cases, _solve_all(suite, cases, opening, jobs, bench), strict=True):
        outcomes += solved.outcomes
        faults += solved.faults
        reader = solved.reader
        progress.step(case.id)
    return EvalReport(
        suite=suite.name,
        data_digest=digest,
        items=items,
        reader=reader,
        metrics=suite.figures(outcomes),
        outcomes=tuple(outcomes),
        faults=tuple(faults),
        sums=suite.sums(outcomes),
        lower=frozenset(metric.key for metric in suite.metrics if metric.lower),
    )


def _from_seeds(suite: Suite[Case], seeds: Sequence[int]) -> Sequence[Case]:
    if suite.seeded is None:
        raise UsageError(
            f"the suite {suite.name} takes no seeds: its data is given",
            value=", ".join(map(str, seeds)),
            where="--seeds",
            next="leave --seeds out, or measure the suite world",
        )
    return suite.seeded(seeds)


_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
"""Each worker computes in one thread: two of them fill two cores."""


def _solve_all(
    suite: Suite[Case],
    cases: Sequence[Case],
    opening: partial[Bench],
    jobs: int,
    bench: Bench | None,
) -> Iterator[_Solved]:
    if bench is None and jobs > 1 and len(cases) > 1:
        # Spawned, not forked: a forked copy of a loaded parser shares its threads' locks.
        for name in _THREADS:
            os.environ.setdefault(name, "1")
        context = multiprocessing.get_context("spawn")
        with context.Pool(jobs, _set_up, (suite.name, opening)) as pool:
            yield from pool.imap(_work, cases, chunksize=4)
        return
    bench = bench or opening()
    for case in cases:
        yield _solve(suite, case, bench)


def _solve(suite: Suite[Case], case: Case, bench: Bench) -> _Solved:
    bench.forget()
    outcomes = suite.solve(case, bench)
    return _Solved(outcomes, list(bench.faults), bench.signature)


_WORKER: list[tuple[Suite[Case], Bench]] = []
"""The suite and the loaded parts of this worker process."""


def _set_up(suite: str, opening: partial[Bench]) -> None:
    _WORKER[:] = [(load_suite(suite), opening())]


def _work(case: Case) -> _Solved:
    suite, bench = _WORKER[0]
    return _solve(suite, case, bench)
