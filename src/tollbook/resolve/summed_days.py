"""The days of a total that adds up the events of its report: from the first of them to the last.

"At least 35 people have been killed in two attacks", over one of Wednesday and one of Thursday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tollbook.record import Claim, Resolution, When
from tollbook.record.marks import SUM_OF_TOLD


def with_days_of_sums(
    claims: Sequence[Claim], resolutions: Sequence[Resolution]
) -> list[Resolution]:
    """The resolutions of a report, those totals dated that are the sum of the events told in it.

    :param claims: the report's. A total stays as it is where the days of one event are not known.
    """
    sums = {c.id: c for c in claims if SUM_OF_TOLD in c.rule}
    if not sums:
        return list(resolutions)
    days = {r.subject: r.when for r in resolutions if r.kind == "time" and r.role == ""}
    out: list[Resolution] = []
    for r in resolutions:
        total = sums.get(r.subject)
        if total is None or r.kind != "time" or r.role != "period":
            out.append(r)
            continue
        told = [
            days.get(c.id)
            for c in claims
            if c.harm == total.harm and c.scope == "incident" and not c.past and c.counts
        ]
        over = _from_first_to_last(told)
        why = "from the first to the last of the events that it adds up"
        out.append(r if over is None else replace(r, when=over, basis="sum", reasons=(why,)))
    return out


def _from_first_to_last(told: Sequence[When | None]) -> When | None:
    starts = [w.start for w in told if w is not None and w.start is not None]
    ends = [w.end for w in told if w is not None and w.end is not None]
    if not told or len(starts) < len(told) or len(ends) < len(told):
        return None
    basis = "the days of the events that it adds up"
    return When(min(starts), max(ends), "period", basis)
