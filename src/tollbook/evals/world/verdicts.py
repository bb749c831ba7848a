"""What the verdict on each running total of a world should be, by design.md, "Accounts".

Two answers are worked out, neither with the tally's code. From the truth: the documented
incidents stand at their true numbers, so least and most are one and "undetermined" is never
right. From what is told: they stand at the least and most that the figures given of them leave
open, and where these straddle what is stated, "undetermined" is the right answer. Either way
incidents lie on their true days and in their true places, one nobody told of is not documented,
and none is only maybe inside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.evals.world.told import Stated, Told
from tollbook.evals.world.truth import Happening
from tollbook.record import Count
from tollbook.record.vocabulary import Harm, Verdict

Range = tuple[int, int]
"""Least and most people."""


def verdicts(
    totals: Sequence[Stated], documented: Mapping[int, Range], happened: Sequence[Happening]
) -> dict[int, Verdict]:
    """Each total's verdict, by its number.

    :param documented: happening's number -> the least and most that died of it, for those told.
    """
    there = sorted((happened[number] for number in documented), key=lambda h: (h.day, h.number))
    return {t.number: _verdict(t, totals, there, documented) for t in totals}


def _verdict(
    total: Stated,
    totals: Sequence[Stated],
    there: Sequence[Happening],
    documented: Mapping[int, Range],
) -> Verdict:
    low, high = bounds(total.count)
    if high is not None and any(_above(other, total, high) for other in totals):
        return "contradicts_earlier"
    inside = [
        documented[h.number]
        for h in there
        if total.since <= h.day <= total.last_day and lies_in(h, total)
    ]
    least, most = sum(low for low, _ in inside), sum(high for _, high in inside)
    if (low or 0) > most:
        return "incidents_missing"
    if high is not None and least > high:
        return "over_documented"
    if (low or 0) <= least and (high is None or most <= high):
        return "consistent"
    return "undetermined"


def _above(other: Stated, total: Stated, high: int) -> bool:
    """Whether another total of its speaker, given earlier for the same, is surely above it."""
    mine = (total.speaker.key, total.harm, total.area.id, total.since)
    theirs = (other.speaker.key, other.harm, other.area.id, other.since)
    earlier = mine == theirs and other.last_day < total.last_day
    return earlier and (bounds(other.count)[0] or 0) > high


def lies_in(happening: Happening, total: Stated) -> bool:
    """Whether an incident happened in the total's area."""
    town = happening.town
    province = town.province.id if town.province else None
    return total.area.id in (town.place.id, town.country.id, province)


def bounds(count: Count) -> tuple[int | None, int | None]:
    """What the words of a total bound it by; "about n" is taken as n."""
    if count.shape == "about":
        return count.best, count.best
    return count.low, count.high


def left_open(told: Sequence[Told], harm: Harm) -> Range | None:
    """The least and most that the figures told of one incident leave open; None: none is told.

    By the error model: what credible sources say after the early days stands; where they say
    nothing, their early counts do; numbers go before words. What killers claim raises the most.
    Sums take stated maxima, as design.md has it of "at least".
    """
    given = [(t, c) for t in told if t.asserts for h, c in t.counts if h == harm]
    if not given:
        return None
    credible = [(t, c) for t, c in given if t.source.credible]
    numbers = [(t, c) for t, c in credible if c.quantified] or credible
    standing = [c for t, c in numbers if t.settled] or [c for _, c in numbers]
    most = [n for t, c in given if not t.source.credible for n in _ends(c)]
    ends = [n for c in standing for n in _ends(c)]
    return (min(ends) if ends else 0, max([*ends, *most]))


def _ends(count: Count) -> list[int]:
    return [n for n in (count.low, count.best, count.high) if n is not None]
