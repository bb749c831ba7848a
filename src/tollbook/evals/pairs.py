"""Pairs of tellings known to be of one event, or of two: what the weights are fitted on.

Three sets. Gun violence news: documents of one archive's incident, in books of a state and month.
Narratives of air strikes, in books of a week: each tells of an incident of its own, and its odd and
its even paragraphs, taken for two reports, of one and the same. And made-up worlds, in which it is
known of every claim: they have what the two lack, loose days and places and many kinds of actors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook import intake, tally
from tollbook.batch import read_one
from tollbook.dated import effective_dates
from tollbook.evals.bench import Bench, said_at
from tollbook.evals.gold import Gold
from tollbook.evals.suites import gva, strikes
from tollbook.evals.world import Knobs, as_claims, make_world
from tollbook.record import EVERYTHING, NO_RULINGS, Claim, Report, Resolution, SetAside
from tollbook.resolve.gazetteer import Gazetteer
from tollbook.tally.block import candidate_pairs
from tollbook.tally.bounds import Bounds
from tollbook.tally.entering import enter
from tollbook.tally.score import Scorer
from tollbook.tally.telling import Telling, tellings

FILES = (*gva.FILES, strikes.FILE)
POLICY = replace(tally.load_policy("default"), causes=gva.ALL_GUNFIRE)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents of one book.

    :ivar event_of: report id -> the event that the gold says it tells of.
    """

    id: str
    reports: tuple[Report, ...]
    event_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """A shelf read and resolved, ready to be tallied again and again."""

    shelf: Shelf
    copies: Mapping[str, str]
    claims: tuple[Claim, ...]
    resolutions: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings that share a block and that nothing forbids to be one event.

    :ivar kinds: their evidence.
    :ivar share: how much the pair counts: all pairs of one event count as its documents less one.
    """

    book: str
    one_event: bool
    kinds: tuple[str, ...]
    share: float


def told_of_world(seed: int) -> Told:
    """A made-up world's tellings; each is of the event of its first claim."""
    rendered = as_claims(make_world(Gazetteer.open(), Knobs(), seed))
    entered = enter(
        rendered.reports,
        rendered.claims,
        rendered.resolutions,
        NO_RULINGS,
        rendered.copies,
        causes=POLICY.causes,
        bounds=Bounds(EVERYTHING),
    )
    told = tellings(entered.incidents)
    return Told(
        f"world {seed}",
        {t.key: str(rendered.happening_of[t.entries[0].id]) for t in told},
        tuple(told),
        {t.key: t.key for t in told},
    )


def shelves(gold: Gold) -> list[Shelf]:
    """The books of both sets.

    :raises GoldMissing: one of them is not there.
    """
    found = [
        Shelf(
            f"gva {book.id}",
            tuple(gva.report_of(story) for story in book.stories),
            {gva.report_of(s).id: s.incident.incident_id for s in book.stories},
        )
        for book in gva.regroup(gva.load(gold))
        if len({s.incident.incident_id for s in book.stories}) > 1
    ]
    weeks: defaultdict[str, dict[str, tuple[Report, str]]] = defaultdict(dict)
    for row in gold.rows(strikes.FILE, strikes.Narrative):
        if row.date is None:
            continue
        year, week, _ = date.fromisoformat(row.date).isocalendar()
        halves = {report.id: (report, row.id) for report in strikes.halves_of(row).values()}
        weeks[f"airwars {year}-{week:02d}"].update(halves)
    found += [
        Shelf(
            week,
            tuple(report for report, _ in held.values()),
            {own: event for own, (_, event) in held.items()},
        )
        for week, held in sorted(weeks.items())
    ]
    return found


def read_books(shelved: Sequence[Shelf], bench: Bench) -> Iterator[Book]:
    """The shelves read and resolved; what a reader fails on is left out."""
    for shelf in shelved:
        bench.forget()
        copies = intake.copy_groups(shelf.reports)
        dates = effective_dates(shelf.reports, copies)
        claims: list[Claim] = []
        resolutions: list[Resolution] = []
        for report in shelf.reports:
            reading = read_one(report, bench.reader, bench.atlas)
            if isinstance(reading, SetAside):
                continue
            claims += reading.claims
            resolutions += bench.atlas.resolve(
                report, reading.claims, reading.mentions, dates[report.id]
            )
        yield Book(shelf, copies, tuple(claims), tuple(resolutions))


def first_said(claims: Sequence[Claim], home: Mapping[str, str]) -> dict[str, str]:
    """By report: where its first claim with a figure is.

    :param home: claim id -> a name for what it is in; claims that are in nothing are left out.
    """
    first: dict[str, str] = {}
    order = sorted(claims, key=lambda c: (c.report, min(s.start for s in said_at(c)), c.id))
    for claim in order:
        if claim.counts and claim.report not in first and claim.id in home:
            first[claim.report] = home[claim.id]
    return first


@dataclass(frozen=True, slots=True)
class Told:
    """A book's tellings, and which of them each report is about.

    :ivar event_of: by what is asked about, the event it tells of: reports, or in a made-up world
        every telling by its key.
    :ivar main: the same -> key of its telling: a report's is that of its first claim with a figure.
    """

    book: str
    event_of: Mapping[str, str]
    tellings: tuple[Telling, ...]
    main: Mapping[str, str]

    def size(self, event: str) -> int:
        """How many of the book's documents tell of an event."""
        return sum(1 for other in self.event_of.values() if other == event)


def told_of(book: Book) -> Told:
    """The tellings of a book; a copy's are those of its original."""
    entered = enter(
        book.shelf.reports,
        book.claims,
        book.resolutions,
        NO_RULINGS,
        book.copies,
        causes=POLICY.causes,
        bounds=Bounds(EVERYTHING),
    )
    told = tellings(entered.incidents)
    home = {entry.id: telling.key for telling in told for entry in telling.entries}
    home |= {copy.id: home[first.id] for copy, first in entered.twins if first.id in home}
    return Told(book.shelf.id, book.shelf.event_of, tuple(told), first_said(book.claims, home))


def pairs_of(told: Told, scorer: Scorer) -> list[Pair]:
    """The labelled pairs of a book, of the tellings that are asked about."""
    asked = {key: own for own, key in told.main.items()}
    size = Counter(told.event_of.values())
    found: list[Pair] = []
    for i, j in candidate_pairs(told.tellings):
        a, b = told.tellings[i], told.tellings[j]
        if a.key not in asked or b.key not in asked or scorer.conflict(a, b) is not None:
            continue
        event, other = told.event_of[asked[a.key]], told.event_of[asked[b.key]]
        share = 2 / size[event] if event == other else 1.0
        found.append(Pair(told.book, event == other, scorer.kinds(a, b), share))
    return found
