"""How the days of MUC-4's incidents are matched and judged."""

from __future__ import annotations

import datetime as dt

import pytest

from tollbook.evals.muc4_days import Dated, Days, Fill, Person, Thing, is_right
from tollbook.record import When

D = dt.date(1990, 2, 4)


@pytest.mark.parametrize(
    ("gold", "when", "right"),
    [
        ([Days("1990-02-04", "1990-02-04")], When(D, D, "days", ""), True),
        ([Days("1990-02-04", "1990-02-04")], When(None, D, "bound", ""), False),
        ([Days(None, "1990-02-04")], When(None, D, "bound", ""), True),
        ([Days(None, "1990-02-04")], When(D, D, "days", ""), False),
        ([Days("1990-02-01", "1990-02-01"), Days(None, "1990-02-04")], When(None, D, "", ""), True),
        ([Days("1990-02-04", "1990-02-04")], None, False),
    ],
)
def test_days_are_right_with_both_ends(gold: list[Days], when: When | None, right: bool) -> None:
    assert is_right(gold, when) is right


def test_a_template_says_what_was_done_and_to_whom() -> None:
    template = Dated(
        optional=False,
        inc_type=[Fill(["BOMBING"])],
        human_targets=[Person(desc=["TWO MINERS"], effect=["DEATH", "NO INJURY"])],
        physical_targets=[Thing(['"NORTH" DEPOT'])],
    )
    assert template.harms == {"attacked", "killed"}
    assert template.targets == {"two miners", 'north" depot'}
