"""Accounts: a stated running total held against the incidents in its area and period.

The rules are design.md's, "Accounts". A balance is never added to an incident or to another
balance; it only says how much of what is stated the incidents document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tollbook.record import Account, Step, Sum
from tollbook.record.ids import account_id
from tollbook.record.vocabulary import Verdict
from tollbook.tally.arithmetic import doubts, fallen, head, lines, step
from tollbook.tally.around import Around, window_of
from tollbook.tally.balance import Balance, balance, victims_in
from tollbook.tally.documented import Documented
from tollbook.tally.entry import Entry
from tollbook.tally.held import Between, Frame, Given, Inside, Share, Sums, Window, counted
from tollbook.tally.series import Series, days_between, given, implied, series


@dataclass(frozen=True, slots=True)
class Booked:
    """An account with what it follows from."""

    account: Account
    frame: Frame


Shares: TypeAlias = Callable[[Window], Sequence[Share]]
"""The incidents that may stand in an account."""


def accounts(
    balances: Sequence[Entry], books: Sequence[Documented], copies: Mapping[str, int]
) -> list[Booked]:
    """One account for each balance, in the order of their claims' ids.

    :param copies: claim id -> how many copies of its report carry the same words.
    """
    read = [b for b in (balance(e) for e in sorted(balances, key=lambda e: e.id)) if b]
    bare = [opened(b, copies.get(b.entry.id, 0)) for b in read]
    told = series(each.frame.given for each in bare if each.frame.given is not None)
    around = Around(books)
    return [filled(each, told, around.shares) for each in bare]


def opened(b: Balance, copies: int) -> Booked:
    """The account of a balance before anything is held against it.

    :param copies: how many copies of its report carry the same words.
    """
    frame = Frame(
        window=window_of(b),
        low=b.low,
        high=b.high,
        head=tuple(head(b, copies)),
        doubts=tuple(doubts(b)),
        fallen=None,
        between=None,
        sums=Sums(),
        given=given(b),
    )
    account = Account(
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
        only=tuple(sorted(value for _, value in victims_in(b.axes))),
    )
    return Booked(account, frame)


def emptied(frame: Frame) -> Frame:
    """What of a frame follows from its balance alone, as :func:`opened` has it."""
    return replace(frame, fallen=None, between=None, sums=Sums())


def filled(bare: Booked, told: Series, shares: Shares) -> Booked:
    """An account with the incidents inside, and beside the others of its series."""
    inside = shares(bare.frame.window)
    frame = frame_in_series(replace(bare.frame, sums=counted(inside)), told, shares)
    return Booked(_worked_out(bare.account, frame, _Held.of(inside)), frame)


def in_series(booked: Booked, told: Series, shares: Shares) -> Booked:
    """An account whose series others joined or left; itself where that changes nothing."""
    frame = frame_in_series(booked.frame, told, shares)
    if frame == booked.frame:
        return booked
    return Booked(_worked_out(booked.account, frame, _Held.by(booked.account)), frame)


def frame_in_series(frame: Frame, told: Series, shares: Shares) -> Frame:
    """With what its speaker had said before.

    What came between two totals is held against the incidents of these days: an incident that may
    have been on a day before counts as maybe between.
    """
    if frame.given is None:
        return frame
    before, higher = told.before.get(frame.given.claim), told.fallen.get(frame.given.claim)
    since = None if before is None else _step(before, frame.given, frame.window)
    if since is not None:
        known = frame.between
        same = known is not None and replace(known, sums=Sums()) == since
        since = known if same else replace(since, sums=counted(shares(since.window)))
    return replace(frame, fallen=None if higher is None else fallen(higher), between=since)


def _step(earlier: Given, later: Given, window: Window) -> Between:
    days = days_between(earlier, later)
    first, last = earlier.until.toordinal() + 1, later.until.toordinal()
    low, high = implied(earlier, later)
    of_these_days = replace(window, first=first, last=last, bounded=True)
    said = step(earlier, days, low, high)
    return Between(account_id(earlier.claim), days, low, high, said, of_these_days, Sums())


@dataclass(frozen=True, slots=True)
class _Held:
    """Incidents inside of an account, those surely and those maybe, each by id.

    A total of all since the first day holds so many that they are not sorted anew where one of
    them changes.
    """

    surely: tuple[str, ...]
    maybe: tuple[str, ...]

    @classmethod
    def of(cls, shares: Iterable[Share]) -> _Held:
        """The incidents of these shares."""
        how = {share.incident: share.how for share in shares}
        surely, maybe = ([own for own in how if how[own] == which] for which in _HOW)
        return cls(tuple(sorted(surely)), tuple(sorted(maybe)))

    @classmethod
    def by(cls, account: Account) -> _Held:
        """Those of an account."""
        return cls(account.inside, account.possibly_inside)

    def moved(self, was: Sequence[Share], now: Sequence[Share]) -> _Held | None:
        """Without some and with others; None: those were not inside as is said, or these were."""
        gone, come = ({share.incident: share.how for share in some} for some in (was, now))
        if len(gone) < len(was) or any(self._how(own) != how for own, how in gone.items()):
            return None
        if any(own not in gone and self._how(own) is not None for own in come):
            return None
        if gone == come:
            return self
        surely, maybe = (
            tuple(sorted([o for o in mine if o not in gone] + [o for o in come if come[o] == how]))
            for how, mine in zip(_HOW, (self.surely, self.maybe), strict=True)
        )
        return _Held(surely, maybe)

    def _how(self, incident: str) -> Inside | None:
        for how, mine in zip(_HOW, (self.surely, self.maybe), strict=True):
            at = bisect_left(mine, incident)
            if at < len(mine) and mine[at] == incident:
                return how
        return None


_HOW: tuple[Inside, Inside] = ("surely", "maybe")


def _worked_out(account: Account, frame: Frame, held: _Held) -> Account:
    """An account with everything that follows from the sums of its frame."""
    verdict, since = verdict_of(frame), frame.between
    return replace(
        account,
        surely=frame.sums.surely.sum,
        maybe=frame.sums.all.sum,
        verdict=verdict,
        arithmetic=tuple(lines(frame, verdict)),
        inside=held.surely,
        possibly_inside=held.maybe,
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
    return [(s.incident, s.how, s.low, s.high, s.open_above, s.unsaid, s.late) for s in shares]


def moved(booked: Booked, by: Moved) -> Booked | None:
    """An account after some of the incidents inside of it changed, came or went.

    :returns: None: it did not hold them as it is said that it did.
    """
    account, frame = booked.account, booked.frame
    held = _Held.by(account).moved(by.was, by.now)
    if held is None:
        return None
    since = frame.between
    if since is not None:
        since = replace(since, sums=_changed(since.sums, by.was_since, by.now_since))
    changed = replace(frame, sums=_changed(frame.sums, by.was, by.now), between=since)
    return Booked(_worked_out(account, changed, held), changed)


def _changed(sums: Sums, was: Sequence[Share], now: Sequence[Share]) -> Sums:
    return sums if was == now else sums + -counted(was) + counted(now)


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
    if high is not None and sure.low - frame.sums.late.low > high:
        return "over_documented"
    if low <= sure.low and (high is None or sure.high <= high):
        return "consistent"
    return "not_comparable" if maybe.unsaid else "undetermined"
