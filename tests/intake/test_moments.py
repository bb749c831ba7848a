"""The moment of a stamp: read where hour and zone can mean one thing."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tollbook.intake import extract
from tollbook.intake.item import HTML, JSONL, TEXT, Item
from tollbook.intake.moments import moment_in, one_moment
from tollbook.record import Report

OCT_3 = date(2019, 10, 3)


def at(hour: int, minute: int, hours_ahead: float, second: int = 0) -> datetime:
    zone = timezone(timedelta(hours=hours_ahead))
    return datetime(2019, 10, 3, hour, minute, second, tzinfo=zone)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-10-03T00:30:00Z", at(0, 30, 0)),
        ("2019-10-03T00:30Z", at(0, 30, 0)),
        ("2019-10-03T00:30:15.250Z", at(0, 30, 0, 15)),
        ("2019-10-03T00:30:00+05:30", at(0, 30, 5.5)),
        ("2019-10-03T00:30:00+0300", at(0, 30, 3)),
        ("2019-10-03T00:30-04:00", at(0, 30, -4)),
        ("2019-10-03 00:30:00 -0400", at(0, 30, -4)),
        ("20191003T05:02:35Z", at(5, 2, 0, 35)),
        ("2019-10-03T00:30:00PDT", at(0, 30, -7)),
        ("Thu, 03 Oct 2019 10:01:41 GMT", at(10, 1, 0, 41)),
        ("Thu, Oct 3 2019 10:01:41 EDT", at(10, 1, -4, 41)),
        ("Published: 3 October 2019, 9:05 p.m. (UTC)", at(21, 5, 0)),
        ("October 3, 2019 12:05 am EDT", at(0, 5, -4)),
        ("3 October 2019 14.05 CEST", at(14, 5, 2)),
        ("2019-10-03T00:30:00", None),  # no zone
        ("3 October 2019 14:05", None),
        ("2019-10-03T00:30:00 IST", None),  # India's, Israel's or Ireland's
        ("3 October 2019 9:05 pm CST", None),  # America's or China's
        ("2019-10-03", None),
        ("October 2019 14:05 GMT", None),  # no day
        ("3 October 2019, open 10:00-1200", None),  # a span of hours
        ("3 October 2019, 10:00 GMT+3", None),
        ("2019-10-03T25:30:00Z", None),
        ("2019-10-03T14:65:00Z", None),
        ("3 October 2019 14:05 pm GMT", None),
        ("2019-10-03T00:30:00+23:00", None),  # no zone is so far ahead
    ],
)
def test_moment_in(text: str, moment: datetime | None) -> None:
    found = moment_in(text)
    assert found == moment
    assert found is None or moment is None or found.utcoffset() == moment.utcoffset()


@given(
    st.datetimes(datetime(1995, 1, 1), datetime(2099, 1, 1)),
    st.integers(-14 * 60, 14 * 60),
)
def test_every_iso_moment_is_read(naive: datetime, minutes: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    for text in (moment.isoformat(), moment.strftime("%Y-%m-%d %H:%M:%S%z")):
        found = moment_in(text)
        assert found == moment
        assert found is not None
        assert found.utcoffset() == moment.utcoffset()


def test_of_several_stamps_the_outlets_own_zone_counts_and_contradictions_give_none() -> None:
    own = ["2019-10-03T09:46:05Z", "2019-10-03T09:46:05+05:30"]
    assert one_moment(own, OCT_3) == at(9, 46, 5.5, 5)
    same = ["2019-10-03T15:53:52-05:00", "2019-10-03T16:53:52-04:00"]
    assert one_moment(same, OCT_3) == at(15, 53, -5, 52)
    assert one_moment(["20191003T05:02:35Z", "20191003T11:02:35Z"], OCT_3) is None
    assert one_moment(["2019-10-03T05:02-04:00", "2019-10-03T05:02+03:00"], OCT_3) is None
    assert one_moment(["2019-10-02T23:59:00Z", "2019-10-03"], OCT_3) is None


PAGE = """<html><head><title>Two die in Kut</title>{head}</head><body><h1>Two die in Kut</h1>{top}
<p>Two people died in the city of Kut on Wednesday, the hospital said in a statement.</p>
<p>The hospital gave no names, and nobody from the governor's office answered questions.</p>
</body></html>"""
META = '<meta property="article:published_time" content="2019-10-03T00:30:00+03:00">'


@pytest.mark.parametrize(
    ("name", "data", "moment"),
    [
        ("a.html", PAGE.format(head=META, top=""), at(0, 30, 3)),
        (
            "b.html",
            PAGE.format(head="", top='<time datetime="2019-10-03T00:30:00Z">3 Oct</time>'),
            at(0, 30, 0),
        ),
        ("c.html", PAGE.format(head=META.replace("+03:00", ""), top=""), None),
        ("d.txt", "Two die in Kut\n\n3 October 2019 00:30 GMT\n\nTwo people died.", at(0, 30, 0)),
        ("e.txt", "Two die in Kut\n\n3 October 2019\n\nTwo people died.", None),
        ("f.jsonl", '{"text": "Two died.", "published": "2019-10-03T00:30-04:00"}', at(0, 30, -4)),
        ("g.jsonl", '{"text": "Two died.", "published": "2019-10-03"}', None),
    ],
)
def test_a_report_keeps_the_moment_of_its_stamp(
    name: str, data: str, moment: datetime | None
) -> None:
    kind = {"html": HTML, "txt": TEXT, "jsonl": JSONL}[name.partition(".")[2]]
    record = 1 if kind == JSONL else None
    report = extract(Item.of(name, data.encode(), kind, record))
    assert isinstance(report, Report)
    assert report.published is not None
    assert report.published.start == report.published.end == OCT_3
    assert report.published.at == moment
