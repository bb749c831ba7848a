"""Which place a name means: every name of a report weighed against the others.

Evidence: the hierarchy in the words, the countries and provinces that the report names, what its
other names were taken for and may lie in, how the name belongs to the place, its kind and its
population; each weighed as ``data/place_weights.toml`` says. Where the best two are about equal,
none is chosen: both are kept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tollbook.record import Place, Span
from tollbook.record.text import fold
from tollbook.resolve.choice import Choice
from tollbook.resolve.gazetteer import Candidate, Gazetteer
from tollbook.resolve.name_use import NameUse
from tollbook.resolve.named_only import unlisted_town
from tollbook.resolve.named_place import ALTERNATE, CURATED, PRIMARY, distance_km
from tollbook.resolve.naming import Naming
from tollbook.resolve.overshadowed import overshadowed
from tollbook.resolve.signs import Company, place_weights

_SAME_KM = 30.0  # two candidates this close are one place for every purpose here
_NEAR_KM, _NEAR_DEGREES = 100.0, 1.5
_ROUNDS = 3
_TELLING_PEOPLE = 50_000
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
"""Where alternate names in Latin letters are nicknames and former names, not transliterations."""


class _Weigher:
    """The weights that each candidate of each name is given."""

    def __init__(self, naming: Naming, gazetteer: Gazetteer, outlet: Place | None = None) -> None:
        self.naming = naming
        self.outlet = outlet
        self.gazetteer = gazetteer
        table = place_weights()
        self.margin, self.margin_unnamed, self.weights = (
            table.margin, table.margin_unnamed, table.of
        )  # fmt: skip
        self.shaded = [overshadowed(naming, i, outlet) for i in range(len(naming.spans))]
        self.company = Company(
            (name, options)
            for name, options, used in zip(naming.folded, naming.options, naming.used, strict=True)
            if used
        )

    def alone(self, i: int, c: Candidate) -> float:
        """The weight of a candidate before the other names' choices are known."""
        naming, place, w = self.naming, c.place, self.weights
        weight = self._kind(i, c) + (w["kind_said"] if c.typed else 0.0)
        weight += {CURATED: w["listed"], PRIMARY: w["main_name"]}.get(c.how, 0.0)
        if c.loose:
            weight += w["loose"]
        elif c.how == ALTERNATE and place.country in _ENGLISH:
            weight += w["other_name_english"]
        most = max(naming.nations.values(), default=0)
        if place.country and most:
            share = naming.nations.get(place.country, 0) / most
            weight += w["country_named"] * math.sqrt(share)
        holders, _ = naming.inside[i]
        if holders and (set(place.parents) & set(holders) or place.country in holders):
            weight += w["inside"]
        elif naming.outdone(i, c):
            weight += w["other_name_outdone"]
        weight += self._near_outlet(place)
        if self._in_the_shade(i, c) or place.id in self.shaded[i]:
            return weight
        named = naming.units.get(place.admin1 or "", set()) - {naming.folded[i]}
        if place.level != "province" and named and not self._listed_unit(i, place):
            weight += w["unit_named"]
        weight += w["unit_shared"] * self.company.in_unit(naming.folded[i], place.admin1)
        return weight + w["country_shared"] * self.company.in_country(
            naming.folded[i], place.country
        )

    def _near_outlet(self, place: Place) -> float:
        """What the home of a local outlet says for a place: most of its news is from there."""
        home, w = self.outlet, self.weights
        if home is None or place.country != home.country:
            return 0.0
        if place.level in ("country", "province"):
            return 0.0
        of_unit = w["outlet_unit"] if place.admin1 == home.admin1 else 0.0
        return of_unit + (w["outlet_near"] if _within_100_km(place, home) else 0.0)

    def _kind(self, i: int, c: Candidate) -> float:
        """The weight of what a candidate is: its level and its people."""
        place, w = c.place, self.weights
        said = c.typed and place.level in ("province", "district")
        level = place.level
        if level == "neighbourhood" and place.population:
            level = "town"  # as the weights were fitted: the packages do not mark quarters
        if level == "province" and self._far_off(i, c):
            level = "town"
        weight = 0.0 if said else w.get(level, 0.0)
        if place.level == "country":
            return weight
        unit = place.level in ("province", "district", "region")
        if unit and c.how == ALTERNATE:
            weight += w["other_name_unit"]
        tenfold = w["unit_people_tenfold" if unit else "people_tenfold"]
        weight += tenfold * math.log10(place.population + 1)
        if not place.population:
            weight += w["listed_no_people" if c.how == CURATED else "no_people"]
        if place.level == "province" and not c.typed and self.naming.has_city(i, c):
            weight += w["has_city"]
        return weight

    def _far_off(self, i: int, c: Candidate) -> bool:
        """Whether a province lies in a country that the report does not name and has fewer people
        than a city elsewhere that bears its name: "Toledo" is a district of Belize, too."""
        place = c.place
        return (
            c.how != CURATED
            and not self.naming.nations.get(place.country or "", 0)
            and any(
                not o.loose
                and o.place.level == "city"
                and o.place.country != place.country
                and o.place.population > place.population
                for o in self.naming.options[i]
            )
        )

    def _in_the_shade(self, i: int, c: Candidate) -> bool:
        """Whether a country bears the name: then what lies near speaks for no other place of it
        ("Chile" is a country in a report from Mexico, too), save for a province of another
        country ("Georgia")."""
        if c.place.level == "country":
            return False
        lands = {
            o.place.country
            for o in self.naming.options[i]
            if o.place.level == "country" and o.how == CURATED
        }
        unit = c.place.level == "province" and c.how == PRIMARY and c.place.country not in lands
        return bool(lands) and not unit

    def _listed_unit(self, i: int, place: Place) -> bool:
        """Whether the name is also that of the province in our own table: "Gaza" is the Strip's
        own name, and no sign of the city."""
        return any(
            o.how == CURATED and o.place.level == "province" and o.place.admin1 == place.admin1
            for o in self.naming.options[i]
        )

    def near(self, i: int, c: Candidate, others: Sequence[Place]) -> float:
        """What the places chosen for other names add: the nearest of them decides."""
        if self._in_the_shade(i, c) or c.place.id in self.shaded[i]:
            return 0.0
        place, w = c.place, self.weights
        best = 0.0
        for other in others:
            if other.id == place.id or _named_alike(place, other):
                continue
            near = 0.0
            if place.country and place.country == other.country:
                near += w["same_country"]
                if place.admin1 and place.admin1 == other.admin1:
                    near += w["same_unit"]
            if _within_100_km(place, other):
                near += w["within_100_km"]
            best = max(best, near)
        return best

    def choices(self) -> list[Choice]:
        all_options = self.naming.options
        base = [[self.alone(i, c) for c in options] for i, options in enumerate(all_options)]
        chosen: list[Place | None] = [
            options[max(range(len(options)), key=lambda k: base[i][k])].place if options else None
            for i, options in enumerate(all_options)
        ]
        weights = base
        for _ in range(_ROUNDS):
            weights = [
                [base[i][k] + self.near(i, c, others) for k, c in enumerate(options)]
                for i, options in enumerate(all_options)
                for others in (self._others(i, chosen) if options else (),)
            ]
            fresh = [
                options[max(range(len(options)), key=lambda k: weights[i][k])].place
                if options
                else None
                for i, options in enumerate(all_options)
            ]
            if fresh == chosen:
                break
            chosen = fresh
        return [self._choice(i, weights[i]) for i in range(len(self.naming.spans))]

    def _others(self, i: int, chosen: Sequence[Place | None]) -> list[Place]:
        """What the report's other names were taken for, each place once."""
        others = {
            p.id: p
            for j, p in enumerate(chosen)
            if p is not None
            and self.naming.used[j]
            and p.level != "country"
            and not self._of_one_name(i, j)
        }
        return list(others.values())

    def _of_one_name(self, i: int, j: int) -> bool:
        """Whether two names are one, or a landmark's that is called after the other: "Ota General
        Hospital" may be in each Ota that there is, and says of none that it is meant."""
        if self.naming.folded[i] == self.naming.folded[j]:
            return True
        mine, theirs = ({c.place.id for c in self.naming.options[n]} for n in (i, j))
        return mine <= theirs or theirs <= mine

    def _choice(self, i: int, weights: Sequence[float]) -> Choice:
        naming = self.naming
        span = naming.spans[i]
        if naming.people[i]:
            found = [
                self.gazetteer.place(code) if ":" in code else self.gazetteer.country(code)
                for code in naming.people[i]
            ]
            lands = tuple(p for p in found if p is not None)
            lands = tuple(sorted(lands, key=lambda p: -naming.nations.get(p.country or "", 0)))
            one = lands[0] if lands else None
            return Choice(span, one, lands[1:], 0.6, (f"'{span.quote}' is a people",), people=True)
        options = naming.options[i]
        unit = naming.lacking[i]
        if unit is not None:
            words = (f"'{naming.inside[i][1]}'", f"no such place of {unit.name} in the gazetteer")
            town = unlisted_town(naming.named_so(span), unit)
            unsure = (unit,) if town is not None else ()
            return Choice(span, town or unit, unsure, 0.5, words, supported=True, placed=True)
        if not options:
            return Choice(span, None, (), 0.0, ("not in the gazetteer",))
        order = sorted(range(len(options)), key=lambda k: -weights[k])
        top = options[order[0]]
        rival = next((k for k in order[1:] if not _same(top.place, options[k].place)), None)
        lead = weights[order[0]] - weights[rival] if rival is not None else 5.0
        reasons = [top.reason]
        if naming.inside[i][0]:
            reasons.append(f"'{naming.inside[i][1]}'")
        if naming.nations.get(top.place.country or "", 0) and top.place.level != "country":
            reasons.append("the report names its country")
        score = round(min(1.0, 0.4 + 0.12 * lead), 2) - (0.15 if top.loose else 0.0)
        rest = tuple(options[k].place for k in order[1:6])
        spoken_for = (
            top.how == CURATED
            or (top.place.admin1 or "") in naming.units
            or naming.nations.get(top.place.country or "", 0) > 0
            or bool(naming.inside[i][0])
        )
        abroad = rival is not None and options[rival].place.country != top.place.country
        if lead < (self.margin_unnamed if abroad and not spoken_for else self.margin):
            return Choice(span, None, (top.place, *rest), round(score, 2), (*reasons, "ambiguous"))
        supported = spoken_for or top.place.population >= _TELLING_PEOPLE
        return Choice(
            span, top.place, rest, round(score, 2), tuple(reasons), supported=supported,
            listed=top.how == CURATED and not top.loose and top.place.level != "country",
            placed=bool(naming.inside[i][0]),
        )  # fmt: skip


def _named_alike(a: Place, b: Place) -> bool:
    """Whether a town and its unit bear one name. Neither speaks for the other: else of "Kalamazoo"
    and "Kalamazoo Township" each would be the county as long as the other is the town."""
    one, two = fold(a.name), fold(b.name)
    return a.admin1 == b.admin1 and (one.startswith(two) or two.startswith(one))


def _within_100_km(a: Place, b: Place) -> bool:
    return (
        a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
        and abs(a.lat - b.lat) < _NEAR_DEGREES
        and distance_km(a.lat, a.lon, b.lat, b.lon) < _NEAR_KM
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
    text: str,
    spans: Sequence[Span],
    gazetteer: Gazetteer,
    nations: Mapping[str, int],
    use: NameUse | None = None,
    *,
    outlet: Place | None = None,
) -> dict[Span, Choice]:
    """What each name of a report means.

    :param spans: the names, as words of ``text``; equal spans are weighed once.
    :param nations: how often the text names each country, as
        :func:`tollbook.resolve.lands.countries_of` counts them.
    :param use: how the text uses its names; None: worked out here.
    :param outlet: where the outlet is from; None: not known.
    """
    unit = outlet.admin1 if outlet is not None else None
    naming = Naming(text, spans, gazetteer, nations, use or NameUse(text), outlet=unit)
    return {c.span: c for c in _Weigher(naming, gazetteer, outlet).choices()}
