"""The source columns of a row: reports consulted, in lists that run in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.publish.spared import Spared
from tollbook.record import Claim, Report
from tollbook.record.text import squeeze


@dataclass(frozen=True, slots=True)
class Cited:
    """Lists parted by semicolons, one entry for each report; ``original`` names who says so.

    :ivar number: reports consulted, copies included: not independent sources (C 5.3).
    """

    number: int
    article: str
    office: str
    dates: tuple[str, ...]
    headline: str
    original: str | None


def cited(reports: Sequence[Report], claims: Sequence[Claim], spared: Spared) -> Cited:
    """The columns of an incident's reports and of the claims in them, without names of persons."""
    offices = [_entry(spared.outlet(report)) for report in reports]
    dates = tuple(r.published.end.isoformat() if r.published else "" for r in reports)
    headlines = [_entry(spared.title(report)) for report in reports]
    articles = [
        f'"{office},{day},{headline}"'
        for office, day, headline in zip(offices, dates, headlines, strict=True)
    ]
    said = [_entry(spared.speaker(claim)) for claim in claims if len(claim.said_by) > 1]
    return Cited(
        len(reports),
        ";".join(articles),
        ";".join(offices),
        dates,
        ";".join(headlines),
        "; ".join(dict.fromkeys(said)) or None,
    )


def _entry(text: str | None) -> str:
    """One entry of a list: no semicolon in it, so that the lists stay in step."""
    return squeeze((text or "").replace(";", ","))
