"""What a suite is: cases, how one is worked out, and how marks become metrics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeVar

from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold

Value = str | int | float | bool | None
Values = dict[str, Value]


class Case(Protocol):
    """One item of a gold set, as ``--limit`` counts them."""

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of one metric: ``hit`` of ``of``, both added up over all outcomes."""

    name: str
    hit: float
    of: float = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question put to tollbook about a case, and how it answered.

    :ivar id: the case's id and the question ("B12/killed"); stays the same from run to run.
    :ivar sentence: the words it was read from. Gold texts are their publishers': an items file
        is for local use.
    """

    id: str
    gold: Values
    predicted: Values
    ok: bool
    sentence: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Metric:
    """A published figure, 0 to 1, and which marks it is made of.

    ``ratio``: the sum of hits over the sum of what was asked, of all marks named; ``f1``: the
    harmonic mean of two such ratios (precision, recall); ``unknown``: not measured yet.

    :ivar lower: the lower the better: a floor is then a ceiling.
    """

    key: str
    kind: Literal["ratio", "f1", "unknown"] = "ratio"
    marks: tuple[str, ...] = ()
    lower: bool = False

    def value(self, ratios: dict[str, float]) -> float | None:
        """None where nothing was asked."""
        match self.kind:
            case "ratio":
                return ratios.get(self.marks[0] if self.marks else self.key)
            case "f1":
                return harmonic(*(ratios.get(name) for name in self.marks))
            case "unknown":
                return None


def harmonic(precision: float | None, recall: float | None) -> float | None:
    """F1. With nothing predicted (precision unknown) it is 0 where there was gold to find."""
    if recall is None:
        return None
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)


C = TypeVar("C", bound=Case)


@dataclass(frozen=True, slots=True)
class Suite(Generic[C]):
    """A named measurement over one or more gold sets.

    :ivar files: glob patterns below the gold folder; the data digest is taken over them.
    :ivar load: all cases, in the order of the files.
    :ivar solve: works one case out; runs in worker processes, so it must be a module's function.
    :ivar own: the folder of data that is the project's own; None: the gold folder.
    :ivar regroup: joins the cases that ``--limit`` left into those that are worked out together
        (the documents of one book); None: each alone.
    :ivar seeded: the cases that seeds make, for a suite that makes its own data; None: it takes
        no seeds.
    """

    name: str
    about: str
    files: tuple[str, ...]
    metrics: tuple[Metric, ...]
    load: Callable[[Gold], Sequence[C]] = field(repr=False)
    solve: Callable[[C, Bench], list[Outcome]] = field(repr=False)
    regroup: Callable[[Sequence[C]], Sequence[C]] | None = field(default=None, repr=False)
    own: Path | None = field(default=None, repr=False)
    seeded: Callable[[Sequence[int]], Sequence[C]] | None = field(default=None, repr=False)

    def figures(self, outcomes: Iterable[Outcome]) -> dict[str, float | None]:
        """Every metric of the suite over these outcomes, rounded to four places."""
        ratios = {name: hit / of for name, (hit, of) in _added_up(outcomes).items() if of > 0}
        figures: dict[str, float | None] = {}
        for metric in self.metrics:
            value = metric.value(ratios)
            figures[metric.key] = None if value is None else round(value, 4)
        return figures

    def sums(self, outcomes: Iterable[Outcome]) -> dict[str, tuple[float, float]]:
        """Of every metric that is a ratio: how many were right, and of how many."""
        added = _added_up(outcomes)
        named = {m.key: m.marks[0] if m.marks else m.key for m in self.metrics if m.kind == "ratio"}
        return {key: added[mark] for key, mark in named.items() if mark in added}


def _added_up(outcomes: Iterable[Outcome]) -> dict[str, tuple[float, float]]:
    """Name of a mark -> the sum of its hits and of what was asked."""
    sums: dict[str, tuple[float, float]] = {}
    for outcome in outcomes:
        for mark in outcome.marks:
            hit, of = sums.get(mark.name, (0.0, 0.0))
            sums[mark.name] = hit + mark.hit, of + mark.of
    return sums


def precision_recall(
    metric: str, *, gold: bool, predicted: bool, hit: bool | None = None
) -> tuple[Mark, ...]:
    """Marks ``<metric>_p`` and ``<metric>_r`` for one yes-or-no question.

    :param hit: whether the prediction is right where both say yes; None: it is.
    """
    right = gold and predicted and hit is not False
    marks = []
    if predicted:
        marks.append(Mark(f"{metric}_p", float(right)))
    if gold:
        marks.append(Mark(f"{metric}_r", float(right)))
    return tuple(marks)
