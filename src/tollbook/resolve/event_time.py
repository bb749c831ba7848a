"""When the event of a claim was: its own time words, else those it stands under."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from tollbook.record import Claim, Mention, Place, Published, Report, Span, When
from tollbook.record.report import told_with
from tollbook.resolve.aftermath import (
    came_before,
    dates_how_they_fare,
    dates_the_dying,
    of_dying_alone,
    when_hit,
)
from tollbook.resolve.arrest_days import is_of_the_holding, is_of_those_held_beside
from tollbook.resolve.before_it import of_earlier_event
from tollbook.resolve.choice import Choice
from tollbook.resolve.dateline import dateline, dateline_bounds
from tollbook.resolve.dates import main_event_time, precision_of
from tollbook.resolve.found_bodies import body_days
from tollbook.resolve.month_rules import lasting_pattern
from tollbook.resolve.nesting import shares
from tollbook.resolve.story_days import StoryDays
from tollbook.resolve.summary_day import summed_up
from tollbook.resolve.timed import Timed, refused
from tollbook.resolve.told_as_known import is_told_as_known, stands_with
from tollbook.resolve.told_days import (
    PLAIN,
    Dated,
    best_day,
    clock_alone,
    is_of_event,
    narrowed,
    weight_of,
)
from tollbook.resolve.writing_day import counted_from, days_at, lasted, widest

_DAY = timedelta(days=1)
_AGAINST_D = ("lies after the report",)
"""Reasons that speak against the report's date as well, which then bounds nothing."""
_SINCE = re.compile(r"\bsince\b[^,;.]*$", re.IGNORECASE)
_SINCE_BEFORE = 70  # characters from "since" to the day that it counts from
_MANY = 3  # days of its events from which on a report has no day


class EventTimes:
    """Finds the times of claims in one report.

    :param published: the date D to count from; None: undated. A date known to the month only
        counts nothing back, but still caps.
    :param zones: time zones of the place the report was written from; empty: not known.
    :param south: whether it speaks of a land south of the equator; None: not known.
    """

    def __init__(
        self,
        report: Report,
        claims: Sequence[Claim],
        mentions: Sequence[Mention],
        choices: Mapping[Span, Choice],
        published: Published | None,
        *,
        zones: Sequence[str] = (),
        south: bool | None = None,
    ) -> None:
        self.report = report
        stamped = days_at(published, zones)
        self.last = stamped[-1] if stamped else published.end if published else None
        self.written = dateline_bounds(report)
        self.faring = frozenset(
            m.span.start
            for m in mentions
            if m.kind == "time" and dates_how_they_fare(report.text, m.sentence, m.span)
        )
        self.times = sorted(
            (m for m in mentions if m.kind == "time" and self._is_of_event(m.span)),
            key=lambda m: m.span.start,
        )
        self.places = [m for m in mentions if m.kind == "place"]
        self.choices = choices
        line = dateline(report)
        self.line = line[1] if line else None
        self.days = counted_from(stamped, self.line.quote if self.line else None)
        told = [m.span for m in mentions if m.kind == "time"]
        self.story = StoryDays(report, sorted(told, key=lambda s: s.start), self.days, south)
        self.main = next(
            (
                c
                for c in sorted(claims, key=lambda c: c.evidence.start)
                if c.scope == "incident" and not c.past and c.modality in ("fact", "reported")
            ),
            None,
        )
        self.told = self._told(claims)
        self.several = self._several(claims)
        self.summed = summed_up(report, claims)

    def of(self, claim: Claim, places: Sequence[Place]) -> Timed | None:
        """When the event of a claim was; None: nothing says, and no rule bounds it.

        :param places: where it was, or each place where it may have been; empty: not known.
        """
        found = self._of(claim, places)
        if found is None:
            return None
        found = self._not_after_report(claim, found)
        return self._at_latest(claim, found) if found.when is None else found

    def _at_latest(self, claim: Claim, found: Timed) -> Timed:
        """Where words cannot be resolved ("three days after"), what is told as a fact was still
        not after the report; words that contradict its date leave nothing."""
        if self.last is None or claim.modality not in ("fact", "reported"):
            return found
        if any(why in found.reason for why in _AGAINST_D):
            return found
        when = When(None, self.last, "bound", f"reported by {self.last}; {found.reason}")
        return replace(found, when=when, reason=f"{found.reason}; not after the report", score=0.2)

    def _of(self, claim: Claim, places: Sequence[Place]) -> Timed | None:
        main = self.main is not None and claim.id == self.main.id
        earlier = of_earlier_event(self.story, self.report.text, claim, self.times)
        body = self._of_body(claim) or earlier
        if body is not None:
            return body
        times = [
            s
            for s in claim.times
            if self._is_of_event(s) or is_of_the_holding(self.report, claim, s)
        ] or [s for s in claim.times[:1] if is_of_those_held_beside(self.report, claim, s)]
        own = self._own([s for s in times if stands_with(self.report, claim, s)])
        if own is not None:
            own = self._of_the_hit(claim, own)
            return self._narrowed(own) if main else own
        inside = [m.span for m in self.times if _within(m.span, claim.sentence)]
        here = told_with(self.report.text, inside, claim.evidence, claim.sentence)
        if len(here) == 1 and stands_with(self.report, claim, here[0]):
            found = self._resolved(here[0], "sentence", 0.7)
            if found.when is not None:
                return self._narrowed(found) if main else found
        if claim.past or claim.scope != "incident" or claim.modality in ("hypothetical", "future"):
            return None
        return (
            self._above(claim, places)
            or self._of_summary(claim, places)
            or self._told_elsewhere(claim, () if main else places)
            or self._lasting(claim)
            or self._by_rule(claim)
        )

    def _not_after_report(self, claim: Claim, found: Timed) -> Timed:
        """What happened was not after the report; what is to come is no day that has passed.

        A day after D may be right: D's zone may lie behind that of the event.
        """
        when, last = found.when, self.last
        if when is None or last is None:
            return found
        if claim.modality == "future":
            passed = when.end is not None and when.end < last
            why = "told of as to come, but the words give a day that has passed"
            return refused(found, why) if passed else found
        if claim.modality not in ("fact", "reported"):
            return found
        if when.start is not None and when.start > last + _DAY:
            return refused(found, f"lies after the report ({last})")
        if (
            when.end is not None
            and when.end > last
            and when.start is not None
            and when.start < last
        ):
            return replace(found, when=replace(when, end=last))
        return found

    def _of_body(self, claim: Claim) -> Timed | None:
        """For a body that was found: not after that day, nor before the dead were last alive."""
        if claim.harm != "killed":
            return None
        spans = [m.span for m in self.times if _within(m.span, claim.sentence)]
        found, alive = body_days(self.report.text, claim.sentence, spans)
        if found is None:
            return None
        day = self._resolved(found, "clause", 0.7)
        if day.when is None or day.when.end is None:
            return None
        start = self._resolved(alive, "clause", 0.7).when if alive else None
        first = start.start if start and start.start and start.start <= day.when.end else None
        return Timed(
            When(
                first, day.when.end, precision_of(first, day.when.end) if first else "bound",
                f"found {day.reason}" + (f", alive '{alive.quote}'" if first and alive else ""),
            ),
            found, "clause", "the day a body was found is the latest day of death", 0.7,
        )  # fmt: skip

    def _of_the_hit(self, claim: Claim, died: Timed) -> Timed:
        """For a death told with the day of dying: the day of what caused it, where that is said.

        In the same sentence, or in the nearest one around that says when somebody was hit.
        """
        if claim.harm != "killed" or died.span is None:
            return died
        if not dates_the_dying(self.report.text, claim.sentence, died.span):
            return died
        for mention in when_hit(self.report.text, claim, self.times):
            hit = self._resolved(mention.span, "paragraph", 0.6)
            if came_before(hit.when, died.when):
                reason = f"{hit.reason}, the day of what they died of; {died.reason}"
                return replace(hit, reason=reason)
        return died

    def _lasting(self, claim: Claim) -> Timed | None:
        """ "A five-day offensive": the days up to D, for the report's main event."""
        if not self.days or self.main is None or claim.id != self.main.id:
            return None
        words = lasting_pattern().search(self.report.text, *claim.sentence)
        if words is None:
            return None
        span = self.report.span(*words.span())
        when = widest(self.days, lambda day: lasted(span.quote, day))
        return Timed(when, span, "sentence", when.basis, 0.5)

    def period_of(self, claim: Claim) -> Timed | None:
        """The period of a running total; open where only one end is said."""
        told = (claim.period,) if claim.period else claim.times
        own = self._own([s for s in told if not _within(s, self.written)])
        end = self.last
        if own is not None and own.when is not None:
            return self._from_then_on(claim, own)
        if end is None:
            return own
        return Timed(
            When(None, end, "bound", f"a total published on {end}"), None, "report",
            "no period said; it runs at most to the report's date", 0.3,
        )  # fmt: skip

    def _from_then_on(self, claim: Claim, own: Timed) -> Timed:
        """The days up to D where "since" stands before a day ("since the siege began on 4 May")."""
        when, start = own.when, claim.sentence[0]
        if when is None or own.span is None or when.start is None or self.last is None:
            return own
        start = 0 if own.span.start < start else start  # "over the same period": told earlier
        before = self.report.text[max(start, own.span.start - _SINCE_BEFORE) : own.span.start]
        if not _SINCE.search(before) or when.start >= self.last:
            return own
        basis = f"since {when.start}, by '{own.span.quote}'"
        return replace(own, when=When(when.start, self.last, "period", basis))

    def of_words(self, span: Span) -> Timed:
        return self._resolved(span, "mention", 0.9)

    def _is_of_event(self, span: Span) -> bool:
        """A dateline's day is when the report was written; it only caps (see ``_dateline``)."""
        if span.start in self.faring or _within(span, self.written):
            return False
        return is_of_event(self.report, span)

    def _own(self, spans: Sequence[Span]) -> Timed | None:
        """The first of its own time words that can be resolved; else why the first can't."""
        found = [self._resolved(s, "clause", 0.95) for s in spans]
        return next((f for f in found if f.when is not None), found[0] if found else None)

    def _resolved(self, span: Span, basis: str, score: float) -> Timed:
        found = self.story.meaning(span)
        return Timed(found.when, span, basis, found.reason, score if found.when else 0.0)

    def _told(self, claims: Sequence[Claim]) -> Dated | None:
        """The day that the report gives its main event, wherever it says it."""
        past = [c.sentence for c in claims if c.past or c.scope != "incident"]
        dated = []
        for mention in self.times:
            if mention.sentence in past or self._of_other_news(mention, claims):
                continue
            found = self._resolved(mention.span, "report", 0.5)
            when = found.when
            if when is None or when.end is None:
                continue
            if self.last is not None and when.end > self.last:
                continue
            dated.append(Dated(mention, when, found.reason, weight_of(self.report, mention)))
        return best_day(dated)

    def _of_other_news(self, mention: Mention, claims: Sequence[Claim]) -> bool:
        """Whether a time stands in a sentence that tells of harm, and is that of no such harm."""
        told = [c for c in claims if _within(mention.span, c.sentence)]
        return bool(told) and not any(stands_with(self.report, c, mention.span) for c in told)

    def _several(self, claims: Sequence[Claim]) -> bool:
        """Whether the report dates so many events that none of their days is that of the rest."""
        incidents = (c.times[0] for c in claims if c.scope == "incident" and c.times)
        days = (self._resolved(t, "clause", 0.5).when for t in incidents if self._is_of_event(t))
        return len({w.start for w in days if w and w.start and w.start == w.end}) >= _MANY

    def _narrowed(self, found: Timed) -> Timed:
        if found.when is None or self.told is None:
            return found
        return replace(found, when=narrowed(found.when, self.told.when))

    def _told_elsewhere(self, claim: Claim, places: Sequence[Place]) -> Timed | None:
        """The main event's day, for what is told of without a time of its own and not elsewhere.

        Harm named as known takes only a day that plainly is one of harm: the others are those of
        today's news about it.
        """
        if self.told is None or not self._may_share(self.told.mention.sentence, places):
            return None
        if self.several and (self.main is None or claim.id != self.main.id):
            return None
        if self.told.weight < PLAIN and is_told_as_known(self.report, claim):
            return None
        return Timed(
            self.told.when, self.told.mention.span, "report",
            f"{self.told.reason}: the day that the report gives its event", 0.5,
        )  # fmt: skip

    def _above(self, claim: Claim, places: Sequence[Place]) -> Timed | None:
        """The time of the nearest earlier sentence of the paragraph that is of the same place."""
        start = self.report.text.rfind("\n\n", 0, claim.sentence[0]) + 1
        known = is_told_as_known(self.report, claim)
        for mention in reversed(self.times):
            if not start <= mention.span.start < claim.sentence[0]:
                continue
            weak = known and weight_of(self.report, mention) < PLAIN
            if weak or of_dying_alone(self.report.text, mention, self.times):
                continue
            if not self._may_share(mention.sentence, places):
                continue
            found = self._resolved(mention.span, "paragraph", 0.6)
            if found.when is not None and found.when.start is not None:
                return found
        return None

    def _of_summary(self, claim: Claim, places: Sequence[Place]) -> Timed | None:
        """The day of the round-up that a report begins with, where it may cover this place."""
        if self.summed is None or self.summed[0][0] >= claim.sentence[0]:
            return None
        found = self._own([s for s in self.summed[1] if self._is_of_event(s)])
        day = found is not None and found.when is not None and found.when.precision == "day"
        return found if day and self._may_share(self.summed[0], places) else None

    def _may_share(self, sentence: tuple[int, int], places: Sequence[Place]) -> bool:
        """Whether a sentence names no place, or one that is or holds or lies in one of these."""
        named = [
            c.place
            for m in self.places
            if _within(m.span, sentence)
            and (c := self.choices.get(m.span)) is not None
            and c.place is not None
            and not c.people
        ]
        if not named or not places:
            return True
        units = {p.admin1 for p in named if p.level == "region"} - {None}  # the West Bank's
        return any(p.admin1 in units or shares(p, o) for o in named for p in places)

    def _dateline(self) -> Timed | None:
        if self.line is None or not self.days or self.last is None:
            return None
        found = self._resolved(self.line, "dateline", 0.4)
        if found.when is None or found.when.end is None:
            return None
        # A dateline says when the report was written: it caps, and does not date the event.
        when = When(None, found.when.end, "bound", f"dateline '{self.line.quote}'")
        return None if found.when.end >= self.last else Timed(
            when, self.line, "dateline", found.reason, 0.4
        )  # fmt: skip

    def _by_rule(self, claim: Claim) -> Timed | None:
        end = self.last
        if end is None:
            return None
        if self.days and self.main is not None and claim.id == self.main.id:
            clock = clock_alone(self.report)
            if clock is not None:
                # A time of day with no day is that of the news: D, or the evening before.
                first, last = self.days[0] - _DAY, self.days[-1]
                when = When(first, last, precision_of(first, last), f"'{clock.quote}' by {last}")
                why = "a time of day and no day: D or the day before"
                return Timed(when, clock, "report", why, 0.4)
            if not is_told_as_known(self.report, claim):
                return Timed(
                    widest(self.days, main_event_time), None, "report",
                    "the main event, no time said: three days back (GED codebook, app. 2)", 0.4,
                )  # fmt: skip
        line = self._dateline()
        if line is not None:
            return line
        return Timed(
            When(None, end, "bound", f"reported by {end}"), None, "report",
            "no time said: not after the report", 0.2,
        )  # fmt: skip


def _within(span: Span, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= span.start and span.end <= bounds[1]
