"""The suite on the reader's gate: sentences found again by their offsets and digests."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tollbook.evals.gold import Gold, GoldMissing
from tollbook.evals.suites import gate, police

TEXT = "Two men were shot in Amarah. The market reopened at noon. Nobody came."


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gold:
    """Sets with one text each, and our own list beside them."""
    texts = dict.fromkeys(gate.TEXTS, "The road is closed.")
    texts["muc4"] = TEXT
    for name, pattern in gate.TEXTS.items():
        path = tmp_path / pattern
        path.parent.mkdir(exist_ok=True)
        key = "narrative" if name == "airwars" else "text"
        path.write_text(json.dumps({"docid" if name == "muc4" else "id": "D1", key: texts[name]}))
    labelled = [
        {"id": 1, "text": "police fired and a boy died.", "labels": [police.KILL]},
        {"id": 2, "text": "shops were shut.", "labels": []},
    ]
    article = {
        "doc_id": 7,
        "text": "police fired and a boy died. shops were shut.",
        "doc_labels": [],
        "sentences": labelled,
    }
    (tmp_path / "india_police").mkdir()
    (tmp_path / "india_police" / "dev.jsonl").write_text(json.dumps(article))
    own = [
        ("muc4", "D1", TEXT[:28], 0, "yes"),
        ("muc4", "D1", TEXT[29:57], 29, "no"),
        ("muc4", "D1", "Other words stand here now, ", 29, "no"),
        ("polnear", "gone", "The road is closed.", 0, "no"),
    ]
    with (tmp_path / gate.FILE).open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["set", "document", "start", "end", "digest", "tells"])
        for name, document, words, start, tells in own:
            digest = gate.digest_of(words)
            writer.writerow([name, document, start, start + len(words), digest, tells])
    monkeypatch.setattr(gate, "FOLDER", tmp_path)
    return Gold(tmp_path)


def test_sentences_are_found_again_and_judged(gold: Gold) -> None:
    told = gate.load(gold)
    assert [(case.by, case.tells, case.text[case.start : case.end]) for case in told] == [
        ("police", True, "police fired and a boy died."),
        ("own", True, "Two men were shot in Amarah."),
        ("own", False, "The market reopened at noon."),
    ]
    outcomes = [gate.judge(case) for case in told]
    assert [outcome.ok for outcome in outcomes] == [True, True, True]
    figures = gate.SUITE.figures(outcomes)
    assert set(figures.values()) == {1.0}
    assert gate.SUITE.sums(outcomes)["gate_recall"] == (2.0, 2.0)


def test_a_sentence_that_the_gate_keeps_out_lowers_recall(gold: Gold) -> None:
    kept_out = gate.Told("x", "own", "The road is closed.", 0, 19, tells=True)
    outcomes = [gate.judge(case) for case in (*gate.load(gold), kept_out)]
    figures = gate.SUITE.figures(outcomes)
    assert figures["gate_recall"] == 0.6667
    assert figures["own_recall"] == 0.5
    assert not outcomes[-1].ok


def test_without_the_list_nothing_is_measured(gold: Gold, tmp_path: Path) -> None:
    (tmp_path / gate.FILE).unlink()
    with pytest.raises(GoldMissing):
        gate.load(gold)


def test_the_list_of_the_project() -> None:
    path = Path(__file__).resolve().parents[2] / "evals" / gate.FILE
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 300
    assert {row["set"] for row in rows} == set(gate.TEXTS)
    assert {row["tells"] for row in rows} == {"yes", "no"}
    assert len({(row["document"], row["start"]) for row in rows}) == 300
