"""The days of a total that adds up the events of its report."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.record import Claim, Count, Resolution, Span, Speaker, When
from tollbook.record.marks import SUM_OF_TOLD
from tollbook.resolve.summed_days import with_days_of_sums


def _claim(own: str, scope: str = "incident", rule: str = "kill", harm: str = "killed") -> Claim:
    return Claim(
        id=own, report="rep_1", harm=harm, count=Count.exact(2), evidence=Span(0, 1, "x"),  # type: ignore[arg-type]
        rule=rule, reader="test 1", scope=scope, modality="fact", sentence=(0, 1),  # type: ignore[arg-type]
        said_by=(Speaker("report", None, "report", "asserts", "unknown"),),
    )  # fmt: skip


def _time(of: str, first: int | None, last: int | None, role: str = "") -> Resolution:
    when = When(
        date(2022, 8, first) if first else None,
        date(2022, 8, last) if last else None,
        "day",
        "test",
    )
    return Resolution(of, "time", None, 0.9, "clause", ("test",), when=when, role=role)


@pytest.mark.parametrize(
    ("second", "rule", "days"),
    [
        ((11, 11), f"kill, {SUM_OF_TOLD}", (10, 11)),
        ((11, 13), f"kill, {SUM_OF_TOLD}", (10, 13)),
        # the days of one are not known, or nothing says that it adds them up
        ((None, 13), f"kill, {SUM_OF_TOLD}", (None, 12)),
        ((11, 11), "kill", (None, 12)),
    ],
)
def test_from_the_first_to_the_last(
    second: tuple[int | None, int], rule: str, days: tuple[int | None, int]
) -> None:
    claims = [
        _claim("clm_sum", "cumulative", rule),
        _claim("clm_a"),
        _claim("clm_b"),
        _claim("clm_hurt", harm="injured"),
    ]
    found = with_days_of_sums(
        claims,
        [
            _time("clm_sum", None, 12, "period"),
            _time("clm_a", 10, 10),
            _time("clm_b", *second),
            _time("clm_hurt", 1, 1),
        ],
    )
    (total,) = (r.when for r in found if r.subject == "clm_sum")
    assert total is not None
    assert (total.start and total.start.day, total.end and total.end.day) == days
