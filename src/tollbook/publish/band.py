"""What is documented day by day beside the totals stated of it: the numbers behind the picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tollbook.publish.spared import Spared
from tollbook.record import Account, Incident, Toll
from tollbook.record.vocabulary import Harm, Verdict
from tollbook.view import View


@dataclass(frozen=True, slots=True)
class Stated:
    """A running total as a point in time, in people; None: that bound is not known."""

    account: str
    day: date
    low: int | None
    high: int | None
    speaker: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """What is documented by the end of a day, in people.

    :ivar min: least of the incidents that are surely inside and surely past.
    :ivar best: their best figures.
    :ivar max: most of all that may be inside and may be past.
    """

    day: date
    min: int
    best: int
    max: int


@dataclass(frozen=True, slots=True)
class Band:
    """Totals of one harm, area, start and group of victims, and the incidents inside them.

    :ivar area: None: not said; ``start`` likewise.
    :ivar undated: incidents inside whose days are not known; they raise the most from the start.
    """

    harm: Harm
    area: str | None
    start: date | None
    only: tuple[str, ...]
    stated: tuple[Stated, ...]
    documented: tuple[Step, ...]
    incidents: int
    undated: int


def bands(view: View, accounts: Iterable[Account]) -> list[Band]:
    """A band for each group of totals that can be laid over one another; most totals first."""
    return [band(view, mine) for mine in alike_totals(accounts)]


def alike_totals(accounts: Iterable[Account]) -> list[list[Account]]:
    """The groups of totals that can be laid over one another; those of most totals first.

    Totals that run to no known day cannot be drawn and are left out.
    """
    alike: dict[tuple[str, str, str, tuple[str, ...]], list[Account]] = defaultdict(list)
    for account in accounts:
        period = account.period
        if period is not None and period.end is not None:
            start = period.start.isoformat() if period.start else ""
            alike[(account.harm, account.area or "", start, account.only)].append(account)
    return sorted((mine for _, mine in sorted(alike.items())), key=lambda mine: -len(mine))


def band(view: View, mine: Sequence[Account]) -> Band:
    """The band of one such group."""
    first = mine[0]
    start = first.period.start if first.period else None
    stated = sorted(_stated(mine), key=lambda s: (s.day, s.account))
    sure = {i for a in mine for i in a.inside}
    maybe = {i for a in mine for i in a.possibly_inside} - sure
    incidents = [view.incident_by_id[i] for i in sorted(sure | maybe) if i in view.incident_by_id]
    return Band(
        first.harm,
        first.area,
        start,
        first.only,
        tuple(stated),
        tuple(_steps(incidents, sure, first.harm, start, stated[-1].day)),
        len(incidents),
        sum(i.when is None or not i.when.interval.known for i in incidents),
    )


def without_persons(view: View, found: Iterable[Band]) -> list[Band]:
    """The same with speakers by office or kind, for a picture that leaves the team."""
    spared = Spared(view)

    def named(stated: Stated) -> Stated:
        account = view.account_by_id.get(stated.account)
        claim = view.claim_by_id.get(account.claim) if account else None
        return stated if claim is None else replace(stated, speaker=spared.speaker(claim))

    return [replace(band, stated=tuple(map(named, band.stated))) for band in found]


def _stated(accounts: Iterable[Account]) -> Iterable[Stated]:
    for account in accounts:
        end = account.period.end if account.period else None
        if end is not None:
            low, high = account.stated.low, account.stated.high
            best = account.stated.best
            low = best if low is None and high is None else low
            high = best if high is None and account.stated.low is None else high
            yield Stated(account.id, end, low, high, account.speaker, account.verdict)


def _steps(
    incidents: Iterable[Incident], sure: set[str], harm: Harm, start: date | None, until: date
) -> Iterable[Step]:
    """One step for each day on which something is added, and the two ends."""
    least: dict[date, int] = defaultdict(int)
    best: dict[date, int] = defaultdict(int)
    most: dict[date, int] = defaultdict(int)
    begin = start or min(
        (i.when.start for i in incidents if i.when and i.when.start), default=until
    )
    for incident in incidents:
        for toll in _tolls(incident, harm):
            earliest = (incident.when.start if incident.when else None) or begin
            latest = (incident.when.end if incident.when else None) or until
            most[min(max(earliest, begin), until)] += toll.max or 0
            if incident.id in sure and latest <= until:
                least[latest] += toll.min or 0
                best[latest] += toll.best or 0
    added = [0, 0, 0]
    for day in sorted({begin, until, *least, *most}):
        added = [n + by[day] for n, by in zip(added, (least, best, most), strict=True)]
        yield Step(day, *added)


def _tolls(incident: Incident, harm: Harm) -> list[Toll]:
    """The toll of this harm; of killed and injured together, the two where they stand apart."""
    own = incident.toll(harm)
    if own is not None:
        return [own]
    if harm != "killed_or_injured":
        return []
    return [t for t in (incident.toll("killed"), incident.toll("injured")) if t is not None]
