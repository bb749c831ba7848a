"""Figures that count some of the people harmed alone: a part takes no whole's place.

"Sixteen were seriously injured" after "40 were injured" says nothing of the other 24, and "three
are still in hospital" nothing of those who left.
"""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.record.vocabulary import Harm
from tollbook.tally.points import is_one_person
from tollbook.tally.stated import Stated
from tollbook.tally.words import words


def parts_of(harm: Harm, stated: Sequence[Stated]) -> dict[str, str]:
    """By its key why a figure is no count of all: others give as many or more.

    :param stated: the figures that stand; of killed none is such a part.
    """
    if harm == "killed":
        return {}
    some = {s.key: who for s in stated if (who := _counts_only(harm, s)) is not None}
    whole = [s for s in stated if s.key not in some and not s.points.vague]
    found: dict[str, str] = {}
    for s in stated:
        of = next((t for t in whole if t.points.top >= s.points.top), None)
        if s.key in some and of is not None:
            found[s.key] = (
                f"it counts those who {some[s.key]}; {of.points.in_words()} was given by {of.who()}"
            )
    return found


def _counts_only(harm: Harm, stated: Stated) -> str | None:
    quote = stated.lead.claim.evidence.quote
    if words().still.search(quote):
        return "still were"
    many = harm == "injured" and not is_one_person(stated.lead.claim)
    return "were gravely hurt" if many and words().gravely.search(quote) else None
