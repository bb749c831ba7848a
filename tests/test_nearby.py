"""Which incidents lie near one: the columns against looking at each of them."""

from __future__ import annotations

from datetime import date, timedelta
from math import cos, radians

from hypothesis import given
from hypothesis import strategies as st

from tollbook.nearby import Points, PointsNow, spots_of
from tollbook.record import Incident, Place, When

_DAYS = 3
_DEGREES = 0.6


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    made = []
    for number in range(draw(st.integers(1, 12))):
        first = draw(st.none() | st.integers(0, 12))
        day = None if first is None else date(2024, 2, 25) + timedelta(first)
        long = timedelta(draw(st.sampled_from((0, 0, 1, 40))))
        when = None if day is None else When(day, day + long, "day", "named")
        points = draw(
            st.lists(
                st.tuples(st.sampled_from((33.0, 33.3, 33.9)), st.sampled_from((179.8, -179.9))),
                max_size=2,
            )
        )
        places = tuple(
            Place(f"gn:{n}", "Town", lat, lon, "IQ", None, "city", 5.0)
            for n, (lat, lon) in enumerate(points)
        )
        made.append(Incident(f"inc_{number:02}", (), when, places, (), False, "weak", ()))
    return made


def _gap(a: Incident, b: Incident) -> float | None:
    """Days and degrees apart, as the docstring of ``near`` has it; None: not near."""
    days = degrees = None
    if a.when and b.when and a.when.start and a.when.end and b.when.start and b.when.end:
        days = max((a.when.start - b.when.end).days, (b.when.start - a.when.end).days, 0)
    far = [
        max(
            abs(p.lat - q.lat),
            min(abs(p.lon - q.lon), 360 - abs(p.lon - q.lon)) * cos(radians(p.lat)),
        )
        for p in a.places
        for q in b.places
        if p.lat is not None and p.lon is not None and q.lat is not None and q.lon is not None
    ]
    degrees = min(far, default=None)
    if days is None and degrees is None:
        return None
    if (days is not None and days > _DAYS) or (degrees is not None and degrees > _DEGREES):
        return None
    return (_DAYS + 1 if days is None else days) + (_DEGREES if degrees is None else degrees)


@given(incidents())
def test_the_columns_find_what_looking_at_each_finds(book: list[Incident]) -> None:
    points = Points.of(spot for each in book for spot in spots_of(each))
    for own in book:
        gaps = {o.id: gap for o in book if o.id != own.id and (gap := _gap(own, o)) is not None}
        found = points.near(own, _DAYS)
        assert set(found) == set(gaps)
        assert [round(gaps[i], 6) for i in found] == sorted(round(g, 6) for g in gaps.values())


@given(incidents(), st.data())
def test_what_changed_is_looked_for_where_it_lies_now(
    book: list[Incident], data: st.DataObject
) -> None:
    some = data.draw(st.sets(st.sampled_from(range(len(book)))))
    changed = [book[n] for n in some]
    old = Points.of(spot for each in book for spot in spots_of(each))
    beside = Points.of(spot for each in changed for spot in spots_of(each))
    now = PointsNow(old, beside, frozenset(each.id for each in changed))
    for own in book:
        assert sorted(now.near(own, _DAYS)) == sorted(old.near(own, _DAYS))


def test_nothing_lies_near_what_has_neither_day_nor_place() -> None:
    lost = Incident("inc_0", (), None, (), (), False, "weak", ())
    assert spots_of(lost) == []
    assert Points().near(lost, _DAYS) == []
