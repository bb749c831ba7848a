"""Whole reports of our own, from text to book: which incidents, whose figures, who did it.

Each was written, and what a careful recorder books from it, before it was read. Two tell of one
event; the others tell of several, with background, a denial, a later count and running totals.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from running import Record, printed_by_run

FOLDER = Path(__file__).parent / "wires"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What ``tollbook run --json`` prints for all of them together."""
    return printed_by_run([FOLDER], tmp_path_factory.mktemp("wires"))


@pytest.mark.parametrize(
    ("place", "day", "tolls"),
    [
        ("El Fasher", "2024-05-11", {"killed": 16, "injured": 36}),
        ("Kaura Namoda", "2024-06-02", {"killed": 7, "abducted": 27, "missing": 18}),
        ("Sokoto", "2024-05-31", {"killed": 11}),
        ("Khan Younis", "2024-07-14", {"killed": 22}),
        ("Ashkelon", "2024-07-14", {"injured": 0}),
        ("Israel", None, {"killed": 1200, "abducted": 251}),
        ("Nairobi", "2024-06-20", {"killed": 1, "injured": 200, "detained": 105}),
        ("Taiz", "2024-02-29", {"killed": 4, "injured": 2}),
        ("Pazigyi, in Sagaing", "2023-04-11", {"killed": 50}),
        ("Kachin", "2022-10-31", {"killed": 60}),
    ],
)
def test_an_incident_and_its_figures(
    book: Record, place: str, day: str | None, tolls: dict[str, int]
) -> None:
    found = [i for i in book["incidents"] if i["tolls"] and place in _places(i)]
    if day is not None:
        found = [i for i in found if i["when"]["end"] == day]
    (incident,) = found
    assert {harm: toll["best"] for harm, toll in incident["tolls"].items()} == tolls


def _places(incident: Record) -> list[str]:
    return [place["name"] for place in incident["places"]]


def test_who_did_it_and_who_denies_it(book: Record) -> None:
    shelled = next(
        i for i in book["incidents"] if "killed" in i["tolls"] and "El Fasher" in _places(i)
    )
    said = {(p["actor"] or p["text"], p["surety"]) for p in shelled["perpetrators"]}
    assert ("Rapid Support Forces", "accused") in said
    assert any(surety == "denied" for _, surety in said)
    assert shelled["contested"]
    assert shelled["grade"] == "contested"


def test_who_gives_the_figure_does_not_accuse(book: Record) -> None:
    (shelled,) = (i for i in book["incidents"] if "El Fasher" in _places(i) and i["tolls"])
    accusers = {
        s for p in shelled["perpetrators"] if p["surety"] == "accused" for s in p["said_by"]
    }
    assert accusers == {"Residents", "The RSF", "The ministry's director"}


def test_a_ceiling_is_no_best_figure(book: Record) -> None:
    (struck,) = (i for i in book["incidents"] if "Pazigyi, in Sagaing" in _places(i))
    toll = struck["tolls"]["killed"]
    assert (toll["min"], toll["max"]) == (4, 100)


def test_those_who_were_shot_after_the_dead_did_not_kill_them(book: Record) -> None:
    (siege,) = (i for i in book["incidents"] if "Quetta" in _places(i) and "killed" in i["tolls"])
    assert siege["tolls"]["killed"]["best"] == 9  # a doctor's four policemen, and five attackers
    forces = next(p for p in siege["perpetrators"] if p["text"] == "security forces")
    assert len(forces["claims"]) == 1


def test_background_is_no_part_of_the_news(book: Record) -> None:
    figures = sorted(
        toll["best"] for i in book["incidents"] for h, toll in i["tolls"].items() if h == "killed"
    )
    assert figures == [1, 4, 7, 9, 11, 16, 22, 50, 60, 1200]


def test_a_total_runs_from_the_day_that_it_is_since(book: Record) -> None:
    periods = {a["stated"]["low"]: a["period"] for a in book["accounts"]}
    assert periods[2] == {"start": "2024-06-18", "end": "2024-06-25"}
    assert periods[131] == {"start": "2024-05-10", "end": "2024-05-12"}
    assert periods[38_584] == {"start": "2023-10-07", "end": "2024-07-14"}


def test_a_parents_higher_count_is_the_most(book: Record) -> None:
    taken = next(
        i for i in book["incidents"] if "abducted" in i["tolls"] and "Kaura Namoda" in _places(i)
    )
    assert taken["tolls"]["abducted"]["max"] == 41


def test_where_two_count_the_officers_the_attackers_are_added_to_both(book: Record) -> None:
    (siege,) = (i for i in book["incidents"] if "Quetta" in _places(i) and "killed" in i["tolls"])
    toll = siege["tolls"]["killed"]
    assert (toll["min"], toll["best"], toll["max"]) == (8, 9, 9)
