"""Tables of incidents printed in a report: what a row says, and what is no table."""

from __future__ import annotations

import pytest
from read_cases import Read

from tollbook.record import Claim
from tollbook.record.marks import ANOTHER_EVENT

TABLE = """Incidents in Wasit, May 2019

Date | Town | Province | Killed | Wounded | Actor | Source

3 May 2019 | Kut | Wasit | 5 | 2-4 | Gunmen | Police

5 May 2019 | Hayy | Wasit | at least 11 | 0 | - | Residents

6 May 2019 | Numaniyah | Wasit | - | 3+ | Suspected rebels |

Total | | | 16 | 5 | |

The list was made by hand."""


def _of(claims: tuple[Claim, ...], cell: str) -> list[Claim]:
    return [c for c in claims if cell in c.evidence.quote]


def _bounds(claim: Claim) -> tuple[str, int | None, int | None, int | None]:
    return claim.harm, claim.count.low, claim.count.best, claim.count.high


@pytest.mark.parametrize(
    ("cell", "want"),
    [
        ("| Kut |", [("killed", 5, 5, 5), ("injured", 2, None, 4)]),
        ("| Hayy |", [("killed", 11, None, None)]),
        ("| Numaniyah |", [("injured", 3, None, None)]),
        ("Total |", [("killed", 16, 16, 16), ("injured", 5, 5, 5)]),
    ],
)
def test_what_a_row_counts(
    read: Read, cell: str, want: list[tuple[str, int | None, int | None, int | None]]
) -> None:
    assert [_bounds(c) for c in _of(read(TABLE).claims, cell)] == want


def test_whose_where_and_when_a_row_says(read: Read) -> None:
    claims = read(TABLE).claims
    first, *_ = _of(claims, "| Kut |")
    assert [p.quote for p in first.places] == ["Kut"]
    assert [t.quote for t in first.times] == ["3 May 2019"]
    assert [(p.text, p.surety) for p in first.perpetrators] == [("Gunmen", "stated")]
    assert first.said_by[-1].speaker == "Police"
    (last,) = _of(claims, "| Numaniyah |")
    assert [(p.text, p.surety) for p in last.perpetrators] == [("Suspected rebels", "alleged")]
    assert last.said_by[-1].speaker == "report"


def test_rows_are_events_of_their_own_and_a_row_of_sums_is_a_total(read: Read) -> None:
    claims = read(TABLE).claims
    rows = [c for c in claims if "Total" not in c.evidence.quote]
    assert all(c.scope == "incident" and c.rule.endswith(ANOTHER_EVENT) for c in rows)
    assert {c.scope for c in _of(claims, "Total |")} == {"cumulative"}


@pytest.mark.parametrize(
    "text",
    [
        "Home | News | Killed in action\n\nSport | 3 | 4",
        "Date | Place | Weather\n\n3 May 2019 | Kut | 31",
        "Killed | 5\n\nWounded | 7",
    ],
)
def test_other_lines_with_bars_are_no_table(read: Read, text: str) -> None:
    assert not [c for c in read(text).claims if c.rule.startswith("table/")]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Total: 19 killed, 9 injured, 37 abducted.",
            [("killed", 19), ("injured", 9), ("abducted", 37)],
        ),
        ("Raid on Kut: 19 killed, 9 injured.", [("killed", 19), ("injured", 9)]),
    ],
)
def test_numbers_in_a_row_each_before_its_word(
    read: Read, text: str, want: list[tuple[str, int]]
) -> None:
    claims = read(text).claims
    assert [(c.harm, c.count.best) for c in claims if c.harm != "attacked"] == want
    assert {c.scope for c in claims if text.startswith("Total")} <= {"cumulative"}
