"""What decisions of people mean for the tally: which claims stand, what is tied, what is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tollbook.record.claim import Claim
from tollbook.record.interval import When
from tollbook.record.resolution import Place
from tollbook.record.vocabulary import Harm, Surety


@dataclass(frozen=True, slots=True)
class Said:
    """Whose decision it is.

    :ivar decision: its id.
    :ivar by: who decided; "" where the name was destroyed.
    :ivar reason: None: none was given, or it was destroyed.
    """

    decision: str
    by: str
    on: date
    reason: str | None

    @property
    def who(self) -> str:
        return self.by or "a person whose name was destroyed"

    @property
    def words(self) -> str:
        """ "A. Recorder, 2019-10-12: the hospital's list"."""
        why = f": {self.reason}" if self.reason else ""
        return f"{self.who}, {self.on}{why}"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two claims that are of one incident, or of two, whatever their words suggest.

    :ivar order: place among all ties and partings, the later decision the higher; which of two
        that contradict each other holds.
    """

    one: str
    other: str
    said: Said
    order: int = 0


@dataclass(frozen=True, slots=True)
class TollRuling:
    """An incident's figure for one harm, set by a person."""

    min: int
    best: int | None
    max: int | None
    open_above: bool
    said: Said


@dataclass(frozen=True, slots=True)
class TransitionRuling:
    """So many victims of an incident who passed from one harm to another.

    :ivar on: None: the day is not known.
    """

    moved_from: Harm
    moved_to: Harm
    count: int
    on: date | None
    said: Said


@dataclass(frozen=True, slots=True)
class Culprit:
    """Who did it, as a person says; ``actor`` None: nobody is known to have."""

    actor: str | None
    surety: Surety
    said: Said


@dataclass(frozen=True, slots=True)
class IncidentRuling:
    """What people set of one incident; None: nothing.

    :ivar tolls: the figure set for each harm.
    """

    place: Place | None = None
    when: When | None = None
    culprit: Culprit | None = None
    tolls: Mapping[Harm, TollRuling] = field(default_factory=dict)
    transitions: tuple[TransitionRuling, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulings:
    """All decisions in force, as the tally goes by them.

    :ivar rejected: claims that enter no figure, by id.
    :ivar accepted: claims whose figure never waits for a person.
    :ivar unsure: claims that raise the most alone: they enter neither the least nor the best.
    :ivar together / apart: of one pair only the last stands.
    :ivar incidents: by the claim that the incident's id was issued for.
    :ivar as_read: claims that decisions changed, as the reader had them, by id.
    """

    rejected: Mapping[str, Said] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    unsure: Mapping[str, Said] = field(default_factory=dict)
    together: tuple[Tie, ...] = ()
    apart: tuple[Tie, ...] = ()
    incidents: Mapping[str, IncidentRuling] = field(default_factory=dict)
    as_read: Mapping[str, Claim] = field(default_factory=dict)


NO_RULINGS = Rulings()
