"""Days as closed intervals with open ends: when a thing happened, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tollbook.record.vocabulary import Confidence, DateBasis, Precision


@dataclass(frozen=True, slots=True)
class Interval:
    """The earliest and latest day possible, both included.

    :ivar start: earliest day; None: not known.
    :ivar end: latest day; None: not known.
    :raises ValueError: where start is after end.
    """

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date) -> Interval:
        return cls(day, day)

    def overlaps(self, other: Interval, slack_days: int = 0) -> bool:
        """Whether the two can share a day; an unknown end excludes nothing."""
        slack = timedelta(days=slack_days)
        if self.start and other.end and self.start > other.end + slack:
            return False
        return not (other.start and self.end and other.start > self.end + slack)

    @property
    def days(self) -> int | None:
        """How many days it has; None: it is open at an end."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1

    def contains(self, other: Interval) -> bool:
        """Whether ``other`` lies surely inside: every bound it needs is known."""
        starts = self.start is None or (other.start is not None and other.start >= self.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def gap_days(self, other: Interval) -> int | None:
        """Days between the two; 0 where they overlap; None where an end needed is unknown."""
        if None in (self.start, self.end, other.start, other.end):
            return None
        if self.overlaps(other):
            return 0
        if self.start > other.end:  # type: ignore[operator]
            return (self.start - other.end).days  # type: ignore[operator]
        return (other.start - self.end).days  # type: ignore[operator]

    @property
    def known(self) -> bool:
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, with the evidence. An undated report has none of these.

    :ivar start: earliest and :ivar end: latest day, as the stamp's own clock shows it.
    :ivar at: the moment, in the zone of its stamp; None: the stamp has no hour, or no zone that
        has one meaning, or stamps contradict each other. Elsewhere it may be another day.
    :raises ValueError: for a moment without a zone, or of another day than ``start`` and ``end``.
    """

    start: date
    end: date
    basis: DateBasis
    at: datetime | None = None

    def __post_init__(self) -> None:
        if self.at is not None and (
            self.at.utcoffset() is None or not self.start == self.end == self.at.date()
        ):
            raise ValueError(f"no moment of {self.start} to {self.end} in a zone: {self.at}")

    @property
    def interval(self) -> Interval:
        return Interval(self.start, self.end)

    @property
    def confidence(self) -> Confidence:
        """How far the evidence can be trusted: ``high`` where the page states the day for machines
        or the user gave it, ``fair`` where it was read from the address or beside the headline,
        ``low`` where only the month or the year is known.
        """
        if self.start != self.end:
            return "low"
        return "high" if self.basis in ("meta", "given") else "fair"


@dataclass(frozen=True, slots=True)
class When:
    """When something happened, resolved from words against a report's date.

    :ivar basis: which words or facts gave it, in words ("'on Friday' against 2019-10-05").
    """

    start: date | None
    end: date | None
    precision: Precision
    basis: str

    @property
    def interval(self) -> Interval:
        return Interval(self.start, self.end)
