"""Checking a book: captures against their digests, the chain of decisions, spans against texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tollbook.errors import BookError, CheckFailed
from tollbook.ledger.log_lines import proven
from tollbook.record import Claim, Mention, Report, Span, Statement

if TYPE_CHECKING:
    from tollbook.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a book that is not as it must be.

    :ivar what: the id or digest of the record concerned, or the name of a part of the book.
    :ivar why: what is wrong with it, in words.
    :ivar where: file, table or place in the text.
    :ivar next: what to do.
    """

    what: str
    why: str
    where: str
    next: str


def verify(book: Ledger, *, exported: Iterable[str] | None = None) -> list[Finding]:
    """Everything that is wrong with the book, worst first; empty where nothing is.

    Reads every capture, so it takes as long as the disk does. Never changes anything.

    :param exported: lines of a log exported from this book earlier; None: there is none at hand.
    """
    findings: list[Finding] = []
    checks: list[Callable[[Ledger], Iterable[Finding]]] = [_chain]
    if exported is not None:
        lines = list(exported)
        checks.append(lambda book: _against(book, lines))
    for check in (*checks, _file, _captures, _purged, _rows, _spans, _register):
        try:
            findings.extend(check(book))
        except BookError as told:  # damage that stops one check must not hide what others find
            where = told.where or str(book.folder)
            findings.append(Finding(told.value or "book", told.message, where, _RESTORE))
    return findings


_RESTORE = "restore the book from a backup, or compare with an exported log"


def _file(book: Ledger) -> Iterator[Finding]:
    for fault in book.file_faults():
        yield Finding("book", fault, book.where, _RESTORE)


def _chain(book: Ledger) -> Iterator[Finding]:
    broken, cut = book.check_chain(), book.decisions_cut()
    if broken is not None:
        yield Finding(
            broken.id,
            "the chain of decisions breaks here: this decision was changed, or the one before it "
            "was changed or removed",
            f"table decisions, sequence {broken.sequence}",
            _RESTORE,
        )
    if cut:
        yield Finding(
            "decisions",
            f"the last {cut} of the log were removed",
            "table decisions, at the end",
            _RESTORE,
        )


def _against(book: Ledger, lines: list[str]) -> Iterator[Finding]:
    """The book's log against one exported from it earlier."""
    try:
        theirs = [link.decision for link in proven(lines)]
    except CheckFailed as told:
        yield Finding(told.value or "exported log", told.message, told.where or "", told.next or "")
        return
    own = book.decisions()
    for mine, kept in zip(own, theirs, strict=False):
        if mine.digest != kept.digest:
            yield Finding(
                mine.id,
                f"the exported log has {kept.id} in this place: one of the two was written anew",
                f"table decisions, sequence {mine.sequence}",
                _RESTORE,
            )
            return
    if len(own) < len(theirs):
        yield Finding(
            theirs[len(own)].id,
            f"the log was cut: the exported one has {len(theirs) - len(own)} decisions more, this "
            "one first",
            f"table decisions, after sequence {len(own)}",
            "tollbook log import FILE puts them back",
        )


def _captures(book: Ledger) -> Iterator[Finding]:
    for capture in book.captures():
        try:
            size = len(book.capture_bytes(capture.sha256))
        except BookError as told:
            yield Finding(capture.sha256, told.message, told.where or "", told.next or "")
            continue
        if size != capture.size:
            yield Finding(
                capture.sha256,
                f"the row says {capture.size} bytes, the file holds {size}",
                f"table captures, seq {capture.sequence}",
                _RESTORE,
            )


def _rows(book: Ledger) -> Iterator[Finding]:
    for row in book.rows_changed():
        yield Finding(
            row.row,
            f"the row was {row.how} since it was written"
            if row.how != "never written here"
            else "the row was put in by another program",
            f"table {row.table}, of {row.owner}",
            "tollbook rebuild works it out again",
        )


def _purged(book: Ledger) -> Iterator[Finding]:
    for sha256 in book.destroying.left():
        yield Finding(
            sha256,
            "the capture was purged, and its bytes are still there",
            "captures",
            f"tollbook purge {sha256} finishes it",
        )
    for sha256, decision in book.destroying.purged().items():
        if (decision.verb, decision.subject) != ("purge", sha256):
            yield Finding(
                sha256,
                "the capture is marked as purged, and the log has no decision that purged it",
                "table purges",
                _RESTORE,
            )


def _spans(book: Ledger) -> Iterator[Finding]:
    reports = {report.id: report for report in book.reports()}
    for claim in book.claims():
        report = reports.get(claim.report)
        if report is None:
            yield Finding(claim.id, "its report is not in the book", claim.report, _REREAD)
            continue
        for name, span in spans_of(claim):
            if not span.holds_in(report.text):
                yield _misquoted(claim.id, name, span, report)
    others: list[Statement | Mention] = [*book.statements(), *book.mentions()]
    for found in others:
        report = reports.get(found.report)
        if report is not None and not found.span.holds_in(report.text):
            yield _misquoted(found.id, "its words", found.span, report)


_REREAD = "tollbook run on the same pages again reads the report anew"


def _misquoted(id: str, name: str, span: Span, report: Report) -> Finding:
    return Finding(
        id,
        f"{name}: the report does not say {span.quote!r} there",
        f"{report.id}, characters {span.start} to {span.end}",
        _REREAD,
    )


def spans_of(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Every span that a claim points to its report with, and the field it is of."""
    groups = (*claim.victims, *claim.includes.parts)
    named: list[tuple[str, Span | None]] = [
        ("evidence", claim.evidence),
        ("area", claim.area),
        ("period", claim.period),
        *(("said_by", link.span) for link in claim.said_by),
        *(("victims", group.span) for group in groups),
        *(("perpetrators", actor.span) for actor in claim.perpetrators),
        *(("places", span) for span in claim.places),
        *(("when", span) for span in claim.times),
        *(("repeats", span) for span in claim.repeats),
        *((f"why {why.field}", why.span) for why in claim.why),
    ]
    return ((name, span) for name, span in named if span is not None)


def _register(book: Ledger) -> Iterator[Finding]:
    issued = set(book.issued().values())
    for incident in book.incidents():
        if incident.id not in issued:
            yield Finding(
                incident.id,
                "the incident's id was never entered in the id register",
                "table incidents",
                "tollbook run tallies anew",
            )
