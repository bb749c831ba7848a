"""From which date the words of each report count, where reports are copies of one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from tollbook.record import Published, Report


def effective_dates(
    reports: Sequence[Report], copies: Mapping[str, str]
) -> dict[str, Published | None]:
    """The date that each report's words ("on Friday") count from.

    Copies repeat one text, so its words count from the day that text was first published: the
    earliest date in the group, whichever of its reports is the fullest. An undated original
    stays undated: it may be older than every copy that has a date, but is not newer: the earliest
    of those bounds what it tells, and nothing is counted back from it.
    """
    first: dict[str, Published] = {}
    for report in reports:
        group = copies.get(report.id, report.id)
        given = report.published
        known = first.get(group)
        if given is not None and (known is None or _order(given) < _order(known)):
            first[group] = given
    return {
        report.id: known
        if known is None or report.published is not None or report.id in copies
        else Published(date.min, known.end, "none")
        for report in reports
        for known in (first.get(copies.get(report.id, report.id)),)
    }


def _order(published: Published) -> tuple[date, date, bool, datetime]:
    """Earlier first: by day, of one day one whose moment is known, then by moment."""
    at = published.at
    return (published.end, published.start, at is None, at or datetime.max.replace(tzinfo=UTC))
