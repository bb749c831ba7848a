"""A desk over the example's book, read once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_visitor import Visitor, visitor_of

from tollbook import pipeline
from tollbook.settings import Settings


@pytest.fixture(scope="session")
def example_book(tmp_path_factory: pytest.TempPathFactory, example_pages: Path) -> Path:
    """The example's pages, read once."""
    folder = tmp_path_factory.mktemp("example") / "book"
    pipeline.run([example_pages], folder, Settings())
    return folder


@pytest.fixture
def book(example_book: Path, tmp_path: Path) -> Path:
    """A copy of the example's book, for one test."""
    folder = tmp_path / "book"
    shutil.copytree(example_book, folder)
    return folder


@pytest.fixture
def visitor(book: Path) -> Iterator[Visitor]:
    made = visitor_of(book)
    yield made
    made.shelf.close()


@pytest.fixture(scope="session")
def reader_only(example_book: Path) -> Iterator[Visitor]:
    """A desk that nothing is decided at: quicker, for tests that only look."""
    made = visitor_of(example_book)
    yield made
    made.shelf.close()
