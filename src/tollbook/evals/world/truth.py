"""What truly happened in a world, told of or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random

from tollbook.evals.world.knobs import Knobs
from tollbook.evals.world.land import Land, Town
from tollbook.record import Place
from tollbook.record.vocabulary import Harm

SIDES = ("army", "police", "rebels", "militia", "gunmen")
"""Who may have done it; the first four are bodies, "gunmen" is nobody in particular."""

MEANS = ("shooting", "bombing", "shelling", "air strike", "knives")
_MOST = 180


@dataclass(frozen=True, slots=True, eq=False)
class Happening:
    """A true incident.

    :ivar number: from 0, unique in its world.
    :ivar quarter: where in the town; None: nowhere in particular.
    :ivar killed / injured: how many truly were; nobody else ever dies of it.
    :ivar fighters: how many of the killed were combatants.
    :ivar role: what the civilians were ("protester"); None: people in general.
    :ivar hidden: no outlet ever tells of it.
    """

    number: int
    day: date
    town: Town
    quarter: Place | None
    side: str
    means: str
    killed: int
    injured: int
    fighters: int
    role: str | None
    hidden: bool

    def true(self, harm: Harm) -> int:
        """How many people truly suffered it; 0 for harms that this world has none of."""
        return {"killed": self.killed, "injured": self.injured}.get(harm, 0)


def happenings(lands: Sequence[Land], knobs: Knobs, rng: Random) -> list[Happening]:
    """Everything that happened, by town and then by day.

    The number in a town is a Poisson draw over the whole time, so that a world of many
    town-days is made as fast as what happens in it.
    """
    found: list[Happening] = []
    for land in lands:
        for town in land.towns:
            days = sorted(
                rng.randrange(knobs.days) for _ in range(_poisson(knobs.rate * knobs.days, rng))
            )
            for after in days:
                day = knobs.start + timedelta(days=after)
                found.append(_happening(len(found), day, town, knobs, rng))
    return found


def _happening(number: int, day: date, town: Town, knobs: Knobs, rng: Random) -> Happening:
    nobody = rng.random() < knobs.nobody_killed
    killed = 0 if nobody else min(_MOST, max(1, round(rng.lognormvariate(0.9, 1.0))))
    injured = round((killed or rng.randint(1, 6)) * rng.choice((0.0, 0.5, 1.0, 2.0, 3.0)))
    if nobody:
        injured = max(1, injured)
    fighters = rng.randint(1, killed) if killed and rng.random() < 0.2 else 0
    return Happening(
        number=number,
        day=day,
        town=town,
        quarter=rng.choice(town.quarters) if town.quarters and rng.random() < 0.35 else None,
        side=rng.choice(SIDES),
        means=rng.choice(MEANS),
        killed=killed,
        injured=injured,
        fighters=fighters,
        role="protester" if not fighters and rng.random() < 0.15 else None,
        # a handful of dead is easier overlooked than a massacre
        hidden=rng.random() < knobs.hidden * (1.2 if killed < 4 else 1 / 3),
    )


def _poisson(mean: float, rng: Random) -> int:
    """Knuth's method in steps, so that a large mean does not underflow."""
    drawn = 0
    while mean > 0:
        step = min(mean, 50.0)
        mean -= step
        limit, product = exp(-step), rng.random()
        while product > limit:
            drawn += 1
            product *= rng.random()
    return drawn
