"""A UCDP GED table read into typed rows."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.errors import UsageError
from tollbook.intake.ged_table import foreign_incidents, read_ged_table
from tollbook.publish.ged import ged_csv
from tollbook.record.ged import GED_COLUMNS, GedRow
from tollbook.record.ged_cells import day_of

ROW = GedRow(
    id=1, relid="XX-1", year=2026, active_year=True, code_status="Clear", type_of_violence=3,
    conflict_dset_id="2-XXX1", side_a="A Band", side_b="Civilians", number_of_sources=2,
    source_article='"Example Wire,2026-02-21,A head\nCR \tline";"Post,2026-02-22,B"',
    source_date=("2026-02-21", "2026-02-22"), source_headline="=a formula", where_prec=1,
    where_coordinates="Example Town", latitude=-1.5, longitude=41.25, priogrid_gid=5,
    country_id=520, event_clarity=1, date_prec=1, date_start=date(2026, 2, 21),
    date_end=date(2026, 2, 21), deaths_a=0, deaths_b=0, deaths_civilians=3, deaths_unknown=0,
    best=3, high=4, low=3, gwnoa=(2, 200, 900),
)  # fmt: skip


def table(*changes: dict[str, str], columns=tuple(GED_COLUMNS), delimiter: str = ",") -> bytes:
    """A CSV with one row for each set of raw cells put in place of those of ``ROW``."""
    plain = next(csv.DictReader(io.StringIO(ged_csv([ROW]).decode(), newline="")))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(columns)
    for change in changes:
        cells = {**plain, **change}
        writer.writerow([cells.get(name, "") for name in columns])
    return out.getvalue().encode()


def only(data: bytes) -> GedRow:
    ((_, row),) = read_ged_table(data, "t.csv").rows
    return row


def test_a_row_comes_back_as_it_was() -> None:
    read = read_ged_table(ged_csv([ROW, ROW]), "t.csv")
    assert read.rows == ((1, ROW), (2, ROW))
    assert read.in_order
    assert read.set_aside == ()


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=9)


@given(st.lists(TEXTS, min_size=1, max_size=3), st.integers(-5, 10**9), st.floats(-180, 180))
def test_any_text_and_number_comes_back(texts, number, degrees) -> None:
    row = replace(
        ROW, source_headline=texts[0] or None, where_description=texts[-1] or None, best=number,
        longitude=degrees,
    )  # fmt: skip
    assert only(ged_csv([row])) == row


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-02-21", date(2026, 2, 21)), ("2026-02-21 00:00:00.000", date(2026, 2, 21)),
        ("2026-02-21T00:00:00Z", date(2026, 2, 21)), ("46074", date(2026, 2, 21)),
        ("46074.0", date(2026, 2, 21)), ("21.2.2026", date(2026, 2, 21)), ("", None), ("NA", None),
    ],
)  # fmt: skip
def test_days(raw: str, day: date | None) -> None:
    assert day_of(raw) == day


@pytest.mark.parametrize("raw", ["2/3/2026", "2026", "2026-13-01", "soon", "1e5"])
def test_what_is_no_day_for_certain(raw: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        day_of(raw)


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("gwnoa", "2;200;900", (2, 200, 900)), ("gwnoa", "770.0", (770,)), ("gwnoa", "", ()),
        ("active_year", "1", True), ("active_year", "FALSE", False), ("best", "7.0", 7),
        ("number_of_sources", "-1", -1), ("source_date", "46074", ("2026-02-21",)),
        ("source_date", "2026-02-21 00:00:00;last week", ("2026-02-21", "last week")),
        ("where_description", "'=x", "=x"), ("where_description", "NA", "NA"),
        ("latitude", "NaN", None),
    ],
)  # fmt: skip
def test_cells(name: str, raw: str, value: object) -> None:
    assert getattr(only(table({name: raw})), name) == value


@pytest.mark.parametrize(
    ("name", "raw"), [("best", "some"), ("latitude", "inf"), ("date_start", "2/3/2026"),
                      ("active_year", "maybe"), ("gwnoa", "2;x")],
)  # fmt: skip
def test_a_row_that_does_not_fit_is_set_aside_and_stops_nothing(name: str, raw: str) -> None:
    read = read_ged_table(table({}, {name: raw}, {}), "t.csv")
    assert [number for number, _ in read.rows] == [1, 3]
    (aside,) = read.set_aside
    assert name in aside.why
    assert raw in aside.why
    assert aside.where == "t.csv, row 2"


def test_a_row_with_a_lost_quotation_mark_is_set_aside() -> None:
    read = read_ged_table(ged_csv([ROW]) + b"1,2\r\n", "t.csv")
    assert len(read.rows) == 1
    assert "2 cells" in read.set_aside[0].why


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_order_and_capitals(delimiter: str) -> None:
    columns = tuple(reversed([*GED_COLUMNS, "extra"]))
    data = table({}, columns=columns, delimiter=delimiter)
    read = read_ged_table(data.replace(b"where_prec", b"WHERE_PREC"), "t.csv")
    assert read.rows == ((1, ROW),)
    assert not read.in_order


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\x01", b"<html></html>"])
def test_what_is_no_such_table(data: bytes) -> None:
    with pytest.raises(UsageError, match="no table of UCDP GED"):
        read_ged_table(data, "t.csv")


def test_foreign_incidents_keep_faults_and_say_them() -> None:
    data = ged_csv([ROW, replace(ROW, low=15, best=15, high=14, deaths_civilians=15)])
    whole, broken = foreign_incidents(data, "c" * 64, "Example Recorders", "t.csv")
    assert whole.faults == ()
    assert broken.faults == ("best is above high: 15 and 14", "low is above high: 15 and 14")
    assert (broken.row.low, broken.number, broken.recorder) == (15, 2, "Example Recorders")
    assert whole.id != broken.id
    assert foreign_incidents(data, "c" * 64, "Others", "x")[0].id == whole.id


def test_other_tables_are_read_after_it() -> None:
    before = csv.field_size_limit()
    test_a_row_comes_back_as_it_was()
    assert csv.field_size_limit() >= before
