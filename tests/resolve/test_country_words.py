"""Countries that a report shows by its words."""

from __future__ import annotations

import pytest

from tollbook.resolve import Atlas
from tollbook.resolve.lands import countries_of, shown_by_words

from test_places import choices  # isort: skip


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Deputies of the sheriff's office came to the 1200 block of Elm Street.", True),
        ("Call the sheriff's office at 555-123-4567.", True),
        ("Sgt. Brown of the police department spoke. The state police helped.", True),
        ("Police Lt. Brown spoke; the grand jury met at 5 p.m.", True),
        # one kind of words alone, and words that any country's reports have
        ("Deputies of the sheriff's office came.", False),
        ("He called 911.", False),
        ("The police department said at 5 p.m. that a boy was shot at a middle school.", False),
        ("Two members of parliament and a deputy minister were shot in Baghdad.", False),
    ],
)
def test_words_that_show_the_united_states(text: str, shown: bool) -> None:
    assert shown_by_words(text) == (frozenset({"US"}) if shown else frozenset())


def test_a_name_that_two_countries_have_is_that_of_the_one_shown(atlas: Atlas) -> None:
    plain = "Two men were shot in Birmingham."
    assert choices(atlas, plain, ["Birmingham"])["Birmingham"].place is None
    report = f"{plain} Police Lt. Brown spoke of the 1200 block of Elm Street."
    nations = countries_of(report, atlas.gazetteer)
    assert not nations  # it names none
    found = resolved_town(atlas, report, "Birmingham")
    assert found == ("Birmingham", "US.AL")


def resolved_town(atlas: Atlas, text: str, name: str) -> tuple[str, str | None] | None:
    from test_event import claim_of, report_of, resolved  # noqa: PLC0415

    report = report_of(text)
    claim = claim_of(report, "men were shot", places=(name,))
    places = [r.place for r in resolved(atlas, report, claim, [name]) if r.kind == "place"]
    return (places[0].name, places[0].admin1) if places and places[0] else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sgt. Brown of Georgia spoke of the 1200 block of Elm Street.", "US"),
        ("Two men were shot in Georgia.", "GE"),
        ("Two men were shot in Georgia, as in Alabama.", "US"),
    ],
)
def test_georgia_is_the_state_where_words_show_its_country(
    atlas: Atlas, text: str, code: str
) -> None:
    assert set(countries_of(text, atlas.gazetteer)) == {code}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Police spoke of Jordan Reeve, who was hurt.", set()),
        ("Police spoke of Jordan Reeve, who had come from Jordan.", {"JO"}),
        ("Troops of Jordan came.", {"JO"}),
        ("Armored Car Guard Shot", set()),
        ("Troops went to the CAR.", {"CF"}),
    ],
)
def test_names_of_people_and_words_in_capitals_are_no_countries(
    atlas: Atlas, text: str, codes: set[str]
) -> None:
    assert set(countries_of(text, atlas.gazetteer)) == codes


def test_a_local_outlets_country_tells_which_of_two_is_meant(atlas: Atlas) -> None:
    text = "Two men were shot in South Georgia."
    assert set(countries_of(text, atlas.gazetteer, local="US")) == {"US"}
    assert set(countries_of(text, atlas.gazetteer)) != {"US"}
