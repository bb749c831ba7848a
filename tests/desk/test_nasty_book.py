"""A book over the hostile pages: whole, and whatever shows it shows text as text."""

from __future__ import annotations

import re
import runpy
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from desk_visitor import Visitor, harmless, visitor_of

from tollbook.book import Book
from tollbook.cli import cli
from tollbook.ledger import Ledger
from tollbook.ledger.verify import verify

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "scripts"
SLOW = ("gzip-bomb.html.gz", "long-table.html")
"""Take seconds, and bring nothing of their own to a desk."""
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows them."""


@pytest.fixture(scope="session")
def nasty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile pages, read by the installed reader in a process of its own."""
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "pages").mkdir()
    for name, make in runpy.run_path(str(SCRIPTS / "nasty_pages.py"))["NASTY"].items():
        if name not in SLOW:
            (folder / "pages" / name).write_bytes(make())
    ran = CliRunner().invoke(cli, ["run", str(folder / "pages"), "--book", str(folder / "book")])
    assert ran.exit_code == 1, ran.output  # some are set aside, none stopped it
    return folder / "book"


@pytest.fixture
def nasty(nasty_book: Path, tmp_path: Path) -> Iterator[Visitor]:
    folder = tmp_path / "nasty"
    shutil.copytree(nasty_book, folder)
    made = visitor_of(folder)
    yield made
    made.shelf.close()


def test_the_batch_is_whole(nasty_book: Path) -> None:
    with Ledger.open(nasty_book) as book:
        assert verify(book) == []
        assert len(book.reports()) > 25
        assert {r.id for r in book.reports()} == set(book.readers())  # each was read
        asides = book.set_asides()
    assert any("without the end of a sentence" in aside.why for aside in asides)


@pytest.mark.parametrize("what", ["claims", "incidents", "reports", "accounts", "set-aside"])
def test_a_terminal_gets_no_character_that_commands_it(nasty_book: Path, what: str) -> None:
    listed = CliRunner().invoke(cli, ["list", what, "--book", str(nasty_book)])
    assert listed.exit_code == 0, listed.output
    assert not TURNS.search(listed.output)
    assert "\x1b" not in listed.output
    assert max(map(len, listed.output.splitlines())) < 2_000


def test_why_of_every_incident(nasty_book: Path) -> None:
    with Book.open(nasty_book) as book:
        incidents = [incident.id for incident in book.incidents()]
    assert incidents
    for incident in incidents:
        told = CliRunner().invoke(cli, ["why", incident, "--book", str(nasty_book)])
        assert told.exit_code == 0, told.output
        assert not TURNS.search(told.output)


def test_the_desk_shows_every_record_as_text(nasty: Visitor) -> None:
    view = nasty.view
    kinds = (("report", view.reports), ("incident", view.incidents), ("claim", view.claims))
    for kind, records in kinds:
        for record in records:
            answer = nasty.get(f"/{kind}/{record.id}")
            assert answer.status_code == 200, (kind, record.id)
            harmless(answer.text)
    for address in ("/", "/sources", "/log", "/told", "/balances"):
        harmless(nasty.get(address).text)


def test_what_turns_direction_is_gone_and_letters_stay_as_they_are(nasty: Visitor) -> None:
    """A Cyrillic letter is not made a Latin one: the words are evidence."""
    for words in ("dezirohtua Gunmen shot dead", "Gunm\u0435n sh\u043et d\u0435ad"):
        report = next(r for r in nasty.view.reports if words in r.text)
        shown = nasty.page(f"/report/{report.id}").get_text()
        assert words in shown
        assert not TURNS.search(shown)


def test_a_release_of_it_holds_and_its_site_runs_nothing(nasty: Visitor) -> None:
    folder = nasty.shelf.folder
    made = CliRunner().invoke(cli, ["release", "one", "--book", str(folder)])
    assert made.exit_code == 0, made.output
    pages = list((folder / "out/releases/one").rglob("*.html"))
    assert pages
    for path in pages:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert not any(script.get_text(strip=True) for script in page.find_all("script")), path
        for node in page.find_all(True):
            assert not any(name.startswith("on") for name in node.attrs), (path, node)
            assert not str(node.get("href", "")).startswith(("javascript:", "data:", "file:")), path
