"""How a long run tells what it is doing, whoever listens."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far a run has come. Must not print to standard output."""

    def stage(self, name: str, total: int | None) -> None:
        """A step of the work begins; ``total`` is None where its length is not known."""

    def step(self, what: str) -> None:
        """One piece of the present step is done."""

    def note(self, message: str) -> None:
        """Something a person may want to know while waiting."""


class Silent:
    """Progress that tells nobody."""

    def stage(self, name: str, total: int | None) -> None:
        pass

    def step(self, what: str) -> None:
        pass

    def note(self, message: str) -> None:
        pass


SILENT = Silent()
