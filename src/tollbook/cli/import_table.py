"""``tollbook import``: another recorder's table into the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, json_option
from tollbook.cli.output import console

if TYPE_CHECKING:
    from tollbook.foreign import Imported


@click.command(
    "import",
    epilog="""\b
Examples:
  tollbook import ged GEDevent_v26_0_2.csv
  tollbook import ged theirs.csv --recorder Others""",
)
@click.argument("form", type=click.Choice(["ged"]), metavar="FORM")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--recorder",
    metavar="NAME",
    help='Whose table it is, e.g. --recorder "Example Recorders". Without it: UCDP GED.',
)
@book_option
@json_option
def import_table(*, form: str, file: Path, recorder: str | None, book: Path, as_json: bool) -> int:
    """Take another recorder's table into the book, as foreign incidents.

    FORM is ged: a CSV with the 49 columns of UCDP GED. The bytes are kept; every column is typed;
    figures out of order are kept and named. Foreign incidents enter no toll and no account: they
    are there to be compared with (tollbook compare) and written again.
    """
    from tollbook.foreign import UCDP, import_ged, read_file  # noqa: PLC0415 - heavy
    from tollbook.ledger import Ledger  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    read = read_file(file)  # before a book is made
    with Ledger.open(book, create=True) as ledger:
        made = import_ged(ledger, read, recorder=recorder or UCDP)
    if as_json:
        click.echo(to_bytes(made), nl=False)
    else:
        _say(made, book)
    return 1 if made.set_aside else 0


def _say(made: Imported, book: Path) -> None:
    from tollbook.publish.page import Page  # noqa: PLC0415 - heavy
    from tollbook.publish.wording import plural  # noqa: PLC0415

    page = Page(console())
    whose = f"{plural(made.rows, 'foreign incident')} of {made.table.recorder}"
    page.line(whose if made.new else f"{whose}: the book had this table already")
    words = f'tollbook compare {book} "{book}:{made.table.recorder}"'
    page.line(f"They enter no toll and no account. To compare: {words}", indent=2)
    for fault, rows in made.faults.items():
        page.line(f"kept as it is: {fault}, in {plural(rows, 'row')}", indent=2)
    if made.set_aside:
        page.heading(f"Set aside ({len(made.set_aside):,})")
        for aside in made.set_aside:
            page.line(f"{aside.what}: {aside.why}", indent=2)
