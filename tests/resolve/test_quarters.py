"""Parts of cities: what the gazetteer says of them, and how reports name them."""

from __future__ import annotations

import pytest

from tollbook.record import Place
from tollbook.record.text import fold
from tollbook.resolve import Atlas
from tollbook.resolve.gazetteer_quarters import CityParts, city_parts, mark_quarters
from tollbook.resolve.named_place import PRIMARY, NamedPlace

from test_event import claim_of, report_of, resolved  # isort: skip
from test_places import choices  # isort: skip


def city_of(atlas: Atlas, of: CityParts) -> Place:
    found = [c.place for c in atlas.gazetteer.candidates(of.city) if c.place.admin1 == of.admin1]
    return max(found, key=lambda p: p.population)


@pytest.mark.parametrize("of", city_parts(), ids=lambda of: of.city)
def test_every_part_that_the_list_names_is_one_in_the_index(atlas: Atlas, of: CityParts) -> None:
    city = city_of(atlas, of)
    assert len({fold(name) for name in of.names}) == len(of.names)
    for name in of.names:
        parts = [c.place for c in atlas.gazetteer.candidates(name) if city.id in c.place.parents]
        assert parts, name
        assert all(p.level in ("neighbourhood", "city") for p in parts), name
        assert city.admin1 is not None
        assert all(p.admin1 == city.admin1 for p in parts), name


def named(id: str, name: str, lat: float, people: int) -> NamedPlace:
    place = Place(id, name, lat, -87.65, "US", "US.IL", "town", 4.0, people, ("gn:il", "gn:us"))
    row = NamedPlace(place)
    row.call(name, PRIMARY)
    return row


def test_the_nearest_of_the_name_within_reach_is_the_part() -> None:
    city = named("gn:1", "Chicago", 41.85, 2_700_000)
    near = named("gn:2", "Englewood", 41.78, 26_000)
    far = named("gn:3", "Englewood", 39.0, 26_000)
    other = named("gn:4", "Oak Park", 41.88, 50_000)
    mark_quarters([far, other, near, city])
    assert near.place.level == "neighbourhood"
    assert near.place.parents == ("gn:1", "gn:il", "gn:us")
    assert far.place.level == other.place.level == city.place.level == "town"


@pytest.mark.parametrize(
    ("words", "place", "holder"),
    [
        ("Chicago's Englewood", "Englewood", "Chicago"),
        ("Chicago's Qwerty Park", "Chicago", "Illinois"),  # not in the gazetteer: the city
    ],
)
def test_what_a_town_owns_in_the_words(atlas: Atlas, words: str, place: str, holder: str) -> None:
    found = choices(atlas, f"Two men were shot in {words} on Friday.", [words])[words].place
    assert found is not None
    assert found.name == place
    held = [p for p in map(atlas.gazetteer.place, found.parents) if p is not None]
    assert holder in {p.name for p in held}


def test_a_quarter_that_has_a_namesake_far_off_is_told_by_its_city(atlas: Atlas) -> None:
    text = "A boy was shot in the Austin neighborhood.\n\nChicago police spoke on Monday."
    report = report_of(text)
    claim = claim_of(report, "boy was shot", places=("Austin",))
    found = resolved(atlas, report, claim, ["Austin", "Chicago"])
    assert [r.place.name for r in found if r.kind == "place" and r.place] == ["Chicago"]
