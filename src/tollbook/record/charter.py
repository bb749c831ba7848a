"""The charter: what a book counts. What lies outside is kept, marked, and enters no figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tollbook.record.interval import Interval
from tollbook.record.vocabulary import HARMS, Harm, VictimStatus

IncidentUnit = Literal["event", "day_and_place"]
"""What one incident is: a clash, though it goes on over days; or a day and a place."""


INDIRECT = ("illness", "natural", "accident", "disaster", "suicide")
"""Causes of a death that are nobody's violence."""


@dataclass(frozen=True, slots=True)
class Causes:
    """Which causes of death the book counts; the defaults are those of a book without a charter.

    :ivar direct: violence on the spot, executions too.
    :ivar crush: a crowd's crush or stampede.
    :ivar in_custody: deaths of people held.
    :ivar indirect: illness, old age, accidents, disasters, suicide.
    """

    direct: bool = True
    crush: bool = True
    in_custody: bool = True
    indirect: bool = False

    def leaves_out(self, cause: str | None) -> bool:
        """Whether a claim's cause is violence, or may be, of a kind that the book leaves out.

        :param cause: as the claim says it; None: direct violence.
        """
        if cause is None or cause == "execution":
            return not self.direct
        return (cause == "crush" and not self.crush) or (cause == "custody" and not self.in_custody)

    def told_apart(self) -> tuple[str, ...]:
        """Causes besides direct violence that a claim may have and still be counted.

        Crush and custody are among them whatever is counted: :meth:`leaves_out` decides.
        """
        return ("crush", "custody", *(INDIRECT if self.indirect else ()))


@dataclass(frozen=True, slots=True)
class Charter:
    """What a book counts. An empty tuple, or an end that is None, sets no bound.

    Only what surely lies outside is outside: a day, a place or a status that is not known is
    never a reason to leave somebody out.

    :ivar countries: ISO 3166-1 alpha-2.
    :ivar provinces: first-order codes of GeoNames ("IQ.09"), beside the countries.
    :ivar statuses: whose harm counts; of what nobody said the status, it always does.
    :ivar roles: the same for roles ("protester", "journalist").
    """

    title: str = ""
    countries: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    period: Interval = field(default_factory=lambda: Interval(None, None))
    harms: tuple[Harm, ...] = HARMS
    statuses: tuple[VictimStatus, ...] = ()
    roles: tuple[str, ...] = ()
    causes: Causes = field(default_factory=Causes)
    incident_unit: IncidentUnit = "event"


EVERYTHING = Charter()
"""The charter of a book that has none: all direct violence that the reports tell of."""
