"""Whole reports from Ukraine to Haiti, from text to book: incidents, day's counts, who did it.

Each was written, and what a careful recorder books from it, before it was read. Held here is what
is booked so; the share right at the first run is told in docs/whole_reports.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from running import Record, accounts_of, figures_of, printed_by_run

FOLDER = Path(__file__).parent / "wires_afar"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What ``tollbook run --json`` prints for all of them together."""
    return printed_by_run([FOLDER], tmp_path_factory.mktemp("wires_afar"))


INCIDENTS = [
    # place, latest day, harm: least, best, most; who did it, how surely
    ("Dniprovskyi, in Kherson", "2024-09-04", {"killed": (1, 1, 1)}, None),
    ("Stanislav", "2024-09-04", {"killed": (2, 2, 2)}, None),
    ("Zaporizhzhya", "2024-09-05", {"injured": (4, 4, 4)}, None),
    (
        "Pont-Sondé",
        "2024-10-03",
        {"killed": (70, 70, 70), "injured": (16, 16, 16)},
        ("Gran Grif", "stated"),
    ),
    (
        "Gaza City",
        "2024-08-10",
        {"killed": (93, 93, 93)},
        ("Israel Defense Forces", "self_claimed"),
    ),
    ("Jenin", "2024-08-11", {"killed": (1, 1, 1)}, ("Israel Defense Forces", "stated")),
    ("Ziguinchor", "2023-06-02", {"killed": (2, 2, 2)}, ("The police", "denied")),
    (
        "Bilopillia",
        "2025-05-17",
        {"killed": (9, 9, 9), "injured": (7, 7, 7)},
        ("Government of Russia", "stated"),
    ),
    ("Kozacha Lopan", "2025-05-16", {"killed": (1, 1, 1)}, None),
    ("Mahābād", "2022-10-27", {"killed": (3, 3, 3)}, ("rioters", "accused")),
    ("Gereshk", "2019-07-03", {"killed": (7, 7, 7), "injured": (2, 2, 2)}, ("Taliban", "accused")),
    ("Kandahār", "2019-07-04", {"killed": (2, 2, 2), "detained": (2, 2, 2)}, None),
    (
        "Donetsk",
        "2024-01-21",
        {"killed": (27, 27, 27), "injured": (25, 25, 25)},
        ("Armed Forces of Ukraine", "accused"),
    ),
    ("Chernihiv", "2024-01-20", {"killed": (1, 1, 1)}, None),
]


@pytest.mark.parametrize(("place", "day", "tolls", "who"), INCIDENTS)
def test_an_incident_and_its_figures(
    book: Record,
    place: str,
    day: str,
    tolls: dict[str, tuple[int, int, int]],
    who: tuple[str, str] | None,
) -> None:
    found = [
        i
        for i in book["incidents"]
        if i["when"] and i["when"]["end"] == day
        if place in {p["name"] for p in i["places"]}
    ]
    figures = list(map(figures_of, found))
    assert any(tolls.items() <= one.items() for one in figures), figures
    said = {(p["actor"] or p["text"], p["surety"]) for i in found for p in i["perpetrators"]}
    assert who is None or who in said


TOTALS = [
    # harm, figure, area, first and last day, who says so
    ("killed", 3, "Khersonska oblast", "2024-09-04", "2024-09-05", "administration"),
    ("injured", 11, "Khersonska oblast", "2024-09-04", "2024-09-05", "administration"),
    ("killed", 3661, "Haiti", "2024-01-01", "2024-10-04", "UN office"),
    ("killed", 58, "Gaza Strip", "2024-08-10", "2024-08-11", "health ministry"),
    ("injured", 163, "Gaza Strip", "2024-08-10", "2024-08-11", "health ministry"),
    ("killed", 39790, "Palestine", "2023-10-07", "2024-08-11", "health ministry"),
    ("injured", 92002, "Palestine", "2023-10-07", "2024-08-11", "health ministry"),
    ("killed", 23, "Senegal", "2023-06-01", "2023-06-05", "Amnesty International"),
    ("detained", 500, "Senegal", "2023-06-01", "2023-06-05", "interior minister"),
    ("killed", 8, "Iran", "2022-10-26", "2022-10-27", "Hengaw"),
    ("killed", 252, "Iran", None, "2022-10-27", "HRANA"),
    ("detained", 13800, "Iran", None, "2022-10-27", "HRANA"),
]


@pytest.mark.parametrize("total", TOTALS)
def test_a_running_total(book: Record, total: tuple[str, int, str, str | None, str, str]) -> None:
    harm, figure, area, start, end, speaker = total
    found = accounts_of(book, harm, figure)
    assert [(a["area"], a["period"]["end"]) for a in found] == [(area, end)]
    assert start in (None, found[0]["period"]["start"])
    assert speaker in found[0]["speaker"]


def test_who_is_said_to_have_killed_no_one_is_accused_of_nothing(book: Record) -> None:
    (shot,) = (i for i in book["incidents"] if "Mahābād" in {p["name"] for p in i["places"]})
    assert {p["text"] for p in shot["perpetrators"]} == {"rioters"}


def test_no_total_is_an_incident(book: Record) -> None:
    figures = {
        toll["best"] for i in book["incidents"] for h, toll in i["tolls"].items() if h == "killed"
    }
    assert figures <= {0, 1, 2, 3, 7, 9, 27, 70, 93}
