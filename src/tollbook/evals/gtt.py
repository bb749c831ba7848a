"""The metric of generative template filling (GTT; Du, Rush and Cardie 2021) for one document.

Predicted templates are paired with those of the gold so that F1 over all fillers is highest; only
templates of one incident type can be paired, and an unpaired one counts in full against us. A
predicted entity is right where all its mentions are mentions of one gold entity of that role.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass

ROLES = ("perp_ind", "perp_org", "target", "victim", "weapon")

Entity = tuple[str, ...]
"""The mentions of one entity, normalised."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template: its incident type ("bombing / attack": either) and entities a role."""

    kind: str
    perp_ind: tuple[Entity, ...] = ()
    perp_org: tuple[Entity, ...] = ()
    target: tuple[Entity, ...] = ()
    victim: tuple[Entity, ...] = ()
    weapon: tuple[Entity, ...] = ()

    def entities(self, role: str) -> tuple[Entity, ...]:
        found: tuple[Entity, ...] = getattr(self, role)
        return found

    @property
    def fillers(self) -> int:
        """How many fillers it has, its type being one."""
        return 1 + sum(len(self.entities(role)) for role in ROLES)


def entity(mentions: Sequence[str]) -> Entity:
    """Mentions in small letters, without punctuation and articles."""
    return tuple(plain for mention in mentions if (plain := _plain(mention)))


_PUNCTUATION = str.maketrans("", "", string.punctuation)


def _plain(mention: str) -> str:
    bare = mention.casefold().translate(_PUNCTUATION)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", bare).split())


@dataclass(frozen=True, slots=True)
class Score:
    """Right fillers among the predicted and among the gold's, and how many there are of each."""

    right: int
    predicted: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        both = precision + recall
        return 2 * precision * recall / both if both else 0.0


def score(predicted: Sequence[Filled], gold: Sequence[Filled]) -> Score:
    """The best pairing's score.

    Both counts of a pairing matter, so for each set of gold templates that are taken only the
    pairings are kept that no other beats in both.
    """
    told, wanted = sum(p.fillers for p in predicted), sum(g.fillers for g in gold)
    kept: dict[int, set[tuple[int, int]]] = {0: {(0, 0)}}
    for one in predicted:
        following = {taken: set(counts) for taken, counts in kept.items()}
        for j, other in enumerate(gold):
            if one.kind not in other.kind:
                continue
            right, found = _hits(one, other)
            for taken, counts in kept.items():
                if not taken >> j & 1:
                    added = {(a + right, b + found) for a, b in counts}
                    following.setdefault(taken | 1 << j, set()).update(added)
        kept = {taken: _unbeaten(counts) for taken, counts in following.items()}
    scores = [Score(a, told, b, wanted) for counts in kept.values() for a, b in counts]
    return max(scores, key=lambda s: (s.f1, s.right + s.found))


def _unbeaten(counts: set[tuple[int, int]]) -> set[tuple[int, int]]:
    return {c for c in counts if not any(o != c and o[0] >= c[0] and o[1] >= c[1] for o in counts)}


def _hits(predicted: Filled, gold: Filled) -> tuple[int, int]:
    right = found = 1
    for role in ROLES:
        ours, theirs = predicted.entities(role), gold.entities(role)
        right += sum(any(set(p) <= set(g) for g in theirs) for p in ours)
        found += sum(any(set(p) <= set(g) for p in ours) for g in theirs)
    return right, found
