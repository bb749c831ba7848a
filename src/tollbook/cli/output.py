"""Writing to the terminal: errors, JSON, and a rich console that suits where it prints."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from tollbook.errors import TollbookError

PIPED_WIDTH = 100
"""Columns where the output is no terminal and COLUMNS is not set."""


def echo_json(document: object) -> None:
    """One small JSON document on standard output."""
    click.echo(json.dumps(document, ensure_ascii=False).encode("utf-8"))


def echo_error(error: TollbookError) -> None:
    click.echo(f"Error: {error}", err=True)


def console(*, err: bool = False) -> Console:
    """Plain text of fixed width where it is piped; the terminal's width and bold where not."""
    import os  # noqa: PLC0415 - beside rich, which is slow to load
    import shutil  # noqa: PLC0415

    from rich.console import Console  # noqa: PLC0415

    stream = sys.stderr if err else sys.stdout
    at_terminal = stream.isatty()
    if at_terminal and "COLUMNS" not in os.environ:
        width = None
    else:
        width = shutil.get_terminal_size((PIPED_WIDTH, 25)).columns
    return Console(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=not at_terminal,
        force_terminal=None if at_terminal else False,
        soft_wrap=False,
    )
