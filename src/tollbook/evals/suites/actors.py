"""Names of actors as newspapers spell them, to the registry: a list of the project's own.

``evals/actors.csv`` holds a name, the country its report is about (ISO 3166-1 alpha-2) and the
registry's id; no id for what is a description ("masked gunmen") or another's name.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.resolve.registry import Registry, load_registry

FILE = "actors.csv"
FOLDER = Path("evals") if (Path("evals") / FILE).exists() else Path(__file__).parents[4] / "evals"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a report about a country.

    :ivar actor: id in the registry; None: the words name none.
    """

    id: str
    words: str
    country: str
    actor: str | None


def load(gold: Gold) -> list[Name]:
    """The list, in its order."""
    (path,) = gold.files([FILE])
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Name(
                f"{row['country']}/{row['name']}", row["name"], row["country"], row["actor"] or None
            )
            for row in csv.DictReader(file)
        ]


@cache
def _registry() -> Registry:
    return load_registry()


def solve(name: Name, bench: Bench) -> list[Outcome]:
    """What the registry takes the words for in a report about that country."""
    found = _registry().find(name.words, frozenset({name.country}))
    return [judge(name, found.actor.id if found.actor else None)]


def judge(name: Name, linked: str | None) -> Outcome:
    """Precision over names that were linked, recall over those that name an actor.

    ``wrong_rate`` is over all names: how many of them were given another actor than their own.
    """
    right = linked == name.actor
    marks = [Mark("wrong_rate", float(linked is not None and not right))]
    if linked is not None:
        marks.append(Mark("linked_precision", float(right)))
    if name.actor is not None:
        marks.append(Mark("linked_recall", float(right)))
    return Outcome(
        name.id, {"actor": name.actor}, {"actor": linked}, right, name.words, tuple(marks)
    )


SUITE = Suite(
    name="actors",
    about="names as newspapers spell them, to the registry of actors",
    files=(FILE,),
    metrics=(Metric("linked_precision"), Metric("linked_recall"), Metric("wrong_rate")),
    load=load,
    solve=solve,
    own=FOLDER,
)
