"""Which place a name means: every name of a report weighed against the others.

Evidence, in order of weight: the hierarchy in the words ("Arak, in Iran"; "A, B and C [in Iraq]";
"the Iraqi city of Kut"; "Baghdad's Tahrir Square"), the countries and provinces that the report
names, other places near by, how the name belongs to the place, its kind and its population.
Where the best two are about equal, none is chosen: both are kept.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tollbook.record import Place, Span
from tollbook.record.text import clean_for_parsing, fold
from tollbook.resolve.choice import Choice
from tollbook.resolve.countries import demonyms
from tollbook.resolve.gazetteer import KINDS, Candidate, Gazetteer
from tollbook.resolve.gazetteer_sources import CURATED, PRIMARY, distance_km
from tollbook.resolve.lands import short_names

MARGIN = 0.25
"""How far the best candidate must lead the next for it to be chosen."""

_SAME_KM = 30.0  # two candidates this close are one place for every purpose here
_HOW = {CURATED: 2.2, PRIMARY: 0.8}
_KIND = {"province": 0.8, "district": -0.8, "region": 2.0}
_LOOSE = -1.0
_TYPED = 1.0
_NATION = 6.0
_NO_POPULATION = 1.6  # for places that we list ourselves: what a town of 1,600 gets
_PER_DECADE = 0.5
_INSIDE = 6.0
_NATION_NAMED = 2.4
_UNIT_NAMED = 2.0
_NEAR_SAME_UNIT, _NEAR_SAME_NATION, _NEAR_100_KM = 1.2, 0.6, 0.8
_ROUNDS = 3

_QUALIFIER = re.compile(
    r"^(?:the|nearby|neighbou?ring|north-?(?:ern|east(?:ern)?|west(?:ern)?)?|south-?(?:ern|east(?:ern)?"
    r"|west(?:ern)?)?|eastern|western|east|west|central|downtown|upper|lower|greater|outer|inner"
    r"|occupied|war-torn|the city of|the town of|the village of|city of|town of|village of) ",
    re.IGNORECASE,
)
_DEMONYM_BEFORE = re.compile(
    r"([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:[a-z-]+ ){0,4}"
    r"(?:city|cities|town|towns|village|province|governorate|region|district|capital|port|suburb)"
    r"(?: city)?(?: of)? ?$"
)
_AFTER = re.compile(r"^(?:,? (?:in|of|near)(?: the)?|,|\s*[\[(]\s*(?:in )?)[ ]*$")
_SHORT_AFTER = re.compile(r"^,? ((?:[NSW]\. ?)?[A-Z][A-Za-z]{1,4}(?![a-z])\.?)")
_WORD_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w'-]+)[ -]$")
_LIST = re.compile(r"^(?:,? and(?: in)?|,? to|,|,? or)\s+$")
_KIND_BEFORE = re.compile(
    r"\b(province|governorate|district|state|camp)s?(?: of)? (?:[A-Z][\w'-]+(?:, | and ))*$"
)
_KIND_AFTER = re.compile(
    r"^(?:(?:, [A-Z][\w'-]+)* and [A-Z][\w'-]+)? (province|governorate|district|state|camp)s?\b"
)
_CITY_SHARE = 0.2  # a city with this share of its province's people is what their name means
_TELLING_PEOPLE = 50_000
_JOINTS = re.compile(r" and (?:the )?|, | in | of | at | near | outside | \(| to ")


class _Weigher:
    """The names of one report with their candidates, and the weights that each is given."""

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        gazetteer: Gazetteer,
        nations: Mapping[str, int],
    ) -> None:
        self.text = clean_for_parsing(text)
        self.spans = sorted(set(spans), key=lambda s: (s.start, s.end))
        self.folded = [fold(s.quote) for s in self.spans]
        self.gazetteer = gazetteer
        self.people = [self._people(s) for s in self.spans]
        self.options = [
            () if codes else self._options(s)
            for s, codes in zip(self.spans, self.people, strict=True)
        ]
        self.nations = nations
        self.short = [self._short_after(s) for s in self.spans]
        self.units = self._units_named()
        self.inside = self._hierarchy()

    def _people(self, span: Span) -> tuple[str, ...]:
        return demonyms().get(fold(span.quote.removesuffix("'s")), ())

    def _options(self, span: Span) -> tuple[Candidate, ...]:
        name = clean_for_parsing(span.quote).strip()
        name = name.removesuffix("'s").removesuffix("'")
        after_comma = self.text[max(0, span.start - 2) : span.start] == ", "
        code = short_names().get(name) or (short_names().get(f"{name}.") if after_comma else None)
        if code and (after_comma or "." in name):
            found = self._province(code)
            if found:
                return found
        whole = self._whole(span, name)
        if whole:
            return whole
        kind = self._kind_beside(span)
        typed = self._typed(name, kind) if kind else ()
        while not typed:
            found = self.gazetteer.candidates(name)
            if name.isupper() and len(name) <= 3:  # "EU" is no town in Normandy
                found = tuple(c for c in found if c.place.level == "country" or c.how == CURATED)
            if found:
                return found
            shorter = _QUALIFIER.sub("", name)
            if shorter == name:
                return self._part_of(name)
            name = shorter
        return typed

    def _whole(self, span: Span, name: str) -> tuple[Candidate, ...]:
        """Places of our own list that the name is only the end of ("[Deir] al-Balah")."""
        before = _WORD_BEFORE.search(self.text[max(0, span.start - 25) : span.start])
        if before is None:
            return ()
        return self.gazetteer.listed(f"{before[1]} {name}")

    def _kind_beside(self, span: Span) -> str | None:
        """A word for the kind beside a name or its list ("camps A and B", "A and B provinces")."""
        before = _KIND_BEFORE.search(self.text[max(0, span.start - 60) : span.start])
        after = _KIND_AFTER.search(self.text[span.end : span.end + 50])
        found = before or after
        return found[1] if found else None

    def _typed(self, name: str, kind: str) -> tuple[Candidate, ...]:
        """Candidates that are of the kind said; none: the word decides nothing."""
        for form in (f"{name} {kind}", f"{kind} {name}"):
            found = self.gazetteer.candidates(form)
            fitting = tuple(c for c in found if c.place.level in KINDS[kind])
            if fitting:
                return fitting
        return ()

    def _part_of(self, name: str) -> tuple[Candidate, ...]:
        """The first part that is known of a longer phrase ("the market in central Kut")."""
        parts = _JOINTS.split(name)
        if len(parts) > 1:
            for part in parts:
                found = self.gazetteer.candidates(_QUALIFIER.sub("", part.strip()))
                if found and part[:1].isupper():
                    return found
        return ()

    def _province(self, code: str) -> tuple[Candidate, ...]:
        place = self.gazetteer.province(code)
        return (Candidate(place, CURATED, typed=True),) if place else ()

    def _short_after(self, span: Span) -> Place | None:
        """The unit of an abbreviation right after a name ("WICHITA, Kan.", "Huntsville, AL")."""
        found = _SHORT_AFTER.match(self.text[span.end : span.end + 12])
        if found is None:
            return None
        code = short_names().get(found[1]) or short_names().get(f"{found[1]}.")
        return self.gazetteer.province(code) if code else None

    def _units_named(self) -> dict[str, set[str]]:
        """First-order units that the report names: code -> the names that may mean it."""
        found: dict[str, set[str]] = defaultdict(set)
        for span, options in zip(self.spans, self.options, strict=True):
            codes = {
                c.place.admin1
                for c in options
                if c.place.level == "province" and c.how <= PRIMARY and c.place.admin1
            }
            for code in codes:
                found[code].add(fold(span.quote))
        for place in self.short:
            if place is not None and place.admin1:
                found[place.admin1].add(fold(place.name))
        return found

    def _hierarchy(self) -> list[tuple[tuple[str, ...], str]]:
        """For each name, ids or ISO codes of what the words say it lies in, and those words."""
        said: list[tuple[tuple[str, ...], str]] = [
            ((p.id,), f"{s.quote}, {p.name}") if p is not None else ((), "")
            for s, p in zip(self.spans, self.short, strict=True)
        ]
        for i in range(len(self.spans) - 2, -1, -1):
            here, after = self.spans[i], self.spans[i + 1]
            between = self.text[here.end : after.start]
            if len(between) > 14 or said[i][0]:
                continue
            if (
                between.removeprefix("'s").strip() in ("", "central", "southern")
                and "'s" in between
            ):
                said[i + 1] = (self._ids(i, of_units=False), f"{here.quote}'s {after.quote}")
            elif _LIST.match(between) and said[i + 1][0] and "[" not in between:
                if between.strip() != "," or not self._holds(i, i + 1):
                    said[i] = said[i + 1]
                else:
                    said[i] = (self._ids(i + 1), self.text[here.start : after.end])
            elif _AFTER.match(between) and self._holds(i, i + 1):
                said[i] = (self._ids(i + 1), self.text[here.start : after.end])
        for i, span in enumerate(self.spans):
            before = _DEMONYM_BEFORE.search(self.text[max(0, span.start - 60) : span.start])
            if before and not said[i][0]:
                for words in (before[1], before[1].split(" ")[-1]):
                    codes = demonyms().get(fold(words), ())
                    if codes:
                        said[i] = (codes, before[0].strip())
        return said

    def _ids(self, i: int, of_units: bool = True) -> tuple[str, ...]:
        kinds = ("country", "province", "district", "region")
        return tuple(
            c.place.id
            for c in self.options[i]
            if not of_units or c.place.level in kinds or c.place.population >= 5_000
        )[:12]

    def _holds(self, inner: int, outer: int) -> bool:
        """Whether some candidate of one name lies in some candidate of the other."""
        ids = set(self._ids(outer))
        return any(ids & set(c.place.parents) for c in self.options[inner])

    def alone(self, i: int, c: Candidate) -> float:
        """The weight of a candidate before the other names' choices are known."""
        place = c.place
        weight = _HOW.get(c.how, 0.0) + (_LOOSE if c.loose else 0.0) + (_TYPED if c.typed else 0.0)
        if place.level == "country":
            weight += _NATION
        elif place.population:
            weight += 0.0 if c.typed else _KIND.get(place.level, 0.0)
            weight += _PER_DECADE * math.log10(place.population + 1)
        else:
            weight += _KIND.get(place.level, 0.0) if c.how == CURATED else 0.0
            weight += _NO_POPULATION if c.how == CURATED else 0.5
        most = max(self.nations.values(), default=0)
        if place.country and most:
            weight += _NATION_NAMED * math.sqrt(self.nations.get(place.country, 0) / most)
        named = self.units.get(place.admin1 or "", set()) - {fold(self.spans[i].quote)}
        ours = any(
            o.how == CURATED and o.place.level == "province" and o.place.admin1 == place.admin1
            for o in self.options[i]
        )  # "Gaza" is the Strip's own name, and no sign of the city
        if place.level != "province" and named and not ours:
            weight += _UNIT_NAMED
        if place.level == "province" and not c.typed and self._has_city(i, c):
            weight -= 2 * _KIND["province"]
        holders, _ = self.inside[i]
        if holders and (set(place.parents) & set(holders) or place.country in holders):
            weight += _INSIDE
        return weight

    def _has_city(self, i: int, province: Candidate) -> bool:
        """Whether the name is also that of the province's main city: then it means the city."""
        return any(
            c.place.level in ("city", "town")
            and province.place.id in c.place.parents
            and c.how <= province.how
            and c.place.population >= _CITY_SHARE * province.place.population
            for c in self.options[i]
        )

    def near(self, place: Place, others: Sequence[Place]) -> float:
        """What the places chosen for other names add: the nearest of them decides."""
        best = 0.0
        for other in others:
            if other.id == place.id:
                continue
            near = 0.0
            if place.country and place.country == other.country:
                near += _NEAR_SAME_NATION
                if place.admin1 and place.admin1 == other.admin1:
                    near += _NEAR_SAME_UNIT
            if (
                place.lat is not None and place.lon is not None
                and other.lat is not None and other.lon is not None
                and abs(place.lat - other.lat) < 1.5
                and distance_km(place.lat, place.lon, other.lat, other.lon) < 100
            ):  # fmt: skip
                near += _NEAR_100_KM
            best = max(best, near)
        return best

    def choices(self) -> list[Choice]:
        base = [[self.alone(i, c) for c in options] for i, options in enumerate(self.options)]
        chosen: list[Place | None] = [
            options[max(range(len(options)), key=lambda k: base[i][k])].place if options else None
            for i, options in enumerate(self.options)
        ]
        weights = base
        for _ in range(_ROUNDS):
            weights = [
                [base[i][k] + self.near(c.place, others) for k, c in enumerate(options)]
                for i, options in enumerate(self.options)
                for others in (self._others(i, chosen) if options else (),)
            ]
            fresh = [
                options[max(range(len(options)), key=lambda k: weights[i][k])].place
                if options
                else None
                for i, options in enumerate(self.options)
            ]
            if fresh == chosen:
                break
            chosen = fresh
        return [self._choice(i, weights[i]) for i in range(len(self.spans))]

    def _others(self, i: int, chosen: Sequence[Place | None]) -> list[Place]:
        """What the report's other names were taken for, each place once."""
        others = {
            p.id: p
            for j, p in enumerate(chosen)
            if p is not None and p.level != "country" and self.folded[j] != self.folded[i]
        }
        return list(others.values())

    def _choice(self, i: int, weights: Sequence[float]) -> Choice:
        span = self.spans[i]
        if self.people[i]:
            found = [self.gazetteer.country(code) for code in self.people[i]]
            lands = tuple(p for p in found if p is not None)
            lands = tuple(sorted(lands, key=lambda p: -self.nations.get(p.country or "", 0)))
            one = lands[0] if lands else None
            return Choice(span, one, lands[1:], 0.6, (f"'{span.quote}' is a people",), people=True)
        options = self.options[i]
        if not options:
            return Choice(span, None, (), 0.0, ("not in the gazetteer",))
        order = sorted(range(len(options)), key=lambda k: -weights[k])
        top = options[order[0]]
        rival = next((k for k in order[1:] if not _same(top.place, options[k].place)), None)
        lead = weights[order[0]] - weights[rival] if rival is not None else 5.0
        reasons = [top.reason]
        if self.inside[i][0]:
            reasons.append(f"'{self.inside[i][1]}'")
        if self.nations.get(top.place.country or "", 0) and top.place.level != "country":
            reasons.append("the report names its country")
        score = round(min(1.0, 0.4 + 0.12 * lead), 2) - (0.15 if top.loose else 0.0)
        rest = tuple(options[k].place for k in order[1:6])
        if lead < MARGIN:
            return Choice(span, None, (top.place, *rest), round(score, 2), (*reasons, "ambiguous"))
        supported = (
            top.how == CURATED
            or (top.place.admin1 or "") in self.units
            or self.nations.get(top.place.country or "", 0) > 0
            or bool(self.inside[i][0])
            or top.place.population >= _TELLING_PEOPLE
        )
        return Choice(
            span, top.place, rest, round(score, 2), tuple(reasons), supported=supported,
            listed=top.how == CURATED and not top.loose and top.place.level != "country",
            placed=bool(self.inside[i][0]),
        )  # fmt: skip


def _same(a: Place, b: Place) -> bool:
    """Whether two candidates are one place here: a town and the unit named after it, or near."""
    if a.id in b.parents or b.id in a.parents:
        return True
    return (
        a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
        and distance_km(a.lat, a.lon, b.lat, b.lon) < _SAME_KM
    )  # fmt: skip


def choose_places(
    text: str, spans: Sequence[Span], gazetteer: Gazetteer, nations: Mapping[str, int]
) -> dict[Span, Choice]:
    """What each name of a report means.

    :param spans: the names, as words of ``text``; equal spans are weighed once.
    :param nations: how often the text names each country, as
        :func:`tollbook.resolve.lands.countries_of` counts them.
    """
    return {c.span: c for c in _Weigher(text, spans, gazetteer, nations).choices()}
