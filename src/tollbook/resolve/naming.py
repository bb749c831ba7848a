"""What each name of a report may mean, and what the words beside it say.

Candidates of every name, the units that the report names, and the hierarchy in the words: "Arak,
in Iran"; "A, B and C [in Iraq]"; "the Iraqi city of Kut"; "Baghdad's Tahrir Square".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tollbook.record import Place, Span
from tollbook.record.text import clean_for_parsing, fold
from tollbook.resolve.countries import demonyms, region_words
from tollbook.resolve.gazetteer import Candidate, Gazetteer
from tollbook.resolve.kinds_said import (
    county_in_short,
    is_township,
    kind_beside,
    no_township_elsewhere,
    of_kind,
    town_of_landmark,
    township,
)
from tollbook.resolve.lands import short_names
from tollbook.resolve.name_use import NameUse
from tollbook.resolve.named_in_unit import lies_in, unit_beside
from tollbook.resolve.named_place import ALTERNATE, CURATED, PRIMARY, distance_km
from tollbook.resolve.ruled_out import WELL_KNOWN, left

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
_WORD_BEFORE = re.compile(r"(?<![\w.])([A-Z][\w'-]+)[ -]$")
_LIST = re.compile(r"^(?:,? and(?: in)?|,? to|,|,? or)\s+$")
_CITY_SHARE = 0.2  # a city with this share of its province's people is what their name means
_JOINTS = re.compile(r" and (?:the )?|, | in | of | at | near | outside | \(| to ")

OUTLET = "(outlet)"
"""Stands for a name in :attr:`Naming.units` where the page's address gives the unit."""


class Naming:
    """The names of one report with their candidates and what the words say of each.

    :param outlet: first-order code of where the outlet is: counts as one that the report names.
    :ivar spans: the names in order, each once; :ivar folded: the same as keys.
    :ivar people: ISO codes (ids, of regions) where the name is a people's; :ivar options:
        candidates.
    :ivar used: whether the name is used for a place at all, and not for a person or street.
    :ivar units: first-order units that the report names: code -> the names that may mean it.
    :ivar lacking: the state that a name's words put it in, where the gazetteer has no such place
        in it.
    :ivar inside: ids or ISO codes of what the words say the place lies in, and those words.
    """

    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        gazetteer: Gazetteer,
        nations: Mapping[str, int],
        use: NameUse,
        *,
        outlet: str | None = None,
    ) -> None:
        self.text = clean_for_parsing(text)
        self.spans = sorted(set(spans), key=lambda s: (s.start, s.end))
        self.folded = [fold(s.quote) for s in self.spans]
        self.gazetteer = gazetteer
        self.nations = nations
        self.owned: dict[Span, tuple[Candidate, ...]] = {}
        self.people = [self._people(s) for s in self.spans]
        self.options: list[tuple[Candidate, ...]] = [
            () if codes else self._options(s)
            for s, codes in zip(self.spans, self.people, strict=True)
        ]
        self.options = left(self.text, self.spans, self.options, nations)
        self.used = [not use.no_place(s) for s in self.spans]
        said = [
            unit_beside(self.text, s, options, gazetteer)
            for s, options in zip(self.spans, self.options, strict=True)
        ]
        self.short = [unit for unit, _ in said]
        self.lacking: list[Place | None] = [None] * len(self.spans)
        for i, (unit, surely) in enumerate(said):
            if unit is not None and surely and not self.people[i]:
                self._keep_to(i, unit)
        self._spread_lacking()
        self._spread_placed()
        self.units = self._units_named()
        if outlet is not None:
            self.units.setdefault(outlet, set()).add(OUTLET)
        for i, span in enumerate(self.spans):
            if self.short[i] is None and is_township(self.text, span, self.named_so(span)):
                self.options[i] = no_township_elsewhere(self.options[i], self.units)
        self.inside = self._hierarchy()

    def _people(self, span: Span) -> tuple[str, ...]:
        """ISO codes of whose people a name is, or the id of a region ("African", "Gazans")."""
        key = fold(span.quote.removesuffix("'s"))
        codes = demonyms().get(key, ())
        region = region_words().get(key) if not codes else None
        if region is None:
            return codes
        found = self.gazetteer.candidates(region)
        return (found[0].place.id,) if found else ()

    def _options(self, span: Span) -> tuple[Candidate, ...]:
        name = whole_name = self.named_so(span)
        small = township(self.gazetteer, self.text, span, name)  # "in Clinton": short for it
        if small is not None:
            return small
        county = county_in_short(self.gazetteer, self.text, span, name)
        if county:
            return county
        after_comma = self.text[max(0, span.start - 2) : span.start] == ", "
        listed = self.gazetteer.listed(name) if name in ("DC", "D.C.") else ()
        if listed:
            return listed  # the city, not the district that it fills
        code = short_names().get(name) or (short_names().get(f"{name}.") if after_comma else None)
        if code and (after_comma or "." in name or self._stands_alone(code)):
            found = self._province(code)
            if found:
                return found
        whole = self._whole(span, name) or self._of_a_town(span, name)
        if whole:
            return whole
        kind = kind_beside(self.text, span)
        typed = of_kind(self.gazetteer, name, kind) if kind else ()
        while not typed:
            found = self.gazetteer.candidates(name)
            if name.isupper() and len(name) <= 3:  # "EU" is no town in Normandy
                found = tuple(c for c in found if c.place.level == "country" or c.how == CURATED)
            if name != whole_name and whole_name[:1].isupper():  # "Northeast Baptist Hospital"
                found = tuple(c for c in found if c.place.level != "landmark")
            if found:
                return found
            shorter = _QUALIFIER.sub("", name)
            if shorter == name:
                return town_of_landmark(self.gazetteer, name) or self._part_of(name)
            name = shorter
        return typed

    def _stands_alone(self, code: str) -> bool:
        """Whether a short name may stand without a town before it: those of other countries than
        the United States ("BC", "NSW") where the report names the country. "IN" is a word."""
        country = code.partition(".")[0]
        return country != "US" and self.nations.get(country, 0) > 0

    def _whole(self, span: Span, name: str) -> tuple[Candidate, ...]:
        """Places of our own list that the name is only the end of ("[Deir] al-Balah")."""
        before = _WORD_BEFORE.search(self.text[max(0, span.start - 25) : span.start])
        if before is None:
            return ()
        return self.gazetteer.listed(f"{before[1]} {name}")

    def _of_a_town(self, span: Span, name: str) -> tuple[Candidate, ...]:
        """What lies in a town that the name begins with ("Kut's Hay Sharqi"); where nothing of
        that name does, the town. Of "Colombia's Cauca" the province; towns of provinces are left
        to the hierarchy in the words."""
        outer, owned, inner = name.partition("'s ")
        if not owned or not inner[:1].isupper():
            return ()
        if any(not c.loose for c in self.gazetteer.candidates(name)):
            return ()  # "Prince George's County"
        lands = {
            c.place.country for c in self.gazetteer.candidates(outer)
            if c.place.level == "country" and not c.loose
        }  # fmt: skip
        if lands:
            return tuple(
                c for c in self.gazetteer.candidates(inner)
                if c.place.country in lands and c.place.level == "province" and not c.loose
            )  # fmt: skip
        towns = tuple(
            c for c in self.gazetteer.candidates(outer)
            if c.place.level in ("city", "town") and c.how <= PRIMARY and not c.loose
        )  # fmt: skip
        within = {
            c.place.id: c
            for c in self.gazetteer.candidates(inner)
            if any(_around(t.place, c.place) for t in towns)
        }
        found = tuple(within.values()) or towns
        if found:
            self.owned[span] = towns
        return found

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

    def _keep_to(self, i: int, unit: Place) -> None:
        """A town named with its state is in that state, whatever namesakes there are elsewhere;
        one that the gazetteer lacks there is told by the state alone."""
        inside = tuple(c for c in self.options[i] if lies_in(c.place, unit))
        self.options[i] = inside
        if not inside:
            self.lacking[i] = unit

    def _spread_lacking(self) -> None:
        """A town that the gazetteer lacks in its state is lacking wherever the report names it."""
        units: dict[str, Place] = {}
        for key, unit in zip(self.folded, self.lacking, strict=True):
            if unit is not None:
                units.setdefault(key, unit)
        for i, key in enumerate(self.folded):
            unit = units.get(key)
            if unit is not None and self.lacking[i] is None and not self.people[i]:
                self._keep_to(i, unit)
                self.short[i] = self.short[i] or unit

    def _spread_placed(self) -> None:
        """A name that the words put in one state ("LEBANON, Ohio") means the place there wherever
        the report has it, unless it speaks of the people of the country that bears the name."""
        units: dict[str, set[Place]] = defaultdict(set)
        for key, unit, lacks in zip(self.folded, self.short, self.lacking, strict=True):
            if unit is not None and lacks is None:
                units[key].add(unit)
        words = {fold(word) for word in re.findall(r"\b[A-Z]\w+", self.text)} if units else set()
        peoples = {code for word in words for code in demonyms().get(word, ())}
        for i, key in enumerate(self.folded):
            (unit, *others) = units.get(key) or (None,)
            if unit is None or others or self.short[i] is not None or self.people[i]:
                continue
            inside = tuple(c for c in self.options[i] if lies_in(c.place, unit))
            lands = {c.place.country for c in self.options[i] if c.place.level == "country"}
            states = [c for c in self.options[i] if c.place.level == "province" and not c.loose]
            if inside and not lands & peoples and not any(c.how <= PRIMARY for c in states):
                self.options[i] = inside
                self.short[i] = unit

    def named_so(self, span: Span) -> str:
        """A name as the text has it, not its possessive."""
        return clean_for_parsing(span.quote).strip().removesuffix("'s").removesuffix("'")

    def _units_named(self) -> dict[str, set[str]]:
        """First-order units that the report names: code -> the names that may mean it."""
        found: dict[str, set[str]] = defaultdict(set)
        for span, options, used in zip(self.spans, self.options, self.used, strict=True):
            if not used:
                continue
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
        self._owned_lie_in(said)
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

    def _owned_lie_in(self, said: list[tuple[tuple[str, ...], str]]) -> None:
        """What a town owns in the words ("Kut's Hay Sharqi") lies in the town's province."""
        for i, span in enumerate(self.spans):
            units = {c.place.admin1 for c in self.owned.get(span, ()) if c.place.admin1}
            if units and not said[i][0]:
                found = (self.gazetteer.province(unit) for unit in sorted(units))
                said[i] = (tuple(u.id for u in found if u is not None), span.quote)

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

    def has_city(self, i: int, province: Candidate) -> bool:
        """Whether the name is also that of the province's main city: then it means the city."""
        return any(
            c.place.level in ("city", "town")
            and province.place.id in c.place.parents
            and c.how <= province.how
            and (
                c.place.population >= _CITY_SHARE * province.place.population
                or (province.how > c.how and c.place.population >= WELL_KNOWN)
            )
            for c in self.options[i]
        )

    def outdone(self, i: int, c: Candidate) -> bool:
        """Whether a town is only also called so, and a bigger one of its country has the name for
        its own."""
        settled = c.place.level in ("city", "town", "village")
        return (
            settled
            and c.how == ALTERNATE
            and any(
                o.how == PRIMARY
                and not o.loose
                and o.place.level in ("city", "town")
                and o.place.country == c.place.country
                and o.place.population > c.place.population
                for o in self.options[i]
            )
        )


def _around(town: Place, place: Place) -> bool:
    """Whether a place is a town's part or lies within its radius."""
    if town.id in place.parents:
        return True
    return (
        town.admin1 == place.admin1
        and town.lat is not None and town.lon is not None
        and place.lat is not None and place.lon is not None
        and distance_km(town.lat, town.lon, place.lat, place.lon) <= town.radius_km
    )  # fmt: skip
