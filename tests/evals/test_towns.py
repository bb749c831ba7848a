"""Whether a place is the town that a gold set names by name and state, or lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tollbook.evals.towns import Towns, town_names
from tollbook.record import Place
from tollbook.record.text import fold
from tollbook.record.vocabulary import PlaceLevel
from tollbook.resolve.gazetteer import Gazetteer

CHICAGO = Place("gn:4887398", "Chicago", 41.85, -87.65, "US", "US.IL", "city", 15.0, 2_700_000)
QUARTER = Place("gn:1", "Testlawn", 41.78, -87.6, "US", "US.IL", "town", 4.0, 24_000)


@pytest.fixture(scope="module")
def towns() -> Iterator[Towns]:
    gazetteer = Gazetteer.open()
    yield Towns(gazetteer)
    gazetteer.close()


@pytest.mark.parametrize(
    ("place", "town", "within"),
    [
        (CHICAGO, True, True),
        (QUARTER, False, True),
        (replace(QUARTER, admin1="US.IN"), False, False),
        (replace(QUARTER, lat=42.5), False, False),
        (replace(QUARTER, population=3_000_000), False, False),
        (replace(QUARTER, level="district"), False, False),
        (replace(QUARTER, level="neighbourhood", parents=("gn:4887398",)), True, True),
        # a county that holds it is no city that it is a part of
        (replace(QUARTER, parents=("gn:4888671",)), False, True),
        # a namesake in another state
        (replace(CHICAGO, id="gn:2", admin1="US.CA"), False, False),
        (replace(CHICAGO, id="said:US.IL:chicago", lat=None, lon=None), True, True),
        # what a report alone names, in the town or in its state; not what is only near it
        (
            replace(CHICAGO, id="said:1", name="Oak Street, in Chicago", parents=("gn:4887398",)),
            True,
            True,
        ),
        (
            replace(CHICAGO, id="said:1", name="Chicago, in Illinois", lat=None, lon=None),
            True,
            True,
        ),
        (replace(CHICAGO, id="said:1", name="Oak Park, near Chicago", lat=42.5), False, False),
        (None, False, False),
    ],
)
def test_a_place_beside_the_golds_town(
    towns: Towns, place: Place | None, town: bool, within: bool
) -> None:
    assert towns.is_town(place, "Chicago", "Illinois") is town
    assert towns.is_within(place, "Chicago", "Illinois") is within


def test_a_town_that_the_gazetteer_spells_otherwise(towns: Towns) -> None:
    (found,) = {p.id: p for p in towns.towns("Greenacres", "Florida")}.values()
    assert towns.is_town(replace(found, name="Greenacres City"), "Greenacres", "Florida")
    assert not towns.is_town(replace(found, name="Greenacres City"), "Greenacres", "California")


@pytest.mark.parametrize(
    ("town", "level", "name", "right"),
    [
        ("Saint Louis, Missouri", "district", "Saint Louis County", False),
        ("Los Angeles, California", "district", "Los Angeles County", False),
        ("New York, New York", "province", "New York", False),
        ("Baltimore, Maryland", "district", "City of Baltimore", True),
        ("Marion (county), Texas", "district", "Marion County", True),
        ("Stokes County, North Carolina", "district", "Stokes County", True),
    ],
)
def test_a_county_is_no_town_of_its_name(
    towns: Towns, town: str, level: PlaceLevel, name: str, right: bool
) -> None:
    city, state = town.split(", ")
    (unit,) = {
        c.place.id: c.place
        for c in towns.gazetteer.candidates(name)
        if c.place.level == level and c.place.admin1 in towns._units(state)
    }.values()
    assert towns.is_town(unit, city, state) is right


def test_names_of_a_county() -> None:
    assert town_names("Clark (county)") == {fold("Clark County")}
