"""Of people told as hurt, those told later to have died of it: "wounding three, one of whom died".

Who died is no longer among the injured: three injured, of whom one died, are two injured and one
dead. The claim says so (``why``). Where the words don't say that the dead were among the injured
("killed one and wounded three"), both figures stand as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.relate import fit
from tollbook.read.words import pattern
from tollbook.record import Count, Why

_NEAR = 6  # sentences from the hurt to one of them who "later died"
_OF_THEM = re.compile(r"\bof (?:whom|them|the (?:wounded|injured|hurt))\b", re.IGNORECASE)
_LOWERED = frozenset({"exact", "at_least"})
_BEFORE = 40  # characters before a verb of dying in which a "later" may stand


def without_who_died(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a report, those who died later taken out of the injured they were among."""
    out = list(drafts)
    for dead in drafts:
        if dead.harm != "killed" or dead.scope != "incident" or not _real(dead):
            continue
        hurt = _hurt_before(dead, out, text)
        if hurt is None:
            continue
        words = _words_of(dead, text)
        among = _OF_THEM.search(words) is not None
        before = [d for d in drafts if _is_dead(d) and d.order < dead.order]
        if among and any(d.sentence == hurt.sentence for d in before):
            # "killed two and wounded four, one of whom died": one more than the two
            out = [_on_top(d) if d.order == dead.order else d for d in out]
        elif before and not among:
            continue
        out = [_left(d, hurt, dead) for d in out]
    return out


def _real(draft: Draft) -> bool:
    return draft.modality in {"fact", "reported"} and draft.count.is_exact and bool(draft.n)


def _is_dead(draft: Draft) -> bool:
    return draft.harm == "killed" and draft.count.positive and not draft.past


def _words_of(draft: Draft, text: str) -> str:
    """The words of a death and of what it was of, to the end of its clause."""
    start = max(draft.sentence[0], draft.evidence.start - _BEFORE)
    stop = min(
        (i for mark in (";", " and ", " but ") if (i := text.find(mark, draft.evidence.end)) >= 0),
        default=draft.sentence[1],
    )
    return text[start : min(stop, draft.sentence[1])]


def _hurt_before(dead: Draft, drafts: Sequence[Draft], text: str) -> Draft | None:
    """The injured among whom the dead were, by the words; None: they don't say that."""
    hurt = [
        d
        for d in drafts
        if d.harm == "injured"
        and d.scope == dead.scope
        and d.past == dead.past
        and d.evidence.start < dead.evidence.start
        and d.count.shape in _LOWERED
        and (d.n or 0) > (dead.n or 0)
    ]
    last = max(hurt, key=lambda d: d.evidence.start, default=None)
    if last is None:
        return None
    words = _words_of(dead, text)
    apart = dead.sentence_index - last.sentence_index
    if dead.partitive and _OF_THEM.search(words):
        # "of whom" goes back to the people told of last, be they hurt, dead or held
        between = (
            d
            for d in drafts
            if last.evidence.end <= d.evidence.start < dead.evidence.start and d.count.positive
        )
        return last if apart <= 1 and not any(between) else None
    late = pattern("cues", "dying", "later").search(words) is not None
    of_wounds = apart > 0 and pattern("cues", "dying", "of_wounds").search(words) is not None
    if not (late or of_wounds) or apart > _NEAR or not fit(last, dead):
        return None
    return None if dead.additional else last


def _on_top(dead: Draft) -> Draft:
    return replace(dead, partitive=False, additional=True)


def _left(draft: Draft, hurt: Draft, dead: Draft) -> Draft:
    """The draft without those who died, where it is the figure they were among, or says it too."""
    same = draft.harm == "injured" and draft.n == hurt.n and draft.count.shape == hurt.count.shape
    if not same or draft.scope != hurt.scope or draft.past != hurt.past:
        return draft
    n, died = hurt.n or 0, dead.n or 0
    make = Count.exact if hurt.count.shape == "exact" else Count.at_least
    why = Why("count", f"of {n} told as injured {died} died: {n - died} left", dead.evidence)
    count = make(n - died, draft.count.raw)
    return replace(draft, count=count, why=(*draft.why, why), lowered=True)
