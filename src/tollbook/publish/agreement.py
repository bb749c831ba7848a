"""How far coders agree, field by field: Krippendorff's alpha, with a bootstrap interval.

Alpha is 1 where all agree and 0 where they agree as chance would have it (Krippendorff, Content
Analysis, 4th ed., ch. 12). Which of two is right it does not say.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tollbook.errors import MissingPart
from tollbook.publish.coding_sheet import CODED, Coding, Value
from tollbook.publish.page import Page

_NOMINAL = ("told", "harm", "scope")
Level = Literal["nominal", "ratio"]


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Agreement on one field.

    :ivar alpha: None: not defined, as fewer than two values were used.
    :ivar low / high: middle 95 % of alpha over resampled items; None: hardly ever defined.
    :ivar items: coded by at least two coders.
    :ivar same: of these, how many have one value only.
    """

    field: str
    level: Level
    alpha: float | None
    low: float | None
    high: float | None
    items: int
    same: int


@dataclass(frozen=True, slots=True)
class Difference:
    """An item on which coders differ, for an adjudicator; values by coder."""

    item: str
    field: str
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class AgreementDoc:
    """Agreement of some coders over the items that they share."""

    coders: list[str]
    items: int
    seed: int
    resamples: int
    fields: list[FieldAgreement]
    differences: list[Difference]


def agreement(coders: Mapping[str, Sequence[Coding]], *, seed: int, resamples: int) -> AgreementDoc:
    """Agreement field by field.

    :param coders: name to what they coded. An item that one coder does not have is missing there.
    :param seed: of the bootstrap; the same seed gives the same interval.
    :raises MissingPart: the library for alpha is not installed.
    """
    by_coder = {name: {c.item: c.values for c in coded} for name, coded in coders.items()}
    items = sorted({item for coded in by_coder.values() for item in coded})
    fields, differences = [], []
    for field in CODED:
        units = {
            item: [coded.get(item, {}).get(field) for coded in by_coder.values()] for item in items
        }
        paired = {item: values for item, values in units.items() if _count(values) > 1}
        differing = [item for item, values in paired.items() if len(_set(values)) > 1]
        alpha, low, high = _alpha_of(list(paired.values()), field, seed, resamples)
        level = _level(field)
        same = len(paired) - len(differing)
        fields.append(FieldAgreement(field, level, alpha, low, high, len(paired), same))
        named = list(by_coder)
        differences += [
            Difference(item, field, dict(zip(named, units[item], strict=True)))
            for item in differing
        ]
    return AgreementDoc(list(by_coder), len(items), seed, resamples, fields, differences)


def _level(field: str) -> Level:
    return "nominal" if field in _NOMINAL else "ratio"


def _count(values: Sequence[Value]) -> int:
    return sum(value is not None for value in values)


def _set(values: Sequence[Value]) -> set[Value]:
    return {value for value in values if value is not None}


def _alpha_of(
    units: Sequence[Sequence[Value]], field: str, seed: int, resamples: int
) -> tuple[float | None, float | None, float | None]:
    level = _level(field)
    said = sorted({str(v) for unit in units for v in unit if v is not None})
    codes = {value: n for n, value in enumerate(said)}

    def number(value: str | int) -> int:
        return codes[str(value)] if level == "nominal" else int(value)

    rows = [[number(value) for value in unit if value is not None] for unit in units]
    alpha_of = _alpha(rows, level)
    everything = range(len(rows))
    alpha = alpha_of(everything)
    if alpha is None:
        return None, None, None
    chance = random.Random(seed)  # noqa: S311 - resampling, no secret
    drawn = [alpha_of(chance.choices(everything, k=len(rows))) for _ in range(resamples)]
    known = sorted(value for value in drawn if value is not None)
    if len(known) < resamples / 2:  # too few samples tell anything: no interval is claimed
        return alpha, None, None
    last = len(known) - 1
    return alpha, known[round(last * 0.025)], known[round(last * 0.975)]


def _alpha(units: Sequence[Sequence[int]], level: Level) -> Callable[[Sequence[int]], float | None]:
    """Alpha over some of the units, by their places; None: fewer than two values are in use."""
    try:
        import krippendorff  # noqa: PLC0415 - an extra
    except ImportError as fault:
        raise MissingPart(
            "the library for Krippendorff's alpha is not installed",
            value="krippendorff",
            next='pip install "tollbook[teams]"',
        ) from fault
    domain = sorted({value for unit in units for value in unit})
    column = {value: n for n, value in enumerate(domain)}
    counts = [[0] * len(domain) for _ in units]
    for row, unit in zip(counts, units, strict=True):
        for value in unit:
            row[column[value]] += 1
    used = [frozenset(unit) for unit in units]

    def alpha_of(places: Sequence[int]) -> float | None:
        if len(frozenset().union(*(used[place] for place in places))) < 2:
            return None
        return float(
            krippendorff.alpha(
                value_counts=[counts[place] for place in places],
                value_domain=[float(value) for value in domain],
                level_of_measurement=level,
            )
        )

    return alpha_of


def print_agreement(page: Page, doc: AgreementDoc) -> None:
    """The figures as text; differences are counted, not listed."""
    page.line(f"{' and '.join(doc.coders)}: {doc.items:,} items", style="bold")
    rows = []
    for field in doc.fields:
        if field.alpha is None:
            said = "no alpha: fewer than two values in use"
        else:
            said = f"alpha {field.alpha:.3f}"
            if field.low is not None and field.high is not None:
                said += f" [{field.low:.3f}, {field.high:.3f}]"
        rows.append((field.field, f"{said}; same {field.same:,} of {field.items:,}"))
    page.rows(rows, indent=2)
    page.line(f"Intervals: {doc.resamples:,} resamples, seed {doc.seed}.")
