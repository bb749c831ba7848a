"""A town named with its state; a name that two towns of a country have; a place of our own list."""

from __future__ import annotations

import pytest

from tollbook.record import Span
from tollbook.resolve import Atlas

from test_event import claim_of, report_of, resolved  # isort: skip
from test_places import choices  # isort: skip


def meant(atlas: Atlas, text: str, name: str) -> tuple[str, str | None, str] | None:
    place = choices(atlas, text, [name])[name].place
    return (place.name, place.admin1, place.level) if place else None


@pytest.mark.parametrize(
    ("text", "name", "town", "unit"),
    [
        ("SALISBURY, N.C. - Two men were shot.", "SALISBURY", "Salisbury", "US.NC"),
        ("SALISBURY, N.C. (Agency) - Two men were shot.", "SALISBURY", "Salisbury", "US.NC"),
        ("SALISBURY, Md. - Two men were shot.", "SALISBURY", "Salisbury", "US.MD"),
        ("SALISBURY, MD - Two men were shot.", "SALISBURY", "Salisbury", "US.MD"),
        ("SALISBURY, Maryland - Two men were shot.", "SALISBURY", "Salisbury", "US.MD"),
        ("SALISBURY, North Carolina (Agency) - Two men were shot.", "SALISBURY", "Salisbury",
         "US.NC"),
        ("Two men were shot in Lebanon, Pa., on Friday.", "Lebanon", "Lebanon", "US.PA"),
        ("Two men were shot in Rochester, N.Y., on Friday.", "Rochester", "Rochester", "US.NY"),
        ("Two men were shot in Lebanon, Pennsylvania.", "Lebanon", "Lebanon", "US.PA"),
        # no such town there: by its name alone, and no town of another land
        ("HARARE, N.C. - Two men were shot.", "HARARE", "Harare, in North Carolina",
         "US.NC"),
        ("KANDAHAR, Maryland - Two men were shot.", "KANDAHAR", "Kandahar, in Maryland", "US.MD"),
        ("Two men were shot in Qwertyville, S.D., on Friday.", "Qwertyville",
         "Qwertyville, in South Dakota", "US.SD"),
        ("Two men were shot in Qwertyville, South Dakota, on Friday.", "Qwertyville",
         "Qwertyville, in South Dakota", "US.SD"),
    ],
)  # fmt: skip
def test_a_town_named_with_its_state(
    atlas: Atlas, text: str, name: str, town: str, unit: str
) -> None:
    found = meant(atlas, text, name)
    assert found is not None
    assert found[:2] == (town, unit)


def test_a_town_that_the_gazetteer_lacks_has_a_name_and_no_point(atlas: Atlas) -> None:
    text = "HARARE, N.C. - Two men were shot. Police of Harare spoke."
    found = choices(atlas, text, ["HARARE", "Harare"])
    choice = found["HARARE"]
    assert choice.span == Span(0, 6, "HARARE")
    assert "no such place of North Carolina in the gazetteer" in choice.reasons
    assert choice.score <= 0.5
    place = choice.place
    assert place is not None
    assert place.id.startswith("said:")
    assert "harare" not in place.id  # what may have to be withheld is not in it
    assert (place.lat, place.lon, place.level) == (None, None, "town")
    assert [p.name for p in choice.candidates] == ["North Carolina"]
    assert choice.candidates[0].id in place.parents
    assert found["Harare"].place == place  # wherever the report names it


@pytest.mark.parametrize(
    "words",
    [
        "Qwerty County", "Qwerty State University", "Qwerty Avenue", "qwertyville",
        "Qwerty Correctional Center", "Qwerty Police",
    ],
)  # fmt: skip
def test_what_is_no_town_is_told_by_its_state(atlas: Atlas, words: str) -> None:
    choice = choices(atlas, f"Two men were shot in {words}, S.D., on Friday.", [words])[words]
    assert choice.place is not None
    assert choice.place.name == "South Dakota"


@pytest.mark.parametrize(
    "words",
    [
        "The storm hit Kentucky, Tennessee, and Ohio.",  # a list of states
        "Police of Harare, Washington and London spoke.",
        "Reporters of Harare, Texas Rangers and others spoke.",
    ],
)
def test_lists_are_no_towns_in_states(atlas: Atlas, words: str) -> None:
    name = "Kentucky" if "Kentucky" in words else "Harare"
    place = choices(atlas, words, [name])[name].place
    assert place is None or not place.id.startswith("said:")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Two men were shot in Harare.", "Harare", "ZW"),
        ("HARARE, Zimbabwe - Two men were shot.", "HARARE", "ZW"),
        ("Two men were shot in Ramallah, PA officials said.", "Ramallah", "PS"),
        ("PARIS, IN PICTURES: TWO SHOT. French police spoke.", "PARIS", "FR"),
        ("Two men were shot in Mosul, Mass graves were found.", "Mosul", "IQ"),
    ],
)
def test_words_that_are_no_state(atlas: Atlas, text: str, name: str, country: str) -> None:
    place = choices(atlas, text, [name])[name].place
    assert place is not None
    assert (place.country, place.level) != ("US", "province")
    assert place.country == country


@pytest.mark.parametrize(
    ("text", "names", "town"),
    [
        ("Guards killed two men in Ikare. Ado-Ekiti is calm.", ["Ikare", "Ado-Ekiti"], "Ikare"),
        ("Guards killed two men in Ikare. The Ekiti State police and those of Ado-Ekiti spoke.",
         ["Ikare", "Ekiti State", "Ado-Ekiti"], "Ikare"),
        ("Guards killed two men in Ikare, Ekiti State.", ["Ikare", "Ekiti State"], "Ikere-Ekiti"),
    ],
)  # fmt: skip
def test_a_bigger_town_is_meant_by_its_main_name(
    atlas: Atlas, text: str, names: list[str], town: str
) -> None:
    place = choices(atlas, text, names)["Ikare"].place
    assert place is not None
    assert place.name == town


@pytest.mark.parametrize("name", ["Cite Soleil", "Cit\u00e9 Soleil", "Cit\u00e9-Soleil"])
def test_cite_soleil_is_in_haiti(atlas: Atlas, name: str) -> None:
    place = choices(atlas, f"Gangs killed two men in {name}.", [name])[name].place
    assert place is not None
    assert (place.name, place.country) == ("Cit\u00e9 Soleil", "HT")


def test_a_dateline_of_the_state_alone_gives_way_to_the_town_told_of(atlas: Atlas) -> None:
    text = (
        "NORTH CAROLINA (Agency) - Two men were shot.\n\n"
        "The shooting happened in Salisbury, N.C., on Friday. Salisbury police spoke."
    )
    report = report_of(text)
    found = resolved(atlas, report, claim_of(report, "Two men were shot"), ["Salisbury"])
    places = [r.place.name for r in found if r.kind == "place" and r.place]
    assert places == ["Salisbury"]


def test_a_small_town_of_another_state_is_one_that_the_gazetteer_lacks(atlas: Atlas) -> None:
    text = (
        "An Alaska man was killed on Friday.\n\n"
        "The shooting happened in Sutton, the Alaska state troopers said, who called 911."
    )
    report = report_of(text)
    found = resolved(atlas, report, claim_of(report, "man was killed"), ["Alaska", "Sutton"])
    places = [r.place for r in found if r.kind == "place" and r.place]
    assert [(p.name, p.admin1, p.lat) for p in places] == [("Sutton, in Alaska", "US.AK", None)]


LINE = "CINCINNATI, Ohio (Agency) - Police spoke. It happened in Cincinnati.\n\n"


def where_of(atlas: Atlas, town: str) -> list[tuple[str | None, set[str]]]:
    report = report_of(f"{LINE}In all, three men were shot in {town}.")
    claim = claim_of(report, "three men were shot", places=(town,))
    found = resolved(atlas, report, claim, ["Cincinnati", town])
    return [
        (r.place.name if r.place else None, {p.name for p in r.candidate_places})
        for r in found
        if r.kind == "place"
    ]


def test_a_town_of_the_claim_that_hardly_fits_is_no_earlier_place(atlas: Atlas) -> None:
    assert where_of(atlas, "Fayetteville") == [(None, {"Fayetteville"})]


@pytest.mark.parametrize("town", ["Madisonville", "Owo"])  # a quarter; a town far abroad
def test_small_and_foreign_namesakes_are_no_candidates(atlas: Atlas, town: str) -> None:
    assert [place for place, _ in where_of(atlas, town)] == ["Cincinnati"]


def test_a_town_that_other_names_speak_for_is_not_lacking(atlas: Atlas) -> None:
    text = (
        "A Georgia boy was shot on Friday, the sheriff's office said, called by 911.\n\n"
        "The shooting happened in Dinwiddie, said officers of Petersburg and Hopewell."
    )
    report = report_of(text)
    claim = claim_of(report, "boy was shot")
    found = resolved(atlas, report, claim, ["Georgia", "Dinwiddie", "Petersburg", "Hopewell"])
    names = {r.place.name for r in found if r.place}
    assert "Dinwiddie, in Georgia" not in names


@pytest.mark.parametrize(
    ("text", "name", "town", "unit"),
    [
        ("Two men were shot in Prince George's County, Maryland.", "Prince George's County",
         "Prince George's County", "US.MD"),
        # a district of Belize bears the name, too
        ("Two men of the United States were shot in Toledo.", "Toledo", "Toledo",
         "US.OH"),
        # does not name Panama
        ("Two men were shot in Panama City, near Tallahassee.",
         "Panama City", "Panama City", "US.FL"),
    ],
)  # fmt: skip
def test_names_that_places_abroad_bear(
    atlas: Atlas, text: str, name: str, town: str, unit: str
) -> None:
    names = [name, *(n for n in ("Maryland", "Tallahassee") if n in text)]
    place = choices(atlas, text, names)[name].place
    assert place is not None
    assert (place.name, place.admin1) == (town, unit)


@pytest.mark.parametrize(
    ("capital", "town", "place"),
    [
        ("Kyiv", "Izium", "Izyum"),
        ("Damascus", "Sarmin", "Sarmīn"),
        ("Kabul", "Sangin", "Sangīn"),
        ("Islamabad", "Parachinar", "Parachinar"),
        ("Bogota", "Saravena", "Saravena"),
        ("San Salvador", "Jocoro", "Jocoro"),
    ],
)
def test_news_of_a_country_is_written_from_its_capital(
    atlas: Atlas, capital: str, town: str, place: str
) -> None:
    report = report_of(
        f"{capital.upper()}, May 3 (Agency) - Two people were killed in {capital} on Thursday, "
        f"{capital} police said.\n\nEight soldiers were killed in {town}, the army said."
    )
    claim = claim_of(report, "Eight soldiers were killed", places=(town,))
    found = resolved(atlas, report, claim, [capital, town])
    assert [r.place.name for r in found if r.kind == "place" and r.place] == [place]
