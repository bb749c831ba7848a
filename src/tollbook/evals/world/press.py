"""The outlets of a world at work: who tells what, when, from whom, copied from where."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tollbook.evals.world.knobs import Knobs, of_size
from tollbook.evals.world.land import Land, lands
from tollbook.evals.world.names import Names, names
from tollbook.evals.world.seen import EARLY_DAYS, Sight, put
from tollbook.evals.world.told import Article, DayGiven, PlaceGiven, Source, Stated, Told, World
from tollbook.evals.world.totals import totals
from tollbook.evals.world.truth import Happening, happenings
from tollbook.record import Count
from tollbook.record.vocabulary import Harm, Stance
from tollbook.resolve.gazetteer import Gazetteer

__all__ = ["Knobs", "make_world", "of_size"]

_DELAYS = (0, 1, 1, 1, 2, 3, 4, 5, 6, 8, 10)
_LONGEST_DELAY = 21


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article before the order of publication numbers it.

    :ivar copies: the draft whose text it repeats.
    """

    published: date
    order: int
    article: Article
    copies: int | None = None


def make_world(gazetteer: Gazetteer, knobs: Knobs, seed: int) -> World:
    """A world from its knobs and seed; the same arguments give the same world.

    :param gazetteer: asked for the towns once.
    """
    rng = Random(seed)  # noqa: S311  # a made-up world, no secret
    there = lands(gazetteer, knobs.countries, knobs.towns)
    happened = happenings(there, knobs, rng)
    stated: list[Stated] = []
    press = _Press(knobs, rng, names())
    for land in there:
        mine = [h for h in happened if h.town.country.id == land.country.id]
        for happening in mine:
            if not happening.hidden:
                press.tell(happening)
        press.look_back(land, mine)
        given = totals(land, mine, knobs, rng, first=len(stated))
        stated += given
        press.give_totals(land, given)
    return World(seed, happened, press.articles(), stated)


class _Press:
    """Drafts articles; one for a world."""

    def __init__(self, knobs: Knobs, rng: Random, called: Names) -> None:
        self._knobs = knobs
        self._rng = rng
        self._called = called
        self._drafts: list[_Draft] = []

    # -- one incident ---------------------------------------------------------------------

    def tell(self, happening: Happening) -> None:
        """All reports of one incident by itself."""
        knobs, rng = self._knobs, self._rng
        sight = Sight(happening, knobs, rng)
        own: list[_Draft] = []
        size = 1.0 if happening.killed < 4 else 1.5 if happening.killed < 15 else 2.5
        many = 1 + sum(rng.random() < knobs.tellings * size / 8 for _ in range(8))
        for _ in range(many):
            after = min(rng.choice(_DELAYS), _LONGEST_DELAY)
            earlier = [d for d in own if (d.published - happening.day).days <= after]
            if earlier and rng.random() < knobs.copied:
                own.append(self._copy(rng.choice(earlier), after, happening))
            else:
                own.append(self._report(happening, sight, after))
        if rng.random() < knobs.misprints and happening.killed > 1:
            self._misprint(happening, sight)
        if rng.random() < knobs.denied and happening.killed:
            self._denial(happening)

    def _report(self, happening: Happening, sight: Sight, after: int) -> _Draft:
        knobs, rng = self._knobs, self._rng
        outlet = rng.choice(self._called.outlets)
        credit = None
        if rng.random() < knobs.agency:
            credit = rng.choice(self._called.agencies)
            sources = [Source(f"agency {credit}", credit, "report")]
        else:
            sources = [self._called.source(happening, outlet, rng)]
            if rng.random() < knobs.two_sources:
                second = self._called.source(happening, outlet, rng)
                # an outlet's own number beside a source's is no second figure where they agree
                if "report" not in (sources[0].kind, second.kind):
                    sources += [second] if second.kind != sources[0].kind else []
        if happening.fighters and rng.random() < knobs.enemy:
            sources = [self._called.killers(happening)]
        day, place = self._when_and_where()
        told = tuple(self._told(happening, sight, s, after, day=day, place=place) for s in sources)
        return self._draft(happening, outlet, after, told, credit)

    def _told(
        self,
        happening: Happening,
        sight: Sight,
        source: Source,
        after: int,
        *,
        day: DayGiven,
        place: PlaceGiven,
    ) -> Told:
        knobs, rng = self._knobs, self._rng
        counts: list[tuple[Harm, Count]] = []
        if happening.killed:
            counts.append(("killed", put(sight.sees(source, "killed", after), knobs, rng)))
        if happening.injured and source.credible and (not counts or rng.random() < 0.6):
            counts.append(("injured", put(sight.sees(source, "injured", after), knobs, rng)))
        whole = counts[0][1]
        says_parts = whole.is_exact and happening.fighters and rng.random() < knobs.parts
        fighters = min(happening.fighters, whole.low or 0) if says_parts else None
        if place == "quarter" and happening.quarter is None:
            place = "town"
        return Told(
            happening,
            source,
            tuple(counts),
            day,
            place,
            after > EARLY_DAYS,
            fighters if fighters and fighters < (whole.low or 0) else None,
            role=happening.role if happening.role and rng.random() < 0.7 else None,
        )

    def _when_and_where(self) -> tuple[DayGiven, PlaceGiven]:
        knobs, rng = self._knobs, self._rng
        draw = rng.random()
        day: DayGiven = "day"
        if draw < knobs.any_day:
            day = "days"
        elif draw < knobs.any_day + knobs.no_day:
            day = "none"
        draw = rng.random()
        place: PlaceGiven = "quarter" if rng.random() < 0.6 else "town"
        # what names neither a day nor a place well tells of no incident that one could find
        if day == "day" and draw < knobs.province_only:
            place = "province"
        elif day == "day" and draw < knobs.province_only + knobs.no_place:
            place = "none"
        return day, place

    def _copy(self, of: _Draft, after: int, happening: Happening) -> _Draft:
        others = [o for o in self._called.outlets if o != of.article.outlet]
        published = max(of.published, happening.day + timedelta(days=after))
        article = replace(of.article, outlet=self._rng.choice(others), published=published)
        source = of.order if of.copies is None else of.copies
        return self._keep(article, source)

    def _misprint(self, happening: Happening, sight: Sight) -> None:
        """An outlet prints too high a number and gives its own, right one some days later."""
        outlet = self._rng.choice(self._called.outlets)
        own = self._called.outlet(outlet)
        wrong = happening.killed + self._rng.randint(1, max(1, happening.killed))
        taken_back = self._rng.random() < self._knobs.retracted
        printed: tuple[tuple[int, int, Stance], ...] = (
            (1, wrong, "asserts"),
            (4, wrong, "retracts") if taken_back else (4, sight.sees(own, "killed", 4), "asserts"),
        )
        for after, number, how in printed:
            told = Told(
                happening,
                own,
                (("killed", Count.exact(number, str(number))),),
                "day",
                "town",
                settled=after > EARLY_DAYS,
                stance=how,
            )
            self._draft(happening, outlet, after, (told,), None)

    def _denial(self, happening: Happening) -> None:
        outlet = self._rng.choice(self._called.outlets)
        told = Told(
            happening,
            self._called.accused(happening),
            (("killed", Count.exact(happening.killed, str(happening.killed))),),
            "day",
            "town",
            settled=False,
            stance="denies",
        )
        self._draft(happening, outlet, 2, (told,), None)

    # -- many incidents, and totals -------------------------------------------------------

    def look_back(self, land: Land, happened: Sequence[Happening]) -> None:
        """Articles that go through what happened in the days before them."""
        knobs, rng = self._knobs, self._rng
        known = sorted((h for h in happened if not h.hidden), key=lambda h: (h.day, h.number))
        times = round(knobs.summaries * knobs.days / 7 * max(1, len(land.towns) // 60))
        days = [h.day for h in known]
        for _ in range(times):
            day = knobs.start + timedelta(days=rng.randrange(7, knobs.days + 7))
            recent = known[bisect_left(days, day - timedelta(days=12)) : bisect_left(days, day)]
            if len(recent) < 2:
                continue
            outlet = rng.choice(self._called.outlets)
            own = self._called.outlet(outlet)
            chosen = rng.sample(recent, min(len(recent), knobs.looked_back))
            told = []
            for happening in sorted(chosen, key=lambda h: (h.day, h.number)):
                sight = Sight(happening, knobs, rng)
                after = (day - happening.day).days
                told.append(self._told(happening, sight, own, after, day="day", place="town"))
            self._keep(Article(0, outlet, day, land.country, tuple(told)), None)

    def give_totals(self, land: Land, given: Sequence[Stated]) -> None:
        """Articles that give running totals, one or two together."""
        for stated in given:
            outlet = self._rng.choice(self._called.outlets)
            self._keep(Article(0, outlet, stated.given, land.country, totals=(stated,)), None)

    # -- keeping --------------------------------------------------------------------------

    def _draft(
        self,
        happening: Happening,
        outlet: str,
        after: int,
        told: tuple[Told, ...],
        credit: str | None,
    ) -> _Draft:
        published = happening.day + timedelta(days=after)
        article = Article(0, outlet, published, happening.town.country, told, credit=credit)
        return self._keep(article, None)

    def _keep(self, article: Article, copies: int | None) -> _Draft:
        draft = _Draft(article.published, len(self._drafts), article, copies)
        self._drafts.append(draft)
        return draft

    def articles(self) -> list[Article]:
        """The drafts in order of publication, numbered."""
        ordered = sorted(self._drafts, key=lambda d: (d.published, d.order))
        number = {d.order: n for n, d in enumerate(ordered)}
        return [
            replace(d.article, number=n, copy_of=None if d.copies is None else number[d.copies])
            for n, d in enumerate(ordered)
        ]
