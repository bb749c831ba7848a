"""Which place and time words of a sentence belong to a harm told in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.read.hit import Hit
from tollbook.read.sentences import Sentence
from tollbook.record import Lexicon, Mention, Report, Span, Speaker

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_OPEN_PERIOD = re.compile(r"since|from|between", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:years? (?:ago|earlier)|last year|anniversary|commemorat\w+|decades? ago|previous year"
    r"|during (?:their|his|her|its) (?:stay|exile|imprisonment|captivity|rule|reign)"
    r"|years before)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a sentence besides its parse.

    :ivar places: places named in the whole report; :ivar times: expressions of time in it.
    :ivar wave: whether the report has spoken of a lasting wave of violence.
    :ivar largest: the largest figure told of one incident so far; 0: none.
    :ivar tail: the speaker the sentence ends with, cut off before parsing.
    :ivar end: where the parsed part of the sentence ends in the report's text.
    """

    report: Report
    sentence: Sentence
    lexicon: Lexicon
    places: tuple[Mention, ...]
    times: tuple[Span, ...]
    wave: bool
    largest: int
    tail: Speaker | None
    end: int

    @property
    def offset(self) -> int:
        """Where the sentence starts in the report's text."""
        return self.sentence.start

    @property
    def own_times(self) -> tuple[Span, ...]:
        """Expressions of time in the parsed part of the sentence."""
        return tuple(t for t in self.times if self.offset <= t.start < self.end)


def places_of(
    hit: Hit, hits: Sequence[Hit], setting: Setting, start: int, end: int
) -> tuple[Span, ...]:
    """Place words of the sentence, the nearest first; only the hit's own where it has some.

    :param start: where the words of the harm start in the report; :param end: where they end.
    """
    sentence = setting.sentence
    inside = [m.span for m in setting.places if sentence.start <= m.span.start < sentence.end]
    low, high = _segment(hit, hits, setting.end - setting.offset)
    own = [s for s in inside if low <= s.start - setting.offset < high]
    return tuple(_nearest(own or inside, start, end))


def times_of(
    setting: Setting, start: int, end: int, *, period: Span | None, clause: tuple[int, int]
) -> tuple[Span, ...]:
    """Time words of the sentence, those of the harm's own clause first, then by nearness.

    :param period: words that name what a total covers; they are no time of the harm.
    :param clause: where the harm's clause starts and ends in the report.
    """
    near = _nearest([t for t in setting.own_times if t != period], start, end)
    low, high = clause
    return tuple(sorted(near, key=lambda t: not low <= t.start < high))


def is_past(report: Report, sentence: str, times: Sequence[Span]) -> bool:
    """Whether the sentence tells of another year than the report's own."""
    if _PAST.search(sentence):
        return True
    years = [int(y) for t in times for y in _YEAR.findall(t.quote)]
    if report.published is None or not years:
        return False
    over = all(y < report.published.start.year for y in years)
    return over and not any(_OPEN_PERIOD.match(t.quote) for t in times)


def _nearest(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Spans by distance from a stretch of text, nearer first; what follows wins a tie."""

    def distance(span: Span) -> tuple[int, int]:
        if span.start >= end:
            return (span.start - end, 0)
        return (max(0, start - span.end), 1)

    return sorted(spans, key=distance)


def _segment(hit: Hit, hits: Sequence[Hit], length: int) -> tuple[int, int]:
    """The stretch of the sentence that is this hit's alone, between its neighbours' numbers.

    "three in Basra, two in Najaf": each number keeps the place that follows it.
    """
    if hit.people is None:
        return 0, length
    own = hit.people
    others = [h.people for h in hits if h.people is not None and h.harm == hit.harm]
    is_first = not any(o.end < own.start for o in others)
    following = [o.start for o in others if o.start > own.end]
    return 0 if is_first else own.start, min(following, default=length)
