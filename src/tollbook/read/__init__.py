"""Readers: from a report and a lexicon to claims, statements and mentions."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol

from tollbook.errors import MissingPart
from tollbook.read.reader import RulesReader
from tollbook.record import Lexicon, Reading, Report
from tollbook.settings import Settings

__all__ = ["Reader", "RulesReader", "load_reader"]


class Reader(Protocol):
    """Anything that reads: register it under the entry point group ``tollbook.readers``."""

    name: str
    version: str

    def read(self, report: Report, lexicon: Lexicon) -> Reading:
        """All claims, statements and mentions of one report, each with proven spans."""
        ...


def load_reader(name: str, settings: Settings, hand: Path | None = None) -> Reader:
    """The reader registered as ``name``, made with the settings' model and a book's own words.

    :param hand: the book's ``hand/`` folder, whose frames and words add to the reader's; a reader
        may leave it aside. None: nothing is added.
    :raises MissingPart: where no installed package registers such a reader.
    :raises UsageError: for frames or words in ``hand`` that cannot be used.
    """
    found = {e.name: e for e in entry_points(group="tollbook.readers")}
    if name not in found:
        raise MissingPart(
            "no reader of this name is installed",
            value=name,
            where="entry points tollbook.readers",
            next=f"use one of: {', '.join(sorted(found))}" if found else "reinstall tollbook",
        )
    made: Reader = found[name].load()(settings.model, hand)
    return made
