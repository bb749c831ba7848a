"""An account in words: its arithmetic a line at a time, as one would say it aloud."""

from __future__ import annotations

from collections.abc import Iterator

from tollbook.record import Interval, Sum
from tollbook.record.vocabulary import Verdict
from tollbook.tally.balance import Balance, victims_in
from tollbook.tally.held import Counted, Frame, Given


def lines(frame: Frame, verdict: Verdict) -> Iterator[str]:
    """What is stated, what is inside for sure and maybe, and what follows."""
    sure, maybe = frame.sums.surely, frame.sums.maybe
    yield from frame.head
    yield f"inside for sure: {_counted(sure)}"
    if maybe.many:
        yield f"maybe inside: {_counted(maybe)}"
        yield f"both together: {_range(frame.sums.all)}"
    yield from frame.doubts
    yield from _unsaid(frame.sums.all.unsaid)
    if frame.between is not None:
        found = frame.between.sums
        documented = f"{_plain(found.surely.sum)} for sure"
        if found.all.sum != found.surely.sum:
            documented += f", {_plain(found.all.sum)} with what may be"
        yield frame.between.said + documented
    yield from _conclusion(frame, verdict)


def head(b: Balance, copies: int) -> Iterator[str]:
    """What is stated.

    :param copies: how many copies of its report carry the same words.
    """
    yield f"stated by {b.root.name}: {_stated(b)}"
    if copies:
        carried = "1 copy" if copies == 1 else f"{copies} copies"
        yield f"also carried by {carried} of the report: one total"


def doubts(b: Balance) -> Iterator[str]:
    """Why incidents are only maybe inside, whatever they are."""
    if not b.entry.area:
        known = "may be one of several places" if b.entry.area_candidates else "is not known"
        yield f"the area {known}: no incident is inside for sure"
    if b.period is None:
        yield "the period is not known: no incident is inside for sure"
    elif b.period.start is None or b.period.end is None:
        yield "one end of the period is not known: no incident is inside for sure"


def step(earlier: Given, days: Interval, low: int | None, high: int | None) -> str:
    """What the speaker's last total implies for the days since, up to what is documented."""
    if low is None and high is None:
        more = "how many more does not follow"
    elif low == high:
        more = f"{low:,} more"
    elif high is None:
        more = f"{low:,} or more"
    else:
        more = f"{f'{low:,} to' if low else 'up to'} {high:,} more"
    return (
        f"after {earlier.stated} by {earlier.until}, said by the same: {more} from "
        f"{days.start} to {days.end}; documented of these days: "
    )


def fallen(earlier: Given) -> str:
    """What contradicts the speaker's own earlier total."""
    return (
        f"but {earlier.name} had given {earlier.stated} by {earlier.until}, for "
        "the same area, start and victims: a running total cannot fall"
    )


def _unsaid(unsaid: int) -> Iterator[str]:
    if unsaid:
        do = "does" if unsaid == 1 else "do"
        yield (
            f"{unsaid} of these {do} not say how many of the victims are such as the total "
            "counts: between none and all"
        )


def _conclusion(frame: Frame, verdict: Verdict) -> Iterator[str]:
    match verdict:
        case "contradicts_earlier":
            if frame.fallen is not None:
                yield frame.fallen
        case "incidents_missing":
            missing = (frame.low or 0) - frame.sums.all.high
            yield f"so at least {missing:,} are not documented here"
        case "over_documented":
            more = frame.sums.surely.low - frame.sums.late.low - (frame.high or 0)
            yield f"so at least {more:,} more are documented than are stated"
        case "consistent":
            yield "so what is documented fits what is stated"
        case "not_comparable":
            yield "so the total cannot be held against these incidents: they count other people"
        case "undetermined":
            if frame.high is not None and frame.sums.surely.low > frame.high:
                late = _counted(frame.sums.late)
                yield f"of the very day that it was given, perhaps after it: {late}"
            yield "so it may fit or not: these incidents do not settle it"


def _stated(b: Balance) -> str:
    did = b.harm.replace("_", " ")
    only = ", ".join(value for _, value in sorted(victims_in(b.axes)))
    where = f" in {b.area}" if b.area else ""
    return f"{b.stated.in_words()} {did}{f' ({only} only)' if only else ''}{where}{_days(b)}"


def _days(b: Balance) -> str:
    if b.period is None:
        return f", period not said, given on {b.until}" if b.until else ", period not said"
    if b.period.start and b.period.end:
        return f" from {b.period.start} to {b.period.end}"
    return f" since {b.period.start}" if b.period.start else f" until {b.period.end}"


def _counted(added: Counted) -> str:
    if not added.many:
        return "no incident"
    return f"{added.many} incident{'s' if added.many > 1 else ''}, {_range(added)}"


def _plain(added: Sum) -> str:
    most = f" to {added.max:,}" if added.max is not None and added.max != added.min else ""
    return f"{added.min:,}{most}"


def _range(added: Counted) -> str:
    return f"{_plain(added.sum)}{' or more' if added.open else ''}"
