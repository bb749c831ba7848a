"""The command line with a small reader and two towns, so that each test takes little time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from fake_rooms import FakeAtlas, FakeReader, page
from tollbook import pipeline, read, resolve
from tollbook.cli import cli
from tollbook.settings import Settings

Invoke = Callable[..., Result]


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """The reader that commands will find."""
    made = FakeReader()
    monkeypatch.setattr(read, "load_reader", lambda name, settings, hand=None: made)
    opened = SimpleNamespace(open=lambda **_: FakeAtlas())
    monkeypatch.setattr(resolve, "Atlas", opened, raising=False)
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, with nobody's settings in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("TOLLBOOK_BOOK", "TOLLBOOK_BY", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def tollbook(folder: Path, reader: FakeReader) -> Invoke:
    """Runs a command line in ``folder``: ``tollbook("run", "pages")``."""

    def invoke(*arguments: str | Path, **more) -> Result:
        return CliRunner().invoke(cli, [str(a) for a in arguments], **more)

    return invoke


@pytest.fixture
def pages(folder: Path) -> Path:
    """Two pages, in ``pages/``: three killed in Nasiriyah, five in Amara."""
    return write_pages(folder)


def write_pages(folder: Path) -> Path:
    made = folder / "pages"
    made.mkdir()
    (made / "a.html").write_text(page("At dawn 3 people were killed in Nasiriyah."))
    (made / "b.html").write_text(
        page(
            "Later 5 people were killed in Amara, on the river.",
            title="Shots on the river bank",
            day="2019-10-09",
        )
    )
    return made


@pytest.fixture(scope="session")
def book_of_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of the two pages, made once; copied by those who use it."""
    folder = tmp_path_factory.mktemp("filled")
    pipeline.run(
        [write_pages(folder)], folder / "book", Settings(), reader=FakeReader(), atlas=FakeAtlas()
    )
    return folder / "book"


@pytest.fixture
def filled(tollbook: Invoke, pages: Path, folder: Path, book_of_pages: Path) -> Invoke:
    """The command line, with a book of the two pages."""
    shutil.copytree(book_of_pages, folder / "book")
    return tollbook
