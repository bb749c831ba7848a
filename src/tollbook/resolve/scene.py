"""What a report's names say about where its events were: which may be meant, and its centre.

The centre is the town that a report is about: of its dateline, its headline, of the police who
speak in it, where things are said to have happened.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tollbook.record import Mention, Place, Report, Span
from tollbook.resolve.centre import LIKELY, SLIGHT, Centre, is_of_court, narrowed
from tollbook.resolve.choice import Choice
from tollbook.resolve.masthead import headline_and_masthead
from tollbook.resolve.metonym import is_metonym
from tollbook.resolve.name_use import NameUse
from tollbook.resolve.nesting import WIDE, across_border
from tollbook.resolve.page_address import NO_ADDRESS, PageAddress

_KNOWN_ABROAD = 1_000_000  # people; a smaller place abroad must have its country named
_KNOWN_AT_HOME = 250_000  # people; a smaller namesake elsewhere in the country is doubtful
KNOWN_TOWN = 100_000
"""People of a town that has quarters of its own; a smaller one elsewhere in the country hardly
fits."""
_LEDE = 400  # characters of the body in which a report says what it is about
LOCAL_NEWS = frozenset({"US"})
"""Where most news is of one town, and quarters bear names of towns."""
_SMALL = 20_000  # people; a bigger town stands against a province that is named and no more
_OF_COURT = 1.5  # what the dateline weighs of news from a court, which sits elsewhere
_IN_THE_TOWN = re.compile(
    r"\b(?:in|near|outside|outskirts of) the (?:[a-z]+ ){0,2}"
    r"(?:town|city|village|municipality) of $"
)


class Scene:
    """The places of one report as evidence for where its events were.

    :param home: the country that the report is about, where one stands out.
    :param times: spans of time words; "Nov. 3" is no town.
    :param line: the dateline's place.
    :param outlet: where the outlet is from; None: not known.
    :ivar units: first-order codes of the provinces that the report names; the name of the outlet
        behind a headline aside.
    :ivar anchors: of those that it surely speaks of; :ivar anchor_land: their country.
    :ivar of_outlet: of those where its outlet is.
    :ivar shown_by_outlet: only the outlet's name shows where.
    :ivar cities: of those of which a city's police speak, or which the dateline's city lies in.
    """

    def __init__(
        self,
        report: Report,
        mentions: Sequence[Mention],
        choices: Mapping[Span, Choice],
        *,
        home: Place | None,
        times: Sequence[Span],
        line: Span | None,
        use: NameUse | None = None,
        address: PageAddress = NO_ADDRESS,
        outlet: Place | None = None,
    ) -> None:
        self.address = address
        self.report = report
        self.choices = choices
        self.home = home.country if home is not None else None
        self.times = times
        self.line = line
        self.use = use or NameUse(report.text)
        self.bureau = self._written_abroad()
        self._meant: dict[Span, bool] = {}  # many claims ask for the same names
        places = [c.place for c in choices.values() if c.place is not None]
        self.nations = frozenset(p.country for p in places if p.level == "country" and p.country)
        self.mentions = mentions
        self.headline_end, self.masthead = headline_and_masthead(report)
        self.headline = report.text[: self.headline_end].casefold()
        self.court = is_of_court(report.text[: report.body_start + _LEDE])
        self.named_only = False
        self.shown_by_outlet = False
        own = outlet.admin1 if outlet is not None else None
        self.of_outlet = frozenset({own} if own is not None else ())
        self.units = frozenset(
            place.admin1
            for span, choice in choices.items()
            if (place := choice.place) is not None and place.level == "province" and place.admin1
            if span.start not in self.masthead and self.means_place(span)
        )
        self.anchors, self.anchor_land = self._anchors()
        self.cities = frozenset(
            place.admin1
            for span in self._spans()
            if (choice := choices.get(span)) is not None
            and (place := choice.place) is not None
            and place.population >= KNOWN_TOWN
            and place.level not in (*WIDE, "district")
            and (span == self.line or self.use.office(span))
        )
        self.towns: list[Centre] = []
        self.centre: Centre | None = None  # none yet while what speaks for one is weighed
        self.centre = self._centre()

    def _written_abroad(self) -> bool:
        """Whether the dateline is an office in another country than the report is about ("BEIRUT"
        over a strike in Syria), which its body does not name: nothing happened there."""
        choice = self.choices.get(self.line) if self.line is not None else None
        place = choice.place if choice is not None else None
        if place is None or self.line is None or self.home is None:
            return False
        if place.country in (self.home, None):
            return False
        body = self.report.text[self.line.end :].casefold()
        return self.line.quote.strip().casefold() not in body

    def means_place(self, span: Span) -> bool:
        """Whether the words speak of a place at all, and not of a person, street or month."""
        if span not in self._meant:
            self._meant[span] = self._means_place(span)
        return self._meant[span]

    def _means_place(self, span: Span) -> bool:
        choice = self.choices.get(span)
        if choice is None or choice.people or is_metonym(self.report.text, span):
            return False
        name = span.quote
        if choice.listed:
            return not (self.use.family(span) or self.use.given(name))
        if any(t.overlaps(span) for t in self.times):
            return False
        if choice.place is not None and choice.place.level == "country":
            body = self.use.school(span)  # "the Kenya Red Cross said"
            return not (
                body or self.use.street(span) or self.use.family(span) or self.use.person(name)
            )
        if choice.placed and (self.use.small_word(span) or self.use.person(name)):
            return True
        return not (self.use.no_place(span) or self.use.school(span))

    def fits(self, choice: Choice) -> bool:
        """Whether a place may be meant in this report: not a small one somewhere else.

        A family or street that shares its name with a village abroad is the commonest wrong
        place; a far one that matters is named with its country, or is a great city.
        """
        place = choice.place
        if place is None or place.level == "country":
            return True
        if choice.listed and not self._landmark_elsewhere(choice, place):
            return True
        if self.abroad(place):
            known = place.population >= _KNOWN_ABROAD and place.level not in WIDE
            return known or self._just_across(choice.span, place)
        if (
            self.shown_by_outlet
            and (self.centre is None or not self.centre.plain)
            and (self.use.where(choice.span) or self.use.office(choice.span))
            and self.in_company(choice.span, place)
        ):
            return True
        around = self.centre.place if self.centre is not None and self.centre.plain else None
        land = around.country if around is not None else self.anchor_land
        if choice.placed or place.level in WIDE or self.called_a_town(choice.span):
            return True
        units = self.anchors if around is None else {around.admin1, *self.units}
        units = {*units, *self.of_outlet}
        if self.use.quarter(choice.span):
            return place.level == "neighbourhood" or place.admin1 in units
        if (
            place.country != land
            or place.admin1 is None
            or place.admin1 in units
            or place.population >= _KNOWN_AT_HOME
            or (around is None and self.named_only and place.population >= _SMALL)
        ):
            return True
        if land not in LOCAL_NEWS and self.use.inside(choice.span):
            return True
        alone = not any(
            o.country == place.country and o.admin1 != place.admin1 for o in choice.candidates
        )
        # "Madisonville" in a report from Cincinnati: a quarter that the gazetteer lacks. Elsewhere
        # news of a whole country is written from its capital: "killed in Izium" is not in Kyiv.
        return alone and (place.population >= KNOWN_TOWN or land not in LOCAL_NEWS)

    def _landmark_elsewhere(self, choice: Choice, place: Place) -> bool:
        """Whether a landmark of our list is in another province than news that is mostly local is
        of: "Capitol Hill" is in Washington, and in many a city."""
        units = {*self.anchors, *self.units, *self.of_outlet}
        local = place.country in LOCAL_NEWS and place.country == self.anchor_land
        return (
            place.level == "landmark" and local and not choice.placed and place.admin1 not in units
        )

    def called_a_town(self, span: Span) -> bool:
        """Whether the words say in so many that something was in a town of that name."""
        before = self.report.text[max(0, span.start - 60) : span.start]
        return _IN_THE_TOWN.search(before) is not None

    def hardly_fits(self, choice: Choice) -> bool:
        """Whether words plainly name a town that does not fit the report, and is not abroad."""
        span, place = choice.span, choice.place
        return (
            place is not None
            and place.level not in WIDE
            and self.means_place(span)
            and self.use.where(span)
            and not self.use.quarter(span)
            and not self.abroad(place)
            and not self.fits(choice)
        )

    def in_company(self, span: Span, place: Place) -> bool:
        """Whether another name of the report is that of a place in the same province."""
        name = span.quote.casefold()
        return any(
            o.admin1 == place.admin1 and o.country == place.country and o.level not in WIDE
            for other, choice in self.choices.items()
            if (o := choice.place) is not None
            and name not in other.quote.casefold()
            and self.means_place(other)
        )

    def abroad(self, place: Place) -> bool:
        """Whether a place lies in no country that the report is about or names."""
        return self.home is not None and place.country not in (self.home, None, *self.nations)

    def _just_across(self, span: Span, place: Place) -> bool:
        """Whether words put something in a town just across the border from where the report's
        other names are."""
        return self.use.inside(span) and any(
            o.country == self.home and o.level != "country" and across_border(o, place)
            for c in self.choices.values()
            if (o := c.place) is not None and c.supported and not c.people
        )

    def _anchors(self) -> tuple[frozenset[str], str | None]:
        """The provinces that the report surely speaks of, and their country: those of its
        dateline, of the police who speak, of towns named with them."""
        found: Counter[tuple[str, str]] = Counter()
        outlets: Counter[tuple[str, str]] = Counter()
        for span in self._spans():
            choice = self.choices.get(span)
            place = choice.place if choice is not None else None
            if choice is None or place is None or not place.admin1 or not place.country:
                continue
            told = span == self.line or self.use.office(span) or choice.placed
            if told and (choice.supported or choice.placed) and self.means_place(span):
                of_outlet = span.start in self.masthead
                (outlets if of_outlet else found)[place.country, place.admin1] += 1
        if not found and not outlets and self.home is not None:
            named = {unit for unit in self.units if unit.startswith(f"{self.home}.")}
            self.named_only = len(named) == 1
            return (frozenset(named), self.home) if self.named_only else (frozenset(), None)
        self.of_outlet = frozenset(unit for _, unit in outlets) | self.of_outlet
        if not found and outlets:
            self.shown_by_outlet = True
            found = outlets
        if not found:
            return frozenset(), None
        (land, _), _ = found.most_common(1)[0]
        return self.units | {unit for country, unit in found if country == land}, land

    def _centre(self) -> Centre | None:
        weights: defaultdict[str, float] = defaultdict(float)
        seen: defaultdict[str, set[str]] = defaultdict(set)
        first: dict[str, Span] = {}
        for span in self._spans():
            choice = self.choices.get(span)
            if choice is None or choice.place is None or not self.means_place(span):
                continue
            if choice.place.level == "country" or not self.fits(choice):
                continue
            key = choice.place.id
            first.setdefault(key, span)
            for kind, weight, again in self._evidence(span):
                weights[key] += again if kind in seen[key] else weight
                seen[key].add(kind)
        if not weights:
            return None
        known = {key: self._place(span) for key, span in first.items()}
        for key, place in known.items():
            if self._great_elsewhere(place) and "line" not in seen[key]:
                weights[key] *= 0.5
            if place.level in WIDE or place.level == "district":
                weights[key] *= 0.4
        centres = {
            key: Centre(first[key], place, round(weights[key], 2), "line" in seen[key])
            for key, place in known.items()
        }
        self.towns = [c for c in centres.values() if c.place.level not in (*WIDE, "district")]
        most = max(weights, key=lambda key: weights[key])
        if seen[most] == {"outlet"} or (seen[most] <= SLIGHT and self._names_a_town_else()):
            return None
        best = centres[most]
        return self.narrowed(best.place) or best

    def _names_a_town_else(self) -> bool:
        """Whether words put something in a town that is not known for sure: then it was there, and
        not where the outlet or a hospital is."""
        return any(
            (choice.place is None or not self.fits(choice))
            and not self.use.care(span)
            and span.start not in self.masthead
            and (self.use.office(span) or self.use.inside(span) or self.use.origin(span))
            and self.means_place(span)
            for span, choice in self.choices.items()
        )

    def _great_elsewhere(self, place: Place) -> bool:
        """Whether a place is a great city of another province than the report surely speaks of."""
        great = place.population >= _KNOWN_AT_HOME
        return great and bool(self.anchors) and place.admin1 not in self.anchors

    def _place(self, span: Span) -> Place:
        place = self.choices[span].place
        if place is None:
            raise ValueError(f"no place was chosen for {span.quote!r}")
        return place

    def _spans(self) -> list[Span]:
        found = {m.span for m in self.mentions}
        if self.line is not None and not self.bureau:
            found.add(self.line)
        return sorted(found, key=lambda s: s.start)

    def outside(self, span: Span) -> bool:
        """Whether words speak of a city's suburbs ("suburban Chicago"): it was not in the city."""
        place = self.choices[span].place if span in self.choices else None
        great = place is not None and place.population >= _KNOWN_AT_HOME
        return self.use.suburb(span) or (great and self.use.suburban(span))

    def _of_a_city(self, span: Span) -> bool:
        """Whether what the words call a part of a city bears the name of a small town of the
        province, and the report is from a city there."""
        place = self.choices[span].place
        if place is None or place.population >= KNOWN_TOWN or not self.use.quarter(span):
            return False
        return place.level != "neighbourhood" and place.admin1 in self.cities

    def _evidence(self, span: Span) -> list[tuple[str, float, float]]:
        """(kind, weight the first time, weight again) of what one mention says."""
        use = self.use
        if use.care(span):
            return [("care", 0.1, 0.0)]
        aside = use.held(span) or use.building(span) or self.outside(span)
        if aside or self._of_a_city(span):
            return [("aside", 0.2, 0.0)]
        if self.headline_end <= span.start < self.report.body_start:
            return [("outlet", 0.2, 0.0)]
        found = [("named", 0.8, 0.4)]
        if span == self.line:
            found.append(("line", _OF_COURT if self.court else 3.0, 0.0))
        elif span.quote.casefold() in self.headline:
            found.append(("title", 1.5, 0.0))
        if self.address.names(span.quote):
            found.append(("address", 1.0, 0.0))
        if use.origin(span):
            return [("origin", 0.8 if len(found) > 1 else 0.3, 0.0)]
        if use.office(span):
            found.append(("office", 1.5, 0.4))
        if use.where(span):
            found.append(("where", 1.0, 0.3))
        if use.happened(span):
            found.append(("happened", 2.0, 0.3))
        if 0 <= span.start - self.report.body_start < _LEDE:
            found.append(("early", 0.5, 0.0))
        return found

    def narrowed(self, place: Place, least: float = LIKELY) -> Centre | None:
        """The town that the report is most about of those in a county or province that words name;
        the only one that it names there, be it only where somebody is from.

        :param least: what it must weigh; above :data:`LIKELY` the only one must weigh that, too.
        """
        return narrowed(self.towns, place, least)
