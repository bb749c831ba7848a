"""Gun violence news to tolls, days and towns, and to which documents tell of one incident.

Texts and incident frames of SemEval-2018 task 5 and the Gun Violence Corpus. The incident's
numbers are the archive's, with a shooter who died among the killed; an early report may say
less, so a number is asked only of a document in which it stands.

A document is about the incident of its first claim. Linking is measured over one book for each
state and month with two incidents or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from tollbook import tally
from tollbook.evals.bench import Bench, document, first_incidents, sentences_of
from tollbook.evals.clusters import b_cubed
from tollbook.evals.gold import Gold
from tollbook.evals.gunfire import (
    Incident,
    date_city_key,
    judge_day,
    judge_document,
    judge_number,
)
from tollbook.evals.measures import total
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.pipeline import Workings
from tollbook.record import Incident as FoundIncident
from tollbook.record import Report
from tollbook.record.vocabulary import Harm

HARMS: tuple[Harm, ...] = ("killed", "injured")
ALL_GUNFIRE = ("execution", "suicide", "accident")
"""The archive counts whoever was hit by a bullet: shots by accident and at oneself too."""

HARD_DOCUMENTS = 10
"""Documents in a state-month from which on telling its incidents apart counts as hard."""

FILES = ("gun_violence/documents.jsonl", "gun_violence/incidents.jsonl")


class Row(msgspec.Struct, frozen=True):
    """A line of documents.jsonl, as far as it is used. ``dct``: publication date."""

    doc_id: str
    incident_id: str
    text: str
    text_ok: bool
    dup_text_other_incident: bool
    title: str | None = None
    dct: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One document and the incident it reports."""

    row: Row
    incident: Incident


@dataclass(frozen=True, slots=True)
class Book:
    """The documents that are worked out together: those of one state and month."""

    id: str
    stories: tuple[Story, ...]


def load(gold: Gold) -> list[Book]:
    """The usable documents, a book of one each, until :func:`regroup` joins them."""
    incidents = {i.incident_id: i for i in gold.rows(FILES[1], Incident)}
    return [
        Book(row.doc_id, (Story(row, incidents[row.incident_id]),))
        for row in gold.rows(FILES[0], Row)
        if row.text_ok and not row.dup_text_other_incident
    ]


def regroup(books: Sequence[Book]) -> list[Book]:
    """One book for each state and month, in alphabetical order."""
    shelves: defaultdict[str, list[Story]] = defaultdict(list)
    for book in books:
        for story in book.stories:
            shelves[f"{story.incident.state} {story.incident.date[:7]}"].append(story)
    return [
        Book(name, tuple(sorted(stories, key=lambda s: s.row.doc_id)))
        for name, stories in sorted(shelves.items())
    ]


def solve(book: Book, bench: Bench) -> list[Outcome]:
    """Every document alone, every gold incident's documents together, and the whole book."""
    policy = replace(tally.load_policy("default"), causes=ALL_GUNFIRE)
    reports = {story.row.doc_id: report_of(story) for story in book.stories}
    outcomes: list[Outcome] = []
    alone: dict[str, str] = {}
    for story in book.stories:
        report = reports[story.row.doc_id]
        workings = bench.work_out([report], policy)
        found = first_incidents(workings).get(report.id)
        sentence = sentences_of(report, workings.claims)
        outcomes += judge_document(story.row.doc_id, report.text, story.incident, found, sentence)
        alone[story.row.doc_id] = date_city_key(found) or story.row.doc_id
    whole = bench.work_out(list(reports.values()), policy)
    outcomes += _judge_incidents(book, reports, whole, bench, policy)
    outcomes += _judge_linking(book, reports, whole, alone)
    return outcomes


def report_of(story: Story) -> Report:
    published = date.fromisoformat(story.row.dct) if story.row.dct else None
    return document(
        story.row.doc_id,
        story.row.text,
        title=story.row.title,
        published=published,
        url=story.row.url,
    )


def _judge_incidents(
    book: Book, reports: dict[str, Report], whole: Workings, bench: Bench, policy: tally.Policy
) -> list[Outcome]:
    """Figures of incidents: over the gold's clusters, and over the best cluster of the book."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    gold = {}
    for story in book.stories:
        members[story.incident.incident_id].append(story.row.doc_id)
        gold[story.incident.incident_id] = story.incident
    outcomes = []
    for incident_id, doc_ids in sorted(members.items()):
        together = [reports[doc_id] for doc_id in doc_ids]
        given = _most_shared(bench.work_out(together, policy), together)
        predicted = _most_shared(whole, together)
        text = " ".join(report.text for report in together)
        for suffix, found in (("", given), ("_e2e", predicted)):
            for harm in HARMS:
                outcomes += judge_number(
                    f"{incident_id}/{harm}{suffix}",
                    f"incident_{harm}_exact{suffix}",
                    gold[incident_id].number(harm),
                    total([found] if found else [], harm),
                    text=text,
                    sentence="",
                )
            outcomes += judge_day(
                f"{incident_id}/date{suffix}",
                {1: f"incident_date_1d{suffix}"},
                gold[incident_id].day,
                found.when if found else None,
                "",
            )
    return outcomes


def _most_shared(workings: Workings, reports: Sequence[Report]) -> FoundIncident | None:
    """The incident that most of these reports are about; the first issued among equals."""
    about = first_incidents(workings)
    shared: defaultdict[str, int] = defaultdict(int)
    for report in reports:
        if report.id in about:
            shared[about[report.id].id] += 1
    if not shared:
        return None
    best = max(shared.values())
    return next(i for i in workings.tallied.incidents if shared.get(i.id) == best)


def _judge_linking(
    book: Book, reports: dict[str, Report], whole: Workings, alone: dict[str, str]
) -> list[Outcome]:
    """B-cubed of the book's clusters, of every document alone, and of same day and town."""
    gold = {s.row.doc_id: s.incident.incident_id for s in book.stories}
    if len(set(gold.values())) < 2:
        return []
    about = first_incidents(whole)
    linked = {
        doc_id: about[report.id].id if report.id in about else doc_id
        for doc_id, report in reports.items()
    }
    clusterings = {"": linked, "_singleton": {d: d for d in gold}, "_date_city": alone}
    documents_of: defaultdict[str, int] = defaultdict(int)
    for incident in gold.values():
        documents_of[incident] += 1
    scores = {name: b_cubed(gold, clusters) for name, clusters in clusterings.items()}
    outcomes = []
    for doc_id, incident in gold.items():
        hard = len(gold) >= HARD_DOCUMENTS and documents_of[incident] >= 2
        marks = []
        for name, by_document in scores.items():
            precision, recall = by_document[doc_id]
            for part in ("", "_hard") if hard else ("",):
                marks.append(Mark(f"b3{part}{name}_p", precision))
                marks.append(Mark(f"b3{part}{name}_r", recall))
        precision, recall = scores[""][doc_id]
        outcomes.append(
            Outcome(
                f"{doc_id}/linked",
                {"incident": incident},
                {"precision": round(precision, 3), "recall": round(recall, 3)},
                precision == 1.0 and recall == 1.0,
                reports[doc_id].title or "",
                tuple(marks),
            )
        )
    return outcomes


def _b3(part: str, name: str = "") -> Metric:
    marks = (f"b3{part}{name}_p", f"b3{part}{name}_r")
    return Metric(f"b3_f1{part}{name}", "f1", marks)


SUITE = Suite(
    name="gva",
    about="gun violence news: tolls, day and town per document; linking; figures per incident",
    files=FILES,
    metrics=(
        Metric("doc_killed_exact"),
        Metric("doc_injured_exact"),
        Metric("doc_date_exact"),
        Metric("doc_date_1d"),
        Metric("doc_city"),
        Metric("doc_city_within"),
        _b3(""),
        _b3("_hard"),
        _b3("", "_singleton"),
        _b3("_hard", "_singleton"),
        _b3("", "_date_city"),
        _b3("_hard", "_date_city"),
        Metric("incident_killed_exact"),
        Metric("incident_injured_exact"),
        Metric("incident_date_1d"),
        Metric("incident_killed_exact_e2e"),
        Metric("incident_injured_exact_e2e"),
        Metric("incident_date_1d_e2e"),
    ),
    load=load,
    solve=solve,
    regroup=regroup,
)
