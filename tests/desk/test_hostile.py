"""Pages and words that mean harm, in any alphabet, and names that must not be shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_visitor import Visitor, harmless, visitor_of

from tollbook import pipeline
from tollbook.book import Book
from tollbook.desk.acts import ACTS
from tollbook.desk.form import Form
from tollbook.record.decided import Withheld
from tollbook.settings import Settings

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>{{31337*7}}"
NAME = "Zuleika Quorn"
ARABIC = "قتل ثلاثة متظاهرين في الناصرية يوم الجمعة. وقال مسعفون إن العدد قد يرتفع."


@pytest.fixture(scope="session")
def odd_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages as JSON lines: every field that a stranger writes holds a script."""
    folder = tmp_path_factory.mktemp("odd") / "pages"
    folder.mkdir()
    lines = [
        {
            "text": f"{EVIL} At least 12 people were killed in Basra on Friday, police said. "
            f"A spokesman of {EVIL} denied that his men had killed 12 people in Basra.",
            "title": EVIL,
            "source": EVIL,
            "url": f"https://a.example/{EVIL}",
            "published": "2019-10-05",
            "id": "1",
        },
        {
            "text": f"{NAME}, 34, was shot dead in Basra on Friday, medics said. "
            f"Gunmen killed {NAME} and two other people near the port of Basra.",
            "title": f"{NAME} shot dead",
            "source": "Port Paper",
            "published": "2019-10-05",
            "id": "2",
        },
        {"text": ARABIC, "title": "ثلاثة قتلى", "source": "صوت", "published": "2019-10-05"},
    ]
    (folder / "odd.jsonl").write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8"
    )
    return folder


@pytest.fixture(scope="session")
def odd_book(odd_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd-book") / "book"
    pipeline.run([odd_pages], folder, Settings())
    return folder


@pytest.fixture
def odd(odd_book: Path, tmp_path: Path) -> Iterator[Visitor]:
    folder = tmp_path / "odd"
    shutil.copytree(odd_book, folder)
    made = visitor_of(folder)
    yield made
    made.shelf.close()


def addresses(visitor: Visitor) -> list[str]:
    view = visitor.view
    kinds = (
        ("claim", view.claims),
        ("incident", view.incidents),
        ("account", view.accounts),
        ("report", view.reports),
    )
    records = [f"/{kind}/{record.id}" for kind, found in kinds for record in found]
    return ["/", "/balances", "/sources", "/log", "/told", "/help", *records, f"/claim/{EVIL}"]


def test_reports_are_text_whatever_they_hold(odd: Visitor) -> None:
    seen = 0
    for address in addresses(odd):
        answer = odd.get(address)
        assert answer.status_code in (200, 404)
        harmless(answer.text)
        seen += "&lt;script&gt;" in answer.text
    assert seen > 4  # the words are shown, as words


def test_every_field_of_every_form_comes_back_as_text(odd: Visitor) -> None:
    view = odd.view
    claim, incident, report = view.claims[0].id, view.incidents[0].id, view.reports[0].id
    names = [name for name in Form.__dataclass_fields__ if name not in ("csrf", "id", "preview")]
    for act in ACTS:
        for subject in (claim, incident, report, EVIL, "book"):
            fields = dict.fromkeys(names, EVIL)
            answer = odd.send(f"/decide/{act}", id=subject, **fields)
            assert answer.status_code in (303, 422), (act, answer.status_code)
            harmless(answer.text)
            location = answer.headers.get("location", "/")
            assert location.startswith("/")
            assert not location.startswith("//")
    for act in ("accept", "reject"):
        answer = odd.send(f"/decide/{act}", id=[claim, EVIL], preview="yes", reason=EVIL)
        harmless(answer.text)
    for address in addresses(odd):
        harmless(odd.get(address).text)


def test_what_was_typed_with_scripts_is_shown_as_it_was_typed(odd: Visitor) -> None:
    claim = odd.view.claims[0].id
    odd.decide("note", claim, reason=EVIL)
    odd.decide("actor", claim, value=EVIL, reason=EVIL)
    odd.decide("source", "book", name=EVIL, kind="outlet", party=EVIL, reason=EVIL)
    for address in (f"/claim/{claim}", "/log", "/sources"):
        page = odd.page(address)
        assert EVIL in page.get_text()
        harmless(str(page))


@pytest.mark.parametrize("query", ["ask", "of", "words", "verb", "by", "name", "done", "place"])
def test_addresses_come_back_as_text(odd: Visitor, query: str) -> None:
    for page in ("/", "/log", "/sources", "/balances", f"/claim/{odd.view.claims[0].id}"):
        answer = odd.get(page, params={query: EVIL[:19], "queue": "1"})
        assert answer.status_code in (200, 422)
        harmless(answer.text)


def test_a_withheld_name_is_on_no_page(odd: Visitor) -> None:
    told = next(c for c in odd.view.claims if NAME in odd.view.report_by_id[c.report].text)
    odd.decide("note", told.id, reason=f"seen by {NAME}")
    with Book.open(odd.shelf.folder) as book:
        book.decide("withhold", "book", decided_by="A", reason="asked", value=Withheld(NAME))
    shown = 0
    for address in addresses(odd):
        text = odd.get(address).text
        assert "Zuleika" not in text, address
        assert "Quorn" not in text, address
        shown += "█" in text
    assert shown > 3
    answer = odd.send("/decide/reject", id=told.id, reason="")
    assert "Zuleika" not in answer.text


def test_a_claim_is_added_on_words_with_a_masked_name(odd: Visitor) -> None:
    with Book.open(odd.shelf.folder) as book:
        book.decide("withhold", "book", decided_by="A", reason="asked", value=Withheld(NAME))
    report = next(r for r in odd.view.reports if r.source == "Port Paper")
    words = report.text[report.body_start :].split(",")[0]
    assert "█" in words
    at = str(report.text.index(words, report.body_start))
    added = {"harm": "killed", "count": "1", "quote": words, "at": at}
    odd.decide("add", report.id, **added)
    with Book.open(odd.shelf.folder) as book:
        unmasked = book._unmasked()
        assert unmasked.claims[-1].evidence.quote == NAME
    assert odd.view.claims[-1].evidence.quote == words


def test_a_page_in_a_language_that_no_reader_reads_waits_and_takes_a_claim(odd: Visitor) -> None:
    report = next(r for r in odd.view.reports if r.language == "ar")
    assert any("in Arabic" in li.get_text() for li in odd.page("/").select(".ask"))
    page = odd.page(f"/report/{report.id}")
    assert page.select_one("#text")["lang"] == "ar"
    assert all(p["dir"] == "auto" for p in page.select("#text p, #text h1"))
    words = "قتل ثلاثة متظاهرين في الناصرية"
    at = str(report.text.index(words))
    odd.decide("add", report.id, harm="killed", count="3", quote=words, at=at, place="gn:98854")
    added = odd.view.claims[-1]
    assert (added.report, added.count.best, added.evidence.quote) == (report.id, 3, words)
    assert odd.view.places(added)[0].place.name == "Nasiriyah"
    assert report.id not in [w.subject for w in odd.shelf.sight().queue]
