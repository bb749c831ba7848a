"""Candidate doers: each known organisation that a report names beside each of its claims.

Made for :mod:`tollbook.evals.fit_roles`, which asks whether a fitted ranking of them finds more of
who did it than the rules. A candidate is described by the kind of organisation, how far its
nearest mention stands, the dependency and the governing word of that mention, and cues beside it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from tollbook import tally
from tollbook.evals.bench import Bench, document
from tollbook.evals.gold import Gold
from tollbook.evals.gtt import Entity, entity
from tollbook.evals.muc4_days import incident_of
from tollbook.evals.suites.muc4 import Message, Row, unwrap
from tollbook.evals.truecase import model_rank
from tollbook.pipeline import Workings
from tollbook.read.actors import ActorNames
from tollbook.read.attribution import speech
from tollbook.read.harms import VIOLENT
from tollbook.read.parse import Parser
from tollbook.read.recase import truecase
from tollbook.read.ties import ties
from tollbook.read.triggers import tells_of_harm
from tollbook.record import Actor, Claim, Lexicon, Reading, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TRAIN = "muc4/dev1300.jsonl"
_PATH = 4  # steps up to the word that governs a mention
_FAR = 6  # sentences, beyond which all distances are one

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that may have done what a claim tells.

    :ivar span: its mention nearest to the claim.
    :ivar by_rules: whether the rules already have it among the claim's doers.
    """

    claim: str
    actor: Actor
    span: Span
    names: Entity
    features: Features
    by_rules: bool


@dataclass(frozen=True, slots=True)
class Labelled:
    """A candidate with whether the gold has it as who did it; ``document`` it stands in."""

    document: str
    candidate: Candidate
    right: bool


class Candidates:
    """What is asked of reports: known organisations in the lexicon, and a parser for paths."""

    def __init__(self, model: str, lexicon: Lexicon) -> None:
        self._parser = Parser(model)
        self._lexicon = lexicon
        self._names = ActorNames(lexicon)

    def of(self, report: Report, reading: Reading) -> Iterator[Candidate]:
        """Every organisation beside every claim of one event that the report tells as real."""
        named: dict[str, list[Span]] = defaultdict(list)
        actors: dict[str, Actor] = {}
        sentence_of: dict[int, tuple[int, int]] = {}
        for mention in reading.mentions:
            actor = self._names.actor_of(mention.span.quote) if mention.kind == "actor" else None
            if actor is not None:
                named[actor.id].append(mention.span)
                actors[actor.id] = actor
                sentence_of[mention.span.start] = mention.sentence
        armed = [a for a in actors.values() if a.kind in {"armed_group", "militia"}]
        for claim in reading.claims:
            if not _is_asked(claim):
                continue
            for own, spans in sorted(named.items()):
                at = claim.evidence.start
                span = min(spans, key=lambda s: abs(s.start - at))
                words = self._words(report.text, sentence_of[span.start], span)
                features = {
                    **_of_claim(claim, actors[own], len(armed)),
                    **_of_place(claim, span, spans, sentence_of[span.start], report.text),
                    **words,
                }
                names = entity([actors[own].name, *(s.quote for s in spans)])
                yield Candidate(claim.id, actors[own], span, names, features, _has(claim, spans))

    @cache  # noqa: B019 - one object a run
    def _parsed(self, sentence: str) -> Doc:
        return next(iter(self._parser.parse([sentence], self._lexicon)))

    def _words(self, text: str, sentence: tuple[int, int], span: Span) -> Features:
        """The dependency of the mention, what governs it, and the cues beside it."""
        doc = self._parsed(text[slice(*sentence)])
        at = span.start - sentence[0]
        token = next((t for t in doc if t.idx <= at < t.idx + len(t)), None)
        if token is None:
            return {"unparsed": 1.0}
        found: Features = {f"dep={token.dep_}": 1.0}
        path, head = [], token
        for _ in range(_PATH):
            if head.head == head:
                break
            path.append(head.dep_)
            head = head.head
            if head.tag_.startswith("V"):
                break
        found[f"path={'>'.join(path)}"] = 1.0
        found[f"governed by {_kind(head)}"] = 1.0
        found[f"governed by {_kind(head)} as {path[-1] if path else 'root'}"] = 1.0
        for near in doc[max(0, token.i - 2) : token.i]:
            if near.lower_ in {"by", "of", "against", "between", "with", "to"}:
                found[f"after {near.lower_}"] = 1.0
        return found


def _kind(word: Token) -> str:
    if tells_of_harm(word.text):
        return "harm"
    if word.lower_ in ties():
        return "tie"
    return "speech" if word.lower_ in speech() else "other"


def _is_asked(claim: Claim) -> bool:
    real = claim.modality in {"fact", "reported"}
    return real and claim.scope == "incident" and claim.harm in VIOLENT and not claim.past


def _has(claim: Claim, spans: Sequence[Span]) -> bool:
    own = [p.text.casefold() for p in claim.perpetrators if p.surety != "denied"]
    return any(s.quote.casefold() in text for s in spans for text in own)


def _of_claim(claim: Claim, actor: Actor, armed: int) -> Features:
    doers = " ".join(p.text for p in claim.perpetrators).casefold()
    status = claim.victims[0].status if claim.victims else "none"
    return {
        f"harm={claim.harm}": 1.0,
        f"kind={actor.kind}": 1.0,
        f"kind={actor.kind} status={status}": 1.0,
        "no doer": float(not doers),
        f"guerrillas, {actor.kind}": float("guerril" in doers or "rebel" in doers),
        f"terrorists, {actor.kind}": float("terroris" in doers),
        f"gunmen, {actor.kind}": float("men" in doers),
        f"soldiers, {actor.kind}": float("soldier" in doers or "troop" in doers),
        f"only armed one, {actor.kind}": float(armed == 1),
        f"attacks a target, {actor.kind}": float(claim.target is not None),
    }


def _of_place(
    claim: Claim, span: Span, spans: Sequence[Span], sentence: tuple[int, int], text: str
) -> Features:
    first, last = sorted((claim.sentence, sentence))
    between = text[first[1] : max(first[1], last[0])]
    apart = 0 if first == last else 1 + between.count(". ")
    side = "same" if not apart else "before" if sentence < claim.sentence else "behind"
    return {
        f"{side} {min(apart, _FAR)}": 1.0,
        "paragraphs": float(min(3, between.count("\n"))),
        "mentions": float(min(8, len(spans))),
        "first third": float(spans[0].start * 3 < len(text)),
        f"{side} in the sentence, left": float(not apart and span.start < claim.evidence.start),
        "rules have it": float(_has(claim, spans)),
        "rules have another": float(bool(claim.perpetrators) and not _has(claim, spans)),
    }


def messages(gold: Gold, limit: int) -> list[Message]:
    """Reports of the training part that have an incident, the first by the MD5 of their id."""
    rows = [row for row in gold.rows(TRAIN, Row) if row.templates]
    rows.sort(key=lambda row: hashlib.md5(row.docid.encode(), usedforsecurity=False).hexdigest())
    return [Message(row.docid, row) for row in rows[:limit]]


def labelled(message: Message, bench: Bench, candidates: Candidates) -> Iterator[Labelled]:
    """Candidates of the claims that tell of an incident of the gold, each with the answer."""
    dated = message.row.dateline.date if message.row.dateline else None
    text = truecase(unwrap(message.row.text), model_rank(bench.model))
    report = document(message.id, text, published=date.fromisoformat(dated) if dated else None)
    workings = bench.work_out([report], tally.load_policy("default"))
    wanted = _wanted(message, workings)
    reading = bench.reader.read(report, bench.atlas.lexicon)
    for one in candidates.of(report, reading):
        if one.claim in wanted:
            right = any(set(one.names) & set(gold) for gold in wanted[one.claim])
            yield Labelled(message.id, one, right)


def _wanted(message: Message, workings: Workings) -> Mapping[str, list[Entity]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for template in message.row.templates:
        incident = incident_of(template, workings)
        for claim in incident.claims if incident else ():
            found[claim] += template.organisations
    return found
