"""``tollbook redact`` and ``tollbook purge``: words and pages taken out of the book for good."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from tollbook.cli.options import book_option, by_option, json_option, user
from tollbook.cli.tolls import toll_change, toll_line
from tollbook.record.vocabulary import Sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tollbook.changes import Change
    from tollbook.record import Decision


def _reason_option(example: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--reason",
        metavar="TEXT",
        required=True,
        help=f'Why, e.g. --reason "{example}". Name nobody in it: it stays.',
    )


@click.command(
    epilog="""\b
Examples:
  tollbook redact dec_0123 --field reason --reason "it named a witness"
  tollbook redact dec_0123 --field decided_by --field after --reason "asked by the reviewer" """
)
@click.argument("decision", metavar="DECISION")
@click.option(
    "--field",
    "fields",
    type=click.Choice(get_args(Sealed)),
    metavar="|".join(get_args(Sealed)),
    multiple=True,
    required=True,
    help="What to destroy, e.g. --field reason; words: those of the page that it rests on.",
)
@_reason_option("it named a witness")
@by_option
@book_option
@json_option
def redact(
    *,
    decision: str,
    fields: Sequence[Sealed],
    reason: str,
    by: str | None,
    book: Path,
    as_json: bool,
) -> None:
    """Destroy words of a decision for good; the log still verifies.

    The text and its key go; the log keeps a code that nobody can turn back into it. Who redacted,
    when and why is a decision too. Backups and exported logs made earlier still hold the words.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy

    with Book.open(book) as opened:
        made, changes = opened.redact(decision, fields, decided_by=by or user(), reason=reason)
    _print(made, changes, as_json=as_json)


@click.command(
    epilog="""\b
Examples:
  tollbook purge rep_0123 --reason "the family asked for it"
  tollbook purge 7692c3ad3540bb803c020b3aee66cd88... --reason "a court's order" """
)
@click.argument("capture", metavar="CAPTURE")
@_reason_option("the family asked for it")
@by_option
@book_option
@json_option
def purge(*, capture: str, reason: str, by: str | None, book: Path, as_json: bool) -> None:
    """Destroy a page: its bytes, its text and all that was read in it.

    CAPTURE is the page's SHA-256 or the id of its report. A tombstone stays (digest, number, size,
    day) with the decision that says why; the page is not taken in again. Backups made earlier
    still hold it.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy

    with Book.open(book) as opened:
        made, changes = opened.purge(capture, decided_by=by or user(), reason=reason)
    _print(made, changes, as_json=as_json)


def _print(made: Decision, changes: Sequence[Change] | None, *, as_json: bool) -> None:
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415 - heavy

    if as_json:
        document = {"decision": made, "changes": [toll_change(each) for each in changes or ()]}
        click.echo(to_bytes(document), nl=False)
        return
    click.echo(f"{made.id}: {made.verb} {made.subject}, by {made.decided_by}. It is gone for good.")
    if changes is None:
        click.echo("Another run is writing to the book; it will work the figures out again.")
    for change in changes or ():
        click.echo(f"  {toll_line(change)}")
    click.echo("Backups and exported logs made before still hold it.", err=True)
