"""Several reports of the same events, from text to book: what is one incident, and its figures.

Each dossier is a folder of short reports; beside it stands what a careful recorder books of them,
written before they were read. ``gaps`` names what tollbook is known to get wrong. All dossiers go
into one book: none may change what another comes to.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from running import Record, printed_by_run

FOLDER = Path(__file__).parent / "dossiers"
EXPECTED = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.toml"))}
HARMS = ("killed", "injured", "abducted", "missing", "detained")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What ``tollbook run --json`` prints for all dossiers together."""
    folders = [FOLDER / name for name in EXPECTED]
    return printed_by_run(folders, tmp_path_factory.mktemp("dossiers"))


def _incidents() -> list[tuple[str, int]]:
    return [
        (name, n)
        for name, expected in EXPECTED.items()
        for n in range(len(expected.get("incident", ())))
        if n not in expected.get("gaps", ())
    ]


def _report_of(book: Record, name: str) -> dict[str, str]:
    """Claim id -> the report of the dossier that it is from."""
    titles = {
        path.read_text("utf-8").split("\n", 1)[0]: path.stem
        for path in (FOLDER / name).glob("*.txt")
    }
    reports = {r["id"]: titles[r["title"]] for r in book["reports"] if r["title"] in titles}
    return {c["id"]: reports[c["report"]] for c in book["claims"] if c["report"] in reports}


@pytest.mark.parametrize(("name", "number"), _incidents())
def test_an_incident_of_a_dossier(book: Record, name: str, number: int) -> None:
    want = EXPECTED[name]["incident"][number]
    report_of = _report_of(book, name)
    found = [
        i
        for i in book["incidents"]
        if i["when"]
        and i["when"]["start"] == i["when"]["end"] == want["day"]
        and {report_of.get(c) for c in i["claims"]} == set(want["reports"])
        and {h: [t["min"], t["best"], t["max"]] for h, t in i["tolls"].items() if h in HARMS}
        == {h: want[h] for h in HARMS if h in want}
    ]
    assert len(found) == 1
    assert any(wanted in p["name"] for p in found[0]["places"] for wanted in want["place"])
    for key in ("contested", "grade"):
        assert found[0][key] == want.get(key, found[0][key])
    said = {(p["actor"] or p["text"], p["surety"]) for p in found[0]["perpetrators"]}
    for who, surety in want.get("who", ()):
        assert any(w in a and surety == s for w in who.split("|") for a, s in said)


@pytest.mark.parametrize("name", [n for n, e in EXPECTED.items() if e.get("whole")])
def test_nothing_else_is_booked(book: Record, name: str) -> None:
    report_of = _report_of(book, name)
    mine = [
        i
        for i in book["incidents"]
        if any(c in report_of for c in i["claims"])
        and any(h in HARMS and t["max"] for h, t in i["tolls"].items())
    ]
    assert len(mine) == len(EXPECTED[name]["incident"])


@pytest.mark.parametrize(
    ("name", "low", "verdict"),
    [
        (name, b["stated"][0], b["verdict"])
        for name, expected in EXPECTED.items()
        for b in expected.get("balance", ())
        if not b.get("gap")
    ],
)
def test_a_running_total(book: Record, name: str, low: int, verdict: str) -> None:
    report_of = _report_of(book, name)
    found = [a for a in book["accounts"] if a["claim"] in report_of and a["stated"]["low"] == low]
    assert [a["verdict"] in verdict.split("|") for a in found] == [True]
