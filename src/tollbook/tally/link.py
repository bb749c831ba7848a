"""Putting tellings together into events: average linkage that no conflict can bridge.

The best-tied pair of groups is joined first, as long as the mean score over all pairs of their
members is at or above the threshold and no member of one conflicts with any member of the other.
So groups do not chain: a vague telling that would fit two events joins one of them and ties
neither to the other. The outcome depends on the tellings alone, never on their order.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    tied = Tied(tellings, scorer or Scorer(), ties)
    tied.tie(candidate_pairs(tellings) if pairs is None else pairs)
    return clusters_of(tied)


def clusters_of(tied: Tied) -> list[Cluster]:
    """Events from tellings of which all pairs are scored."""
    tellings, scorer, ties = tied.tellings, tied.scorer, tied.ties
    groups: list[list[int]] = []
    best: dict[int, Mapping[str, tuple[float, str]]] = {}
    for members, scores in tied.components():
        linkage = Linkage([tellings[i] for i in members], scorer, ties)
        linkage.hold(scores)
        for own in linkage.joined():
            groups.append([members[i] for i in own])
            if len(own) > 1:
                best[members[own[0]]] = linkage.best(own)
    groups.sort()
    inside = [{c for i in group for c in claims_of(tellings[i])} for group in groups]
    homes, heard = ties.joins(inside)
    joined: dict[int, list[int]] = {}
    for home, group in zip(homes, groups, strict=True):
        joined.setdefault(home, []).extend(group)
    found: list[Cluster] = []
    for home, whole in joined.items():
        mine = tuple(tellings[i] for i in sorted(whole))
        if len(whole) == len(groups[home]):
            known = best.get(whole[0], {})
        else:
            known = Linkage(mine, scorer, ties).best(range(len(mine)))
        found.append(Cluster(mine, tuple(heard.get(home, ())), known))
    return found


def claims_of(telling: Telling) -> frozenset[str]:
    return frozenset(entry.id for entry in telling.entries)


def _of_one_table(a: Telling, b: Telling) -> bool:
    """Whether both are rows that one recorder brought forward: that recorder parted them."""
    first, second = a.entries[0], b.entries[0]
    if first.claim.rule != RULE or second.claim.rule != RULE:
        return False
    return first.report.source == second.report.source


def score_of(a: Telling, b: Telling, scorer: Scorer, ties: Ties) -> float | None:
    """The score of a pair, the earlier key first; None: the two can never be one event."""
    # parted within their report or their recorder's table, and so they stay
    if a.report == b.report or _of_one_table(a, b):
        return None
    if ties.part_any and ties.part(claims_of(a), claims_of(b)):
        return None
    return scorer.score(a, b)


class Tied:
    """The pairs at or above the threshold, in little room: most pairs score below it."""

    def __init__(self, tellings: Sequence[Telling], scorer: Scorer, ties: Ties) -> None:
        self.tellings = tellings
        self.scorer = scorer
        self.ties = ties
        self._lead = array("q", range(len(tellings)))
        self._pairs = (array("q"), array("q"), array("d"))

    def tie(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Score pairs (i, j), i < j, each once."""
        told = self.tellings
        for i, j in pairs:
            score = score_of(told[i], told[j], self.scorer, self.ties)
            if self.scorer.ties(score):
                self._hold(i, j, score)

    def hold(self, scored: Iterable[tuple[int, int, float]]) -> None:
        """Take pairs (i, j, score), i < j, that were found at or above the threshold before."""
        for i, j, score in scored:
            self._hold(i, j, score)

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """The pairs at or above the threshold."""
        return zip(*self._pairs, strict=True)

    def _hold(self, i: int, j: int, score: float) -> None:
        firsts, seconds, scores = self._pairs
        firsts.append(i)
        seconds.append(j)
        scores.append(score)
        a, b = self._find(i), self._find(j)
        self._lead[max(a, b)] = min(a, b)

    def components(self) -> Iterator[tuple[list[int], list[tuple[int, int, float]]]]:
        """What tied pairs hold together: groups never reach across these.

        Members in ascending order, and their pairs as places among the members.
        """
        members: dict[int, list[int]] = {}
        place = array("q", bytes(8 * len(self._lead)))
        for i in range(len(self._lead)):
            own = members.setdefault(self._find(i), [])
            place[i] = len(own)
            own.append(i)
        pairs: dict[int, list[int]] = {}
        firsts, seconds, scores = self._pairs
        for n, i in enumerate(firsts):
            pairs.setdefault(self._find(i), []).append(n)
        for lead, own in members.items():
            yield (
                own,
                [(place[firsts[n]], place[seconds[n]], scores[n]) for n in pairs.pop(lead, ())],
            )

    def _find(self, i: int) -> int:
        lead = self._lead
        while lead[i] != i:
            lead[i] = lead[lead[i]]
            i = lead[i]
        return i


class Linkage:
    """The state of one run: groups, the sums of scores between them, the queue of joins.

    Only groups with at least one pair at or above the threshold are queued: the mean of pairs
    that are all below it is below it too.
    """

    def __init__(self, tellings: Sequence[Telling], scorer: Scorer, ties: Ties) -> None:
        self._tellings = tellings
        self._ties = ties
        self._scorer = scorer
        self._scores: dict[tuple[int, int], float | None] = {}
        self._groups = [_Group(i) for i in range(len(tellings))]
        self._queue: list[tuple[float, str, str, int, int]] = []

    def hold(self, scored: Iterable[tuple[int, int, float]]) -> None:
        """Queue pairs (i, j, score) at or above the threshold."""
        for i, j, score in scored:
            self._scores[(i, j)] = score
            self._groups[i].ties[j] = score
            self._groups[j].ties[i] = score
            self._push(i, j, score)

    def joined(self) -> list[list[int]]:
        """Join until nothing is left to join, then take in lone figures.

        Groups and their members in ascending order.
        """
        while self._queue:
            mean, _, _, i, j = heapq.heappop(self._queue)
            a, b = self._groups[i], self._groups[j]
            if a.alive and b.alive and self._mean(a, b) == -mean:
                self._join(a, b)
        self._take_in_lone()
        return [sorted(g.members) for g in self._groups if g.alive]

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

    def _take_in_lone(self) -> None:
        """Let lone tellings join the one event from which nothing but their figures parts them.

        The mean holds a figure against early counts and settled ones alike. A misprint lies near
        a figure that several give and far from the early ones, and that makes it no second event.
        """
        homes: dict[int, list[_Group]] = {}
        for group in self._groups:
            if group.alive and len(group.members) == 1:
                fitting = [key for key in group.ties if self._but_for_figures(group, key)]
                if len(fitting) == 1:
                    homes.setdefault(fitting[0], []).append(group)
        for key, lone in homes.items():
            if any(self.score(a.key, b.key) is None for a, b in combinations(lone, 2)):
                continue  # they are two events, and which of them is this one is not known
            for group in lone:
                self._groups[key].members += group.members
                group.alive = False

    def _but_for_figures(self, lone: _Group, key: int) -> bool:
        """Whether a telling would be of an event, were its figures left out.

        It must be tied to two tellings of the event that give one number.
        """
        group = self._groups[key]
        if not group.alive or lone.ties[key] is None:
            return False
        told, scorer = self._tellings, self._scorer
        tied = [told[i] for i in group.members if scorer.ties(self.score(lone.key, i))]
        if not any(scorer.count_the_same(a, b) for a, b in combinations(tied, 2)):
            return False
        points = [scorer.but_for_figures(told[lone.key], told[i]) for i in group.members]
        return scorer.ties(round(sum(points) / len(points), 9))

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
            if self._scorer.ties(mean):
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
            one, other = self._tellings[key[0]], self._tellings[key[1]]
            self._scores[key] = score_of(one, other, self._scorer, self._ties)
        return self._scores[key]
