"""The suite ``ged``: rows typed, written again, rebuilt from nouns, compared with themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tollbook.evals.suites.ged import (
    Rows,
    Table,
    changed_row,
    compared_with_itself,
    judge_row,
    rebuilt,
    same_cell,
    together,
)
from tollbook.publish.ged import ged_csv
from tollbook.record.ged import GED_COLUMNS, GedRow

ROW = GedRow(
    id=7, relid="XX-7", type_of_violence=3, side_a="A Band", side_b="Civilians", where_prec=1,
    where_coordinates="Example Town", latitude=31.5, longitude=46.25, country_id=645,
    event_clarity=1, date_prec=2, date_start=date(2019, 10, 5), date_end=date(2019, 10, 6),
    deaths_a=0, deaths_b=0, deaths_civilians=3, deaths_unknown=1, low=3, best=4, high=9,
)  # fmt: skip
GOVERNMENT = {
    "type_of_violence": 1,
    "side_a": "Government of Iraq",
    "gwnoa": (645,),
    "side_b": "A Band",
}
UNNAMED = {**GOVERNMENT, "side_a": "XXX645", "side_b": "XXX645", "gwnoa": ()}
STATELESS = {"type_of_violence": 2, "side_a": "Zebras", "side_b": "Antelopes"}


def raw(row: GedRow, **cells: str) -> Rows:
    header, body = ged_csv([row]).decode().splitlines()
    made = dict(zip(header.split(","), body.split(","), strict=True)) | cells
    return Rows(str(row.id), 1, tuple(made[n] for n in GED_COLUMNS), tuple(GED_COLUMNS))


def marks(outcomes) -> dict[str, float]:
    return {mark.name: mark.hit for outcome in outcomes for mark in outcome.marks}


def test_a_sound_row_is_right_in_all() -> None:
    assert marks(judge_row(raw(ROW))) == {
        "columns_valid": 1, "roundtrip_equal": 1, "model_equal": 1,
    }  # fmt: skip


def test_a_row_that_cannot_be_typed_is_wrong() -> None:
    assert marks(judge_row(raw(ROW, best="some"))) == {"columns_valid": 0, "roundtrip_equal": 0}


def test_a_row_out_of_order_is_not_asked_for_its_model() -> None:
    assert "model_equal" not in marks(judge_row(raw(replace(ROW, low=5))))


def test_columns_out_of_order_are_not_valid() -> None:
    row = raw(ROW)
    turned = replace(row, raw=row.raw[::-1], header=row.header[::-1])
    assert marks(judge_row(turned))["columns_valid"] == 0


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"where_prec": 2}, {"where_prec": 3}, {"where_prec": 4}, {"where_prec": 5},
        {"where_prec": 6},
        {"event_clarity": 2, "date_end": date(2019, 10, 5), "date_prec": 1},
        {"low": 0, "best": 0, "deaths_civilians": 0, "deaths_unknown": 0},
        GOVERNMENT,
        {**GOVERNMENT, "deaths_a": 1, "deaths_b": 2, "deaths_civilians": 1, "deaths_unknown": 0},
        {**UNNAMED, "deaths_a": 1, "best": 5},
        {**GOVERNMENT, "side_b": "Government of Iran", "gwnob": (630,), "deaths_b": 2, "best": 6},
        {"type_of_violence": 2, "side_b": "Rivals", "deaths_a": 1, "deaths_b": 2, "best": 7},
        {**STATELESS, "deaths_b": 2, "best": 6},
    ],
)  # fmt: skip
def test_rows_of_every_kind_come_out_of_the_nouns(changes) -> None:
    row = replace(ROW, **changes)
    made = rebuilt("7", row)
    assert made is not None
    kept = ("type_of_violence", "date_prec", "where_prec", "event_clarity", "low", "best", "high",
            "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "latitude")  # fmt: skip
    assert {n: getattr(made, n) for n in kept} == {n: getattr(row, n) for n in kept}


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("best", "7", "7.0", True), ("best", "7", "8", False), ("gwnoa", "770.0", "770", True),
        ("date_start", "46074", "2026-02-21", True), ("side_a", "x", "x ", False),
        ("date_start", "2026-02-21 00:00:00.000", "2026-02-21", True),
        ("side_a", "=x", "'=x", True), ("active_year", "TRUE", "True", True),
        ("active_year", "1", "True", True), ("active_year", "0", "True", False),
    ],
)  # fmt: skip
def test_cells_that_say_the_same(name: str, one: str, other: str, same: bool) -> None:
    assert same_cell(name, one, other) is same


def test_a_table_against_itself_and_changed() -> None:
    rows = [
        (str(n), replace(ROW, id=n, latitude=20.0 + n, date_start=date(2019, 10, 1 + n % 28),
                         date_end=date(2019, 10, 1 + n % 28))) for n in range(40)
    ]  # fmt: skip
    outcomes = compared_with_itself(rows)
    assert len(outcomes) > 40
    assert all(outcome.ok for outcome in outcomes)


def test_what_is_changed() -> None:
    assert changed_row(ROW, "day").date_start == date(2019, 10, 7)
    assert changed_row(ROW, "place").latitude != ROW.latitude
    assert changed_row(ROW, "dead").best == 9


def test_rows_are_worked_out_together_in_their_order() -> None:
    first, second = replace(raw(ROW), number=2), replace(raw(ROW), number=1)
    (table,) = together([first, second])
    assert isinstance(table, Table)
    assert [row.number for row in table.rows] == [1, 2]
