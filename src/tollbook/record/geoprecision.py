"""How finely a place is known, in the codes of other projects. One way: no code is read back.

UCDP's ``where_prec`` and ACLED's ``geo_precision`` follow from a place's level, its relation to
the place named and how far it reaches; nothing else is asked, so that the same place has the same
codes in every table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from tollbook.record.resolution import Place
from tollbook.record.vocabulary import PlaceLevel

WherePrec = Literal[1, 2, 3, 4, 5, 6]
GeoPrecision = Literal[1, 2, 3]

FAR_KM = 25.0
"""Beyond this a place "near" a known point is no longer coded to it (GED codebook 22.1, 5.4.2)."""

POINT_KM = 15.0
"""The reach of the greatest cities; a settlement, street or landmark that reaches further is an
area: a road between towns, a forest, a front."""

_WIDE: Mapping[PlaceLevel, WherePrec] = {"district": 3, "province": 4, "region": 5, "country": 6}
_BESIDE: Mapping[PlaceLevel, WherePrec] = {"district": 4, "province": 6, "region": 5, "country": 6}
"""Near a unit is not surely in it: the next coarser code."""

_ACLED: Mapping[WherePrec, GeoPrecision] = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}


def where_prec(place: Place) -> WherePrec:
    """UCDP's code of how finely a place is known, 1 to 6 (GED codebook 22.1, 5.4.2 and App. 3).

    1: the place itself, a village being the floor (streets and quarters belong to their town);
    2: near it, at its edge, up to 25 km from it; 3: a second-order unit; 4: a first-order unit;
    5: a road, river, border or informal region, or more than 25 km from a known point; 6: a
    country. Never 7, at sea or in the air, which no level says. A unit that events are only near
    to gets the next coarser code (our choice; the codebook has no rule). Whether a third-order
    unit is small enough for 2 is not known here: every district is 3.
    """
    if place.level in _WIDE:
        return _WIDE[place.level] if place.relation == "at" else _BESIDE[place.level]
    if place.radius_km > FAR_KM:
        return 5
    return 1 if place.relation == "at" and place.radius_km <= POINT_KM else 2


def geo_precision(place: Place) -> GeoPrecision | None:
    """ACLED's code of how finely a place is known (ACLED codebook, "geo_precision").

    1: the town; 2: near it, or a small part of a region; 3: a larger region. None: a country
    alone, which ACLED has no code for.
    """
    return _ACLED.get(where_prec(place))
