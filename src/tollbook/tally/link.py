"""Putting tellings together into events: average linkage that no conflict can bridge.

The best-tied pair of groups is joined first, as long as the mean score over all pairs of their
members is at or above the threshold and no member of one conflicts with any member of the other.
So groups do not chain: a vague telling that would fit two events joins one of them and ties
neither to the other. The outcome depends on the tellings alone, never on their order.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from tollbook.record.opening import RULE
from tollbook.record.rulings import Tie
from tollbook.tally.block import candidate_pairs
from tollbook.tally.score import Scorer
from tollbook.tally.telling import Telling
from tollbook.tally.ties import NO_TIES, Ties


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """Tellings of one event, in the order of their keys.

    :ivar ties: what people decided to be one event here.
    :ivar best: by a telling's key, the score and the key of the telling that ties it best to the
        others; those that only a decision holds here are left out.
    """

    tellings: tuple[Telling, ...]
    ties: tuple[Tie, ...] = ()
    best: Mapping[str, tuple[float, str]] = field(default_factory=dict)


class _Group:
    __slots__ = ("alive", "key", "members", "ties")

    def __init__(self, key: int) -> None:
        self.key = key
        self.members = [key]
        self.ties: dict[int, float | None] = {}
        self.alive = True


def link(
    tellings: Sequence[Telling],
    scorer: Scorer | None = None,
    pairs: Iterable[tuple[int, int]] | None = None,
    ties: Ties = NO_TIES,
) -> list[Cluster]:
    """Events from tellings.

    :param tellings: sorted by key, as :func:`tollbook.tally.telling.tellings` gives them.
    :param pairs: indices to score; None: those that share a block.
    :param ties: what people decided to go together, or not.
    """
    linkage = Linkage(tellings, scorer or Scorer(), ties)
    linkage.tie(candidate_pairs(tellings) if pairs is None else pairs)
    groups = [sorted(group.members) for group in linkage.joined()]
    inside = [{c for i in group for c in claims_of(tellings[i])} for group in groups]
    homes, heard = ties.joins(inside)
    joined: dict[int, list[int]] = {}
    for home, group in zip(homes, groups, strict=True):
        joined.setdefault(home, []).extend(group)
    return [
        Cluster(
            tuple(tellings[i] for i in sorted(group)),
            tuple(heard.get(home, ())),
            linkage.best(group),
        )
        for home, group in joined.items()
    ]


def claims_of(telling: Telling) -> frozenset[str]:
    return frozenset(entry.id for entry in telling.entries)


def _of_one_table(a: Telling, b: Telling) -> bool:
    """Whether both are rows that one recorder brought forward: that recorder parted them."""
    first, second = a.entries[0], b.entries[0]
    if first.claim.rule != RULE or second.claim.rule != RULE:
        return False
    return first.report.source == second.report.source


class Linkage:
    """The state of one run: groups, the sums of scores between them, the queue of joins.

    Only groups with at least one pair at or above the threshold are queued: the mean of pairs
    that are all below it is below it too.
    """

    def __init__(self, tellings: Sequence[Telling], scorer: Scorer, ties: Ties) -> None:
        self._tellings = tellings
        self._ties = ties
        self._scorer = scorer
        self._threshold = scorer.weights.threshold
        self._scores: dict[tuple[int, int], float | None] = {}
        self._groups = [_Group(i) for i in range(len(tellings))]
        self._queue: list[tuple[float, str, str, int, int]] = []

    def tie(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            # most pairs score below and are never asked of again: these are not remembered
            score = self._worked_out(i, j)
            if score is not None and score >= self._threshold:
                self._scores[(i, j)] = score
                self._groups[i].ties[j] = score
                self._groups[j].ties[i] = score
                self._push(i, j, score)

    def components(self) -> list[list[int]]:
        """What pairs at or above the threshold hold together: groups never reach across these."""
        lead = list(range(len(self._tellings)))

        def find(i: int) -> int:
            while lead[i] != i:
                lead[i] = lead[lead[i]]
                i = lead[i]
            return i

        for group in self._groups:
            for other in group.ties:
                a, b = sorted((find(group.key), find(other)))
                lead[b] = a
        found: dict[int, list[int]] = {}
        for i in range(len(lead)):
            found.setdefault(find(i), []).append(i)
        return list(found.values())

    def joined(self) -> list[_Group]:
        """Join until nothing is left to join; the groups in the order of their first member."""
        while self._queue:
            mean, _, _, i, j = heapq.heappop(self._queue)
            a, b = self._groups[i], self._groups[j]
            if a.alive and b.alive and self._mean(a, b) == -mean:
                self._join(a, b)
        return [g for g in self._groups if g.alive]

    def best(self, group: Sequence[int]) -> dict[str, tuple[float, str]]:
        """For each member the score and key of the one that ties it best to the others."""
        if len(group) < 2:
            return {}
        found: dict[str, tuple[float, str]] = {}
        for i, j in combinations(group, 2):
            score = self.score(i, j)
            if score is None:
                continue
            one, other = self._tellings[i].key, self._tellings[j].key
            found[one] = max(found.get(one, (score, other)), (score, other))
            found[other] = max(found.get(other, (score, one)), (score, one))
        return found

    def _join(self, a: _Group, b: _Group) -> None:
        # the group with the earlier key lives on; sums with every neighbour are exact
        a.members += b.members
        b.alive = False
        neighbours = (a.ties.keys() | b.ties.keys()) - {a.key, b.key}
        for n in sorted(neighbours):
            other = self._groups[n]
            if not other.alive:
                continue
            total = self._sum(a, other, a.ties.get(n, ...), len(a.members) - len(b.members))
            if total is not None:
                more = self._sum(b, other, b.ties.get(n, ...), 0)
                total = None if more is None else total + more
            a.ties[n] = other.ties[a.key] = total
            other.ties.pop(b.key, None)
            mean = self._mean(a, other)
            if mean is not None and mean >= self._threshold:
                self._push(a.key, n, mean)
        a.ties.pop(b.key, None)
        b.ties.clear()

    def _sum(self, a: _Group, b: _Group, known: object, first: int) -> float | None:
        """Sum of scores between two groups' members; None where any pair is in conflict.

        :param known: the sum where it is kept, ``...`` where it must be worked out.
        :param first: how many members of ``a`` it is to be taken over; 0: all.
        """
        if known is None or isinstance(known, float):
            return known
        total = 0.0
        for i in a.members[: first or None]:
            for j in b.members:
                score = self.score(i, j)
                if score is None:
                    return None
                total += score
        return total

    def _mean(self, a: _Group, b: _Group) -> float | None:
        total = a.ties.get(b.key)
        # rounded: the order of adding up must not decide between equals
        return None if total is None else round(total / (len(a.members) * len(b.members)), 9)

    def _push(self, i: int, j: int, mean: float) -> None:
        i, j = min(i, j), max(i, j)
        first, second = self._tellings[i].key, self._tellings[j].key
        heapq.heappush(self._queue, (-round(mean, 9), first, second, i, j))

    def score(self, i: int, j: int) -> float | None:
        """The score of a pair; None: the two can never be one event."""
        key = (i, j) if i < j else (j, i)
        if key not in self._scores:
            self._scores[key] = self._worked_out(*key)
        return self._scores[key]

    def _worked_out(self, i: int, j: int) -> float | None:
        """The score of a pair, i < j; None: the two can never be one event."""
        a, b = self._tellings[i], self._tellings[j]
        # parted within their report or their recorder's table, and so they stay
        if a.report == b.report or _of_one_table(a, b):
            return None
        if self._ties.part_any and self._ties.part(claims_of(a), claims_of(b)):
            return None
        return self._scorer.score(a, b)
