"""Saved web pages to the body of the article, without the page's furniture.

Scored as in the article-extraction benchmark (scrapinghub): runs of four words, counted; each
page weighs the same; F1 is that of the mean precision and the mean recall.
"""

from __future__ import annotations

import re
from collections import Counter

from tollbook.evals.bench import Bench
from tollbook.evals.gold import Gold
from tollbook.evals.suite import Mark, Metric, Outcome, Suite
from tollbook.evals.webpages import FILES, SavedPage, pages_of, report_of

SET = "scrapinghub"
RUN = 4
_WORD = re.compile(r"\w+")


def load(gold: Gold) -> list[SavedPage]:
    """The pages with a body to compare with."""
    return pages_of(gold, SET)


def solve(page: SavedPage, bench: Bench) -> list[Outcome]:
    """The report's body, title left off, against the gold's."""
    report = report_of(page)
    body = report.text[report.body_start :] if report else ""
    precision, recall = runs_shared(page.row.gold_body or "", body)
    return [
        Outcome(
            page.id,
            {"words": len(_WORD.findall(page.row.gold_body or ""))},
            {
                "words": len(_WORD.findall(body)),
                "precision": round(precision, 3),
                "recall": round(recall, 3),
            },
            precision > 0.9 and recall > 0.9,
            body[:200],
            (Mark("body_p", precision), Mark("body_r", recall)),
        )
    ]


def runs_shared(gold: str, predicted: str) -> tuple[float, float]:
    """Precision and recall of runs of four words; two empty texts agree fully."""
    ours, theirs = _runs(predicted), _runs(gold)
    if not ours and not theirs:
        return 1.0, 1.0
    shared = (ours & theirs).total()
    return shared / max(1, ours.total()), shared / max(1, theirs.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))


SUITE = Suite(
    name="pages",
    about="saved web pages: the article's text without the page's furniture",
    files=FILES,
    metrics=(Metric("body_f1", "f1", ("body_p", "body_r")), Metric("body_p"), Metric("body_r")),
    load=load,
    solve=solve,
)
