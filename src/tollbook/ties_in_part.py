"""Which ties of a book change with a few tellings that come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass

from tollbook.kept_parts import InTables
from tollbook.ledger.parts import PartsOfFigures
from tollbook.tally.link import score_of
from tollbook.tally.part import Part
from tollbook.tally.postings import Blocks
from tollbook.tally.telling import Telling

MANY = 500
"""Reports, or tellings of blocks that became too common, from which on all is tallied."""

Ties = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Retied:
    """Ties that changed.

    :ivar tied: new ones, with their scores; ``untied``: pairs whose old tie is none any more.
    :ivar moved: tellings that did not change and yet meet others than before.
    """

    tied: Ties
    untied: frozenset[tuple[str, str]]
    moved: frozenset[str]

    def with_all_tied(self, parts: PartsOfFigures, keys: Set[str]) -> set[str]:
        """Tellings with all that ties hold together with them, as it was or is."""
        fresh: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self.tied:
            fresh[one].add(other)
            fresh[other].add(one)
        found, ahead = set(keys), set(keys)
        while ahead:
            beside = {own for a, b, _ in parts.ties_of(ahead) for own in (a, b)}
            beside |= {own for key in ahead for own in fresh[key]}
            ahead = beside - found
            found |= ahead
        return found


def tied_anew(
    parts: PartsOfFigures,
    removed: Mapping[str, Telling],
    come: Mapping[str, Telling],
    loaded: Callable[[Set[str]], Part | None],
) -> Retied | None:
    """The ties of what is new; None: too much of the rest meets others than before."""
    blocks = Blocks(InTables(parts))
    moved: set[str] = set()
    for telling in removed.values():
        moved |= blocks.remove(telling)
    for telling in come.values():
        moved |= blocks.add(telling)
    moved -= removed.keys() | come.keys()
    partners = {key: blocks.partners(telling) for key, telling in come.items()}
    near = set().union(moved, *partners.values()) - come.keys()
    homes = parts.reports_of(near)
    if len(moved) > MANY or homes.keys() != near:
        return None
    part = loaded(set(homes.values()))
    if part is None or not near <= part.told.keys():
        return None
    pairs = {_pair(key, other) for key, found in partners.items() for other in found}
    for key in moved:
        met = blocks.partners(part.told[key]) & moved
        pairs |= {_pair(key, other) for other in met}
    tied: Ties = {}
    for one, other in sorted(pairs):
        first, second = part.told[one], part.told[other]
        score = score_of(first, second, part.context.scorer, part.ties)
        if part.context.scorer.ties(score):
            tied[one, other] = score
    untied = {(a, b) for a, b, _ in parts.ties_of(moved) if {a, b} <= moved}
    return Retied(tied, frozenset(untied), frozenset(moved))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
