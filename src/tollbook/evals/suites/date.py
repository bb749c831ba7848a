"""When a saved page was published, pages of news sites of many countries.

``muc4_exact`` (days of incidents in MUC-4) is not measured yet.
"""

from __future__ import annotations

import datetime as dt

from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.evals.webpages import FILES, SavedPage, pages_of, report_of
from tollbook.record import Published

SET = "htmldate_mediacloud_news"


def load(gold: Gold) -> list[SavedPage]:
    """The pages with a date to compare with."""
    return pages_of(gold, SET)


def solve(page: SavedPage, bench: Bench) -> list[Outcome]:
    """The day that intake gives the page, if any."""
    report = report_of(page)
    return [judge(page, report.published if report else None)]


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
    about="saved web pages: the day of publication",
    files=FILES,
    metrics=(
        Metric("muc4_exact", "unknown"),
        Metric("pages_published_exact"),
        Metric("pages_published_precision"),
    ),
    load=load,
    solve=solve,
)
