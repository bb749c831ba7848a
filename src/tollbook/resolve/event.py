"""Where and when the event of a claim was: from its own words outwards.

A place is looked for in the claim's clause, its sentence, its paragraph, the paragraph before,
the dateline, and last in what the report is about. Background, habits and hypotheses take only
what their own sentence says. Each answer carries the step that gave it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tollbook.record import Claim, Mention, Place, Report, Span
from tollbook.resolve.places import Choice

_SAYING = re.compile(
    r"^(?:'s)? (?:has |have |had |also |later |immediately |again )*"
    r"(?:den(?:y|ies|ied)|sa(?:y|ys|id)|accus(?:e|es|ed)|blam(?:e|es|ed)|warn(?:s|ed)|vow(?:s|ed)"
    r"|claim(?:s|ed)|condemn(?:s|ed)|reject(?:s|ed)|insist(?:s|ed)|announc(?:e|es|ed)|call(?:s|ed)"
    r"|urg(?:e|es|ed)|demand(?:s|ed)|confirm(?:s|ed)|support(?:s|ed)|back(?:s|ed)|want(?:s|ed)"
    r"|respond(?:s|ed)|retaliat(?:es|ed)|sent|sends|is trying|was trying)\b"
)
_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|outside|inside|around|across|within|of|on|off|throughout|over|to"
    r"|towards?|between|and|neighbou?ring|nearby|via|entering|leaving|reached|hit|struck|rocked"
    r"|shelled|bombed|stormed|targeted|against)(?: the)?(?: [a-z-]+){0,4}|,|\()\s*$",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?:(?P<far>\d+(?:\.\d+)?|several|a few) ?(?P<unit>km|kilomet(?:er|re)s?|miles?) )?"
    r"(?:to the )?(?P<how>near(?:by)?|close to|outside|on the (?:outskirts|edge) of|around"
    r"|in the vicinity of"
    r"|(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|away)(?:ern)?"
    r"(?: of| from)|from)(?: the)?(?: (?:city|town|village|capital))?(?: of)?,? $",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z'.\- ]{2,30}|[A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
    r"(?P<land>, [A-Z][A-Za-z. ]{2,25}?)?(?:,? (?P<time>[^()\n]{3,20}?))?"
    r"(?: ?\([^)\n]{2,40}\))? ?(?:--|[-\u2013\u2014]|:) "
)
_DATELINE_LENGTH = 90
_KM_PER_MILE = 1.609
_WIDE = frozenset({"country", "province", "region"})
_WIDE_KM = 10.0
_KNOWN_ABROAD = 300_000  # people; a smaller town abroad must have its country named
_BEARING_KM = 25.0
"""How far "near" and a bearing without a distance may reach (GED codebook 22.1, where_prec 2)."""


@dataclass(frozen=True, slots=True)
class Located:
    """One place of a claim's event, and the step and words that gave it.

    :ivar span: the words that name the place; None: a rule supplied it.
    """

    choice: Choice
    place: Place | None
    basis: str
    reasons: tuple[str, ...]
    span: Span | None = None


def dateline(report: Report) -> tuple[Span, Span | None] | None:
    """The dateline's place and the time words in it ("BASRA, Iraq, Oct 1 (Agency) - ...")."""
    found = _dateline(report)
    if found is None:
        return None
    place = report.span(*found.span("place"))
    return place, report.span(*found.span("time")) if found["time"] else None


def dateline_end(report: Report) -> int:
    """Where the dateline ends in the report's text; the body's start where there is none."""
    found = _dateline(report)
    return found.end() if found else report.body_start


def _dateline(report: Report) -> re.Match[str] | None:
    found = _DATELINE.match(report.text, report.body_start)
    if found is None or found.end() - report.body_start > _DATELINE_LENGTH:
        return None
    # Else "Updated: ..." and other words before a colon would be one.
    return found if found["place"].strip().isupper() or "(" in found[0] else None


def is_metonym(text: str, span: Span) -> bool:
    """Whether a place's name stands for those who rule there ("Baghdad denied")."""
    if _SAYING.match(text[span.end : span.end + 30]) is None:
        return False
    before = text[max(0, span.start - 20) : span.start]
    return re.search(r"\b(?:in|at|near|from|outside|of)(?: the)? $", before) is None


def widened(text: str, span: Span, place: Place) -> tuple[Place, str | None]:
    """The place with the reach that words before it give ("12 km north of"), and those words."""
    found = _NEAR.search(text[max(0, span.start - 60) : span.start])
    if found is None or (found["how"].lower() == "from" and not found["unit"]):
        return place, None
    if found["far"] and found["unit"]:
        far = 5.0 if not found["far"][0].isdigit() else float(found["far"])
        reach = far * (_KM_PER_MILE if found["unit"].lower().startswith("mi") else 1.0)
    else:
        reach = _BEARING_KM if " " in found["how"] and "of" in found["how"].split() else _WIDE_KM
    return replace(place, radius_km=max(place.radius_km, round(reach, 1))), found[0].strip()


def one_place(found: Sequence[Located]) -> tuple[Located, ...]:
    """Names that nest ("Tahrir Square in Baghdad, Iraq") as one: the finest of each."""
    outer: set[str] = set()
    for item in found:
        if item.place is not None:
            outer.update(item.place.parents)
    kept: dict[str, Located] = {}
    fine = any(i.place is not None and i.place.id not in outer for i in found)
    for item in found:
        if item.place is None:
            kept.setdefault(item.choice.span.quote, item)
        elif item.place.id not in outer or not fine:
            kept.setdefault(item.place.id, item)
    return tuple(kept.values())


class EventPlaces:
    """Finds the places of claims in one report, given what each of its names means.

    :param home: the country that the report is about, where one stands out: the area of a
        running total that names none.
    """

    def __init__(
        self,
        report: Report,
        mentions: Sequence[Mention],
        choices: Mapping[Span, Choice],
        home: Place | None = None,
    ) -> None:
        self.report = report
        self.choices = choices
        line = dateline(report)
        self.line = line[0] if line else None
        # What the dateline names counts as the dateline only, though a sentence begins with it.
        head = range(report.body_start, dateline_end(report))
        self.mentions = sorted(
            (m for m in mentions if m.kind == "place" and m.span.start not in head),
            key=lambda m: m.span.start,
        )
        self.focus = self._focus()
        self.home = home

    def of(self, claim: Claim) -> tuple[Located, ...]:
        """The places of a claim's event; empty: nothing says where."""
        found = self._own(claim.places)
        if found:
            return found
        inside = [m for m in self.mentions if _within(m.span, claim.sentence)]
        found = self._of_mentions(inside, "sentence", near=claim.evidence.start, strict=True)
        if found or claim.past or claim.scope != "incident" or claim.modality in (
            "hypothetical", "future",
        ):  # fmt: skip
            return found
        for paragraph in self._paragraphs_back(claim):
            earlier = [
                m
                for m in self.mentions
                if _within(m.span, paragraph) and m.span.start < claim.sentence[0]
            ]
            basis = "paragraph"
            found = self._of_mentions(earlier, basis, near=claim.sentence[0], strict=True)
            if found:
                return found
        if self.line is not None and self.choices.get(self.line, _NONE).place is not None:
            return self._located([self.line], "dateline")
        return self._from_focus("report")

    def area_of(self, claim: Claim) -> tuple[Located, ...]:
        """The area of a running total: its own words, else what the report is about."""
        own = self._own((claim.area,) if claim.area else ()) or self._own(claim.places)
        if own:
            return own
        inside = [m for m in self.mentions if _within(m.span, claim.sentence)]
        found = self._of_mentions(inside, "sentence", near=claim.evidence.start, strict=True)
        if found:
            return found
        if self.home is None:
            # a town that the report is written from is not the area of a total
            focus = self._from_focus("report")
            wide = all(f.place is not None and f.place.level in _WIDE for f in focus)
            return focus if wide else ()
        words = (f"the report is about {self.home.name}",)
        choice = Choice(claim.evidence, self.home, (), 0.5, words)
        return (Located(choice, self.home, "report", words),)

    def _own(self, spans: Sequence[Span]) -> tuple[Located, ...]:
        """Places of the claim's own words; a phrase may hold several names of the report."""
        usable = [
            s
            for s in spans
            if (c := self.choices.get(s)) is not None
            and not c.people
            and (c.place is not None or c.candidates)
            and not is_metonym(self.report.text, s)
        ]
        return self._at_home(self._located(usable, "clause"))

    def _at_home(self, found: tuple[Located, ...]) -> tuple[Located, ...]:
        """Without small places of other countries, where the report is plainly about one.

        A family or street that shares its name with a village abroad is the commonest wrong
        place; a far country that matters is named, or is a city.
        """
        home = self.home.country if self.home is not None else None
        if home is None:
            return found
        return tuple(
            item
            for item in found
            if item.place is None
            or item.place.country in (home, None)
            or item.place.level in _WIDE
            or item.place.population >= _KNOWN_ABROAD
            or item.place.country in self._named_countries
        )

    @cached_property
    def _named_countries(self) -> frozenset[str]:
        """Codes of the countries that the report names."""
        places = (choice.place for choice in self.choices.values())
        return frozenset(
            p.country for p in places if p is not None and p.level == "country" and p.country
        )

    def _of_mentions(
        self, mentions: Sequence[Mention], basis: str, *, near: int, strict: bool
    ) -> tuple[Located, ...]:
        """The mention nearest to the words, with those that it nests in."""
        usable = [m.span for m in mentions if self._can_be_where(m.span, strict=strict)]
        if not usable:
            return ()
        usable.sort(key=lambda s: abs(s.start - near))
        first = usable[0]
        group = [first] + [
            s for s in usable[1:] if self._nested(first, s) and abs(s.start - first.start) < 80
        ]
        return self._located(group, basis)[:1]

    def _can_be_where(self, span: Span, *, strict: bool) -> bool:
        choice = self.choices.get(span, _NONE)
        if choice.place is None or choice.people or not choice.supported:
            return False
        if is_metonym(self.report.text, span):
            return False
        text = self.report.text
        if text[span.end : span.end + 2] in ("'s", "\u2019s") and choice.place.level == "country":
            return False
        return not strict or _BEFORE.search(text[max(0, span.start - 50) : span.start]) is not None

    def _nested(self, a: Span, b: Span) -> bool:
        p, q = self.choices[a].place, self.choices[b].place
        return p is not None and q is not None and (p.id in q.parents or q.id in p.parents)

    def _located(self, spans: Sequence[Span], basis: str) -> tuple[Located, ...]:
        found = []
        for span in spans:
            choice = self.choices[span]
            place, reasons = choice.place, choice.reasons
            if place is not None:
                place, words = widened(self.report.text, span, place)
                reasons = (*reasons, f"'{words}'") if words else reasons
            found.append(Located(choice, place, basis, reasons, span))
        return one_place(found)

    def _paragraphs_back(self, claim: Claim) -> list[tuple[int, int]]:
        """The claim's paragraph and the one before it, within the body (or title) it stands in."""
        text = self.report.text
        start = text.rfind("\n\n", 0, claim.sentence[0]) + 1
        paragraphs = [(max(0, start), claim.sentence[0])]
        before = start - 1
        if before > self.report.body_start:
            earlier = text.rfind("\n\n", 0, before) + 1
            paragraphs.append((max(earlier, self.report.body_start), before))
        return paragraphs

    def _focus(self) -> Span | None:
        """What the report is about: a place of the title, else the one it names most often."""
        title = [
            m.span
            for m in self.mentions
            if m.span.start < self.report.body_start and self._can_be_where(m.span, strict=False)
        ]
        if title:
            finest = [s for s in title if not any(self._outer(s, o) for o in title)]
            return (finest or title)[0]
        counted: Counter[str] = Counter()
        first: dict[str, Span] = {}
        for mention in self.mentions:
            if self._can_be_where(mention.span, strict=False):
                place = self.choices[mention.span].place
                if place is not None:
                    counted[place.id] += 1
                    first.setdefault(place.id, mention.span)
        if not counted:
            return None
        return first[counted.most_common(1)[0][0]]

    def _outer(self, a: Span, b: Span) -> bool:
        p, q = self.choices[a].place, self.choices[b].place
        return p is not None and q is not None and p.id in q.parents

    def _from_focus(self, basis: str) -> tuple[Located, ...]:
        if self.focus is None:
            return ()
        return self._located([self.focus], basis)


_NONE = Choice(Span(0, 1, " "), None, (), 0.0, ())


def _within(span: Span, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= span.start and span.end <= bounds[1]
