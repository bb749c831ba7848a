"""The balance of a release: sums of incidents' tolls, said so that nobody can read it wrongly."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tollbook.publish.release.rows import AccountRow, IncidentRow, TollRow
from tollbook.publish.wording import plural
from tollbook.record.vocabulary import TOLL_HARMS, Harm

_DONE = {
    "killed": "people killed",
    "injured": "people injured",
    "killed_or_injured": "people killed or injured, not told apart",
    "missing": "people missing",
    "abducted": "people abducted",
    "detained": "people detained",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """What the incidents of one harm add up to, in people.

    :ivar min: sum of the least; an incident whose least is unknown adds nothing.
    :ivar max: sum of the most that is stated; likewise.
    :ivar best: sum of the best figures; ``without_best`` incidents have none and add nothing.
    :ivar open_above: a source used said "or more" somewhere; ``approximate``: "about".
    :ivar incidents: with a figure for this harm; ``unknown``: whose figure is not known.
    """

    harm: Harm
    min: int
    best: int
    max: int
    open_above: bool
    approximate: bool
    incidents: int
    unknown: int
    without_best: int

    @property
    def is_one(self) -> bool:
        """Whether it is one person and surely no more."""
        return (self.min, self.max) == (1, 1) and not self.open_above

    def number(self) -> str:
        """ "41 to 48", "about 41 or more"."""
        number = f"{self.min:,}" if self.min == self.max else f"{self.min:,} to {self.max:,}"
        number = f"about {number}" if self.approximate else number
        return f"{number} or more" if self.open_above else number

    def in_words(self) -> str:
        """ "41 to 48 people killed" or "41 or more people killed"."""
        noun = _DONE[self.harm]
        if self.is_one:
            noun = noun.replace("people", "person", 1)
        return f"{self.number()} {noun}"


def balances(tolls: Sequence[TollRow]) -> list[Balance]:
    """One for each harm that any incident has, in the order of harms; never added up."""
    found = []
    for harm in TOLL_HARMS:
        mine = [t for t in tolls if t.harm == harm]
        if mine:
            found.append(_balance(harm, mine))
    return found


def _balance(harm: Harm, mine: Sequence[TollRow]) -> Balance:
    known = [t for t in mine if (t.min, t.max) != (None, None)]
    least = sum(t.min or 0 for t in known)
    return Balance(
        harm=harm,
        min=least,
        best=sum(t.best or 0 for t in known),
        max=max(least, sum(t.max if t.max is not None else t.min or 0 for t in known)),
        open_above=any(t.open_above or t.max is None for t in known),
        approximate=any(t.approximate for t in known),
        incidents=len(mine),
        unknown=len(mine) - len(known),
        without_best=sum(t.best is None for t in known),
    )


def borne_out(incidents: Sequence[IncidentRow], tolls: Sequence[TollRow]) -> list[Balance]:
    """The same of incidents graded confirmed or fair."""
    good = {row.id for row in incidents if row.grade in ("confirmed", "fair")}
    return balances([t for t in tolls if t.incident in good])


def largest_gaps(accounts: Sequence[AccountRow], most: int = 3) -> list[AccountRow]:
    """Stated totals that are surely more than is documented: of the dead first, then the largest;
    the same number once."""
    missing = [a for a in accounts if not_documented(a) is not None]

    def size(account: AccountRow) -> tuple[int, int, str]:
        stated = (account.stated_low, account.stated_likely, account.stated_high)
        largest = max((n for n in stated if n is not None), default=0)
        return (TOLL_HARMS.index(account.harm), -largest, account.id)

    told: set[tuple[str, str | None, int | None]] = set()
    found = []
    for account in sorted(missing, key=size):
        key = (account.harm, account.area, account.stated_low or account.stated_likely)
        if key not in told:
            told.add(key)
            found.append(account)
    return found[:most]


def not_documented(account: AccountRow) -> int | None:
    """How many at least of a stated total are not documented here; None: cannot be said."""
    least = account.stated_likely if account.stated_low is None else account.stated_low
    if least is None or account.maybe_max is None or account.verdict != "incidents_missing":
        return None
    gap = least - account.maybe_max
    return gap if gap > 0 else None


def period_of(incidents: Sequence[IncidentRow]) -> tuple[str, str] | None:
    """First and last day that any incident may have; None: none is dated."""
    days = [d for row in incidents for d in (row.date_start, row.date_end) if d is not None]
    return (str(min(days)), str(max(days))) if days else None


def counted(incidents: Collection[IncidentRow]) -> str:
    return plural(len(incidents), "incident")
