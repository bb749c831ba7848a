"""From drafts to claims: ids, and the claims that statements answer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from tollbook.read.draft import Draft
from tollbook.read.numbers import find_numbers
from tollbook.read.sentences import Sentence
from tollbook.read.statements import Told
from tollbook.read.words import word_set
from tollbook.record import Claim, Count, Includes, Report, Statement
from tollbook.record.ids import record_id
from tollbook.record.vocabulary import Disputed

_HAD = re.compile(r"\bhad (?:also |already |earlier |first )?(?:been )?$")
_SEVERAL = re.compile(
    r"\b(?:the|these|those|their) (?:deaths|killings|murders|dead|victims)\b", re.I
)
_MANY_DEEDS = re.compile(r"(?:attacks|bombings|raids|strikes|killings|ambushes|shootings)\b", re.I)
_POINTED_AT = re.compile(
    r"\b(?:the|these|those|both|this|two|three|twin|\w+day's)\s+(?:\w+\s+)?$", re.I
)
_IN_RETURN = re.compile(
    r"\b(?:revenge|retaliation|reprisal|retribution|response|answer|avenge)\b(?: (?:for|to)\b)?"
    r"[^.;]{0,160}\b(?:in which|that|which|killing|death|deaths)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_OF_WOUNDED = re.compile(r"\bof (?:the|those) (?:wounded|injured|hurt|captured|detained)\b", re.I)
_NEAR = 3  # sentences back to what "it" may stand for
_CHARGES = frozenset({"blame", "denial", "claim_of_responsibility"})
_Earlier: TypeAlias = "tuple[Told, Statement]"
_SMALL = frozenset({"the", "a", "an", "of", "and", "its", "their"})
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


def answering(
    told: Sequence[Told], claims: Sequence[Claim], sentences: Sequence[Sentence], text: str
) -> list[Statement]:
    """Statements tied to the claim they answer, with what a denial disputes of it.

    One that names a harm answers the claim of such a harm in its sentence, else the nearest
    before. One that only points ("denied this", "rejected the accusation") answers what was told
    or stated just before. One that speaks of another matter answers nothing.

    :param text: the report's.
    """
    real = [c for c in claims if c.harm != "attacked" or c.scope == "incident"]
    told_of = [c for c in real if c.modality not in {"hypothetical", "future"}]
    real = told_of or real  # "threatened to kill ten" is no harm that anybody answers
    starts = [s.start for s in sentences]
    at = {c.id: sentences[bisect_right(starts, c.sentence[0]) - 1].index for c in real}
    aside = {c.id: why for c in real if (why := _aside(c, text))}
    words = {c.id: text[slice(*c.sentence)].casefold() for c in real}
    answered: dict[int, Statement] = {}
    earlier: list[tuple[Told, Statement]] = []
    for n, one in sorted(enumerate(told), key=lambda pair: pair[1].statement.span.start):
        about = None
        if one.statement.kind in _ANSWERS:
            before = next((e for e in reversed(earlier) if _precedes(*e, one)), None)
            about = _answered(one, real, at, before, aside, words=words)
        answered[n] = replace(one.statement, about=about)
        if about is not None and one.statement.kind == "denial":
            claim = next(c for c in real if c.id == about)
            answered[n] = replace(answered[n], disputes=_disputed(one, claim, earlier))
        if one.statement.kind in _ANSWERS:
            earlier.append((one, answered[n]))
    return [answered[n] for n in range(len(told))]


def _aside(claim: Claim, text: str) -> str:
    """Why a harm is told of beside another: "in return" for it, or "before" it; "attacks on police"
    of "all times"; the deaths of "attackers" and nobody else. Empty: it is not."""
    start, end = claim.sentence[0], claim.evidence.start
    if claim.harm == "attacked" and _MANY_DEEDS.match(claim.evidence.quote):
        return "" if _POINTED_AT.search(text, start, end) else "all times"
    if _IN_RETURN.search(text, start, end):
        return "in return"
    if _OF_WOUNDED.search(claim.evidence.quote):
        return "of the wounded"
    attackers = claim.includes.attackers
    if claim.harm == "killed" and attackers and attackers == claim.count.low:
        return "attackers"
    return "before" if _HAD.search(text, start, end) else ""


def _precedes(told: Told, statement: Statement, later: Told) -> bool:
    """Whether a statement stands so near that what only points may point at it."""
    return later.index - told.index <= 1 and statement.kind in _CHARGES


def _answered(
    told: Told,
    claims: Sequence[Claim],
    at: Mapping[str, int],
    before: _Earlier | None,
    aside: Mapping[str, str],
    *,
    words: Mapping[str, str],
) -> str | None:
    """Id of the claim that a statement answers; None: of none.

    :param aside: claims told of beside others, and why (:func:`_aside`).
    :param words: the sentence of each claim, small letters.
    """
    span = told.statement.span
    own = [
        c
        for c in claims
        if any(span.start <= e.start and e.end <= span.end for e in (c.evidence, *c.repeats))
    ]
    inside = [c for c in claims if at[c.id] == told.index or c in own]
    earlier = [c for c in claims if c.sentence[1] <= span.start]
    if told.back:
        first = [c for c in inside if c.evidence.end <= span.start]
        inside = first if first or earlier else inside
    if told.bearing.other and not own:
        return None
    inside = [c for c in inside if c in own or told.bearing.fits(c.harm)]
    if told.statement.kind == "denial" and any(told.bearing.fits(c.harm) for c in earlier):
        # "the army denied shelling houses" answers the shelling told before, not itself
        inside = [c for c in inside if c.said_by[-1].stance != "denies" or c.harm != "attacked"]
    if any(told.bearing.fits(c.harm) for c in earlier):
        # "the army denied targeting anybody and accused the rebels of bombing": not the bombing
        inside = [c for c in inside if c in own or c.evidence.start < span.start]
        inside = [c for c in inside if aside.get(c.id) != "in return"]
    if told.statement.kind == "denial" and told.bearing.disputes == "event":
        # who says that jets killed 20 fighters and that no civilians were hit denies not the 20
        who = told.statement.said_by[-1]
        inside = [c for c in inside if c in own or not _asserted_by(c, who)]
        earlier = [c for c in earlier if not _asserted_by(c, who)]
    if inside:
        return inside[-1 if told.back else 0].id
    if told.bearing.points:
        if before is not None and not any(before[0].index < at[c.id] for c in earlier):
            return before[1].about
        if told.bearing.apart:
            return None
        if told.bearing.bare:
            earlier = [c for c in earlier if told.index - at[c.id] <= _NEAR]
    fits = _of_that_kind(told, [c for c in earlier if told.bearing.fits(c.harm)], words)
    if fits and all(aside.get(c.id) == "all times" for c in fits):
        return None  # "took no part in any ambush": of no one of them
    fitting = _there(told, _meant(told, fits, aside))
    return max(fitting, key=lambda c: c.sentence[0]).id if fitting else None


def _meant(told: Told, fitting: Sequence[Claim], aside: Mapping[str, str]) -> list[Claim]:
    """Of the harms that a statement may answer those that its words mean."""
    meant = list(fitting)
    if _SEVERAL.search(told.statement.span.quote):  # "blamed the deaths on": of no one person's
        meant = [c for c in meant if (c.count.nearest or 0) > 1] or meant
    if told.bearing.disputes == "figure":  # no "protesters": a figure has a number
        meant = [c for c in meant if find_numbers(c.count.raw, ())] or meant
    if told.bearing.names & {"body", "held", "taken"}:  # "blamed the deaths on": of the dead
        meant = [c for c in meant if c.harm != "attacked"] or meant
    # what somebody else denies was not told to have happened
    meant = [c for c in meant if c.said_by[-1].stance != "denies"] or meant
    if "held" not in told.bearing.names:
        # whoever denies a part in an attack speaks of no arrests that followed, but by itself
        meant = [c for c in meant if c.harm != "detained" or _did(told, c)] or meant
    # "A bomb wounded 56. The bombers had killed a driver. Police blamed X": for the bomb
    return [c for c in meant if c.id not in aside] or meant


def _of_that_kind(
    told: Told, fitting: Sequence[Claim], words: Mapping[str, str]
) -> Sequence[Claim]:
    """Of the harms that a statement may answer those of the kind of deed that it names ("took no
    part in any ambush"), where some were told of."""
    said = told.statement.span.quote.casefold()
    stems = [w for w in word_set("bearing", "kinds_of_deed") if w in said]
    return [c for c in fitting if any(w in words[c.id] for w in stems)] or fitting


def _asserted_by(claim: Claim, speaker: str) -> bool:
    last = claim.said_by[-1]
    return last.speaker == speaker and last.stance != "denies"


def _there(told: Told, fitting: Sequence[Claim]) -> Sequence[Claim]:
    """Those of the place that a statement names: "any part in the attack on Kut"."""
    said = told.statement.span.quote
    return [c for c in fitting if any(_holds(said, p.quote) for p in c.places)] or fitting


def _holds(said: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", said) is not None


def _did(told: Told, claim: Claim) -> bool:
    """Whether who makes a statement is named as who did a harm."""
    said = {w for name in told.statement.said_by[1:] for w in name.casefold().split()} - _SMALL
    return any(said & set(p.text.casefold().split()) for p in claim.perpetrators)


def _disputed(told: Told, claim: Claim, earlier: Sequence[_Earlier]) -> Disputed | None:
    """What a denial is of: by its words; else who did it, where the denier was accused of it."""
    if told.bearing.disputes is not None:
        return told.bearing.disputes
    if any(s.kind == "blame" and s.about == claim.id for _, s in earlier) or claim.perpetrators:
        return "responsibility"
    return None
