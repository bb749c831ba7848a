"""How a run shows what it is doing: a bar on a terminal, else only what one should know."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

import click

from tollbook.cli.output import console
from tollbook.progress import Silent


class Quiet(Silent):
    """Tells nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


class Notes(Quiet):
    """For pipes and logs: notes on standard error, no bar."""

    def note(self, message: str) -> None:
        click.echo(message, err=True)


class Bar(Quiet):
    """A bar on standard error that goes away when the run ends."""

    def __init__(self) -> None:
        from rich.progress import (  # noqa: PLC0415 - only for terminals
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self.bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console(err=True),
            transient=True,
            redirect_stdout=False,
        )
        self.task = self.bar.add_task("Starting", total=None)

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.bar.stop()

    def stage(self, name: str, total: int | None) -> None:
        self.bar.remove_task(self.task)
        self.task = self.bar.add_task(name, total=total)

    def step(self, what: str) -> None:
        self.bar.advance(self.task)

    def note(self, message: str) -> None:
        self.bar.console.print(message)


def watched(*, quiet: bool = False) -> Quiet:
    """A bar on a terminal, notes elsewhere; nothing where quiet is wanted."""
    if quiet:
        return Quiet()
    return Bar() if sys.stderr.isatty() else Notes()
