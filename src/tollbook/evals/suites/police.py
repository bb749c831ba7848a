"""Did police kill someone? Sentences and documents of IndiaPoliceEvents (Halterman et al. 2021).

The texts are lower-cased and their quotes broken, as in the original: a test of robustness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from tollbook import tally
from tollbook.evals.bench import Bench, document, said_at
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Metric, Outcome, Suite, precision_recall
from tollbook.record import Claim, Resolution

KILL = "KILL"

POLICE_WORD = re.compile(
    r"\b(?:polic(?:e|e-?m[ae]n|e-?wom[ae]n|ing)|cops?|constables?|constabulary|(?:sub-?)?inspectors?"
    r"|jawans?|srp|srpf|crpf|raf|rapid action force|state reserve|reserve police"
    r"|paramilitar(?:y|ies)|security (?:forces?|personnel|men)|law enforcement|gendarmes?)\b",
    re.IGNORECASE,
)
"""Words for police in a perpetrator. The codebook counts other state security forces with them."""


class Sentence(msgspec.Struct, frozen=True):
    id: int
    text: str
    labels: list[str]


class Row(msgspec.Struct, frozen=True):
    """A line of dev.jsonl, as far as it is used."""

    doc_id: int
    text: str
    doc_labels: list[str]
    sentences: list[Sentence]
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article with the sentences that annotators saw."""

    id: str
    row: Row


def load(gold: Gold) -> list[Article]:
    """The articles."""
    return [Article(str(row.doc_id), row) for row in gold.rows("india_police/dev.jsonl", Row)]


def solve(article: Article, bench: Bench) -> list[Outcome]:
    """Each sentence, and the article as a whole."""
    row = article.row
    published = date.fromisoformat(row.date) if row.date else None
    report = document(article.id, row.text, published=published)
    workings = bench.work_out([report], tally.load_policy("default"))
    claims = police_killings(workings.claims, workings.resolutions)
    return judge(article, [span.start for claim in claims for span in said_at(claim)])


def police_killings(claims: Iterable[Claim], resolutions: Iterable[Resolution]) -> list[Claim]:
    """Killed claims, asserted and not hypothetical, with a perpetrator that is police."""
    by_actor = {
        r.subject for r in resolutions if r.kind == "actor" and r.actor and r.actor.kind == "police"
    }
    return [
        claim
        for claim in claims
        if claim.harm == "killed"
        and claim.modality in ("fact", "reported")
        and claim.count.shape not in ("zero", "not_reported")
        and claim.said_by[-1].stance not in ("denies", "retracts")
        and (
            claim.id in by_actor
            or any(POLICE_WORD.search(p.text) for p in claim.perpetrators if p.surety != "denied")
        )
    ]


def judge(article: Article, offsets: Sequence[int]) -> list[Outcome]:
    """Outcomes of an article in which police killings are told of at these offsets."""
    row = article.row
    outcomes = []
    position = 0
    for sentence in row.sentences:
        found = row.text.find(sentence.text, position)
        start = position if found < 0 else found
        end = start + len(sentence.text)
        position = position if found < 0 else end
        predicted = any(start <= offset < end for offset in offsets)
        gold = KILL in sentence.labels
        outcomes.append(
            Outcome(
                f"{article.id}/{sentence.id}",
                {"killed_by_police": gold},
                {"killed_by_police": predicted},
                gold == predicted,
                sentence.text.strip(),
                precision_recall("sentence", gold=gold, predicted=predicted),
            )
        )
    gold, predicted = KILL in row.doc_labels, bool(offsets)
    outcomes.append(
        Outcome(
            f"{article.id}/document",
            {"killed_by_police": gold},
            {"killed_by_police": predicted},
            gold == predicted,
            "",
            precision_recall("document", gold=gold, predicted=predicted),
        )
    )
    return outcomes


SUITE = Suite(
    name="police",
    about="sentences and documents that tell of people killed by police",
    files=("india_police/dev.jsonl",),
    metrics=(
        Metric("sentence_f1", "f1", ("sentence_p", "sentence_r")),
        Metric("sentence_p"),
        Metric("sentence_r"),
        Metric("document_f1", "f1", ("document_p", "document_r")),
        Metric("document_p"),
        Metric("document_r"),
    ),
    load=load,
    solve=solve,
)
