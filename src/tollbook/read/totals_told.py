"""Totals that go on from a total told before: the same period, the next line of a month's count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tollbook.read.day_and_place import days_named
from tollbook.read.draft import Draft
from tollbook.read.harms import DEAD_OR_HURT
from tollbook.read.periods import MONTH_LONG, SAME_PERIOD
from tollbook.read.rivals import speaker_key
from tollbook.record import Span
from tollbook.record.lexicon import PlaceName

_BROUGHT = re.compile(
    r"\b(?:bring|brought|rais|tak|push)(?:s|es|e|ing|ed)?\s(?:the|its|their|to)\b", re.IGNORECASE
)
_SUMS = frozenset({"toll", "number_of", "brought_to"})
_WIDE = frozenset({"country", "region"})
_SEVERAL = 5  # people from which on a figure may be of several events
_BEHIND = 3  # sentences within which the parts of a round-up follow
_AND = re.compile(r",? and (?:(?:another|a further|at least|about|some|more than) )?")
"""Between two figures of one clause."""

_PERFECT = re.compile(r"\b(?:have|has) (?:also )?(?:been|died)\b", re.IGNORECASE)
_LAST_MONTH = re.compile(r"(?:in |during )?(?:the )?(?:last|past|previous) month", re.IGNORECASE)
_SINCE = re.compile(r"since\b", re.IGNORECASE)
_HAS_COUNTED = re.compile(
    r"\b(?:has|have|had) (?:so far )?(?:counted|documented|recorded|confirmed|registered)\b",
    re.IGNORECASE,
)
"""What a body has counted up to now: of one event, too, but after a total it is another total."""
_ONE_EVENT = re.compile(
    r"\b(?:when|after|a|an|the)\s(?:[\w'-]+\s){0,3}(?:attack|bombing|explosion|blast|shooting|strike"
    r"|airstrike|raid|ambush|massacre|clash|battle|bomb|shelling)\b|\bwhen\b",
    re.IGNORECASE,
)


_SHARE = re.compile(
    r"\b(?:responsible for|accounted for|accounting for|blamed for|behind)\s"
    r"(?:(?:the|at least|about|some|most|over|more than|a further|another)\s)*$",
    re.IGNORECASE,
)
"""Before the part of a total that one side has on its account."""

_SUMS_UP = re.compile(
    r"\W*(?:(?:grand|overall) )?totals?\b(?: \([^)\n]{1,40}\))?\s*[:=\u2013\u2014-]", re.I
)
"""At the start of the line that sums up a list ("Total: 19 killed, nine injured")."""


def going_on(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a report, with what totals take from a total told before them.

    "Over the same period" and "raising the number of injured to" take its period. Where a report
    has told of nothing but totals of one month, a figure without a day or an event of its own is
    one of them too ("In Nineveh, 92 people were killed").

    :param text: the report's.
    """
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.order):
        out.append(_going_on(_next_line(_beside_total(draft, out, text), out, text), out, text))
    return out


def _next_line(draft: Draft, told: Sequence[Draft], text: str) -> Draft:
    """A figure in the perfect tense right behind a total, as of the total's time."""
    if not told or not _is_next_line(draft, told[-1], text[slice(*draft.sentence)]):
        return draft
    period = told[-1].period or next(iter(told[-1].times), None)
    if period is None:
        return draft
    area = draft.places[0] if draft.places else None
    return _over(replace(draft, scope="cumulative", area=area), period, "scope", "period")


def _beside_total(draft: Draft, told: Sequence[Draft], text: str) -> Draft:
    """ "Three were killed and 11 wounded over the past day": of two figures that one "and" ties,
    either both are totals or none is."""
    if draft.scope != "incident" or not draft.quantified or not told:
        return draft
    total = told[-1]
    if total.scope != "cumulative" or total.sentence != draft.sentence or not total.quantified:
        return draft
    tied = _AND.fullmatch(text, total.evidence.end, draft.evidence.start)
    if tied is None or {total.harm, draft.harm} != DEAD_OR_HURT:
        return draft
    taken = replace(draft, scope="cumulative", area=total.area, times=total.times)
    return _as_told_by(_over(taken, total.period, "scope", "period"), total)


def headlines_total(drafts: Sequence[Draft]) -> list[Draft]:
    """A headline's figure that the story opens with as a total is that total, told twice."""
    out = list(drafts)
    for head in drafts:
        if not head.headline or not head.count.positive:
            continue
        first = [
            d
            for d in out
            if d.scope == "cumulative" and d.harm == head.harm and not d.headline and d.quantified
        ]
        if not first:
            continue
        again = [d for d in first if head.scope == "cumulative" and _says_again(head, d)]
        total = again[0] if again else first[0]
        vague = head.count.shape == "vague" and head.scope == "cumulative"
        # "at least 80 dead" over "more than 80 have been killed"
        same = (
            0 <= (total.n or 0) - (head.n or 0) <= 1
            and head.scope == "incident"
            and total.sentence_index <= _BEHIND
        )
        if (vague and len(first) == 1) or same or again:
            told = replace(
                total,
                repeats=(*total.repeats, head.evidence),
                period=total.period or head.period,
                area=total.area or head.area,
            )
            out = [told if d is total else d for d in out if d is not head]
    return out


def _says_again(head: Draft, total: Draft) -> bool:
    """ "43 killed since June" over "Forty-three people have been killed since June": one total."""
    return head.quantified and 0 <= (total.n or 0) - (head.n or 0) <= 1


def among_brought(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """ "Three more have died, which brings the toll to eight": the three are among the eight."""
    out: list[Draft] = []
    for draft in drafts:
        sums = [
            d
            for d in drafts
            if d.sentence == draft.sentence
            and d.harm == draft.harm
            and d.pattern in _SUMS
            and d.scope == draft.scope == "incident"
            and (d.n or 0) > (draft.n or 0) > 0
        ]
        told = draft.additional and any(
            _BROUGHT.search(text, draft.evidence.end, d.evidence.end) for d in sums
        )
        out.append(replace(draft, additional=False, partitive=True) if told else draft)
    return out


def rounded_up(drafts: Sequence[Draft], level: Callable[[str], PlaceName]) -> list[Draft]:
    """A figure over a country or region whose parts are told right after it, each in a town of its
    own, is a total of theirs: "strikes killed 19 in the south and east. Nine died in Baalbek ...".

    :param level: what a place name is in the gazetteer.
    """
    out = list(drafts)
    for whole in drafts:
        if whole.scope != "incident" or whole.headline or (whole.n or 0) < _SEVERAL:
            continue
        if not whole.quantified or not all(level(p.quote) in _WIDE for p in whole.places):
            continue
        some = [d for d in drafts if _told_behind(d, whole)]
        towns = [{p.quote for p in d.places if level(p.quote) != "country"} for d in some]
        named = {name for found in towns for name in found}
        if len(some) < 2 or len(named) < 2 or not all(towns):
            continue
        parts = sum(d.n or 0 for d in some)
        if not whole.places or not parts <= (whole.n or 0) <= 2 * parts:
            continue
        orders = {d.order for d in some}
        out = [
            _over(replace(d, scope="cumulative", area=d.places[0]), d.period, "scope")
            if d.order == whole.order
            else replace(d, partitive=False, separate=True)
            if d.order in orders
            else d
            for d in out
        ]
    return out


def _told_behind(draft: Draft, whole: Draft) -> bool:
    """Whether a smaller figure of the same harm follows within a few sentences, said of a place."""
    after = draft.sentence_index - whole.sentence_index
    same = draft.harm == whole.harm and draft.scope == "incident" and draft.quantified
    mine, theirs = days_named(draft), days_named(whole)
    if mine and theirs and not mine & theirs:
        return False  # a list of events, each with its day: the first may name a region as its town
    fits = same and 0 < after <= _BEHIND and (draft.n or 0) < (whole.n or 0)
    return fits and bool(draft.places) and draft.paragraph != whole.paragraph


def _going_on(draft: Draft, told: Sequence[Draft], text: str) -> Draft:
    if not draft.quantified or draft.harm == "attacked":
        return draft
    if draft.scope == "incident" and _SUMS_UP.match(text, draft.sentence[0]):
        return _over(replace(draft, scope="cumulative", partitive=False), draft.period, "scope")
    totals = [d for d in told if d.scope == "cumulative" and (d.period or d.times)]
    before = [d for d in totals if d.period is not None]
    if not totals:
        return draft
    sentence = text[slice(*draft.sentence)]
    if draft.scope == "cumulative" and draft.period is None:
        if SAME_PERIOD.search(sentence):
            # "82 died in a day, bringing the toll to 900. A further 180 were hurt over the same
            # period": in that day
            last = totals[-1]
            beside = [t for t in totals if t.sentence == last.sentence and t.pattern not in _SUMS]
            last = beside[-1] if beside and draft.additional else last
            period = last.period or last.times[0]
            return _over(_in_area(draft, totals, period), period, "period")
        if re.search(r"\bsince\b", sentence):
            return draft
        since = [d.period for d in before if d.period and _SINCE.match(d.period.quote)]
        if since and _BROUGHT.search(text, draft.sentence[0], draft.evidence.start + 1):
            return _over(draft, since[-1], "period")
        if _only_totals(told) and before and _is_month(before[-1].period) and not draft.times:
            return _as_told_by(_over(draft, before[-1].period, "period"), before[-1])
        return draft
    if _rivals_total(draft, totals[-1], told, sentence):
        total = next(t for t in reversed(totals) if t.harm == draft.harm)
        over = total.period or next(iter(total.times), None)
        return _over(replace(draft, scope="cumulative", area=total.area), over, "scope", "period")
    return _in_month(draft, told, before[-1], text) if before else draft


def _rivals_total(draft: Draft, total: Draft, told: Sequence[Draft], sentence: str) -> bool:
    """ "43 have been killed since June, the commission says ... Police say 19 people died": another
    body's total, where the report is about totals and has told of no incident so large."""
    if draft.scope != "incident" or draft.places or draft.times or draft.past or draft.own:
        return False
    if draft.partitive or draft.additional or draft.kind in {"definite", "pronoun"}:
        return False
    if _ONE_EVENT.search(sentence):
        return False
    if draft.paragraph == total.paragraph and not _HAS_COUNTED.search(sentence):
        return False
    same = [d for d in told if d.harm == draft.harm and d.quantified and not d.headline]
    if not same or same[0].scope != "cumulative" or same[0].own:
        return False
    if speaker_key(same[0]) == speaker_key(draft):
        return False
    events = sum(d.n or 0 for d in same if d.scope == "incident")
    return (draft.n or 0) > events


def _in_area(draft: Draft, totals: Sequence[Draft], period: Span) -> Draft:
    """ "Settlers hurt 11 in the reporting period": where its first total is of."""
    first = next((t for t in totals if period in (t.period, *t.times)), None)
    if draft.area is not None or draft.places or first is None or first.area is None:
        return draft
    return replace(draft, area=first.area, inherited=_and(draft.inherited, "area"))


def _and(inherited: tuple[str, ...], *fields: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*inherited, *fields)))


def _is_next_line(draft: Draft, last: Draft, sentence: str) -> bool:
    """ "174 have been killed by soldiers since January. Twenty-eight have been killed on the other
    side.": of the same time, though no words say so."""
    adjoins = last.paragraph == draft.paragraph and draft.sentence_index - last.sentence_index == 1
    if draft.scope != "incident" or last.scope != "cumulative" or last.harm != draft.harm:
        return False
    if (
        not draft.quantified
        or not adjoins
        or draft.times
        or draft.partitive
        or (draft.n or 0) < _SEVERAL
    ):
        return False
    perfect = _PERFECT.search(draft.evidence.quote) is not None
    return perfect and not _ONE_EVENT.search(sentence)


def _is_month(period: Span | None) -> bool:
    if period is None:
        return False
    return bool(MONTH_LONG.search(period.quote) or _LAST_MONTH.fullmatch(period.quote))


def _only_totals(told: Sequence[Draft]) -> bool:
    """Whether a report has told of no single incident's figure so far.

    A headline's figure that the body opens with as a total is that total, whatever it names.
    """
    sums = {(d.harm, d.n) for d in told if d.scope == "cumulative"}
    return all(
        d.scope == "cumulative" or (d.headline and (d.harm, d.n) in sums)
        for d in told
        if d.quantified and d.harm != "attacked"
    )


def _in_month(draft: Draft, told: Sequence[Draft], total: Draft, text: str) -> Draft:
    period, sentence = total.period, text[slice(*draft.sentence)]
    if draft.scope != "incident" or period is None or draft.past:
        return draft
    if draft.perpetrators and not _SHARE.search(text, draft.sentence[0], draft.evidence.start):
        return draft
    if SAME_PERIOD.search(sentence) and not days_named(draft) and not _ONE_EVENT.search(sentence):
        area = draft.places[0] if draft.places else None
        return _over(replace(draft, scope="cumulative", area=area), period, "scope", "period")
    if not _is_month(period) or not _only_totals(told):
        return draft
    own = [t for t in draft.times if t.quote.casefold() != period.quote.casefold()]
    if own or _ONE_EVENT.search(sentence):
        return draft
    area = draft.places[0] if draft.places else None
    taken = _over(replace(draft, scope="cumulative", area=area), period, "scope", "period")
    return _as_told_by(taken, total)


def _as_told_by(draft: Draft, total: Draft) -> Draft:
    """The next line of a count is whose the count is, where it names nobody itself."""
    if len(draft.said_by) > 1 or len(total.said_by) == 1:
        return draft
    inherited = tuple(dict.fromkeys((*draft.inherited, "said_by")))
    said_by, mode = total.said_by, total.modality
    return replace(draft, said_by=said_by, modality=mode, inherited=inherited)


def _over(draft: Draft, period: Span | None, *fields: str) -> Draft:
    inherited = tuple(dict.fromkeys((*draft.inherited, *fields)))
    return replace(draft, period=period, inherited=inherited)
