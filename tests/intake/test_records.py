"""JSONL lines and texts to reports; language; the real page where it is there."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saved_pages import HEADLINE, PARAGRAPHS

from tollbook.intake import EXTRACTOR, JSONL, TEXT, Item, extract, extract_all, items
from tollbook.intake.language import language_of
from tollbook.record import Published, Report, SetAside

BODY = "\n\n".join(PARAGRAPHS)
REAL_PAGE = Path(__file__).parents[3] / "shared" / "reports" / "000_9a3819d3190d61ef.txt"


def line(**fields: object) -> Item:
    return Item.of("a.jsonl:4", json.dumps(fields).encode(), JSONL, 4)


def test_fields_of_a_record() -> None:
    report = extract(
        line(
            text=f"{HEADLINE}\n\n{BODY}",
            title=f" {HEADLINE} ",
            url="https://c.example/a",
            published="2019-10-04T10:00:00Z",
            source="The Courier",
        )
    )
    assert isinstance(report, Report)
    assert report.text == f"{HEADLINE}\n\n{BODY}"
    assert (report.title, report.source, report.url) == (
        HEADLINE,
        "The Courier",
        "https://c.example/a",
    )
    at = datetime(2019, 10, 4, 10, 0, tzinfo=UTC)
    assert report.published == Published(date(2019, 10, 4), date(2019, 10, 4), "given", at)


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2019-10", (date(2019, 10, 1), date(2019, 10, 31))),
        ("4 October 2019", (date(2019, 10, 4), date(2019, 10, 4))),
        (None, None),
        ("", None),
    ],
)
def test_given_date(published: str | None, days: tuple[date, date] | None) -> None:
    report = extract(line(text=BODY, published=published))
    assert isinstance(report, Report)
    found = report.published
    assert (found and (found.start, found.end)) == days


def test_date_with_two_readings_is_noted_not_guessed() -> None:
    extraction = extract_all(line(text=BODY, published="04/10/2019"))
    assert extraction.report is not None
    assert extraction.report.published is None
    (note,) = extraction.set_aside
    assert note.what == "published date"
    assert "04/10/2019" in note.why


def test_record_without_text_is_set_aside() -> None:
    told = extract(Item.of("a.jsonl:4", b"{}", JSONL, 4))
    assert isinstance(told, SetAside)
    assert told.where == "a.jsonl:4"


@pytest.mark.parametrize("data", [b"***\n\n---", b"\xff\xfe", b"Advertisement"])
def test_text_without_words_is_set_aside(data: bytes) -> None:
    told = extract(Item.of("a.txt", data, TEXT))
    assert isinstance(told, SetAside)
    assert told.why == "no article text was found in it"


@given(st.binary(max_size=300), st.sampled_from(["text/html", TEXT, JSONL]))
def test_no_bytes_make_it_fail(data: bytes, media_type: str) -> None:
    item = Item.of("x", data, media_type, 1 if media_type == JSONL else None)
    told = extract(item)
    assert told == extract(item)
    if isinstance(told, Report):
        assert told.text[: told.body_start].strip() == (told.title or "")
        assert "\n\n\n" not in told.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        (BODY.upper(), "en"),
        ("Trois manifestants ont été tués vendredi à Qalat, selon des médecins locaux.", "fr"),
        ("قتل ثلاثة متظاهرين في مدينة الناصرية يوم الجمعة بحسب مصادر طبية", "ar"),
        ("سه معترض روز جمعه در شهر قلات کشته شدند، پزشکان محلی گفتند", "fa"),
        ("12 34", None),
        ("Qalat", None),
        ("", None),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language_of(text) == code


def test_extractor_names_its_version() -> None:
    name, ours = EXTRACTOR.split(" / ")
    assert name.startswith("trafilatura 2")
    assert ours.startswith("tollbook ")


@pytest.mark.skipif(not REAL_PAGE.exists(), reason="the shared sample page is not here")
def test_real_page_without_its_furniture() -> None:
    (item,) = items([REAL_PAGE], max_bytes=1 << 20)
    assert isinstance(item, Item)
    report = extract(item)
    assert isinstance(report, Report)
    assert report.title is not None
    raw = REAL_PAGE.read_text("utf-8")
    assert report.title in raw
    assert report.text.count(report.title) == 1
    assert raw.count(report.title) == 2
    assert (report.published, report.source, report.language) == (None, None, "en")
    paragraphs = report.text.split("\n\n")
    assert len(paragraphs) == 9
    assert all(len(p) > 100 for p in paragraphs[1:])
    assert not report.text.startswith("Home")
    assert "mobile version" not in report.text
