"""An account in words: its arithmetic a line at a time, as one would say it aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.record import Sum
from tollbook.record.vocabulary import Verdict
from tollbook.tally.balance import Balance
from tollbook.tally.held import Held, Share, total


def lines(held: Held, verdict: Verdict) -> Iterator[str]:
    """What is stated, what is inside for sure and maybe, and what follows."""
    b = held.balance
    yield f"stated by {b.root.name}: {_stated(b)}"
    if held.copies:
        copies = "1 copy" if held.copies == 1 else f"{held.copies} copies"
        yield f"also carried by {copies} of the report: one total"
    sure, maybe = held.sure_shares, held.maybe_shares
    yield f"inside for sure: {_counted(sure, held.surely)}"
    if maybe:
        yield f"maybe inside: {_counted(maybe, total(maybe))}"
        yield f"both together: {_range(held.maybe, held.shares)}"
    yield from _uncertain(held)
    yield from _since(held)
    yield from _conclusion(held, verdict)


def _uncertain(held: Held) -> Iterator[str]:
    """Why incidents are only maybe inside."""
    b = held.balance
    if not b.entry.area:
        known = "may be one of several places" if b.entry.area_candidates else "is not known"
        yield f"the area {known}: no incident is inside for sure"
    if b.period is None:
        yield "the period is not known: no incident is inside for sure"
    elif b.period.start is None or b.period.end is None:
        yield "one end of the period is not known: no incident is inside for sure"
    if held.unsaid:
        do = "does" if held.unsaid == 1 else "do"
        yield (
            f"{held.unsaid} of these {do} not say how many of the victims are such as the total "
            "counts: between none and all"
        )


def _since(held: Held) -> Iterator[str]:
    """What the speaker's last total implies for the days since, and what is documented of them."""
    since = held.since
    if since is None:
        return
    earlier = since.earlier
    if since.low is None and since.high is None:
        more = "how many more does not follow"
    elif since.low == since.high:
        more = f"{since.low:,} more"
    elif since.high is None:
        more = f"{since.low:,} or more"
    else:
        more = f"{f'{since.low:,} to' if since.low else 'up to'} {since.high:,} more"
    found = f"{_plain(since.surely)} for sure"
    if since.maybe != since.surely:
        found += f", {_plain(since.maybe)} with what may be"
    yield (
        f"after {earlier.stated.in_words()} by {earlier.until}, said by the same: {more} from "
        f"{since.days.start} to {since.days.end}; documented of these days: {found}"
    )


def _conclusion(held: Held, verdict: Verdict) -> Iterator[str]:
    b, sure, maybe = held.balance, held.surely, held.maybe
    match verdict:
        case "contradicts_earlier":
            if held.fallen is not None:
                yield (
                    f"but {held.fallen.root.name} had given {held.fallen.stated.in_words()} by "
                    f"{held.fallen.until}, for the same area, start and victims: a running total "
                    "cannot fall"
                )
        case "incidents_missing":
            yield f"so at least {(b.low or 0) - (maybe.max or 0):,} are not documented here"
        case "over_documented":
            yield f"so at least {sure.min - (b.high or 0):,} more are documented than are stated"
        case "consistent":
            yield "so what is documented fits what is stated"
        case "not_comparable":
            yield "so the total cannot be held against these incidents: they count other people"
        case "undetermined":
            yield "so it may fit or not: these incidents do not settle it"


def _stated(b: Balance) -> str:
    did = b.harm.replace("_", " ")
    only = ", ".join(value for _, value in sorted(b.axes))
    where = f" in {b.area}" if b.area else ""
    return f"{b.stated.in_words()} {did}{f' ({only} only)' if only else ''}{where}{_days(b)}"


def _days(b: Balance) -> str:
    if b.period is None:
        return f", period not said, given on {b.until}" if b.until else ", period not said"
    if b.period.start and b.period.end:
        return f" from {b.period.start} to {b.period.end}"
    return f" since {b.period.start}" if b.period.start else f" until {b.period.end}"


def _counted(shares: Sequence[Share], added: Sum) -> str:
    if not shares:
        return "no incident"
    return f"{len(shares)} incident{'s' if len(shares) > 1 else ''}, {_range(added, shares)}"


def _plain(added: Sum) -> str:
    most = f" to {added.max:,}" if added.max is not None and added.max != added.min else ""
    return f"{added.min:,}{most}"


def _range(added: Sum, shares: Sequence[Share]) -> str:
    more = " or more" if any(s.open_above for s in shares) else ""
    return f"{_plain(added)}{more}"
