"""Which claims enter the tally, as what, and which are set aside and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tollbook.record import Claim, Report, Resolution, Rulings, SetAside
from tollbook.record.text import squeeze
from tollbook.tally.bounds import OUTSIDE, Bounds
from tollbook.tally.entry import Entry, entry_of
from tollbook.tally.refusal import RETRACTED, aside, refusal

NO_BOUNDS = Bounds()


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
                taken = entry_of(claim, report, original, resolved.get(claim.id, ()))
                retractions.append(taken)
            continue
        found = resolved.get(claim.id, ())
        entry = entry_of(claim, report, original, found, rulings.as_read.get(claim.id))
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
