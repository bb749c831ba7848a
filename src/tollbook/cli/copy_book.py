"""``tollbook copy`` and ``tollbook grant``: a book in PostgreSQL, and who may write there."""

from __future__ import annotations

from pathlib import Path

import click

from tollbook.cli.options import book_option, json_option, watch_book
from tollbook.cli.output import echo_json

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command(
    epilog="""\b
Examples:
  tollbook copy iraq-2019 postgresql://tollbook@localhost/iraq
  tollbook copy iraq-2019 iraq-in-a-folder"""
)
@click.argument("source", type=_FOLDER, metavar="BOOK", callback=watch_book)
@click.argument("target", metavar="DATABASE|FOLDER")
@json_option
def copy(source: Path, target: str, as_json: bool) -> None:
    """Copy a book into a PostgreSQL database, or back into a folder, and prove it equal.

    Into a database, named as postgresql://USER@HOST/NAME, go the rows; pages, settings and hand/
    stay in the book's folder, and the line that is printed, written into its tollbook.toml, makes
    the database its store. Into a new folder goes the whole book, with a SQLite file, wherever
    its rows are now. The log and the digest over all derived rows are compared before anything
    is kept.
    """
    from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy
    from tollbook.ledger.transfer import transfer  # noqa: PLC0415
    from tollbook.settings import is_database  # noqa: PLC0415

    with Ledger.open(source) as book:
        done = transfer(book, target)
    if as_json:
        echo_json(
            {
                "to": done.where,
                "decisions": done.decisions,
                "derived": done.derived,
                "last_decision": done.last,
            }
        )
        return
    click.echo(f"Copied to {done.where}: {done.decisions:,} decisions; derived {done.derived}.")
    if is_database(target):
        click.echo("Next: write this line into tollbook.toml of the book, with your address:")
        click.echo(f'  store = "{done.where}"')
    else:
        click.echo(f"Next: tollbook verify --book {target}", err=True)


@click.command(
    epilog="""\b
Example:
  tollbook grant recorders --book iraq-2019"""
)
@click.argument("role", metavar="ROLE")
@book_option
@json_option
def grant(role: str, book: Path, as_json: bool) -> None:
    """Let a database role work in the book, and change nothing that is kept for ever.

    Run it as the owner of the tables, who can undo the rules of the book; work as the role, which
    cannot. The role must be there (createuser).
    """
    from tollbook.ledger.transfer import grant_role  # noqa: PLC0415 - heavy

    said = grant_role(book, role)
    if as_json:
        echo_json({"role": role, "granted": said})
        return
    click.echo(f"{role} may work in this book. Granted:")
    for line in said:
        click.echo(f"  {line}")
