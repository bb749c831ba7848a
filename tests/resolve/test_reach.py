"""In it, near it, so far off, on the way: what words beside a name say."""

from __future__ import annotations

import pytest

from tollbook.record import Place, Span
from tollbook.record.vocabulary import PlaceRelation
from tollbook.resolve import Atlas
from tollbook.resolve.reach import halfway, on_the_way, reached

from test_event import claim_of, report_of, resolved  # isort: skip

KUT = Place("gn:1", "Kut", 32.5, 45.8, "IQ", "IQ.16", "city", 8.0)


def span_of(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name), name)


@pytest.mark.parametrize(
    ("text", "relation", "radius"),
    [
        ("Two men were shot in Kut.", "at", 8.0),
        ("Two men were shot in northern Kut.", "at", 8.0),
        ("Two men were shot in the north of Kut.", "at", 8.0),
        ("Two men were shot near Kut.", "near", 10.0),
        ("Two men were shot near the town of Kut.", "near", 10.0),
        ("Two men were shot close to Kut.", "near", 10.0),
        ("Two men were shot just outside Kut.", "near", 10.0),
        ("Two men were shot on the eastern outskirts of Kut.", "near", 10.0),
        ("Two men were shot on Kut's outskirts.", "near", 10.0),
        ("Two men were shot in the Kut area.", "near", 10.0),
        ("Two men were shot in villages around Kut.", "near", 10.0),
        ("Two men were shot north of Kut.", "away", 25.0),
        ("Two men were shot to the south-east of the city of Kut.", "away", 25.0),
        ("Two men were shot 12 km north of Kut.", "away", 12.0),
        ("Two men were shot 12km northwest of Kut.", "away", 12.0),
        ("Two men were shot 12 kilometres (7 miles) north of the city of Kut.", "away", 12.0),
        ("Two men were shot 20 miles west of Kut.", "away", 32.2),
        ("Two men were shot about 30 km from Kut.", "away", 30.0),
        ("Two men were shot some 30 km to the south of Kut.", "away", 30.0),
        ("Two men were shot a few kilometers outside Kut.", "away", 8.0),
        ("Two men from Kut were shot.", "at", 8.0),
        ("Two men were shot 12 km north of Amarah, police in Kut said.", "at", 8.0),
    ],
)
def test_words_before_and_after_a_name(text: str, relation: PlaceRelation, radius: float) -> None:
    found, words = reached(text, span_of(text, "Kut"), KUT)
    assert (found.relation, found.radius_km) == (relation, radius)
    assert (words is None) == (relation == "at")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Two men were shot between Kut and Amarah.", True),
        ("Two men were shot between the towns of Kut and Amarah.", True),
        ("Two men were shot on the road from Kut to Amarah.", True),
        ("Two men were shot on the highway linking Kut with Amarah.", True),
        ("Two men were shot on the Kut-Amarah highway.", True),
        ("Two men were shot on the Kut - Amarah road.", True),
        ("Two men were shot in Kut and Amarah.", False),
        ("Two men went from Kut to Amarah.", False),
        ("The Kut-Amarah match was called off.", False),
    ],
)
def test_on_the_way_between_two_places(text: str, way: bool) -> None:
    words = on_the_way(text, span_of(text, "Kut"), span_of(text, "Amarah"))
    assert (words is not None) is way


def test_a_way_reaches_the_other_end() -> None:
    amarah = Place("gn:2", "Amarah", 31.84, 47.14, "IQ", "IQ.14", "city", 8.0)
    way = halfway(KUT, amarah)
    assert way is not None
    assert (way.id, way.relation) == ("gn:1", "between")
    assert 140 < way.radius_km < 150
    wasit = Place("gn:3", "Wasit", 32.7, 45.7, "IQ", "IQ.16", "province", 75.0)
    assert halfway(KUT, wasit) is None


def test_an_event_on_a_road_between_two_towns_is_one_place(atlas: Atlas) -> None:
    report = report_of("Three men were shot on the road between Kut and Amarah in Iraq.")
    claim = claim_of(report, "Three men", places=("Kut", "Amarah", "Iraq"))
    found = resolved(atlas, report, claim, ["Kut", "Amarah", "Iraq"])
    places = [r.place for r in found if r.kind == "place"]
    assert [(p.name, p.relation) for p in places if p] == [("Kut", "between")]
    assert any("between Kut and Amarah" in reason for r in found for reason in r.reasons)
