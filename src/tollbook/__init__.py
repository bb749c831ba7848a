"""tollbook: the bookkeeping of death tolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tollbook.book import Book

__version__ = "0.1.0"

__all__ = ["__version__", "open"]


def open(folder: Path | str = "book") -> Book:  # noqa: A001 - read as tollbook.open("book")
    """Open a book that is there; use it in a ``with``.

    :raises BookError: no book in that folder, or it cannot be read.
    """
    from tollbook.book import Book  # noqa: PLC0415 - `import tollbook` stays quick

    return Book.open(folder)
