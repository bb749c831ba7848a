"""A claim's count as a policy reads it: least, best and most, and whether it is open above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tollbook.record import Claim, Count, VictimGroup
from tollbook.record.vocabulary import VictimStatus
from tollbook.tally.policy import Policy
from tollbook.tally.words import tokens


@dataclass(frozen=True, slots=True)
class Points:
    """Three numbers of people and three marks.

    :ivar low / best: None: the words give a most alone ("up to 20"); they may give a least with
        it, of those that they name.
    :ivar open_above: the words allow more than ``high`` ("at least 12").
    :ivar approximate: "about", "nearly".
    :ivar vague: a word and no number ("several", a bare plural, "some").
    """

    low: int | None
    best: int | None
    high: int
    open_above: bool = False
    approximate: bool = False
    vague: bool = False

    @property
    def top(self) -> int:
        """The number by which figures are compared: the best, else the most."""
        return self.high if self.best is None else self.best

    @property
    def is_zero(self) -> bool:
        return self.high == 0 and not self.open_above

    def in_words(self) -> str:
        """As printed in reasons: "12", "12 or more", "5 to 7", "up to 20", "about 50"."""
        if self.low is None:
            return f"up to {self.high:,}"
        text = f"{self.low:,}" if self.low == self.high else f"{self.low:,} to {self.high:,}"
        if self.approximate:
            text = f"about {text}"
        return f"{text} or more" if self.open_above else text

    def admits(self, n: int) -> bool:
        """Whether the words, taken literally, allow that it was ``n``."""
        return (self.low or 0) <= n and (n <= self.high or self.open_above)


def points_of(count: Count, vague: dict[str, int]) -> Points | None:
    """The point triple of a count (design.md, "Policies: claims to figures").

    :param vague: what vague words stand for under the policy, by folded word.
    :returns: None where the count says nothing.
    """
    low, best, high = count.low, count.best, count.high
    match count.shape:
        case "vague" | "plural" | "some":
            own = next((vague[w] for w in tokens(count.raw) if w in vague), None)
            n = own if own is not None else (low or 1)
            return Points(n, n, n, open_above=True, vague=own is None)
        case "about" | "nearly":
            value = next((n for n in (best, high, low) if n is not None), None)
            return None if value is None else Points(value, value, value, approximate=True)
        case _:
            pass
    if best is None and (low is None or count.shape in {"at_most", "less_than"}):
        # "as many as 100, women and children among them": some are told of, yet none is the best
        return None if high is None else Points(low, None, high)
    floor = low if low is not None else best or 0
    middle = best if best is not None else floor
    top = high if high is not None else middle
    return Points(floor, middle, top, open_above=high is None)


def add_points(parts: Sequence[Points]) -> Points:
    """Several disjoint groups together; open and approximate as soon as one part is."""
    if len(parts) == 1:
        return parts[0]
    bottomless = all(p.low is None for p in parts)
    return Points(
        low=None if bottomless else sum(p.low or 0 for p in parts),
        best=None
        if all(p.best is None for p in parts)
        else sum(p.best if p.best is not None else p.low or 0 for p in parts),
        high=sum(p.high for p in parts),
        open_above=any(p.open_above for p in parts),
        approximate=any(p.approximate for p in parts),
        vague=all(p.vague for p in parts),
    )


def less(whole: Points, n: int) -> Points:
    """The figure with ``n`` people taken off, never below nobody."""

    def cut(value: int) -> int:
        return max(value - n, 0)

    return replace(
        whole,
        low=None if whole.low is None else cut(whole.low),
        best=None if whole.best is None else cut(whole.best),
        high=cut(whole.high),
    )


def is_one_person(claim: Claim) -> bool:
    """Whether a claim tells of one person ("a student", a name) rather than counts one."""
    count = claim.count
    counts = not count.raw or {"1", "one", "single", "only"} & set(tokens(count.raw))
    return count.is_exact and count.low == 1 and not counts


def status_of(claim: Claim) -> VictimStatus | None:
    """The one status of all victims the claim names; None where they are mixed.

    "unknown" where nothing is said; combatants and security count as one side of the axis but
    are told apart here.
    """
    said = {group.status for group in claim.victims}
    if not said:
        return "unknown"
    return said.pop() if len(said) == 1 else None


def is_fighter(status: VictimStatus | None) -> bool:
    return status in ("combatant", "security")


def fighters_in(groups: Sequence[VictimGroup]) -> int:
    """How many of the groups' members are combatants or security forces, as far as counted."""
    return sum(
        next((n for n in (g.count.best, g.count.low, g.count.high) if n is not None), 0)
        for g in groups
        if is_fighter(g.status) and g.count is not None
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """What a policy counts of one claim.

    :ivar points: None: nothing of it; ``why`` then says why not.
    """

    points: Points | None
    why: str = ""


def counted(claim: Claim, policy: Policy, parts: Sequence[Claim] = ()) -> Counted:
    """A claim's own figure under a policy, its parts and additions apart.

    :param parts: claims of the same report whose victims lie inside this figure.
    """
    points = points_of(claim.count, policy.vague)
    if points is None:
        return Counted(None, "it gives no number")
    leave_attackers = policy.attackers == "leave_out" and claim.includes.attackers
    if policy.victims == "all":
        if leave_attackers:
            gone = claim.includes.attackers or 0
            return Counted(less(points, gone), f"less {gone} of the attackers")
        return Counted(points)
    status = status_of(claim)
    if is_fighter(status):
        return Counted(None, "it counts combatants or security forces, not civilians")
    gone = fighters_in(claim.victims) + fighters_in(claim.includes.parts)
    # of "18 civilians" none are fighters, whatever stands below them
    for part in () if status == "civilian" else parts:
        part_points = points_of(part.count, policy.vague)
        if part_points is not None and is_fighter(status_of(part)):
            gone += part_points.top
    if leave_attackers:
        gone += claim.includes.attackers or 0
    why = f"less {gone} combatants, security forces or attackers" if gone else ""
    points = less(points, min(gone, points.high))
    if policy.unknown_status == "max_only" and status != "civilian":
        return Counted(
            replace(points, low=0, best=0),
            "whether they were civilians is not said: it raises the most alone",
        )
    return Counted(points, why)
