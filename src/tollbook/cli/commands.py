"""The command group, with its commands by name; each lives in a file of its own."""

from __future__ import annotations

import click

from tollbook import __version__
from tollbook.cli.group import CommandPlace, TollbookGroup

_COMMANDS = {
    "run": CommandPlace("tollbook.cli.run", "run"),
    "list": CommandPlace("tollbook.cli.listing", "list_records"),
    "show": CommandPlace("tollbook.cli.show", "show"),
    "why": CommandPlace("tollbook.cli.why", "why"),
    "decide": CommandPlace("tollbook.cli.decide", "decide"),
    "info": CommandPlace("tollbook.cli.info", "info"),
    "doctor": CommandPlace("tollbook.cli.doctor", "doctor"),
    "schema": CommandPlace("tollbook.cli.schema", "schema"),
    "eval": CommandPlace("tollbook.cli.evaluate", "evaluate"),
}


@click.group(
    cls=TollbookGroup,
    places=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Start with:
  tollbook run saved-pages/
  tollbook why inc_0123
\b
Exit codes: 0 all read; 1 something was set aside; 2 could not start or go on;
3 a check failed; 130 interrupted, with the book intact.""",
)
@click.version_option(__version__, "-V", "--version", message="tollbook %(version)s")
def cli() -> None:
    """Bookkeeping of death tolls from news reports.

    Reads saved news pages, keeps what they say about people killed and harmed, and works out
    how many: per incident, with every figure leading back to the exact words.
    """
