"""``tollbook accounts``: the balance sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.filters import filter_options
from tollbook.cli.options import as_of_option, book_option, json_option, opened
from tollbook.cli.output import console

if TYPE_CHECKING:
    from tollbook.record.wanted import Wanted


@click.command(
    epilog="""\b
Examples:
  tollbook accounts
  tollbook accounts --harm killed --place Iraq
  tollbook accounts --source wire --json"""
)
@filter_options
@as_of_option
@book_option
@json_option
def accounts(*, wanted: Wanted, moment: int | date | None, book: Path, as_json: bool) -> None:
    """Print the balance sheet: every running total held against the incidents inside it.

    For each: the words, who said them, the arithmetic line by line, what the same speaker's
    last total implies for the days since, and which other totals hold or overlap it.
    """
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy
    from tollbook.publish.balance_sheet import balance_sheet, print_balance_sheet  # noqa: PLC0415
    from tollbook.publish.page import Page  # noqa: PLC0415

    with opened(book, moment) as there:
        view = there.view()
    sheet = balance_sheet(view, wanted)
    if as_json:
        click.echo(to_bytes(sheet), nl=False)
    else:
        print_balance_sheet(Page(console()), view, sheet)
