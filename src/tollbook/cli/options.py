"""Options that several commands share."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tollbook.cli.guard import Guard

if TYPE_CHECKING:
    from tollbook.book import Book

_Command = TypeVar("_Command", bound=Callable[..., Any])


def user() -> str:
    """The name that this user's session goes by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name, as in some containers
        return f"user {os.getuid()}"


def watch_book(ctx: click.Context, _: click.Parameter, book: Path) -> Path:
    """Whatever the command prints, names that this book withholds are masked in it."""
    if isinstance(ctx.obj, Guard):
        ctx.obj.watch(book)
    return book


def book_option(command: _Command) -> _Command:
    """``--book DIR``, after every command."""
    return click.option(
        "--book",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("book"),
        envvar="TOLLBOOK_BOOK",
        metavar="DIR",
        callback=watch_book,
        help="Folder of the book, e.g. --book iraq-2019. Without it: what the environment's "
        "TOLLBOOK_BOOK says, else ./book.",
    )(command)


class _Moment(click.ParamType[int | date]):
    name = "moment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | date:
        if isinstance(value, int | date):
            return value
        text = str(value)
        if text.isdigit():
            return int(text)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(
                f"{text!r} is neither the number of a decision (12) nor a day (2019-10-05)", param
            )


class Day(click.ParamType["datetime"]):
    """A day, as 2019-10-05; given on as midnight, like click's own."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: object) -> datetime:
        if isinstance(value, datetime):
            return value
        text = str(value).strip()
        try:
            return datetime.combine(date.fromisoformat(text), time())
        except ValueError:
            self.fail(f"{text!r} is no day; write it as 2019-10-05", param)


def as_of_option(command: _Command) -> _Command:
    """``--as-of SEQ|DATE``."""
    return click.option(
        "--as-of",
        "moment",
        type=_Moment(),
        metavar="SEQ|DATE",
        help="The book as it stood: after the decision with this number (0: before the first), or "
        "at the end of this day (UTC), with the pages that had arrived by then, e.g. --as-of 12 "
        "or --as-of 2019-10-05. Figures are worked out anew from those; pages are read as they "
        "are read today.",
    )(command)


def opened(book: Path, moment: int | date | None = None) -> Book:
    """The book, as it is or as it stood."""
    if moment is None:
        from tollbook.book import Book  # noqa: PLC0415 - heavy

        return Book.open(book)
    from tollbook.past import open_at  # noqa: PLC0415 - heavy

    return open_at(book, moment)


def by_option(command: _Command) -> _Command:
    """``--by NAME``, of commands that decide."""
    return click.option(
        "--by",
        metavar="NAME",
        envvar="TOLLBOOK_BY",
        help='Who decides, e.g. --by "A. Recorder". Without it: what the environment\'s '
        "TOLLBOOK_BY says, else the user's name.",
    )(command)


def json_option(command: _Command) -> _Command:
    """``--json``."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Print one JSON document and nothing else, e.g. for: ... --json | jq .",
    )(command)
