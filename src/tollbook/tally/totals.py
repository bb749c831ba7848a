"""The sum of a book's tolls, one harm at a time: a floor with its bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tollbook.record import Incident
from tollbook.record.vocabulary import TOLL_HARMS, Harm


@dataclass(frozen=True, slots=True)
class Total:
    """Tolls of one harm over incidents, in people.

    Incidents do not overlap, so their tolls may be added; running totals never enter.

    :ivar incidents: how many have a toll of this harm, one of nobody too.
    :ivar min / best / max: sums of what is known; a toll without one adds nothing to it.
    :ivar without_best / without_max: how many tolls have none.
    :ivar open_above: whether any of them is "or more".
    """

    harm: Harm
    incidents: int
    min: int
    best: int
    max: int
    without_best: int
    without_max: int
    open_above: bool


def totals(incidents: Iterable[Incident]) -> list[Total]:
    """One sum for each harm that has a toll, in the vocabulary's order.

    "Killed or injured" stands by itself: how many of these were killed is not known.
    """
    incidents = list(incidents)
    found: list[Total] = []
    for harm in TOLL_HARMS:
        tolls = [toll for i in incidents if (toll := i.toll(harm)) is not None]
        if tolls:
            found.append(
                Total(
                    harm,
                    len(tolls),
                    sum(t.min or 0 for t in tolls),
                    sum(t.best or 0 for t in tolls),
                    sum(t.max or 0 for t in tolls),
                    sum(t.best is None for t in tolls),
                    sum(t.max is None for t in tolls),
                    any(t.open_above for t in tolls),
                )
            )
    return found
