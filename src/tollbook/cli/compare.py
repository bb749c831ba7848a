"""``tollbook compare``: two recorders' incidents, matched without their ids."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.guard import Guard
from tollbook.cli.options import json_option
from tollbook.cli.output import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tollbook.publish.comparable import Comparable
    from tollbook.record.withheld import Mask


@click.command(
    epilog="""\b
Examples:
  tollbook compare iraq-2019 theirs.csv
  tollbook compare GEDevent_v26_0_1.csv GEDevent_v26_0_2.csv --limit 50
  tollbook compare iraq-2019 "iraq-2019:UCDP GED" --json   (a table imported into a book)"""
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--policy",
    metavar="NAME",
    help="Work out a book's figures by this policy, e.g. --policy default. Without it: ucdp-like.",
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=20,
    metavar="N",
    help="Print no more than so many of each kind, e.g. --limit 100. Without it: 20.",
)
@json_option
@click.pass_context
def compare(
    ctx: click.Context, *, a: str, b: str, policy: str | None, limit: int, as_json: bool
) -> None:
    """Match the incidents of two recorders and print where they agree and differ.

    A and B are each a book's folder, a CSV in the columns of UCDP GED, or BOOK:RECORDER for a
    table that was imported into a book. Only incidents with deaths are compared, by days, places,
    figures and sides; ids are ignored. Nothing is changed.
    """
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy
    from tollbook.publish.comparison import print_recorders, recorders_doc  # noqa: PLC0415
    from tollbook.publish.matching import match  # noqa: PLC0415
    from tollbook.publish.page import Page  # noqa: PLC0415

    books = [book for book in map(_book_of, (a, b)) if book is not None]
    if isinstance(ctx.obj, Guard):
        for book in books[::-1]:
            if book.is_dir():  # what is printed of the other goes through this one's net too
                ctx.obj.watch(book)
    masks = [_mask_of(book) for book in books]
    sides = [_side(given, policy or "ucdp-like", masks) for given in (a, b)]
    doc = recorders_doc((a, b), sides[0], sides[1], match(sides[0], sides[1]))
    if as_json:
        click.echo(to_bytes(doc), nl=False)
    else:
        print_recorders(Page(console()), doc, limit=limit)


def _book_of(given: str) -> Path | None:
    """The folder of the book that is meant; None: a table's file."""
    if Path(given).is_file():
        return None
    folder, _, recorder = given.partition(":")
    if Path(given).is_dir() or not recorder:
        return Path(given)
    return Path(folder)


def _mask_of(book: Path) -> Mask:
    """What a book withholds: masked on both sides, whoever tells it."""
    from tollbook.book import Book  # noqa: PLC0415 - heavy

    with Book.open(book) as opened:
        return opened.mask


def _side(given: str, policy: str, masks: Sequence[Mask]) -> list[Comparable]:
    """One recorder's incidents.

    :raises UsageError: the book holds no table of the recorder named.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.errors import UsageError  # noqa: PLC0415
    from tollbook.foreign import masked_row, read_file  # noqa: PLC0415
    from tollbook.publish.comparable import of_rows, of_view  # noqa: PLC0415

    book = _book_of(given)
    if book is None:
        rows = list(read_file(Path(given)).table.rows)
    else:
        with Book.open(book) as opened:
            if Path(given).is_dir():
                found = of_view(opened.view_by(policy))
                return [_masked(each, masks) for each in found]
            recorder = given.partition(":")[2]
            foreign = opened.foreign_incidents(recorder=recorder)
        if not foreign:
            raise UsageError(
                "the book holds no table of this recorder",
                value=recorder,
                where=str(book),
                next="tollbook import ged FILE takes one in; tollbook info names those there are",
            )
        rows = [(each.number, each.row) for each in foreign]
    for mask in masks:
        rows = [(number, masked_row(row, row, mask)) for number, row in rows]
    return of_rows(rows)


def _masked(one: Comparable, masks: Sequence[Mask]) -> Comparable:
    for mask in masks:
        one = mask.record(one)
    return one
