"""The days after: when somebody died of wounds, and how the hurt fared, apart from when it was.

"A man who was shot on Friday died on Sunday": deaths belong to the day of what caused them
(design: "Accounts"). Where the report says when that was, it is the death's day here; the day
of dying stays in the reason. And "was in critical condition on Sunday" dates no wound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tollbook.record import Claim, Mention, Span, When

_DIED = re.compile(
    r"\b(?:died|dies|succumb(?:s|ed)|pronounced|passed away)\b",
    re.IGNORECASE,
)
_HIT = re.compile(
    r"\b(?:shot|shootings?|shoot|gunfire|gunshots?|wounded|injured|stabb(?:ed|ing)|beaten|struck|hit"
    r"|attack(?:ed)?|bombing|blast|explosion|strike|airstrike|raid|clash(?:es)?|ambush|opened fire"
    r"|fired|happened|occurred|took place|responded|called|dispatched)\b",
    re.IGNORECASE,
)
_FARED = re.compile(
    r"\b(?:condition|remain(?:s|ed)? hospitali[sz]ed|still hospitali[sz]ed|recovering)"
    r"(?: at [^.,;]{0,40})?,?(?: (?:as of|on|late|early))*\s+$",
    re.IGNORECASE,
)
"""Right before a time ("was in stable condition on Sunday")."""

_KILLED = re.compile(r"\b(?:killed|murdered|slain|gunned down|executed)\b", re.IGNORECASE)
_KINDS = (("died", _DIED), ("hit", _HIT), ("killed", _KILLED))
_AFTER = 15  # words after a time count as so many characters farther
_BEFORE = 90  # characters before a time in which its condition may be told
_WHO = re.compile(r"\bwho (?:was|were|had been|have been)(?: \w+ly)? $")
_CLAUSE = re.compile(r"[;,]| and | but | while | after | when ")
_TOLD_NEAR = 1_500  # characters between a death and when the dead were hit
_LONGEST = timedelta(days=60)
"""Between being hit and dying of it; later deaths are told as such."""


def dates_the_dying(text: str, sentence: tuple[int, int], span: Span) -> bool:
    """Whether a time says when somebody died rather than when he was hit."""
    return _nearest(text, sentence, span) == "died"


def dates_the_hit(text: str, sentence: tuple[int, int], span: Span) -> bool:
    """Whether a time says when somebody was hit or the attack was."""
    return _nearest(text, sentence, span) == "hit"


def when_hit(text: str, claim: Claim, times: Iterable[Mention]) -> Iterator[Mention]:
    """Times, nearest first, that may date what the dead of a claim died of: an attack told near
    it; or, earlier in its paragraph, the killing of others."""
    start = claim.evidence.start
    for mention in sorted(times, key=lambda m: abs(m.span.start - start)):
        if abs(mention.span.start - start) > _TOLD_NEAR:
            return
        kind = _nearest(text, mention.sentence, mention.span)
        earlier = mention.sentence[1] <= claim.sentence[0]
        beside = earlier and "\n\n" not in text[mention.span.end : start]
        if kind == "hit" or (kind == "killed" and beside):
            yield mention


def of_dying_alone(text: str, time: Mention, times: Iterable[Mention]) -> bool:
    """ "Hit on Tuesday, two died on Thursday. That made 19": the attack was on the Tuesday."""
    if not dates_the_dying(text, time.sentence, time.span):
        return False
    others = (m.span for m in times if m.sentence == time.sentence and m is not time)
    return any(s.start < time.span.start or dates_the_hit(text, time.sentence, s) for s in others)


def dates_how_they_fare(text: str, sentence: tuple[int, int], span: Span) -> bool:
    """Whether a time says when the hurt were in some condition."""
    return _FARED.search(text[max(sentence[0], span.start - _BEFORE) : span.start]) is not None


def _nearest(text: str, sentence: tuple[int, int], span: Span) -> str:
    """The kind of the nearest verb; "" where there is none. A clause between counts double."""
    best, nearest = "", 10_000
    for kind, cue in _KINDS:
        for match in cue.finditer(text, *sentence):
            if _told_of_him(text, sentence, span, match):
                continue
            low, high = sorted((match.span(), (span.start, span.end)))
            between = text[low[1] : high[0]]
            far = len(between) * (1 + len(_CLAUSE.findall(between)))
            far += _AFTER if match.start() > span.start else 0
            if far < nearest:
                best, nearest = kind, far
    return best


def _told_of_him(text: str, sentence: tuple[int, int], span: Span, cue: re.Match[str]) -> bool:
    """ "The next day a man who was hit by it died": he was hit at another time."""
    between = text[span.end : cue.start()]
    return (
        _WHO.search(between) is not None and _DIED.search(text, cue.end(), sentence[1]) is not None
    )


def came_before(hit: When | None, died: When | None) -> bool:
    """Whether a known day lies before another, and not so far that it is another story."""
    if hit is None or died is None or hit.start is None or hit.start != hit.end:
        return False
    last: date | None = died.start
    return last is not None and last == died.end and hit.start < last <= hit.start + _LONGEST
