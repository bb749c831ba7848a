"""Candidates of names that a report cannot mean.

Loose spellings and landmarks of countries of which it does not speak, and namesakes elsewhere of
what its words call a part of a place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tollbook.record import Span
from tollbook.resolve.gazetteer import Candidate
from tollbook.resolve.lies_in import may_lie, said_to_lie
from tollbook.resolve.named_place import CURATED, PRIMARY

WELL_KNOWN = 100_000  # people
_GREAT = 300_000  # of a city that is meant though the words seem to put it elsewhere

Options = Sequence[tuple[Candidate, ...]]


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
    """What the words say lies in or near a place is none of its namesakes elsewhere: "the Riverbank
    district of Kut" is not Riverbank in California, "Rashidiya, on the edge of Baghdad" in no other
    country. Countries, and what everybody knows by its name, stay where nothing else is left."""
    kept = list(options)
    for i in range(len(spans) - 1):
        here, after = spans[i], spans[i + 1]
        outer = [c.place for c in kept[i + 1] if not c.loose]
        reach = said_to_lie(text[here.end : after.start]) if outer else None
        if reach is None:
            continue
        near = tuple(c for c in kept[i] if any(may_lie(c.place, o, reach) for o in outer))
        if near or not any(_is_known(c) for c in kept[i]):
            kept[i] = near
    return kept


def _is_known(candidate: Candidate) -> bool:
    """Whether a name is first of all that of this place: a country's, a well-known city's."""
    place = candidate.place
    if candidate.loose or candidate.how > PRIMARY:
        return False
    known = candidate.how == CURATED or place.population >= _GREAT
    return place.level == "country" or (known and place.level != "province")
