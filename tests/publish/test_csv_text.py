"""CSV that no spreadsheet runs and every reader reads back."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.csv_text import cell, csv_bytes
from tollbook.record.spreadsheet import guarded, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@SUM(A1)", "\t=1", "\r=1", "'=1"])
def test_formulas_are_made_harmless(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'tis", "12", "“-”", "O'Neill"])
def test_other_texts_stay(text: str) -> None:
    assert guarded(text) == text == unguarded(text)


@given(st.text())
def test_guarding_loses_nothing(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_cells() -> None:
    assert [cell(v) for v in (None, "x", True, -3, 1.5, date(2019, 1, 2), (1, 2), [])] == [
        "", "x", "True", "-3", "1.5", "2019-01-02", "1;2", "",
    ]  # fmt: skip


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_a_row_is_read_back_with_its_line_breaks(texts: list[str]) -> None:
    data = csv_bytes(["c"] * len(texts) + ["end"], [[*texts, "end"]]).decode()
    _, row = csv.reader(io.StringIO(data, newline=""))
    assert [unguarded(text) for text in row] == [*texts, "end"]
