"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def book_option(command: _Command) -> _Command:
    """``--book DIR``, after every command."""
    return click.option(
        "--book",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("book"),
        envvar="TOLLBOOK_BOOK",
        metavar="DIR",
        help="Folder of the book, e.g. --book iraq-2019. Without it: what the environment's "
        "TOLLBOOK_BOOK says, else ./book.",
    )(command)


def json_option(command: _Command) -> _Command:
    """``--json``."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Print one JSON document and nothing else, e.g. for: ... --json | jq .",
    )(command)
