"""What people type, or select in a report, as values: how many, which days, which place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tollbook.errors import NotFound, UsageError
from tollbook.hand.whereabouts import placed
from tollbook.record import Count, Place
from tollbook.record.decided import Dated, Placed

if TYPE_CHECKING:
    from tollbook.resolve import Atlas

_COUNTS: Sequence[tuple[str, Callable[..., Count]]] = (
    (r"(\d+)", Count.exact),
    (r"(\d+)\+|at least (\d+)|(\d+) or more", Count.at_least),
    (r"over (\d+)|more than (\d+)", Count.more_than),
    (r"up to (\d+)", Count.at_most),
    (r"under (\d+)|fewer than (\d+)|less than (\d+)", Count.less_than),
    (r"about (\d+)|~(\d+)", Count.about),
    (r"(\d+)(?:-| to )(\d+)", Count.between),
)

_LISTED = 6


def count_of(text: str) -> Count:
    """A count from words: 3, 3+, "at least 3", "over 3", "up to 3", "about 3", 3-5, unknown.

    Words as a newspaper prints them ("at least two dozen") are read as the reader reads them.

    :raises ValueError: for other words.
    """
    flat = " ".join(text.replace(",", "").split())
    if flat == "unknown":
        return Count.unknown()
    for pattern, make in _COUNTS:
        found = re.fullmatch(pattern, flat)
        if found:
            return make(*(int(n) for n in found.groups() if n is not None))
    if any(letter.isalpha() for letter in flat):
        from tollbook.read.numbers import find_numbers  # noqa: PLC0415 - seldom needed

        phrases = find_numbers(text)
        if len(phrases) == 1:
            return phrases[0].count
    raise ValueError(f'{text!r} is no count; write 3, 3+, "over 3", "up to 3", "about 3" or 3-5')


def dated_of(text: str, told_on: date | None = None) -> Dated:
    """2019-11-28, 2019-11-28/2019-11-30, with ".." for an end that is not known.

    :param told_on: day of the report that other words ("on Friday") count from; None: they are
        not tried.
    :raises ValueError: for other words.
    """
    start, slash, end = text.strip().partition("/")
    try:
        first, last = (
            None if day == ".." else date.fromisoformat(day)
            for day in (start, end if slash else start)
        )
    except ValueError:
        found = _day_in_words(text, told_on)
        if found is not None:
            return found
        raise ValueError(
            f"{text!r} is no day; write 2019-11-28, 2019-11-28/2019-11-30 or ../2019-11-30"
        ) from None
    return Dated(first, last)


def _day_in_words(text: str, told_on: date | None) -> Dated | None:
    if told_on is None:
        return None
    from tollbook.resolve.dates import resolve_time  # noqa: PLC0415 - seldom needed

    when = resolve_time(text, told_on).when
    return Dated(when.start, when.end) if when is not None else None


def places_named(name: str, country: str | None = None, *, hand: Path) -> list[Place]:
    """The places that a name, or a gazetteer's id ("gn:98854"), may mean, likeliest first.

    :param country: ISO 3166-1 alpha-2; None: anywhere.
    :param hand: the book's ``hand`` folder, whose own places count too.
    """
    from tollbook import resolve  # noqa: PLC0415 - heavy

    atlas = resolve.Atlas.open(hand=hand)
    try:
        return places_in(atlas, name, country)
    finally:
        atlas.close()


def places_in(atlas: Atlas, name: str, country: str | None = None) -> list[Place]:
    """As :func:`places_named`, of an atlas that is open."""
    gazetteer = atlas.gazetteer
    if name.startswith(("gn:", "tb:", "my:")):
        known = gazetteer.place(name)
        found = [known] if known is not None else []
    else:
        found = [candidate.place for candidate in gazetteer.candidates(name)]
    return [place for place in found if country in (None, place.country)]


def place_named(name: str, country: str | None, *, hand: Path) -> Placed:
    """The only place of this name, or of this gazetteer's id ("gn:98854").

    :param country: ISO 3166-1 alpha-2; None: anywhere.
    :raises NotFound: the gazetteer has no such place.
    :raises UsageError: it has several.
    """
    fitting = places_named(name, country, hand=hand)
    if not fitting:
        there = f" in {country}" if country else ""
        raise NotFound(
            f"the gazetteer has no such place{there}",
            value=name,
            next="give its point: --lat 31.05 --lon 46.25",
        )
    if len(fitting) > 1:
        raise UsageError(
            "several places have this name",
            value=name,
            next="take one by its id, or narrow it with --country: "
            + "; ".join(_listed(place) for place in fitting[:_LISTED]),
        )
    return placed(fitting[0])


def _listed(place: Place) -> str:
    return f"{place.id} {place.name}, {place.country or 'no country'} ({place.level})"
