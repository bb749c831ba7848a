"""Whole reports of totals, corrections, bulletins, lists and communiqués, from text to book.

Each was written, and what a careful recorder books from it, before it was read; the share right at
the first run is in docs/whole_reports.md. A row with a reason must fail: when the reader learns
it, the mark has to go.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from running import Record, accounts_of, figures_of, printed_by_run

FOLDER = Path(__file__).parent / "wires_sums"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What ``tollbook run --json`` prints for all of them together."""
    return printed_by_run([FOLDER], tmp_path_factory.mktemp("wires_sums"))


def _row(*values: Any, gap: str = "") -> Any:
    marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
    return pytest.param(*values, marks=marks)


def _files(book: Record) -> dict[str, str]:
    """Claim id -> the file of its report."""
    titles = {p.read_text("utf-8").split("\n", 1)[0]: p.stem for p in FOLDER.glob("*.txt")}
    files = {r["id"]: titles[r["title"]] for r in book["reports"]}
    return {c["id"]: files[c["report"]] for c in book["claims"]}


INCIDENTS = [
    # files of its reports, place, day, harm: least, best, most
    _row("madagascar-un", "Antsiranana", "2025-09-26", {"killed": (2, 2, 2)}),
    _row("madagascar-president", "Toliara", "2025-10-08",
         {"killed": (1, 1, 1), "injured": (26, 26, 26)}),
    _row("mastung-first mastung-corrected", "Mastung", "2023-09-29",
         {"killed": (55, 55, 55), "injured": (69, 69, 69)}),
    _row("afghan-bulletin", "Khūgyāṉī", "2020-06-07", {"killed": (4, 4, 4)}),
    _row("afghan-bulletin", "Sangīn", "2020-06-09",
         {"killed": (23, 23, 23), "injured": (15, 15, 15)}),
    _row("afghan-bulletin", "Pul-e Khumrī", "2020-06-11", {"killed": (1, 1, 1)}),
    _row("afghan-bulletin", "Kabul", "2020-06-12", {"killed": (4, 4, 4), "injured": (8, 8, 8)}),
    _row("colombia-list", "Tumaco", "2022-03-02", {"killed": (2, 2, 2)}),
    _row("colombia-list", "Buenaventura", "2022-03-05",
         {"killed": (1, 1, 1), "injured": (1, 1, 1)},
         gap="a town named with its department stays among several of its name"),
    _row("colombia-list", "Tame", "2022-03-09", {"killed": (4, 4, 4), "injured": (1, 1, 1)}),
    _row("colombia-list", "Caloto", "2022-03-13", {"killed": (1, 1, 1)}),
    _row("walikale-rebels walikale-army", "Nyabiondo", "2025-03-14",
         {"killed": (5, 5, 24), "injured": (8, 8, 17)},
         gap="fighters who 'fell' are not read; 31 of the enemy wait for a person"),
    _row("niger-two-days niger-later", "Banibangou", "2025-06-19",
         {"killed": (34, 34, 34), "injured": (14, 14, 14)}),
    _row("niger-two-days niger-later", "Ayorou", "2025-06-20", {"killed": (15, 15, 15)}),
    _row("gojjam-rivals", None, "2025-04-17", {"killed": (12, 12, 12)}),
    _row("haiti-first haiti-un haiti-mayor", "Pont-Sondé", "2024-10-03",
         {"killed": (115, 115, 115), "injured": (16, 16, 16)}),
    _row("somalia-base", "Maxaas", "2023-06-06", {"killed": (6, 6, 24)}),
    _row("kaduna-first kaduna-escaped kaduna-freed", "Birnin Gwari", "2024-03-07",
         {"abducted": (46, 46, 60), "killed": (1, 1, 1)}),
    _row("peru-daily", "Arequipa", "2023-01-19",
         {"killed": (1, 1, 1), "injured": (10, 10, 10)}),
]  # fmt: skip


@pytest.mark.parametrize(("files", "place", "day", "tolls"), INCIDENTS)
def test_an_incident_and_its_figures(
    book: Record, files: str, place: str | None, day: str, tolls: dict[str, tuple[int, int, int]]
) -> None:
    file_of = _files(book)
    found = [
        figures_of(i)
        for i in book["incidents"]
        if i["when"] and i["when"]["end"] == day
        if place is None or any(place in p["name"] for p in i["places"])
        if {file_of[c] for c in i["claims"]} == set(files.split())
    ]
    assert any(tolls.items() <= one.items() for one in found), found


COUNTED = [
    # files, how many incidents with victims they tell of
    _row("madagascar-un madagascar-president", 2),
    _row("mastung-first mastung-corrected", 1),
    _row("afghan-bulletin", 4),
    _row("colombia-list", 4),
    _row("walikale-rebels walikale-army", 1),
    _row("niger-two-days niger-later", 2),
    _row("gojjam-rivals", 1),
    _row("haiti-first haiti-un haiti-mayor", 1),
    _row("somalia-base", 1),
    _row("kaduna-first kaduna-escaped kaduna-freed", 1),
    _row("peru-daily", 1),
]


@pytest.mark.parametrize(("files", "many"), COUNTED)
def test_nothing_else_is_booked(book: Record, files: str, many: int) -> None:
    file_of = _files(book)
    mine = [
        i
        for i in book["incidents"]
        if any(file_of[c] in files.split() for c in i["claims"])
        and any(h != "detained" and t["max"] for h, t in i["tolls"].items())
    ]
    assert len(mine) == many, [figures_of(i) for i in mine]


TOTALS = [
    # harm, figure, first and last day, who says so, verdict
    _row("killed", 22, "2025-09-25", "2025-09-29", "the United Nations human rights office",
         "incidents_missing"),
    _row("injured", 101, "2025-09-25", "2025-09-29", "the United Nations human rights office",
         "incidents_missing"),
    _row("killed", 12, "2025-09-25", "2025-10-09", "President Andry Rajoelina",
         "incidents_missing",
         gap="two weeks ago is a week, and the total begins with its first day"),
    _row("killed", 22, "2025-09-25", "2025-10-09", "The United Nations human rights office",
         "incidents_missing",
         gap="two weeks ago is a week, and the total begins with its first day"),
    _row("killed", 41, "2020-06-07", "2020-06-13", "the commission", "incidents_missing"),
    _row("injured", 63, "2020-06-07", "2020-06-13", "the commission", "incidents_missing"),
    _row("killed", 8, "2022-03-01", "2022-03-15", "The institute", "consistent",
         gap="the sum under a list has neither its days nor its speaker"),
    _row("injured", 2, "2022-03-01", "2022-03-15", "The institute", "consistent",
         gap="the sum under a list has neither its days nor its speaker"),
    _row("killed", 49, "2025-06-19", "2025-06-20", "officials and residents", "consistent"),
    _row("killed", 3661, "2024-01-01", "2024-10-04", "the office", "incidents_missing"),
    _row("killed", 55, "2022-12-07", "2023-01-20", "the Ombudsman's Office", "incidents_missing"),
    _row("injured", 772, "2022-12-07", "2023-01-20", "the Ombudsman's Office",
         "incidents_missing", gap="a second sentence of its report names nobody"),
    _row("killed", 301, "2025-01-01", "2025-06-23", "the monitoring group ACLED",
         "incidents_missing"),
]  # fmt: skip


@pytest.mark.parametrize(("harm", "figure", "start", "end", "who", "verdict"), TOTALS)
def test_a_running_total(
    book: Record, *, harm: str, figure: int, start: str, end: str, who: str, verdict: str
) -> None:
    found = [(a["period"], a["speaker"], a["verdict"]) for a in accounts_of(book, harm, figure)]
    assert ({"start": start, "end": end}, who, verdict) in found, found


DENIALS = [
    # who, what it disputes, words that it is about
    _row("The foreign ministry", "figure", "22 people have been killed"),
    _row("The Tehrik-i-Taliban Pakistan", "responsibility", "58"),
]


@pytest.mark.parametrize(("who", "disputes", "about"), DENIALS)
def test_a_denial(book: Record, who: str, disputes: str, about: str) -> None:
    quotes = {c["id"]: c["quote"] for c in book["claims"]}
    told = [
        (s["said_by"][-1], s["disputes"], quotes.get(s["about"], ""))
        for r in book["reports"]
        for s in r["statements"]
        if s["kind"] == "denial"
    ]
    assert any(w == who and d == disputes and about in q for w, d, q in told), told
