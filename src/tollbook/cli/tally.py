"""``tollbook tally``: the book by another policy, or by several side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.filters import filter_options
from tollbook.cli.options import book_option, json_option, opened
from tollbook.cli.output import console

if TYPE_CHECKING:
    from tollbook.record.wanted import Wanted


@click.command(
    epilog="""\b
Examples:
  tollbook tally                                    (by the book's own policy)
  tollbook tally --policy ibc-like
  tollbook tally --compare default,ucdp-like --harm killed
  tollbook tally --compare ibc-like,airwars-like --place Basra --json"""
)
@click.option(
    "--policy",
    metavar="NAME",
    help="Work out by this policy, for this once, e.g. --policy ucdp-like. Without it: the "
    "book's own. The book keeps its figures.",
)
@click.option(
    "--compare",
    metavar="NAME,NAME",
    help="Work out by each of these and explain what differs, e.g. --compare default,ibc-like.",
)
@filter_options
@book_option
@json_option
def tally(
    *, policy: str | None, compare: str | None, wanted: Wanted, book: Path, as_json: bool
) -> None:
    """Add up the book by a named policy, or compare policies over the same claims.

    Prints the incidents with their figures, the sums, and the rules with where each comes from.
    Nothing in the book changes.
    """
    from tollbook.errors import UsageError  # noqa: PLC0415 - heavy
    from tollbook.publish import tally_sheet  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.publish.page import Page  # noqa: PLC0415

    names = [name.strip() for name in compare.split(",")] if compare is not None else []
    names = [name for name in dict.fromkeys(names) if name]
    if compare is not None and (len(names) < 2 or policy is not None):
        raise UsageError(
            "to compare takes two policies or more, and no --policy beside them",
            value=compare,
            where="--compare",
            next="for example: tollbook tally --compare default,ibc-like",
        )
    with opened(book) as there:
        own = there.policy
        asked = [there.rules(name) for name in names or [policy or own]]
        views = {p.name: there.view_by(p.name) for p in asked}
    if names:
        comparison = tally_sheet.compared(views, asked, own, wanted)
        if as_json:
            click.echo(to_bytes(comparison), nl=False)
        else:
            tally_sheet.print_comparison(Page(console()), views, comparison)
        return
    (rules,) = asked
    view = views[rules.name]
    sheet = tally_sheet.sheet_doc(view, rules, own, wanted)
    if as_json:
        click.echo(to_bytes(sheet), nl=False)
    else:
        tally_sheet.print_sheet(Page(console()), view, sheet, wanted)
