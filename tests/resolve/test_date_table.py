"""Every expression of the UCDP GED codebook's table (22.1, appendix 2), found in a sentence of
ours and worked out; then what news says beside it."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.record.timewords import find_time_words
from tollbook.resolve.dates import resolve_time
from tollbook.resolve.month_rules import lasting, lasting_pattern

DAY = date(2019, 10, 8)  # a Tuesday


def ends(text: str, day: date | None = DAY) -> tuple[str, str, str] | None:
    """The start, end and grade of the only time in a sentence; None: refused."""
    (span,) = find_time_words(text)
    when = resolve_time(span.quote, day).when
    return (str(when.start), str(when.end), when.precision) if when else None


@pytest.mark.parametrize(
    ("words", "start", "end", "grade"),
    [
        ("today", "10-08", "10-08", "day"),
        ("yesterday", "10-07", "10-07", "day"),
        ("last Tuesday", "10-01", "10-01", "day"),
        ("on Monday night", "10-07", "10-07", "day"),
        ("last night", "10-07", "10-07", "day"),
        ("the other day", "10-07", "10-07", "day"),
        ("recently", "10-05", "10-07", "days"),
        ("in the past few days", "10-05", "10-07", "days"),
        ("around 2 July", "07-01", "07-03", "days"),
        ("over the weekend", "10-05", "10-06", "days"),
        ("this week", "10-07", "10-08", "days"),
        ("in the night between Sunday and Monday", "10-06", "10-07", "days"),
        ("in the past 24 hours", "10-07", "10-08", "days"),
        ("in the past 48 hours", "10-06", "10-08", "days"),
        ("in the past 72 hours", "10-06", "10-08", "days"),
        ("in the past 2 days", "10-06", "10-07", "days"),
        ("since Thursday", "10-03", "10-08", "period"),
        ("late last week", "10-04", "10-06", "days"),
        ("last week", "09-30", "10-06", "week"),
        ("in the past week", "10-02", "10-08", "week"),
        ("in early March", "03-01", "03-10", "month"),
        ("in mid March", "03-10", "03-20", "month"),
        ("in late March", "03-15", "03-31", "month"),
        ("in recent weeks", "09-18", "10-08", "month"),
        ("over the past several weeks", "09-18", "10-08", "month"),
        ("earlier this month", "10-01", "10-07", "week"),
        ("last month", "09-01", "09-30", "month"),
        ("a fortnight ago", "09-25", "10-08", "month"),
        ("over the past 3 months", "07-08", "10-08", "year"),
    ],
)
def test_the_table(words: str, start: str, end: str, grade: str) -> None:
    assert ends(f"Four guards were killed {words}.") == (f"2019-{start}", f"2019-{end}", grade)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("in 1995", "1995-01-01", "1995-12-31"),
        ("last year", "2018-01-01", "2018-12-31"),
        ("in early 1999", "1999-01-01", "1999-04-30"),
        ("in mid-1999", "1999-05-01", "1999-08-31"),
        ("in late 1999", "1999-09-01", "1999-12-31"),
    ],
)
def test_the_table_by_years(words: str, start: str, end: str) -> None:
    assert ends(f"Four guards were killed {words}.") == (start, end, "year")


def test_months_back_stop_at_the_year() -> None:
    found = ends("Four guards were killed over the past 3 months.", date(2019, 2, 8))
    assert found == ("2019-01-01", "2019-02-08", "year")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Nine died in a five-day offensive.", "10-04", "10-08"),
        ("Nine died in the two-day-long battle.", "10-07", "10-08"),
        ("Nine died in three days of heavy fighting.", "10-06", "10-08"),
        ("Nine died in a night-long battle.", "10-07", "10-08"),
        ("Nine died in a 12-hour gun battle.", "10-07", "10-08"),
        ("Nine died in a two-week siege.", "09-25", "10-08"),
    ],
)
def test_how_long_fighting_lasted(text: str, start: str, end: str) -> None:
    words = lasting_pattern().search(text)
    assert words is not None
    days = lasting(words[0].lower(), DAY, None)
    assert (str(days.start), str(days.end)) == (f"2019-{start}", f"2019-{end}")


@pytest.mark.parametrize(
    "text", ["Nine died on a five-day visit.", "Nine died after three days in hospital."]
)
def test_other_things_that_last(text: str) -> None:
    assert lasting_pattern().search(text) is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Oct. 1-5", "10-01", "10-05"),
        ("between Oct. 1 and Oct. 5", "10-01", "10-05"),
        ("from 1 to 5 October", "10-01", "10-05"),
        ("since Oct. 1", "10-01", "10-08"),
        ("overnight", "10-07", "10-08"),
        ("overnight into Saturday", "10-04", "10-05"),
        ("overnight Friday to Saturday", "10-04", "10-05"),
        ("overnight on Sunday", "10-06", "10-07"),
        ("overnight on Tuesday", "10-07", "10-08"),
        ("on the night of Sunday", "10-06", "10-06"),
        ("on Sunday night into Monday morning", "10-06", "10-07"),
        ("in the first week of October", "10-01", "10-07"),
        ("in the last week of September", "09-24", "09-30"),
        ("on the 5th of this month", "10-05", "10-05"),
        ("on the 25th of last month", "09-25", "09-25"),
        ("in the first nine months of 2019", "01-01", "09-30"),
    ],
)
def test_beside_the_table(words: str, start: str, end: str) -> None:
    found = ends(f"Four guards were killed {words}.")
    assert found is not None
    assert found[:2] == (f"2019-{start}", f"2019-{end}")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Friday, October 4", "2019-10-04", "2019-10-04"),
        ("on Saturday, October 4", "2019-10-04", "2019-10-05"),  # one of the two is wrong
        ("on Thursday, October 4", "2019-10-03", "2019-10-04"),
    ],
)
def test_a_weekday_beside_a_date(words: str, start: str, end: str) -> None:
    found = ends(f"Four guards were killed {words}.")
    assert found is not None
    assert found[:2] == (start, end)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Four guards were killed on Monday, October 4.", DAY),  # neither can be believed
        ("Four guards were killed on the 31st of last month.", DAY),
        ("Four guards were killed in the sixth week of October.", DAY),
        ("Four guards were killed on the second day of the offensive.", DAY),
        ("Four guards were killed in the first week of October.", None),
        ("Four guards were killed on the 5th of this month.", None),
    ],
)
def test_refused(text: str, day: date | None) -> None:
    assert ends(text, day) is None


@pytest.mark.parametrize(
    "text",
    [
        "People march every Friday.",
        "The 19 April Movement was named.",
        "They met at the 14 July Bridge.",
        "The 25 January Revolution began.",
    ],
)
def test_names_and_habits_are_no_days(text: str) -> None:
    assert find_time_words(text) == []
