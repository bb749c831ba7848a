"""A click group that loads commands when they are used and ends with tollbook's exit codes."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NoReturn

import click

from tollbook.cli.guard import Guard
from tollbook.cli.output import echo_error, echo_json
from tollbook.errors import NO_ROOM, StorageFull, TollbookError

INTERRUPTED = 130
_MEANT = {
    "add": "run", "search": "list", "find": "list", "trace": "why", "explain": "why",
    "policy": "tally", "incidents": "list incidents", "claims": "list claims", "publish": "release",
    "review": "desk", "serve": "desk", "undo": "decide undo", "balances": "accounts",
    "totals": "accounts", "map": "plot map", "delete": "purge", "check": "verify",
}  # fmt: skip
"""What somebody means who tries a word that is no command."""

_DESTROYING = ("redact", "purge", "withhold")


@dataclass(frozen=True, slots=True)
class CommandPlace:
    """Where a command is defined, and the first line of its help."""

    module: str
    attribute: str
    help: str

    def load(self) -> click.Command:
        command = getattr(importlib.import_module(self.module), self.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self.module}.{self.attribute} is no command")
        return command


class TollbookGroup(click.Group):
    """Commands by place; errors as text or, with ``--json``, as one JSON document."""

    def __init__(self, *args: Any, places: Mapping[str, CommandPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.places)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.help) for name, place in self.places.items()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = self.places.get(cmd_name)
        return place.load() if place is not None else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.places and not name.startswith("-"):
            near = _MEANT.get(name) or _nearest(name, self.places)
            hint = f" Did you mean 'tollbook {near}'?" if near else ""
            raise click.UsageError(f"There is no command '{name}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run a command line and exit with its code."""
        arguments = list(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter gets "?"
                stream.reconfigure(errors="replace")
        guard = Guard()
        with guard.installed():
            code = self._run(arguments, prog_name, complete_var, obj=guard, **extra)
        sys.exit(code)

    def _run(
        self, arguments: list[str], prog_name: str | None, complete_var: str | None, **extra: Any
    ) -> int:
        """Runs a command line and gives its exit code."""
        try:
            ended = super().main(
                arguments, prog_name or "tollbook", complete_var, standalone_mode=False, **extra
            )
            return ended if isinstance(ended, int) else 0
        except click.Abort:
            click.echo("Interrupted. The book is intact; run the same command again.", err=True)
            return INTERRUPTED
        except Exception as fault:  # noqa: BLE001 - the last stop: every fault gets its exit code
            return _end_with(fault, as_json="--json" in arguments)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            ended = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader has seen enough (| head): no fault
            _discard_stdout()
            return 0
        return ended


def _nearest(name: str, places: Iterable[str]) -> str | None:
    """The command that a word is like; one that destroys is named for a slip of the pen only."""
    near = get_close_matches(name, places, n=1)
    sure = get_close_matches(name, _DESTROYING, n=1, cutoff=0.8)
    return near[0] if near and (near[0] not in _DESTROYING or sure) else None


def _end_with(fault: Exception, *, as_json: bool) -> int:
    if isinstance(fault, click.ClickException):
        ctx = getattr(fault, "ctx", None)
        if as_json:
            help_command = f"{ctx.command_path if ctx else 'tollbook'} --help"
            _echo(TollbookError(fault.format_message(), next=help_command), as_json=True)
        else:
            fault.show()
        return 2
    if isinstance(fault, OSError) and fault.errno in NO_ROOM:
        fault = StorageFull(
            f"no room left: {fault.strerror}",
            where=str(fault.filename) if fault.filename else None,
            next="free some space and run the same command again; the book is intact",
        )
    elif not isinstance(fault, TollbookError):
        click.echo("".join(traceback.format_exception(fault)), err=True, nl=False)
        fault = TollbookError(
            f"a fault in tollbook ({type(fault).__name__}: {fault})",
            next="please report it with the lines printed above it",
        )
    _echo(fault, as_json=as_json)
    return fault.exit_code


def _echo(error: TollbookError, *, as_json: bool) -> None:
    """The error as JSON on standard output, in words where that is asked or cannot be written."""
    if as_json:
        try:
            echo_json(_as_document(error))
            sys.stdout.flush()
        except OSError:  # standard output is full or gone: that may be the very fault
            _discard_stdout()
        else:
            return
    echo_error(error)


def _as_document(error: TollbookError) -> dict[str, dict[str, str | None]]:
    return {
        "error": {
            "message": error.message,
            "value": error.value,
            "where": error.where,
            "next": error.next,
        }
    }


def _discard_stdout() -> None:
    """Point standard output nowhere, so that flushing it at exit cannot fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is no file (in a test)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
