"""How the suite of sources scores: heads of sources, each used once, and what tells of harm."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from stubs import stub_bench

from tollbook.evals import Gold, load_suite, run_suite
from tollbook.evals.suites.says import HARM, Article, Attributed, Row, Said, judge_book, pair
from tollbook.record import Span

TEXT = "A clerk in Kut said two men were killed. The mayor, Omar Haddad, denied it."


def words(quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote), "text": quote}


def said(head: int, content: tuple[int, int], *, harm: bool = False) -> Said:
    return Said(head, (head, head + 5), (content,), harm)


def test_each_prediction_is_used_once_and_the_nearer_content_first() -> None:
    wanted = [said(0, (10, 20)), said(0, (30, 40))]
    found = [said(0, (32, 38)), said(7, (10, 20)), said(0, (90, 99))]
    assert pair(wanted, found) == {0: 2, 1: 0}


@pytest.mark.parametrize(
    ("text", "harm"),
    [("two were shot", True), ("a violent night", True), ("the shop was shut", False)],
)
def test_words_of_harm(text: str, harm: bool) -> None:
    assert (HARM.search(text) is not None) is harm


def test_a_run(tmp_path: Path) -> None:
    gold = [
        {"id": "1", "source": [words("A clerk in Kut")], "content": [words("two men were killed")]},
        {"id": "2", "source": [words("The mayor, Omar Haddad,")], "content": [words("it")]},
        {"id": "3", "source": [words("two men")], "content": [words("killed")]},
    ]
    (tmp_path / "polnear").mkdir()
    line = {"doc": "d", "text": TEXT, "attributions": gold}
    (tmp_path / "polnear" / "dev.jsonl").write_text(json.dumps(line) + "\n")
    report = run_suite(load_suite("says"), Gold(tmp_path), bench=stub_bench())
    assert report.metrics["source_r"] == pytest.approx(2 / 3, abs=1e-4)
    assert report.metrics["source_p"] == 1.0
    assert report.metrics["harm_r"] == 0.5  # the men killed said nothing
    assert report.metrics["harm_p"] == 1.0
    assert [o.ok for o in report.outcomes] == [True, True, False]


def test_links_of_the_books_chains() -> None:
    clerk = Said(2, (0, 14), ((20, 39),), harm=True)
    mayor = Said(45, (41, 63), ((71, 73),), harm=False)
    told = [Span(20, 39, TEXT[20:39])]
    wanted = [clerk, mayor]
    article = Article("d", Row("d", TEXT, (Attributed("1"), Attributed("2"))))
    right = judge_book(article, wanted, [clerk], told)
    wrong = judge_book(article, wanted, [replace(clerk, head=45)], told)
    assert [(o.ok, o.marks[0].name) for o in right] == [(True, "book_r"), (True, "book_p")]
    assert [o.ok for o in wrong] == [False, False]
    assert [o.ok for o in judge_book(article, wanted, [], told)] == [False]
