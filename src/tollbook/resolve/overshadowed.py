"""Small namesakes of great cities: "Dallas" in a report of Georgia is the city in Texas.

The small one is meant where something says so that lies near it: its county, a town beside it, the
outlet's own province. That the report is of its province is not enough, as news of everywhere
names great cities.
"""

from __future__ import annotations

from collections.abc import Sequence

from tollbook.record import Place
from tollbook.resolve.gazetteer import Candidate
from tollbook.resolve.named_place import PRIMARY, distance_km
from tollbook.resolve.naming import Naming

_GREAT = 300_000  # people
_TIMES = 20  # as many people as its namesake has
_BESIDE_KM = 30.0


def overshadowed(naming: Naming, i: int, outlet: Place | None) -> frozenset[str]:
    """Ids of the candidates of a name that a great city of their country has the name of, and
    beside which nothing else of the report lies.

    :param i: the name's index; :param outlet: where the outlet is from; None: not known.
    """
    options = naming.options[i]
    great = [
        c.place
        for c in options
        if c.how <= PRIMARY and c.place.population >= _GREAT and c.place.level == "city"
    ]
    if not great or naming.short[i] is not None:
        return frozenset()
    return frozenset(
        c.place.id
        for c in options
        if c.place.level in ("town", "village", "neighbourhood", "city")
        and (outlet is None or outlet.admin1 != c.place.admin1)
        and any(
            g.country == c.place.country and g.population >= _TIMES * c.place.population
            for g in great
        )
        and not _accompanied(naming, i, c.place)
    )


def _accompanied(naming: Naming, i: int, place: Place) -> bool:
    """Whether another name of the report may be that of the place's county or a town beside it."""
    return any(
        used and key != naming.folded[i] and _beside(place, options)
        for key, options, used in zip(naming.folded, naming.options, naming.used, strict=True)
    )


def _beside(place: Place, options: Sequence[Candidate]) -> bool:
    for c in options:
        other = c.place
        if other.level == "district" and other.id in place.parents:
            return True
        if other.admin1 != place.admin1 or other.level not in ("town", "village", "city"):
            continue
        if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
            continue
        if (
            c.how <= PRIMARY
            and distance_km(place.lat, place.lon, other.lat, other.lon) <= _BESIDE_KM
        ):
            return True
    return False
