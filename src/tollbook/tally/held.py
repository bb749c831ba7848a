"""A balance held against its incidents: what is inside, added up, and all that a verdict needs.

A frame is what of an account does not depend on incidents, with the sums over those inside. So an
incident that changes, comes or goes changes the sums, and none of the others is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tollbook.record import Interval, Place, Sum
from tollbook.record.vocabulary import Harm, SpeakerKind
from tollbook.tally.lineage import Root

Inside = Literal["surely", "maybe"]


@dataclass(frozen=True, slots=True)
class Share:
    """An incident's part in an account, in people.

    :ivar incident: its id.
    :ivar unsaid: its claims do not say how many are such as the total counts.
    :ivar late: of the very day that the total was given, so perhaps after it.
    """

    incident: str
    how: Inside
    low: int
    high: int
    open_above: bool
    unsaid: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """Incidents inside, added up: stated least and most.

    :ivar many: how many incidents.
    :ivar open: of how many the toll is open above; an open end stays a flag ("or more").
    :ivar unsaid: of how many it is unsaid how many are such as the total counts.
    """

    many: int = 0
    low: int = 0
    high: int = 0
    open: int = 0
    unsaid: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(
            self.many + other.many,
            self.low + other.low,
            self.high + other.high,
            self.open + other.open,
            self.unsaid + other.unsaid,
        )

    def __neg__(self) -> Counted:
        return Counted(-self.many, -self.low, -self.high, -self.open, -self.unsaid)

    @property
    def sum(self) -> Sum:
        return Sum(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Sums:
    """Those surely inside and those maybe inside, apart.

    :ivar late: of those surely inside the ones of the very day that the total was given.
    """

    surely: Counted = Counted()
    maybe: Counted = Counted()
    late: Counted = Counted()

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.surely + other.surely, self.maybe + other.maybe, self.late + other.late)

    def __neg__(self) -> Sums:
        return Sums(-self.surely, -self.maybe, -self.late)

    @property
    def all(self) -> Counted:
        return self.surely + self.maybe


_NOTHING = Counted()


def counted(shares: Iterable[Share]) -> Sums:
    """Shares added up."""
    every = list(shares)
    sure, maybe = ([s for s in every if s.how == how] for how in ("surely", "maybe"))
    return Sums(_added(sure), _added(maybe), _added([s for s in sure if s.late]))


def _added(shares: Sequence[Share]) -> Counted:
    if not shares:
        return _NOTHING
    return Counted(
        len(shares),
        sum([s.low for s in shares]),
        sum([s.high for s in shares]),
        sum([s.open_above for s in shares]),
        sum([s.unsaid for s in shares]),
    )


@dataclass(frozen=True, slots=True)
class Window:
    """Where an account looks.

    :ivar area: the places it is made of; empty: not known, or one of ``candidates``.
    :ivar axes: what its victims are limited to, in order.
    :ivar first / last: day numbers, far out where not said.
    :ivar bounded: whether both are said: else no incident is inside for sure.
    :ivar to_the_day: whether the last is no day that words give, but the one the total was given.
    """

    harm: Harm
    axes: tuple[tuple[str, str], ...]
    area: tuple[Place, ...]
    candidates: tuple[Place, ...]
    first: int
    last: int
    bounded: bool
    to_the_day: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A total as others of its series see it.

    :ivar claim: that states it.
    :ivar series: those that may be of one series have the same: harm, area, start, victims and
        whether attackers are counted.
    :ivar name / words / kind: its speaker's, as of :class:`tollbook.tally.lineage.Root`.
    :ivar until: the day it runs to.
    :ivar low / high: the bounds its words set, in people; None: none.
    :ivar stated: its count in words.
    """

    claim: str
    series: str
    name: str
    words: tuple[str, ...]
    kind: SpeakerKind
    until: date
    low: int | None
    high: int | None
    stated: str

    @property
    def root(self) -> Root:
        return Root(self.name, frozenset(self.words), self.kind)


@dataclass(frozen=True, slots=True)
class Between:
    """The step from an earlier total of the same speaker to this one.

    :ivar account: the earlier total's.
    :ivar low / high: how many more are implied, in people; None: no bound.
    :ivar said: this in words, up to what the incidents of these days document.
    """

    account: str
    days: Interval
    low: int | None
    high: int | None
    said: str
    window: Window
    sums: Sums


@dataclass(frozen=True, slots=True)
class Frame:
    """A balance with its sums: all that a verdict and its arithmetic follow from.

    :ivar low / high: the bounds its words set, in people; None: none.
    :ivar head: the lines on what is stated, and how many copies carry it.
    :ivar doubts: the lines on why incidents are only maybe inside, whatever they are.
    :ivar fallen: the line on an earlier, higher total of its own speaker; None: there is none.
    :ivar between: None: there is no total that it can follow.
    :ivar given: None: it stands in no series.
    """

    window: Window
    low: int | None
    high: int | None
    head: tuple[str, ...]
    doubts: tuple[str, ...]
    fallen: str | None
    between: Between | None
    sums: Sums
    given: Given | None
