"""A world rendered as claims: as the reader and the resolver would give them, without a fault.

So the tally is measured alone. Every report has a text of its own all the same, in which each
claim's words stand: linking compares words, and an agency's credit is found there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from tollbook.evals.world.names import names
from tollbook.evals.world.rendered import Rendered
from tollbook.evals.world.told import Article, DayGiven, Source, Stated, Told, World
from tollbook.record import (
    Actor,
    Claim,
    Count,
    Perpetrator,
    Place,
    Published,
    Report,
    Resolution,
    Span,
    Speaker,
    Statement,
    VictimGroup,
    When,
)
from tollbook.record.vocabulary import Harm, Stance

READER = "world 1"
_REPORT = Speaker("report", None, "report", "asserts", "unknown")
_DAYS_AROUND = 2


def as_claims(world: World) -> Rendered:
    """The world's articles as records, in the order of their numbers."""
    rendered = Rendered(world)
    for article in world.articles:
        _Page(article, world, rendered).render()
    return rendered


class _Page:
    """One article being rendered."""

    def __init__(self, article: Article, world: World, rendered: Rendered) -> None:
        self._article = article
        self._rendered = rendered
        self._prefix = f"{world.seed}x{article.number:07d}"
        self._report = f"rep_{self._prefix}"
        self._text: list[str] = []
        self._length = 0
        self._made = 0
        if article.credit:
            self._write(f"({article.credit}) - ")

    def render(self) -> None:
        article, rendered = self._article, self._rendered
        for told in article.told:
            self._tell(told)
        for stated in article.totals:
            self._total(stated)
        rendered.reports.append(
            Report(
                self._report,
                f"cap_{self._prefix}",
                None,
                "".join(self._text),
                "en",
                article.outlet,
                None,
                _published(article.published),
                article.number + 1,
            )
        )
        if article.copy_of is not None:
            seed = self._prefix.partition("x")[0]
            rendered.copies[self._report] = f"rep_{seed}x{article.copy_of:07d}"

    # -- one incident ---------------------------------------------------------------------

    def _tell(self, told: Told) -> None:
        happening = told.happening
        start = self._length
        spans: list[tuple[Harm, Count, Span]] = []
        for harm, count in told.counts:
            spans.append((harm, count, self._write(f"{_number(count)} {_people(told)} {harm}")))
            self._write(" and " if len(spans) < len(told.counts) else " ")
        side = names().sides[happening.side]
        part = self._write(f"including {told.fighters} fighters ") if told.fighters else None
        self._write("by ")
        who = self._write(side.words)
        self._write(f" with {happening.means}{_where_words(told)}{_said(told.source)}. ")
        sentence = (start, self._length)
        whole: str | None = None
        for harm, count, span in spans:
            victims = (VictimGroup(_people(told), role=told.role),)
            claim = self._claim(
                told, harm, count, span, sentence=sentence, who=who, victims=victims
            )
            whole = whole or claim
            if told.stance == "denies":
                own = f"stm_{self._prefix}_{self._made}"
                self._rendered.statements.append(
                    Statement(
                        own, self._report, "denial", span, ("report", told.source.words), claim,
                        (side.words,),
                    )
                )  # fmt: skip
        if part is not None and told.fighters and whole is not None:
            fighters = (VictimGroup("fighters", "combatant"),)
            count = Count.exact(told.fighters, str(told.fighters))
            self._claim(
                told,
                "killed",
                count,
                part,
                sentence=sentence,
                who=who,
                victims=fighters,
                part_of=whole,
            )

    def _claim(
        self,
        told: Told,
        harm: Harm,
        count: Count,
        evidence: Span,
        *,
        sentence: tuple[int, int],
        who: Span,
        victims: tuple[VictimGroup, ...],
        part_of: str | None = None,
    ) -> str:
        happening = told.happening
        own = self._next_id()
        side = names().sides[happening.side]
        self._rendered.claims.append(
            Claim(
                id=own,
                report=self._report,
                harm=harm,
                count=count,
                scope="incident",
                modality="fact",
                said_by=_chain(told.source, told.stance),
                evidence=evidence,
                sentence=sentence,
                rule="world",
                reader=READER,
                victims=victims,
                perpetrators=(Perpetrator(side.words, "stated", who),),
                means=(happening.means,),
                part_of=part_of,
            )
        )
        self._rendered.happening_of[own] = happening.number
        self._rendered.resolutions += _resolved(own, told, who)
        return own

    # -- totals -----------------------------------------------------------------------------

    def _total(self, stated: Stated) -> None:
        start = self._length
        evidence = self._write(f"{_number(stated.count)} people {stated.harm}")
        self._write(f" in {stated.area.name} since {stated.since}{_said(stated.speaker)}. ")
        own = self._next_id()
        self._rendered.claims.append(
            Claim(
                id=own,
                report=self._report,
                harm=stated.harm,
                count=stated.count,
                scope="cumulative",
                modality="fact",
                said_by=_chain(stated.speaker, "asserts"),
                evidence=evidence,
                sentence=(start, self._length),
                rule="world",
                reader=READER,
                victims=(VictimGroup("people"),),
            )
        )
        self._rendered.total_of[own] = stated.number
        when = When(stated.since, stated.until, "period", f"since {stated.since}")
        self._rendered.resolutions += (
            Resolution(own, "place", None, 1.0, "clause", (), place=stated.area, role="area"),
            Resolution(own, "time", None, 1.0, "clause", (), when=when, role="period"),
        )

    def _next_id(self) -> str:
        self._made += 1
        return f"clm_{self._prefix}_{self._made:02d}"

    def _write(self, words: str) -> Span:
        start = self._length
        self._text.append(words)
        self._length += len(words)
        return Span(start, self._length, words)


def _number(count: Count) -> str:
    return count.raw or "0"


def _people(told: Told) -> str:
    return f"{told.role}s" if told.role else "people"


@cache
def _chain(source: Source, stance: Stance) -> tuple[Speaker, ...]:
    if source.kind == "report":
        return (replace(_REPORT, stance=stance),)
    return (_REPORT, Speaker(source.words, "said", source.kind, stance, source.stake))


def _said(source: Source) -> str:
    return "" if source.kind == "report" else f", {source.words} said"


def _where_words(told: Told) -> str:
    place = _place(told)
    return f" in {place.name}" if place is not None else ""


def _place(told: Told) -> Place | None:
    happening = told.happening
    match told.place:
        case "quarter":
            return happening.quarter or happening.town.place
        case "town":
            return happening.town.place
        case "province":
            return happening.town.province or happening.town.country
        case "none":
            return None


def _resolved(claim: str, told: Told, who: Span) -> Iterable[Resolution]:
    happening = told.happening
    place = _place(told)
    if place is not None:
        yield Resolution(claim, "place", None, 1.0, "clause", (), place=place)
    if told.day != "none":
        yield Resolution(
            claim, "time", None, 1.0, "clause", (), when=_when(happening.day, told.day)
        )
    actor = _actor(happening.side, happening.town.country.country)
    if actor is not None:
        yield Resolution(claim, "actor", who, 1.0, "mention", (), actor=actor, role="perpetrator")


@cache
def _when(day: date, given: DayGiven) -> When:
    if given == "day":
        return When(day, day, "day", "the day it names")
    around = timedelta(days=_DAYS_AROUND)
    return When(day - around, day + around, "days", "the days it names")


@cache
def _published(day: date) -> Published:
    return Published(day, day, "given")


@cache
def _actor(side: str, country: str | None) -> Actor | None:
    name = names().sides[side]
    return Actor(f"{name.id}:{country}", name.words, name.kind, country) if name.id else None
