"""``tollbook decide``: what a person decides, appended to the book's log."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tollbook.cli.options import book_option, json_option
from tollbook.record.vocabulary import Verb

if TYPE_CHECKING:
    from tollbook.changes import Change
    from tollbook.record import Decision, Toll

_VERBS: tuple[Verb, ...] = ("accept", "reject", "note", "undo")


@click.command(
    epilog="""\b
Examples:
  tollbook decide reject clm_0123 --reason "a rumour, withdrawn on 6 October"
  tollbook decide accept clm_4567 --by "A. Recorder"
  tollbook decide note inc_89ab --reason "hospital list requested"
  tollbook decide undo dec_cdef --reason "the withdrawal was withdrawn" """
)
@click.argument("verb", type=click.Choice(_VERBS), metavar="|".join(_VERBS))
@click.argument("subject", metavar="ID")
@click.option(
    "--reason",
    metavar="TEXT",
    help='Why, e.g. --reason "names another town"; needed for all but accept.',
)
@click.option(
    "--by",
    metavar="NAME",
    envvar="TOLLBOOK_BY",
    help='Who decides, e.g. --by "A. Recorder". Without it: TOLLBOOK_BY, else the user\'s name.',
)
@book_option
@json_option
def decide(
    *, verb: Verb, subject: str, reason: str | None, by: str | None, book: Path, as_json: bool
) -> None:
    """Accept or reject a claim, note something on a record, or undo a decision.

    Nothing is overwritten: each decision is appended to a log that is chained by hash, and the
    figures are worked out again. A rejected claim enters no figure.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy

    with Book.open(book) as opened:
        decision, changes = opened.decide(verb, subject, decided_by=by or _user(), reason=reason)
    if as_json:
        _print_json(decision, changes)
        return
    click.echo(f"{decision.id}: {verb} {decision.subject}, by {decision.decided_by}.")
    if changes is None:
        click.echo("Another run is writing to the book; it will work the figures out again.")
    elif not changes:
        click.echo("No figure changes.")
    for change in changes or ():
        before, after = _toll(change.before), _toll(change.after)
        click.echo(f"  {change.incident}  {change.harm.replace('_', ' ')}: {before} -> {after}")
    click.echo(f"To take it back: tollbook decide undo {decision.id}", err=True)


def _user() -> str:
    """The name that this user's session goes by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in some containers
        return f"user {os.getuid()}"


def _toll(toll: Toll | None) -> str:
    from tollbook.publish.wording import sources_in_words, toll_in_words  # noqa: PLC0415 - heavy

    if toll is None:
        return "no figure"
    return f"{toll_in_words(toll)} ({sources_in_words(toll)})"


def _print_json(decision: Decision, changes: tuple[Change, ...] | None) -> None:
    from tollbook.publish.assemble import to_bytes, toll_doc  # noqa: PLC0415 - heavy

    document = {
        "decision": decision,
        "changes": [
            {
                "incident": change.incident,
                "harm": change.harm,
                "before": toll_doc(change.before) if change.before else None,
                "after": toll_doc(change.after) if change.after else None,
            }
            for change in changes or ()
        ],
    }
    click.echo(to_bytes(document), nl=False)
