"""Tolls before and after something was decided or worked out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.record import Incident, Toll
from tollbook.record.vocabulary import Harm


@dataclass(frozen=True, slots=True)
class Change:
    """A toll before and after a decision; None: no such toll."""

    incident: str
    harm: Harm
    before: Toll | None
    after: Toll | None


def changes(before: Sequence[Incident], after: Sequence[Incident]) -> tuple[Change, ...]:
    """The tolls that differ, in the order of the incidents before; new incidents last."""
    old = {(i.id, t.harm): t for i in before for t in i.tolls}
    new = {(i.id, t.harm): t for i in after for t in i.tolls}
    return tuple(
        Change(incident, harm, old.get((incident, harm)), new.get((incident, harm)))
        for incident, harm in dict.fromkeys([*old, *new])
        if _printed(old.get((incident, harm))) != _printed(new.get((incident, harm)))
    )


def _printed(toll: Toll | None) -> tuple[object, ...] | None:
    """What a toll shows; which claims were used is not part of it."""
    if toll is None:
        return None
    return (toll.min, toll.best, toll.max, toll.open_above, toll.lineages, toll.articles)
