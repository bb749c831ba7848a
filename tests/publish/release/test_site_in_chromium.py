"""The site in a real browser, from a folder: what a reader does with it."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import site_rows as rows

BROWSER = shutil.which("chromium")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="Chromium is not installed")
sync_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rows.build(tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


class Reader:
    """A page that is open, and everything that went wrong or left it."""

    def __init__(self, chromium: Any, site: Path, start: str, **more: Any) -> None:
        given = {"viewport": {"width": 1280, "height": 900}, **more}
        self.context = chromium.new_context(**given)
        self.page = self.context.new_page()
        self.site = site
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        self.page.on(
            "console",
            lambda said: (
                self.faults.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        self.page.on("requestfailed", lambda sent: self.faults.append(f"failed: {sent.url}"))
        self.page.on("request", lambda sent: self.asked.append(sent.url))
        self.page.goto((site / "index.html").as_uri() + start)
        self.page.wait_for_selector("html.ready")
        self.page.wait_for_selector("#list li")

    def ids(self) -> list[str]:
        links = self.page.locator("#list a").evaluate_all("all => all.map(a => a.href)")
        return [re.findall(r"(i\d{10})\.html", link)[0] for link in links]

    def drawn(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = self.page.evaluate("TB.map.drawn()")
        return found

    def shown(self) -> str:
        return " ".join(str(self.page.text_content("#shown")).split())

    def leave(self) -> None:
        """Nothing went wrong, and nothing was asked of anywhere but the site's own folder."""
        self.context.close()
        assert self.faults == []
        inside = (self.site.as_uri() + "/", "blob:", "data:")
        assert [url for url in self.asked if not url.startswith(inside)] == []

    def wait_for(self, n: int) -> None:
        """Until so many are listed; asked again and again, as the page lets no words be run."""
        for _ in range(100):
            if self.page.locator("#list li").count() == n and not self.page.is_visible(
                "#searching"
            ):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.ids()}, not {n}")


@pytest.fixture
def read(chromium: Any, site: Path) -> Iterator[Any]:
    readers: list[Reader] = []

    def opened(start: str = "", **more: Any) -> Reader:
        readers.append(Reader(chromium, site, start, **more))
        return readers[-1]

    yield opened
    for reader in readers:
        reader.leave()


@pytest.fixture(scope="module")
def kept(chromium: Any, site: Path) -> Iterator[Reader]:
    """One page for many questions, which go back to where they began."""
    reader = Reader(chromium, site, "")
    yield reader
    reader.leave()


def test_it_opens_from_a_folder(read: Any) -> None:
    there = read()
    assert there.ids() == [row.id for row in rows.INCIDENTS]
    assert there.shown() == (
        "About 1,331 to 1,511 or more killed in 8 incidents shown, of 8. "
        "In 1 of them the number is not known."
    )
    assert "421 or more killed in Iraq" in there.page.inner_html("#timeline")


def test_a_place_that_is_an_area_is_drawn_as_one(read: Any) -> None:
    there = read()
    names = there.page.evaluate("TB.data.index.places.name.split('\\n')")
    drawn = there.drawn()
    assert {names[n] for n in drawn["areas"]} == {"Dhi Qar", "Lakeside"}
    assert {names[n] for n in drawn["points"]} == {
        "Amberton", rows.RTL, rows.FORMULA, "Oldtown",
    }  # fmt: skip
    note = there.page.text_content("#map-note")
    assert "2 places are known only as an area" in note
    assert "1 incident has no place" in note


def test_the_map_pans(read: Any) -> None:
    there = read()
    before = there.page.evaluate("[TB.map.centre().lat, TB.map.centre().lng]")
    there.page.locator("#map").scroll_into_view_if_needed()
    box = there.page.locator("#map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    there.page.mouse.move(x, y)
    there.page.mouse.down()
    there.page.mouse.move(x + 120, y + 60, steps=8)
    there.page.mouse.up()
    there.page.wait_for_timeout(400)
    after = there.page.evaluate("[TB.map.centre().lat, TB.map.centre().lng]")
    assert after[1] < before[1]
    assert after[0] > before[0]


@pytest.mark.parametrize(
    ("act", "ids"),
    [
        (lambda p: p.check("[value=contested]"), [5]),
        (lambda p: p.check("[value=weak]"), [6, 2]),
        (lambda p: p.select_option("#harm", "injured"), [8]),
        (lambda p: p.select_option("#place", "IQ.09"), [7, 5, 3]),
        (lambda p: p.select_option("#place", "IQ"), [8, 7, 6, 5, 4, 3, 2]),
        (lambda p: p.fill("#from", "2019-11-02"), [8, 7, 6]),
        (lambda p: p.fill("#to", "2019-10-06"), [4, 3, 2]),
        (lambda p: p.select_option("#who", label="Example Brigade (1)"), [8]),
        (lambda p: p.select_option("#status", "civilian"), [8, 3]),
        (lambda p: p.select_option("#status", "unknown"), [7, 6, 5, 4, 2, 1]),
        (lambda p: p.fill("#q", "amberton"), [8, 3]),
        (lambda p: p.fill("#q", "EXAMPLE brigade"), [8]),
        (lambda p: p.fill("#q", "zebra"), [3]),
        (lambda p: p.fill("#q", rows.ident(4)), [4]),
        (lambda p: p.fill("#q", "ساحة"), [7]),
    ],
)
def test_a_filter_changes_list_map_and_timeline(kept: Reader, act: Any, ids: list[int]) -> None:
    there = kept
    all_drawn = there.drawn()
    line = there.page.inner_html("#timeline")
    act(there.page)
    there.wait_for(len(ids))
    assert there.ids() == [rows.ident(n) for n in ids]
    placed = [n for n in ids if n != 1]
    drawn = there.drawn()
    assert len(drawn["points"]) + len(drawn["areas"]) == len(placed)
    if set(ids) != {8, 7, 6, 5, 4, 3, 2}:
        assert drawn != all_drawn
    assert there.page.inner_html("#timeline") != line
    there.page.click("[type=reset]")
    there.wait_for(8)
    assert there.drawn() == all_drawn


def test_an_address_holds_the_filter(read: Any) -> None:
    there = read("#place=IQ.09&grades=fair")
    assert there.ids() == [rows.ident(7), rows.ident(3)]
    assert there.page.input_value("#place") == "IQ.09"
    there.page.check("[value=contested]")
    there.wait_for(3)
    assert "grades=fair+contested" in there.page.url


def test_a_place_on_the_map_leads_to_its_incidents(read: Any) -> None:
    there = read("#q=amberton")
    there.wait_for(2)
    # Outlines come later and draw the map anew, without the popup that was open.
    there.page.wait_for_function("TB.data.provinces || !document.body.dataset.provinces")
    there.page.locator("#map").scroll_into_view_if_needed()
    box = there.page.locator("#map").bounding_box()
    at = there.page.evaluate("TB.map.at(TB.map.drawn().points[0])")
    there.page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    # By the keyboard: the map glides under the popup, and on a busy machine a click misses it.
    there.page.get_by_role("button", name="Show this incident").press("Enter")
    there.page.wait_for_selector("#only:not([hidden])")
    there.wait_for(1)
    assert there.ids() == [rows.ident(8)]
    there.page.click("#only-clear")
    there.page.wait_for_selector("#only", state="hidden")


@pytest.mark.parametrize("start", ["", "#harm=injured", "#place=IQ.09", "#q=amberton", "#harm="])
def test_the_download_is_what_is_shown(read: Any, start: str) -> None:
    there = read(start)
    with there.page.expect_download() as waiting:
        there.page.click("#download")
    raw = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename.startswith("tollbook-second-")
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert list(dict.fromkeys(row["id"] for row in table)) == there.ids()
    words = {(t.incident, t.harm): t for t in rows.TOLLS}
    for row in table:
        told = words[row["id"], row["harm"]]  # type: ignore[index]
        assert row["words"] == told.words
        for name in ("min", "best", "max"):
            value = getattr(told, name)
            assert row[name] == ("" if value is None else str(value)), (row["id"], name)
        assert "computed by tollbook after" in row["computed"]
    for row in table:
        assert not any(str(cell).startswith(("=", "+", "@")) for cell in row.values())


def test_a_permalink_opens(read: Any, chromium: Any) -> None:
    there = read()
    there.page.locator("#list a").first.click()
    there.page.wait_for_selector("article.incident")
    assert "gunmen killed at least 20 people" in there.page.inner_text("article")
    page = there.context.new_page()
    page.goto((there.site / "incident" / "i9999999999.html").as_uri())
    page.wait_for_url(f"**/{rows.ident(8)}.html", timeout=10_000)


def test_words_are_the_same_as_in_the_tables(read: Any) -> None:
    there = read()
    said = there.page.evaluate(
        "(() => { const b = TB.decode(TB.data.index); const all = [];"
        " for (const h of b.harms) b.tolls[h].forEach((t, k) => {"
        " if (t) all.push([h, k, TB.words(t)]); }); return all; })()"
    )
    told = {(t.harm, [i.id for i in rows.INCIDENTS].index(t.incident)): t.words for t in rows.TOLLS}
    assert {(harm, k): words for harm, k, words in said} == told


def test_hostile_words_run_nothing(read: Any) -> None:
    there = read("#grades=contested")
    quote = there.page.text_content("#list q")
    assert quote == rows.HOSTILE
    assert there.page.title() == rows.SHEET.title
    assert there.page.locator("#list img").count() == 0


def test_names_run_their_own_way(read: Any) -> None:
    there = read("#q=ساحة")
    there.wait_for(1)
    there.page.locator("#list a").click()
    assert (
        there.page.evaluate("getComputedStyle(document.querySelector('h1 bdi')).direction") == "rtl"
    )


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_off_the_page(read: Any, width: int) -> None:
    there = read(viewport={"width": width, "height": 800})
    for page in ("index.html", f"incident/{rows.ident(8)}.html", "method.html", "changes.html"):
        there.page.goto((there.site / page).as_uri())
        over = there.page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert over <= 0, (page, over)


def test_paper_has_no_controls(read: Any) -> None:
    there = read()
    there.page.emulate_media(media="print")
    assert not there.page.locator("#filters").is_visible()
    assert there.page.locator("#list li").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", ["index.html", "incident/i0000000008.html", "method.html"])
def test_nothing_serious_stands_in_anybodys_way(read: Any, page: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    there = read(color_scheme=scheme, bypass_csp=True)  # axe brings its own script
    there.page.goto((there.site / page).as_uri())
    if page == "index.html":
        there.page.wait_for_selector("#list li")
        there.page.click("#totals summary")
    options = {"preload": False}  # style sheets, which a page from a folder may not ask for
    found = axe.Axe().run(there.page, options=options).response["violations"]
    bad = [
        (v["id"], [node["html"][:120] for node in v["nodes"]])
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
    assert bad == []


def test_without_scripts_it_says_where_to_look(chromium: Any, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    text = page.inner_text("main")
    context.close()
    assert "1,331 to 1,511 or more people killed" in text
    assert "every incident has a page of its own" in text
