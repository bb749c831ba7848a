"""Figures that count some of the people harmed alone: a part takes no whole's place.

"Sixteen were seriously injured" after "40 were injured" says nothing of the other 24, and "three
are still in hospital" nothing of those who left. "Three children were killed" is no least beside
another report's "12 people, three of them children".
"""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.record import Claim
from tollbook.record.vocabulary import Harm
from tollbook.tally.entry import Entry
from tollbook.tally.points import is_one_person, points_of
from tollbook.tally.stated import Stated
from tollbook.tally.words import words


def parts_of(harm: Harm, stated: Sequence[Stated]) -> dict[str, str]:
    """By its key why a figure is no count of all: others give as many or more.

    :param stated: the figures that stand.
    """
    found = _parts_elsewhere(stated)
    if harm == "killed":
        return found
    some = {s.key: who for s in stated if (who := _counts_only(harm, s)) is not None}
    whole = [s for s in stated if s.key not in some and not s.points.vague]
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


def _parts_elsewhere(stated: Sequence[Stated]) -> dict[str, str]:
    """Figures of one kind of people whom another report counts, as many, among more."""
    found: dict[str, str] = {}
    for s in stated:
        kind = None if s.adds or s.points.vague or s.on_top else _kind(s.lead.claim)
        if kind is None:
            continue
        holders = (
            t
            for t in stated
            if t.lead.claim.report != s.lead.claim.report and t.points.top > s.points.top
            if any(_kind(part.claim) == kind and _as_many(part, s) for part in t.parts)
            or (kind, s.points.top) in _listed(t)
        )
        of = next(holders, None)
        if of is not None:
            found[s.key] = (
                f"it counts some alone, who are a part of {of.points.in_words()} by {of.who()}"
            )
    return found


_SEVERAL = 2
_Kind = tuple[str, str | None, str, str]
_NOBODY_SAYS: _Kind = ("unknown", None, "unknown", "unknown")


def _kind(claim: Claim) -> _Kind | None:
    """Status, role, sex and age of all whom a claim counts; None: not said, or they differ."""
    said = {(g.status, g.role, g.sex, g.age) for g in claim.victims}
    one = said.pop() if len(said) == 1 else None
    return None if one == _NOBODY_SAYS else one


def _listed(figure: Stated) -> set[tuple[_Kind, int | None]]:
    """The kinds of people of which a figure is the sum, each with its number."""
    groups = figure.lead.claim.victims
    if len(groups) < _SEVERAL or any(g.count is None for g in groups):
        return set()
    return {
        ((g.status, g.role, g.sex, g.age), g.count.nearest) for g in groups if g.count is not None
    }


def _as_many(part: Entry, figure: Stated) -> bool:
    own = points_of(part.claim.count, {})
    return own is not None and not own.vague and own.top == figure.points.top
