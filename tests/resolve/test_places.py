"""Names to places: the gazetteer, and choosing between namesakes from the words around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tollbook.errors import UsageError
from tollbook.record import Span
from tollbook.resolve import Atlas
from tollbook.resolve.choice import Choice
from tollbook.resolve.lands import countries_of
from tollbook.resolve.places import choose_places


def choices(atlas: Atlas, text: str, names: list[str]) -> dict[str, Choice]:
    spans = []
    for name in names:
        start = text.index(name)
        spans.append(Span(start, start + len(name), name))
    nations = countries_of(text, atlas.gazetteer)
    return {s.quote: c for s, c in choose_places(text, spans, atlas.gazetteer, nations).items()}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Nasiriyah", "IQ"), ("Nassiriya", "IQ"), ("Umm Qasr", "IQ"), ("Samawah", "IQ"),
        ("Tuz Khurmatu", "IQ"), ("Diwaniyah", "IQ"), ("al-Qaim", "IQ"), ("Hawija", "IQ"),
        ("Sadr City", "IQ"), ("Karrada", "IQ"), ("Kadhimiya", "IQ"), ("Amerli", "IQ"),
        ("Camp Ashraf", "IQ"), ("Dhi Qar", "IQ"), ("Isfahan", "IR"), ("Lordegan", "IR"),
        ("Ghouta", "SY"), ("Khan Younis", "PS"), ("Nuseirat", "PS"), ("Hodeidah", "YE"),
        ("\u0627\u0644\u0646\u0627\u0635\u0631\u064a\u0629", "IQ"),
    ],
)  # fmt: skip
def test_known_names(atlas: Atlas, name: str, country: str) -> None:
    found = atlas.gazetteer.candidates(name)
    assert found
    assert found[0].place.country == country


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Iraq", "country"), ("Dhi Qar province", "region"), ("Nasiriyah", "town"),
        ("Middle East", "region"), ("Qwertyuiop", "no"), ("", "no"),
    ],
)  # fmt: skip
def test_what_a_name_is(atlas: Atlas, name: str, what: str) -> None:
    assert atlas.lexicon.place_name(name) == what


@pytest.mark.parametrize(
    ("text", "names", "wanted"),
    [
        ("Police shot two in Arak, in Iran.", ["Arak", "Iran"], {"Arak": "IR", "Iran": "IR"}),
        (
            "From Nasiriyah and Najaf [in Iraq] to Lordegan and Arak [in Iran]",
            ["Nasiriyah", "Najaf", "Lordegan", "Arak"],
            {"Nasiriyah": "IQ", "Najaf": "IQ", "Lordegan": "IR", "Arak": "IR"},
        ),
        ("A fire in Paris, Texas, killed one.", ["Paris", "Texas"], {"Paris": "US"}),
        ("WICHITA, Kan. - Two died.", ["WICHITA", "Kan."], {"WICHITA": "US", "Kan.": "US"}),
        ("The Libyan city of Tripoli was shelled.", ["Tripoli"], {"Tripoli": "LY"}),
        ("Lebanese troops entered Tripoli.", ["Tripoli"], {"Tripoli": "LB"}),
        ("Egypt: crowds filled Tahrir Square.", ["Tahrir Square"], {"Tahrir Square": "EG"}),
        ("Crowds filled Baghdad's Tahrir Square.", ["Baghdad", "Tahrir Square"],
         {"Tahrir Square": "IQ"}),
        ("Residents of camps Ashraf and Liberty in Iraq", ["Ashraf", "Liberty", "Iraq"],
         {"Ashraf": "IQ", "Liberty": "IQ"}),
    ],
)  # fmt: skip
def test_namesakes(atlas: Atlas, text: str, names: list[str], wanted: dict[str, str]) -> None:
    found = choices(atlas, text, names)
    for name, country in wanted.items():
        place = found[name].place
        assert place is not None, found[name].reasons
        assert place.country == country


def test_a_city_and_its_province(atlas: Atlas) -> None:
    found = choices(atlas, "Two died in Baghdad; one in Basra province.", ["Baghdad", "Basra"])
    city, province = found["Baghdad"].place, found["Basra"].place
    assert city is not None
    assert city.level == "city"
    assert province is not None
    assert province.level == "province"


def test_ambiguous_names_keep_their_candidates(atlas: Atlas) -> None:
    found = choices(atlas, "The blast in San Pedro Springfield killed one.", ["Springfield"])
    choice = found["Springfield"]
    assert choice.place is None
    assert len(choice.candidates) > 1


def test_more_people_alone_do_not_choose_a_country(atlas: Atlas) -> None:
    """Ota in Nigeria has a third of the people of Tokyo's Ota: no reason to be sure of Japan."""
    (found,) = choices(atlas, "Police officers killed 26 people in Ota.", ["Ota"]).values()
    assert found.place is None
    assert {"NG", "JP"} <= {place.country for place in found.candidates}
    told = "Police officers killed 26 people in Ota, officials in Nigeria said."
    (found,) = choices(atlas, told, ["Ota"]).values()
    assert found.place is not None
    assert found.place.country == "NG"


def test_a_people_is_not_a_place(atlas: Atlas) -> None:
    choice = choices(atlas, "Iraqi forces fired.", ["Iraqi"])["Iraqi"]
    assert choice.people
    assert choice.place is not None
    assert choice.place.country == "IQ"


def test_parents_lead_to_the_country(atlas: Atlas) -> None:
    square = atlas.gazetteer.candidates("Haboubi Square")[0].place
    names = [p.name for p in map(atlas.gazetteer.place, square.parents) if p is not None]
    assert names[0] == "Nasiriyah"
    assert names[-1] == "Iraq"


def test_own_places_add(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text(
        "id,name,variants,lat,lon,country,admin1,level,radius_km,parent,note\n"
        "pier,Old Pier,Eastern Pier,30.5,47.8,IQ,IQ.02,landmark,1,,own\n",
        "utf-8",
    )
    with_own = Atlas.open(hand=tmp_path)
    try:
        assert with_own.gazetteer.candidates("the Eastern Pier")[0].place.id == "my:pier"
        assert with_own.version != Atlas.open().version
    finally:
        with_own.close()


def test_own_places_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("id,name\nx,Y\n", "utf-8")
    with pytest.raises(UsageError) as caught:
        Atlas.open(hand=tmp_path)
    assert caught.value.where is not None


def test_an_initialism_with_full_stops_is_the_city(atlas: Atlas) -> None:
    assert atlas.lexicon.place_name("D.C.") == "town"
    place = choices(atlas, "Crowds met in D.C. on Friday.", ["D.C."])["D.C."].place
    assert place is not None
    assert (place.name, place.level) == ("Washington", "city")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Call Crime Stoppers in Texas.", "Crime", None),  # not Crimea
        ("Brussels hosted NATO and the United States.", "Brussels", "BE"),
        ("Mexico and Puebla were quiet.", "Mexico", "MX"),
        ("Georgia, Alabama and Tennessee were quiet.", "Georgia", "US"),
    ],
)
def test_what_the_other_names_of_a_report_tell(
    atlas: Atlas, text: str, name: str, country: str | None
) -> None:
    names = [n for n in ("Puebla", "Alabama", "Tennessee", "Texas", "Ukraine") if n in text]
    place = choices(atlas, text, [name, *names])[name].place
    assert (place.country if place else None) == country


def test_a_city_is_preferred_to_the_province_that_is_also_called_so(atlas: Atlas) -> None:
    place = choices(atlas, "Shells fell in Donetsk.", ["Donetsk"])["Donetsk"].place
    assert place is not None
    assert place.level == "city"


@pytest.mark.parametrize(
    ("text", "name", "region"),
    [
        ("African leaders met after the raid.", "African", "Africa"),
        ("Two Gazans were killed.", "Gazans", "Gaza Strip"),
        ("A Chechen commander was shot.", "Chechen", "Chechnya"),
        ("Central American police fired.", "Central American", "Central America"),
    ],
)
def test_the_people_of_a_region_say_whose_not_where(
    atlas: Atlas, text: str, name: str, region: str
) -> None:
    found = choices(atlas, text, [name])[name]
    assert found.people
    assert found.place is not None
    assert found.place.name == region


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Canada: the fire in BC killed two.", "BC", "CA.02"),
        ("Australia: two died in NSW on Monday.", "NSW", "AU.02"),
        ("The fire in BC killed two.", "BC", None),  # no country says which
        ("United States: two died IN Ohio.", "IN", None),  # a word in capitals
    ],
)
def test_short_names_standing_alone(atlas: Atlas, text: str, name: str, unit: str | None) -> None:
    found = choices(atlas, text, [name])[name].place
    assert (found.admin1 if found and found.level == "province" else None) == unit


@pytest.mark.parametrize(
    ("name", "country"),
    [("EU", None), ("Nagorno-Karabakh", "AZ"), ("Strait of Hormuz", None), ("Niger Delta", "NG")],
)
def test_regions_and_seas_of_the_news(atlas: Atlas, name: str, country: str | None) -> None:
    found = atlas.gazetteer.listed(name)
    assert [(c.place.level, c.place.country) for c in found] == [("region", country)]
