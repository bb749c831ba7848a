"""Linking that goes on: a report that comes, changes or goes relinks only what it touches.

Groups never reach across what pairs at or above the threshold hold together (their component). So
a new telling changes the components that it is tied to and no others, and of a book of a hundred
thousand claims only the tellings that share a block with it are looked at. What comes of it is what
linking the whole book anew gives; a test holds the two equal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tollbook.tally.block import candidate_pairs
from tollbook.tally.link import Cluster, Linkage, Tied, claims_of, score_of
from tollbook.tally.postings import Blocks
from tollbook.tally.score import Scorer
from tollbook.tally.telling import Telling
from tollbook.tally.ties import NO_TIES, Ties

Group = tuple[str, ...]
"""Keys of the tellings of one event, in order; ties by people apart."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What one report changed.

    :ivar gone / come: groups that are no more, and those in their place.
    :ivar looked_at: how many tellings were compared or grouped anew.
    """

    gone: frozenset[Group]
    come: frozenset[Group]
    looked_at: int


class Linking:
    """The groups of a book, kept up to date report by report.

    :param ties: what people decided to go together, or not; other decisions need another linking.
    """

    def __init__(self, scorer: Scorer | None = None, ties: Ties = NO_TIES) -> None:
        self._scorer = scorer or Scorer()
        self._ties = ties
        self._blocks = Blocks()
        self._tellings: dict[str, Telling] = {}
        self._of_report: defaultdict[str, list[str]] = defaultdict(list)
        self._component: dict[str, frozenset[str]] = {}
        self._group: dict[str, Group] = {}

    @classmethod
    def of(
        cls, tellings: Sequence[Telling], scorer: Scorer | None = None, ties: Ties = NO_TIES
    ) -> Linking:
        """A whole book linked at once.

        :param tellings: in the order of their keys.
        """
        linking = cls(scorer, ties)
        for telling in tellings:
            linking._enter(telling)
        linking._group_anew(tellings, candidate_pairs(tellings))
        return linking

    @property
    def groups(self) -> frozenset[Group]:
        """All groups; what people tied is not joined yet (:meth:`clusters` does)."""
        return frozenset(self._group.values())

    def replace(self, report: str, tellings: Sequence[Telling]) -> Relinked:
        """Put a report's tellings in the place of those it had; none where it was not there.

        :param tellings: all of this report; empty: it goes.
        """
        touched: set[str] = set()
        for key in self._of_report.pop(report, []):
            telling = self._tellings.pop(key)
            touched |= self._component[key] | self._blocks.remove(telling)
        for telling in tellings:
            touched |= self._enter(telling)
        looked_at = 0
        for telling in tellings:
            for key in self._blocks.partners(telling):
                looked_at += 1
                if self._tied(telling, self._tellings[key]):
                    touched.add(key)
        touched.update(*(self._component[key] for key in touched if key in self._component))
        before = frozenset(self._group[key] for key in touched if key in self._group)
        for key in touched - self._tellings.keys():
            self._component.pop(key, None)
            self._group.pop(key, None)
        anew = sorted((touched & self._tellings.keys()) | {t.key for t in tellings})
        self._group_anew([self._tellings[key] for key in anew], self._pairs(anew))
        after = frozenset(self._group[key] for key in anew)
        return Relinked(before - after, after - before, looked_at + len(anew))

    def clusters(self) -> list[Cluster]:
        """The events, with what people tied joined: those of :func:`tollbook.tally.link.link`."""
        groups = sorted(self.groups)
        inside = [{c for key in g for c in claims_of(self._tellings[key])} for g in groups]
        homes, heard = self._ties.joins(inside)
        joined: dict[int, list[str]] = {}
        for home, group in zip(homes, groups, strict=True):
            joined.setdefault(home, []).extend(group)
        found: list[Cluster] = []
        for home, keys in joined.items():
            tellings = [self._tellings[key] for key in sorted(keys)]
            linkage = Linkage(tellings, self._scorer, self._ties)
            best = linkage.best(range(len(tellings)))
            found.append(Cluster(tuple(tellings), tuple(heard.get(home, ())), best))
        return found

    def _enter(self, telling: Telling) -> set[str]:
        self._tellings[telling.key] = telling
        self._of_report[telling.report].append(telling.key)
        return self._blocks.add(telling)

    def _tied(self, a: Telling, b: Telling) -> bool:
        first, second = sorted((a, b), key=lambda t: t.key)
        return self._scorer.ties(score_of(first, second, self._scorer, self._ties))

    def _pairs(self, keys: Sequence[str]) -> Iterable[tuple[int, int]]:
        """The pairs among these tellings that share a block."""
        place = {key: number for number, key in enumerate(keys)}
        for key, number in place.items():
            for other in self._blocks.partners(self._tellings[key]):
                if number < place.get(other, -1):
                    yield number, place[other]

    def _group_anew(self, tellings: Sequence[Telling], pairs: Iterable[tuple[int, int]]) -> None:
        tied = Tied(tellings, self._scorer, self._ties)
        tied.tie(pairs)
        for members, scores in tied.components():
            mine = [tellings[i] for i in members]
            whole = frozenset(t.key for t in mine)
            self._component.update(dict.fromkeys(whole, whole))
            linkage = Linkage(mine, self._scorer, self._ties)
            linkage.hold(scores)
            for group in linkage.joined():
                keys = tuple(sorted(mine[i].key for i in group))
                self._group.update(dict.fromkeys(keys, keys))
