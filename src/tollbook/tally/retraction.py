"""Figures that their source takes back: the earlier one of that source stands no longer.

"The ministry withdrew its figure of 12": what the ministry gave before of that event is set aside,
and what others gave stands. Only a source with a name can be known to be the same; where the words
name a number, only that number is taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tollbook.tally.entry import Entry
from tollbook.tally.lineage import root_of
from tollbook.tally.points import points_of
from tollbook.tally.score import Scorer
from tollbook.tally.telling import Telling, telling


@dataclass(frozen=True, slots=True, eq=False)
class Retraction:
    """A claim that takes a figure back, as a telling of its event."""

    entry: Entry
    telling: Telling


Retractions = Mapping[frozenset[str], Sequence[Retraction]]
"""By the words that name the source."""


def retractions_of(entries: Iterable[Entry]) -> Retractions:
    """What is taken back, by source; those of a source without a name are left out."""
    found: dict[frozenset[str], list[Retraction]] = defaultdict(list)
    for entry in entries:
        root = root_of(entry.claim, entry.original)
        if root.named:
            found[root.words].append(Retraction(entry, telling([entry])))
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
            for retraction in retractions.get(root.words, ()) if root.named else ():
                if _takes_back(retraction, entry, told, scorer):
                    by = retraction.entry
                    when = f" on {by.as_of}" if by.as_of else ""
                    found[entry.id] = f"{root.name} took it back{when} ({by.id})"
    return found


def _takes_back(retraction: Retraction, entry: Entry, told: Telling, scorer: Scorer) -> bool:
    later, earlier = retraction.entry, entry
    if later.claim.harm != earlier.claim.harm:
        return False
    if later.as_of and earlier.as_of and later.as_of < earlier.as_of:
        return False
    number, own = points_of(later.claim.count, {}), points_of(earlier.claim.count, {})
    if number is not None and not number.vague and (own is None or own.top != number.top):
        return False
    if retraction.telling.report == told.report:
        return True
    score = scorer.score(retraction.telling, told)
    return score is not None and score >= scorer.weights.threshold
