"""An hour by Greenwich beside a day: the day at the place may be the next, or the one before.

"At 23:30 GMT on Friday" is Saturday in Iraq, if Friday is Greenwich's too; where the writer put the
place's own day beside Greenwich's hour it is Friday. Nothing says which, so both are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from tollbook.resolve.dates import precision_of
from tollbook.resolve.timed import Timed

_HOUR = re.compile(r"(?<!\d)([01]?\d|2[0-3])(?:[:.]?([0-5]\d))? ?(?:GMT|UTC)\b")


def at_the_place(timed: Timed, zones: Sequence[str]) -> Timed:
    """The time with the day that its hour has in the zones, where that is another day.

    :param zones: of the place of the event (IANA names); empty: it is not known.
    """
    when = timed.when
    if when is None or when.start is None or when.start != when.end or timed.span is None:
        return timed
    hour = _HOUR.search(timed.span.quote)
    if hour is None:
        return timed
    moment = datetime.combine(when.start, time(int(hour[1]), int(hour[2] or 0)), UTC)
    days = sorted({when.start, *(moment.astimezone(ZoneInfo(name)).date() for name in zones)})
    if len(days) == 1:
        return timed
    first, last = days[0], days[-1]
    both = replace(when, start=first, end=last, precision=precision_of(first, last))
    reason = f"{timed.reason}; {hour[0]} is on {first} or {last} there"
    return replace(timed, when=both, reason=reason)
