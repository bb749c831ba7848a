"""Pictures of timeline, map and sources: the numbers behind them, and that they are drawn."""

from __future__ import annotations

import builtins
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sample_view as s

from tollbook.errors import MissingPart
from tollbook.publish import plot_map, plot_sources, plot_timeline
from tollbook.publish.plot_map import spots_of
from tollbook.publish.plot_sources import sources_of
from tollbook.publish.timeline import timeline
from tollbook.record import Incident, Place, Toll, When

KUT = Place("gn:kut", "Kut", 32.5, 45.8, "IQ", "IQ.16", "city", 10.0)
NEAR_KUT = replace(KUT, relation="near", radius_km=20.0)
DHI_QAR = Place("gn:dq", "Dhi Qar", 31.1, 46.2, "IQ", "IQ.09", "province", 90.0)
FIJI = Place("gn:fj", "Fiji", -17.8, 178.0, "FJ", None, "country", 300.0)
START = date(2019, 10, 4)


def incident(n: int, days: tuple[int, int] | None = (0, 0), place=KUT, figures=(2, 3, 5), **more):
    when = None
    if days is not None:
        when = When(START + timedelta(days[0]), START + timedelta(days[1]), "days", "")
    toll = Toll("killed", *figures, more.get("open_above", False), 1, 1, "default", ())
    places = (place,) if place else ()
    return Incident(f"inc_{n}", (), when, places, (), False, "weak", (toll,))


def test_a_bar_holds_what_is_surely_of_its_day() -> None:
    made = timeline([incident(1), incident(2), incident(3, (0, 2)), incident(4, None)], "killed")
    (bar,) = made.bars
    assert (bar.min, bar.best, bar.max, bar.incidents) == (4, 6, 10, 2)
    (wide,) = made.wide
    assert (wide.start, wide.end, wide.best) == (START, START + timedelta(2), 3)
    assert made.undated == 1


@pytest.mark.parametrize(("last", "width"), [(99, "day"), (100, "week"), (749, "week"),
                                             (750, "month")])  # fmt: skip
def test_bars_are_as_wide_as_the_time_is_long(last: int, width: str) -> None:
    made = timeline([incident(1), incident(2, (last, last))], "killed")
    assert made.width == width
    assert sum(b.best for b in made.all) == 6
    assert all(b.start <= START + timedelta(last) for b in made.all)


def test_what_is_not_known_is_drawn_at_what_is() -> None:
    made = timeline([incident(1, figures=(None, None, 7)), incident(2, figures=(4, None, None))],
                    "killed")  # fmt: skip
    assert [(b.min, b.best, b.max) for b in made.bars] == [(4, 4, 11)]


def test_the_timelines_title_says_how_many_and_that_it_may_be_more() -> None:
    made = timeline(
        [incident(1, open_above=True), incident(2, (3, 3), figures=(1, 1, 1))], "killed"
    )
    assert plot_timeline.title(made) == (
        "Killed by day: 3 to 6 or more, best 4, documented in 2 incidents, 4 Oct 2019 to 7 Oct 2019"
    )


def test_a_map_shows_no_pin_for_an_area() -> None:
    made = spots_of([incident(1), incident(2, place=NEAR_KUT), incident(3, place=DHI_QAR),
                     incident(4, place=None)], "killed")  # fmt: skip
    assert {spot.place.name: spot.shape for spot in made.spots if spot.place != KUT} == {
        "Kut": "ring", "Dhi Qar": "area",
    }  # fmt: skip
    assert next(spot.shape for spot in made.spots if spot.place == KUT) == "point"
    assert made.unplaced == 1
    assert plot_map.title(made) == "Killed: 9 documented at 3 places, in 3 incidents"


def test_sources_count_copies_apart() -> None:
    made = sources_of(s.VIEW, "killed")
    assert [(o.name, o.own, o.copies) for o in made.outlets] == [
        ("Copying Post", 0, 1), ("Example Wire", 1, 0), ("State Agency", 1, 0),
    ]  # fmt: skip
    assert made.lineages == {2: 1}
    assert plot_sources.title(made) == (
        "3 reports by 3 outlets, 1 of them copies, tell of 1 incident"
    )


DRAWINGS = {
    "timeline": lambda form: plot_timeline.plot_timeline(
        timeline([incident(1, open_above=True), incident(2, (1, 9))], "killed"), form, policy="p"
    ),
    "map": lambda form: plot_map.plot_map(
        spots_of([incident(1), incident(2, place=NEAR_KUT), incident(3, place=DHI_QAR)], "killed"),
        form,
        policy="p",
    ),
    "date line": lambda form: plot_map.plot_map(
        spots_of([incident(1, place=FIJI)], "killed"), form, policy="p"
    ),
    "sources": lambda form: plot_sources.plot_sources(
        sources_of(s.VIEW, "killed"), form, policy="p"
    ),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_picture_is_the_same_bytes_again(name: str) -> None:
    first = DRAWINGS[name]("svg")
    assert first == DRAWINGS[name]("svg")
    assert first.startswith(b"<?xml")
    assert b"dc:date" not in first
    assert DRAWINGS[name]("png").startswith(b"\x89PNG")


def test_many_outlets_are_added_up() -> None:
    outlets = tuple(plot_sources.Outlet(f"Outlet {n}", 1, 0) for n in range(30))
    made = plot_sources.Sources("killed", outlets, {1: 2, 7: 1})
    assert plot_sources.plot_sources(made, "svg", policy="p")


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="one dated incident"):
        plot_timeline.plot_timeline(timeline([], "killed"), "svg", policy="p")
    with pytest.raises(ValueError, match="one incident with a place"):
        plot_map.plot_map(spots_of([incident(1, place=None)], "killed"), "svg", policy="p")
    with pytest.raises(ValueError, match="one report"):
        plot_sources.plot_sources(sources_of(s.VIEW, "missing"), "svg", policy="p")


@pytest.mark.parametrize("name", DRAWINGS)
def test_without_matplotlib_the_extra_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def missing(module: str, *more: object, **rest: object) -> object:
        if module.partition(".")[0] == "matplotlib":
            raise ImportError(module)
        return found(module, *more, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingPart, match="tollbook\\[plots\\]"):
        DRAWINGS[name]("svg")
