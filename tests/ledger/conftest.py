"""A fresh book for each test, made from one made once: Alembic is slow to load.

Tests of the modules in :data:`BOTH` run on a SQLite file and on a PostgreSQL database.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from postgres import Server, settle
from tollbook.ledger import Ledger

BOTH = {
    "test_batches",
    "test_codings",
    "test_decisions",
    "test_durability",
    "test_destroying",
    "test_exchange",
    "test_changed_figures",
    "test_due",
    "test_kept_lists",
    "test_meanwhile",
    "test_people",
    "test_round_trips",
    "test_row_digests",
    "test_verify",
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite_only: a test that is about the SQLite file")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kind" not in metafunc.fixturenames:
        return
    both = metafunc.module.__name__ in BOTH
    if both and metafunc.definition.get_closest_marker("sqlite_only") is None:
        metafunc.parametrize("kind", ["sqlite", "postgres"])


@pytest.fixture
def kind() -> str:
    """The store that a test's book is in."""
    return "sqlite"


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-once") / "book"
    Ledger.open(folder, create=True).close()
    return folder


@pytest.fixture
def folder(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if kind == "sqlite":
        return Path(shutil.copytree(request.getfixturevalue("empty_book"), tmp_path / "book"))
    server: Server = request.getfixturevalue("server")
    settle(tmp_path / "book", server.url(request.getfixturevalue("database")))
    return tmp_path / "book"


@pytest.fixture
def book(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder) as ledger:
        yield ledger
