"""Places that the gazetteer lacks: the name of the report, the point of what it lies in."""

from __future__ import annotations

import pytest

from tollbook.record import Place, Span
from tollbook.resolve import Atlas
from tollbook.resolve.named_only import by_name, said_only
from tollbook.tally.geography import finest, lie

from test_event import claim_of, report_of, resolved  # isort: skip

KUT = Place("gn:1", "Kut", 32.5, 45.8, "IQ", "IQ.16", "city", 8.0, 400_000, ("gn:3",))
WASIT = Place("gn:3", "Wasit", 32.7, 45.7, "IQ", "IQ.16", "province", 75.0)


def named(text: str, name: str) -> Span:
    return Span(text.index(name), text.index(name) + len(name), name)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Three died in Qurmiya village in Kut.", "Qurmiya, in Kut"),
        ("Three died in the Qurmiya roundabout area of Kut.", "Qurmiya, in Kut"),
        ("Three died in Qurmiya, Kut.", "Qurmiya, in Kut"),
        ("Three died in Qurmiya and Tabriyat in Kut.", "Qurmiya, in Kut"),
        ("Three died in Qurmiya, a quarter in the east of Kut.", "Qurmiya, in Kut"),
        ("Three died in Kut's western Qurmiya district.", "Qurmiya, in Kut"),
        ("Three died in the Kut district of Qurmiya.", "Qurmiya, in Kut"),
        ("Three died in Qurmiya, eastern Kut.", "Qurmiya, in Kut"),
        ("Three died in the town of Qurmiya, in north-western Kut.", "Qurmiya, in Kut"),
        ("Three died in Qurmiya village near Kut.", "Qurmiya, near Kut"),
        ("Three died in Qurmiya, a village 12 km north of Kut.", "Qurmiya, near Kut"),
        # the two have nothing to do with each other
        ("Three died in Qurmiya. Police in Kut came.", None),
        ("Three died in Qurmiya, police in Kut said.", None),
        ("Three died in Qurmiya where men from Kut lived.", None),
        ("Troops from Kut entered Qurmiya.", None),
    ],
)
def test_what_a_place_of_the_reports_own_words_lies_in(text: str, shown: str | None) -> None:
    found = said_only(text, named(text, "Qurmiya"), {named(text, "Kut"): KUT})
    assert (found[0].name if found else None) == shown


def test_point_level_and_reach_are_those_of_what_it_lies_in() -> None:
    text = "Three died in Qurmiya village in Kut in Wasit."
    known = {named(text, "Kut"): KUT, named(text, "Wasit"): WASIT}
    found = said_only(text, named(text, "Qurmiya"), known)
    assert found is not None
    place, outer = found
    assert outer.quote == "Kut"
    assert place.id.startswith("said:")
    assert (place.lat, place.lon, place.level, place.radius_km) == (32.5, 45.8, "city", 8.0)
    assert (place.population, place.parents) == (0, ("gn:1", "gn:3"))


def test_near_a_place_is_not_in_it() -> None:
    text = "Three died in Qurmiya village near Kut."
    found = said_only(text, named(text, "Qurmiya"), {named(text, "Kut"): KUT})
    assert found is not None
    assert (found[0].relation, found[0].parents) == ("near", ("gn:3",))


def test_it_lies_inside_whichever_of_the_two_is_asked_first() -> None:
    text = "Three died in Qurmiya village in Kut."
    found = said_only(text, named(text, "Qurmiya"), {named(text, "Kut"): KUT})
    assert found is not None
    assert lie(found[0], KUT) == lie(KUT, found[0]) == ("inside", 0.0)
    assert finest([KUT, found[0]]) == finest([found[0], KUT]) == (found[0],)


@pytest.mark.parametrize("first", ["Qurmiya", "Nasiriyah"])
def test_a_claim_keeps_the_name_that_its_words_give(atlas: Atlas, first: str) -> None:
    text = "Three men were killed in Qurmiya village in Nasiriyah in Iraq."
    names = ["Qurmiya", "Nasiriyah"]
    report = report_of(text)
    claim = claim_of(report, "Three men", places=(first, *(n for n in names if n != first)))
    found = resolved(atlas, report, claim, [*names, "Iraq"])
    places = [r.place for r in found if r.kind == "place"]
    assert [p.name for p in places if p] == ["Qurmiya, in Nasiriyah"]


def test_a_place_that_the_parse_prefers_stands(atlas: Atlas) -> None:
    text = "Three men were killed in Basra; a man of Qurmiya village in Nasiriyah was held in Iraq."
    report = report_of(text)
    claim = claim_of(report, "Three men", places=("Basra", "Qurmiya", "Nasiriyah"))
    found = resolved(atlas, report, claim, ["Basra", "Qurmiya", "Nasiriyah", "Iraq"])
    assert [r.place.name for r in found if r.kind == "place" and r.place] == ["Basra"]


def test_a_town_of_the_claim_says_more_than_a_name_in_its_country(atlas: Atlas) -> None:
    text = "Three men were killed in Qurmiya, Iraq, and in Nasiriyah."
    names = ["Qurmiya", "Iraq", "Nasiriyah"]
    report = report_of(text)
    found = resolved(atlas, report, claim_of(report, "Three men", places=tuple(names)), names)
    places = [r.place for r in found if r.kind == "place"]
    assert "Qurmiya, in Iraq" not in [p.name for p in places if p]


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        # the writer sat in the capital
        (
            "BAMAKO, Mali, 8 August 2022 - Nine people were killed near Ndeguera in Mali.",
            "Ndeguera",
            "Ndeguera, in Mali",
        ),
        (
            "BAMAKO, Mali, 8 August 2022 - Mali is at war. Nine people were killed near Ndeguera on"
            " Sunday.",
            "Ndeguera",
            "Ndeguera, in Mali",
        ),
        # a hospital of that name is no place of the deed
        (
            "BAMAKO, Mali, 8 August 2022 - Mali is at war. Nine people were killed, a nurse at"
            " Ndeguera hospital said.",
            "Ndeguera",
            "Bamako",
        ),
    ],
)
def test_a_village_of_the_claims_words_is_nearer_than_the_datelines_town(
    atlas: Atlas, text: str, name: str, shown: str
) -> None:
    report = report_of(text)
    found = resolved(atlas, report, claim_of(report, "Nine people", places=(name,)), [
        "BAMAKO", name, "Mali",
    ])  # fmt: skip
    assert [r.place.name for r in found if r.kind == "place" and r.place] == [shown]


@pytest.mark.parametrize(
    ("text", "places", "shown"),
    [
        # told of in the sentence before, behind a place that the gazetteer has
        (
            "NIAMEY, Niger, 8 August 2022 - Men moving to Torodi were attacked near the town of"
            " Koutouguera. Nine people were killed.",
            ("Torodi", "Koutouguera"),
            "Koutouguera, in Niger",
        ),
        # a namesake abroad is not where the words put it
        (
            "MOGADISHU, Somalia, 8 August 2022 - Nine people were killed in the town of Mahas, in"
            " central Somalia's Hiran region.",
            ("Mahas", "Somalia", "Hiran"),
            "Mahas, in Hiran",
        ),
    ],
)
def test_a_town_that_words_put_into_the_country(
    atlas: Atlas, text: str, places: tuple[str, ...], shown: str
) -> None:
    report = report_of(text)
    own = tuple(p for p in places if text.index(p) > text.index("Nine people"))
    claim = claim_of(report, "Nine people", places=own)
    found = resolved(atlas, report, claim, [text.partition(",")[0], *places])
    assert [r.place.name for r in found if r.kind == "place" and r.place] == [shown]


def test_the_finer_of_two_that_it_is_put_in() -> None:
    text = "Three died in Qurmiya, in Iraq's southern Wasit region."
    iraq = Place("gn:2", "Iraq", 33.0, 44.0, "IQ", None, "country", 400.0)
    wasit = Place("gn:3", "Wasit", 32.7, 45.7, "IQ", "IQ.16", "province", 75.0, 0, ("gn:2",))
    found = said_only(
        text, named(text, "Qurmiya"), {named(text, "Iraq"): iraq, named(text, "Wasit"): wasit}
    )
    assert found is not None
    assert found[0].name == "Qurmiya, in Wasit"


def test_in_a_province_there_is_no_point() -> None:
    place = by_name("Qurmiya", WASIT)
    assert place.name == "Qurmiya, in Wasit"
    assert (place.lat, place.lon, place.level, place.parents) == (None, None, "town", ("gn:3",))
    assert lie(place, WASIT) == ("inside", None)
    assert lie(place, KUT) == ("unknown", None)
    amarah = Place("gn:4", "Amarah", 31.8, 47.1, "IQ", "IQ.14", "city", 8.0, 300_000)
    assert lie(place, amarah) == lie(amarah, place) == ("apart", None)
    iraq = Place("gn:2", "Iraq", 33.0, 44.0, "IQ", None, "country", 400.0)
    assert lie(by_name("Qurmiya", iraq), amarah) == ("unknown", None)
    assert place.id == by_name("qurmiya", WASIT).id != by_name("Qurmiya", KUT).id


def test_a_part_is_none_of_its_namesakes_far_off(atlas: Atlas) -> None:
    text = "Three men were killed in the Riverbank district of Nasiriyah in Iraq."
    names = ["Riverbank", "Nasiriyah"]
    report = report_of(text)
    claim = claim_of(report, "Three men", places=tuple(names))
    places = [r.place for r in resolved(atlas, report, claim, [*names, "Iraq"]) if r.place]
    assert {p.name for p in places if p.id.startswith("said:")} == {"Riverbank, in Nasiriyah"}
    assert {p.country for p in places} == {"IQ"}
