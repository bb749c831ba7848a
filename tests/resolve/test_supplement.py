"""Our own list of places: each row whole, each point plausible beside its parents and GeoNames."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import get_args

import pytest

from tollbook.record.text import fold
from tollbook.record.vocabulary import PlaceLevel
from tollbook.resolve import Atlas
from tollbook.resolve.named_place import distance_km

ROWS = list(
    csv.DictReader(
        files("tollbook.resolve").joinpath("data/places.csv").read_text("utf-8").splitlines()
    )
)
BY_ID = {row["id"]: row for row in ROWS}
SETTLED = ("city", "town", "village")


def point(row: dict[str, str]) -> tuple[float, float]:
    return float(row["lat"]), float(row["lon"])


def test_rows_are_whole() -> None:
    assert len(BY_ID) == len(ROWS)
    for row in ROWS:
        assert None not in row, row
        assert all(row[column] for column in ("id", "name", "lat", "lon", "level", "radius_km")), (
            row
        )
        assert row["level"] in get_args(PlaceLevel), row
        assert float(row["radius_km"]) > 0
        assert row["note"], f"{row['id']}: say where the point is from"
        for parent in row["parent"].split("|"):
            assert parent in ("", *BY_ID) or parent.startswith("gn:"), row


@pytest.mark.parametrize(
    ("row", "above_it"),
    [(r, p) for r in ROWS for p in r["parent"].split("|") if p],
    ids=lambda value: value["id"] if isinstance(value, dict) else value,
)
def test_a_place_lies_within_its_parents(atlas: Atlas, row: dict[str, str], above_it: str) -> None:
    if above_it.startswith("gn:"):
        parent = atlas.gazetteer.place(above_it)
        assert parent is not None
        assert parent.lat is not None
        assert parent.lon is not None
        middle, reach = (parent.lat, parent.lon), parent.radius_km
    else:
        above = BY_ID[above_it]
        middle, reach = point(above), float(above["radius_km"])
    apart = distance_km(*point(row), *middle)
    assert apart <= reach + float(row["radius_km"]), f"{apart:.0f} km from {above_it}"


@pytest.mark.parametrize(
    "row", [r for r in ROWS if r["country"] and r["level"] in SETTLED], ids=lambda r: r["id"]
)
def test_a_town_lies_where_geonames_has_its_name(atlas: Atlas, row: dict[str, str]) -> None:
    """Where GeoNames has places of that name in the country, one of them is near."""
    names = [row["name"].split(" (")[0], *(v for v in row["variants"].split("|") if v)]
    theirs = [
        c.place
        for name in names
        for c in atlas.gazetteer.candidates(name)
        if c.place.id.startswith("gn:")
        and c.place.country == row["country"]
        and c.place.level in SETTLED
        and fold(c.place.name) in {fold(n) for n in names}
        and not c.loose
    ]
    apart = [
        distance_km(*point(row), p.lat, p.lon)
        for p in theirs
        if p.lat is not None and p.lon is not None
    ]
    assert not apart or min(apart) <= max(30.0, float(row["radius_km"])), f"{min(apart):.0f} km"


def test_an_approximate_row_lends_its_names_and_keeps_the_point_of_geonames(atlas: Atlas) -> None:
    row = BY_ID["goma"]
    assert row["note"].startswith("approximate")
    place = atlas.gazetteer.candidates("Goma")[0].place
    assert place.id.startswith("gn:")
    assert (place.lat, place.lon) != point(row)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("Rimal", ["Gaza City", "Gaza Strip"]),
        ("Shujaiya", ["Gaza City", "Gaza Governorate", "Gaza Strip"]),
        ("Jenin refugee camp", ["Jan\u012bn", "West Bank"]),
        ("Yarmouk camp", ["Damascus", "Syria"]),
        ("Crater district", ["Aden", "Yemen"]),
        ("Karrada", ["Baghdad", "Iraq"]),
        ("Gaza City", ["Gaza Strip"]),
    ],
)
def test_a_quarter_lies_in_its_city_and_all_that_holds_that(
    atlas: Atlas, name: str, above: list[str]
) -> None:
    (found, *_) = atlas.gazetteer.listed(name)
    parents = [atlas.gazetteer.place(p) for p in found.place.parents]
    named = [p.name for p in parents if p is not None]
    assert list(dict.fromkeys(n for n in named if n in above)) == above  # nearest first
    assert "Craiter" not in named  # where the point of Aden is, not all its quarters
    assert len(set(found.place.parents)) == len(found.place.parents)
    assert found.place.id not in found.place.parents
