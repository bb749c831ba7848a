"""What a list is to hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tollbook.record.vocabulary import Harm, Scope


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records a list is to hold; None lets all pass.

    :ivar source: part of an outlet's name, upper and lower case alike.
    :ivar place: part of a place's name, upper and lower case alike.
    :ivar since / until: the first day that the harm can have been done on, both included; records
        without a day are left out where one of the two is given.
    :ivar limit: no more than so many.
    """

    harm: Harm | None = None
    scope: Scope | None = None
    source: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None

    @property
    def chooses(self) -> bool:
        """Whether any record is left out."""
        return self != Wanted()

    def takes_name(self, part: str | None, *names: str | None) -> bool:
        """Whether any of the names contains the part asked for."""
        return part is None or any(part.casefold() in (name or "").casefold() for name in names)

    def takes_day(self, day: date | None) -> bool:
        """Whether a first day lies between the two asked for."""
        if self.since is None and self.until is None:
            return True
        return day is not None and (self.since or day) <= day <= (self.until or day)
