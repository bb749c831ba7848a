"""The days of MUC-4's incidents: which of our incidents a template tells of, and when it was.

A template is matched by what was done (its type, or the effect on people) and by whom or what it
was done to: a name or description of its targets stands in the words of one of our claims.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from tollbook.pipeline import Workings
from tollbook.record import Claim, Incident, When
from tollbook.record.vocabulary import Harm

_OF_EFFECT: dict[str, Harm] = {"DEATH": "killed", "INJURY": "injured"}
_OF_TYPE: dict[str, Harm] = {
    "ATTACK": "attacked",
    "BOMBING": "attacked",
    "ARSON": "attacked",
    "KIDNAPPING": "abducted",
}


class Days(msgspec.Struct, frozen=True):
    """A date fill: a day, a range, or one end of it ("- 25 AUG 88": on or before)."""

    start: str | None = None
    end: str | None = None


class Fill(msgspec.Struct, frozen=True):
    v: list[str] = []


class Person(msgspec.Struct, frozen=True):
    name: list[str] = []
    desc: list[str] = []
    effect: list[str] | None = None


class Thing(msgspec.Struct, frozen=True):
    id: list[str] = []


class Dated(msgspec.Struct, frozen=True):
    """A template, as far as its day is asked for."""

    optional: bool
    inc_type: list[Fill] | None = None
    date_iso: list[Days] = []
    human_targets: list[Person] = []
    physical_targets: list[Thing] = []

    @property
    def harms(self) -> frozenset[Harm]:
        """What was done, in our words."""
        types = {word for fill in self.inc_type or () for word in fill.v}
        effects = {word for person in self.human_targets for word in person.effect or ()}
        found = {_OF_TYPE[t] for t in types if t in _OF_TYPE}
        return frozenset(found | {_OF_EFFECT[e] for e in effects if e in _OF_EFFECT})

    @property
    def targets(self) -> frozenset[str]:
        """Names and descriptions of whom and what it was done to, in small letters."""
        people = [word for person in self.human_targets for word in (*person.name, *person.desc)]
        things = [word for thing in self.physical_targets for word in thing.id]
        return frozenset(word.casefold().strip("\"' ") for word in people + things)


def incident_of(template: Dated, workings: Workings) -> Incident | None:
    """Our incident that the template tells of; None where none is of its kind and targets."""
    holding = {claim: i for i in workings.tallied.incidents for claim in i.claims}
    for claim in sorted(workings.claims, key=lambda c: c.evidence.start):
        if claim.harm in template.harms and claim.id in holding and _names(claim, template):
            return holding[claim.id]
    return None


def _names(claim: Claim, template: Dated) -> bool:
    words = " ".join(span.quote for span in (claim.evidence, *claim.repeats)).casefold()
    return any(re.search(rf"\b{re.escape(t)}\b", words) for t in template.targets if t)


def is_right(gold: Sequence[Days], when: When | None) -> bool:
    """Whether the days are one of the gold's: both ends the same, unknown ends included.

    A day that is none in the calendar, as some of the keys have, is never right.
    """
    found = (_iso(when.start), _iso(when.end)) if when is not None else (None, None)
    return any(found == (d.start, d.end) for d in gold)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
