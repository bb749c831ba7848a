"""The day of a round-up: of all that a report's first total sums up.

"At least 11 people were killed in separate attacks across Iraq on Thursday ... In Mosul, gunmen
shot dead two policemen": on Thursday too, unless its own words or paragraph say another day.
"""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.record import Claim, Report, Span

_LEDE = 600  # characters of the body within which a report sums up its day


def summed_up(report: Report, claims: Sequence[Claim]) -> tuple[tuple[int, int], list[Span]] | None:
    """The sentence of the first total in the head of a report, and its words of time.

    None: it sums up nothing there, or an incident is told of before it.
    """
    told = sorted(
        (c for c in claims if report.body_start <= c.evidence.start), key=lambda c: c.evidence.start
    )
    first = next((c for c in told if c.harm != "attacked"), None)
    if first is None or first.scope != "cumulative" or first.past or first.period is not None:
        return None
    if first.evidence.start - report.body_start > _LEDE or not first.times:
        return None
    return first.sentence, list(first.times)
