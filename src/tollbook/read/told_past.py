"""What is background by what stands around it: days counted from a past day, a headline on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.word_lists import PatternList

_OF_STORY = PatternList("events", "told_past", "of_story")
"""Words for a day that count from the one told before."""
_NEAR = 3  # sentences back to the event that such words count from


def as_told_of_old(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that go on with background, or head it, as background too.

    "Ten were killed on 15 December 2022. Forty were injured that day. Three weeks later 18 died":
    all of years ago. "Officers tried over killing of ten" is of these ten.
    """
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.order):
        before = [d for d in out if d.scope == "incident" and not d.headline]
        out.append(_after(draft, before[-1] if before else None))
    return [_heading(d, out) for d in out]


def _after(draft: Draft, before: Draft | None) -> Draft:
    if draft.past or draft.headline or draft.scope != "incident" or not draft.times:
        return draft
    if before is None or not before.past:
        return draft
    if draft.sentence_index - before.sentence_index > _NEAR:
        return draft
    counted = all(_OF_STORY.fullmatch(t.quote) for t in draft.times)
    return replace(draft, past=True) if counted else draft


def _heading(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """A headline's figure is of the past where the body tells that figure of the past alone."""
    if not draft.headline or draft.past or draft.times or not draft.quantified:
        return draft
    same = [
        d
        for d in drafts
        if not d.headline and d.harm == draft.harm and d.n == draft.n and d.scope == "incident"
    ]
    if not same or not all(d.past for d in same):
        return draft
    return replace(draft, past=True)
