"""What a page's address says of where an event was."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib.resources import files

import pytest

from tollbook.record import Published
from tollbook.resolve import Atlas
from tollbook.resolve.page_address import outlet_town, page_address, town_in_words

from test_event import FRIDAY, claim_of, mentions_of, report_of  # isort: skip


@pytest.mark.parametrize(
    ("url", "host", "words"),
    [
        (None, (), ()),
        ("", (), ()),
        ("https://www.kutherald.com/2016/two-shot-in-kut", ("kutherald",),
         ("two", "shot", "in", "kut")),
        ("http://web.archive.org/web/2016/http://news.example.org:80/a_b", ("news", "example"),
         ("a", "b")),
        ("not an address", (), ()),
        ("http://[broken/kut", (), ()),
    ],
)  # fmt: skip
def test_an_address_in_words(
    url: str | None, host: tuple[str, ...], words: tuple[str, ...]
) -> None:
    found = page_address(url)
    assert (found.host, found.words[-len(words) :] if words else ()) == (host, words)


@pytest.mark.parametrize(
    ("host", "country", "town"),
    [
        ("www.sacramentotimes.com", "US", "Sacramento"),
        ("baltimore.example.com", "US", "Baltimore"),
        ("kansascityvoice.com", "US", "Kansas City"),
        ("mosulpost.com", "IQ", "Mosul"),
        ("mosulpost.com", "US", None),
        ("thevoice.com", "US", None),
    ],
)
def test_the_town_that_an_outlet_is_named_after(
    atlas: Atlas, host: str, country: str, town: str | None
) -> None:
    found = outlet_town(page_address(f"https://{host}/x"), atlas.gazetteer, [country])
    assert (found.name if found else None) == town


@pytest.mark.parametrize(
    ("host", "countries", "town"),
    [
        ("www.wral.com", ["US"], ("Raleigh", "US.NC")),
        ("www.wral.com", [], ("Raleigh", "US.NC")),
        ("news.wral.com", ["IQ", "US"], ("Raleigh", "US.NC")),
        ("www.wral.com", ["IQ"], None),  # the report is of another country
        ("www.wralx.com", ["US"], None),
        ("mosulpost.com", [], None),
    ],
)
def test_the_town_that_a_local_outlet_is_from(
    atlas: Atlas, host: str, countries: list[str], town: tuple[str, str] | None
) -> None:
    found = outlet_town(page_address(f"https://{host}/x"), atlas.gazetteer, countries)
    assert ((found.name, found.admin1) if found else None) == town


def test_every_town_of_the_list_of_outlets_is_known(atlas: Atlas) -> None:
    text = files("tollbook.resolve").joinpath("data/outlets.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    hosts = [host for row in rows for host in row["hosts"].split("|")]
    assert len(hosts) == len(set(hosts))
    for row in rows:
        address = page_address(f"https://{row['hosts'].split('|')[0]}.com/")
        found = outlet_town(address, atlas.gazetteer, [row["country"]])
        assert found is not None, row
        assert found.admin1 == row["admin1"]


@pytest.mark.parametrize(
    ("host", "unit"),
    [("wral.com", "US.NC"), ("wlwt.com", "US.OH"), ("example.org", None)],
)
def test_an_outlet_speaks_for_a_namesake_near_it(atlas: Atlas, host: str, unit: str | None) -> None:
    name = "Henderson" if host == "wral.com" else "Hamilton"
    text = f"Two men were shot in {name} on Friday.\n\nThe sheriff's office came to 1200 block."
    report = replace(report_of(text), url=f"https://www.{host}/news/1")
    claim = claim_of(report, "Two men were shot", places=(name,))
    found = atlas.resolve(
        report, [claim], mentions_of(report, [name]), Published(FRIDAY, FRIDAY, "meta")
    )
    units = {r.place.admin1 for r in found if r.subject == claim.id and r.place}
    assert units == ({unit} if unit else set())


@pytest.mark.parametrize(
    ("path", "units", "town"),
    [
        ("two-shot-in-bellflower", (), "Bellflower"),
        ("bellflower-police-speak", (), "Bellflower"),
        ("bellflower-shooting", ("US.CA",), "Bellflower"),
        ("bellflower-shooting", ("US.TX",), None),  # none of that state
        ("bellflower-roses", (), None),
        ("mobile-home-fire", (), None),  # an ordinary word
        ("in-springfield", (), None),  # towns of several states
        ("man-of-bellflower-shot-in-burbank", ("US.CA",), None),  # two
    ],
)
def test_the_town_in_the_words(
    atlas: Atlas, path: str, units: tuple[str, ...], town: str | None
) -> None:
    found = town_in_words(page_address(f"https://x.org/{path}"), atlas.gazetteer, "US", units)
    assert (found.name if found else None) == town


def told(atlas: Atlas, text: str, names: list[str], url: str | None) -> list[tuple[str, str]]:
    report = replace(report_of(text), url=url)
    claim = claim_of(report, "boy was shot")
    found = atlas.resolve(
        report, [claim], mentions_of(report, names), Published(FRIDAY, FRIDAY, "given")
    )
    return [
        (r.place.name, r.basis)
        for r in found
        if r.kind == "place" and r.place and r.subject == claim.id
    ]


COUNTY = "A boy was shot, the Los Angeles County sheriff's office said. Call 911."


def test_the_address_names_the_town_where_the_report_names_none(atlas: Atlas) -> None:
    url = "https://x.org/boy-shot-in-bellflower"
    assert told(atlas, COUNTY, ["Los Angeles County"], url) == [("Bellflower", "report")]
    assert told(atlas, COUNTY, ["Los Angeles County"], None) != [("Bellflower", "report")]


def test_what_the_report_says_counts_more(atlas: Atlas) -> None:
    text = f"{COUNTY}\n\nIt happened in Burbank, Calif., on Friday."
    names = ["Los Angeles County", "Burbank"]
    assert told(atlas, text, names, "https://x.org/boy-shot-in-bellflower") == [
        ("Burbank", "report")
    ]


def test_the_outlets_province_decides_between_namesakes(atlas: Atlas) -> None:
    text = "A boy was shot in Pasadena, the sheriff's office said. Call 911.\n\nPasadena is calm."
    report = replace(report_of(text), url="https://losangelesvoice.com/1")
    claim = claim_of(report, "boy was shot", places=("Pasadena",))
    found = atlas.resolve(
        report, [claim], mentions_of(report, ["Pasadena"]), Published(FRIDAY, FRIDAY, "given")
    )
    assert {r.place.admin1 for r in found if r.kind == "place" and r.place} == {"US.CA"}


STREET = "A boy was shot on Friday in the 1200 block of Elm Street, the sheriff's office said."


@pytest.mark.parametrize(
    ("text", "host", "places"),
    [
        (STREET, "www.wral.com", []),  # no words say that it was in Raleigh
        (STREET, "www.example.com", []),  # no listed local outlet
        (f"{STREET} He is from Durham.", "www.wral.com", ["Durham"]),  # origin: nothing else says
        (f"{STREET} It was in Zyxonia.", "www.wral.com", []),  # named, and not known
        (f"{STREET} It was in Monroe.", "www.wral.com", ["Monroe"]),
        ("A boy was shot in Kandahar, Afghanistan.", "www.wral.com", ["Kandahār"]),
    ],
)
def test_a_local_outlets_home_is_no_place_of_an_event(
    atlas: Atlas, text: str, host: str, places: list[str]
) -> None:
    names = ["Durham", "Zyxonia", "Monroe", "Kandahar", "Afghanistan"]
    named = [n for n in names if n in text]
    found = told(atlas, text, named, f"https://{host}/1")
    assert [name for name, _ in found] == places


@pytest.mark.parametrize(
    ("title", "url", "home"),
    [
        (None, "https://www.wral.com/1", "Raleigh"),
        ("Boy shot - WXYZ News 3 - Raleigh, North Carolina", None, "Raleigh"),
    ],
)
def test_the_home_of_an_outlet_is_a_candidate_where_no_place_is_named(
    atlas: Atlas, title: str | None, url: str | None, home: str
) -> None:
    report = replace(report_of(STREET, title), url=url)
    claim = claim_of(report, "boy was shot")
    names = [n for n in ("Raleigh", "North Carolina") if n in report.text]
    found = atlas.resolve(
        report, [claim], mentions_of(report, names), Published(FRIDAY, FRIDAY, "given")
    )
    (place,) = (r for r in found if r.kind == "place" and r.subject == claim.id)
    assert (place.place, [p.name for p in place.candidate_places]) == (None, [home])
    assert place.reasons == (f"no place is named; the outlet is of {home}",)


def test_an_outlet_across_the_border_of_its_province_speaks_for_a_namesake_near_it(
    atlas: Atlas,
) -> None:
    text = "A boy was shot in Lake Placid. Police Lt. Brown spoke at 5 p.m. of Elm Street."
    assert told(atlas, text, ["Lake Placid"], "https://www.example.com/1") == []
    assert told(atlas, text, ["Lake Placid"], "https://www.wcax.com/1") == [
        ("Lake Placid", "sentence")
    ]
