"""Which of a report's days are those of its event, and which belong to something else."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.record import Published, Report, Span
from tollbook.record.timewords import find_time_words
from tollbook.resolve import Atlas
from tollbook.resolve.told_days import clock_alone, is_of_event

from test_event import FRIDAY, claim_of, mentions_of, report_of  # isort: skip


def first_time(report: Report) -> Span:
    return find_time_words(report.text)[0]


@pytest.mark.parametrize(
    ("text", "of_event"),
    [
        ("Two men were shot on Thursday in Kut.", True),
        ("Police said the Thursday night shooting hurt two men.", True),
        ("Officers said Thursday that two men were shot.", False),
        ("Two men were shot. Posted: Friday, October 4, 2019 7:10 AM EDT", False),
        ("A guard was arrested on Thursday.", False),
        ("A guard was charged in court on Thursday.", False),
        ("Guards were called at 3 p.m. Thursday.", True),
    ],
)
def test_times_of_the_event(text: str, of_event: bool) -> None:
    report = report_of(text)
    assert is_of_event(report, first_time(report)) is of_event


def resolved_day(atlas: Atlas, text: str, words: str) -> tuple[date | None, date | None]:
    report = report_of(text)
    found = atlas.resolve(
        report, [claim_of(report, words)], mentions_of(report, []),
        Published(FRIDAY, FRIDAY, "meta"),
    )  # fmt: skip
    when = next(r.when for r in found if r.kind == "time" and r.role == "" and r.basis != "mention")
    return (when.start, when.end) if when else (None, None)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Two men were shot.\n\nIt happened about 9 p.m. Wednesday.", 2, 2),
        ("Two men were shot, guards said Friday.\n\nThe attack began early Thursday.", 3, 3),
        ("Two men were shot.\n\nA guard was arrested Thursday.", 1, 4),
        ("Two men were shot about 8:30 p.m. near a school.", 3, 4),
        ("Two men were shot.\n\nThey were found on Wednesday; a vigil is set for Thursday.", 2, 2),
    ],
)
def test_the_day_told_elsewhere(atlas: Atlas, text: str, start: int, end: int) -> None:
    found = resolved_day(atlas, text, "Two men were shot")
    assert found == (date(2019, 10, start), date(2019, 10, end))


def test_a_time_of_day_of_something_else_is_none() -> None:
    report = report_of("Two men were shot. A hearing is set for 9 a.m. in Kut.")
    assert clock_alone(report) is None
