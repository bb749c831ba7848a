"""Two recorders' incidents, matched without ids."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sample_view as s

from tollbook.publish.comparable import Comparable, Point, of_rows, of_view
from tollbook.publish.comparison import recorders_doc
from tollbook.publish.ged import export_ged
from tollbook.publish.matching import match
from tollbook.record.ged import GedRow

DAY = date(2026, 2, 21)


def one(key: str = "x", **changes) -> Comparable:
    given = {
        "start": DAY, "end": DAY, "points": (Point("Town", 34.0, 44.0, 5.0),), "country": 645,
        "low": 3, "best": 3, "high": 3, "sides": frozenset({"band"}), **changes,
    }  # fmt: skip
    return Comparable(key, **given)


def at(km_north: float, reach: float = 5.0) -> tuple[Point, ...]:
    return (Point("Village", 34.0 + km_north / 111.195, 44.0, reach),)


def later(days: int) -> dict[str, date]:
    return {"start": DAY + timedelta(days), "end": DAY + timedelta(days)}


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (one("y"), ()),
        (one("y", **later(2)), ("day",)),
        (one("y", points=at(40)), ("place",)),
        (one("y", low=5, best=9, high=9), ("dead",)),
        (one("y", sides=frozenset({"other band"})), ("sides",)),
        (one("y", sides=frozenset()), ()),
        (one("y", points=at(60, reach=150)), ("place",)),
        (one("y", start=DAY - timedelta(3), end=DAY + timedelta(3)), ("day",)),
    ],
)
def test_one_incident_told_by_two(other: Comparable, differs: tuple[str, ...]) -> None:
    (pair,) = match([one()], [other]).pairs
    assert tuple(d.partition(":")[0] for d in pair.differs) == differs


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (one("y", **later(30)), "nothing within 7 days and 100 km"),
        (one("y", points=at(300)), "nothing within 7 days and 100 km"),
        (one("y", start=None, end=None), "nothing within"),
        (one("y", **later(6), points=at(80), best=40, high=40), "too little agrees"),
    ],
)
def test_two_incidents(other: Comparable, why: str) -> None:
    matched = match([one()], [other])
    assert matched.pairs == ()
    (alone,) = matched.only_a
    assert why in alone.why
    assert len(matched.only_b) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [({"start": None, "end": None}, "day is not known"), ({"points": ()}, "place is not known")],
)
def test_what_has_no_day_or_place_is_said(change, why) -> None:
    (alone,) = match([one(**change)], [one()]).only_a
    assert why in alone.why


def test_each_incident_is_taken_once_and_the_better_pair_first() -> None:
    matched = match([one(**later(1)), one()], [one("y")])
    assert [(p.a, p.b) for p in matched.pairs] == [(1, 0)]
    assert "fits another better" in matched.only_a[0].why


def test_across_the_date_line_and_at_high_latitudes() -> None:
    west, east = Point("W", 66.0, 179.9, 5.0), Point("E", 66.0, -179.9, 5.0)
    (pair,) = match([one(points=(west,))], [one("y", points=(east,))]).pairs
    assert "9 km apart" in pair.differs[0]


def rows(seed: int, number: int) -> list[GedRow]:
    draw = random.Random(seed)  # noqa: S311
    found = []
    for n in range(number):
        start = date(2026, 2, 1) + timedelta(draw.randrange(28))
        dead = draw.randrange(1, 60)
        found.append(
            GedRow(
                id=n, where_prec=1, where_coordinates=f"Town {n}", date_start=start, date_end=start,
                latitude=round(draw.uniform(-30, 60), 4),
                longitude=round(draw.uniform(-90, 140), 4),
                low=dead, best=dead, high=dead, side_a=f"Band {draw.randrange(9)}",
            )
        )  # fmt: skip
    return found


def numbered(made: list[GedRow]) -> list[Comparable]:
    return of_rows(list(enumerate(made, start=1)))


def test_a_table_agrees_with_itself_whatever_its_order_and_ids() -> None:
    made = rows(1, 400)
    order = random.Random(2).sample(range(400), 400)  # noqa: S311
    matched = match(numbered(made), numbered([replace(made[i], id=None) for i in order]))
    assert [(p.a, order[p.b], p.differs) for p in matched.pairs] == [(i, i, ()) for i in range(400)]


def test_changed_rows_are_found_and_the_change_is_named() -> None:
    made = rows(3, 300)
    changed = list(made)
    for i in range(0, 300, 30):
        start = made[i].date_start + timedelta(2)
        changed[i] = replace(made[i], date_start=start, date_end=start)
        changed[i + 1] = replace(made[i + 1], latitude=made[i + 1].latitude + 0.2)
        changed[i + 2] = replace(made[i + 2], best=made[i + 2].best * 3 + 1)
    matched = match(numbered(made), numbered(changed))
    found = {p.a: (p.b, [d.partition(":")[0] for d in p.differs]) for p in matched.pairs}
    for i in range(0, 300, 30):
        assert found[i] == (i, ["day"])
        assert found[i + 1] == (i + 1, ["place"])
        assert found[i + 2] == (i + 2, ["dead"])
    assert sum(not differs for _, differs in found.values()) == 270


def test_a_book_against_its_own_table() -> None:
    book = of_view(s.VIEW)
    table = of_rows([(1, row.ged) for row in export_ged(s.VIEW).rows])
    doc = recorders_doc(("book", "table"), book, table, match(book, table))
    assert len(doc.agree) == 1
    assert (doc.conflict, doc.only_a, doc.only_b) == ([], [], [])
    assert doc.agree[0].a.words == "4 Oct 2019, Nasiriyah, 3 to 5 dead, best 5"
    assert doc.a.dead == 5
