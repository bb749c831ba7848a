"""Two claims, or two incidents, held against each other: what ties them and what parts them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tollbook.record import Charter, Claim, Report, Resolution, Rulings
from tollbook.tally.block import candidate_pairs
from tollbook.tally.bounds import Bounds
from tollbook.tally.entering import enter
from tollbook.tally.policy import Policy
from tollbook.tally.score import Scorer
from tollbook.tally.telling import Telling, tellings
from tollbook.tally.ties import Ties

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """One piece of evidence in words, with its points."""

    words: str
    points: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports' tellings, each named by its first claim.

    :ivar points: their sum, the prior among them; None: they are forbidden to be one.
    :ivar forbids: what forbids it, in words; None: nothing does.
    :ivar but_for_figures: the same without the points of figures that differ.
    :ivar met: whether they share a block: those that do not are never compared.
    """

    one: str
    other: str
    points: float | None
    but_for_figures: float | None
    forbids: str | None
    met: bool
    weighed: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs of tellings of two sides, the best-tied first.

    :ivar prior: points before anything is known.
    :ivar threshold: the mean from which on two groups are one.
    :ivar outside: claims asked about that enter no incident.
    """

    pairs: tuple[Compared, ...]
    prior: float
    threshold: float
    outside: tuple[str, ...]

    @property
    def mean(self) -> float | None:
        """Mean points over all pairs; None: one of them is forbidden, or there is none."""
        return _mean([p.points for p in self.pairs])

    @property
    def but_for_figures(self) -> float | None:
        """The same mean without figures that differ, where it decides; None: it does not.

        It does where a lone telling is held against several and is tied to one of them.
        """
        lone = 1 in (len({p.one for p in self.pairs}), len({p.other for p in self.pairs}))
        if len(self.pairs) < _SEVERAL or not lone:
            return None
        if not any(p.points is not None and p.points >= self.threshold for p in self.pairs):
            return None
        return _mean([p.but_for_figures for p in self.pairs])


def _mean(points: Sequence[float | None]) -> float | None:
    known = [p for p in points if p is not None]
    return sum(known) / len(known) if known and len(known) == len(points) else None


def compare(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    resolutions: Sequence[Resolution],
    rulings: Rulings,
    sides: tuple[Collection[str], Collection[str]],
    *,
    copies: Mapping[str, str],
    policy: Policy,
    charter: Charter,
) -> Comparison:
    """Hold the tellings of one side's claims against those of the other's.

    :param sides: ids of claims; of the given reports only those that hold them are looked at.
    """
    asked = {*sides[0], *sides[1]}
    here = {c.report for c in claims if c.id in asked}
    here |= {copies[r] for r in here if r in copies}
    entered = enter(
        [r for r in reports if r.id in here],
        [c for c in claims if c.report in here],
        resolutions,
        rulings,
        copies,
        causes=policy.causes,
        bounds=Bounds(charter),
    )
    ties = Ties(rulings, entered.twins)
    told = tellings(entered.incidents, ties)
    home = {entry.id: n for n, telling in enumerate(told) for entry in telling.entries}
    home |= {copy.id: home[first.id] for copy, first in entered.twins if first.id in home}
    mine, theirs = ([home[c] for c in sorted(side) if c in home] for side in sides)
    met = set(candidate_pairs(told))
    scorer = Scorer(apart=charter.incident_unit == "day_and_place")
    found = [
        _compared(told[i], told[j], scorer, ties, met=(min(i, j), max(i, j)) in met)
        for i, j in product(dict.fromkeys(mine), dict.fromkeys(theirs))
        if i != j
    ]
    found.sort(key=lambda c: (c.points is None, -(c.points or 0), c.one, c.other))
    weights = scorer.weights
    outside = tuple(sorted(asked - home.keys()))
    return Comparison(tuple(found), weights.weights["prior"], weights.threshold, outside)


def _compared(a: Telling, b: Telling, scorer: Scorer, ties: Ties, *, met: bool) -> Compared:
    forbids = scorer.conflict(a, b)
    if a.report == b.report:
        forbids = "one report tells of both and parts them"
    if ties.part({e.id for e in a.entries}, {e.id for e in b.entries}):
        forbids = "a person decided that they are two"
    weighed = tuple(Weighed(words, points) for words, points in scorer.weighed(a, b))
    points, rest = (None, None) if forbids else (scorer.score(a, b), scorer.but_for_figures(a, b))
    return Compared(a.entries[0].id, b.entries[0].id, points, rest, forbids, met, weighed)
