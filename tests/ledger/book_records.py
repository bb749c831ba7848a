"""Plain records of each kind to put into a book."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tollbook.ledger import Ledger
from tollbook.record import (
    Account,
    Capture,
    Claim,
    Count,
    Incident,
    Mention,
    Published,
    Reading,
    Report,
    Resolution,
    SetAside,
    Speaker,
    Statement,
    Sum,
    Toll,
)
from tollbook.record.ids import record_id, report_id

NOON = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
TEXT = "Three miners died at the northern pit on Monday. The company denied that anyone was hurt."


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def take(
    book: Ledger, data: bytes, origin: str = "page.html", record: int | None = None
) -> Capture:
    return book.take(
        sha(data),
        data,
        media_type="text/plain",
        origin=origin,
        record=record,
        taken_at=NOON,
    )


def make_report(capture: Capture, text: str = TEXT, **changes: Any) -> Report:
    report = Report(
        id=report_id(capture.sha256),
        capture=capture.sha256,
        title=None,
        text=text,
        language="en",
        source="Pit Gazette",
        url=None,
        published=Published(
            date(2024, 5, 2), date(2024, 5, 2), "meta", datetime(2024, 5, 2, 21, 30, tzinfo=UTC)
        ),
        sequence=capture.sequence,
    )
    return replace(report, **changes)


def make_claim(report: Report, quote: str = "Three miners died", **changes: Any) -> Claim:
    start = report.text.index(quote)
    span = report.span(start, start + len(quote))
    claim = Claim(
        id=record_id("clm", report.id, quote),
        report=report.id,
        harm="killed",
        count=Count.exact(3, "Three"),
        scope="incident",
        modality="fact",
        said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
        evidence=span,
        sentence=(0, 48),
        rule="die.subject",
        reader="rules 1",
    )
    return replace(claim, **changes)


def make_reading(report: Report, *claims: Claim, reader: str = "rules 1") -> Reading:
    denied = report.text.find("The company denied")
    said = report.span(denied, denied + 18) if denied >= 0 else report.span(0, 5)
    return Reading(
        report=report.id,
        reader=reader,
        claims=claims,
        statements=(
            Statement(
                id=record_id("stm", report.id),
                report=report.id,
                kind="denial",
                span=said,
                said_by=("the company",),
                about=claims[0].id if claims else None,
                parties=(),
            ),
        ),
        mentions=(
            Mention(
                id=record_id("men", report.id),
                report=report.id,
                kind="time",
                span=report.span(0, 5),
                sentence=(0, 48),
                paragraph=(0, len(report.text)),
            ),
        ),
        set_aside=(SetAside("a sentence", "no victim found", report.id, "read it"),),
    )


def make_resolution(subject: str) -> Resolution:
    return Resolution(subject, "place", None, 0.5, "report", ("named nearby",))


def make_incident(id: str, *claims: Claim) -> Incident:
    toll = Toll("killed", 3, 3, 3, False, 1, 1, "default", ())
    return Incident(id, tuple(c.id for c in claims), None, (), (), False, "weak", (toll,))


def make_account(claim: Claim) -> Account:
    return Account(
        id=record_id("acc", claim.id),
        claim=claim.id,
        harm=claim.harm,
        area=None,
        period=None,
        stated=claim.count,
        surely=Sum(0, 0),
        maybe=Sum(0, None),
        verdict="undetermined",
        arithmetic=("0 of 3",),
    )


def fill(book: Ledger, data: bytes = b"one", text: str = TEXT) -> tuple[Report, Claim]:
    """One document all the way in: taken, read, resolved, tallied."""
    report = make_report(take(book, data), text)
    claim = make_claim(report)
    book.put_report(report, extractor="plain 1")
    book.put_reading(make_reading(report, claim), lexicon_version="lex 1")
    book.put_resolutions(
        report.id, [make_resolution(claim.id)], atlas_version="atlas 1", published=report.published
    )
    return report, claim


def tally(book: Ledger, *claims: Claim) -> None:
    book.issue([(c.id, record_id("inc", c.id)) for c in claims], [])
    incidents = [make_incident(record_id("inc", c.id), c) for c in claims]
    book.put_tally(
        incidents,
        [make_account(c) for c in claims],
        [SetAside("a claim", "rejected", "clm_x", "tollbook why clm_x")],
        {},
        policy="default",
    )
