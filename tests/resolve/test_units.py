"""Where the middle of a first-order unit is and how far it reaches."""

from __future__ import annotations

import pytest

from tollbook.record import Place
from tollbook.resolve import Atlas
from tollbook.resolve.gazetteer_units import Unit, unit_areas
from tollbook.resolve.named_place import PRIMARY, NamedPlace, distance_km


@pytest.mark.parametrize(
    ("code", "point", "reach"),
    [
        # The packages have a handful of places in these: their middle was far off.
        ("SS.03", (7.4, 32.3), (200, 450)),  # Jonglei, whose reach was 5 km
        ("SD.47", (14.2, 23.1), (120, 350)),  # West Darfur
        ("ML.09", (16.8, 1.4), (200, 500)),  # Gao
        ("CL.01", (-32.7, -71.0), (60, 300)),  # Valparaiso, and not out at its islands
        ("RU.15", (66.4, 172.8), (400, 1200)),  # Chukotka, on both sides of 180 degrees
    ],
)
def test_a_units_point_is_the_middle_of_its_area(
    atlas: Atlas, code: str, point: tuple[float, float], reach: tuple[int, int]
) -> None:
    place = atlas.gazetteer.province(code)
    assert place is not None
    assert place.lat is not None
    assert place.lon is not None
    assert distance_km(place.lat, place.lon, *point) < 30
    assert reach[0] <= place.radius_km <= reach[1]


def unit(code: str, name: str, points: list[tuple[float, float, int]]) -> Unit:
    row = NamedPlace(Place("gn:1", name, None, None, code[:2], code, "province", 0.0))
    row.call(name, PRIMARY)
    return Unit(row, None, code, points)


def test_a_code_that_means_another_unit_there_gives_no_point() -> None:
    areas = unit_areas()
    paris = [(48.85, 2.35, 2_000_000), (48.6, 2.5, 50_000)]
    found = unit("FR.11", "Île-de-France", paris).point(areas)  # its code was another region's
    assert found is not None
    assert distance_km(found[0], found[1], 48.7, 2.4) < 30
    far = unit("SS.03", "Jonglei", [(48.85, 2.35, 1), (48.6, 2.5, 1)]).point(areas)
    assert far is not None
    assert far[0] > 40
    assert unit("XX.01", "Nowhere", []).point(areas) is None
    empty = unit("SS.03", "Jonglei", []).point(areas)
    assert empty is not None
    assert empty[2] > 200
