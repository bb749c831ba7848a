"""What was before the event of its sentence: "23 were killed, a day after seven troops died"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.harms import BY_FORCE
from tollbook.read.relate import TOTALS
from tollbook.read.word_lists import PatternList
from tollbook.record.marks import EARLIER_EVENT
from tollbook.record.timewords import TIME_AFTER

_NO_DEED = PatternList("events", "before_it", "no_deed")
_BREAKS = PatternList("events", "before_it", "breaks")


def of_before(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts, those told as what came before the event of their sentence marked so.

    Only beside another figure of the same sentence: in "two days after the attack killed 12, the
    toll rose" and in "a year after 15 were killed there" it is one event.

    :param text: the report's.
    """
    return [_marked(d, drafts, text) for d in drafts]


def _marked(draft: Draft, drafts: Sequence[Draft], text: str) -> Draft:
    if draft.headline or draft.past or draft.harm not in BY_FORCE or draft.scope != "incident":
        return draft
    low, high = draft.sentence
    after = list(TIME_AFTER.finditer(text, low, draft.evidence.start))
    if not after or _BREAKS.search(text, after[-1].end(), draft.evidence.start):
        return draft
    at = after[-1].start()
    clause = text.find(",", draft.evidence.end, high)
    clause = clause if clause >= 0 else high
    others = [
        d
        for d in drafts
        if d.sentence == draft.sentence
        and d.scope == "incident"
        and d.harm in BY_FORCE
        and d.count.positive
        and d.pattern not in TOTALS
        and (d.evidence.end <= at or d.evidence.start >= clause)
    ]
    if not others or _NO_DEED.search(text, low, high):
        return draft
    times = tuple(t for t in draft.times if after[-1].end() <= t.start < clause)
    return replace(draft, before_it=True, times=times, rule=f"{draft.rule}, {EARLIER_EVENT}")
