"""The site as files: what its data hold, and that nothing in it leads to a machine elsewhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import site_rows as rows

from tollbook.publish.release import rows as r
from tollbook.publish.release.headline import balances, borne_out, largest_gaps, not_documented
from tollbook.publish.release.outgoing import Outgoing
from tollbook.publish.release.site.borders import provinces, surroundings
from tollbook.publish.release.site.data import MOST_ACTORS, MOST_LISTED, MOST_TOTALS, as_script
from tollbook.publish.release.site.pages import blocks_of


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rows.build(tmp_path_factory.mktemp("site") / "site")


class Parsed(HTMLParser):
    """What a page loads, where it leads, and whether it holds code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.inline: list[str] = []
        self.policy = ""
        self._in_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.inline += [n for n in given if n.startswith("on") or n == "style"]
        self._in_script = tag in ("script", "style")
        if tag in ("script", "img", "iframe", "source") and "src" in given:
            self.loads.append(given["src"])
        if tag == "link":
            self.loads.append(given["href"])
        if tag == "a":
            self.leads.append(given["href"])
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script and data.strip():
            self.inline.append(data)


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_page_loads_its_own_files_and_holds_no_code(site: Path) -> None:
    assert len(pages(site)) == 4 + len(rows.INCIDENTS) + 2
    for page in pages(site):
        parsed = Parsed(page.read_text("utf-8"))
        assert parsed.inline == [], page
        for src in parsed.loads:
            assert not re.match(r"[a-z]+:|//", src), src
            assert (page.parent / src).is_file(), (page, src)
        for lead in parsed.leads:
            inside = not re.match(r"[a-z]+:|#", lead) and "README" not in lead
            assert not inside or (page.parent / lead).is_file(), (page, lead)
        assert "default-src 'none'" in parsed.policy
        assert "unsafe" not in parsed.policy


def test_no_script_or_style_leads_elsewhere(site: Path) -> None:
    for file in ("core.js", "map.js", "timeline.js", "app.js", "site.css"):
        text = (site / "assets" / file).read_text("utf-8")
        found = set(re.findall(r"(?:https?:)?//[a-z][\w.-]+\.[a-z]{2,}[^\s'\")]*", text))
        assert found <= {"http://www.w3.org/2000/svg"}, (file, found)
        assert "@import" not in text
        assert "fetch(" not in text
        assert "eval(" not in text


def index_of(site: Path) -> dict[str, object]:
    text = (site / "data" / "index.js").read_text("utf-8")
    loaded: dict[str, object] = json.loads(re.sub(r'^TB\.take\("index",|\);\n$', "", text))
    return loaded


def test_the_index_holds_columns(site: Path) -> None:
    index = index_of(site)
    assert index["n"] == len(rows.INCIDENTS)
    assert index["tolls"] == {
        "killed": "20+;25-32b32;2-5+;-4n;50~;0;?;1234-1400b1300",
        "injured": "101+",
        "abducted": ";;;;;;1",
    }
    assert index["grade"] == "01231124"
    assert str(index["open"]) == "......s."


def test_much_is_cut_off_the_first_load_and_kept_elsewhere(tmp_path: Path) -> None:
    totals = tuple(
        replace(rows.ACCOUNTS[0], id=f"a{n:010d}", stated_low=n, stated=f"{n:,} or more")
        for n in range(1, MOST_TOTALS + 51)
    )
    long = replace(rows.INCIDENTS[0], date_start=date(2019, 1, 1))
    many = tuple(
        r.PerpetratorRow(rows.ident(7), f"band {n:04d}", False, "stated", "a medic")
        for n in range(MOST_ACTORS + 5)
    )
    tables = {
        **rows.OUT.tables,
        "accounts": totals,
        "incidents": (long, *rows.INCIDENTS[1:]),
        "perpetrators": many,
    }
    site = rows.build(tmp_path / "site", Outgoing(tables))
    index = index_of(site)
    assert index["totals"] == len(totals)
    assert len(list(index["accounts"])) == MOST_TOTALS  # type: ignore[call-overload]
    assert str(index["span"])[:1] == "+"
    assert index["spans"] == {"0": 339}
    assert len(str(index["actors"]).splitlines()) == MOST_ACTORS
    details = (site / "data" / "details-0.js").read_text("utf-8")
    assert f"band {MOST_ACTORS + 4:04d}" in details
    first = (site / "index.html").read_text("utf-8")
    every = (site / "totals.html").read_text("utf-8")
    assert first.count("<tr id=") == MOST_LISTED
    assert every.count("<tr id=") == len(totals)
    assert f"All {len(totals)} stated totals" in first


def test_a_script_cannot_be_left_from_within() -> None:
    text = as_script("x", {"a": rows.HOSTILE}).decode()
    assert "</script" not in text
    assert "\u2028" not in text
    assert json.loads(text[len('TB.take("x",') : -3])["a"] == rows.HOSTILE


def test_hostile_words_stay_words(site: Path) -> None:
    page = (site / "incident" / f"{rows.ident(5)}.html").read_text("utf-8")
    assert "<img" not in page
    assert "&lt;/script&gt;" in page


def test_an_incident_page_tells_everything(site: Path) -> None:
    page = (site / "incident" / f"{rows.ident(8)}.html").read_text("utf-8")
    for words in (
        "20 or more", "gunmen killed at least 20 people", "a medic", "Example Post", "5 Oct 2019",
        "source 1", "Sets the least.", "confirmed", "Blamed on", "Example Brigade",
        "9 Dec 2019: a reviewer set the place (decision 4).",
        "In this release, changed: killed: 18 → 20 or more (1 further claim).",
        "Killings in Amberton", "https://post.example/1", rows.ident(8), "its point on the map",
    ):  # fmt: skip
        assert words in page, words
    denied = (site / "incident" / f"{rows.ident(5)}.html").read_text("utf-8")
    assert "We were not there" in denied
    assert "Denied by" in denied
    assert "The same as in release first." in denied


def test_permalinks_of_earlier_releases(site: Path) -> None:
    merged = (site / "incident" / "i9999999999.html").read_text("utf-8")
    assert f'url={rows.ident(8)}.html"' in merged
    removed = (site / "incident" / "i9999999998.html").read_text("utf-8")
    assert "was removed" in removed


def test_the_headline_cannot_be_misread(site: Path) -> None:
    page = " ".join((site / "index.html").read_text("utf-8").split())
    assert (
        "<b>About 1,331 to 1,511 or more people killed</b> are documented in the reports read here"
        in page
    )
    assert "is not an estimate of all who died" in page
    assert "In 1 incident the number is not known." in page
    assert "At least <strong>310</strong> of them are not documented here" in page
    assert "101 or more people injured, in 1 incident." in page


def test_sums_of_harms_stand_apart() -> None:
    killed, injured, abducted = balances(rows.TOLLS)
    assert (killed.min, killed.best, killed.max, killed.open_above) == (1331, 1404, 1511, True)
    assert (killed.incidents, killed.unknown, killed.without_best) == (8, 1, 1)
    assert injured.in_words() == "101 or more people injured"
    assert abducted.in_words() == "1 person abducted"
    (good, *_) = borne_out(rows.INCIDENTS, rows.TOLLS)
    assert (good.min, good.max) == (95, 102)


def test_what_is_not_documented() -> None:
    (gap,) = largest_gaps(rows.ACCOUNTS)
    assert not_documented(gap) == 310


def test_boundaries_are_those_needed() -> None:
    own = provinces({"IQ"})
    units = own.objects["areas"].geometries
    assert {unit.properties["i"] for unit in units} == {"IQ"}
    assert "IQ.09" in {unit.properties["c"] for unit in units}
    near = surroundings((44.0, 31.0, 46.0, 33.0)).objects["areas"].geometries
    assert {"Iraq", "Iran"} <= {unit.properties["n"] for unit in near}
    assert len(near) < 30
    assert len(surroundings(None).objects["areas"].geometries) > 150


def test_our_own_pages(site: Path) -> None:
    method = (site / "method.html").read_text("utf-8")
    assert "<h1>Method</h1>" in method
    assert "<p>How <code>it</code> is &lt;done&gt;.</p>" in method
    changes = (site / "changes.html").read_text("utf-8")
    own = rows.ident(8)
    assert f'<li><a href="incident/{own}.html">{own}</a> killed: 18 → 20 or more</li>' in changes


def test_ids_are_told_from_text_where_they_lead_somewhere() -> None:
    (block,) = blocks_of("- see `x` and i0123456789")
    assert [run.kind for run in block.lines[0]] == ["text", "code", "text"]
    (block,) = blocks_of("- i0123456789\n- b", links=True)
    assert [[run.kind for run in line] for line in block.lines] == [["incident"], ["text"]]
