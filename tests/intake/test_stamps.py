"""Dates as written: read where they mean one thing, refused where they mean two."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.intake.stamps import is_only_a_stamp, read_foreign_stamp, read_stamp, stamp_in_url

OCT_5 = (date(2019, 10, 5), date(2019, 10, 5))
OCTOBER = (date(2019, 10, 1), date(2019, 10, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2019-10-05", OCT_5),
        ("2019-10-05T23:59:00+03:00", OCT_5),
        ("20191005T102235Z", OCT_5),
        ("2019/10/5", OCT_5),
        ("2019.10.05", OCT_5),
        ("5 October 2019", OCT_5),
        ("5th of October, 2019", OCT_5),
        ("05-Oct-2019", OCT_5),
        ("Sat, 05 Oct 2019 10:00:00 GMT", OCT_5),
        ("October 5, 2019, 4:59 pm", OCT_5),
        ("Oct. 5th 2019", OCT_5),
        ("5.10.2019", OCT_5),
        ("2019年10月5日 10時", OCT_5),
        ("10/25/2019", (date(2019, 10, 25), date(2019, 10, 25))),
        ("25/10/2019", (date(2019, 10, 25), date(2019, 10, 25))),
        ("05/05/2019", (date(2019, 5, 5), date(2019, 5, 5))),
        ("2019-10", OCTOBER),
        ("October 2019", OCTOBER),
        ("February 2020", (date(2020, 2, 1), date(2020, 2, 29))),
        ("04/10/2019", None),  # April or October
        ("2019", None),
        ("2019-13-05", None),
        ("31 June 2019", None),
        ("1570269600", None),
        ("in October", None),
        ("", None),
    ],
)
def test_read_stamp(text: str, days: tuple[date, date] | None) -> None:
    assert read_stamp(text) == days


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_in_every_plain_form(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%dT10:00Z"):
        assert read_stamp(day.strftime(form)) == (day, day), form


@pytest.mark.parametrize(
    ("url", "days"),
    [
        ("https://paper.example/2019/10/05/march", OCT_5),
        ("https://paper.example/world/2019/10/5/march", OCT_5),
        ("https://paper.example/2019-10-05-march.html", OCT_5),
        ("https://paper.example/march-20191005.html", OCT_5),
        ("https://paper.example/2019/10/march", OCTOBER),
        ("https://paper.example/story-120191005120", None),
        ("https://paper.example/20197799", None),
        ("https://paper.example/?date=2019-10-05", None),
        ("https://2019-10-05.example/", None),
    ],
)
def test_stamp_in_url(url: str, days: tuple[date, date] | None) -> None:
    assert stamp_in_url(url) == days


def test_months_of_other_languages() -> None:
    assert read_foreign_stamp("Publié le 5 octobre 2019") == OCT_5
    assert read_foreign_stamp("no date here") is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Published: 5 October 2019", True),
        ("Saturday, October 5, 2019 at 4:59 pm", True),
        ("Last updated on 2019-10-05 14:05 UTC", True),
        ("04/10/2019", True),
        ("Three people died on 5 October 2019", False),
        ("5 October 2019 march", False),
        ("Baghdad", False),
    ],
)
def test_is_only_a_stamp(line: str, told: bool) -> None:
    assert is_only_a_stamp(line) is told
