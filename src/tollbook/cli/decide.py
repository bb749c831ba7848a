"""``tollbook decide``: what a person decides, appended to the book's log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from tollbook.cli.options import book_option, by_option, json_option, user
from tollbook.record.vocabulary import (
    HARMS,
    PlaceLevel,
    SourceKind,
    Surety,
    Verb,
    VictimStatus,
)

if TYPE_CHECKING:
    from tollbook.book import Book
    from tollbook.changes import Change
    from tollbook.cli.decide_words import Asked
    from tollbook.record import Decision
    from tollbook.record.decided import Payload, Placed

_Command = TypeVar("_Command", bound=Callable[..., Any])

_VERBS: tuple[Verb, ...] = (
    "accept",
    "reject",
    "unsure",
    "correct",
    "stance",
    "scope",
    "place",
    "date",
    "actor",
    "same",
    "different",
    "split",
    "merge",
    "toll",
    "transition",
    "add",
    "source",
    "note",
    "reopen",
    "undo",
)


def _value_options(command: _Command) -> _Command:
    """The options that say something of the value, in the order in which help shows them."""
    for option in reversed(
        (
            click.option("--lat", type=float, help="place: degrees north, e.g. --lat 31.05"),
            click.option("--lon", type=float, help="place: degrees east, e.g. --lon 46.25"),
            click.option(
                "--level", type=click.Choice(get_args(PlaceLevel)), help="place: how fine it is."
            ),
            click.option("--radius", "radius_km", type=float, help="place: km around the point."),
            click.option("--country", help="place: ISO 3166-1 alpha-2, e.g. --country IQ"),
            click.option(
                "--surety",
                type=click.Choice(get_args(Surety)),
                default="stated",
                help="actor: how sure it is said, e.g. --surety accused",
            ),
            click.option("--or-more", is_flag=True, help="toll: there may be more."),
            click.option("--speaker", type=int, help="stance: whose, from 0, the report itself."),
            click.option("--quote", help='add: words of the report, e.g. --quote "six dead"'),
            click.option("--typed", help="add: what was seen or told, in your own words."),
            click.option("--harm", type=click.Choice(HARMS), help="add: the harm."),
            click.option("--count", help='add: how many, e.g. --count 3 or --count "over 180"'),
            click.option("--place", "where", help="add: where, e.g. --place Nasiriyah"),
            click.option("--date", "on", help="add: when, e.g. --date 2019-11-28"),
            click.option("--actor", "doer", help="add: who did it."),
            click.option(
                "--status",
                type=click.Choice(get_args(VictimStatus)),
                default="unknown",
                help="add: whose harm it was.",
            ),
            click.option("--source", "outlet", help='add: who told, e.g. --source "a nurse"'),
            click.option(
                "--kind", type=click.Choice(get_args(SourceKind)), help="source: what it is."
            ),
            click.option("--party", help="source: the party to the conflict it belongs to."),
            click.option("--parent", help="source: the source that it is part of."),
        )
    ):
        command = option(command)
    return command


@click.command(
    epilog="""\b
Examples:
  tollbook decide reject clm_0123 clm_4567 --reason "a rumour, withdrawn on 6 October"
  tollbook decide accept clm_4567 --by "A. Recorder"
  tollbook decide correct clm_0123 count=3 status=civilian --reason "the hospital's list"
  tollbook decide same clm_0123 clm_4567 --reason "one funeral for both"
  tollbook decide split inc_89ab clm_0123 --reason "another bridge"
  tollbook decide place clm_0123 Nasiriyah --country IQ --reason "names the bridge"
  tollbook decide place inc_89ab "the old market" --lat 31.05 --lon 46.25 --reason "a video"
  tollbook decide date clm_0123 2019-11-28 --reason "the night before"
  tollbook decide toll inc_89ab killed 25 32 32 --reason "names counted"
  tollbook decide transition inc_89ab injured killed 2 2019-12-03 --reason "died of wounds"
  tollbook decide add rep_0123 --quote "..." --harm killed --count 3 --reason "read in Arabic"
  tollbook decide source "Front Radio" --kind party --party Front --reason "its own site"
  tollbook decide undo dec_cdef --reason "the withdrawal was withdrawn" """
)
@click.argument("verb", type=click.Choice(_VERBS), metavar="VERB")
@click.argument("words", nargs=-1, metavar="ID... [VALUE]")
@click.option(
    "--reason",
    metavar="TEXT",
    help='Why, e.g. --reason "names another town"; needed for all but accept.',
)
@by_option
@_value_options
@book_option
@json_option
def decide(
    *,
    verb: Verb,
    words: tuple[str, ...],
    reason: str | None,
    by: str | None,
    book: Path,
    as_json: bool,
    **options: Any,
) -> None:
    """Decide on records: accept, reject, correct, tie, part, place, add, undo and more.

    Nothing is overwritten: each decision is appended to a log that is chained by hash, and the
    figures are worked out again. Several ids at once are decided, and undone, together.
    """
    from tollbook.book import Book  # noqa: PLC0415 - heavy
    from tollbook.cli.decide_words import Options, asked  # noqa: PLC0415

    wanted = asked(verb, words, Options(**options))
    with Book.open(book) as opened:
        placed = _looked_up(opened, wanted, options["country"])
        decisions, changes = opened.decide_all(
            verb,
            [
                (subject, _with_place(value, placed))
                for subject in wanted.subjects
                for value in wanted.values
            ],
            decided_by=by or user(),
            reason=reason,
            quote=wanted.quote,
        )
    if as_json:
        _print_json(decisions, changes)
    else:
        _print(decisions, changes)


def _print(decisions: list[Decision], changes: tuple[Change, ...] | None) -> None:
    from tollbook.cli.tolls import toll_line  # noqa: PLC0415 - heavy
    from tollbook.publish.decided_words import value_in_words  # noqa: PLC0415

    for d in decisions:
        value = value_in_words(d)
        what = f" {value}" if value else ""
        click.echo(f"{d.id}: {d.verb} {d.subject}{what}, by {d.decided_by}.")
    if changes is None:
        click.echo("Another run is writing to the book; it will work the figures out again.")
    elif not changes:
        click.echo("No figure changes.")
    for change in changes or ():
        click.echo(f"  {toll_line(change)}")
    undone = decisions[0].batch or decisions[0].id
    click.echo(f"To take it back: tollbook decide undo {undone}", err=True)


def _looked_up(book: Book, wanted: Asked, country: str | None) -> Placed | None:
    """The place that a name means in the gazetteer; None: none was to be looked up."""
    if wanted.look_up is None:
        return None
    from tollbook.typed import place_named  # noqa: PLC0415 - heavy

    return place_named(wanted.look_up, country, hand=book.folder / "hand")


def _with_place(value: Payload | None, placed: Placed | None) -> Payload | None:
    from tollbook.record.decided import AddedClaim  # noqa: PLC0415 - heavy

    if placed is None:
        return value
    return replace(value, where=placed) if isinstance(value, AddedClaim) else placed


def _print_json(decisions: list[Decision], changes: tuple[Change, ...] | None) -> None:
    from tollbook.cli.tolls import toll_change  # noqa: PLC0415 - heavy
    from tollbook.publish.assemble import to_bytes  # noqa: PLC0415

    document = {
        "decision": decisions[0],
        "decisions": decisions,
        "changes": [toll_change(change) for change in changes or ()],
    }
    click.echo(to_bytes(document), nl=False)
