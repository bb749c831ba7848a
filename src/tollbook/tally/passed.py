"""What a claim's words say of its dead: that they were among the injured, the missing or the taken.

"Two of the wounded died in hospital" is no count of all the dead: it is on top of those counted
before, and takes two off the injured counted before.
"""

from __future__ import annotations

from dataclasses import dataclass

from tollbook.record import Claim, Report
from tollbook.record.vocabulary import Harm
from tollbook.tally.words import words

_REACH = 60  # characters after a claim's own words in which its clause may go on


@dataclass(frozen=True, slots=True)
class Passed:
    """Which harm its dead had suffered before.

    :ivar sure: whether the words take them out of those counted before ("of the wounded"); else
        they say how they died ("died of her wounds"), and those may be counted among the dead.
    :ivar more: whether the words set them apart from others who had died so ("another").
    """

    moved_from: Harm
    sure: bool
    more: bool


def passed(claim: Claim, report: Report) -> Passed | None:
    """What the words of a claim of killed say of where its dead come from; None: nothing."""
    if claim.harm != "killed" or claim.scope != "incident":
        return None
    known = words()
    text = report.text[claim.evidence.start : claim.evidence.end + _REACH]
    own = len(claim.evidence.quote)
    cut = known.clause_ends.search(text, own)
    text = text[: cut.start() if cut else None]
    if known.passed.gate.search(text) is None:
        return None
    more = known.passed.more.search(text) is not None
    for harm, cue in known.passed.of_them.items():
        if cue.search(text):
            return Passed(harm, True, more)
    for harm, cue in known.passed.how.items():
        if cue.search(text):
            return Passed(harm, more, more)
    return None
