"""``tollbook eval`` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from stubs import stub_bench

from tollbook.cli import cli
from tollbook.evals import load_suite
from tollbook.evals.baseline import read_baseline
from tollbook.evals.bench import Bench

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
    monkeypatch.setattr(Bench, "open", lambda settings: stub_bench())
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


def test_a_baseline_keeps_other_suites(gold: Path, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    entry = {"data_digest": "0", "items": 1, "reader": "r", "metrics": {"x": None}}
    path.write_text(json.dumps({"zzz": entry}))
    assert run("counts", "--baseline", str(path)).exit_code == 0
    entries = read_baseline(path)
    assert list(entries) == ["counts", "zzz"]
    assert entries["zzz"].metrics == {"x": None}
    assert entries["counts"].items == 3


def test_a_baseline_is_never_of_a_part(gold: Path, tmp_path: Path) -> None:
    ended = run("counts", "--limit", "2", "--baseline", str(tmp_path / "b.json"))
    assert ended.exit_code == 2
    assert not (tmp_path / "b.json").exists()


def test_an_unknown_suite(gold: Path) -> None:
    ended = run("cuonts")
    assert ended.exit_code == 2
    assert "counts" in ended.stderr


def test_the_list_of_suites() -> None:
    ended = run("list")
    assert "counts" in ended.stdout
    assert "police" in ended.stdout


def test_the_baseline_of_the_project_fits_the_suites() -> None:
    path = Path(__file__).resolve().parents[2] / "evals" / "baseline.json"
    entries = read_baseline(path)
    assert {"counts", "police", "airwars"} <= set(entries)
    for name, entry in entries.items():
        assert list(entry.metrics) == [metric.key for metric in load_suite(name).metrics]
        assert entry.reader.startswith("rules ")
