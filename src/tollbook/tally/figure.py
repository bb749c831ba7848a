"""Each claim's part in a toll, in words that answer "how do you know?"."""

from __future__ import annotations

from tollbook.record import Figure
from tollbook.tally.points import Points
from tollbook.tally.stated import Stated

Numbers = tuple[int | None, int | None, int | None]
"""The least, best and most of a toll."""


def figures_of(stated: Stated, used: bool, part: str, lineage: str) -> list[Figure]:
    """The figures of all claims that make up one statement.

    :param part: what the statement does in the toll, or why it does nothing.
    """
    number = stated.points.in_words()
    note = f"; {stated.note}" if stated.note else ""
    return [
        Figure(stated.key, used, f"{number}, {stated.who()}: {part}{note}", lineage),
        *(Figure(e.id, used, f"added to the figure of {stated.key}", lineage) for e in stated.adds),
        *(
            Figure(
                e.id, False, f"the same report says {number} more fully in {stated.key}", lineage
            )
            for e in stated.restated
        ),
    ]


def role(points: Points, numbers: Numbers) -> str:
    """Which of the three numbers a kept figure sets."""
    low, best, high = numbers
    sets = [
        name
        for name, own, value in (
            ("the least", points.low, low),
            ("the best figure", points.best, best),
            ("the most", points.high, high),
        )
        if own is not None and own == value
    ]
    if not sets:
        return "lies between the least and the most"
    return "sets " + " and ".join([", ".join(sets[:-1]), sets[-1]] if len(sets) > 1 else sets)
