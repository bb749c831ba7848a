"""How the actors suite scores, and that its list fits the registry."""

from __future__ import annotations

import csv

import pytest

from tollbook.evals.suites.actors import FILE, FOLDER, Name, judge
from tollbook.resolve.registry import load_registry


@pytest.mark.parametrize(
    ("actor", "linked", "marks"),
    [
        ("a", "a", {"wrong_rate": 0, "linked_precision": 1, "linked_recall": 1}),
        ("a", "b", {"wrong_rate": 1, "linked_precision": 0, "linked_recall": 0}),
        ("a", None, {"wrong_rate": 0, "linked_recall": 0}),
        (None, "a", {"wrong_rate": 1, "linked_precision": 0}),
        (None, None, {"wrong_rate": 0}),
    ],
)
def test_marks(actor: str | None, linked: str | None, marks: dict[str, float]) -> None:
    found = judge(Name("1", "words", "IQ", actor), linked)
    assert {m.name: m.hit for m in found.marks} == marks


def test_the_list_names_actors_that_there_are_and_no_name_twice() -> None:
    known = load_registry().by_id
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 300
    assert [r["actor"] for r in rows if r["actor"] and r["actor"] not in known] == []
    assert len({(r["name"], r["country"]) for r in rows}) == len(rows)
