"""Which record each decision is about now: by its id, else by its words, else none.

A decision names a claim by id and keeps an anchor: the words, and forty characters either side.
When a reader or an extractor changes, ids may change with it. A decision is never dropped then
and never applied to something else: where its words cannot be found, or could be those of two
records, it is an orphan and waits for a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tollbook.errors import UsageError
from tollbook.record import Anchor, Claim, Decision, Report, Span, in_force
from tollbook.record.decided import PAYLOADS, Merged, Pair, Split, decode
from tollbook.record.decision import BOOK, LASTING
from tollbook.record.text import squeeze
from tollbook.record.vocabulary import Verb

How = Literal["id", "anchor", "orphan"]

_NEAR = 200  # characters looked at either side of a quote: forty, however much white space
_MORE_THAN_A_WORD = 12  # characters of a context that may stand for both


@dataclass(frozen=True, slots=True)
class Carried:
    """One decision in force, and the record that it is about now.

    :ivar subject: the record's id; None: an orphan.
    :ivar why: in words, what was found or was not.
    """

    decision: Decision
    how: How
    subject: str | None
    why: str


def carry_over(
    decisions: Sequence[Decision],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    *,
    others: Collection[str],
    redirects: Mapping[str, str],
) -> tuple[Carried, ...]:
    """The decisions in force, in the log's order, each with what it is about now.

    :param others: ids of all records that are no claims.
    :param redirects: id of a merged incident to the one it leads to.
    """
    finder = _Finder(claims, reports)
    return tuple(_carried(d, finder, others, redirects) for d in in_force(list(decisions)))


def as_carried(decisions: Sequence[Decision], carried: Iterable[Carried]) -> tuple[Decision, ...]:
    """The log as the tally is to see it: subjects are those of now, orphans are left out."""
    now = {c.decision.id: c for c in carried}
    seen = []
    for decision in decisions:
        found = now.get(decision.id)
        if found is None or found.subject == decision.subject:
            seen.append(decision)  # None: an undo, or taken back; ids of decisions never change
        elif found.subject is not None:
            seen.append(replace(decision, subject=found.subject))
    return tuple(seen)


def found_at(anchor: Anchor, text: str) -> Span | None:
    """The one place in a text where an anchor's words stand in their context; None: none, or two.

    White space may differ. What stood before and after must stand there still, or at least that
    of one side where it is more than a word and leaves one place only.
    """
    quote = r"\s+".join(map(re.escape, anchor.quote.split()))
    if not quote:
        return None
    ranked: dict[int, list[Span]] = defaultdict(list)
    for match in re.finditer(quote, text):
        start, end = match.span()
        before = _holds(anchor.before, text[max(start - _NEAR, 0) : start], before=True)
        after = _holds(anchor.after, text[end : end + _NEAR], before=False)
        told = (before and _tells(anchor.before)) or (after and _tells(anchor.after))
        if (before and after) or told:
            ranked[before + after].append(Span(start, end, match.group()))
    best = ranked.get(2) or ranked.get(1) or []
    return best[0] if len(best) == 1 else None


def _holds(context: str, text: str, *, before: bool) -> bool:
    wanted, there = _bare(context), _bare(text)
    if not wanted:  # the words stood at the text's edge: so must they now
        return not there
    return there.endswith(wanted) if before else there.startswith(wanted)


def _tells(context: str) -> bool:
    return len(_bare(context)) >= _MORE_THAN_A_WORD


def _bare(text: str) -> str:
    return "".join(text.split())


class _Finder:
    """Claims by id and by the capture that they were read in."""

    def __init__(self, claims: Iterable[Claim], reports: Iterable[Report]) -> None:
        self.report_of = {report.capture: report for report in reports}
        self.capture_of = {report.id: report.capture for report in self.report_of.values()}
        self.by_id = {claim.id: claim for claim in claims}
        self.by_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.by_id.values():
            self.by_report[claim.report].append(claim)

    def still(self, decision: Decision) -> bool:
        """Whether the claim with the subject's id is the one decided on, by its words too."""
        claim, anchor = self.by_id.get(decision.subject), decision.anchor
        if claim is None or anchor is None or not anchor.quote:  # words destroyed: the id is left
            return claim is not None
        elsewhere = self.capture_of.get(claim.report) != anchor.capture  # an anchor of its own
        return elsewhere or squeeze(claim.evidence.quote) == squeeze(anchor.quote)

    def at(self, anchor: Anchor) -> tuple[str | None, str]:
        """The claim at an anchor, if it is certain, and how it was found or why not."""
        report = self.report_of.get(anchor.capture)
        if report is None:
            return None, "its page gives no report any more"
        place = found_at(anchor, report.text)
        if place is None:
            return None, "its words do not stand in the report any more, or stand there twice"
        there = [
            claim
            for claim in self.by_report.get(report.id, ())
            if anchor.harm in (None, claim.harm)
        ]
        same = [c for c in there if _points_at(c, place)]
        if len(same) == 1:
            return same[0].id, "the same words"
        near = [c for c in there if _within(c.evidence, place) or _within(place, c.evidence)]
        if not same and len(near) == 1:
            return near[0].id, f'the words are now "{squeeze(near[0].evidence.quote)}"'
        if same or near:
            ids = ", ".join(c.id for c in same or near)
            return None, f"more than one claim is read in its words now: {ids}"
        return None, "no such claim is read in its words any more"


def _points_at(claim: Claim, place: Span) -> bool:
    return any(
        (span.start, span.end) == (place.start, place.end)
        for span in (claim.evidence, *claim.repeats)
    )


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _carried(
    decision: Decision, finder: _Finder, others: Collection[str], redirects: Mapping[str, str]
) -> Carried:
    named = also_named(decision.verb, decision.after)
    gone = [i for i in named if i not in finder.by_id and i not in others]
    if gone and not all(_leads_to(i, others, redirects) for i in gone):
        why = f"it also names {', '.join(gone)}, which is gone"
        return Carried(decision, "orphan", None, why)
    subject = decision.subject
    lasting = subject == BOOK or decision.verb in LASTING  # not about what a reading may move
    if lasting or finder.still(decision) or subject in others:
        return Carried(decision, "id", subject, "the same record")
    leads = _leads_to(subject, others, redirects)
    if leads is not None:
        return Carried(decision, "id", leads, "the incident was merged into this one")
    if decision.anchor is None:
        return Carried(decision, "orphan", None, "its record is gone, and it holds no words of it")
    found, why = finder.at(decision.anchor)
    return Carried(decision, "anchor" if found else "orphan", found, why)


def also_named(verb: Verb, after: str | None) -> tuple[str, ...]:
    """Ids of the records that a decision is about beside its subject."""
    if after is None or verb not in PAYLOADS:
        return ()
    try:
        match decode(verb, after):
            case Pair(other):
                return (other,)
            case Split(claims):
                return claims
            case Merged(incidents):
                return incidents
    except UsageError:  # written by a later tollbook, or by hand: verify tells
        pass
    return ()


def _leads_to(id: str, others: Collection[str], redirects: Mapping[str, str]) -> str | None:
    """The record that a merged incident's id leads to; None: to none that is there."""
    leads, passed = redirects.get(id), {id}
    while leads is not None and leads not in passed:
        if leads in others:
            return leads
        passed.add(leads)
        leads = redirects.get(leads)
    return None
