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


TakenBack = tuple[str, tuple[str, ...], Harm, int | None]
"""Words that name a source, in order; the harm; the number taken back. None: all that it gave."""

Retractions = Mapping[TakenBack, Sequence[Retraction]]
"""By what is taken back."""


def retractions_of(entries: Iterable[Entry]) -> Retractions:
    """What is taken back, by source; those of a source without a name are left out."""
    found: dict[TakenBack, list[Retraction]] = defaultdict(list)
    for entry in entries:
        taken = given_up(entry)
        if taken is not None:
            found[taken].append(Retraction(entry, telling([entry])))
    return found


def given_up(retraction: Entry) -> TakenBack | None:
    """What a claim takes back; None: its source has no name."""
    root = root_of(retraction.claim, retraction.original)
    if not root.named:
        return None
    number = points_of(retraction.claim.count, {})
    top = None if number is None or number.vague else number.top
    return _given(root, retraction.claim.harm, top)


def given_by(entry: Entry) -> tuple[TakenBack, ...]:
    """What has to be taken back for a claim's figure to stand no longer: whatever its source gave
    of the harm, or its number. Empty: its source has no name."""
    root = root_of(entry.claim, entry.original)
    if not root.named:
        return ()
    own = points_of(entry.claim.count, {})
    every = _given(root, entry.claim.harm, None)
    return (every,) if own is None else (every, _given(root, entry.claim.harm, own.top))


def _given(root: Root, harm: Harm, number: int | None) -> TakenBack:
    return ("given", tuple(sorted(root.words)), harm, number)


def taken_back(
    tellings: Sequence[Telling], retractions: Retractions, scorer: Scorer
) -> dict[str, str]:
    """Claims of an event that their source took back, each with the reason in words."""
    if not retractions:
        return {}
    found: dict[str, str] = {}
    for told in tellings:
        for entry in told.entries:
            taken = [r for given in given_by(entry) for r in retractions.get(given, ())]
            for retraction in sorted(taken, key=lambda each: each.entry.id):
                if _takes_back(retraction, entry, told, scorer):
                    by = retraction.entry
                    when = f" on {by.as_of}" if by.as_of else ""
                    name = root_of(entry.claim, entry.original).name
                    found[entry.id] = f"{name} took it back{when} ({by.id})"
    return found


def _takes_back(retraction: Retraction, entry: Entry, told: Telling, scorer: Scorer) -> bool:
    later, earlier = retraction.entry, entry
    if later.as_of and earlier.as_of and later.as_of < earlier.as_of:
        return False
    if retraction.telling.report == told.report:
        return True
    return scorer.ties(scorer.score(retraction.telling, told))
