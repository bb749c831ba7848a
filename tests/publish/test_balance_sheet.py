"""What the balance sheet says where totals are asked for that there are not."""

from __future__ import annotations

import io

import pytest
import sample_view as sample
from rich.console import Console

from tollbook.publish.balance_sheet import balance_sheet, print_balance_sheet
from tollbook.publish.page import Page
from tollbook.record.wanted import Wanted

NONE = "None of the book's 1 running total is as asked for; see them all: tollbook accounts"


@pytest.mark.parametrize(
    ("wanted", "many", "said"),
    [
        (Wanted(), 1, False),
        (Wanted(harm="killed", place="Iraq"), 1, False),
        (Wanted(place="Atlantis"), 0, True),
        (Wanted(harm="injured"), 0, True),
    ],
)
def test_a_filter_that_lets_no_total_through_says_so(wanted: Wanted, many: int, said: bool) -> None:
    sheet = balance_sheet(sample.VIEW, wanted)
    out = io.StringIO()
    console = Console(file=out, width=200, highlight=False, no_color=True)
    print_balance_sheet(Page(console), sample.VIEW, sheet)
    assert f"Balance sheet: {many} running total" in out.getvalue()
    assert (NONE in out.getvalue()) is said
