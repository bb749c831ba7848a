"""Running totals of one report: each told once, and never next to the same as an incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.fold import fold
from tollbook.read.rivals import rival_speakers

_BELOW = 2  # sentences below a headline that tell what it is about
_LARGE = 10  # a smaller figure equals a balance by chance


def merge_balances(drafts: Sequence[Draft]) -> list[Draft]:
    """The balances of one harm, the same figure of the same speaker folded into one."""
    kept: list[Draft] = []
    for draft in drafts:
        same = (
            i
            for i, old in enumerate(kept)
            if old.part_of == draft.part_of and (_same_figure(old, draft) or _heads(old, draft))
        )
        at = next(same, None)
        if at is None:
            kept.append(draft)
        else:
            area, period = kept[at].area or draft.area, kept[at].period or draft.period
            kept[at] = replace(fold(kept[at], draft), area=area, period=period)
    return kept


def taken_for_balances(drafts: Sequence[Draft]) -> list[Draft]:
    """A figure said again without its period is the balance it repeats ("Over 180 killed")."""
    drafts = [_as_told_below(d, drafts) for d in drafts]
    balances = [d for d in drafts if d.scope == "cumulative"]
    return [_as_balance(d, balances, drafts) for d in drafts]


def _as_told_below(headline: Draft, drafts: Sequence[Draft]) -> Draft:
    """ "19 dead as protests spread" over "Police killed 19 people on Thursday": that Thursday's.

    A headline has no room for the day; a figure that the body gives of one day is that day's.
    """
    if not headline.headline or headline.scope != "cumulative" or headline.period is not None:
        return headline
    same = [
        d
        for d in drafts
        if d.harm == headline.harm and not d.headline and d.n == headline.n and not d.past
    ]
    if not same or any(d.scope != "incident" or not d.times for d in same):
        return headline
    return replace(headline, scope="incident", area=None)


def _as_balance(draft: Draft, balances: Sequence[Draft], drafts: Sequence[Draft]) -> Draft:
    if draft.scope != "incident" or not draft.quantified:
        return draft
    if draft.times and not draft.headline and draft.kind != "definite":
        return draft
    # a small figure equals a balance by chance, but for a headline that nothing else bears out
    if (draft.n or 0) < _LARGE and not (draft.headline and (draft.n or 0) > 1):
        return draft
    for balance in balances:
        same = _same_figure(balance, draft) or _heads(draft, balance)
        if balance.harm == draft.harm and same:
            if (draft.n or 0) < _LARGE and _told_below(draft, drafts):
                continue
            area, period = draft.area or balance.area, draft.period or balance.period
            return replace(draft, scope="cumulative", area=area, period=period)
    return draft


def _told_below(headline: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the body tells of one incident that the headline may be about."""
    return any(
        d.harm == headline.harm and d.scope == "incident" and not d.headline and not d.past
        for d in drafts
        if (d.n or 0) >= (headline.n or 0)
    )


def _heads(headline: Draft, balance: Draft) -> bool:
    """Whether a headline gives the figure of a sentence right below it, perhaps in looser words."""
    below = balance.sentence_index - headline.sentence_index
    same = headline.n == balance.n and not rival_speakers(headline, balance)
    return headline.headline and same and 0 < below <= _BELOW


def _same_figure(a: Draft, b: Draft) -> bool:
    bounds_a = (a.count.low, a.count.best, a.count.high)
    bounds_b = (b.count.low, b.count.best, b.count.high)
    return bounds_a == bounds_b and not rival_speakers(a, b)
