"""Texts of our own: what a denial, a blame or a doubt is about, and what of it is disputed.

``disputed.jsonl`` holds a text a line with the statements that a careful recorder would book: kind,
what it disputes, and whether it answers a claim of the text. They were written before the reader
was asked.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from read_cases import Read

from tollbook.record import Reading

FLOOR = 0.90
"""The share of texts whose statements must all be right."""


@cache
def texts() -> tuple[dict[str, Any], ...]:
    lines = Path(__file__).with_name("disputed.jsonl").read_text("utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def stated(reading: Reading) -> list[list[object]]:
    return [
        [s.kind, s.disputes, s.about is not None]
        for s in sorted(reading.statements, key=lambda s: s.span.start)
    ]


def test_what_statements_are_about_and_what_they_dispute(read: Read) -> None:
    wrong = [
        (want["text"], want["statements"], found)
        for want in texts()
        if (found := stated(read(want["text"]))) != want["statements"]
    ]
    share = 1 - len(wrong) / len(texts())
    assert share >= FLOOR, "\n".join(f"{t}\n  wanted {w}\n  read {r}" for t, w, r in wrong)


@pytest.mark.parametrize(
    "after",
    [
        "The number was wrong, the governor insisted.",
        "That is untrue, said the army.",
        "The figure is incorrect, according to the ministry.",
    ],
)
def test_who_disputes_a_figure_takes_none_back(read: Read, after: str) -> None:
    reading = read(f"Six people were killed in the raid. {after}")
    claims = [c for c in reading.claims if c.harm == "killed"]
    assert [(c.count.best, c.counts) for c in claims] == [(6, True)]


@pytest.mark.parametrize("after", ["That was wrong.", "The figure was wrong, the agency admitted."])
def test_a_report_takes_its_figure_back(read: Read, after: str) -> None:
    reading = read(f"Six people were killed in the raid. {after}")
    assert not any(c.counts for c in reading.claims)
    assert "retraction" in {s.kind for s in reading.statements}


def test_a_toll_lowered_in_the_next_sentence_is_a_correction_and_stays(read: Read) -> None:
    reading = read("Nine people were killed, police said. They later lowered the toll to seven.")
    assert [(s.kind, s.disputes) for s in reading.statements] == [("correction", "figure")]
    assert next(c.count.best for c in reading.claims if c.counts) == 9
