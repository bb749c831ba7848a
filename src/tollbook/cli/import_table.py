"""``tollbook import``: another recorder's table into the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, json_option
from tollbook.cli.output import console, echo_json

if TYPE_CHECKING:
    from tollbook.foreign import Imported, TableFile


@click.command(
    "import",
    epilog="""\b
Examples:
  tollbook import ged GEDevent_v26_0_2.csv
  tollbook import ged theirs.csv --recorder Others
  tollbook import ged ours.csv --as opening --recorder Us""",
)
@click.argument("form", type=click.Choice(["ged"]), metavar="FORM")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--recorder",
    metavar="NAME",
    help='Whose table it is, e.g. --recorder "Example Recorders". Without it: UCDP GED.',
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["foreign", "opening"]),
    default="foreign",
    help="foreign (without it): beside the book, in no toll. opening: your own earlier table, each "
    "row an entry of the book; needs --recorder.",
)
@book_option
@json_option
def import_table(
    *, form: str, file: Path, recorder: str | None, kind: str, book: Path, as_json: bool
) -> int:
    """Take another recorder's table into the book, or your own as opening entries.

    FORM is ged: a CSV with the 49 columns of UCDP GED. The bytes are kept; every column is typed;
    figures out of order are kept and named. Foreign incidents enter no toll and no account: they
    are there to be compared with (tollbook compare) and written again. Opening entries are what
    you recorded before you had the book: they count, with origin "brought forward".
    """
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.foreign import UCDP, import_ged, read_file  # noqa: PLC0415
    from tollbook.ledger import Ledger  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    if kind == "opening" and recorder is None:
        raise UsageError(
            "an opening table is somebody's own: say whose",
            where="--recorder",
            next='for example: tollbook import ged FILE --as opening --recorder "Our Office"',
        )
    read = read_file(file)  # before a book is made
    if kind == "opening":
        return _open_with(read, recorder or "", book, as_json=as_json)
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


def _open_with(read: TableFile, recorder: str, book: Path, *, as_json: bool) -> int:
    """Take the rows in as entries and bring the book up to date."""
    from tollbook import pipeline  # noqa: PLC0415 - heavy
    from tollbook.foreign import take_opening  # noqa: PLC0415
    from tollbook.ledger import Ledger  # noqa: PLC0415
    from tollbook.settings import load_settings  # noqa: PLC0415

    with Ledger.open(book, create=True) as ledger:
        new = take_opening(ledger, read, recorder=recorder)
    run = pipeline.run([], book, load_settings(book / "tollbook.toml"))
    aside = [*read.table.set_aside, *run.set_asides]
    rows = len(read.table.rows)
    if as_json:
        echo_json({"rows": rows, "new": new, "set_aside": [a.why for a in aside]})
    else:
        words = "1 entry" if rows == 1 else f"{rows:,} entries"
        click.echo(f"{words} brought forward from {recorder}, {new:,} new")
        for each in aside:
            click.echo(f"  set aside: {each.what}: {each.why}")
    return 1 if aside else 0
