"""The suite links: articles of one event, and words of harm, by the incident they are in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stubs import stub_bench

from tollbook.evals import EvalReport, Gold, load_suite, run_suite

ARTICLES = [
    {"id": "a", "event": "ferry", "text": "3 killed on a ferry.", "date": "2019-10-05T00:00:00"},
    {"id": "b", "event": "ferry", "text": "3 killed in a river.", "date": "2019-10-05T00:00:00"},
    {"id": "c", "event": "mine", "text": "90 killed in a pit.", "date": "2019-12-09T00:00:00"},
    {"id": "d", "event": "fair", "text": "A fair was held.", "date": None},
]


def sentence(number: int, words: str) -> dict[str, object]:
    return {"id": number, "tokens": words.split()}


def mention(sent: int, token: int, word: str, chain: str) -> dict[str, object]:
    return {"sent": sent, "tokens": [token], "str": word, "chain": chain}


TOPIC = [
    {"doc_id": "1_1", "topic": "1", "sentences": [sentence(0, "3 killed near a mill .")],
     "events": [mention(0, 1, "killed", "k"), mention(0, 4, "mill", "m")]},
    {"doc_id": "1_2", "topic": "1",
     "sentences": [sentence(4, "So they say ."), sentence(7, "Now 3 killed by rebels .")],
     "events": [mention(7, 2, "killed", "k"), mention(4, 2, "say", "s")]},
    {"doc_id": "1_3", "topic": "1", "sentences": [sentence(0, "The attack was told of .")],
     "events": [mention(0, 1, "attack", "k")]},
]  # fmt: skip


def measured(folder: Path) -> EvalReport:
    for name in ("news_clusters", "ecbplus"):
        (folder / name).mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in ARTICLES)
    (folder / "news_clusters" / "giveme5w1h_news_cluster.jsonl").write_text(lines)
    (folder / "news_clusters" / "harm_events.json").write_text(json.dumps(["ferry", "mine"]))
    (folder / "ecbplus" / "dev.jsonl").write_text("".join(json.dumps(r) + "\n" for r in TOPIC))
    return run_suite(load_suite("links"), Gold(folder), bench=stub_bench())


def test_articles_of_events_of_harm_are_one_book(tmp_path: Path) -> None:
    report = measured(tmp_path)
    asked = {o.id for o in report.outcomes}
    assert {"a/linked", "b/linked", "c/linked"} <= asked
    assert "d/linked" not in asked
    by_id = {o.id: o for o in report.outcomes}
    assert by_id["c/linked"].ok
    # alone: precision 1, recall 2/3 on average
    assert report.metrics["news_b3_f1_singleton"] == pytest.approx(0.8, abs=1e-4)


def test_words_of_harm_alone_are_asked_about(tmp_path: Path) -> None:
    report = measured(tmp_path)
    asked = {o.id for o in report.outcomes if o.id.startswith("1_")}
    assert asked == {"1_1/0/linked", "1_2/0/linked", "1_3/0/linked"}
    # each alone: precision 1, recall a third
    assert report.metrics["ecb_b3_f1_singleton"] == pytest.approx(0.5, abs=1e-4)
    words = {o.sentence for o in report.outcomes if o.id.startswith("1_")}
    assert words == {"killed", "attack"}
