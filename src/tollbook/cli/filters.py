"""Options that choose records, the same for every command that lists or draws them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from tollbook.cli.options import Day
from tollbook.record.vocabulary import HARMS
from tollbook.record.wanted import Wanted

_DAY = Day()

_OPTIONS = (
    click.option(
        "--harm", type=click.Choice(HARMS), help="Only records with this harm, e.g. --harm killed."
    ),
    click.option(
        "--source",
        metavar="NAME",
        help="Only records that rest on an outlet whose name contains this, e.g. --source wire.",
    ),
    click.option(
        "--place",
        metavar="NAME",
        help="Only records at a place whose name contains this, e.g. Basra.",
    ),
    click.option(
        "--since",
        type=_DAY,
        metavar="DAY",
        help="Only what can have happened first on this day or later, e.g. --since 2019-10-01. Of "
        "reports it is the day published, of decisions the day taken.",
    ),
    click.option("--until", type=_DAY, metavar="DAY", help="On this day or earlier, likewise."),
    click.option("--limit", type=click.IntRange(1), metavar="N", help="No more than so many."),
)


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--harm --source --place --since --until --limit``, given to the command as ``wanted``."""

    @wraps(command)
    def chosen(**given: Any) -> Any:
        since, until = given.pop("since"), given.pop("until")
        wanted = Wanted(
            harm=given.pop("harm"),
            source=given.pop("source"),
            place=given.pop("place"),
            since=since.date() if since else None,
            until=until.date() if until else None,
            limit=given.pop("limit"),
        )
        return command(wanted=wanted, **given)

    made: Callable[..., Any] = chosen
    for option in reversed(_OPTIONS):
        made = option(made)
    return made
