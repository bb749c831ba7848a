"""The day that a report's words count from, where the moment of its stamp is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from tollbook.record import Place, Published, Resolution, Span, When
from tollbook.resolve import Atlas
from tollbook.resolve.timed import Timed
from tollbook.resolve.universal_time import at_the_place
from tollbook.resolve.writing_day import counted_from, days_at, resolve_against

from test_event import claim_of, mentions_of, report_of  # isort: skip

D1, D2, D3, D4 = (date(2019, 10, n) for n in (1, 2, 3, 4))  # Tuesday to Friday


def stamped(day: int, hour: int, minute: int, ahead: float = 0) -> Published:
    at = datetime(2019, 10, day, hour, minute, tzinfo=timezone(timedelta(hours=ahead)))
    return Published(at.date(), at.date(), "meta", at)


@pytest.mark.parametrize(
    ("published", "zones", "days"),
    [
        (stamped(3, 0, 30), ["Asia/Baghdad"], (D3,)),
        (stamped(3, 0, 30), ["America/New_York"], (D2, D3)),
        (stamped(3, 22, 30), ["Asia/Baghdad"], (D3, D4)),
        (stamped(3, 6, 0), ["America/New_York", "America/Los_Angeles"], (D2, D3)),
        (stamped(2, 20, 30, -4), ["Asia/Baghdad"], (D2, D3)),
        (stamped(2, 20, 30, -4), ["America/New_York"], (D2,)),
        (stamped(2, 20, 30, -4), [], (D2,)),
        (Published(D3, D3, "meta"), ["America/New_York"], (D3,)),  # no hour: the day as printed
        (Published(D1, D4, "url"), ["Asia/Baghdad"], ()),
        (None, ["Asia/Baghdad"], ()),
    ],
)
def test_days_at(published: Published | None, zones: list[str], days: tuple[date, ...]) -> None:
    assert days_at(published, zones) == days


@pytest.mark.parametrize(
    ("days", "line", "counted"),
    [
        ((D2, D3), "Thursday", (D3,)),
        ((D2, D3), "Wednesday", (D2,)),
        ((D2, D3), "Oct 3", (D3,)),
        ((D2,), "Thursday", (D3,)),  # a stamp of a zone to the west
        ((D2, D3), "Friday", (D4,)),
        ((D2, D3), "Sunday", (D2, D3)),
        ((D3,), "Sept 30", (date(2019, 9, 30),)),  # printed again
        ((D3,), "Aug 30", (D3,)),
        ((D2, D3), None, (D2, D3)),
        ((), "Thursday", ()),
    ],
)
def test_a_dateline_says_which_day_it_is(
    days: tuple[date, ...], line: str | None, counted: tuple[date, ...]
) -> None:
    assert counted_from(days, line) == counted


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("on Wednesday", D2, D2, "day"),  # the same from both days
        ("on Tuesday", D1, D1, "day"),
        ("today", D2, D3, "days"),
        ("yesterday", D1, D2, "days"),
        ("on Thursday", date(2019, 9, 26), D3, "month"),  # today, or a week before
        ("on 30 September", date(2019, 9, 30), date(2019, 9, 30), "day"),
        ("since Monday", date(2019, 9, 30), D3, "period"),
        ("until Monday", None, date(2019, 9, 30), "bound"),
    ],
)
def test_words_that_may_count_from_two_days_hold_both(
    words: str, start: date | None, end: date, precision: str
) -> None:
    when = resolve_against(words, (D2, D3)).when
    assert when is not None
    assert (when.start, when.end, when.precision) == (start, end, precision)


def test_what_cannot_be_resolved_stays_so() -> None:
    assert resolve_against("tomorrow", (D2, D3)).when is None
    assert resolve_against("on Friday", ()).when is None


def when_of(atlas: Atlas, text: str, words: str, time: str, published: Published) -> Resolution:
    report = report_of(text)
    claim = claim_of(report, words, times=(time,))
    found = atlas.resolve(report, [claim], mentions_of(report, []), published)
    return next(r for r in found if r.kind == "time" and r.subject == claim.id)


@pytest.mark.parametrize(
    ("place", "published", "days"),
    [
        ("BAGHDAD", stamped(3, 0, 30), (D3, D3)),
        ("NEW YORK", stamped(3, 0, 30), (D2, D3)),
        ("NEW YORK", stamped(3, 4, 30), (D3, D3)),
        ("BAGHDAD", stamped(2, 20, 30, -4), (D2, D3)),
    ],
)
def test_today_is_the_day_at_the_place_of_the_dateline(
    atlas: Atlas, place: str, published: Published, days: tuple[date, date]
) -> None:
    text = f"{place} (Wire) - Gunmen shot dead two men today, police said."
    found = when_of(atlas, text, "shot dead", "today", published)
    assert found.when is not None
    assert (found.when.start, found.when.end) == days


def test_without_a_dateline_a_stamp_in_utc_is_that_of_what_the_report_is_about(
    atlas: Atlas,
) -> None:
    text = "Police in Iraq said gunmen shot dead two men in Baghdad today."
    found = when_of(atlas, text, "shot dead", "today", stamped(3, 22, 30))
    assert found.when is not None
    assert (found.when.start, found.when.end) == (D3, D4)
    own = when_of(atlas, text, "shot dead", "today", stamped(3, 22, 30, 1))
    assert own.when is not None
    assert (own.when.start, own.when.end) == (D3, D3)  # the outlet's own clock


def test_what_came_before_midnight_there_is_not_after_the_report(atlas: Atlas) -> None:
    text = "BAGHDAD (Wire) - Gunmen shot dead two men on Friday, police said."
    found = when_of(atlas, text, "shot dead", "on Friday", stamped(3, 22, 30))
    assert found.when is not None
    assert (found.when.start, found.when.end) == (date(2019, 9, 27), D4)


def test_zones_of_a_place(atlas: Atlas) -> None:
    def zones(name: str) -> tuple[str, ...]:
        return atlas.gazetteer.zones(atlas.gazetteer.candidates(name)[0].place)

    assert zones("Baghdad") == ("Asia/Baghdad",)
    assert "America/New_York" in zones("United States")
    assert "America/Chicago" in zones("United States")
    assert zones("Chicago") == ("America/Chicago",)
    nowhere = Place("my:x", "X", None, None, None, None, "region", 10.0)
    assert atlas.gazetteer.zones(nowhere) == ()


@pytest.mark.parametrize(
    ("words", "zones", "days"),
    [
        ("at 2330 GMT on Friday", ("Asia/Baghdad",), (4, 5)),
        ("at 23:30 GMT on Friday", ("Asia/Baghdad",), (4, 5)),
        ("Friday at 2 UTC", ("America/New_York",), (3, 4)),
        ("at 1230 GMT on Friday", ("Asia/Baghdad",), (4, 4)),
        ("at 11:30 p.m. on Friday", ("Asia/Baghdad",), (4, 4)),
        ("at 2330 GMT on Friday", (), (4, 4)),
    ],
)
def test_an_hour_by_greenwich_may_be_on_another_day_at_the_place(
    words: str, zones: tuple[str, ...], days: tuple[int, int]
) -> None:
    friday = When(date(2019, 10, 4), date(2019, 10, 4), "day", "Friday")
    found = at_the_place(Timed(friday, Span(0, len(words), words), "clause", "", 0.9), zones)
    assert found.when is not None
    assert (found.when.start, found.when.end) == tuple(date(2019, 10, d) for d in days)
