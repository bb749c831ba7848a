"""Which claims tell of people who had suffered another harm before they died, and of how many."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tollbook.record.text import fold
from tollbook.record.vocabulary import TOLL_HARMS, Harm
from tollbook.tally.entry import Entry
from tollbook.tally.lineage import last_speaker
from tollbook.tally.passed import passed
from tollbook.tally.points import Points, counted, points_of
from tollbook.tally.policy import Policy
from tollbook.tally.telling import Telling

_SAME_DEATH = 2
"""Days within which two reports of "another" who died tell of the same one."""


@dataclass(frozen=True, slots=True, eq=False)
class Death:
    """A claim of people who had suffered another harm before they died.

    :ivar sure: whether they are surely among those counted so before, and not among the dead
        counted before.
    :ivar alone: whether its report gives no figure of all the dead that holds or adds it.
    """

    entry: Entry
    moved_from: Harm
    points: Points
    sure: bool
    more: bool
    alone: bool

    @property
    def as_of(self) -> date | None:
        return self.entry.as_of


@dataclass(frozen=True, slots=True, eq=False)
class Fall:
    """A report whose dead rose by as many as its injured fell, against one before it.

    :ivar before: ids of the earlier report's claims of injured.
    """

    number: int
    before: frozenset[str]
    claims: tuple[str, ...]
    by: date


def deaths_in(
    entries: Sequence[Entry],
    policy: Policy,
    unsure: Container[str] = frozenset(),
    gone: Container[str] = frozenset(),
) -> Iterator[Death]:
    """The deaths among an event's claims, in the order in which they were told.

    :param unsure: claims that a person is unsure of: they are sure of nothing.
    :param gone: claims that their source took back: they tell of nothing.
    """
    cues = {e.id: cue for e in entries if (cue := passed(e.claim, e.report)) is not None}
    killed = {e.id for e in entries if e.claim.harm == "killed"}
    told = sorted((e for e in entries if e.id in cues), key=lambda e: (e.as_of or date.max, e.id))
    for entry in told:
        cue, points = cues[entry.id], points_of(entry.claim.count, {})
        own, speaker = counted(entry.claim, policy).points, last_speaker(entry.claim)
        if points is None or points.low is None or points.is_zero or own is None:
            continue
        if entry.id in gone or speaker.stance == "doubts" or speaker.stake == "enemy_losses":
            continue
        party = speaker.kind in policy.partisan and speaker.stake not in ("own_losses", "own_doing")
        firm = bool(own.low) and entry.id not in unsure and not party
        alone = entry.claim.part_of not in killed and entry.claim.adds_to not in killed
        others = [e for e in entries if e.id != entry.id and not is_after(e.as_of, entry.as_of)]
        earlier = [e for e in others if is_after(entry.as_of, e.as_of) and e.id not in cues]
        hurt = _counted(earlier, cue.moved_from)
        names = _names([entry])
        if names & _names(e for e in earlier if e.claim.harm == "killed"):
            continue  # told among the dead before
        known = bool(names & _names(e for e in earlier if e.claim.harm == cue.moved_from))
        if cue.sure or known or _raised(entry, points, entries, earlier):
            yield Death(entry, cue.moved_from, points, firm, cue.more, alone)
            continue
        if alone and not _counted(others, "killed"):
            # nobody was told to have died so far: its figure is that of the dead
            yield Death(entry, cue.moved_from, points, firm, cue.more, False)
            continue
        dead = _counted(earlier, "killed")
        here = any(e.claim.report == entry.claim.report for e in others if e.id in killed)
        if alone and not here and dead and hurt and points.top < dead and points.top <= hurt:
            yield Death(entry, cue.moved_from, points, False, cue.more, True)
        # else as likely the same dead again


def _raised(
    entry: Entry, points: Points, entries: Sequence[Entry], earlier: Sequence[Entry]
) -> bool:
    """Whether its report's new figure is one of before and these: "that brings the dead to 19"."""
    whole = next((e for e in entries if e.id == entry.claim.part_of), None)
    now = points_of(whole.claim.count, {}) if whole is not None else None
    if now is None or now.vague or now.top <= points.top:
        return False
    return _counts_so_many(earlier, now.top - points.top)


def _counts_so_many(entries: Iterable[Entry], number: int) -> bool:
    found = (points_of(e.claim.count, {}) for e in entries if e.claim.harm == "killed")
    return any(p is not None and not p.vague and p.top == number for p in found)


def falls_in(tellings: Sequence[Telling]) -> Iterator[Fall]:
    """Of reports of one event those whose dead rose by as many as the injured fell."""
    both: list[tuple[date, Telling, int, int]] = []
    for t in tellings:
        tolls = dict(t.tolls)
        killed, injured = tolls.get("killed"), tolls.get("injured")
        if t.as_of and killed and injured and _plain(killed) and _plain(injured):
            both.append((t.as_of, t, killed.top, injured.top))
    for day, t, k, i in both:
        later = [
            (after, u, dead - k)
            for after, u, dead, hurt in both
            if after > day and 0 < dead - k == i - hurt
        ]
        if later:
            by, u, number = min(later, key=lambda found: (found[0], found[1].key))
            yield Fall(
                number,
                frozenset(e.id for e in t.entries if e.claim.harm == "injured"),
                tuple(sorted(e.id for e in u.entries if e.claim.harm in ("killed", "injured"))),
                by,
            )


def _plain(points: Points) -> bool:
    return points.low == points.high and not (points.open_above or points.approximate)


def people_in(deaths: Iterable[Death], *, sure: bool = False) -> tuple[int, int]:
    """How many different people these tell of: so many surely, and so many at most.

    Equal numbers are the same people, told again, but where one says "another" some days later.

    :param sure: count those too whose words leave it open.
    """
    low = high = 0
    for harm in TOLL_HARMS:
        numbers: set[int] = set()
        surely, first = 0, None
        for d in (d for d in deaths if d.moved_from == harm):
            if numbers and d.more and _days_after(d.as_of, first) > _SAME_DEATH:
                low, high = low + surely, high + sum(numbers)
                numbers, surely, first = set(), 0, None
            first = first or d.as_of
            numbers.add(d.points.top)
            surely = max(surely, d.points.top if d.sure or sure else 0)
        low, high = low + surely, high + sum(numbers)
    return low, high


def dead_then(tellings: Sequence[Telling]) -> dict[str, int]:
    """Report id -> those killed that it gives beside its injured."""
    tolls = ((t.report, dict(t.tolls)) for t in tellings)
    return {
        report: killed.top
        for report, toll in tolls
        if "injured" in toll and (killed := toll.get("killed")) is not None and not killed.vague
    }


def _counted(entries: Iterable[Entry], harm: Harm) -> int | None:
    """The highest figure of a harm among claims; None: they give none."""
    found = (points_of(e.claim.count, {}) for e in entries if e.claim.harm == harm)
    return max((p.top for p in found if p is not None and not p.is_zero), default=None)


def _names(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(fold(n) for e in entries for g in e.claim.victims for n in g.names)


def is_after(day: date | None, other: date | None) -> bool:
    """Whether a day is known to be later than another."""
    return day is not None and other is not None and day > other


def _days_after(day: date | None, other: date | None) -> int:
    return (day - other).days if day and other else 0
