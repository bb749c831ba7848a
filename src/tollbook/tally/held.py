"""A balance held against its incidents: their shares and sums, before a verdict is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tollbook.record import Incident, Interval, Sum
from tollbook.tally.balance import Balance

Inside = Literal["surely", "maybe"]


@dataclass(frozen=True, slots=True)
class Share:
    """An incident's part in an account, in people.

    :ivar unsaid: its claims do not say how many are such as the total counts.
    """

    incident: Incident
    how: Inside
    low: int
    high: int
    open_above: bool
    unsaid: bool


@dataclass(frozen=True, slots=True, eq=False)
class Since:
    """The step from an earlier total of the same speaker to this one.

    :ivar low / high: how many more are implied, in people; None: no bound.
    :ivar surely / maybe: what the incidents of the days between document.
    """

    earlier: Balance
    days: Interval
    low: int | None
    high: int | None
    surely: Sum
    maybe: Sum


@dataclass(frozen=True, eq=False)
class Held:
    """A balance held against its incidents: all that a verdict and its arithmetic need.

    :ivar surely: least and most of the incidents surely inside.
    :ivar maybe: of these and those maybe inside together.
    :ivar fallen: an earlier, higher total of its own speaker; None: there is none.
    :ivar since: the step from its speaker's last total; None: there is none that it can follow.
    :ivar copies: how many copies of its report carry the same words.
    """

    balance: Balance
    shares: tuple[Share, ...]
    surely: Sum
    maybe: Sum
    fallen: Balance | None
    copies: int
    since: Since | None = None

    @cached_property
    def sure_shares(self) -> tuple[Share, ...]:
        return tuple(s for s in self.shares if s.how == "surely")

    @cached_property
    def maybe_shares(self) -> tuple[Share, ...]:
        return tuple(s for s in self.shares if s.how == "maybe")

    @property
    def unsaid(self) -> int:
        return sum(1 for s in self.shares if s.unsaid)


def total(shares: Sequence[Share]) -> Sum:
    """Stated least and most added up; an open end stays a flag of the shares ("or more")."""
    return Sum(sum(s.low for s in shares), sum(s.high for s in shares))
