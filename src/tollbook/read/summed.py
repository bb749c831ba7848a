"""A figure that adds up several events of its report: "Gunmen kill 20" over 14 and six."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

from tollbook.read.day_and_place import apart, days_named
from tollbook.read.draft import Draft
from tollbook.record import Why
from tollbook.record.lexicon import PlaceName
from tollbook.record.marks import SUM_OF_TOLD

_OPENING = 2  # sentences in which a report says how many it tells of in all


def taken_for_sums(drafts: Sequence[Draft], level: Callable[[str], PlaceName]) -> list[Draft]:
    """The drafts, where a figure in the opening is the sum of events told one by one below a total.

    Their figures are of different events by what parts them: other days, other places, or words
    ("in a separate attack"). Else ("six died: three here, two there") they are parts of one toll.

    :param level: what a place name is in the gazetteer.
    """
    return [_as_sum(d, drafts, level) for d in drafts]


def _as_sum(draft: Draft, drafts: Sequence[Draft], level: Callable[[str], PlaceName]) -> Draft:
    if not _counts(draft) or draft.sentence_index > _OPENING or draft.additional:
        return draft
    below = [
        d
        for d in drafts
        if d.harm == draft.harm and _counts(d) and d.sentence_index > draft.sentence_index
    ]
    if any(d.n == draft.n for d in below):
        return draft  # the body says it again, of one event
    events = [d for d in below if not (d.partitive or d.additional or d.headline)]
    if len(events) < 2 or sum(d.n or 0 for d in events) != draft.n:
        return draft
    day = days_named(draft)
    if day and any(theirs and not day & theirs for theirs in map(days_named, events)):
        return draft  # a list of events: this one has its own day
    if not any(d.separate or apart(d, e, level) for e, d in combinations(events, 2)):
        return draft
    of = " + ".join(str(d.n) for d in events)
    why = Why("scope", f"cumulative: the sum of the events told below, {of}", draft.evidence)
    area = draft.area or (draft.places[0] if draft.places else None)
    return replace(draft, scope="cumulative", area=area, why=(*draft.why, why))


def taken_for_summaries(drafts: Sequence[Draft], level: Callable[[str], PlaceName]) -> list[Draft]:
    """The drafts, where a headline without a number stands over figures of several events.

    "Killings of community leaders" over two of 2 March and four of 9 March is none of these.

    :param level: what a place name is in the gazetteer.
    """
    return [_as_summary(d, drafts, level) for d in drafts]


def _as_summary(draft: Draft, drafts: Sequence[Draft], level: Callable[[str], PlaceName]) -> Draft:
    plain = all(v.count is None or v.count.shape == "plural" for v in draft.victims)
    if not draft.headline or not plain or draft.scope != "incident" or days_named(draft):
        return draft
    below = [d for d in drafts if d.harm == draft.harm and _counts(d) and not d.headline]
    below = [d for d in below if not (d.partitive or d.additional) and days_named(d)]
    if not any(apart(a, b, level) for a, b in combinations(below, 2)):
        return draft
    why = Why("scope", "generic: it heads figures of several days or places", draft.evidence)
    return replace(draft, scope="generic", why=(*draft.why, why))


def with_sums_marked(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, totals without days of their own marked that add up the events told.

    "49 have been killed in two attacks", over 34 and 15; "in all, eight were killed", under their
    list.
    """
    return [
        replace(d, rule=f"{d.rule}, {SUM_OF_TOLD}") if _is_sum(d, drafts) else d for d in drafts
    ]


def _is_sum(total: Draft, drafts: Sequence[Draft]) -> bool:
    if total.scope != "cumulative" or not total.quantified or total.period or total.times:
        return False
    told = [
        d.n or 0
        for d in drafts
        if d.harm == total.harm and _counts(d) and not d.headline and d.part_of is None
    ]
    return len(told) > 1 and sum(told) == total.n


def _counts(draft: Draft) -> bool:
    real = draft.modality in {"fact", "reported"} and draft.count.positive
    return real and draft.quantified and draft.scope == "incident" and not draft.past
