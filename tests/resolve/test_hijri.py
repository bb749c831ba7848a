"""Days of the Islamic calendar, alone and beside the Gregorian."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from tollbook.record.timewords import find_time_words
from tollbook.resolve.dates import resolve_time

DAY = date(2019, 10, 20)


def days(text: str, day: date | None = DAY) -> tuple[str, str] | str:
    """The days of the only time in a sentence, or why there are none."""
    (span,) = find_time_words(text)
    found = resolve_time(span.quote, day)
    return (str(found.when.start), str(found.when.end)) if found.when else found.reason


@pytest.mark.parametrize(
    "words",
    [
        "12 Safar 1441 (11 October 2019)",
        "12 Safar 1441 AH (October 11, 2019)",
        "12 Safar 1441, corresponding to 11 October 2019,",
        "11 October 2019 (12 Safar 1441)",
        "13 Safar 1441 (11 October 2019)",  # a day's difference is that of the moon
    ],
)
def test_beside_a_gregorian_date_they_are_one(words: str) -> None:
    assert days(f"Six were killed on {words} in Kut.") == ("2019-10-11", "2019-10-11")


def test_calendars_that_do_not_agree() -> None:
    assert "two calendars" in days("Six were killed on 20 Safar 1441 (11 October 2019).")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on 12 Safar 1441", "2019-10-10", "2019-10-12"),
        ("on Friday, 12 Safar 1441", "2019-10-11", "2019-10-11"),
        ("on 12 Safar", "2019-10-10", "2019-10-12"),
        ("on the tenth of Muharram", "2019-09-08", "2019-09-10"),
        ("on Ashura", "2019-09-08", "2019-09-10"),
        ("during Ramadan", "2019-05-05", "2019-06-04"),
        ("during Ramadan this year", "2019-05-05", "2019-06-04"),
        ("during Ramadan last year", "2018-05-15", "2018-06-15"),
        ("on the first day of Ramadan", "2019-05-05", "2019-05-07"),
        ("in the holy month of Muharram 1440", "2018-09-10", "2018-10-10"),
        ("on the second day of Eid al-Adha", "2019-08-11", "2019-08-13"),
        ("on Eid al-Fitr 2018", "2018-06-14", "2018-06-18"),
        ("on 3 Dhu al-Hijja 1440", "2019-08-03", "2019-08-05"),
    ],
)
def test_alone_they_are_known_to_a_day_either_side(words: str, start: str, end: str) -> None:
    assert days(f"Six were killed {words}.") == (start, end)


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        ("Six were killed on 12 Safar.", None, "not known"),
        ("Six were killed during Ramadan.", None, "not known"),
        ("Six were killed on 12 Safar 1301.", DAY, "no table"),
    ],
)
def test_refused(text: str, day: date | None, why: str) -> None:
    assert why in days(text, day)


@pytest.mark.parametrize("text", ["Mr Rajab spoke.", "Shaban Rajab was named.", "Safar is a town."])
def test_names_are_no_months(text: str) -> None:
    assert find_time_words(text) == []


@given(st.dates(date(1980, 1, 1), date(2040, 12, 31)), st.integers(0, 300))
def test_a_day_without_a_year_is_the_last_one(day: date, back: int) -> None:
    said = day - timedelta(days=back)
    islamic = Gregorian.fromdate(said).to_hijri()
    when = resolve_time(f"on {islamic.day} {islamic.month_name()}".replace("\u2019", "'"), day).when
    assert when is not None
    assert when.start is not None
    assert when.end is not None
    assert when.start <= said <= when.end
