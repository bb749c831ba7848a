"""``tollbook withhold``: a name that nothing may show from now on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, by_option, json_option, user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tollbook.record import Report
    from tollbook.record.decided import Withheld

_MOST_READ = 20_000  # reports: of more a person would wait for minutes


@click.command(
    epilog="""\b
Examples:
  tollbook withhold - --reason "a witness at risk" < name.txt
  tollbook withhold "Nadia Example" --spelling "Nadya" --reason "her family asked"

The name is masked as it is given, without accents, in any case, with initials,
turned round, hyphened, percent-encoded; in a report that tells it, its parts too.
What in the book may be the same name in another spelling is listed, and not masked."""
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
        withheld = opened.withheld()
        alike = [] if as_json else _alike(payload, withheld, opened.reports())
    if as_json:
        click.echo(to_bytes({"decision": made}), nl=False)
        return
    click.echo(f"{made.id}: a name is withheld, by {made.decided_by}.")
    click.echo(f"To show it again: tollbook decide undo {made.id}", err=True)
    if alike:
        click.echo(
            "The book has these too, and they are shown. If one is the same name, withhold it:",
            err=True,
        )
        for each in alike:
            click.echo(f"  {each}", err=True)


def _alike(asked: Withheld, withheld: Sequence[Withheld], reports: Sequence[Report]) -> list[str]:
    """Spellings in the book that may be the same name and are not masked."""
    from tollbook.record.spelt import spelt_otherwise  # noqa: PLC0415
    from tollbook.record.withheld import mask_of  # noqa: PLC0415

    if len(reports) > _MOST_READ:
        return []
    mask = mask_of(withheld)
    texts = (text for r in reports for text in (r.title or "", r.text))
    found = spelt_otherwise((asked.value, *asked.spellings), texts)
    return [each for each in found if not mask.holds(each)]
