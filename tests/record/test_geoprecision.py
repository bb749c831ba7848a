"""Codes of how finely a place is known: from level, relation and radius alone."""

from __future__ import annotations

import msgspec
import pytest

from tollbook.record import Place, geo_precision, where_prec
from tollbook.record.vocabulary import PlaceLevel, PlaceRelation


def place(level: PlaceLevel, radius: float, relation: PlaceRelation = "at") -> Place:
    return Place("tb:x", "X", 33.0, 44.0, "IQ", "IQ.07", level, radius, relation=relation)


@pytest.mark.parametrize(
    ("level", "radius", "relation", "ucdp", "acled"),
    [
        ("exact", 0.1, "at", 1, 1),
        ("street", 2.0, "at", 1, 1),
        ("street", 40.0, "at", 5, 3),
        ("landmark", 0.5, "at", 1, 1),
        ("landmark", 20.0, "at", 2, 2),
        ("neighbourhood", 2.0, "at", 1, 1),
        ("village", 2.0, "at", 1, 1),
        ("town", 4.0, "at", 1, 1),
        ("city", 15.0, "at", 1, 1),
        ("town", 10.0, "near", 2, 2),
        ("city", 15.0, "near", 2, 2),
        ("village", 25.0, "away", 2, 2),
        ("village", 26.0, "away", 5, 3),
        ("city", 15.0, "away", 2, 2),
        ("town", 24.0, "between", 2, 2),
        ("city", 110.0, "between", 5, 3),
        ("district", 20.0, "at", 3, 2),
        ("district", 20.0, "near", 4, 3),
        ("province", 75.0, "at", 4, 3),
        ("province", 75.0, "near", 6, None),
        ("region", 300.0, "at", 5, 3),
        ("country", 300.0, "at", 6, None),
    ],
)
def test_codes(
    level: PlaceLevel, radius: float, relation: PlaceRelation, ucdp: int, acled: int | None
) -> None:
    found = place(level, radius, relation)
    assert where_prec(found) == ucdp
    assert geo_precision(found) == acled


def test_a_place_stored_before_relations_were_kept_is_at_its_point() -> None:
    kept = msgspec.to_builtins(place("town", 4.0))
    del kept["relation"]
    assert msgspec.convert(kept, Place).relation == "at"
