"""A fresh book for each test, made from one made once: Alembic is slow to load."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tollbook.ledger import Ledger


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-once") / "book"
    Ledger.open(folder, create=True).close()
    return folder


@pytest.fixture
def folder(empty_book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(empty_book, tmp_path / "book"))


@pytest.fixture
def book(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder) as ledger:
        yield ledger
