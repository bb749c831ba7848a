"""How sources see the truth, and how they put what they see: the world's error model.

A credible source's count of the first two days is below the truth with the chance
:attr:`Knobs.early_low`. What it says from the third day on is the true number with the chance
:attr:`Knobs.accuracy`, and else off by up to :attr:`Knobs.error`. One source sees one incident
in one way: asked twice on one day it says the same. Killers who speak of their enemy's dead see
more than there were.
"""

from __future__ import annotations

from random import Random

from tollbook.evals.world.knobs import Knobs
from tollbook.evals.world.told import Source
from tollbook.evals.world.truth import Happening
from tollbook.record import Count
from tollbook.record.vocabulary import Harm

EARLY_DAYS = 2
"""Days after the incident to which counts are early; as the default policy's 48 hours."""

_FEW, _MANY, _HUNDREDS = 3, 24, 200


class Sight:
    """What each source sees of one incident, remembered."""

    def __init__(self, happening: Happening, knobs: Knobs, rng: Random) -> None:
        self._happening = happening
        self._knobs = knobs
        self._rng = rng
        self._early: dict[tuple[str, Harm], int] = {}
        self._settled: dict[tuple[str, Harm], int] = {}

    def sees(self, source: Source, harm: Harm, days_after: int) -> int:
        """How many the source would say there were, so many days after it happened."""
        key = (source.key, harm)
        if not source.credible:
            if key not in self._settled:
                truth = self._happening.true(harm)
                most = max(truth + 1, round(truth * self._knobs.boast))
                self._settled[key] = self._rng.randint(truth, most)
            return self._settled[key]
        if days_after > EARLY_DAYS:
            if key not in self._settled:
                self._settled[key] = self._after(harm)
            return self._settled[key]
        if key not in self._early:
            self._early[key] = self._at_first(harm)
        return self._early[key]

    def _after(self, harm: Harm) -> int:
        truth = self._happening.true(harm)
        if not truth or self._rng.random() < self._knobs.accuracy:
            return truth
        off = max(1, round(truth * self._knobs.error * self._rng.random()))
        return max(1, truth + self._rng.choice((-off, off)))

    def _at_first(self, harm: Harm) -> int:
        truth = self._happening.true(harm)
        if truth < 2 or self._rng.random() >= self._knobs.early_low:
            return truth
        return max(1, int(truth * self._rng.uniform(0.4, 0.95)))


def put(n: int, knobs: Knobs, rng: Random) -> Count:
    """A number as it is put into words; always words that a careful writer may use of ``n``."""
    draw = rng.random()
    for chance, way in (
        (knobs.at_least, _at_least),
        (knobs.about, _about),
        (knobs.ranges, _range),
        (knobs.wordy, _word),
    ):
        if draw < chance:
            return way(n, rng) or Count.exact(n, str(n))
        draw -= chance
    return Count.exact(n, str(n))


def _at_least(n: int, rng: Random) -> Count | None:
    return Count.at_least(n, f"at least {n}") if n > 1 else None


def _about(n: int, rng: Random) -> Count | None:
    """A round number, where the number is one to be rounded."""
    if n < 15:
        return None
    step = 5 if n < 60 else 10
    near = step * round(n / step)
    return Count.about(near, f"about {near}")


def _range(n: int, rng: Random) -> Count | None:
    if n < _FEW:
        return None
    off = max(1, n // 10)
    low, high = n - rng.randint(0, off), n + rng.randint(0, off)
    return Count.between(low, high, f"{low} to {high}") if low < high else None


def _word(n: int, rng: Random) -> Count | None:
    if n < _FEW:
        return None
    return Count.vague("several" if n < _MANY else "dozens" if n < _HUNDREDS else "hundreds")
