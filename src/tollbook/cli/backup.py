"""``tollbook backup`` and ``tollbook restore``: copies of a book that are books."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook.cli.options import book_option, json_option
from tollbook.cli.output import echo_json

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(
    epilog="""\b
Examples:
  tollbook backup /media/disk/iraq-2019-03-01
  tollbook backup safe/monday --book iraq-2019"""
)
@click.argument("folder", type=_FOLDER, metavar="FOLDER")
@book_option
@json_option
def backup(folder: Path, book: Path, as_json: bool) -> None:
    """Copy the book as it stands into a new folder, even while a run writes to it.

    The copy is of one moment: the file by SQLite's own backup, then every capture that it lists,
    rehashed on the way, then tollbook.toml and hand/. It is a book like any other, not encrypted.
    """
    from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy

    with Ledger.open(book) as opened:
        opened.backup(folder)
    _say(folder, "The book is copied to", as_json=as_json)


@click.command(
    epilog="""\b
Examples:
  tollbook restore safe/monday                      (into ./book)
  tollbook restore safe/monday --book iraq-2019"""
)
@click.argument("folder", type=_FOLDER, metavar="FOLDER")
@book_option
@json_option
def restore(folder: Path, book: Path, as_json: bool) -> None:
    """Make a book from a backup, checked on the way.

    The book's folder must be new or empty: no book is ever written over. The backup's captures,
    chain of decisions and quotes are checked first; one that does not hold is not restored.
    """
    from tollbook.ledger.restore import restore as restore_book  # noqa: PLC0415 - heavy

    restore_book(folder, book)
    _say(book, "The book is restored to", as_json=as_json)


def _say(folder: Path, words: str, *, as_json: bool) -> None:
    from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy

    with Ledger.open(folder) as made:
        captures, decisions = len(made.captures()), len(made.decisions())
    if as_json:
        echo_json({"folder": str(folder), "captures": captures, "decisions": decisions})
        return
    click.echo(f"{words} {folder}: {captures:,} captures, {decisions:,} decisions.")
    click.echo(f"Next: tollbook verify --book {folder}", err=True)
