"""Figures that their source takes back: the earlier one of that source stands no longer.

"The ministry withdrew its figure of 12": what the ministry gave before of that event is set aside,
and what others gave stands. Only a source with a name can be known to be the same; where the words
name a number, only that number is taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.record.vocabulary import Harm
from tollbook.tally.entry import Entry
from tollbook.tally.lineage import Root, root_of
from tollbook.tally.points import points_of
from tollbook.tally.score import Scorer
from tollbook.tally.telling import Telling, telling


@dataclass(frozen=True, slots=True, eq=False)
class Retraction:
    """A claim that takes a figure back, as a telling of its event."""

    entry: Entry
    telling: Telling


Retractions = Mapping[tuple[frozenset[str], Harm, int | None], Sequence[Retraction]]
"""By the words that name the source, the harm, and the number taken back; None: all it gave."""


def retractions_of(entries: Iterable[Entry]) -> Retractions:
    """What is taken back, by source; those of a source without a name are left out."""
    found: dict[tuple[frozenset[str], Harm, int | None], list[Retraction]] = defaultdict(list)
    for entry in entries:
        root = root_of(entry.claim, entry.original)
        if root.named:
            number = points_of(entry.claim.count, {})
            top = None if number is None or number.vague else number.top
            taken = Retraction(entry, telling([entry]))
            found[root.words, entry.claim.harm, top].append(taken)
    return found


def taken_back(
    tellings: Sequence[Telling], retractions: Retractions, scorer: Scorer
) -> dict[str, str]:
    """Claims of an event that their source took back, each with the reason in words."""
    if not retractions:
        return {}
    found: dict[str, str] = {}
    for told in tellings:
        for entry in told.entries:
            root = root_of(entry.claim, entry.original)
            for retraction in _of(entry, root, retractions) if root.named else ():
                if _takes_back(retraction, entry, told, scorer):
                    by = retraction.entry
                    when = f" on {by.as_of}" if by.as_of else ""
                    found[entry.id] = f"{root.name} took it back{when} ({by.id})"
    return found


def _of(entry: Entry, root: Root, retractions: Retractions) -> list[Retraction]:
    """What its source took back of a claim's harm: its number, or whatever it gave."""
    own = points_of(entry.claim.count, {})
    taken = [*retractions.get((root.words, entry.claim.harm, None), ())]
    if own is not None:
        taken += retractions.get((root.words, entry.claim.harm, own.top), ())
    return sorted(taken, key=lambda retraction: retraction.entry.id)


def _takes_back(retraction: Retraction, entry: Entry, told: Telling, scorer: Scorer) -> bool:
    later, earlier = retraction.entry, entry
    if later.as_of and earlier.as_of and later.as_of < earlier.as_of:
        return False
    if retraction.telling.report == told.report:
        return True
    score = scorer.score(retraction.telling, told)
    return score is not None and score >= scorer.weights.threshold
