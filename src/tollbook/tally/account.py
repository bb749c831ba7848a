"""Accounts: a stated running total held against the incidents in its area and period.

The rules are design.md's, "Accounts". A balance is never added to an incident or to another
balance; it only says how much of what is stated the incidents document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tollbook.record import Account, Incident, Place, Step, Toll
from tollbook.record.ids import account_id
from tollbook.record.vocabulary import TOLL_HARMS, Harm, Verdict
from tollbook.tally.arithmetic import lines
from tollbook.tally.balance import Axes, Balance, axes_of, balance
from tollbook.tally.entry import Entry
from tollbook.tally.geography import Cover, covers
from tollbook.tally.held import Held, Inside, Share, Since, total
from tollbook.tally.series import between, implied, series
from tollbook.tally.telling import FAR_OFF, LONG_AGO


@dataclass(frozen=True, slots=True, eq=False)
class Documented:
    """An incident as accounts see it.

    :ivar axes: for each harm, what every claim of it says of its victims.
    :ivar tolls: for each harm the toll that counts towards totals of it.
    :ivar first / last: its days as day numbers, far out where not known. Deaths belong to the
        date of the incident that caused them.
    """

    incident: Incident
    axes: Mapping[Harm, Axes]
    tolls: Mapping[Harm, Toll]
    first: int
    last: int


def documented(incident: Incident, entries: Sequence[Entry]) -> Documented:
    """An incident with what each of its tolls is limited to.

    :param entries: the incident's claims.
    """
    by_harm: dict[Harm, list[Axes]] = defaultdict(list)
    for entry in entries:
        by_harm[entry.claim.harm].append(axes_of(entry))
    tolls = {harm: toll for harm in TOLL_HARMS if (toll := _toll(incident, harm)) is not None}
    axes = {harm: frozenset.intersection(*said) for harm, said in by_harm.items()}
    when = incident.when
    first = when.start.toordinal() if when and when.start else LONG_AGO
    last = when.end.toordinal() if when and when.end else FAR_OFF
    return Documented(incident, axes, tolls, first, last)


def accounts(
    balances: Sequence[Entry], books: Sequence[Documented], copies: Mapping[str, int]
) -> list[Account]:
    """One account for each balance, in the order of their claims' ids.

    :param copies: claim id -> how many copies of its report carry the same words.
    """
    read = [b for b in (balance(e) for e in sorted(balances, key=lambda e: e.id)) if b]
    told = series(read)
    areas = _Areas(books)
    found: list[Account] = []
    for b in read:
        shares = _shares(b, areas.of(b.entry))
        sure = total(tuple(s for s in shares if s.how == "surely"))
        own = b.entry.id
        held = Held(
            b,
            shares,
            sure,
            total(shares),
            told.fallen.get(own),
            copies.get(own, 0),
            _since(told.before[own], b, areas) if own in told.before else None,
        )
        found.append(_account(held))
    return found


def _since(earlier: Balance, later: Balance, areas: _Areas) -> Since | None:
    """What came between two totals, held against the incidents of these days.

    An incident that may have been on a day before counts as maybe between.
    """
    window = between(earlier, later)
    if window.period is None:
        return None
    shares = _shares(window, areas.of(later.entry))
    sure = total(tuple(s for s in shares if s.how == "surely"))
    return Since(earlier, window.period, *implied(earlier, later), sure, total(shares))


def _account(held: Held) -> Account:
    b, verdict, since = held.balance, verdict_of(held), held.since
    return Account(
        id=account_id(b.entry.id),
        claim=b.entry.id,
        harm=b.harm,
        area=b.area,
        period=b.period,
        stated=b.stated,
        surely=held.surely,
        maybe=held.maybe,
        verdict=verdict,
        arithmetic=tuple(lines(held, verdict)),
        inside=tuple(sorted(s.incident.id for s in held.sure_shares)),
        possibly_inside=tuple(sorted(s.incident.id for s in held.maybe_shares)),
        speaker=b.root.name,
        only=tuple(sorted(value for _, value in b.axes)),
        after=Step(
            account_id(since.earlier.entry.id),
            since.days,
            since.low,
            since.high,
            since.surely,
            since.maybe,
        )
        if since
        else None,
    )


class _Areas:
    """Which incidents an area covers, worked out once for each area."""

    def __init__(self, books: Sequence[Documented]) -> None:
        self._books = books
        self._known: dict[tuple[str, ...], list[tuple[Documented, Inside]]] = {}
        self._covered: dict[tuple[tuple[str, ...], str], Cover] = {}

    def of(self, entry: Entry) -> list[tuple[Documented, Inside]]:
        """The incidents in the area a balance names, those surely and those maybe inside."""
        certain = tuple(p.id for p in entry.area)
        key = certain or tuple(f"?{p.id}" for p in entry.area_candidates)
        if key not in self._known:
            told = ((book, self._how(entry, book.incident.places)) for book in self._books)
            self._known[key] = [(book, how) for book, how in told if how is not None]
        return self._known[key]

    def _how(self, entry: Entry, places: Sequence[Place]) -> Inside | None:
        if not places or not (entry.area or entry.area_candidates):
            return "maybe"
        if entry.area:
            said = {self._cover(entry.area, place) for place in places}
            if said == {"inside"}:
                return "surely"
            return None if said == {"outside"} else "maybe"
        outside = all(
            self._cover((area,), p) == "outside" for area in entry.area_candidates for p in places
        )
        return None if outside else "maybe"

    def _cover(self, area: tuple[Place, ...], place: Place) -> Cover:
        key = (tuple(p.id for p in area), place.id)
        if key not in self._covered:
            self._covered[key] = covers(area, place)
        return self._covered[key]


def _shares(b: Balance, around: Sequence[tuple[Documented, Inside]]) -> tuple[Share, ...]:
    """The incidents that may stand in a balance; those that count other people left out."""
    shares: list[Share] = []
    start, end, bounded = _window(b)
    for book, in_area in around:
        toll = book.tolls.get(b.harm)
        if book.first > end or book.last < start or toll is None or toll.max is None:
            continue
        in_time = bounded and start <= book.first and book.last <= end
        axes = book.axes.get(toll.harm, frozenset())
        if _contradict(b.axes, axes):
            continue
        # of people in general any number may be such as the total counts
        unsaid = not b.axes <= axes
        shares.append(
            Share(
                book.incident,
                "surely" if in_time and in_area == "surely" and not unsaid else "maybe",
                0 if unsaid else toll.min or 0,
                toll.max,
                toll.open_above,
                unsaid,
            )
        )
    return tuple(shares)


def _contradict(mine: Axes, theirs: Axes) -> bool:
    """Whether one axis has different values: no victim of one is counted by the other."""
    said = dict(theirs)
    return any(said.get(axis, value) != value for axis, value in mine)


def _toll(incident: Incident, harm: Harm) -> Toll | None:
    """The incident's toll of a harm; for killed or injured together, the two where apart."""
    own = incident.toll(harm)
    if own is not None or harm != "killed_or_injured":
        return own
    parts = [t for t in (incident.toll("killed"), incident.toll("injured")) if t is not None]
    highs = [t.max for t in parts if t.max is not None]
    if not parts or len(highs) < len(parts):
        return None
    return Toll(
        harm=parts[0].harm,
        min=sum(t.min or 0 for t in parts),
        best=None,
        max=sum(highs),
        open_above=any(t.open_above for t in parts),
        lineages=min(t.lineages for t in parts),
        articles=max(t.articles for t in parts),
        policy=parts[0].policy,
        figures=(),
    )


def _window(b: Balance) -> tuple[int, int, bool]:
    """First and last day number of a balance, and whether both are said.

    Where no period is said, only what came after the day the total was given is surely out.
    """
    start = b.period.start if b.period else None
    end = b.period.end if b.period else b.until
    return (
        start.toordinal() if start else LONG_AGO,
        end.toordinal() if end else FAR_OFF,
        b.period is not None and start is not None and end is not None,
    )


def verdict_of(held: Held) -> Verdict:
    """The verdict by design.md's rules, in their order.

    ``not_comparable`` is given where nothing else can be said and incidents do not tell how
    many of their victims are such as the total counts: their most still bounds it from above.
    """
    b, sure, maybe = held.balance, held.surely, held.maybe
    low = b.low or 0
    if held.fallen is not None:
        return "contradicts_earlier"
    if maybe.max is not None and low > maybe.max:
        return "incidents_missing"
    if b.high is not None and sure.min > b.high:
        return "over_documented"
    if low <= sure.min and (b.high is None or (sure.max is not None and sure.max <= b.high)):
        return "consistent"
    return "not_comparable" if held.unsaid else "undetermined"
