"""``tollbook export``: files in forms that others read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tollbook.cli.export import _FORMATS
from tollbook.publish.export import FORMATS


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_command_offers_the_formats_there_are() -> None:
    assert tuple(FORMATS) == _FORMATS


def test_a_folder(filled, folder: Path) -> None:
    made = filled("export", "ged", "--out", "given")
    assert made.exit_code == 0, made.output
    assert [Path(line.removeprefix("Wrote ")).name for line in made.output.splitlines()] == [
        "ged.csv", "lineages.csv", "unlocated.csv", "README.txt",
    ]  # fmt: skip
    assert {row["best"] for row in rows(folder / "given" / "unlocated.csv")} == {"3", "5"}


def test_a_file_and_what_belongs_to_it(filled, folder: Path) -> None:
    assert filled("export", "ged", "--out", "a/deaths.csv").exit_code == 0
    assert sorted(p.name for p in (folder / "a").iterdir()) == [
        "deaths-README.txt", "deaths-lineages.csv", "deaths-unlocated.csv", "deaths.csv",
    ]  # fmt: skip


def test_without_out_it_goes_into_the_book(filled, folder: Path) -> None:
    assert filled("export", "ged").exit_code == 0
    assert (folder / "book" / "out" / "ged" / "ged.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ged", "--out", "x.json"), "main file is a .csv file"),
        (("ged", "--policy", "none-such"), "none-such"),
        (("nothing",), "nothing"),
    ],
)
def test_what_cannot_be_exported(filled, arguments, said) -> None:
    made = filled("export", *arguments)
    assert made.exit_code == 2
    assert said in made.output


def test_the_policy_is_the_formats_own_unless_one_is_asked_for(filled, folder: Path) -> None:
    filled("export", "ged", "--out", "a")
    filled("export", "ged", "--out", "b", "--policy", "ibc-like")
    assert "Policy: ucdp-like" in (folder / "a" / "README.txt").read_text("utf-8")
    assert "Policy: ibc-like" in (folder / "b" / "README.txt").read_text("utf-8")


def test_the_book_as_it_stood(filled, folder: Path) -> None:
    made = filled("export", "ged", "--out", "then", "--as-of", "2000-01-01")
    assert made.exit_code == 0, made.output
    assert rows(folder / "then" / "unlocated.csv") == []


def test_files_say_by_whose_rules_the_figures_are(filled, folder: Path) -> None:
    filled("export", "csv", "--policy", "ibc-like", "--out", "c")
    said = (folder / "c" / "README.txt").read_text("utf-8")
    assert "after the published rules of Iraq Body Count; not IBC data" in said


@pytest.mark.parametrize(
    "arguments",
    [("csv", "--residual-speaker", "x"), ("jsonl", "--foreign", "x"), ("ged", "--noun", "claims")],
)
def test_options_of_another_format_are_refused(filled, arguments) -> None:
    assert filled("export", *arguments).exit_code == 2


def test_one_noun_into_one_file(filled, folder: Path) -> None:
    assert filled("export", "csv", "--noun", "incidents", "--out", "one.csv").exit_code == 0
    assert len(rows(folder / "one.csv")) == 2
