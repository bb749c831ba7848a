"""What names mean: with and without their state, in the shade of great cities, by their kind."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.read import RulesReader
from tollbook.record import Published, Report, Span
from tollbook.resolve import Atlas
from tollbook.resolve.name_use import NameUse

DAY = Published(date(2019, 10, 8), date(2019, 10, 8), "given")


def _report(body: str, title: str | None = None, url: str | None = None) -> Report:
    text = f"{title}\n\n{body}" if title else body
    start = len(title) + 2 if title else 0
    return Report("rep_1", "0" * 64, title, text, "en", None, url, DAY, 1, start)


def _meant(reader: RulesReader, atlas: Atlas, report: Report) -> dict[str, str]:
    """Each name with the code of the unit that it was first put in, else its country's; names that
    are no place are left out."""
    reading = reader.read(report, atlas.lexicon)
    found = atlas.resolve(report, reading.claims, reading.mentions, DAY)
    by_id = {r.subject: r.place for r in found if r.kind == "place" and r.basis == "mention"}
    meant: dict[str, str] = {}
    for m in reading.mentions:
        place = by_id.get(m.id)
        if place is not None:
            meant.setdefault(m.span.quote, place.admin1 or place.country or "")
    return meant


def _where(reader: RulesReader, atlas: Atlas, report: Report) -> list[str | None]:
    """Names of the first places of the claims, in the order of the text."""
    reading = reader.read(report, atlas.lexicon)
    found = atlas.resolve(report, reading.claims, reading.mentions, DAY)
    first = {}
    for r in found:
        if r.kind == "place" and r.basis != "mention":
            first.setdefault(r.subject, r.place.name if r.place is not None else None)
    claims = sorted(reading.claims, key=lambda c: c.evidence.start)
    return [first.get(c.id) for c in claims]


@pytest.mark.parametrize(
    ("title", "body", "named"),
    [
        # put in a state once, it is meant wherever the report has it
        ("Teen shot in Lebanon", "LEBANON, Ohio - A teenager was shot dead.", ("Lebanon", "US.OH")),
        (
            "Man shot dead",
            "DALLAS, Ga. - A man was shot dead. It was the second killing in Dallas this year.",
            ("Dallas", "US.GA"),
        ),
        # but not where the country of that name is spoken of
        (
            "Lebanese troops fire at crowd in Lebanon",
            "Lebanese troops killed three people in Lebanon. Their cousins live in Lebanon, Ohio.",
            ("Lebanon", "LB"),
        ),
        # a great city is meant, unless something lies beside the small one
        (
            "Officer shot dead in Georgia",
            "A Georgia officer was shot dead on Friday, Valdosta Police Chief Ann Roe said. Five"
            " officers were killed in Dallas on Thursday.",
            ("Dallas", "US.TX"),
        ),
        (
            "Man shot dead in Georgia",
            "A Paulding County man was shot dead in Dallas on Monday, the sheriff's office said.",
            ("Dallas", "US.GA"),
        ),
        # kinds in short
        ("Two shot dead in Henry Co., Indiana", "Two men were shot dead.", ("Henry", "US.IN")),
        # a landmark that is named after its town
        (
            "Strike kills three",
            "An Israeli air strike killed three people near the Deir Al Balah Cemetery on Monday.",
            ("Deir Al Balah Cemetery", "PS.GZ"),
        ),
    ],
)
def test_unit_of_a_name(
    reader: RulesReader, atlas: Atlas, title: str, body: str, named: tuple[str, str]
) -> None:
    name, unit = named
    assert _meant(reader, atlas, _report(body, title))[name] == unit


@pytest.mark.parametrize(
    ("body", "name"),
    [
        # a hospital of our list is in Gaza, and not of every report that has one so named
        ("Two men were shot. One died at Northeast Baptist Hospital, San Antonio police said.",
         "Northeast Baptist Hospital"),
        # a township is none of the cities that bear its name
        ("BERKELEY TOWNSHIP - A man was shot dead in Berkeley Township, in Ocean County, N.J.",
         "Berkeley Township"),
    ],
)  # fmt: skip
def test_no_namesake_elsewhere(reader: RulesReader, atlas: Atlas, body: str, name: str) -> None:
    assert _meant(reader, atlas, _report(body)).get(name) in (None, "US.NJ")


@pytest.mark.parametrize(
    ("title", "body", "places"),
    [
        # who says it, with its town
        (
            "Boy shot dead",
            "A boy was shot dead on Friday near his home in the 4800 block of South Elm, according"
            " to Chicago Police and the Cook County medical examiner's office.",
            ["Chicago"],
        ),
        # a part of a town is in the town of its paragraph, not in that of the dateline
        (
            "Attacks in Colombia",
            "BOGOTA - Gunmen struck in Colombia on Monday.\n\nIn Cali, they killed two policemen in"
            " the San Francisco neighborhood.\n\nIn Medellin, they killed four people on a bus.",
            ["San Francisco, in Cali", "Medellín"],
        ),
        # a small town just across the border is no town of the province in which it was fired
        (
            "Rockets kill two",
            "GAZA - Two people were killed by rockets in Sderot on Monday, the army said.",
            ["Sderot"],
        ),
    ],
)
def test_where_it_was(
    reader: RulesReader, atlas: Atlas, title: str, body: str, places: list[str]
) -> None:
    assert _where(reader, atlas, _report(body, title))[-len(places) :] == places


@pytest.mark.parametrize(
    ("text", "treated"),
    [
        ("He was treated at hospitals in Kut and Duluth.", True),
        ("He is in critical condition in a Duluth area hospital.", True),
        ("He is recovering at a hospital in Duluth.", True),
        ("He was in critical condition after the shooting in Duluth.", False),
    ],
)
def test_where_the_hurt_were_treated(text: str, treated: bool) -> None:
    start = text.index("Duluth")
    assert NameUse(text).care(Span(start, start + 6, "Duluth")) is treated


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("Running Joliet Teen Slipped. A Joliet teen fell.", "Joliet", False),
        ("Allen Ivanov was held. Shots were heard in Ivanov's flat.", "Ivanov", True),
        ("The town has faith in Donald Reeve.", "Donald", True),
        ("Henry Elgin was shot in Elgin.", "Elgin", False),
    ],
)
def test_towns_and_persons(text: str, name: str, person: bool) -> None:
    assert NameUse(text).person(name) is person


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("He lives in a house of 1014 Floral Lane, Duluth, and was shot there.", True),
        ("He met Ann Lane, Duluth's mayor.", False),
    ],
)
def test_the_town_of_an_address_is_where(text: str, where: bool) -> None:
    start = text.index("Duluth")
    assert NameUse(text).where(Span(start, start + 6, "Duluth")) is where


def test_a_great_city_elsewhere_does_not_become_the_reports_town(
    reader: RulesReader, atlas: Atlas
) -> None:
    report = _report(
        "An officer was shot dead on Friday, Valdosta Police Chief Ann Roe said.\n\nHe was called"
        " to a house. The Georgia Bureau of Investigation is helping.\n\nThe killing came a day"
        " after five officers were killed in Dallas.",
        "Officer shot dead in Georgia",
    )
    assert _where(reader, atlas, report)[0] == "Valdosta"


def test_a_landmark_of_our_list_in_another_state_is_a_quarter_here(
    reader: RulesReader, atlas: Atlas
) -> None:
    report = _report(
        "SEATTLE - Five people were wounded in a shooting on Capitol Hill on Friday, Seattle"
        " police said.",
    )
    assert set(_where(reader, atlas, report)) == {"Seattle"}


@pytest.mark.parametrize(
    ("more", "where"), [("", None), (" Officials in Nigeria promised an inquiry.", "NG.16")]
)
def test_a_hospital_speaks_for_none_of_the_towns_of_its_name(
    reader: RulesReader, atlas: Atlas, more: str, where: str | None
) -> None:
    body = f"Ota General Hospital said that shelling killed five people in Ota on Monday.{more}"
    assert _meant(reader, atlas, _report(body, "Deaths in Ota")).get("Ota") == where
