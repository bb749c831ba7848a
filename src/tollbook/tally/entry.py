"""A claim with what its words were resolved to: where, when, who."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tollbook.record import (
    Actor,
    Claim,
    Place,
    Report,
    Resolution,
    When,
)
from tollbook.record.text import fold, squeeze
from tollbook.record.timewords import month_and_day
from tollbook.tally.geography import finest

_CLAUSE = frozenset({"clause", "sentence"})
_OWN_WORDS = frozenset({"clause", "sentence", "paragraph", "inherited", "decision"})
"""Bases of a resolution that stand in the words around a claim, or that a person gave; not those
that a rule supplied."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Entry:
    """A claim with what its words were resolved to.

    :ivar original: the report its report copies, else its own report.
    :ivar when: None: not known, or supplied by a rule for a background claim.
    :ivar supplied: whether the day was supplied by a rule ("no time given: three days back"), not
        by words about the claim.
    :ivar places: where, the coarser left out where a finer one is said.
    :ivar candidates: the places it may be, where none is certain.
    :ivar actors: perpetrators that the registry knows.
    :ivar by_words: perpetrator's words -> the actor they name.
    :ivar area / period: for a balance, what it covers.
    :ivar ruled: whether the day is a rule's alone, with no words in the report for it.
    :ivar on_the_spot: whether its own clause or sentence gives both the day and the place.
    :ivar as_read: the claim as the reader had it, where a person corrected it.
    :ivar namesakes: other places whose very name the words are, where ``places`` has one that is
        only called so as well.
    :ivar yearless: month and day, where the words give these and no year, and no date of the
        report says which; None: any other case.
    """

    claim: Claim
    report: Report
    original: Report
    when: When | None
    places: tuple[Place, ...]
    candidates: tuple[Place, ...]
    actors: tuple[Actor, ...]
    by_words: Mapping[str, Actor] = field(default_factory=dict)
    area: tuple[Place, ...] = ()
    area_candidates: tuple[Place, ...] = ()
    period: When | None = None
    yearless: tuple[int, int] | None = None
    supplied: bool = False
    namesakes: tuple[Place, ...] = ()
    as_read: Claim | None = None
    on_the_spot: bool = False
    ruled: bool = False

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def as_of(self) -> date | None:
        """The day the figure was given: that its report (the copied one) was published."""
        published = self.original.published or self.report.published
        return published.end if published else None

    @property
    def arrived(self) -> tuple[int, int, str]:
        """Place in the order of arrival, on which ids depend and nothing else."""
        return (self.report.sequence, self.claim.evidence.start, self.claim.id)


@dataclass(slots=True)
class _Places:
    """The places of one role: those that are certain, and those that it may be."""

    certain: list[Place] = field(default_factory=list)
    maybe: list[Place] = field(default_factory=list)

    def take(self, resolution: Resolution) -> None:
        if resolution.place is not None:
            self.certain.append(resolution.place)
        else:
            self.maybe.extend(resolution.candidate_places)

    def candidates(self) -> tuple[Place, ...]:
        """Where it may be; empty where a place is certain."""
        return () if self.certain else tuple(dict.fromkeys(self.maybe))


@dataclass(frozen=True, slots=True)
class _Day:
    """What a resolution says of the day.

    :ivar supplied, ruled: as of an entry.
    """

    when: When | None = None
    supplied: bool = False
    ruled: bool = False
    yearless: tuple[int, int] | None = None


def entry_of(
    claim: Claim,
    report: Report,
    original: Report,
    resolutions: Iterable[Resolution],
    as_read: Claim | None = None,
) -> Entry:
    day = _Day()
    period: When | None = None
    at, area = _Places(), _Places()
    namesakes: list[Place] = []
    actors: dict[str, Actor] = {}
    by_words: dict[str, Actor] = {}
    on_the_spot: set[str] = set()
    for r in sorted(resolutions, key=_resolution_key):
        if r.basis in _CLAUSE and (r.place is not None or r.when is not None):
            on_the_spot.add(r.kind)
        # what a rule supplies is not of what is told as background
        for_another = claim.past and r.basis not in _OWN_WORDS
        if r.kind == "time" and r.role == "period":
            period = r.when
        elif r.kind == "time" and not for_another:
            day = _day(r)
        elif r.kind == "place" and r.role == "area":
            area.take(r)
        elif r.kind == "place" and not for_another:
            at.take(r)
            namesakes += _namesakes(r)
        elif r.actor is not None:
            actors[r.actor.id] = r.actor
            if r.span is not None:
                by_words[squeeze(r.span.quote)] = r.actor
    return Entry(
        claim=claim,
        report=report,
        original=original,
        when=day.when,
        places=finest(at.certain),
        candidates=at.candidates(),
        actors=tuple(actors[i] for i in sorted(actors)),
        by_words=by_words,
        area=finest(area.certain),
        area_candidates=area.candidates(),
        period=period,
        yearless=day.yearless,
        supplied=day.supplied,
        namesakes=tuple(namesakes),
        as_read=as_read,
        on_the_spot=on_the_spot >= {"time", "place"},
        ruled=day.ruled,
    )


def _day(resolution: Resolution) -> _Day:
    """What words about the claim, or a rule in their place, say of its day."""
    when, span = resolution.when, resolution.span
    if resolution.basis in _OWN_WORDS:
        yearless = month_and_day(span.quote) if span is not None and when is None else None
        return _Day(_known(when), yearless=yearless)
    when = _known(when)
    return _Day(when, supplied=when is not None, ruled=when is not None and span is None)


def _known(when: When | None) -> When | None:
    return when if when is not None and when.interval.known else None


def _namesakes(resolution: Resolution) -> Iterator[Place]:
    """Of the places not chosen those whose name the words are, where the chosen one's differs."""
    if resolution.span is None or resolution.place is None:
        return
    said = fold(resolution.span.quote)
    if fold(resolution.place.name) != said:
        yield from (p for p in resolution.candidate_places if fold(p.name) == said)


def _resolution_key(r: Resolution) -> tuple[str, str, int, float, str]:
    return (r.kind, r.role, r.span.start if r.span else -1, -r.score, r.basis)
