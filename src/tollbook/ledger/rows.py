"""Records as rows: the columns that are filtered on, beside the whole record as JSON."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from tollbook import __version__
from tollbook.errors import BookError
from tollbook.record import (
    Account,
    Claim,
    Incident,
    Mention,
    Published,
    Report,
    Resolution,
    SetAside,
    Statement,
)
from tollbook.record.codec import to_json

Values = dict[str, object]


def day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def published_row(published: Published | None) -> Values:
    return {
        "published_start": None if published is None else published.start.isoformat(),
        "published_end": None if published is None else published.end.isoformat(),
        "published_basis": None if published is None else published.basis,
    }


def published_of(row: Row[Any]) -> Published | None:
    """The date in a row's four columns; None: undated.

    :raises BookError: for columns that were changed by hand into something that is no date.
    """
    if row.published_basis is None:
        return None
    try:
        start = date.fromisoformat(row.published_start)
        end = date.fromisoformat(row.published_end)
        at = datetime.fromisoformat(row.at) if row.at is not None else None
        return Published(start, end, row.published_basis, at)
    except (TypeError, ValueError) as fault:
        raise BookError(
            "a date in the book is no date",
            value=f"{row.published_start} to {row.published_end}",
            where=f"table resolvings, report {row.report}",
            next="tollbook verify",
        ) from fault


def report_row(report: Report, extractor: str) -> Values:
    return {
        "id": report.id,
        "capture": report.capture,
        "sequence": report.sequence,
        "title": report.title,
        "language": report.language,
        "source": report.source,
        "url": report.url,
        **published_row(report.published),
        "extractor": extractor,
        "code_version": __version__,
        "body": to_json(report),
    }


def claim_row(claim: Claim, ordinal: int) -> Values:
    return {
        "id": claim.id,
        "report": claim.report,
        "ordinal": ordinal,
        "harm": claim.harm,
        "scope": claim.scope,
        "modality": claim.modality,
        "low": claim.count.low,
        "best": claim.count.best,
        "high": claim.count.high,
        "shape": claim.count.shape,
        "span_start": claim.evidence.start,
        "span_end": claim.evidence.end,
        "quote": claim.evidence.quote,
        "reader": claim.reader,
        "rule": claim.rule,
        "body": to_json(claim),
    }


def statement_row(statement: Statement, ordinal: int) -> Values:
    return {
        "id": statement.id,
        "report": statement.report,
        "ordinal": ordinal,
        "kind": statement.kind,
        "about": statement.about,
        "disputes": statement.disputes,
        "span_start": statement.span.start,
        "span_end": statement.span.end,
        "body": to_json(statement),
    }


def mention_row(mention: Mention, ordinal: int) -> Values:
    return {
        "id": mention.id,
        "report": mention.report,
        "ordinal": ordinal,
        "kind": mention.kind,
        "span_start": mention.span.start,
        "span_end": mention.span.end,
        "quote": mention.span.quote,
        "body": to_json(mention),
    }


def set_aside_row(
    aside: SetAside, *, report: str | None = None, tally: int | None = None
) -> Values:
    return {
        "report": report,
        "tally": tally,
        "what": aside.what,
        "why": aside.why,
        "found_in": aside.where,
        "next_step": aside.next,
    }


def set_aside_of(row: Row[Any]) -> SetAside:
    return SetAside(what=row.what, why=row.why, where=row.found_in, next=row.next_step)


def resolution_row(resolution: Resolution, report_id: str, ordinal: int) -> Values:
    place, when, actor = resolution.place, resolution.when, resolution.actor
    return {
        "report": report_id,
        "ordinal": ordinal,
        "subject": resolution.subject,
        "kind": resolution.kind,
        "role": resolution.role,
        "place": None if place is None else place.id,
        "country": None if place is None else place.country,
        "day_start": None if when is None else day(when.start),
        "day_end": None if when is None else day(when.end),
        "actor": None if actor is None else actor.id,
        "body": to_json(resolution),
    }


def incident_row(incident: Incident, tally: int, ordinal: int) -> Values:
    killed = incident.toll("killed")
    first = incident.places[0] if incident.places else None
    return {
        "id": incident.id,
        "tally": tally,
        "ordinal": ordinal,
        "day_start": None if incident.when is None else day(incident.when.start),
        "day_end": None if incident.when is None else day(incident.when.end),
        "place": None if first is None else first.name,
        "country": None if first is None else first.country,
        "grade": incident.grade,
        "contested": incident.contested,
        "killed_min": None if killed is None else killed.min,
        "killed_best": None if killed is None else killed.best,
        "killed_max": None if killed is None else killed.max,
        "body": to_json(incident),
    }


def account_row(account: Account, tally: int, ordinal: int) -> Values:
    return {
        "id": account.id,
        "tally": tally,
        "ordinal": ordinal,
        "claim": account.claim,
        "harm": account.harm,
        "area": account.area,
        "verdict": account.verdict,
        "stated_low": account.stated.low,
        "stated_best": account.stated.best,
        "stated_high": account.stated.high,
        "body": to_json(account),
    }
