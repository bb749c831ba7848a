"""One toll over several places: as evenly as whole people allow, with one order for the rest.

UCDP splits low, best and high each by itself (codebook 22.1, 5.4 and note 6), so that a row may
end with best below low. Here every figure deals its people out in the same order, place by place:
then low <= best <= high holds in every row where it holds of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deaths:
    """The figures of one row, in people.

    :ivar a / b: dead of either side; ``best`` is the sum of the four.
    """

    a: int
    b: int
    civilians: int
    unknown: int
    low: int
    high: int

    @property
    def best(self) -> int:
        return self.a + self.b + self.civilians + self.unknown

    @property
    def any(self) -> bool:
        """Whether there is an event at all: one of the three figures is 1 or more (C 2)."""
        return max(self.low, self.best, self.high) >= 1


def dealt(number: int, places: int) -> list[int]:
    """A number over places: the first ones get what is left over."""
    each, left = divmod(number, places)
    return [each + (place < left) for place in range(places)]


def split(deaths: Deaths, places: int) -> list[Deaths]:
    """The figures over ``places`` rows; every column sums to the whole.

    :raises ValueError: for no places.
    """
    if places < 1:
        raise ValueError(f"deaths cannot be split over {places} places")
    classes = _classes((deaths.a, deaths.b, deaths.civilians, deaths.unknown), places)
    low, high = dealt(deaths.low, places), dealt(deaths.high, places)
    return [
        Deaths(a, b, civilians, unknown, low[place], high[place])
        for place, (a, b, civilians, unknown) in enumerate(classes)
    ]


def _classes(numbers: Sequence[int], places: int) -> list[list[int]]:
    """Each class over the places, dealt on where the class before it ended."""
    rows = [[0] * len(numbers) for _ in range(places)]
    start = 0
    for column, number in enumerate(numbers):
        each, left = divmod(number, places)
        for place in range(places):
            rows[(start + place) % places][column] = each + (place < left)
        start = (start + number) % places
    return rows
