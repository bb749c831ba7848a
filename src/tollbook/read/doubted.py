"""What is doubted, taken back or put right, as statements about the claims that say so.

The claim's own chain keeps the stance (:mod:`tollbook.read.bearing`); here the words become
statements of their own, with what of the claim they dispute, so that none is lost in a chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tollbook.read.bearing import lowered_next, taken_back, withdrawn
from tollbook.read.speakers import stance_of
from tollbook.read.words import pattern, word_set
from tollbook.record import Claim, Report, Span, Statement
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import Disputed, StatementKind

_FIGURE = re.compile(r"figure|number|toll", re.IGNORECASE)


def disputing(claims: Sequence[Claim], report: Report) -> list[Statement]:
    """Doubts, retractions and corrections of claims, each with the claim that it is about."""
    found = {s.id: s for claim in claims for s in _of(claim, report)}
    return list(found.values())


def _of(claim: Claim, report: Report) -> Iterator[Statement]:
    outer, last = claim.said_by[0], claim.said_by[-1]
    if outer.stance == "doubts" and outer.span is not None:
        words = _sentence_to(report.text, outer.span)
        of_figure = pattern("bearing", "disputes", "doubted_figure").search(words)
        disputes: Disputed = "figure" if of_figure else "event"
        yield _statement(claim, "doubt", disputes, outer.span, ("report",))
    back = taken_back(claim.evidence, claim.sentence, report.text, counted=True)
    speakers = tuple(s.speaker for s in claim.said_by)
    if last.stance == "retracts" and back is not None:
        key, span = back
        kind: StatementKind = "correction" if key in {"lowered", "version"} else "retraction"
        of = _figure_or_event(key, span)
        yield _statement(claim, kind, of, report.span(span.start, span.end), speakers)
        return
    back_later = withdrawn(last, claim.evidence, claim.sentence, report.text)
    if last.stance == "retracts" and back_later is not None:
        of = _figure_or_event("withdrawn", back_later)
        span = report.span(back_later.start, back_later.end)
        yield _statement(claim, "retraction", of, span, speakers)
        return
    after = lowered_next(claim.sentence, report.text)
    if after is not None and claim.count.says_something and claim.count.positive:
        span = report.span(after.start, after.end)
        yield _statement(claim, "correction", "figure", span, speakers)
    if last.stance == stance_of(last.verb or "") and last.stance in {"retracts", "doubts"}:
        whole = report.span(*_whole(claim, last.span))
        yield _statement(claim, _by_verb(last.verb or "", last.stance), None, whole, speakers)


def _figure_or_event(key: str, span: Span) -> Disputed | None:
    if key == "version":
        return None
    return "figure" if _FIGURE.search(span.quote) else "event"


def _by_verb(verb: str, stance: str) -> StatementKind:
    if stance == "doubts":
        return "doubt"
    correcting = word_set("bearing", "disputes", "correcting")
    return "correction" if set(verb.casefold().split()) & correcting else "retraction"


def _whole(claim: Claim, speaker: Span | None) -> tuple[int, int]:
    spans = [claim.evidence] if speaker is None else [claim.evidence, speaker]
    inside = [s for s in spans if claim.sentence[0] <= s.start and s.end <= claim.sentence[1]]
    return min(s.start for s in inside), max(s.end for s in inside)


def _sentence_to(text: str, span: Span) -> str:
    """The words of a sentence up to the end of a span in it."""
    start = max(text.rfind(mark, 0, span.start) for mark in (". ", "\n", "? ", "! "))
    return text[start + 1 : span.end]


def _statement(
    claim: Claim,
    kind: StatementKind,
    disputes: Disputed | None,
    span: Span,
    said_by: tuple[str, ...],
) -> Statement:
    own = record_id("stm", claim.report, kind, span.start, span.end, claim.id)
    return Statement(own, claim.report, kind, span, said_by, claim.id, said_by[1:], disputes)
