"""From drafts to claims: ids, and the claims that statements answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tollbook.read.draft import Draft
from tollbook.read.statements import Told
from tollbook.record import Claim, Count, Includes, Report, Statement
from tollbook.record.ids import record_id

_ANSWERS = frozenset({"denial", "blame", "claim_of_responsibility", "concession", "evidence"})


def claims_of(report: Report, drafts: Sequence[Draft], reader: str) -> list[Claim]:
    """The claims of one report, in the order of the drafts.

    An id is made of the report, the harm, the evidence and the words of the number, so that it
    stays when other claims of the report come or go.

    :param reader: name and version of the reader.
    """
    ids: dict[int, str] = {}
    for draft in drafts:
        ids[draft.order] = _new_id(report, draft, set(ids.values()))
    return [_claim(report, d, ids, reader) for d in drafts]


def _new_id(report: Report, draft: Draft, taken: set[str]) -> str:
    words = draft.evidence
    parts = ("clm", report.id, draft.harm, words.start, words.end, draft.count.raw)
    key, n = record_id(*parts), 1
    while key in taken:
        n += 1
        key = record_id(*parts, n)
    return key


def _claim(report: Report, draft: Draft, ids: Mapping[int, str], reader: str) -> Claim:
    return Claim(
        id=ids[draft.order],
        report=report.id,
        harm=draft.harm,
        count=draft.count if draft.harm != "attacked" else Count.unknown(),
        scope=draft.scope,
        modality=draft.modality,
        said_by=draft.said_by,
        evidence=draft.evidence,
        sentence=draft.sentence,
        rule=draft.rule,
        reader=reader,
        area=draft.area,
        period=draft.period,
        victims=draft.victims,
        perpetrators=draft.perpetrators,
        ordered_by=draft.ordered_by,
        target=draft.target,
        means=draft.means,
        cause=draft.cause,
        places=draft.places,
        times=draft.times,
        past=draft.past,
        includes=Includes(draft.attackers, draft.parts),
        inherited=draft.inherited,
        repeats=draft.repeats,
        part_of=ids.get(draft.part_of) if draft.part_of is not None else None,
        adds_to=ids.get(draft.adds_to) if draft.adds_to is not None else None,
        why=draft.why,
    )


def answering(told: Sequence[Told], claims: Sequence[Claim]) -> list[Statement]:
    """Statements tied to the claim they answer: in the same sentence, else the nearest before.

    One whose words point back ("denied this", "rejected the claim") answers what was told before
    it, also within its sentence.
    """
    real = [c for c in claims if c.harm != "attacked" or c.scope == "incident"]
    return [
        replace(t.statement, about=_answered(t, real) if t.statement.kind in _ANSWERS else None)
        for t in told
    ]


def _answered(told: Told, claims: Sequence[Claim]) -> str | None:
    span = told.statement.span
    inside = [c for c in claims if c.sentence[0] <= span.start < c.sentence[1]]
    before = [c for c in claims if c.sentence[1] <= span.start]
    if told.back:
        first = [c for c in inside if c.evidence.end <= span.start]
        inside = first if first or before else inside
    if inside:
        return inside[-1 if told.back else 0].id
    return max(before, key=lambda c: c.sentence[0]).id if before else None
