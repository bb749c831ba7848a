"""Which claims enter the tally, as what, and which are set aside and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tollbook.record import (
    Actor,
    Claim,
    Place,
    Report,
    Resolution,
    Rulings,
    SetAside,
    When,
)
from tollbook.record.text import fold, squeeze
from tollbook.record.timewords import month_and_day
from tollbook.tally.bounds import OUTSIDE, Bounds
from tollbook.tally.geography import finest
from tollbook.tally.refusal import RETRACTED, aside, refusal

NO_BOUNDS = Bounds()

_CLAUSE = frozenset({"clause", "sentence"})
_OWN_WORDS = frozenset({"clause", "sentence", "paragraph", "inherited", "decision"})
"""Bases of a resolution that stand in the words around a claim, or that a person gave; not those
that a rule supplied."""


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True)
class Entered:
    """The claims sorted.

    :ivar incidents: those that tell of an incident.
    :ivar balances: running totals.
    :ivar retractions: figures that their source takes back; set aside, as are the figures before.
    :ivar twins: claim id of a copy's claim -> its entry and that of the same words in the
        original.
    """

    incidents: tuple[Entry, ...]
    balances: tuple[Entry, ...]
    twins: tuple[tuple[Entry, Entry], ...]
    set_aside: tuple[SetAside, ...]
    retractions: tuple[Entry, ...] = ()


def enter(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    resolutions: Sequence[Resolution],
    rulings: Rulings,
    copies: Mapping[str, str],
    *,
    causes: Collection[str] = ("execution",),
    bounds: Bounds = NO_BOUNDS,
) -> Entered:
    """Sort claims into those that tell of incidents, balances, copies' twins and set-asides.

    Claims of reports that are not there are left out: their words cannot be checked.

    :param causes: causes other than an attack that count all the same, by the policy.
    :param bounds: the book's charter; what lies outside is set aside.
    """
    by_report = {report.id: report for report in reports}
    held = [c for c in sorted(claims, key=lambda c: c.id) if c.report in by_report]
    resolved: dict[str, list[Resolution]] = defaultdict(list)
    for resolution in resolutions:
        resolved[resolution.subject].append(resolution)
    twin_of = _twins(held, copies, rulings.as_read)

    entries: dict[str, Entry] = {}
    set_aside: list[SetAside] = []
    incidents: list[Entry] = []
    balances: list[Entry] = []
    retractions: list[Entry] = []
    counted = {*causes, *(bounds.charter.causes.told_apart())}
    for claim in sorted(held, key=lambda c: c.part_of is not None):  # a whole before its parts
        refused = refusal(claim, rulings.rejected, twin_of, counted)
        report = by_report[claim.report]
        original = by_report.get(copies.get(report.id, ""), report)
        if refused is not None:
            set_aside.append(refused)
            if refused.what == RETRACTED and claim.scope == "incident":
                taken = _entry(claim, report, original, resolved.get(claim.id, ()))
                retractions.append(taken)
            continue
        found = resolved.get(claim.id, ())
        entry = _entry(claim, report, original, found, rulings.as_read.get(claim.id))
        outside = bounds.outside(entry, whole=entries.get(claim.part_of or ""))
        if outside is not None:
            why = f"{OUTSIDE}: {outside}"
            set_aside.append(aside(claim, "claim outside the charter", why, "tollbook info"))
            continue
        if claim.scope == "incident" and claim.past and not _placed_or_dated(entry):
            set_aside.append(
                aside(
                    claim,
                    "background claim",
                    "it is told as background, with neither a day nor a place of its own",
                    "tollbook show " + claim.id,
                )
            )
            continue
        entries[claim.id] = entry
        if claim.id in twin_of:
            continue
        (balances if claim.scope == "cumulative" else incidents).append(entry)
    # a copy joins as its original's twin only where all of its claims are twins; one that says
    # more (an updated story) is read as a report of its own, of the same source
    twins: list[tuple[Entry, Entry]] = []
    loose: set[str] = {e.claim.report for e in incidents + balances if e.claim.report in copies}
    for claim_id, original_id in sorted(twin_of.items()):
        if claim_id not in entries:
            continue
        entry, first = entries[claim_id], entries.get(original_id)
        if first is not None and (
            entry.claim.report not in loose or entry.claim.scope == "cumulative"
        ):
            twins.append((entry, first))
        elif entry.claim.scope == "cumulative":
            balances.append(entry)
        else:
            incidents.append(entry)
    return Entered(
        tuple(sorted(incidents, key=lambda e: e.id)),
        tuple(sorted(balances, key=lambda e: e.id)),
        tuple(twins),
        tuple(set_aside),
        tuple(sorted(retractions, key=lambda e: e.id)),
    )


def _placed_or_dated(entry: Entry) -> bool:
    return bool(entry.places or entry.candidates or entry.when)


def _entry(
    claim: Claim,
    report: Report,
    original: Report,
    resolutions: Iterable[Resolution],
    as_read: Claim | None = None,
) -> Entry:
    when: When | None = None
    supplied = ruled = False
    period: When | None = None
    places: list[Place] = []
    candidates: list[Place] = []
    area: list[Place] = []
    area_candidates: list[Place] = []
    actors: dict[str, Actor] = {}
    by_words: dict[str, Actor] = {}
    namesakes: list[Place] = []
    own: set[str] = set()
    yearless: tuple[int, int] | None = None
    for r in sorted(resolutions, key=_resolution_key):
        if r.basis in _CLAUSE and (r.place is not None or r.when is not None):
            own.add(r.kind)
        if r.kind == "time":
            if r.role == "period":
                period = r.when
            elif not (claim.past and r.basis not in _OWN_WORDS):
                when, supplied = r.when, r.basis not in _OWN_WORDS
                ruled = supplied and r.span is None
                said = r.span is not None and r.basis in _OWN_WORDS
                yearless = month_and_day(r.span.quote) if said and r.span and not when else None
        elif r.kind == "place":
            if claim.past and r.role != "area" and r.basis not in _OWN_WORDS:
                continue
            certain, maybe = (area, area_candidates) if r.role == "area" else (places, candidates)
            if r.place is not None:
                certain.append(r.place)
                namesakes += _namesakes(r, r.place)
            else:
                maybe.extend(r.candidate_places)
        elif r.actor is not None:
            actors[r.actor.id] = r.actor
            if r.span is not None:
                by_words[squeeze(r.span.quote)] = r.actor
    if when is not None and not when.interval.known:
        when = None
    return Entry(
        claim,
        report,
        original,
        when,
        finest(places),
        () if places else tuple(dict.fromkeys(candidates)),
        tuple(actors[i] for i in sorted(actors)),
        by_words,
        finest(area),
        () if area else tuple(dict.fromkeys(area_candidates)),
        period,
        yearless,
        supplied and when is not None,
        tuple(namesakes),
        as_read,
        own >= {"time", "place"},
        ruled and when is not None,
    )


def _namesakes(resolution: Resolution, chosen: Place) -> Iterator[Place]:
    """Of the places not chosen those whose name the words are, where the chosen one's differs."""
    if resolution.span is None or resolution.role == "area":
        return
    said = fold(resolution.span.quote)
    if fold(chosen.name) != said:
        yield from (p for p in resolution.candidate_places if fold(p.name) == said)


def _resolution_key(r: Resolution) -> tuple[str, str, int, float, str]:
    return (r.kind, r.role, r.span.start if r.span else -1, -r.score, r.basis)


def _twins(
    claims: Sequence[Claim], copies: Mapping[str, str], as_read: Mapping[str, Claim]
) -> dict[str, str]:
    """Claims of copies -> the claim of the original that says the same in the same words.

    What a person corrected in the original holds for its copies; what in a copy, for itself.
    """
    said: dict[tuple[str, object], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.report not in copies or claim.id not in as_read:
            said[(claim.report, _same_words(as_read.get(claim.id, claim)))].append(claim)
    twins: dict[str, str] = {}
    for (report, words), mine in said.items():
        original = copies.get(report)
        if original is None:
            continue
        theirs = sorted(said.get((original, words), ()), key=lambda c: c.evidence.start)
        mine.sort(key=lambda c: c.evidence.start)
        twins.update((m.id, t.id) for m, t in zip(mine, theirs, strict=False))
    return twins


def _same_words(claim: Claim) -> object:
    count = claim.count
    return (
        claim.harm,
        claim.scope,
        count.low,
        count.best,
        count.high,
        squeeze(claim.evidence.quote).casefold(),
    )
