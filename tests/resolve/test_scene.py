"""What names are used for, and the town that a report is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tollbook.record import Place, Published, Span
from tollbook.resolve import Atlas
from tollbook.resolve.dateline import dateline
from tollbook.resolve.name_use import NameUse
from tollbook.resolve.nesting import may_hold

from test_event import FRIDAY, claim_of, mentions_of, report_of  # isort: skip


def span_of(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name), name)


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("It was near 21st and Cleveland.", "Cleveland", "street"),
        ("Shots fell on Augusta Boulevard.", "Augusta", "street"),
        ("Shots fell in Augusta.", "Augusta", ""),
        ("The home of the Sabah family was hit.", "Sabah", "family"),
        ("Abu Hilal was at home.", "Hilal", "family"),
        ("They were taken to a hospital in Duluth.", "Duluth", "care"),
        ("The girl was flown to a Duluth hospital.", "Duluth", "care"),
        ("He died at Duluth Regional Medical Center.", "Duluth", "care"),
        ("He was declared dead at Duluth Regional Medical Center.", "Duluth", "care"),
        ("He died at Mt. Qwerty. She died at Mt. Qwerty Hospital.", "Mt. Qwerty", "care"),
        ("A strike hit Qwerty hospital. Two died at Qwerty hospital.", "Qwerty", ""),
        ("There was a blast at a Duluth hospital.", "Duluth", ""),
        ("A girl was hospitalized after a shooting in Duluth.", "Duluth", ""),
        ("It was in the 1300-block of South Racine.", "Racine", "street"),
        ("A Crossville man was charged.", "Crossville", "origin"),
        ("A driver, 27, of Rochester, died.", "Rochester", "origin"),
        ("Rockets fired from Gaza fell near Ashkelon.", "Gaza", "origin"),
        ("Rockford police came.", "Rockford", "office"),
        ("They met at Lincoln High School.", "Lincoln", "school"),
    ],
)
def test_uses_of_a_name(text: str, name: str, use: str) -> None:
    told = NameUse(text)
    span = span_of(text, name)
    kinds = {
        "street": told.street, "family": told.family, "care": told.care, "origin": told.origin,
        "office": told.office, "school": told.school,
    }  # fmt: skip
    assert [kind for kind, holds in kinds.items() if holds(span)] == ([use] if use else [])


@pytest.mark.parametrize(
    ("text", "name", "where"),
    [
        ("He was shot at a Duluth motel.", "Duluth", True),
        ("He was shot in his Duluth home.", "Duluth", True),
        ("He was shot in a Duluth apartment complex.", "Duluth", True),
        ("He left for a Duluth motel.", "Duluth", False),
        ("He met a Duluth woman.", "Duluth", False),
    ],
)
def test_a_building_of_a_town_says_where(text: str, name: str, where: bool) -> None:
    assert NameUse(text).where(span_of(text, name)) is where


@pytest.mark.parametrize(
    ("text", "building"),
    [
        ("It was at the Duluth Apartments.", True),
        ("It was at Duluth Pines Apartments.", True),
        ("It was at the Duluth Inn.", True),
        ("It was at the Duluth garden apartments.", True),
        ("It was at a Duluth apartment.", False),
        ("It was in Duluth. Apartments burned.", False),
    ],
)
def test_a_building_that_bears_a_towns_name(text: str, building: bool) -> None:
    assert NameUse(text).building(span_of(text, "Duluth")) is building


def test_a_building_that_bears_a_towns_name_is_not_where(atlas: Atlas) -> None:
    text = (
        "BOSTON, Mass. - Police of Boston spoke. It happened in Boston.\n\n"
        "In all, two men were shot at the Salem Gardens Apartments."
    )
    assert where(atlas, text, "two men were shot", ["Boston", "Salem"]) == ["Boston"]


@pytest.mark.parametrize(
    ("text", "ordinary"),
    [
        ("Mobile police came to a mobile home.", False),
        ("Mobile units came to a mobile home.", True),
    ],
)
def test_a_name_with_police_is_no_ordinary_word(text: str, ordinary: bool) -> None:
    assert NameUse(text).common("Mobile") is ordinary


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("Guards held Peter Campbell. Campbell had fled.", "Campbell", True),
        ("Guards held Peter Campbell in Campbell. Campbell is small.", "Campbell", False),
        ("Campbell is small.", "Campbell", False),
    ],
)
def test_persons(text: str, name: str, person: bool) -> None:
    assert NameUse(text).person(name) is person


@pytest.mark.parametrize(
    ("title", "text", "names", "wanted"),
    [
        ("Two shot dead", "WICHITA, Kan. - Guards fired.\n\nTwo men were shot.",
         ["Kan"], "Wichita"),
        (None, "Rockford police came from Illinois.\n\nTwo men were shot. Rockford police left.",
         ["Rockford", "Illinois"], "Rockford"),
        (None, "In Huntsville, AL, crowds met.\n\nNothing else.\n\nTwo men were shot.",
         ["Huntsville"], "Huntsville"),
    ],
)  # fmt: skip
def test_the_town_of_a_report(
    atlas: Atlas, title: str | None, text: str, names: list[str], wanted: str
) -> None:
    report = report_of(text, title)
    claim = claim_of(report, "Two men were shot")
    found = atlas.resolve(
        report, [claim], mentions_of(report, names), Published(FRIDAY, FRIDAY, "meta")
    )
    places = [
        r.place.name for r in found if r.subject == claim.id and r.kind == "place" and r.place
    ]
    assert places == [wanted]


def test_a_family_named_like_a_village_abroad_is_no_place(atlas: Atlas) -> None:
    text = "Two men were shot in the home of the Sabah family in Khan Younis, Gaza Strip."
    report = report_of(text)
    claim = claim_of(report, "Two men", places=("Sabah", "Khan Younis", "Gaza Strip"))
    names = ["Sabah", "Khan Younis", "Gaza Strip"]
    found = atlas.resolve(report, [claim], mentions_of(report, names), None)
    places = [
        r.place.name for r in found if r.subject == claim.id and r.kind == "place" and r.place
    ]
    assert places == ["Khan Younis"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A caption of a picture.\n\nKUT, Iraq - Two men died.", "KUT"),
        ("Rockford \u2014 A man died.", "Rockford"),
        ("- ROCKFORD, Ill. - A man died.", "ROCKFORD"),
        ("Rockford \u2014 big and small \u2014 is quiet.", None),
    ],
)
def test_datelines_below_captions(text: str, place: str | None) -> None:
    found = dateline(report_of(text))
    assert (found[0].quote if found else None) == place


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Guards held Omar Basrawi. A SWAT team came.", "SWAT", False),
        ("Crowds met in Swat. A team came.", "Swat", True),
        ("Call Crime Stoppers.", "Crime", False),
        ("The Justice Department spoke.", "Justice", False),
        ("His brother Aaron fled.", "Aaron", False),
        ("The house in Aaron burned.", "Aaron", True),
        ("It was on the South Side.", "South Side", False),
        ("It was in Duluth; see www.duluth.example for more.", "Duluth", True),
        ("They know Peter Duluth. Duluth's son came.", "Duluth's", False),
    ],
)
def test_words_that_are_no_place(text: str, name: str, place: bool) -> None:
    assert NameUse(text).no_place(span_of(text, name)) is not place


def test_a_quarter_named_like_a_town_elsewhere_gives_the_town_of_the_police(atlas: Atlas) -> None:
    text = (
        "Two men were shot in the Madisonville neighborhood on Friday.\n\nCincinnati police were "
        "called to Madisonville at noon, Ohio officials said."
    )
    report = report_of(text)
    claim = claim_of(report, "Two men were shot", places=("Madisonville",))
    found = atlas.resolve(
        report, [claim], mentions_of(report, ["Madisonville", "Cincinnati"]), None
    )
    names = [r.place.name for r in found if r.subject == claim.id and r.place is not None]
    assert names == ["Cincinnati"]


def test_where_the_report_says_that_it_happened_goes_before_its_dateline(atlas: Atlas) -> None:
    text = (
        "BILLINGS, Mont. - Two men were shot on Friday.\n\nThe sheriff says the shooting happened "
        "at a house in Roundup at noon. They were visiting Roundup."
    )
    report = report_of(text)
    names = ["BILLINGS", "Mont", "Roundup"]
    found = atlas.resolve(
        report, [claim_of(report, "Two men were shot")], mentions_of(report, names), None
    )
    places = [r.place.name for r in found if r.subject.startswith("clm") and r.place is not None]
    assert places == ["Roundup"]


def test_a_town_named_in_the_county_that_speaks_is_where_it_was(atlas: Atlas) -> None:
    text = (
        "Bonneville County deputies say two men were shot on Friday.\n\nThe deputies were called "
        "to a house in Idaho Falls at noon. They left Idaho Falls at dusk."
    )
    report = report_of(text)
    claim = claim_of(report, "two men were shot", places=("Bonneville County",))
    names = ["Bonneville County", "Idaho Falls"]
    found = atlas.resolve(report, [claim], mentions_of(report, names), None)
    places = [r.place.name for r in found if r.subject == claim.id and r.place is not None]
    assert places == ["Idaho Falls"]


@pytest.mark.parametrize(
    "title",
    [
        "Belgrade boy shot dead - KXYZ.com | Continuous News | Bozeman, Montana",
        "Belgrade boy shot dead - WXYZ-TV: Bozeman, Helena News, Weather",
    ],
)
def test_the_towns_of_an_outlet_are_not_where_it_was(atlas: Atlas, title: str) -> None:
    report = report_of("The boy was shot in Belgrade, Montana.", title)
    names = [n for n in ("Belgrade", "Bozeman", "Montana", "Helena") if n in report.text]
    claim = claim_of(report, "boy shot dead", places=("Belgrade", "Bozeman"))
    found = atlas.resolve(report, [claim], mentions_of(report, names), None)
    where = [r.place.name for r in found if r.subject == claim.id and r.kind == "place" and r.place]
    assert where == ["Belgrade"]


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("He was arrested in Duluth on Friday.", "Duluth", True),
        ("He was taken into custody on Friday in Duluth.", "Duluth", True),
        ("He was caught near the Fort Duluth.", "Duluth", True),
        ("He was arrested after a shooting in Duluth.", "Duluth", False),
        ("He was arrested over the killing of a man in Duluth.", "Duluth", False),
        ("The boy was shot in Duluth. Two men were arrested.", "Duluth", False),
        ("A suspect was arrested in the May Day shooting in Duluth.", "Duluth", False),
        ("He pleaded guilty in Duluth Circuit Court.", "Duluth", True),
        ("He was booked into the Duluth County Jail.", "Duluth", True),
        ("Two inmates were killed at the Duluth County Jail.", "Duluth", False),
    ],
)
def test_where_somebody_was_arrested(text: str, name: str, held: bool) -> None:
    assert NameUse(text).held(span_of(text, name)) is held


@pytest.mark.parametrize(
    ("text", "suburb"),
    [
        ("It was in Duluth's northeastern suburbs.", True),
        ("A man was shot in the Duluth suburb of Kut.", True),
        ("A man was shot in a suburb of Duluth.", True),
        ("A man was shot in suburban Duluth.", False),  # a suburb itself, or a city's
        ("A man was shot in Duluth. The suburbs are calm.", False),
    ],
)
def test_a_city_of_whose_suburbs_the_words_speak(text: str, suburb: bool) -> None:
    assert NameUse(text).suburb(span_of(text, "Duluth")) is suburb


def test_where_the_accused_was_arrested_is_not_where_it_happened(atlas: Atlas) -> None:
    text = (
        "SALISBURY, N.C. - A man wanted over the killing of a boy was arrested in Tulsa, Okla.\n\n"
        "Salisbury police spoke."
    )
    report = report_of(text)
    for harm, place in (("killed", "Salisbury"), ("detained", "Tulsa")):
        claim = replace(claim_of(report, "killing of a boy", places=("Tulsa",)), harm=harm)
        found = atlas.resolve(
            report, [claim], mentions_of(report, ["Tulsa", "Salisbury"]),
            Published(FRIDAY, FRIDAY, "given"),
        )  # fmt: skip
        assert [r.place.name for r in found if r.subject == claim.id and r.place] == [place]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two men were shot in suburban Baltimore, Md. The shooting happened in Towson.", "Towson"),
        ("Two men were shot in suburban Towson, Md. Police of Baltimore came.", "Towson"),
    ],
)
def test_suburban_before_a_great_city_is_not_in_it(atlas: Atlas, text: str, wanted: str) -> None:
    assert where(atlas, text, "Two men were shot", ["Baltimore", "Towson"]) == [wanted]


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        ({"lat": 34.0}, False),  # out of reach
        ({"admin1": "US.VA"}, False),
        ({"parents": ("gn:x",), "lat": 34.0}, True),  # its hierarchy says so
        ({"lat": None, "lon": None}, True),  # a town known by name alone, in the same state
    ],
)
def test_a_county_may_hold_what_lies_within_its_reach(changes: Any, holds: bool) -> None:
    county = Place("gn:x", "Wilkes County", 36.2, -81.2, "US", "US.NC", "district", 40.0)
    town = Place("gn:y", "Thurmond", 36.36, -80.93, "US", "US.NC", "village", 2.0)
    assert may_hold(county, replace(town, **changes)) is holds


def test_a_country_whose_officers_act_is_not_where_it_was(atlas: Atlas) -> None:
    text = (
        "BOSTON, Mass. - Police of Boston spoke. It happened in Boston.\n\n"
        "In all, two men were shot, the US Marshals said."
    )
    assert where(atlas, text, "two men were shot", ["Boston", "US"]) == ["Boston"]


def test_a_town_and_its_county_do_not_speak_for_each_other(atlas: Atlas) -> None:
    text = "KALAMAZOO, Mich. - Two men were shot.\n\nPolice of Kalamazoo Township came."
    found = where(atlas, text, "Two men were shot", ["Kalamazoo Township"])
    assert found == ["Kalamazoo"]


def where(atlas: Atlas, text: str, words: str, names: list[str]) -> list[str]:
    report = report_of(text)
    places = tuple(n for n in names if n in text.split(". ", maxsplit=1)[0] or n == "US")
    claim = claim_of(report, words, places=tuple(p for p in places if p != "Boston"))
    found = atlas.resolve(
        report, [claim], mentions_of(report, names), Published(FRIDAY, FRIDAY, "meta")
    )
    return [r.place.name for r in found if r.subject == claim.id and r.kind == "place" and r.place]


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("It was in the Duluth neighborhood.", True),
        ("It was in a Duluth neighborhood.", False),
        ("It was in a west Duluth neighborhood.", False),
        ("It was in Kut's Duluth section.", True),
    ],
)
def test_one_neighbourhood_of_a_town_is_not_the_neighbourhood_called_so(
    text: str, quarter: bool
) -> None:
    assert NameUse(text).quarter(span_of(text, "Duluth")) is quarter


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He was shot in Duluth.", True),
        ("He was shot in Duluth Hall.", False),
        ("He was shot in the Duluth bar.", False),
        ("He was shot in Duluth, in Kut.", False),  # what it lies in is said
        ("He was shot at Fort Duluth.", True),
        ("He was shot at Duluth.", False),
    ],
)
def test_inside_a_place_as_a_whole(text: str, inside: bool) -> None:
    name = "Fort Duluth" if "Fort" in text else "Duluth"
    assert NameUse(text).inside(span_of(text, name)) is inside


def test_what_words_call_a_town_of_its_own() -> None:
    told = NameUse("It was in Kut, a small river town. She came from Basra, a day before.")
    assert told.called_town(span_of(told.text, "Kut"))
    assert not told.called_town(span_of(told.text, "Basra"))


@pytest.mark.parametrize(
    ("opening", "town"),
    [
        ("OLYMPIA, Wash. - A man who shot three has been charged.", "Olympia"),
        ("OLYMPIA, Wash. - A man pleaded guilty to a shooting.", "Yakima"),
    ],
)
def test_the_dateline_of_news_from_a_court_says_less(atlas: Atlas, opening: str, town: str) -> None:
    told = ["The three men were shot in Yakima in May.", "It was cold.", "It snowed."]
    text = "\n\n".join([opening, *told, "All three men died."])
    report = report_of(text)
    claim = claim_of(report, "All three men died")
    mentions = mentions_of(report, ["OLYMPIA", "Yakima"])
    found = atlas.resolve(report, [claim], mentions, Published(FRIDAY, FRIDAY, "given"))
    places = [r.place.name for r in found if r.subject == claim.id and r.place]
    assert places == [town]
