"""``tollbook list``: the records of one kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import click

from tollbook.cli.filters import filter_options
from tollbook.cli.options import as_of_option, book_option, opened
from tollbook.cli.output import console
from tollbook.errors import UsageError
from tollbook.record.vocabulary import SCOPES, Scope
from tollbook.record.wanted import Wanted

if TYPE_CHECKING:
    from tollbook.publish.tables import Listing

_SHOWN = 200

_KINDS = ("claims", "incidents", "reports", "accounts", "set-aside", "decisions", "orphans")


class _Noun(click.ParamType["str"]):
    """A kind of record, or the address of a list at the desk with its filter."""

    name = "kind"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from tollbook.publish.lists.nouns import KINDS  # noqa: PLC0415

        noun = address(value)[0]
        if noun not in KINDS and value not in _KINDS:
            every = ", ".join(dict.fromkeys((*_KINDS, *KINDS)))
            self.fail(f"{value!r} is none of {every}, nor the address of a list.", param, ctx)
        return value


def address(text: str) -> tuple[str, str, str]:
    """Noun, form and query of the address of a list: "/list/claims.csv?harm=killed", or less."""
    path, query = urlsplit(text).path, urlsplit(text).query
    noun, _, form = path.removeprefix("/list/").partition(".")
    return noun, form, query


@click.command(
    "list",
    epilog="""\b
Examples:
  tollbook list incidents
  tollbook list claims --harm killed --source reuters
  tollbook list incidents --place basra --since 2019-10-01 --until 2019-10-31
  tollbook list incidents --as-of 2019-10-05
  tollbook list incidents --csv > incidents.csv
  tollbook list accounts --json --book iraq-2019
  tollbook list statements
  tollbook list "claims?country=IQ&decided=nothing&sort=-number"
  tollbook list "/list/claims.csv?harm=killed&country=IQ" > killed.csv""",
)
@click.argument("kind", type=_Noun(), metavar="KIND")
@filter_options
@click.option("--scope", type=click.Choice(SCOPES), help="Only this scope, e.g. --scope incident.")
@click.option("--json", "form", flag_value="json", help="A JSON array, as in `run --json`.")
@click.option("--csv", "form", flag_value="csv", help="CSV with all columns; unknown is empty.")
@click.option("--table", "form", flag_value="table", default=True, help="A table (the default).")
@as_of_option
@book_option
def list_records(
    *,
    kind: str,
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

    KIND may be statements, sources, actors or places too, or the address of any list at the desk
    with its filter: the same rows in the same order, the same sentence, and with .csv, .json,
    .ndjson or .geojson after the noun the same file.
    """
    if kind not in _KINDS:
        if moment is not None or wanted != Wanted() or scope is not None:
            raise UsageError(
                "such a list is chosen by its address",
                value=kind,
                next='put the filter into it: "claims?harm=killed&place=Basra"',
            )
        _print_address(book, kind, form)
        return
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy
    from tollbook.publish.tables import KINDS, listing  # noqa: PLC0415

    wanted = replace(wanted, scope=scope)
    with opened(book, moment) as there:
        few = kind == "claims" and moment is None and wanted.chooses
        chosen = next(each for each in KINDS if each == kind)
        found = listing(there.excerpt(wanted) if few else there.view(), chosen, wanted)
    if form == "json":
        click.echo(to_bytes(list(found.documents)), nl=False)
    elif form == "csv":
        click.echo(found.as_csv().encode("utf-8"), nl=False)
    else:
        _print_table(found, kind)


def _print_address(book: Path, kind: str, form: str) -> None:
    """The list that an address names, as the desk has it."""
    from rich.table import Table  # noqa: PLC0415 - slow to load
    from rich.text import Text  # noqa: PLC0415

    from tollbook.desk.sight import sight_of  # noqa: PLC0415 - heavy
    from tollbook.publish.lists.asked import Asked  # noqa: PLC0415
    from tollbook.publish.lists.nouns import KINDS  # noqa: PLC0415
    from tollbook.publish.lists.shown import HEADS, lines  # noqa: PLC0415
    from tollbook.publish.lists.twins import forms_of, twin  # noqa: PLC0415

    named, ending, query = address(kind)
    noun = next(each for each in KINDS if each == named)
    wanted = ending or (form if form != "table" else "")
    asked = Asked.of(noun, parse_qsl(query))
    with opened(book, None) as there:
        sight = sight_of(there)
        rows = sight.list_of(noun)
        if wanted:
            file = next((each for each in forms_of(noun) if each == wanted), None)
            if file is None:
                known = ", ".join(forms_of(noun))
                raise UsageError("this list has no such file", value=wanted, next=f"one of {known}")
            for piece in twin(sight.view, noun, file, rows.ids_of(asked)):
                click.echo(piece, nl=False)
            return
        page = rows.page(asked, _SHOWN)
        click.echo(asked.sentence(page.total))
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for head in ("id", *HEADS[noun]):
            table.add_column(head, overflow="fold", no_wrap=head == "id")
        for line in lines(sight.view, noun, page.ids):
            table.add_row(*map(Text, (line.id, line.words, *line.cells)))
        console().print(table)
        if page.after:
            click.echo(f"The first {_SHOWN} are shown; .csv after the noun has all of them.")


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
