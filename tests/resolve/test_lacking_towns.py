"""Towns and quarters that the gazetteer lacks where the report is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tollbook.record import Place, Published
from tollbook.resolve import Atlas
from tollbook.resolve.named_only import unlisted_town

from test_event import FRIDAY, claim_of, mentions_of, report_of  # isort: skip


def places(
    atlas: Atlas, text: str, names: list[str], *, words: str, url: str | None = None
) -> list[Place]:
    report = replace(report_of(text), url=url)
    named = tuple(n for n in names if n in report.text)
    sentence = report.text[report.text.index(words) :].partition(". ")[0]
    claim = claim_of(report, words, places=tuple(n for n in named if n in sentence))
    found = atlas.resolve(
        report, [claim], mentions_of(report, list(named)), Published(FRIDAY, FRIDAY, "given")
    )
    return [r.place for r in found if r.subject == claim.id and r.kind == "place" and r.place]


WASHINGTON = Place("gn:1", "Washington", 47.5, -120.5, "US", "US.WA", "province", 300.0)

LINE = "OLYMPIA, Wash. - Police said on Friday that three died."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # named twice, and something happened in it: a town of the state of the dateline
        (
            f"{LINE}\n\nThree men were shot in Zyxville. Zyxville is calm.",
            "Zyxville, in Washington",
        ),
        # once, beside a known town: it may be anything
        (f"{LINE}\n\nThree men were shot in Zyxville. It is calm.", "Olympia"),
        # part of a longer name; in capitals; nothing happened there
        (f"{LINE}\n\nThree men were shot in Zyxville Hall. Zyxville is calm.", "Olympia"),
        (f"{LINE}\n\nThree men were shot in ZYXV. ZYXV said so.", "Olympia"),
        # the town of that name is far away
        (f"{LINE}\n\nThree men were shot in Cromwell.", "Cromwell, in Washington"),
    ],
)
def test_a_town_that_the_gazetteer_lacks_in_the_reports_province(
    atlas: Atlas, text: str, place: str
) -> None:
    found = places(atlas, text, ["Zyxville", "ZYXV", "Cromwell"], words="Three men were shot")
    assert [p.name for p in found] == [place]


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("Three men were shot in Zyxville. Zyxville is calm.", "Seattle"),
        (
            "Three men were shot in Zyxville, a small town in the hills. Zyxville is calm.",
            "Zyxville, in Washington",
        ),
    ],
)
def test_what_may_be_a_quarter_of_the_reports_city_is_not_made_a_town(
    atlas: Atlas, told: str, place: str
) -> None:
    text = f"SEATTLE, Wash. - Seattle police said on Friday that three died.\n\n{told}"
    found = places(atlas, text, ["Seattle", "Zyxville"], words="Three men were shot")
    assert [p.name for p in found] == [place]


def test_what_words_call_a_quarter_is_in_the_reports_city(atlas: Atlas) -> None:
    """There is a Cromwell elsewhere; it is not meant."""
    text = (
        "SEATTLE, Wash. - Seattle police said on Friday that three died.\n\n"
        "Three men were shot in the city's Cromwell neighborhood."
    )
    (found,) = places(atlas, text, ["Seattle", "Cromwell"], words="Three men were shot")
    assert found.name == "Cromwell, in Seattle"
    assert found.parents[0] == atlas.gazetteer.candidates("Seattle")[0].place.id


def test_a_dateline_without_a_province_is_in_that_of_the_outlet(atlas: Atlas) -> None:
    text = "ZYXVILLE - Three men were shot, police said. Zyxville is calm."
    words = "Three men were shot"
    found = places(atlas, text, ["Zyxville"], words=words, url="https://www.wral.com/1")
    assert [p.name for p in found] == ["Zyxville, in North Carolina"]
    assert not places(atlas, text, ["Zyxville"], words=words)


def test_a_township_is_meant_by_its_short_name(atlas: Atlas) -> None:
    text = "Three men were shot in Clinton. Police of Clinton Township, Mich., said so."
    found = places(atlas, text, ["Clinton", "Clinton Township"], words="Three men were shot")
    assert [p.name for p in found] == ["Clinton Township"]


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        # no gazetteer has it: in the country that the report is about, not in the dateline's city
        (
            "YANGON, Myanmar - Seven people were killed in Zyx Htein Twin on Friday.",
            "Seven people were killed",
            ("Zyx Htein Twin, in Myanmar", "MM", "at"),
        ),
        # the gazetteer has several of the name in the country
        (
            "KYIV, Ukraine - Three people were killed in Huliaipole on Friday.",
            "Three people were killed",
            ("Hulyaypole", "UA", "at"),
        ),
    ],
)
def test_the_words_say_more_than_the_dateline_of_a_capital(
    atlas: Atlas, text: str, words: str, place: tuple[str, str, str]
) -> None:
    names = ["YANGON", "Myanmar", "Zyx Htein Twin", "KYIV", "Ukraine", "Huliaipole"]
    report = report_of(text)
    named = [n for n in names if n in text]
    claim = claim_of(report, words, places=(named[-1],))
    published = Published(FRIDAY, FRIDAY, "given")
    found = atlas.resolve(report, [claim], mentions_of(report, named), published)
    given = [r.place for r in found if r.subject == claim.id and r.kind == "place" and r.place]
    assert [(p.name, p.country, p.relation) for p in given] == [place]


def test_what_stands_before_a_towns_name_is_no_part_of_it() -> None:
    assert [
        getattr(unlisted_town(words, WASHINGTON), "name", None)
        for words in ("NEAR ZYXVILLE", "north Zyxville", "North Zyxville", "The Zyxville")
    ] == [
        "Zyxville, in Washington",
        "Zyxville, in Washington",
        "North Zyxville, in Washington",
        "Zyxville, in Washington",
    ]
