"""``tollbook list``: the records of one kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option
from tollbook.cli.output import console
from tollbook.record.vocabulary import HARMS, Harm

if TYPE_CHECKING:
    from tollbook.publish.tables import Kind, Listing

_KINDS = ("claims", "incidents", "reports", "accounts", "set-aside", "decisions", "orphans")


@click.command(
    "list",
    epilog="""\b
Examples:
  tollbook list incidents
  tollbook list claims --harm killed --source reuters
  tollbook list incidents --csv > incidents.csv
  tollbook list accounts --json --book iraq-2019""",
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="|".join(_KINDS))
@click.option(
    "--harm", type=click.Choice(HARMS), help="Only records with this harm, e.g. --harm killed."
)
@click.option(
    "--source",
    metavar="NAME",
    help="Only records that rest on an outlet whose name contains this, e.g. --source wire.",
)
@click.option("--json", "form", flag_value="json", help="A JSON array, as in `run --json`.")
@click.option("--csv", "form", flag_value="csv", help="CSV with all columns; unknown is empty.")
@click.option("--table", "form", flag_value="table", default=True, help="A table (the default).")
@book_option
def list_records(kind: Kind, harm: Harm | None, source: str | None, form: str, book: Path) -> None:
    """List claims, incidents, reports, accounts, what was set aside, decisions, or orphans.

    Orphans are decisions in force whose record is gone and whose words are not found: a person
    must decide again.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.publish.tables import listing  # noqa: PLC0415

    with Book.open(book) as opened:
        found = listing(opened.view(), kind, harm=harm, source=source)
    if form == "json":
        click.echo(to_bytes(list(found.documents)), nl=False)
    elif form == "csv":
        click.echo(found.as_csv().encode("utf-8"), nl=False)
    else:
        _print_table(found, kind)


def _print_table(found: Listing, kind: str) -> None:
    from rich.table import Table  # noqa: PLC0415 - slow to load
    from rich.text import Text  # noqa: PLC0415

    if not found.rows:
        click.echo(f"No {kind} here.")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in found.short:
        wraps = name not in ("id", "from", "to", "published", "harm")
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=not wraps)
    for row in found.shortened():
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console().print(table)
