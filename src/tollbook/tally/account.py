"""Accounts: a stated running total held against the incidents in its area and period.

The rules are design.md's, "Accounts". A balance is never added to an incident or to another
balance; it only says how much of what is stated the incidents document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.record import Account, Step
from tollbook.record.ids import account_id
from tollbook.record.vocabulary import Verdict
from tollbook.tally.arithmetic import lines
from tollbook.tally.around import Around
from tollbook.tally.balance import Balance, balance
from tollbook.tally.documented import Documented
from tollbook.tally.entry import Entry
from tollbook.tally.held import Held, Since, total
from tollbook.tally.series import between, implied, series


def accounts(
    balances: Sequence[Entry], books: Sequence[Documented], copies: Mapping[str, int]
) -> list[Account]:
    """One account for each balance, in the order of their claims' ids.

    :param copies: claim id -> how many copies of its report carry the same words.
    """
    read = [b for b in (balance(e) for e in sorted(balances, key=lambda e: e.id)) if b]
    told = series(read)
    around = Around(books)
    found: list[Account] = []
    for b in read:
        shares = around.shares(b)
        sure = total([s for s in shares if s.how == "surely"])
        own = b.entry.id
        held = Held(
            b,
            shares,
            sure,
            total(shares),
            told.fallen.get(own),
            copies.get(own, 0),
            _since(told.before[own], b, around) if own in told.before else None,
        )
        found.append(_account(held))
    return found


def _since(earlier: Balance, later: Balance, around: Around) -> Since | None:
    """What came between two totals, held against the incidents of these days.

    An incident that may have been on a day before counts as maybe between.
    """
    window = between(earlier, later)
    if window.period is None:
        return None
    shares = around.shares(window)
    sure = total([s for s in shares if s.how == "surely"])
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
