"""``tollbook withhold``: a name that nothing may show from now on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, by_option, json_option, user

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command(
    epilog="""\b
Examples:
  tollbook withhold - --reason "a witness at risk" < name.txt
  tollbook withhold "Nadia Example" --spelling "Nadya" --reason "her family asked"

The name is masked as it is given, without accents, in any case, with initials,
turned round, hyphened, percent-encoded; in a report that tells it, its parts too."""
)
@click.argument("name", metavar="NAME")
@click.option(
    "--spelling",
    "spellings",
    multiple=True,
    metavar="TEXT",
    help='A further spelling or nickname, e.g. --spelling "Umm Samir"; may be given often.',
)
@click.option(
    "--reason",
    metavar="TEXT",
    required=True,
    help='Why, e.g. --reason "a witness at risk".',
)
@by_option
@book_option
@json_option
def withhold(
    *,
    name: str,
    spellings: Sequence[str],
    reason: str,
    by: str | None,
    book: Path,
    as_json: bool,
) -> None:
    """Mask a name in everything that tollbook prints, in all its spellings.

    NAME - takes it from standard input, so that no shell keeps it. It is a decision like any
    other; undo shows the name again. The book's own file still holds it: see docs/security.md.
    """
    from tollbook.errors import UsageError  # noqa: PLC0415
    from tollbook.ledger import Ledger  # noqa: PLC0415 - heavy
    from tollbook.pipeline import utc_now  # noqa: PLC0415
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415
    from tollbook.record.decided import Withheld, encode  # noqa: PLC0415
    from tollbook.record.decision import BOOK  # noqa: PLC0415

    if name == "-":
        name = sys.stdin.read()
    try:
        payload = Withheld(name.strip(), tuple(spellings))
    except ValueError as fault:
        raise UsageError(str(fault), next="give the name as it is written in the reports") from None
    with Ledger.open(book) as opened:
        made = opened.decide(
            "withhold",
            BOOK,
            decided_by=by or user(),
            reason=reason,
            after=encode(payload),
            decided_at=utc_now(),
        )
    if as_json:
        click.echo(to_bytes({"decision": made}), nl=False)
        return
    click.echo(f"{made.id}: a name is withheld, by {made.decided_by}.")
    click.echo(f"To show it again: tollbook decide undo {made.id}", err=True)
