"""One report's telling of one event: its claims that go together, and what they say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, pairwise

from tollbook.record import Claim, Interval, Place
from tollbook.record.text import fold
from tollbook.record.vocabulary import TOLL_HARMS, Harm
from tollbook.tally.arrests import tells_when
from tollbook.tally.entry import Entry
from tollbook.tally.geography import finest, lie
from tollbook.tally.grouping import all_apart, groups_of, lends_its_place
from tollbook.tally.hours import Hour, hour_of
from tollbook.tally.lineage import last_speaker
from tollbook.tally.named import Named, families, named
from tollbook.tally.passed import passed
from tollbook.tally.points import Points, add_points, points_of
from tollbook.tally.ties import NO_TIES, Ties
from tollbook.tally.words import content_words, means_families, tokens, words

LONG_AGO, FAR_OFF = 0, 10**7
_OF_PARTS = 1  # how much a part of a figure, or what adds to it, says of where the event was


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """Claims of one report about one event, with the features that linking goes by.

    :ivar key: the least of its claims' ids; what order of work is decided by.
    :ivar interval: the days it may have been; None: not known at all.
    :ivar first / last: the interval's ends as day numbers, far out where not known, but no report
        tells of what came after it: comparing these is what linking does most.
    :ivar days: width of the interval in days; None: open or not known.
    :ivar scattered: how many places far from each other the claims name together.
    :ivar tolls: the report's own figure for each harm.
    :ivar tolls_as_read: these as the reader had them, where a person corrected a claim; else the
        same. Who corrects a figure does not say that it is of another event.
    :ivar rivals: by the speaker, folded, the tolls of each whom the report quotes; empty: none
        of them gives another number of dead.
    :ivar boasted: harms that its claims give as its enemy's losses alone, by those who inflicted
        them.
    :ivar sides: words for the kind of people who did it ("rebels", "police"), whoever they are.
    :ivar namesakes: places whose very name its words are, where they were taken for a place that
        is only called so as well.
    :ivar yearless: month and day where no year is known; None: the year is known, or no day is.
    :ivar names: the dead and injured by name, folded.
    :ivar people: who is named in its report, or in its own paragraphs where that tells of more.
    :ivar past: told as background.
    :ivar supplied: whether a rule supplied its days, and no words of it did.
    :ivar bare: whether it tells of an attack and of nobody hurt by it.
    :ivar families: whose members or homes its sentences tell of, folded.
    :ivar hour: when on its day it was; None: not told.
    :ivar targets: words for the things attacked, where it tells of attacks alone; those of people
        left out.
    """

    key: str
    report: str
    entries: tuple[Entry, ...]
    interval: Interval | None
    first: int
    last: int
    days: int | None
    places: tuple[Place, ...]
    candidates: tuple[Place, ...]
    scattered: int
    tolls: tuple[tuple[Harm, Points], ...]
    actors: frozenset[str]
    names: frozenset[str]
    means: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    people: Named
    past: bool
    supplied: bool
    bare: bool
    as_of: date | None
    targets: frozenset[str]
    yearless: tuple[int, int] | None = None
    boasted: frozenset[Harm] = frozenset()
    sides: frozenset[str] = frozenset()
    namesakes: tuple[Place, ...] = ()
    tolls_as_read: tuple[tuple[Harm, Points], ...] = ()
    rivals: tuple[tuple[str, tuple[tuple[Harm, Points], ...]], ...] = ()
    hour: Hour | None = None
    families: frozenset[str] = frozenset()


def tellings(entries: Iterable[Entry], ties: Ties = NO_TIES) -> list[Telling]:
    """Claims grouped within each report, in the order of their keys.

    Claims go together unless day or place part them, or one is background; those that the
    reader tied together (a part, an addition) always do. A claim that fits several groups joins
    the one told of last before it.
    """
    by_report: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_report[entry.claim.report].append(entry)
    found: list[Telling] = []
    for mine in by_report.values():
        groups = [tells_when(group) for group in groups_of(mine, ties)]
        found += [telling(group, alone=len(groups) == 1) for group in groups]
    return sorted(found, key=lambda t: t.key)


def telling(entries: Sequence[Entry], *, alone: bool = True) -> Telling:
    """What a group of one report's claims says of its event.

    :param alone: whether the report tells of nothing else.
    """
    claims = [e.claim for e in entries]
    bare = all(c.harm == "attacked" for c in claims)
    dated = [e.supplied for e in entries if e.when is not None]
    whole = [e for e in entries if not _since(e)]
    tolls = tuple(_tolls([e.claim for e in whole]))
    corrected = any(e.as_read for e in entries)
    interval = common_interval(e.when.interval for e in entries if e.when is not None)
    places = _places(entries)
    candidates = () if places else tuple(dict.fromkeys(p for e in entries for p in e.candidates))
    known, sentences = _not_people(entries), list(_sentences(entries))
    return Telling(
        key=min(e.id for e in entries),
        report=claims[0].report,
        entries=tuple(entries),
        interval=interval,
        first=interval.start.toordinal() if interval and interval.start else LONG_AGO,
        last=_last_day(interval, entries[0].as_of),
        days=interval.days if interval else None,
        places=places,
        candidates=candidates,
        scattered=_scattered(places),
        tolls=tolls,
        tolls_as_read=tuple(_tolls([e.as_read or e.claim for e in whole])) if corrected else tolls,
        rivals=tuple(_rivals([e.claim for e in whole])),
        actors=frozenset(
            i for e in entries for a in e.actors for i in (a.id, a.parent) if i is not None
        ),
        names=frozenset(fold(n) for c in claims for g in c.victims for n in g.names),
        means=means_families(m for c in claims for m in c.means),
        roles=frozenset(g.role for c in claims for g in c.victims if g.role),
        words=content_words([*sentences, *(c.evidence.quote for c in claims)]),
        people=named(_story(entries, alone=alone), known),
        past=claims[0].past,
        supplied=bool(dated) and all(dated),
        bare=bare,
        as_of=entries[0].as_of,
        targets=_things(claims) if bare else frozenset(),
        yearless=next((e.yearless for e in entries if e.yearless), None),
        boasted=_boasted(claims),
        sides=_sides(claims),
        namesakes=tuple(dict.fromkeys(p for e in entries for p in e.namesakes)),
        hour=hour_of(_times(claims)),
        families=families(sentences, known),
    )


def _sentences(entries: Sequence[Entry]) -> Iterator[str]:
    """The sentences of the claims, each once."""
    spans = {(e.report.id, e.claim.sentence): e.report.text for e in entries}
    for (_, (start, end)), text in spans.items():
        yield text[start:end]


def _times(claims: Sequence[Claim]) -> Iterator[str]:
    """The words for when it was, those of the first claim of the report first."""
    for claim in sorted(claims, key=lambda c: (c.evidence.start, c.id)):
        yield from (time.quote for time in claim.times)


def _since(entry: Entry) -> bool:
    """Whether a claim counts those alone who died later: no figure to hold another's against."""
    told = passed(entry.claim, entry.report)
    return told is not None and told.sure


def _boasted(claims: Sequence[Claim]) -> frozenset[Harm]:
    """Harms of which all claims are a side's about its enemy's losses."""
    boasts = {c.harm for c in claims if last_speaker(c).stake == "enemy_losses"}
    return frozenset(boasts - {c.harm for c in claims if last_speaker(c).stake != "enemy_losses"})


def _sides(claims: Sequence[Claim]) -> frozenset[str]:
    """What kind of people are said to have done it, in words that tell sides apart."""
    known = words().family_of
    accused = (p.text for c in claims for p in c.perpetrators if p.surety != "denied")
    return frozenset(word for text in accused for word in tokens(text) if word in known)


def _story(entries: Sequence[Entry], *, alone: bool) -> Iterator[str]:
    """The words around the claims: the report's body, or the paragraphs that hold a claim."""
    report = entries[0].report
    if alone:
        yield report.text[report.body_start :]
        return
    seen: set[int] = set()
    for entry in entries:
        start = report.text.rfind("\n", 0, entry.claim.evidence.start) + 1
        if start >= report.body_start and start not in seen:
            seen.add(start)
            end = report.text.find("\n", entry.claim.evidence.end)
            yield report.text[start : end if end >= 0 else None]


def _not_people(entries: Sequence[Entry]) -> set[str]:
    """Folded names of the places, perpetrators and speakers of the claims."""
    found: set[str] = set()
    for e in entries:
        found.update(fold(p.name) for p in chain(e.places, e.candidates))
        found.update(fold(s.quote) for s in e.claim.places)
        found.update(fold(p.text) for p in e.claim.perpetrators)
        found.update(fold(s.speaker) for s in e.claim.said_by)
    return found


def _places(entries: Sequence[Entry]) -> tuple[Place, ...]:
    """Where people were harmed; of parts and of attacks told with it only what fits there."""
    here = {e.id for e in entries}
    found: list[Place] = []
    ranked = sorted(entries, key=lambda e: _standing(e, here))
    for standing, group in groupby(ranked, key=lambda e: _standing(e, here)):
        named = [p for e in group for p in e.places]
        if found and standing == _OF_PARTS and _scattered(named) > 1:
            continue  # "207 died in the land, 50 of them here and 28 there": it was at none alone
        found += [p for p in named if not found or not all_apart([p], found)]
    return finest(found)


def _standing(entry: Entry, here: Container[str]) -> int:
    """How much a claim says of where its event was: 0 figures, 1 their parts, 2 attacks, and
    headlines that name no place."""
    claim = entry.claim
    if claim.harm == "attacked" or lends_its_place(entry):
        return 2
    return _OF_PARTS if claim.part_of in here or claim.adds_to in here else 0


def _things(claims: Iterable[Claim]) -> frozenset[str]:
    """Words for the things that were attacked; empty: people, or nothing is said."""
    return content_words(c.target for c in claims if c.target) - words().people


def common_interval(intervals: Iterable[Interval]) -> Interval | None:
    """The days that all allow; where none is, those of the narrowest; None: nothing known."""
    known = sorted((i for i in intervals if i.known), key=lambda i: (i.days or 10**6, str(i)))
    if not known:
        return None
    common = known[0]
    for other in known[1:]:
        if not common.overlaps(other):
            continue
        common = Interval(
            max((s for s in (common.start, other.start) if s), default=None),
            min((e for e in (common.end, other.end) if e), default=None),
        )
    return common


def _last_day(interval: Interval | None, as_of: date | None) -> int:
    end = interval.end if interval and interval.end else as_of
    return end.toordinal() if end else FAR_OFF


def _scattered(places: Sequence[Place]) -> int:
    """1 for one place (or none), more where places lie far from each other."""
    apart = 1
    for a, b in pairwise(places):
        if lie(a, b)[0] == "apart":
            apart += 1
    return apart


def speaker_of(claim: Claim) -> str | None:
    """Whom a report quotes with a claim, folded; None: it says so itself."""
    speaker = last_speaker(claim)
    return None if speaker.kind == "report" else fold(speaker.speaker)


def _rivals(claims: Sequence[Claim]) -> Iterator[tuple[str, tuple[tuple[Harm, Points], ...]]]:
    """The tolls by each of the speakers quoted, where they give different numbers of dead."""
    by_speaker: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        speaker = speaker_of(claim)
        if speaker is not None:
            by_speaker[speaker].append(claim)
    given = {speaker: tuple(_tolls(own)) for speaker, own in sorted(by_speaker.items())}
    if len({points.top for t in given.values() for harm, points in t if harm == "killed"}) > 1:
        yield from given.items()


def _tolls(claims: Sequence[Claim]) -> Iterable[tuple[Harm, Points]]:
    """The report's own figure for each harm, for comparing with other reports'."""
    by_harm: dict[Harm, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if claim.harm != "attacked":
            by_harm[claim.harm][claim.id] = claim
    for harm in (h for h in TOLL_HARMS if h in by_harm):
        mine = by_harm[harm]
        totals: dict[str, list[Points]] = defaultdict(list)
        for claim in mine.values():
            points = points_of(claim.count, {})
            if points is None or claim.part_of in mine:
                continue
            base = claim.adds_to if claim.adds_to in mine else claim.id
            totals[base].append(points)
        if totals:
            sums = [add_points(parts) for parts in totals.values()]
            yield harm, max(sums, key=lambda p: (not p.vague, p.top, not p.open_above, str(p)))
