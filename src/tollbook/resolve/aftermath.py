"""The days after: when somebody died of wounds, and how the hurt fared, apart from when it was.

"A man who was shot on Friday died on Sunday": deaths belong to the day of what caused them
(design: "Accounts"). Where the report says when that was, it is the death's day here; the day
of dying stays in the reason. And "was in critical condition on Sunday" dates no wound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tollbook.record import Mention, Span, When

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
_CLAUSE = re.compile(r"[;,]| and | but | while | after | when ")
_LONGEST = timedelta(days=60)
"""Between being hit and dying of it; later deaths are told as such."""


def dates_the_dying(text: str, sentence: tuple[int, int], span: Span) -> bool:
    """Whether a time says when somebody died rather than when he was hit."""
    return _nearest(text, sentence, span) == "died"


def dates_the_hit(text: str, sentence: tuple[int, int], span: Span) -> bool:
    """Whether a time says when somebody was hit or the attack was."""
    return _nearest(text, sentence, span) == "hit"


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
            low, high = sorted((match.span(), (span.start, span.end)))
            between = text[low[1] : high[0]]
            far = len(between) * (1 + len(_CLAUSE.findall(between)))
            far += _AFTER if match.start() > span.start else 0
            if far < nearest:
                best, nearest = kind, far
    return best


def came_before(hit: When | None, died: When | None) -> bool:
    """Whether a known day lies before another, and not so far that it is another story."""
    if hit is None or died is None or hit.start is None or hit.start != hit.end:
        return False
    last: date | None = died.start
    return last is not None and last == died.end and hit.start < last <= hit.start + _LONGEST
