"""Candidates of names that a report cannot mean.

Loose spellings and landmarks of countries of which it does not speak, and namesakes elsewhere of
what its words call a part of a place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tollbook.record import Place, Span
from tollbook.resolve.gazetteer import Candidate
from tollbook.resolve.named_place import CURATED, PRIMARY

WELL_KNOWN = 100_000  # people

Options = Sequence[tuple[Candidate, ...]]

_PART_OF = re.compile(
    r"^ (?:district|quarter|neighbou?rhood|section|area|suburb|village|camp)"
    r"(?:,? (?:in|of))(?: the)?(?: (?:north|south)?-?(?:east|west)?(?:ern)?| central| downtown)? $"
)
"""Between a name and that of what it lies in ("the Qurmiya district of Kut")."""


def left(
    text: str, spans: Sequence[Span], options: Options, nations: Mapping[str, int]
) -> list[tuple[Candidate, ...]]:
    """The candidates of each name that are left.

    :param nations: how often the text names each country.
    """
    kept = _no_loose(options, nations)
    kept = _no_parts_elsewhere(text, spans, kept)
    return _no_far_landmarks(kept, nations)


def _no_loose(options: Options, nations: Mapping[str, int]) -> list[tuple[Candidate, ...]]:
    """Spellings that fit only loosely count where the report speaks of the country: else "Crime"
    is Crimea, and "Far" a town in Texas."""
    spoken = _spoken(options, nations, landmarks=True)
    return [tuple(c for c in some if not c.loose or c.place.country in spoken) for some in options]


def _no_far_landmarks(options: Options, nations: Mapping[str, int]) -> list[tuple[Candidate, ...]]:
    """Landmarks of our own list are in a country of which the report speaks: "Baptist Hospital" is
    in Gaza, and in many a city. Where it speaks of none they are all that says where."""
    spoken = _spoken(options, nations, landmarks=False)
    if not spoken:
        return list(options)
    return [
        tuple(c for c in some if c.place.level != "landmark" or c.place.country in spoken)
        for some in options
    ]


def _spoken(options: Options, nations: Mapping[str, int], *, landmarks: bool) -> set[str]:
    """Countries of which a report speaks: by name, or by a place that is well known."""
    spoken = {code for code, times in nations.items() if times}
    for some in options:
        for c in some:
            if c.place.level == "landmark" and not landmarks:
                continue
            known = c.how == CURATED or (
                c.how == PRIMARY
                and (c.place.level == "province" or c.place.population >= WELL_KNOWN)
            )
            if known and not c.loose and c.place.country:
                spoken.add(c.place.country)
    return spoken


def _no_parts_elsewhere(
    text: str, spans: Sequence[Span], options: Options
) -> list[tuple[Candidate, ...]]:
    """What the words say is a part of a place is none of its namesakes elsewhere: "the Riverbank
    district of Kut" is not Riverbank in California."""
    kept = list(options)
    for i in range(len(spans) - 1):
        here, after = spans[i], spans[i + 1]
        outer = [c.place for c in kept[i + 1] if not c.loose]
        if outer and _PART_OF.match(text[here.end : after.start]):
            kept[i] = tuple(c for c in kept[i] if any(_may_lie_in(c.place, o) for o in outer))
    return kept


def _may_lie_in(place: Place, outer: Place) -> bool:
    """Whether a place may be a part of another, as far as their units say."""
    if outer.level == "country":
        return place.country == outer.country
    return outer.id in place.parents or (
        place.admin1 is not None and (place.country, place.admin1) == (outer.country, outer.admin1)
    )
