"""The picture of the balances, and the numbers behind it."""

from __future__ import annotations

import builtins
from dataclasses import replace
from datetime import date

import pytest

from tollbook.errors import MissingPart
from tollbook.publish.band import Band, Stated, Step, bands
from tollbook.publish.plot_balances import plot_balances, title
from tollbook.record import Account, Count, Incident, Interval, Sum, Toll, When, Why
from tollbook.view import View

SINCE = date(2019, 10, 1)


def toll(low: int, best: int, high: int) -> Toll:
    return Toll("killed", low, best, high, False, 1, 1, "default", ())


def incident(name: str, first: str | None, last: str | None, *figure: int) -> Incident:
    when = None
    if first and last:
        days = Interval(date.fromisoformat(first), date.fromisoformat(last))
        when = When(days.start, days.end, "day", Why("text", "", ()))
    return Incident(name, (), when, (), (), False, "weak", (toll(*figure),))


def account(name: str, day: str, count: Count, inside: str = "", maybe: str = "") -> Account:
    until = date.fromisoformat(day)
    return Account(
        name, f"clm_{name}", "killed", "Iraq", Interval(SINCE, until), count,
        Sum(0, 0), Sum(0, 0), "undetermined", (), tuple(inside.split()), tuple(maybe.split()),
        "the ministry",
    )  # fmt: skip


INCIDENTS = (
    incident("a", "2019-10-04", "2019-10-04", 3, 4, 5),
    incident("b", "2019-10-08", "2019-10-10", 10, 10, 10),
    incident("c", None, None, 2, 2, 2),
)
ACCOUNTS = (
    account("one", "2019-10-09", Count.exact(9), "a", "b c"),
    account("two", "2019-10-20", Count.more_than(20), "a b", "c"),
)


@pytest.fixture
def band() -> Band:
    (made,) = bands(View(incidents=INCIDENTS), ACCOUNTS)
    return made


def test_the_band_counts_what_is_surely_past_and_what_may_be(band: Band) -> None:
    assert [(s.day.day, s.min, s.best, s.max) for s in band.documented] == [
        (1, 0, 0, 2),  # the undated incident may have been at once
        (4, 3, 4, 7),
        (8, 3, 4, 17),
        (10, 13, 14, 17),
        (20, 13, 14, 17),
    ]
    assert (band.incidents, band.undated) == (3, 1)


def test_totals_stand_on_the_day_they_run_to(band: Band) -> None:
    assert [(s.day.day, s.low, s.high) for s in band.stated] == [(9, 9, 9), (20, 21, None)]


def test_totals_of_different_things_are_never_in_one_band() -> None:
    others = (
        replace(ACCOUNTS[0], area="Basra"),
        replace(ACCOUNTS[0], only=("protester",)),
        replace(ACCOUNTS[0], period=Interval(date(2019, 10, 2), date(2019, 10, 9))),
        replace(ACCOUNTS[0], harm="injured"),
    )
    found = bands(View(incidents=INCIDENTS), [*ACCOUNTS, *others])
    assert sorted(len(b.stated) for b in found) == [1, 1, 1, 1, 2]
    assert len(found[0].stated) == 2


def test_a_total_without_a_last_day_is_not_drawn() -> None:
    assert bands(View(), [replace(ACCOUNTS[0], period=None)]) == []
    assert bands(View(), [replace(ACCOUNTS[0], period=Interval(SINCE, None))]) == []


def test_the_title_says_what_is_shown(band: Band) -> None:
    assert title(band) == "Killed in Iraq since 1 Oct 2019: 2 totals stated, 3 incidents inside"
    assert title(replace(band, area=None, only=("medic",))).startswith(
        "Killed (medic only), area not said since"
    )


def test_the_picture_is_the_same_bytes_again(band: Band) -> None:
    first = plot_balances([band], "svg", policy="default")
    assert first == plot_balances([band], "svg", policy="default")
    assert first.startswith(b"<?xml")
    assert b"dc:date" not in first
    assert plot_balances([band], "png", policy="default").startswith(b"\x89PNG")


def test_a_total_with_no_incident_is_drawn_too() -> None:
    alone = Band(
        "killed", None, None, (),
        (Stated("acc", date(2019, 10, 9), None, 20, "officials", "undetermined"),),
        (Step(date(2019, 10, 9), 0, 0, 0),), 0, 0,
    )  # fmt: skip
    assert plot_balances([alone], "svg", policy="default", left_out=2)


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="one band or more"):
        plot_balances([], "svg", policy="default")


def test_without_matplotlib_the_extra_is_named(band: Band, monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def missing(name: str, *more: object, **rest: object) -> object:
        if name.partition(".")[0] == "matplotlib":
            raise ImportError(name)
        return found(name, *more, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingPart, match="tollbook\\[plots\\]"):
        plot_balances([band], "svg", policy="default")
