"""The synthetic world: what was told of true incidents, tallied and held against the truth.

Seeds take the place of gold data, so this suite runs anywhere. A case is one world, rendered as
claims; nothing of it is read by a reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tollbook.evals import world
from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Metric, Outcome, Suite
from tollbook.evals.world.judge import judge
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.tally import load_policy, tally

SEEDS = (1, 2, 3)
"""Where none are given. The knobs were set while looking at seeds 1 to 5."""


@dataclass(frozen=True, slots=True)
class WorldCase:
    """One world, by its seed."""

    seed: int

    @property
    def id(self) -> str:
        return f"seed {self.seed}"


def load(gold: Gold) -> list[WorldCase]:
    """The worlds of the usual seeds."""
    return of_seeds(SEEDS)


def of_seeds(seeds: Sequence[int]) -> list[WorldCase]:
    """A world for each seed."""
    return [WorldCase(seed) for seed in dict.fromkeys(seeds)]


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def solve(case: WorldCase, bench: Bench) -> list[Outcome]:
    """Tally the world's claims by the policy ``default``."""
    made = world.make_world(_gazetteer(), world.Knobs(), case.seed)
    rendered = world.as_claims(made)
    tallied = tally(
        rendered.reports,
        rendered.claims,
        rendered.statements,
        rendered.resolutions,
        copies=rendered.copies,
        issued={},
        policy=load_policy("default"),
    )
    return judge(rendered, tallied)


SUITE = Suite(
    name="world",
    about="a made-up world told by made-up papers: ranges, sources, totals against the truth",
    files=("*.toml",),
    metrics=(
        Metric("coverage"),
        Metric("coverage_all"),
        Metric("coverage_possible"),
        Metric("width", lower=True),
        Metric("verdict_accuracy"),
        Metric("verdict_from_truth"),
        Metric("verdict_false", lower=True),
        Metric("double_counted", lower=True),
        Metric("lineage_exact"),
    ),
    load=load,
    solve=solve,
    seeded=of_seeds,
    own=Path(world.__file__).parent,
)
