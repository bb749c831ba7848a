"""Which documents, and which words of harm, tell of one event: linking beyond gun violence.

News of 9 events of harm by many publishers, all in one book; and the words of harm of ECB+, a book
for each topic, which holds two events of one kind ("an earthquake in", "another earthquake in").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from tollbook import tally
from tollbook.evals.bench import Bench, document, first_incidents, said_at
from tollbook.evals.clusters import b_cubed
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.pipeline import Workings
from tollbook.record import Claim, Report

NEWS, EVENTS = "news_clusters/giveme5w1h_news_cluster.jsonl", "news_clusters/harm_events.json"
ECB = "ecbplus/dev.jsonl"
CAUSES = ("execution", "suicide", "accident", "illness", "disaster")
HARM = ("kill", "murder", "dead", "death", "die", "dying", "slain", "shot", "shoot", "gunned",
        "wound", "injur", "hurt", "massacre", "casualt", "victim", "bomb", "stab", "explo",
        "attack", "assault", "abduct", "kidnap", "missing", "fatal")  # fmt: skip
"""How a word begins that tells of harm."""


class Article(msgspec.Struct, frozen=True):
    """A line of the news clusters, as far as it is used."""

    id: str
    event: str
    text: str
    title: str | None = None
    date: str | None = None


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of ECB+: its words, separated."""

    id: int
    tokens: list[str]


class Event(msgspec.Struct, frozen=True):
    """An event mention of ECB+: ``tokens`` are places in the sentence ``sent``."""

    sent: int
    tokens: list[int]
    words: str = msgspec.field(name="str")
    chain: str


class Document(msgspec.Struct, frozen=True):
    """A line of ECB+, as far as it is used."""

    doc_id: str
    topic: str
    sentences: list[Sentence]
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked about.

    :ivar span: where in the report's text its words stand; None: the whole report.
    """

    id: str
    report: str
    event: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Reports of one book, and what is asked about them.

    :ivar of: "news" or "ecb"; of the suite ``strikes`` "strikes" or "halves".
    """

    id: str
    of: str
    reports: tuple[Report, ...]
    asked: tuple[Asked, ...]


def load(gold: Gold) -> list[Shelf]:
    """One shelf for each article and each topic of ECB+; :func:`regroup` joins the articles."""
    harm = msgspec.json.decode(gold.files([EVENTS])[0].read_bytes(), type=set[str])
    shelves = [_article(a) for a in gold.rows(NEWS, Article) if a.event in harm]
    topics: defaultdict[str, list[Document]] = defaultdict(list)
    for row in gold.rows(ECB, Document):
        topics[row.topic].append(row)
    return shelves + [_topic(topic, rows) for topic, rows in sorted(topics.items())]


def _article(row: Article) -> Shelf:
    published = date.fromisoformat(row.date[:10]) if row.date else None
    report = document(row.id, row.text, title=row.title, published=published)
    return Shelf(row.id, "news", (report,), (Asked(row.id, report.id, row.event),))


def _topic(topic: str, rows: Sequence[Document]) -> Shelf:
    reports, asked = [], []
    for row in rows:
        words: list[str] = []
        at: dict[tuple[int, int], int] = {}
        length = 0
        for sentence in row.sentences:
            for number, token in enumerate(sentence.tokens):
                at[(sentence.id, number)] = length
                words.append(token)
                length += len(token) + 1
        report = document(row.doc_id, " ".join(words))
        reports.append(report)
        for number, event in enumerate(row.events):
            if not event.words.casefold().startswith(HARM):
                continue
            start = at[(event.sent, event.tokens[0])]
            asked.append(
                Asked(
                    f"{row.doc_id}/{number}",
                    report.id,
                    event.chain,
                    (start, start + len(event.words)),
                )
            )
    return Shelf(f"ecb topic {topic}", "ecb", tuple(reports), tuple(asked))


def regroup(shelves: Sequence[Shelf]) -> list[Shelf]:
    """All articles in one book; the topics as they are."""
    return [*one_book("news", shelves), *(s for s in shelves if s.of != "news")]


def one_book(of: str, shelves: Sequence[Shelf]) -> list[Shelf]:
    """All shelves of one kind as one; none, where there is none."""
    mine = [s for s in shelves if s.of == of]
    if not mine:
        return []
    reports = tuple(r for s in mine for r in s.reports)
    return [Shelf(of, of, reports, tuple(a for s in mine for a in s.asked))]


def solve(shelf: Shelf, bench: Bench) -> list[Outcome]:
    """Precision and recall of each thing asked about (B-cubed)."""
    policy = replace(tally.load_policy("default"), causes=CAUSES)
    workings = bench.work_out(shelf.reports, policy)
    gold = {asked.id: asked.event for asked in shelf.asked}
    linked = _linked(shelf, workings)
    texts = {report.id: report for report in shelf.reports}
    outcomes = []
    scores = {"": b_cubed(gold, linked), "_singleton": b_cubed(gold, {i: i for i in gold})}
    for asked in shelf.asked:
        marks = []
        for name, score in scores.items():
            for side, value in zip("pr", score[asked.id], strict=True):
                marks.append(Mark(f"{shelf.of}_b3{name}_{side}", value))
        precision, recall = scores[""][asked.id]
        report = texts[asked.report]
        outcomes.append(
            Outcome(
                f"{asked.id}/linked",
                {"event": asked.event},
                {"precision": round(precision, 3), "recall": round(recall, 3)},
                precision == 1.0 and recall == 1.0,
                report.title or report.text[slice(*(asked.span or (0, 200)))],
                tuple(marks),
            )
        )
    return outcomes


def _linked(shelf: Shelf, workings: Workings) -> dict[str, str]:
    """What is asked about -> the incident it is in, else itself."""
    about = first_incidents(workings)
    home = {c: i.id for i in workings.tallied.incidents for c in i.claims}
    by_report: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in workings.claims:
        if claim.id in home:
            by_report[claim.report].append(claim)
    linked = {}
    for asked in shelf.asked:
        if asked.span is None:
            found = about.get(asked.report)
            linked[asked.id] = found.id if found else asked.id
        else:
            near = _nearest(asked.span, by_report[asked.report])
            linked[asked.id] = home[near.id] if near else asked.id
    return linked


def _nearest(span: tuple[int, int], claims: Sequence[Claim]) -> Claim | None:
    """The claim whose sentence holds the words and whose own words stand nearest; None: none."""
    start, end = span
    holding = [
        (min(abs(s.start - start) for s in said_at(c)), c.id, c)
        for c in claims
        if c.sentence[0] <= start and end <= c.sentence[1]
    ]
    return min(holding, key=lambda found: found[:2])[2] if holding else None


def b3_metric(of: str, name: str = "") -> Metric:
    return Metric(f"{of}_b3_f1{name}", "f1", (f"{of}_b3{name}_p", f"{of}_b3{name}_r"))


SUITE = Suite(
    name="links",
    about="which news, and which words of harm, tell of one event",
    files=(NEWS, EVENTS, ECB),
    metrics=(
        b3_metric("news"),
        b3_metric("news", "_singleton"),
        b3_metric("ecb"),
        b3_metric("ecb", "_singleton"),
    ),
    load=load,
    solve=solve,
    regroup=regroup,
)
