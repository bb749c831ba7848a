"""``tollbook list``: the records of one kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.filters import filter_options
from tollbook.cli.options import as_of_option, book_option, opened
from tollbook.cli.output import console
from tollbook.record.vocabulary import SCOPES, Scope

if TYPE_CHECKING:
    from tollbook.publish.tables import Kind, Listing
    from tollbook.record.wanted import Wanted

_KINDS = ("claims", "incidents", "reports", "accounts", "set-aside", "decisions", "orphans")


@click.command(
    "list",
    epilog="""\b
Examples:
  tollbook list incidents
  tollbook list claims --harm killed --source reuters
  tollbook list incidents --place basra --since 2019-10-01 --until 2019-10-31
  tollbook list incidents --as-of 2019-10-05
  tollbook list incidents --csv > incidents.csv
  tollbook list accounts --json --book iraq-2019""",
)
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@filter_options
@click.option("--scope", type=click.Choice(SCOPES), help="Only this scope, e.g. --scope incident.")
@click.option("--json", "form", flag_value="json", help="A JSON array, as in `run --json`.")
@click.option("--csv", "form", flag_value="csv", help="CSV with all columns; unknown is empty.")
@click.option("--table", "form", flag_value="table", default=True, help="A table (the default).")
@as_of_option
@book_option
def list_records(
    *,
    kind: Kind,
    scope: Scope | None,
    wanted: Wanted,
    form: str,
    moment: int | date | None,
    book: Path,
) -> None:
    """List claims, incidents, reports, accounts, what was set aside, decisions, or orphans.

    KIND is one of: claims, incidents, reports, accounts, set-aside, decisions, orphans. Orphans
    are decisions in force whose record is gone and whose words are not found: a person must
    decide again.
    """
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy
    from tollbook.publish.tables import listing  # noqa: PLC0415

    wanted = replace(wanted, scope=scope)
    with opened(book, moment) as there:
        few = kind == "claims" and moment is None and wanted.chooses
        found = listing(there.excerpt(wanted) if few else there.view(), kind, wanted)
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
