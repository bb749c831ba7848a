"""A place by its name: the one that the gazetteer has, or an error that lists what it may be."""

from __future__ import annotations

from pathlib import Path

from tollbook.errors import NotFound, UsageError
from tollbook.record import Place
from tollbook.record.decided import Placed

_LISTED = 6


def place_named(name: str, country: str | None, *, hand: Path) -> Placed:
    """The only place of this name, or of this gazetteer's id ("gn:98854").

    :param country: ISO 3166-1 alpha-2; None: anywhere.
    :raises NotFound: the gazetteer has no such place.
    :raises UsageError: it has several.
    """
    from tollbook import resolve  # noqa: PLC0415 - heavy

    gazetteer = resolve.Atlas.open(hand=hand).gazetteer
    if name.startswith(("gn:", "tb:", "my:")):
        known = gazetteer.place(name)
        found = [known] if known is not None else []
    else:
        found = [candidate.place for candidate in gazetteer.candidates(name)]
    fitting = [place for place in found if country in (None, place.country)]
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
    place = fitting[0]
    return Placed(
        place.name, place.lat, place.lon, place.level, place.radius_km, place.id, place.country
    )


def _listed(place: Place) -> str:
    return f"{place.id} {place.name}, {place.country or 'no country'} ({place.level})"
