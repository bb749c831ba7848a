"""When a saved page was published, and when the incidents of MUC-4's reports were.

Pages are of news sites of many countries. A MUC-4 template is asked where one of our incidents
is of its kind and targets; "on or before D" is a start that is not known and the end D.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec

from tollbook import tally
from tollbook.evals.bench import Bench, document
from tollbook.evals.gold import Gold
from tollbook.evals.muc4_days import Dated, incident_of, is_right
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.evals.suites.muc4 import FILES as REPORTS
from tollbook.evals.suites.muc4 import Dateline, unwrap
from tollbook.evals.truecase import model_rank
from tollbook.evals.webpages import FILES, SavedPage, pages_of, report_of
from tollbook.read.recase import truecase
from tollbook.record import Incident, Published, When

SET = "htmldate_mediacloud_news"


class Row(msgspec.Struct, frozen=True):
    """A line of a MUC-4 file, as far as its days are asked for."""

    docid: str
    text: str
    templates: list[Dated]
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A report with the days of its incidents."""

    id: str
    row: Row


def load(gold: Gold) -> list[SavedPage | Message]:
    """The pages with a date to compare with, then the reports that have an incident with one."""
    rows = gold.rows(REPORTS, Row)
    messages = [Message(row.docid, row) for row in rows if any(t.date_iso for t in row.templates)]
    return [*pages_of(gold, SET), *messages]


def solve(case: SavedPage | Message, bench: Bench) -> list[Outcome]:
    """The day that intake gives a page; the days of a report's incidents."""
    if isinstance(case, Message):
        return solve_message(case.row, bench)
    report = report_of(case)
    return [judge(case, report.published if report else None)]


def solve_message(row: Row, bench: Bench) -> list[Outcome]:
    """When each template's incident was, of those that we find; the text recased."""
    written = (
        dt.date.fromisoformat(row.dateline.date) if row.dateline and row.dateline.date else None
    )
    text = truecase(unwrap(row.text), model_rank(bench.model))
    report = document(row.docid, text, published=written)
    workings = bench.work_out([report], tally.load_policy("default"))
    outcomes = []
    for number, template in enumerate(row.templates):
        incident = incident_of(template, workings) if template.date_iso else None
        if template.date_iso:
            found = Mark("muc4_found", float(incident is not None))
            outcomes.append(judge_day(f"{row.docid}/{number}", template, incident, found))
    return outcomes


def judge_day(id: str, template: Dated, incident: Incident | None, found: Mark) -> Outcome:
    """Right where both ends are the gold's; asked only where we have the incident."""
    when: When | None = incident.when if incident is not None else None
    right = incident is not None and is_right(template.date_iso, when)
    asked = (Mark("muc4_exact", float(right)),) if incident is not None else ()
    gold = template.date_iso[0]
    return Outcome(
        id,
        {"start": gold.start, "end": gold.end},
        {
            "start": when.start.isoformat() if when and when.start else None,
            "end": when.end.isoformat() if when and when.end else None,
            "basis": when.basis if when else None,
        },
        right,
        "",
        (found, *asked),
    )


def judge(page: SavedPage, published: Published | None) -> Outcome:
    """Right where it is exactly the gold's day; no date is no error of precision."""
    gold = dt.date.fromisoformat(page.row.gold_date or "")
    right = published is not None and published.start == published.end == gold
    marks = [Mark("pages_published_exact", float(right))]
    if published is not None:
        marks.append(Mark("pages_published_precision", float(right)))
    return Outcome(
        page.id,
        {"date": gold.isoformat()},
        {
            "start": published.start.isoformat() if published else None,
            "end": published.end.isoformat() if published else None,
            "basis": published.basis if published else None,
        },
        right,
        "",
        tuple(marks),
    )


SUITE = Suite(
    name="date",
    about="the day a saved page was published, the days of MUC-4's incidents",
    files=(*FILES, REPORTS),
    metrics=(
        Metric("muc4_exact"),
        Metric("muc4_found"),
        Metric("pages_published_exact"),
        Metric("pages_published_precision"),
    ),
    load=load,
    solve=solve,
)
