"""A book opened as it stood at an earlier moment, with the figures worked out for it."""

from __future__ import annotations

from pathlib import Path

from tollbook import pipeline, resolve, tally
from tollbook.book import Book
from tollbook.ledger.as_it_stood import AsItStood, Moment
from tollbook.settings import load_settings


def open_at(folder: Path, moment: Moment) -> Book:
    """The book as it stood: nothing can be decided in it, and nothing of it is stored.

    :param moment: a decision's number, or a day; see :data:`Moment`.
    :raises BookError: no book in that folder, or it cannot be read.
    :raises UsageError: there is no decision with that number.
    """
    settings = load_settings(folder / "tollbook.toml")
    policy = tally.load_policy(settings.policy, hand=folder / "hand")
    ledger = AsItStood.at(folder, moment)
    try:
        with ledger.snapshot():
            pipeline.settle(ledger, policy, atlas=_atlas(ledger))
    except BaseException:
        ledger.close()
        raise
    return Book(folder, ledger)


def _atlas(ledger: AsItStood) -> resolve.Atlas | None:
    """What words resolve to depends on the date of a copy's original: where that came later, they
    are resolved anew."""
    if pipeline.dates_moved(ledger):
        return resolve.Atlas.open(hand=ledger.folder / "hand")
    return None
