"""The desk in real Chromium: what a person does there, with keys, with a mouse, without scripts.

Skipped, with one line that counts, where there is no Chromium (Debian's package is called so).
"""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from desk_visitor import claim_with
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tollbook.cli.desk import _listen
from tollbook.desk.app import create_app
from tollbook.desk.guard import Session, hosts_of
from tollbook.desk.shelf import Shelf
from tollbook.record.coding import Coded
from tollbook.view import View

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium here: the desk's tests in a browser did not run"
)

PHONE = {"width": 390, "height": 844}
WAIT_MS = 60_000  # a busy machine must not fail a test

expect.set_options(timeout=WAIT_MS)


@dataclass
class Opened:
    """A desk that listens, and a page of a browser at it."""

    shelf: Shelf
    address: str
    page: Page
    faults: list[str]

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    @property
    def view(self) -> View:
        return self.shelf.view()

    def claim(self, words: str) -> str:
        return claim_with(self.shelf.folder, words)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def options(request: pytest.FixtureRequest) -> dict:
    """How the browser is set; a test says it by ``parametrize("options", ..., indirect=True)``."""
    return getattr(request, "param", {})


@pytest.fixture
def opened(book: Path, browser: Browser, options: dict) -> Iterator[Opened]:
    shelf = Shelf(book, "A. Recorder")
    listening = _listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    session = Session(hosts_of("127.0.0.1", port))
    config = uvicorn.Config(create_app(shelf, session), log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    address = f"http://127.0.0.1:{port}"
    context = browser.new_context(**options)
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(address) else faults.append(asked.url),
    )
    page.goto(f"{address}/start?token={session.token}")
    yield Opened(shelf, address, page, faults)
    context.close()
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()
    shelf.close()
    assert faults == [], "a script failed, or something was fetched from elsewhere"


def press(page: Page, key: str) -> None:
    """Presses a key once the page's scripts have run."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def select(page: Page, words: str) -> None:
    """Selects words of the report, as a mouse would."""
    page.wait_for_load_state("load")
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById("text"), 4);
          const nodes = [];
          for (let node; (node = walker.nextNode()); ) nodes.push(node);
          const whole = nodes.map((node) => node.data).join("");
          const from = whole.indexOf(words);
          if (from < 0) throw new Error("not in the report: " + words);
          const place = (at) => {
            for (const node of nodes) {
              if (at <= node.length) return [node, at];
              at -= node.length;
            }
          };
          const [first, start] = place(from + 1);
          const [last, end] = place(from + words.length);
          first.parentElement.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
          const range = document.createRange();
          range.setStart(first, start - 1); range.setEnd(last, end);
          getSelection().removeAllRanges(); getSelection().addRange(range);
          last.parentElement.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }""",
        words,
    )


def test_accept_by_key_goes_on_to_the_next_and_z_takes_it_back(opened: Opened) -> None:
    claim = opened.claim("any protester had been killed")
    page = opened.go(f"/claim/{claim}?queue=1")
    following = page.locator("a[rel=next]").get_attribute("href")
    press(page, "a")
    page.wait_for_url(re.compile(re.escape(following)))
    expect(page.locator("#toast")).to_contain_text("accept")
    assert [d.verb for d in opened.view.decisions_on(claim)] == ["accept"]
    press(page, "z")
    expect(page.locator("#toast")).to_contain_text("undo")
    assert opened.view.decisions_on(claim) == []


def test_correct_by_selecting_words(opened: Opened) -> None:
    claim = opened.claim("killing at least 14 people")
    page = opened.go(f"/claim/{claim}")
    page.locator('[data-field="count"] .edit summary').click()
    select(page, "killing at least 14 people")
    field = page.locator("#value-count")
    expect(field).to_have_value("killing at least 14 people")
    field.fill("about 16")
    page.locator("#reason-count").fill("the list of names")
    press(page, "Enter")
    row = page.locator('[data-field="count"]')
    expect(row).to_contain_text("about 16")
    expect(row).to_contain_text("machine: 14 or more")
    expect(row).to_contain_text("A. Recorder")


def test_a_field_shows_the_words_that_gave_it(opened: Opened) -> None:
    page = opened.go(f"/claim/{opened.claim('killing at least 14 people')}")
    page.locator('[data-show="count"]').click()
    expect(page.locator("#text .shown").first).to_be_visible()
    assert "14" in "".join(page.locator("#text .shown").all_text_contents())
    press(page, "e")  # opens the field that was looked at
    expect(page.locator("#value-count")).to_be_focused()


def test_reject_asks_for_its_reason_and_keys_sleep_while_typing(opened: Opened) -> None:
    claim = opened.claim("Thirty-two people were killed")
    page = opened.go(f"/claim/{claim}")
    press(page, "x")
    reason = page.locator("#reason-reject")
    expect(reason).to_be_focused()
    page.keyboard.type("a quick jab, unzipped")  # a, q, j, z, u, c, k, n are keys elsewhere
    expect(reason).to_have_value("a quick jab, unzipped")
    press(page, "Control+Enter")
    expect(page.locator("#toast")).to_contain_text("killed: 25 to 32")
    (made,) = opened.view.decisions_on(claim)
    assert (made.verb, made.reason) == ("reject", "a quick jab, unzipped")
    page.locator("#toast button").click()
    expect(page.locator("#toast")).to_contain_text("undo")
    assert opened.view.decisions_on(claim) == []


def test_what_was_typed_is_there_when_the_page_is_opened_again(opened: Opened) -> None:
    address = f"/claim/{opened.claim('Thirty-two people were killed')}"
    page = opened.go(address)
    press(page, "x")
    page.keyboard.type("half a rea")
    opened.go("/")
    page = opened.go(address)
    expect(page.locator("#reason-reject")).to_have_value("half a rea")
    page.locator("#reason-reject").press("Control+Enter")
    expect(page.locator("#toast")).to_contain_text("reject")
    page = opened.go(address)
    expect(page.locator("#reason-reject")).to_have_value("")  # it was saved


def test_what_could_not_be_saved_is_not_lost(opened: Opened) -> None:
    address = f"/claim/{opened.claim('Thirty-two people were killed')}"
    page = opened.go(address)
    page.locator('[data-field="count"] .edit summary').click()
    page.locator("#value-count").fill("umpteen")
    page.locator("#reason-count").fill("typed in a hurry")
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text("Not saved yet")
    opened.faults.clear()  # the browser's own word on the answer 422
    page = opened.go(address)
    expect(page.locator("#value-count")).to_have_value("umpteen")


def test_add_a_claim_on_selected_words(opened: Opened) -> None:
    (report,) = (r for r in opened.view.reports if r.title == "The wall by the river")
    page = opened.go(f"/report/{report.id}")
    select(page, "two men in a white pick-up")
    press(page, "c")
    expect(page.locator("[data-adds] [name=quote]")).to_have_value("two men in a white pick-up")
    form = page.locator("[data-adds]")
    form.locator("[name=harm]").select_option("injured")
    form.locator("[name=count]").fill("2")
    form.locator("[name=reason]").fill("as the words say")
    form.locator("button").click()
    expect(page.locator("#toast")).to_contain_text("add")
    added = opened.view.claims[-1]
    assert (added.report, added.harm, added.count.best) == (report.id, "injured", 2)
    assert added.evidence.quote == "two men in a white pick-up"


def test_split_and_same_at_an_incident(opened: Opened) -> None:
    claim = opened.claim("Thirty-two people were killed")
    incident = opened.view.incident_of_claim[claim].id
    page = opened.go(f"/incident/{incident}")
    page.locator("#split > summary").click()
    page.locator(f"#split input[value={claim}]").check()
    page.locator("#split [name=reason]").fill("another bridge")
    page.locator("#split button").click()
    expect(page.locator("#toast")).to_contain_text("split")
    apart = opened.view.incident_of_claim[claim].id
    assert apart != incident
    press(page, "z")
    expect(page.locator("#toast")).to_contain_text("undo")
    other = opened.view.incident_of_claim[opened.claim("Twelve people were killed")].id
    opened.go(f"/incident/{incident}")
    page.locator("#merge > summary").click()
    page.locator("#merge input[placeholder]").fill(other)
    page.locator("#merge [name=reason]").fill("one event")
    page.locator("#merge button").click()
    expect(page.locator("#toast")).to_contain_text("merge")
    assert opened.view.incident_now(other) == opened.view.incident_now(incident)


def test_a_candidate_on_the_map_is_chosen_by_its_number(opened: Opened) -> None:
    claim = opened.claim("any protester had been killed")
    page = opened.go(f"/claim/{claim}")
    expect(page.locator(".map .leaflet-interactive").first).to_be_visible()
    wanted = page.locator('.candidates [data-key="1"]').get_attribute("value")
    press(page, "1")
    expect(page.locator('[data-field="place"]')).to_have_class(re.compile("changed"))
    (resolved,) = opened.view.places(opened.view.claim_by_id[claim])
    assert resolved.place.id == wanted
    expect(page.locator(".map path[stroke-dasharray]").first).to_be_attached()  # boundaries


def test_a_place_is_offered_while_its_name_is_typed(opened: Opened) -> None:
    claim = opened.claim("any protester had been killed")
    page = opened.go(f"/claim/{claim}")
    page.locator('[data-field="place"] .edit summary').click()
    page.locator("#value-place").fill("")
    page.locator("#value-place").press_sequentially("Nasiriyah")
    page.locator("[data-take]").first.click()
    expect(page.locator("#value-place")).to_have_value("gn:98854")
    page.locator("#reason-place").fill("named")
    press(page, "Enter")
    expect(page.locator('[data-field="place"]')).to_contain_text("Nasiriyah, Iraq")


def test_a_deep_link_opens_what_it_names(opened: Opened) -> None:
    page = opened.go("/?ask=denied&words=karbala")
    expect(page.locator(".wait")).to_have_count(1)
    page.locator(".wait-link").click()
    expect(page.locator(".trail")).to_contain_text("1 of 1")


def test_j_and_k_go_through_the_queue_record_by_record(opened: Opened) -> None:
    page = opened.go("/")
    page.locator(".wait-link").first.click()
    page.wait_for_url(re.compile("/incident/"))
    first, second = page.url, page.locator("a[rel=next]").get_attribute("href")
    press(page, "j")
    page.wait_for_url(re.compile(re.escape(second)))
    press(page, "k")
    page.wait_for_url(first)


def test_a_pass_with_the_keyboard_alone(opened: Opened) -> None:
    page = opened.go("/")
    press(page, "Tab")
    expect(page.locator(".skip")).to_be_focused()
    press(page, "Enter")
    press(page, "j")
    press(page, "j")
    press(page, "j")
    expect(page.locator(".wait-link").nth(2)).to_be_focused()
    press(page, "k")
    press(page, "j")
    press(page, "Enter")
    page.wait_for_url(re.compile("/claim/"))
    press(page, "u")
    page.keyboard.type("needs a second look")
    press(page, "Enter")
    expect(page.locator("#toast")).to_contain_text("unsure")
    press(page, "?")
    expect(page.locator("h1")).to_have_text("Help")
    press(page, "q")
    expect(page.locator("h1")).to_have_text("Queue")
    assert opened.view.decisions[-1].verb == "unsure"


@pytest.mark.parametrize("options", [{"java_script_enabled": False}], indirect=True)
def test_all_of_it_works_without_scripts(opened: Opened) -> None:
    claim = opened.claim("Twelve people were killed")
    page = opened.go(f"/claim/{claim}")
    page.locator(".verdict details", has_text="Reject").locator("summary").click()
    page.locator("#reason-reject").fill("a rumour")
    page.locator(".verdict details[open] button").click()
    expect(page.locator("#toast")).to_contain_text("reject")
    page.locator("#toast button").click()
    page.locator('[data-field="count"] .edit summary').click()
    page.locator("#value-count").fill("umpteen")
    page.locator("#reason-count").fill("typed in a hurry")
    page.locator('[data-field="count"] button', has_text="Save").click()
    expect(page.locator("h1")).to_have_text("Not saved yet")
    opened.faults.clear()  # the browser's own word on the answer 422
    page.locator("[name=value]").fill("11")
    page.locator("main button").click()
    expect(page.locator('[data-field="count"]')).to_contain_text("machine: 12")
    assert [d.verb for d in opened.view.decisions] == ["reject", "undo", "correct"]


ADDRESSES = ("/", "/balances", "/sources", "/log", "/told", "/help")


@pytest.mark.parametrize(
    "options", [{"viewport": PHONE, "has_touch": True}], ids=["phone"], indirect=True
)
def test_a_phone_shows_all_of_the_menu_and_the_keys(opened: Opened) -> None:
    page = opened.go("/help")
    assert (
        page.evaluate("(n => n.scrollWidth - n.clientWidth)(document.querySelector('.top nav'))")
        <= 0
    )
    assert page.locator(".keys kbd").first.is_visible()


def pages_of(opened: Opened) -> list[str]:
    claim = opened.claim("any protester had been killed")
    told = opened.claim("Thirty-two people were killed")
    view = opened.view
    return [
        *ADDRESSES,
        f"/claim/{claim}",
        f"/incident/{view.incident_of_claim[told].id}?compare=1",
        f"/account/{view.accounts[0].id}",
        f"/report/{view.claim_by_id[claim].report}",
        "/claim/clm_ffffffffffffffff",
    ]


def checked(test: str, address: str) -> bool:
    """Whether axe looks at a page: at all in light, at those with most colours in dark."""
    return "[light]" in test or ("[dark]" in test and address.startswith(("/claim/", "/incident/")))


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"color_scheme": "dark", "viewport": {"width": 1280, "height": 720}},
        {"viewport": PHONE, "has_touch": True},
        {"viewport": {"width": 640, "height": 400}},  # 1280 x 800 at 200 %
    ],
    ids=["light", "dark", "phone", "zoomed"],
    indirect=True,
)
def test_pages_fit_and_nothing_serious_is_found_by_axe(
    opened: Opened, request: pytest.FixtureRequest
) -> None:
    claim = opened.claim("any protester had been killed")
    opened.shelf.decide("note", [(claim, None)], reason="seen")
    opened.shelf.decide("unsure", [(claim, None)], reason="needs a second look")
    found = []
    for address in pages_of(opened):
        page = opened.go(address)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found.append(f"{address}: {wide} px too wide")
        if not checked(request.node.name, address):
            continue
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        for fault in Axe().run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                where = [node["html"][:120] for node in fault["nodes"][:3]]
                found.append(f"{address}: {fault['id']}: {where}")
    opened.faults[:] = [f for f in opened.faults if "404" not in f]  # the page that is not there
    assert "\n".join(found) == ""


def test_a_filter_is_clicked_and_saved_as_csv(opened: Opened) -> None:
    page = opened.go("/list/claims")
    page.get_by_role("link", name="killed").first.click()
    expect(page.locator(".sentence")).to_contain_text("killed claims")
    shown = page.locator(".list-table th a").evaluate_all("all => all.map(a => a.pathname)")
    with page.expect_download() as download:
        page.get_by_role("link", name="csv", exact=True).click()
    rows = download.value.path().read_text("utf-8").splitlines()
    assert [f"/claim/{row.split(',')[0]}" for row in rows[1:] if row.startswith("clm_")] == shown
    press(page, "/")
    page.keyboard.type("Nasiriyah")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Jump to…")


@pytest.mark.parametrize(
    "options", [{"java_script_enabled": False, "viewport": PHONE}], indirect=True
)
def test_a_list_and_an_upload_need_no_scripts_and_fit_a_phone(opened: Opened) -> None:
    page = opened.go("/list/incidents?sort=-number")
    assert page.locator("tr[data-row]").count() > 2
    assert page.locator("main").evaluate("m => m.scrollWidth <= innerWidth")
    page = opened.go("/add")
    words = b"A quiet day\n\nNobody was hurt at the market in Amara on Monday.\n"
    sent = {"name": "../day.txt", "mimeType": "text/plain", "buffer": words}
    page.get_by_label("Files").set_input_files([sent])
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_role("heading", name="1 new report")).to_be_visible(timeout=60_000)


def test_two_code_blind_and_a_third_decides(opened: Opened) -> None:
    """By keyboard and mouse; the page is as accessible as the others, on a phone too."""
    page = opened.go("/coding?seed=1&size=2")
    for harm in ("killed", "injured"):
        page.get_by_label("yes").check()
        page.get_by_label("Harm").select_option(harm)
        page.get_by_label("Least").fill("3")
        page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_text("You have coded all of this sample.")).to_be_visible()
    codings = opened.shelf.book.ledger.codings
    own = codings.standing()
    assert [(c.harm, c.low, c.coder) for c in own] == [
        ("killed", 3, "A. Recorder"),
        ("injured", 3, "A. Recorder"),
    ]
    told = {"Ada": "killed", "Bo": "missing"}
    items = sorted(opened.view.claim_by_id)[:3]
    codings.add(
        [
            Coded(0, item, coder, own[0].coded_at, "yes", harm, "incident", 3, 3, 3)
            for item in items
            for coder, harm in told.items()
        ]
    )
    for size in ({"width": 1280, "height": 900}, PHONE):
        page.set_viewport_size(size)
        opened.go("/adjudicate")
        left = page.locator("article").count()
        assert left in (2, 3)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 1280, "height": 900})
    article = page.locator("article").first
    expect(article.get_by_label("no", exact=True)).to_be_hidden()
    article.get_by_label("Other answers").check()
    article.get_by_label("no", exact=True).check()
    article.get_by_label("Reason").fill("a film")
    article.get_by_role("button", name="Decide").click()
    expect(page.locator("#toast")).to_contain_text("reject, note")
    assert page.locator("article").count() == left - 1
    assert [d.verb for d in opened.view.decisions] == ["reject", "note"]
