"""Accounts: a stated running total held against the incidents in its area and period.

The rules are design.md's, "Accounts". A balance is never added to an incident or to another
balance; it only says how much of what is stated the incidents document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tollbook.record import Account, Step, Sum
from tollbook.record.ids import account_id
from tollbook.record.vocabulary import Verdict
from tollbook.tally.arithmetic import doubts, fallen, head, lines, step
from tollbook.tally.around import Around, window_of
from tollbook.tally.balance import Balance, balance
from tollbook.tally.documented import Documented
from tollbook.tally.entry import Entry
from tollbook.tally.held import Between, Frame, Inside, Share, Sums, counted
from tollbook.tally.series import between, implied, series


@dataclass(frozen=True, slots=True)
class Booked:
    """An account with what it follows from."""

    account: Account
    frame: Frame


def accounts(
    balances: Sequence[Entry], books: Sequence[Documented], copies: Mapping[str, int]
) -> list[Booked]:
    """One account for each balance, in the order of their claims' ids.

    :param copies: claim id -> how many copies of its report carry the same words.
    """
    read = [b for b in (balance(e) for e in sorted(balances, key=lambda e: e.id)) if b]
    told = series(read)
    around = Around(books)
    found: list[Booked] = []
    for b in read:
        window, own = window_of(b), b.entry.id
        shares = around.shares(window)
        before, higher = told.before.get(own), told.fallen.get(own)
        frame = Frame(
            window=window,
            low=b.low,
            high=b.high,
            head=tuple(head(b, copies.get(own, 0))),
            doubts=tuple(doubts(b)),
            fallen=None if higher is None else fallen(higher),
            between=None if before is None else _between(before, b, around),
            sums=counted(shares),
        )
        found.append(Booked(_account(b, frame, shares), frame))
    return found


def _between(earlier: Balance, later: Balance, around: Around) -> Between | None:
    """What came between two totals, held against the incidents of these days.

    An incident that may have been on a day before counts as maybe between.
    """
    days = between(earlier, later)
    if days.period is None:
        return None
    window = window_of(days)
    low, high = implied(earlier, later)
    said = step(earlier, days.period, low, high)
    sums = counted(around.shares(window))
    return Between(account_id(earlier.entry.id), days.period, low, high, said, window, sums)


def _account(b: Balance, frame: Frame, shares: Sequence[Share]) -> Account:
    empty = Account(
        id=account_id(b.entry.id),
        claim=b.entry.id,
        harm=b.harm,
        area=b.area,
        period=b.period,
        stated=b.stated,
        surely=Sum(0, 0),
        maybe=Sum(0, 0),
        verdict="undetermined",
        arithmetic=(),
        speaker=b.root.name,
        only=tuple(sorted(value for _, value in b.axes)),
    )
    return _worked_out(empty, frame, {s.incident.id: s.how for s in shares})


def _worked_out(account: Account, frame: Frame, inside: Mapping[str, Inside]) -> Account:
    """An account with everything that follows from the sums of its frame."""
    verdict, since = verdict_of(frame), frame.between
    return replace(
        account,
        surely=frame.sums.surely.sum,
        maybe=frame.sums.all.sum,
        verdict=verdict,
        arithmetic=tuple(lines(frame, verdict)),
        inside=tuple(sorted(own for own, how in inside.items() if how == "surely")),
        possibly_inside=tuple(sorted(own for own, how in inside.items() if how == "maybe")),
        after=Step(
            since.account,
            since.days,
            since.low,
            since.high,
            since.sums.surely.sum,
            since.sums.all.sum,
        )
        if since
        else None,
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """Shares that incidents had in an account, and those that they have.

    :ivar was / now: in the account's own window; ``was_since`` / ``now_since``: in that of the
        days since an earlier total.
    """

    was: tuple[Share, ...]
    now: tuple[Share, ...]
    was_since: tuple[Share, ...] = ()
    now_since: tuple[Share, ...] = ()

    @property
    def moves_nothing(self) -> bool:
        return _said(self.was) == _said(self.now) and _said(self.was_since) == _said(self.now_since)


def _said(shares: Iterable[Share]) -> list[tuple[object, ...]]:
    return [(s.incident.id, s.how, s.low, s.high, s.open_above, s.unsaid) for s in shares]


def moved(booked: Booked, by: Moved) -> Booked | None:
    """An account after some of the incidents inside of it changed, came or went.

    :returns: None: it did not hold them as it is said that it did.
    """
    account, frame = booked.account, booked.frame
    inside: dict[str, Inside] = dict.fromkeys(account.inside, "surely")
    inside |= dict.fromkeys(account.possibly_inside, "maybe")
    for share in by.was:
        if inside.pop(share.incident.id, None) != share.how:
            return None
    if inside.keys() & {share.incident.id for share in by.now}:
        return None
    inside |= {share.incident.id: share.how for share in by.now}
    since = frame.between
    if since is not None:
        since = replace(since, sums=_changed(since.sums, by.was_since, by.now_since))
    changed = replace(frame, sums=_changed(frame.sums, by.was, by.now), between=since)
    return Booked(_worked_out(account, changed, inside), changed)


def _changed(sums: Sums, was: Iterable[Share], now: Iterable[Share]) -> Sums:
    return sums + -counted(was) + counted(now)


def verdict_of(frame: Frame) -> Verdict:
    """The verdict by design.md's rules, in their order.

    ``not_comparable`` is given where nothing else can be said and incidents do not tell how
    many of their victims are such as the total counts: their most still bounds it from above.
    """
    sure, maybe = frame.sums.surely, frame.sums.all
    low, high = frame.low or 0, frame.high
    if frame.fallen is not None:
        return "contradicts_earlier"
    if low > maybe.high:
        return "incidents_missing"
    if high is not None and sure.low > high:
        return "over_documented"
    if low <= sure.low and (high is None or sure.high <= high):
        return "consistent"
    return "not_comparable" if maybe.unsaid else "undetermined"
