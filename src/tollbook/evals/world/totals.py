"""Running totals as the speakers of a world give them: right, padded or short."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from tollbook.evals.world.knobs import Knobs
from tollbook.evals.world.land import Land
from tollbook.evals.world.names import Bias, names
from tollbook.evals.world.told import Source, Stated
from tollbook.evals.world.truth import Happening
from tollbook.record import Count, Place


def totals(
    land: Land, happened: Sequence[Happening], knobs: Knobs, rng: Random, *, first: int
) -> list[Stated]:
    """The totals of one country: its speakers count it and some of its provinces, time and again.

    A speaker who is right counts everybody who died by the day, hidden incidents too. What a
    speaker adds or leaves out is one share for one area, so that its totals rise as deaths do,
    but for those that the knobs let fall.

    :param first: number of the first total.
    """
    given: list[Stated] = []
    areas = [land.country, *land.provinces[: knobs.provinces_counted]]
    for area in areas:
        died = _Died(area, happened)
        for name in names().speakers:
            speaker = Source(f"{name.key} {land.country.id}", name.words, name.kind)
            share = _share(name.bias, knobs, rng)
            before = 0
            for after in range(knobs.totals_every, knobs.days + 1, knobs.totals_every):
                day = knobs.start + timedelta(days=after + rng.randint(0, 2))
                n = max(before, round(share * died.by(day)))
                if n < 2:
                    continue
                fell = before > 20 and rng.random() < knobs.fallen
                said = round(before * rng.uniform(0.6, 0.85)) if fell else n
                given.append(
                    Stated(
                        first + len(given),
                        speaker,
                        "killed",
                        _put(said, rng, exact=fell),
                        area,
                        knobs.start,
                        None,
                        day,
                    )
                )
                before = n
    return given


class _Died:
    """How many died in an area by a day."""

    def __init__(self, area: Place, happened: Sequence[Happening]) -> None:
        inside = sorted(
            (h.day, h.killed)
            for h in happened
            if area.id in (h.town.country.id, h.town.province.id if h.town.province else None)
        )
        self._days = [day for day, _ in inside]
        self._sums = [0, *accumulate(killed for _, killed in inside)]

    def by(self, day: date) -> int:
        return self._sums[bisect_right(self._days, day)]


def _share(bias: Bias, knobs: Knobs, rng: Random) -> float:
    match bias:
        case "right":
            return 1.0
        case "padded":
            return rng.uniform(*knobs.padded)
        case "short":
            return rng.uniform(*knobs.short)


def _put(n: int, rng: Random, *, exact: bool) -> Count:
    """How a total is put: exactly, as a least, or rounded down ("more than 180")."""
    draw = rng.random()
    if exact or draw < 0.5:
        return Count.exact(n, str(n))
    if draw < 0.8:
        return Count.at_least(n, f"at least {n}")
    low = n - 1 if n < 30 else 10 * ((n - 1) // 10)
    return Count.more_than(low, f"more than {low}")
