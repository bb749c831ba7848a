"""Where and when the event of a claim was: from its own words outwards.

A place is looked for in the claim's clause, its sentence, its paragraph, the paragraph before,
the dateline, and last in what the report is about. Background, habits and hypotheses take only
what their own sentence says. Each answer carries the step that gave it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

from tollbook.record import Claim, Mention, Place, Report, Span
from tollbook.record.report import told_with
from tollbook.resolve.area import pointed_at
from tollbook.resolve.around_claim import LISTED, STANDS_BEFORE, heads_section, paragraphs_back
from tollbook.resolve.by_page import of_outlet, town_of_page
from tollbook.resolve.centre import LIKELY, Centre
from tollbook.resolve.choice import Choice
from tollbook.resolve.dateline import dateline, dateline_bounds
from tollbook.resolve.doubted import doubted
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.resolve.lacking_towns import lacking_towns
from tollbook.resolve.lies_in import inner_ones, nests, said_for_itself
from tollbook.resolve.located import Located, behind, one_place
from tollbook.resolve.name_use import NameUse
from tollbook.resolve.named_in_unit import another_than_its_namesake
from tollbook.resolve.named_only import (
    by_words,
    fitting,
    lacking_in,
    namesakes_abroad,
    said_only,
)
from tollbook.resolve.nesting import WIDE, holds, none_holds, shares
from tollbook.resolve.page_address import NO_ADDRESS, PageAddress
from tollbook.resolve.reach import reached, ways_between
from tollbook.resolve.scene import Scene

_AIMED_AT = re.compile(
    r"\b(?:attack\w*|assault\w*|strikes?|raids?|war|invasion) (?:on|against|of)(?: the)? $"
)
_HELD = frozenset({"detained", "abducted"})  # harms that happen where people are held


class EventPlaces:
    """Finds the places of claims in one report, given what each of its names means.

    :param home: the country that the report is about, where one stands out: the area of a
        running total that names none.
    :param use: how the text uses its names; None: worked out here.
    :param address: the page's address, whose words may name a town.
    :param outlet: where the outlet is from; None: not known.
    :param local: the same, of a listed local outlet.
    :param gazetteer: None: towns that it lacks are not told from their namesakes elsewhere, and
        the page's address says nothing.
    """

    def __init__(
        self,
        report: Report,
        mentions: Sequence[Mention],
        choices: Mapping[Span, Choice],
        home: Place | None = None,
        *,
        use: NameUse | None = None,
        gazetteer: Gazetteer | None = None,
        address: PageAddress = NO_ADDRESS,
        outlet: Place | None = None,
        local: Place | None = None,
    ) -> None:
        self.local = local
        self.gazetteer = gazetteer
        self.address = address
        self.report = report
        self.choices = choices
        line = dateline(report)
        self.line = line[0] if line else None
        # What the dateline names counts as the dateline only, though a sentence begins with it.
        self.head = range(*dateline_bounds(report))
        self.mentions = sorted(
            (m for m in mentions if m.kind == "place" and m.span.start not in self.head),
            key=lambda m: m.span.start,
        )
        times = [m.span for m in mentions if m.kind == "time"]
        self.home = home
        scene = partial(
            Scene, report, self.mentions, home=home, times=times, line=self.line,
            use=use or NameUse(report.text), address=address, outlet=outlet,
        )  # fmt: skip
        self.scene = scene(choices)
        self.lead: tuple[Located, ...] = ()
        self.lead_end = 0
        lacking = lacking_towns(self.scene, gazetteer) if gazetteer is not None else {}
        if lacking:
            self.choices = {**choices, **lacking}
            self.scene = scene(self.choices)

    def opens_with(self, claim: Claim | None) -> None:
        """Take the place of the first event of the body for the later ones that name none."""
        found = self.of(claim) if claim is not None else ()
        told = [i for i in found if i.basis in {"clause", "sentence"} and i.place is not None]
        if claim is not None and told and all(i.place.level not in WIDE for i in told if i.place):
            self.lead, self.lead_end = found, claim.sentence[1]

    @property
    def written_from(self) -> Place | None:
        """The place of the dateline; None: there is none, or nothing says which it is."""
        choice = self.choices.get(self.line) if self.line is not None else None
        return choice.place if choice is not None else None

    def of(self, claim: Claim) -> tuple[Located, ...]:
        """The places of a claim's event; empty: nothing says where."""
        if said := self._said_only(claim):
            return said
        own = self._own([s for s in claim.places if self._not_held(claim, s)])
        found = tuple(i for i in own if i.span is None or not self._weak(i.span))
        unlisted = [s for s in claim.places if self._unlisted(s)]
        if lacking := lacking_in(self.home, self.report.text, unlisted, found):
            return lacking
        if found:
            return self._finer(found, claim)
        if found := self._in_sentence(claim):
            return self._finer(found, claim)
        if claim.past or claim.scope != "incident" or claim.modality in (
            "hypothetical", "future",
        ):  # fmt: skip
            return own
        doubtful = doubted(claim, self.scene, self.head, self._weak)
        if doubtful:
            return doubtful
        for paragraph in paragraphs_back(self.report, claim):
            earlier = [
                m.span
                for m in self.mentions
                if _within(m.span, paragraph) and m.span.start < claim.sentence[0]
            ]
            found = self._of_spans(earlier, "paragraph", near=claim.sentence[0])
            unlisted = [s for s in earlier if self._unlisted(s) and not behind(found, s)]
            if lacking := lacking_in(self.home, self.report.text, unlisted[-1:]):
                return lacking
            away = all(i.place is not None and i.place.relation == "away" for i in found)
            if found and away and self.lead and paragraph[0] < self.lead_end <= paragraph[1] + 1:
                return self.lead  # "in the Nihm district east of Sanaa"
            if found and not self._vague(found):
                own_name = [s for s in claim.places if self._unlisted(s)]
                inside = lacking_in(self.home, self.report.text, own_name, found)
                return inside or self._finer(found, claim)
        return (
            town_of_page(claim, self.scene, self.home, self.gazetteer)
            or self._from_lead(claim)
            or self._from_centre()
            or own
            or of_outlet(claim, self.scene, self.local)
        )

    def _not_held(self, claim: Claim, span: Span) -> bool:
        """A name is not where somebody was arrested over what a claim tells of."""
        return claim.harm in _HELD or not self.scene.use.held(span)

    def _in_sentence(self, claim: Claim) -> tuple[Located, ...]:
        """The place of the claim's sentence that is told with it."""
        inside = [
            m.span
            for m in self.mentions
            if _within(m.span, claim.sentence) and self._not_held(claim, m.span)
        ]
        told = told_with(self.report.text, inside, claim.evidence, claim.sentence)
        return self._of_spans(told, "sentence", near=claim.evidence.start)

    def _said_only(self, claim: Claim) -> tuple[Located, ...]:
        """Places of the claim's own words that the gazetteer lacks, if the words say in or near
        which they lie and the claim's best place is one of them or what it lies in."""
        inside = [m.span for m in self.mentions if _within(m.span, claim.sentence)]
        own = [i.place for i in self._own(claim.places) if i.place is not None]
        known = fitting(inside, self.scene, own)
        unlisted = [s for s in claim.places if self._unlisted(s) or self._abroad(s)]
        said = {s: told for s in unlisted if (told := said_only(self.report.text, s, known))}
        if not said or claim.places[0] not in {*said, *(outer for _, outer in said.values())}:
            return ()
        return self._together(tuple(by_words(span, place) for span, (place, _) in said.items()))

    def _unlisted(self, span: Span) -> bool:
        """Whether a name is used for a place of which the gazetteer knows nothing."""
        choice = self.choices.get(span, _NONE)
        return (
            choice.span == span
            and choice.place is None
            and not choice.candidates
            and span.start not in self.head
            and not self.scene.use.no_place(span)
            and not self._weak(span)
        )

    def _abroad(self, span: Span) -> bool:
        """Whether the gazetteer knows only namesakes of a name in other countries."""
        abroad = namesakes_abroad(self.choices.get(span, _NONE), self.home)
        return abroad and span.start not in self.head and not self._weak(span)

    def _vague(self, found: Sequence[Located]) -> bool:
        """Earlier sentences name only a province or country, and the report has a plain town."""
        centre = self.scene.centre
        return (
            centre is not None
            and centre.plain
            and all(i.place is not None and i.place.level in WIDE for i in found)
            and not none_holds((i.place for i in found), centre.place)
        )

    def _weak(self, span: Span) -> bool:
        """Whether words name where people come from or were treated, or the outlet's own towns."""
        if span.start in self.scene.masthead:
            return True
        use = self.scene.use
        return (
            use.origin(span) or use.care(span) or use.building(span) or self.scene.outside(span)
        ) or use.seat(span)

    def _finer(self, found: tuple[Located, ...], claim: Claim) -> tuple[Located, ...]:
        """The report's town for the county or province that stands for it ("Lewis County
        police"); not where the words say that it happened somewhere in there, nor another town
        than the one that bears the province's name: "in Oyo" may be that one."""
        if len(found) != 1 or found[0].place is None or claim.past:
            return found
        span = found[0].span
        in_title = claim.sentence[0] < self.report.body_start
        if span is None or self.scene.use.all_over(span):
            return found
        said = self.scene.use.where(span) and not in_title
        centre = self.scene.centre
        if found[0].place.level == "country" and not said and centre and centre.plain:
            # "US Marshals" says whose they are; "an attack on Israel" says where
            if _AIMED_AT.search(self.report.text, max(0, span.start - 30), span.start):
                return found
            return self._located([centre.span], "report") if self._in(centre, found) else found
        inner = self.scene.narrowed(found[0].place, 2 * LIKELY if said else LIKELY)
        if inner is None or another_than_its_namesake(
            self.choices.get(span, _NONE), found[0].place, inner.place
        ):
            return found
        lead = self.lead[0].place if self.lead and self.lead_end <= claim.sentence[0] else None
        if inner.of_line and lead and holds(found[0].place, lead):
            return self.lead
        return self._located([inner.span], "report")

    def _in(self, centre: Centre, found: Sequence[Located]) -> bool:  # in what words name
        return all(i.place is not None and holds(i.place, centre.place) for i in found)

    def area_of(self, claim: Claim) -> tuple[Located, ...]:
        """The area of a running total: its own words, else what the report is about."""
        own = self._own((claim.area,) if claim.area else ()) or self._own(claim.places)
        if own:
            return own
        if found := self._in_sentence(claim):
            return found
        pointed = pointed_at(claim, self.mentions, self.scene, self.gazetteer)
        if pointed is not None:
            return (pointed,)
        if self.home is None:
            # a town that the report is written from is not the area of a total
            focus = self._from_centre()
            wide = all(f.place is not None and f.place.level in WIDE for f in focus)
            return focus if wide else ()
        words = (f"the report is about {self.home.name}",)
        choice = Choice(claim.evidence, self.home, (), 0.5, words)
        return (Located(choice, self.home, "report", words),)

    def _own(self, spans: Sequence[Span]) -> tuple[Located, ...]:
        """Places of the claim's own words; a phrase may hold several names of the report."""
        usable = [
            s
            for s in spans
            if s.start not in self.head
            and (c := self.choices.get(s)) is not None
            and (c.place is not None or (c.candidates and not self.scene.use.quarter(s)))
            and self.scene.means_place(s)
            and self.scene.fits(c)
        ]
        usable = said_for_itself(self.report.text, usable)
        return self._together(inner_ones(self.report.text, self._located(usable, "clause")))

    def _together(self, found: tuple[Located, ...]) -> tuple[Located, ...]:
        """Of several places, those that one list names ("in Kut and Amarah").

        A clause also names where people came from, fled to and were held. The report's own
        town is preferred, then the first, which the parse puts nearest to the deed.
        """
        if len(found) < 2:
            return found
        centre = self.scene.centre

        def rank(item: Located) -> tuple[bool, ...]:
            span, place = item.span, item.place
            known = centre is not None and place is not None and shares(place, centre.place)
            away = place is not None and place.relation == "away"  # "north of Baghdad"
            if span is None:
                return (False, away, True, not known)
            return (self._weak(span), away, not self.scene.called_a_town(span), not known)

        best = min(found, key=rank)
        kept = {best}
        ordered = sorted((i for i in found if i.span is not None), key=_start)
        at = next((k for k, i in enumerate(ordered) if i is best), None)
        if at is None:
            return found
        for run in (range(at, len(ordered) - 1), range(at - 1, -1, -1)):
            for k in run:
                a, b = ordered[k].span, ordered[k + 1].span
                if a is None or b is None or not LISTED.match(self.report.text[a.end : b.start]):
                    break
                kept |= {ordered[k], ordered[k + 1]}
        return tuple(i for i in found if i in kept)

    def _of_spans(self, spans: Sequence[Span], basis: str, *, near: int) -> tuple[Located, ...]:
        """The name nearest to the words, with those that it nests in."""
        text, choices = self.report.text, self.choices
        usable = said_for_itself(text, [s for s in spans if self._can_be_where(s)])
        if not usable:
            return ()
        first, *rest = sorted(usable, key=lambda s: abs(s.start - near))
        close = [s for s in rest if abs(s.start - first.start) < 80]
        group = [first] + [s for s in close if nests(text, choices, first, s)]
        return inner_ones(text, self._located(group, basis))[:1]

    def _can_be_where(self, span: Span) -> bool:
        choice = self.choices.get(span, _NONE)
        if choice.place is None or not choice.supported:
            return False
        if not self.scene.means_place(span) or not self.scene.fits(choice) or self._weak(span):
            return False
        text = self.report.text
        if text[span.end : span.end + 2] in ("'s", "\u2019s") and choice.place.level == "country":
            return False
        before = text[max(0, span.start - 50) : span.start]
        return STANDS_BEFORE.search(before) is not None or heads_section(text, span)

    def _located(self, spans: Sequence[Span], basis: str) -> tuple[Located, ...]:
        text = self.report.text
        found = []
        ways = ways_between(self.report.text, self.choices, spans)
        for span in spans:
            choice = self.choices[span]
            place, reasons = choice.place, choice.reasons
            if span in ways:
                way = ways[span]
                if way is None:
                    continue  # the other end of the way
                place, words = way
                reasons = (*reasons, f"'{words}'")
            elif place is not None:
                place, near = reached(text, span, place)
                reasons = (*reasons, f"'{near}'") if near else reasons
            found.append(Located(choice, place, basis, reasons, span))
        return one_place(found)

    def _from_lead(self, claim: Claim) -> tuple[Located, ...]:
        """Where a report's first event was, rather than the dateline's town or one named later."""
        centre = self.scene.centre
        between = self.report.text.count("\n\n", self.lead_end, claim.sentence[0])
        if claim.harm == "detained" and between > 1:
            return ()  # "two soldiers have been arrested" over it: not where they did it
        if claim.sentence[0] < self.report.body_start and centre and centre.of_line:
            return self.lead  # a headline is of what the story opens with
        later = centre is not None and centre.span.start >= claim.sentence[1]
        if self.lead_end > claim.sentence[0] or (self.line is None and not later):
            return ()
        return self.lead if later or centre is None or centre.of_line else ()

    def _from_centre(self) -> tuple[Located, ...]:
        """The town of the dateline, or what the report is about."""
        if self.line is not None and not self.scene.bureau:
            choice = self.choices.get(self.line, _NONE)
            centre = self.scene.centre
            finer = (
                centre is not None
                and choice.place is not None
                and choice.place.level in WIDE
                and holds(choice.place, centre.place)
            )
            if (
                choice.place is not None
                and not finer
                and (centre is None or not centre.plain or centre.of_line)
            ):
                return self._located([self.line], "dateline")
        centre = self.scene.centre
        return self._located([centre.span], "report") if centre is not None else ()


def _start(item: Located) -> int:
    return item.span.start if item.span is not None else 0


_NONE = Choice(Span(0, 1, " "), None, (), 0.0, ())


def _within(span: Span, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= span.start and span.end <= bounds[1]
