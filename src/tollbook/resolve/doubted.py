"""Towns that a claim names and that hardly fit its report: kept as candidates."""

from __future__ import annotations

from collections.abc import Callable

from tollbook.record import Claim, Span
from tollbook.resolve.choice import Choice
from tollbook.resolve.located import Located
from tollbook.resolve.scene import Scene

_TOWN = 50_000
"""People of a town that a claim's own words mean though it hardly fits the report."""


def doubted(
    claim: Claim, scene: Scene, head: range, weak: Callable[[Span], bool]
) -> tuple[Located, ...]:
    """The towns that a claim's own words name where they hardly fit the report, as candidates:
    no earlier sentence's place says better where it was.

    Small ones and those abroad are left out: most are quarters that bear the name of a town
    far off.

    :param head: offsets of the dateline; :param weak: whether a name says nothing of where.
    """
    found = []
    for span in claim.places:
        choice = scene.choices.get(span)
        if choice is None or choice.place is None or span.start in head:
            continue
        if choice.place.population < _TOWN or not choice.supported or weak(span):
            continue
        if not scene.hardly_fits(choice):
            continue
        rest = (choice.place, *choice.candidates)
        why = (*choice.reasons, "hardly fits the report")
        doubt = Choice(span, None, rest, round(choice.score / 2, 2), why)
        found.append(Located(doubt, None, "clause", why, span))
    return tuple(found)
