"""``tollbook eval`` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from stubs import stub_bench

from tollbook.cli import cli
from tollbook.evals import load_suite
from tollbook.evals.bench import Bench
from tollbook.evals.floors import SLACK_OF_SAMPLE, read_floors

NOTES = [
    {"id": "a", "source": "cidb", "text": "3 killed at a market.", "killed": 3, "injured": 0},
    {"id": "b", "source": "cidb", "text": "A bomb was found.", "killed": 0, "injured": 0},
    {"id": "c", "source": "cidb", "text": "2 killed, then 2 more.", "killed": 4, "injured": 0},
]


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "gold"
    (folder / "victim_counts").mkdir(parents=True)
    lines = "".join(json.dumps(note) + "\n" for note in NOTES)
    (folder / "victim_counts" / "counts.jsonl").write_text(lines)
    monkeypatch.setenv("TOLLBOOK_GOLD", str(folder))
    monkeypatch.setattr(Bench, "open", lambda settings, kept: stub_bench())
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["eval", *arguments, "--jobs", "1"])


def test_json_has_the_published_keys_and_nothing_else(gold: Path) -> None:
    ended = run("counts", "--json")
    assert ended.exit_code == 0
    document = json.loads(ended.stdout)
    assert list(document) == ["suite", "data_digest", "items", "reader", "metrics"]
    assert document["suite"] == "counts"
    assert document["items"] == 3
    assert document["reader"] == "digits 0"
    assert document["metrics"]["killed_exact_positive"] == 0.5
    assert document["metrics"]["injured_exact_positive"] is None
    assert len(document["data_digest"]) == 64


def test_a_missing_set_ends_with_2_and_no_metrics(gold: Path) -> None:
    ended = run("police", "--json")
    assert ended.exit_code == 2
    document = json.loads(ended.stdout)
    assert document["suite"] == "police"
    assert document["metrics"] == {}
    assert "TOLLBOOK_GOLD" in ended.stderr


def test_items_and_difference(gold: Path, tmp_path: Path) -> None:
    items = tmp_path / "items.jsonl"
    assert run("counts", "--items", str(items)).exit_code == 0
    lines = [json.loads(line) for line in items.read_text().splitlines()]
    assert [(line["id"], line["ok"]) for line in lines] == [
        ("a/killed", True),
        ("b/killed", True),
        ("c/killed", False),
    ]
    assert set(lines[0]) == {"id", "gold", "predicted", "ok", "sentence"}
    lines[0]["ok"], lines[2]["ok"] = False, True
    items.write_text("".join(json.dumps(line) + "\n" for line in lines))
    ended = run("counts", "--diff", str(items))
    gained, lost = ended.stdout.split("lost: 1")
    assert "gained: 1" in gained
    assert "a/killed" in gained
    assert "c/killed" in lost
    beside_json = run("counts", "--json", "--diff", str(items))
    assert json.loads(beside_json.stdout)["items"] == 3
    assert "lost: 1" in beside_json.stderr


def test_floors_are_written_and_keep_other_suites(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    entry = {"data_digest": "0", "items": 1, "reader": "r", "metrics": {"x": None}, "slack": 0.2}
    path.write_text(json.dumps({"zzz": {"all": entry}, "counts": {"all": entry}}))
    assert run("counts", "--floors", str(path), "--write").exit_code == 0
    assert run("counts", "--limit", "2", "--floors", str(path), "--write").exit_code == 0
    floors = read_floors(path)
    assert list(floors) == ["counts", "zzz"]
    assert floors["zzz"]["all"].metrics == {"x": None}
    assert {name: floor.items for name, floor in floors["counts"].items()} == {"2": 2, "all": 3}
    assert floors["counts"]["all"].slack == 0.2
    assert floors["counts"]["2"].slack == SLACK_OF_SAMPLE


def test_figures_are_held_against_floors(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    run("counts", "--floors", str(path), "--write")
    ended = run("counts", "--floors", str(path))
    assert ended.exit_code == 0
    assert "floor" not in ended.stderr
    raised = json.loads(path.read_text())
    raised["counts"]["all"]["metrics"]["killed_exact_positive"] = 0.509
    path.write_text(json.dumps(raised))
    assert run("counts", "--floors", str(path)).exit_code == 0, "within the slack"
    raised["counts"]["all"]["metrics"]["killed_exact_positive"] = 0.52
    raised["counts"]["all"]["metrics"]["no_more"] = 0.1
    path.write_text(json.dumps(raised))
    ended = run("counts", "--floors", str(path))
    assert ended.exit_code == 1
    assert "killed_exact_positive is 0.5000; its floor is 0.5100" in ended.stderr
    assert "no_more is not measured any more" in ended.stderr


def test_other_data_and_other_samples_are_said(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    run("counts", "--floors", str(path), "--write")
    ended = run("counts", "--limit", "2", "--floors", str(path))
    assert ended.exit_code == 0
    assert "no floor is kept for this suite and sample" in ended.stderr
    notes = gold / "victim_counts" / "counts.jsonl"
    notes.write_text(notes.read_text().replace("a market", "the market"))
    ended = run("counts", "--floors", str(path))
    assert ended.exit_code == 0
    assert "the floor was measured on other data" in ended.stderr


def test_a_file_that_holds_no_floors(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text('{"counts": 3}')
    ended = run("counts", "--floors", str(path))
    assert ended.exit_code == 2
    assert str(path) in " ".join(ended.stderr.split())


def test_writing_needs_a_file(gold: Path) -> None:
    ended = run("counts", "--write")
    assert ended.exit_code == 2
    assert "--floors" in ended.stderr


def test_ratios_are_shown_with_their_counts(gold: Path) -> None:
    assert "0.5000  (1 of 2)" in run("counts").stdout


def test_an_unknown_suite(gold: Path) -> None:
    ended = run("cuonts")
    assert ended.exit_code == 2
    assert "counts" in ended.stderr


def test_the_list_of_suites() -> None:
    ended = run("list")
    assert "counts" in ended.stdout
    assert "police" in ended.stdout


def test_the_floors_of_the_project_fit_the_suites() -> None:
    path = Path(__file__).resolve().parents[2] / "evals" / "floors.json"
    floors = read_floors(path)
    assert {"counts", "police", "airwars"} <= set(floors)
    for name, samples in floors.items():
        keys = [metric.key for metric in load_suite(name).metrics]
        for floor in samples.values():
            assert set(floor.metrics) <= set(keys)
            assert floor.reader.startswith("rules ")
            assert 0 < floor.slack <= 0.05
