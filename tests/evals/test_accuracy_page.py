"""The page of measured figures says what the floors hold, and what fell short of its goal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.errors import UsageError
from tollbook.evals.accuracy import BEGIN, END, Measure, Shown, read_goals, renewed, tables
from tollbook.evals.floors import Floor, read_floors

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_shows_the_figures_that_are_kept() -> None:
    page = (ROOT / "docs/accuracy.md").read_text("utf-8")
    made = tables(read_floors(ROOT / "evals/floors.json"), read_goals(ROOT / "evals/goals.toml"))
    assert renewed(page, made) == page, "run scripts/accuracy"


FLOORS = {
    "toy": {
        "all": Floor("ab" * 32, 1200, "rules", {"right": 0.79996, "wide": 0.0, "odd": None}),
        "150": Floor("ab" * 32, 150, "rules", {"right": 1.0, "wide": None}),
    }
}


@pytest.mark.parametrize(
    ("measure", "row"),
    [
        (Measure("right", "r", 0.8), "| r | `right` | .80 | .800 (missed) | 1.000 |"),
        (Measure("right", "r", 0.75), "| r | `right` | .75 | .800 | 1.000 |"),
        (Measure("right", "r"), "| r | `right` | - | .800 | 1.000 |"),
        (Measure("right", "r", 0.5, True), "| r | `right` | at most .50 | .800 (missed) | 1.000 |"),
        (Measure("wide", "w", 0.0, True), "| w | `wide` | at most 0.00 | 0.000 | - |"),
    ],
)
def test_a_row(measure: Measure, row: str) -> None:
    made = tables(FLOORS, [Shown("toy", "Toys", [measure])])
    assert row in made.splitlines()
    assert "1,200 items; reader rules; data SHA-256 abababababababab." in made


@pytest.mark.parametrize(
    ("suite", "key", "names"),
    [("none", "right", "'none'"), ("toy", "odd", "'odd'"), ("toy", "absent", "'absent'")],
)
def test_a_figure_that_nobody_measured_is_named(suite: str, key: str, names: str) -> None:
    with pytest.raises(UsageError, match=names):
        tables(FLOORS, [Shown(suite, "Toys", [Measure(key, "words")])])


def test_what_stands_around_the_figures_stays() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert renewed(page, "new") == f"before\n{BEGIN}\n\nnew\n{END}\nafter\n"
    with pytest.raises(UsageError, match="no place"):
        renewed("a page", "new")


@pytest.mark.parametrize("text", ["[[suite]]\nname = 1", "suite = 3", "[[suite"])
def test_goals_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "goals.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError, match="goals cannot be read"):
        read_goals(tmp_path / "goals.toml")
    with pytest.raises(UsageError, match="goals cannot be read"):
        read_goals(tmp_path / "absent.toml")
