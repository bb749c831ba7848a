"""Which place and time words of a sentence belong to a harm told in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.read.headline_parts import part_around
from tollbook.read.hit import Hit
from tollbook.read.quoted import Quotation
from tollbook.read.sentences import Sentence
from tollbook.read.spoken_before import Spoke
from tollbook.read.verb_place import weigh_places
from tollbook.read.word_lists import PatternList
from tollbook.record import Lexicon, Mention, Report, Span, Speaker
from tollbook.record.report import told_with

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOES_ON = PatternList("places", "where_when", "goes_on")
_STAMP = 12  # characters before a time in which "Updated:" stands
_STAMPED = PatternList("places", "where_when", "stamped")
"""Before a time that is the page's ("Posted: Friday, June 26")."""

_TAKEN = PatternList("places", "where_when", "taken")

_IN = PatternList("places", "where_when", "in")
"""Right before the name of a place where something was."""

_HOME = PatternList("places", "where_when", "home")
"""Before the place that somebody is from; not "men of the same unit killed two in"."""

_OFFICE = PatternList("places", "where_when", "office")
"""Behind the place whose office it is."""

_OUTLET = PatternList("places", "where_when", "outlet")
"""Behind the place after which a station or a paper is called."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a sentence besides its parse.

    :ivar places: places named in the whole report; :ivar times: expressions of time in it.
    :ivar wave: whether the report has spoken of a lasting wave of violence.
    :ivar largest: the largest figure told of one incident so far; 0: none.
    :ivar tail: the speakers the sentence ends with, cut off before parsing.
    :ivar quotations: those of the whole report whose speaker is known.
    :ivar spoke: who spoke last in the sentences before; None: nobody did.
    :ivar end: where the parsed part of the sentence ends in the report's text.
    """

    report: Report
    sentence: Sentence
    lexicon: Lexicon
    places: tuple[Mention, ...]
    times: tuple[Span, ...]
    wave: bool
    largest: int
    tail: tuple[Speaker, ...]
    quotations: Sequence[Quotation]
    end: int
    spoke: Spoke | None = None

    @property
    def offset(self) -> int:
        """Where the sentence starts in the report's text."""
        return self.sentence.start

    @property
    def before(self) -> str:
        """The words before it in its paragraph, where it goes on with them; else empty."""
        if _GOES_ON.match(self.report.text, self.offset) is None:
            return ""
        return self.report.text[self.sentence.paragraph[0] : self.offset]

    def own_times(self, evidence: Span) -> list[Span]:
        """Expressions of time in the parsed part of the sentence that are told with the harm."""
        text = self.report.text
        inside = [
            t
            for t in self.times
            if self.offset <= t.start < self.end
            and not _STAMPED.search(text, max(0, t.start - _STAMP), t.start)
        ]
        return self._told_with(inside, evidence)

    def own_places(self, evidence: Span) -> list[Span]:
        """Places named in the sentence, or in a headline's label, that are told with the harm."""
        text = self.report.text
        inside = [m.span for m in self.places if not _OUTLET.match(text, m.span.end)]
        first, last = self.offset - self.sentence.label, self.sentence.end
        return self._told_with([s for s in inside if first <= s.start < last], evidence)

    def _told_with(self, spans: Sequence[Span], evidence: Span) -> list[Span]:
        bounds = self.offset - self.sentence.label, self.sentence.end
        return told_with(self.report.text, spans, evidence, bounds)


def places_of(hit: Hit, hits: Sequence[Hit], setting: Setting, evidence: Span) -> tuple[Span, ...]:
    """Place words of the sentence, by how well the parse says that the harm was there; only the
    hit's own where it has some.

    :param evidence: the words of the harm.
    """
    inside = setting.own_places(evidence)
    if setting.sentence.headline:
        low, high = part_around(hit.trigger.doc, hit.trigger.idx)
        inside = [s for s in inside if low <= max(0, s.start - setting.offset) < high]
    low, high = _segment(hit, hits, setting.end - setting.offset)
    own = [s for s in inside if low <= max(0, s.start - setting.offset) < high]
    if not own and hit.frame.pattern == "toll" and high < setting.end - setting.offset:
        return ()  # "put the toll at 21 and said that soldiers killed seven near Kut"
    return _by_weight(_nearest(own or inside, evidence), hit.trigger, setting)


def _by_weight(places: Sequence[Span], trigger: Token, setting: Setting) -> tuple[Span, ...]:
    """Places as the trigger's verb takes them, best first, then those outside the parse."""
    parsed = [s for s in places if setting.offset <= s.start and s.end <= setting.end]
    if not parsed:
        return tuple(places)
    at = [(s.start - setting.offset, s.end - setting.offset) for s in parsed]
    kinds = [setting.lexicon.place_name(s.quote) for s in parsed]
    weights = weigh_places(trigger, at, kinds)
    best = sorted(zip(weights, range(len(parsed)), strict=True), key=lambda w: (-w[0], w[1]))
    return (*(parsed[i] for _, i in best), *(s for s in places if s not in parsed))


def named_beside(text: str, places: Sequence[Span], sentence: int) -> frozenset[int]:
    """Where those places start that do not say where the harm was: to which the harmed were taken
    ("was driven to a clinic in Kut"), where somebody is from ("Karim Aziz, 45, of Kut"), whose
    officers came ("Kut police", "Wasit County").

    :param sentence: where the sentence starts in ``text``.
    """
    return frozenset(
        p.start
        for p in places
        if _TAKEN.search(text[sentence : p.start])
        or _HOME.search(text[sentence : p.start])
        or _OFFICE.match(text, p.end)
    )


def said_in(text: str, places: Sequence[Span]) -> frozenset[int]:
    """Where those places start that a word of place stands right before ("in Kut", "near Kut")."""
    return frozenset(p.start for p in places if _IN.search(text[max(0, p.start - 30) : p.start]))


def not_of_before(times: Sequence[Span], trigger: Token, offset: int) -> list[Span]:
    """Times without those of what people had done before: of "the dead were soldiers who had
    surrendered in May" no May."""
    return [t for t in times if not _before_it(t.start - offset, trigger)]


def _before_it(at: int, trigger: Token) -> bool:
    token = next((t for t in trigger.doc if t.idx <= at < t.idx + len(t)), None)
    while token is not None and token.head != token:
        had = any(c.lower_ == "had" and c.dep_ == "aux" for c in token.children)
        if token.dep_ == "relcl" and had:
            return not (token == trigger or token.is_ancestor(trigger))
        token = token.head
    return False


def times_of(
    times: Sequence[Span], evidence: Span, *, period: Span | None, clause: tuple[int, int]
) -> tuple[Span, ...]:
    """Time words told with a harm, those of its own clause first, then by nearness.

    :param period: words that name what a total covers; they are no time of the harm.
    :param clause: where the harm's clause starts and ends in the report.
    """
    near = _nearest([t for t in times if t != period], evidence)
    low, high = clause
    return tuple(sorted(near, key=lambda t: not low <= t.start < high))


def _nearest(spans: Sequence[Span], evidence: Span) -> list[Span]:
    """Spans by distance from the evidence, nearer first; what follows wins a tie."""

    def distance(span: Span) -> tuple[int, int]:
        if span.start >= evidence.end:
            return (span.start - evidence.end, 0)
        return (max(0, evidence.start - span.end), 1)

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
