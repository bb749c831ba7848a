"""How the suite of roles scores: heads of those who did it, of the harmed, of what was aimed at."""

from __future__ import annotations

import json
from pathlib import Path

from stubs import stub_bench

from tollbook.evals import Gold, load_suite, run_suite
from tollbook.evals.suites.roles import joined

FIRST = ["Masked", "gunmen", "killed", "three", "farmers", "."]
SECOND = ["Soldiers", "attacked", "the", "camp"]


def test_tokens_joined_to_text() -> None:
    text, spans = joined([["They", "did", "n't", "run", "."], SECOND])
    assert text == "They didn't run. Soldiers attacked the camp"
    assert [text[a:b] for a, b in spans] == ["They", "did", "n't", "run", ".", *SECOND]


def argument(role: str, text: str, start: int, end: int) -> dict[str, object]:
    return {"role": role, "text": text, "start_tok": start, "end_tok": end}


def article() -> dict[str, object]:
    sentences = []
    at = 0
    for tokens in (FIRST, SECOND):
        told = []
        for i, word in enumerate(tokens):
            at += i > 0 and word != "."
            told.append([word, at, at + len(word)])
            at += len(word)
        words = " ".join(tokens).replace(" .", ".")
        sentences.append([told, words])
    events = [
        {
            "id": "E1",
            "type": "Life.Die.Unspecified",
            "trigger": {"start": 2, "end": 3},
            "arguments": [
                argument("Killer", "gunmen", 1, 2),
                argument("Victim", "farmers", 4, 5),
            ],
        },
        {
            "id": "E2",
            "type": "Conflict.Attack.Unspecified",
            "trigger": {"start": 7, "end": 8},
            "arguments": [argument("Attacker", "rebels", 0, 1), argument("Target", "camp", 9, 10)],
        },
        {
            "id": "E3",
            "type": "Contact.Contact.Meet",
            "trigger": {"start": 7, "end": 8},
            "arguments": [],
        },
    ]
    return {"doc_id": "w", "sentences": sentences, "events": events}


def test_a_run_over_both_sets(tmp_path: Path) -> None:
    window = {
        "id": "r",
        "sentences": [["A", "bus", "came", "."], ["The", "army", "shelled", "a", "school", "."]],
        "event_type": "conflict.attack.n/a",
        "trigger": {"start_tok": 6, "end_tok": 6},
        "arguments": [argument("attacker", "The army", 4, 5)],
    }
    other = {**window, "id": "x", "event_type": "contact.meet.n/a"}
    for name, lines in (("wikievents", [article()]), ("rams", [window, other])):
        (tmp_path / name).mkdir()
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (tmp_path / name / "dev.jsonl").write_text(text)
    report = run_suite(load_suite("roles"), Gold(tmp_path), bench=stub_bench())
    assert report.items == 2
    assert report.metrics["victim_head_f1"] == 1.0
    # the gunmen are right, the soldiers are not
    assert report.metrics["attacker_p"] == 0.5
    assert report.metrics["attacker_r"] == 0.5
    assert report.metrics["target_r"] == 1.0
    assert report.metrics["rams_attacker_r"] == 1.0
    assert report.metrics["place_head_f1"] is None
